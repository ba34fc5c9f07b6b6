//! Writes the events of a Markdown parser as a text, block by block.

use std::ops::Range;

use figlift_text::{BlockKind, Period, Position, SourcePlace, TextLayout};
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::front_matter;
use crate::builder::TextBuilder;
use crate::tables::TableStack;

/// A text in the making.
#[derive(Debug)]
pub(super) struct MarkdownWriter<'s> {
    source: &'s str,
    /// The first byte of each line.
    lines: Vec<usize>,
    builder: TextBuilder,
    tables: TableStack,
    /// What the blocks are that begin now.
    kind: BlockKind,
    /// Whether the rows of the open table are heads.
    is_head: bool,
    /// The open elements whose content is not shown.
    hidden: usize,
    /// Whether the front matter is open.
    in_front_matter: bool,
    /// Where an open superscript began.
    raised_from: Option<usize>,
    date: Option<Period>,
}

impl<'s> MarkdownWriter<'s> {
    pub(super) fn new(source: &'s str) -> MarkdownWriter<'s> {
        let ends = source.match_indices('\n').map(|(at, _)| at + 1);
        MarkdownWriter {
            source,
            lines: std::iter::once(0).chain(ends).collect(),
            builder: TextBuilder::default(),
            tables: TableStack::default(),
            kind: BlockKind::Paragraph,
            is_head: false,
            hidden: 0,
            in_front_matter: false,
            raised_from: None,
            date: None,
        }
    }

    pub(super) fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) if self.in_front_matter => {
                self.date = self.date.or(front_matter::date(&words));
            }
            Event::Text(words) => self.text(&words, range.start),
            Event::Code(words) => {
                let within = self.source[range.clone()].find(&*words).unwrap_or_default();
                self.text(&words, range.start + within);
            }
            Event::Html(html) => self.html(&html, range.start),
            Event::InlineHtml(tag) => self.tag(&tag.to_ascii_lowercase()),
            Event::FootnoteReference(name) if self.hidden == 0 => {
                self.ensure_block();
                let place = self.place(range.start);
                self.builder.mark(&format!("[{name}]"), &place);
            }
            Event::SoftBreak => self.soft_break(range),
            Event::HardBreak => self.line_end(),
            Event::Rule => self.close(),
            Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    /// The text with its layout, and the date of publication that it states.
    pub(super) fn finish(mut self) -> (String, TextLayout, Option<Period>) {
        self.close();
        let (text, layout) = self.builder.finish();
        (text, layout, self.date)
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } => return,
            Tag::Subscript | Tag::Superscript => return,
            Tag::Image { .. } => {
                self.hidden += 1;
                return;
            }
            _ => self.close(),
        }
        match tag {
            Tag::Heading { .. } => self.kind = BlockKind::Heading,
            // Four blanks before a line of a pasted text are no code.
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) | Tag::HtmlBlock => {
                self.kind = BlockKind::Furniture;
            }
            Tag::MetadataBlock(_) => self.in_front_matter = true,
            Tag::Table(_) => self.tables.begin(),
            Tag::TableHead | Tag::TableRow => {
                self.is_head = matches!(tag, Tag::TableHead);
                self.tables.begin_row();
            }
            Tag::TableCell => self.tables.begin_cell(1, 1, self.is_head),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => return,
            TagEnd::Subscript | TagEnd::Superscript => return,
            TagEnd::Image => {
                self.hidden -= 1;
                return;
            }
            _ => self.close(),
        }
        match tag {
            TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock => {
                self.kind = BlockKind::Paragraph;
            }
            TagEnd::MetadataBlock(_) => self.in_front_matter = false,
            TagEnd::TableCell => self.tables.end_cell(),
            TagEnd::Table => self.tables.end(&mut self.builder),
            _ => {}
        }
    }

    /// Words that begin at a byte of the source, where they stand unless an entity stands for them.
    fn text(&mut self, words: &str, start: usize) {
        if self.hidden > 0 {
            return;
        }
        self.ensure_block();
        let stands = self.source[start..].starts_with(words);
        let mut at = start;
        for line in words.split_inclusive('\n') {
            let shown = line.trim_end_matches('\n');
            for part in shown.split_inclusive(is_unseen) {
                let seen = part.trim_end_matches(is_unseen);
                let place = self.place(if stands { at } else { start });
                self.builder.push(seen, &place);
                at += part.len();
            }
            at += line.len() - shown.len();
            if shown.len() < line.len() {
                self.line_end();
            }
        }
    }

    /// The text of a block of HTML.
    fn html(&mut self, html: &str, start: usize) {
        for token in html5gum::Tokenizer::new(html).flatten() {
            if let html5gum::Token::String(words) = token {
                let words = String::from_utf8_lossy(&words);
                let place = self.place(start);
                self.ensure_block();
                words.lines().for_each(|line| {
                    self.builder.push(line.trim(), &place);
                    self.builder.line_end();
                });
            }
        }
    }

    /// A tag of HTML within a line.
    fn tag(&mut self, tag: &str) {
        let name = tag.trim_start_matches(['<', '/']);
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        match name {
            "br" => self.line_end(),
            "sup" if tag.starts_with("</") => {
                if let Some(from) = self.raised_from.take() {
                    self.builder.raise(from);
                }
            }
            "sup" => {
                let text = self.builder.text().len();
                self.raised_from = Some(text).filter(|_| self.builder.has_text());
            }
            _ => {}
        }
    }

    /// The end of a line of the source: a blank, but none between Chinese words.
    fn soft_break(&mut self, range: Range<usize>) {
        let before = self.source[..range.start].chars().next_back();
        let after = self.source[range.end..].trim_start().chars().next();
        let is_foreign = |c: Option<char>| c.is_some_and(|c| c.is_ascii());
        if is_foreign(before) || is_foreign(after) {
            self.builder.blank();
        }
    }

    fn line_end(&mut self) {
        match self.tables.cell() {
            Some(_) => self.builder.blank(),
            None => self.builder.line_end(),
        }
    }

    fn ensure_block(&mut self) {
        if !self.builder.is_open() {
            self.builder.begin(self.tables.cell().map_or(self.kind, BlockKind::Cell));
        }
    }

    fn close(&mut self) {
        self.raised_from = None;
        if let Some(number) = self.builder.end()
            && let BlockKind::Cell(cell) = self.builder.blocks()[number].kind
        {
            self.tables.own(cell, number);
        }
    }

    fn place(&self, byte: usize) -> SourcePlace {
        let line = self.lines.partition_point(|&first| first <= byte);
        let first = self.lines[line - 1];
        let column = self.source[first..byte].chars().count() + 1;
        SourcePlace::Line(Position { line, column })
    }
}

/// Whether a character has no width.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{ad}' | '\u{feff}')
}
