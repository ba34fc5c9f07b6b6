//! What the elements of pages are for the text.

/// What an element is for the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// Its content is no text.
    Skipped,
    /// It parts what stands before and after it.
    Block,
    /// A heading.
    Heading,
    Paragraph,
    /// An item of a list, or one of its two parts.
    Item,
    List,
    Table,
    Row,
    Cell {
        is_head: bool,
    },
    Caption,
    LineEnd,
    /// It stands in a line, and has no content.
    Empty,
    Link,
    Superscript,
    Preformatted,
    /// It stands in a line, and adds nothing.
    Inline,
}

pub(super) fn tag(name: &[u8]) -> Tag {
    match name {
        b"script" | b"style" | b"noscript" | b"template" | b"iframe" | b"textarea" | b"select"
        | b"svg" | b"object" | b"canvas" | b"audio" | b"video" | b"title" | b"datalist" => {
            Tag::Skipped
        }
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Tag::Heading,
        b"p" => Tag::Paragraph,
        b"li" | b"dt" | b"dd" => Tag::Item,
        b"ul" | b"ol" | b"dl" | b"menu" => Tag::List,
        b"table" => Tag::Table,
        b"tr" => Tag::Row,
        b"td" => Tag::Cell { is_head: false },
        b"th" => Tag::Cell { is_head: true },
        b"caption" => Tag::Caption,
        b"br" => Tag::LineEnd,
        b"wbr" | b"img" | b"input" | b"meta" | b"link" | b"area" | b"base" | b"col" | b"embed"
        | b"source" | b"track" | b"param" => Tag::Empty,
        b"a" => Tag::Link,
        b"sup" => Tag::Superscript,
        b"pre" => Tag::Preformatted,
        b"address" | b"article" | b"aside" | b"blockquote" | b"body" | b"center" | b"details"
        | b"dialog" | b"dir" | b"div" | b"fieldset" | b"figcaption" | b"figure" | b"footer"
        | b"form" | b"header" | b"hgroup" | b"hr" | b"html" | b"head" | b"legend" | b"main"
        | b"nav" | b"section" | b"summary" | b"tbody" | b"thead" | b"tfoot" | b"option" => {
            Tag::Block
        }
        _ => Tag::Inline,
    }
}
