//! Walks through the tokens of a page and builds its text.

use figlift_text::{BlockKind, TextLayout};
use html5gum::{EndTag, HtmlString, StartTag, Token};

use super::main_text::Containers;
use super::source::PageSource;
use super::tags::{Tag, tag};
use crate::builder::TextBuilder;
use crate::selector::{Element, Selectors};
use crate::tables::TableStack;

/// The open elements among which the beginning of an end tag is looked for.
const REACH: usize = 256;

/// An element that is open.
#[derive(Debug)]
struct OpenElement {
    name: HtmlString,
    tag: Tag,
    /// Its number among the containers.
    container: usize,
}

/// The text of a page in the making.
#[derive(Debug)]
pub(super) struct Walker<'p, 's> {
    source: PageSource<'p>,
    builder: TextBuilder,
    containers: Containers<'s>,
    /// The container of each block.
    owners: Vec<usize>,
    /// The blocks of headings of the first level.
    titles: Vec<usize>,
    open: Vec<OpenElement>,
    tables: TableStack,
    /// The element whose content is no text, and how many such are open within it.
    skipped: Option<(HtmlString, usize)>,
    in_link: bool,
    /// Whether white space stays as it is.
    preformatted: bool,
    /// Where an open superscript began.
    raised_from: Option<usize>,
}

impl<'p, 's> Walker<'p, 's> {
    pub(super) fn new(source: PageSource<'p>, main: Option<&'s Selectors>) -> Walker<'p, 's> {
        Walker {
            source,
            builder: TextBuilder::default(),
            containers: Containers::new(main),
            owners: Vec::new(),
            titles: Vec::new(),
            open: Vec::new(),
            tables: TableStack::default(),
            skipped: None,
            in_link: false,
            preformatted: false,
            raised_from: None,
        }
    }

    pub(super) fn take(&mut self, token: Token<usize>) {
        match token {
            Token::StartTag(tag) => self.start(tag),
            Token::EndTag(tag) => self.end(&tag),
            Token::String(run) if self.skipped.is_none() => {
                self.characters(run.span.start, run.span.end);
            }
            Token::String(_) | Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }

    /// The text with its layout.
    pub(super) fn finish(mut self) -> (String, TextLayout) {
        self.close_to(0);
        self.end_block();
        let main = self.containers.main();
        let first = self.owners.iter().position(|&owner| main[owner]).unwrap_or_default();
        // The title of a page often stands apart from its text.
        let title = self.titles.iter().rev().find(|&&title| title < first);
        for (number, block) in self.builder.blocks().iter_mut().enumerate() {
            if !main[self.owners[number]] && Some(&number) != title {
                block.kind = BlockKind::Furniture;
            }
        }
        self.builder.finish()
    }

    fn start(&mut self, start: StartTag<usize>) {
        if let Some((name, depth)) = &mut self.skipped {
            *depth += usize::from(*name == start.name && !start.self_closing);
            return;
        }
        let tag = tag(&start.name);
        match tag {
            Tag::Skipped => {
                if !start.self_closing {
                    self.skipped = Some((start.name, 1));
                }
                return;
            }
            Tag::LineEnd => return self.line_end(),
            Tag::Empty | Tag::Inline => return,
            Tag::Link => {
                self.in_link = true;
                return;
            }
            Tag::Superscript => {
                self.raised_from = self.builder.has_text().then_some(self.builder.text().len());
                return;
            }
            Tag::Paragraph => self.close_near(|open| open.tag == Tag::Paragraph, |_| true),
            Tag::Item => {
                self.close_near(|open| open.tag == Tag::Item, |open| open.tag == Tag::List);
            }
            Tag::Row => self.close_near(|open| open.tag == Tag::Row, is_table),
            Tag::Cell { .. } => {
                self.close_near(|open| matches!(open.tag, Tag::Cell { .. }), is_table);
            }
            Tag::Table
            | Tag::Block
            | Tag::Heading
            | Tag::List
            | Tag::Caption
            | Tag::Preformatted => {}
        }
        self.end_block();
        self.open_element(&start, tag);
    }

    fn open_element(&mut self, start: &StartTag<usize>, tag: Tag) {
        let text = |name: &[u8]| {
            let value = start.attributes.get(name).map(|value| &value.value[..]);
            str::from_utf8(value.unwrap_or_default()).unwrap_or_default()
        };
        let number = |name: &[u8]| text(name).trim().parse().unwrap_or(1);
        match tag {
            Tag::Table => {
                self.close_block();
                self.tables.begin();
            }
            Tag::Row => self.tables.begin_row(),
            Tag::Cell { is_head } => {
                self.tables.begin_cell(number(b"rowspan"), number(b"colspan"), is_head);
            }
            Tag::Preformatted => self.preformatted = true,
            _ => {}
        }
        let name = str::from_utf8(&start.name).unwrap_or_default();
        let element = Element { name, id: text(b"id"), classes: text(b"class") };
        let parent = self.open.last().map_or(0, |open| open.container);
        let container = self.containers.begin(parent, element);
        self.open.push(OpenElement { name: start.name.clone(), tag, container });
        if matches!(&start.name[..], b"hr") || start.self_closing && tag == Tag::Block {
            self.close_to(self.open.len() - 1);
        }
    }

    fn end(&mut self, end: &EndTag<usize>) {
        if let Some((name, depth)) = &mut self.skipped {
            *depth -= usize::from(*name == end.name);
            if *depth == 0 {
                self.skipped = None;
            }
            return;
        }
        match tag(&end.name) {
            Tag::Link => self.in_link = false,
            Tag::Superscript => self.end_superscript(),
            Tag::Skipped | Tag::LineEnd | Tag::Empty | Tag::Inline => {}
            Tag::Paragraph => {
                self.end_block();
                self.close_near(|open| open.tag == Tag::Paragraph, is_barrier);
            }
            Tag::Table => {
                self.end_block();
                self.close_near(is_table, |_| false);
            }
            _ => {
                self.end_block();
                self.close_near(|open| open.name == end.name, is_table);
            }
        }
    }

    /// Closes the nearest element of a kind, with all within it, unless a barrier comes before.
    fn close_near(
        &mut self,
        wanted: impl Fn(&OpenElement) -> bool,
        barrier: impl Fn(&OpenElement) -> bool,
    ) {
        let near = self.open.iter().enumerate().rev().take(REACH);
        for (at, open) in near {
            if wanted(open) {
                return self.close_to(at);
            }
            if barrier(open) {
                return;
            }
        }
    }

    /// Closes all elements from a place in the list on.
    fn close_to(&mut self, at: usize) {
        while self.open.len() > at {
            match self.open.last() {
                Some(open) if matches!(open.tag, Tag::Cell { .. }) => self.close_block(),
                _ => self.end_block(),
            }
            let Some(open) = self.open.pop() else { return };
            self.containers.end(open.container);
            match open.tag {
                Tag::Table => self.tables.end(&mut self.builder),
                Tag::Cell { .. } => self.tables.end_cell(),
                Tag::Preformatted => self.preformatted = false,
                _ => {}
            }
            self.in_link = false;
        }
    }

    fn characters(&mut self, start: usize, end: usize) {
        let mut source = std::mem::replace(&mut self.source, PageSource::new(""));
        source.parts(start, end, |source, part, byte| {
            let mut from = 0;
            // White space and characters without width part the runs that are copied.
            for (at, c) in part.char_indices().chain([(part.len(), ' ')]) {
                let kept = self.preformatted && matches!(c, ' ' | '\t') && at < part.len();
                let is_blank = matches!(c, ' ' | '\n' | '\t' | '\u{c}') && !kept;
                if !is_blank && !matches!(c, '\u{200b}' | '\u{ad}' | '\u{feff}') {
                    continue;
                }
                if from < at {
                    self.ensure_block();
                    self.containers.add(self.container(), &part[from..at], self.in_link);
                    let place = source.at(byte + from);
                    self.builder.push(&part[from..at], &place);
                }
                from = at + c.len_utf8();
                match c {
                    '\n' if self.preformatted => self.builder.line_end(),
                    _ if is_blank && at < part.len() => self.builder.blank(),
                    _ => {}
                }
            }
        });
        self.source = source;
    }

    fn line_end(&mut self) {
        if self.tables.cell().is_some() { self.builder.blank() } else { self.builder.line_end() }
    }

    fn end_superscript(&mut self) {
        if let Some(from) = self.raised_from.take() {
            self.builder.raise(from);
        }
    }

    fn container(&self) -> usize {
        self.open.last().map_or(0, |open| open.container)
    }

    fn ensure_block(&mut self) {
        if self.builder.is_open() {
            return;
        }
        let heading = self.open.iter().rev().take(3).any(|open| open.tag == Tag::Heading);
        let caption = self.open.last().is_some_and(|open| open.tag == Tag::Caption);
        self.builder.begin(match self.tables.cell() {
            Some(cell) => BlockKind::Cell(cell),
            None if heading => BlockKind::Heading,
            None if caption => BlockKind::Caption,
            None => BlockKind::Paragraph,
        });
    }

    /// Ends the block; in a cell only a part of it.
    fn end_block(&mut self) {
        self.raised_from = None;
        if self.tables.cell().is_some() && self.builder.is_open() {
            self.builder.line_end();
        } else {
            self.close_block();
        }
    }

    fn close_block(&mut self) {
        self.raised_from = None;
        let Some(number) = self.builder.end() else { return };
        self.owners.push(self.container());
        match self.builder.blocks()[number].kind {
            BlockKind::Cell(cell) => self.tables.own(cell, number),
            BlockKind::Heading if self.open.iter().rev().take(3).any(is_title) => {
                self.titles.push(number);
            }
            _ => {}
        }
    }
}

fn is_title(open: &OpenElement) -> bool {
    open.name[..] == b"h1"[..]
}

fn is_table(open: &OpenElement) -> bool {
    open.tag == Tag::Table
}

fn is_barrier(open: &OpenElement) -> bool {
    matches!(open.tag, Tag::Table | Tag::Cell { .. } | Tag::Caption)
}
