//! Writes paragraphs and tables as a text, block by block.

use figlift_text::{BlockKind, SourcePlace, TextLayout};

use super::steps::{Inline, WordParagraph};
use super::steps::{Merge, StoryStep};
use super::styles::ParagraphRole;
use crate::builder::TextBuilder;
use crate::superscript::{Superscript, raised, superscript};
use crate::tables::TableStack;

/// A text in the making.
#[derive(Debug, Default)]
pub(super) struct Writer {
    builder: TextBuilder,
    tables: TableStack,
    /// Number of paragraphs so far that have text and stand in no table.
    paragraphs: usize,
    /// Whether the rows of the open tables are heads.
    heads: Vec<bool>,
    /// The open cells that continue one above: what they hold is not shown.
    continued: usize,
    /// For each open cell, whether it is one of them.
    cells: Vec<bool>,
}

impl Writer {
    /// Writes the steps of a part.
    pub(super) fn write(&mut self, steps: Vec<StoryStep>) {
        for step in steps {
            match step {
                StoryStep::Paragraph(_) if self.continued > 0 => {}
                StoryStep::Paragraph(paragraph) => self.paragraph(&paragraph),
                StoryStep::Table => {
                    self.close();
                    self.tables.begin();
                    self.heads.push(false);
                }
                StoryStep::Row { is_head, before } => {
                    self.tables.begin_row();
                    self.tables.skip(before);
                    self.heads.iter_mut().last().into_iter().for_each(|head| *head = is_head);
                }
                StoryStep::Cell { columns, merge } => self.begin_cell(columns, merge),
                StoryStep::EndCell => {
                    self.close();
                    self.tables.end_cell();
                    self.continued -= usize::from(self.cells.pop() == Some(true));
                }
                StoryStep::EndTable => {
                    self.close();
                    self.tables.end(&mut self.builder);
                    self.heads.pop();
                }
            }
        }
        self.close();
    }

    fn begin_cell(&mut self, columns: usize, merge: Merge) {
        let is_head = self.heads.last().copied().unwrap_or_default();
        let continued = merge == Merge::Continued && self.tables.continue_cell(columns);
        match merge {
            _ if continued => {}
            Merge::Alone | Merge::Continued => self.tables.begin_cell(1, columns, is_head),
            Merge::First => self.tables.begin_merged(columns, is_head),
        }
        self.cells.push(continued);
        self.continued += usize::from(continued);
    }

    fn paragraph(&mut self, paragraph: &WordParagraph) {
        let cell = self.tables.cell();
        let place = &match cell {
            Some(cell) => {
                SourcePlace::Cell { table: cell.table, row: cell.row, column: cell.column }
            }
            None => SourcePlace::Paragraph(self.paragraphs + 1),
        };
        match cell {
            Some(_) if self.builder.is_open() => self.builder.line_end(),
            Some(cell) => self.builder.begin(BlockKind::Cell(cell)),
            None => self.builder.begin(kind(paragraph)),
        }
        for inline in &paragraph.inlines {
            match inline {
                Inline::Text(text) => self.text(text, place),
                Inline::Raised(text) => self.raised(text, place),
                Inline::Mark(words) => self.builder.mark(words, place),
            }
        }
        if cell.is_none() && self.builder.end().is_some() {
            self.paragraphs += 1;
        }
    }

    /// In a cell, what parts cells and rows is a blank.
    fn text(&mut self, text: &str, place: &SourcePlace) {
        let in_cell = self.tables.cell().is_some();
        for line in text.split_inclusive(['\n', '\t']) {
            let words = line.trim_end_matches(['\n', '\t']);
            self.builder.push(words, place);
            match &line[words.len()..] {
                "" => {}
                _ if in_cell => self.builder.blank(),
                "\t" => self.builder.push("\t", place),
                _ => self.builder.line_end(),
            }
        }
    }

    fn raised(&mut self, text: &str, place: &SourcePlace) {
        let words = text.trim();
        let kind = match self.builder.at_line_start() {
            true => Superscript::Words,
            false => superscript(self.builder.text(), words),
        };
        match kind {
            Superscript::Exponent => self.builder.push(&raised(words), place),
            Superscript::Mark => self.builder.mark(words, place),
            Superscript::Words => self.text(text, place),
        }
    }

    /// Ends the block of a cell.
    fn close(&mut self) {
        if let Some(number) = self.builder.end()
            && let BlockKind::Cell(cell) = self.builder.blocks()[number].kind
        {
            self.tables.own(cell, number);
        }
    }

    /// The text with its layout.
    pub(super) fn finish(self) -> (String, TextLayout) {
        self.builder.finish()
    }
}

/// Whole paragraphs are styled as headings, too, so that they stand in the outline.
fn kind(paragraph: &WordParagraph) -> BlockKind {
    let is_running = || {
        paragraph.inlines.iter().any(|inline| match inline {
            Inline::Text(text) | Inline::Raised(text) | Inline::Mark(text) => text.contains('。'),
        })
    };
    match paragraph.role {
        ParagraphRole::Heading if !is_running() => BlockKind::Heading,
        ParagraphRole::Caption => BlockKind::Caption,
        ParagraphRole::Contents => BlockKind::Furniture,
        ParagraphRole::Heading | ParagraphRole::Running => BlockKind::Paragraph,
    }
}
