//! Writes the lines and tables of pages as a text, block by block.

use figlift_text::{BlockKind, SourcePlace, TextLayout};

use super::columns::PageItem;
use super::flow::{ColumnMeasures, between, carries_on, continues};
use super::grid::{PageCell, PageTable};
use super::heads::begins_list;
use super::line::{ColumnMeasure, TextLine};
use crate::builder::TextBuilder;
use crate::superscript::{Superscript, raised, superscript};
use crate::tables::TableStack;

/// Lines this much larger than most are headings, unless they are longer than that.
const HEADING: f64 = 1.12;
const LONGEST_HEADING: usize = 60;

/// The text of pages.
pub(super) fn write(pages: Vec<Vec<PageItem>>) -> (String, TextLayout) {
    let measures = ColumnMeasures::of(&pages);
    let mut writer = PageWriter { body: body_size(&pages), ..PageWriter::default() };
    for (number, page) in pages.into_iter().enumerate() {
        for item in page {
            match item {
                PageItem::Lines(lines, side) => {
                    writer.lines(lines, measures.get(number, side));
                }
                PageItem::Table(table) => writer.table(table),
            }
        }
    }
    writer.close();
    writer.builder.finish()
}

/// The size of most characters.
fn body_size(pages: &[Vec<PageItem>]) -> f64 {
    let mut sizes: Vec<(f64, usize)> = Vec::new();
    for item in pages.iter().flatten() {
        if let PageItem::Lines(lines, _) = item {
            sizes.extend(lines.iter().map(|line| (line.size, line.text().len())));
        }
    }
    sizes.sort_by(|a, b| a.0.total_cmp(&b.0));
    let all: usize = sizes.iter().map(|(_, length)| length).sum();
    let mut before = 0;
    let middle = sizes.iter().find(|(_, length)| {
        before += length;
        before * 2 >= all
    });
    middle.map_or(0.0, |(size, _)| *size)
}

/// A text in the making.
#[derive(Default)]
struct PageWriter {
    builder: TextBuilder,
    tables: TableStack,
    /// The size of the main text.
    body: f64,
    /// The paragraph that may go on.
    open: Option<OpenParagraph>,
    /// The table that may go on on the next page.
    table: Option<PageTable>,
    /// Heads and feet that are written when they have ended.
    furniture: Vec<TextLine>,
}

/// A paragraph that may go on.
struct OpenParagraph {
    last: TextLine,
    /// The column of that line.
    column: ColumnMeasure,
    /// Whether it is the first line.
    is_first: bool,
}

impl PageWriter {
    fn lines(&mut self, lines: Vec<TextLine>, column: ColumnMeasure) {
        let mut begins = true;
        for line in lines {
            if line.is_furniture {
                self.furniture.push(line);
                continue;
            }
            let goes_on = self.open.as_ref().is_some_and(|open| {
                if begins {
                    carries_on(&open.last, &line, open.column, column)
                } else {
                    continues(&open.last, &line, column, open.is_first)
                }
            });
            begins = false;
            match self.open.take().filter(|_| goes_on) {
                Some(open) => {
                    if between(&open.last, &line, open.column) == " " {
                        self.builder.blank();
                    }
                }
                None => {
                    self.close();
                    self.builder.begin(self.kind(&line));
                }
            }
            self.line(&line);
            self.open = Some(OpenParagraph { last: line, column, is_first: !goes_on });
        }
    }

    fn kind(&self, line: &TextLine) -> BlockKind {
        let text = line.text();
        let is_long = text.chars().nth(LONGEST_HEADING).is_some();
        let is_large = line.size > self.body * HEADING;
        let has_words = text.chars().any(|c| c.is_alphabetic());
        match is_large && has_words && !is_long && !text.contains('。') && line.gaps == 0 {
            true => BlockKind::Heading,
            false => BlockKind::Paragraph,
        }
    }

    /// Ends the paragraph or table, and writes the heads and feet that wait for that.
    fn close(&mut self) {
        self.open = None;
        self.builder.end();
        if let Some(table) = self.table.take() {
            self.write_table(&table);
        }
        for line in std::mem::take(&mut self.furniture) {
            self.builder.begin(BlockKind::Furniture);
            self.line(&line);
            self.builder.end();
        }
    }

    fn line(&mut self, line: &TextLine) {
        let place = SourcePlace::Page { page: line.page, line: line.number };
        for part in &line.parts {
            let words = part.text.trim();
            if part.text.starts_with(' ') {
                self.builder.blank();
            }
            let kind = match part.raised && !self.builder.at_line_start() {
                true => superscript(self.builder.text(), words),
                false => Superscript::Words,
            };
            match kind {
                Superscript::Exponent => self.builder.push(&raised(words), &place),
                Superscript::Mark => self.builder.mark(words, &place),
                Superscript::Words => self.builder.push(words, &place),
            }
            if part.text.ends_with(' ') {
                self.builder.blank();
            }
        }
    }

    fn table(&mut self, table: PageTable) {
        match self.table.as_mut() {
            Some(open) if open.is_before(&table) && table.continues(open) => open.append(table),
            _ => {
                self.close();
                self.table = Some(table);
            }
        }
    }

    fn write_table(&mut self, table: &PageTable) {
        self.tables.begin();
        for row in &table.rows {
            self.tables.begin_row();
            for cell in row {
                self.cell(cell);
            }
        }
        self.tables.end(&mut self.builder);
    }

    fn cell(&mut self, cell: &PageCell) {
        self.tables.begin_cell(cell.rows, cell.columns, false);
        if let Some(place) = self.tables.cell() {
            self.builder.begin(BlockKind::Cell(place));
        } else {
            self.builder.begin(BlockKind::Paragraph);
        }
        let mut last: Option<&TextLine> = None;
        for line in &cell.lines {
            let goes_on = |last| cell.goes_on(last, line) && !begins_list(&line.text());
            let with_blank = |last| between(last, line, cell.column()) == " ";
            if last.is_some_and(|last| !goes_on(last)) {
                self.builder.line_end();
            } else if last.is_some_and(with_blank) {
                self.builder.blank();
            } else if last.is_none() {
                let place = SourcePlace::Page { page: line.page, line: line.number };
                self.builder.push(&"\u{3000}".repeat(line.indent), &place);
            }
            self.line(line);
            last = Some(line);
        }
        let place = self.tables.cell();
        if let (Some(number), Some(place)) = (self.builder.end(), place) {
            self.tables.own(place, number);
        }
        self.tables.end_cell();
    }
}
