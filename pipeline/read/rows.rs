//! Writes the rows of a sheet as a text. Rows with one cell above a table are lines of their own, as
//! titles and units are; a sheet can hold several tables, one below the other.

use figlift_text::{BlockKind, SourcePlace, TableCell, TextLayout};

use crate::builder::TextBuilder;
use crate::sheet_error::{MOST_CELLS, SheetError};
use crate::tables::{COLUMNS, is_running};

/// The years that a bare number in a head may be.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;

/// The most lines between two tables whose table is not known: so many are text.
const MOST_LINES: usize = 1000;

/// The byte order mark, which shows nothing.
pub(crate) const MARK: char = '\u{feff}';

/// A cell of a row.
#[derive(Clone, Debug)]
pub(crate) struct RowCell {
    /// Its first column, from 1.
    pub column: usize,
    pub rows: usize,
    pub columns: usize,
    pub runs: Vec<CellRun>,
}

/// A part of the words of a cell. Line ends and tabs only stand at its end.
#[derive(Clone, Debug)]
pub(crate) struct CellRun {
    pub words: String,
    pub place: SourcePlace,
    /// Whether it is a mark that leads to a note.
    pub is_mark: bool,
}

/// A row with its number, from 1.
#[derive(Debug)]
struct SheetRow {
    number: usize,
    cells: Vec<RowCell>,
}

/// A text in the making.
#[derive(Debug, Default)]
pub(crate) struct RowWriter {
    builder: TextBuilder,
    /// Number of tables so far.
    tables: usize,
    /// The first row of the table that is open.
    table: Option<usize>,
    /// Rows of one cell whose table is not known yet.
    waiting: Vec<SheetRow>,
    /// The last row that a cell reaches to.
    last: usize,
    cells: usize,
}

/// What ends a word in a cell, and would part rows or cells in the text.
pub(crate) fn is_break(c: char) -> bool {
    matches!(c, '\t'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

impl RowWriter {
    /// Writes a row. Rows come in order of their numbers; one without cells is left out.
    ///
    /// # Errors
    /// If the sheet has too many cells.
    pub(crate) fn row(&mut self, number: usize, cells: Vec<RowCell>) -> Result<(), SheetError> {
        let mut row = SheetRow { number, cells };
        row.cells.retain(RowCell::has_words);
        let Some(end) = row.cells.iter().map(|cell| number + cell.rows - 1).max() else {
            return Ok(());
        };
        self.cells += row.cells.len();
        if self.cells > MOST_CELLS {
            return Err(SheetError::TooManyCells);
        }
        let after_blank = number > self.last + 1;
        self.last = self.last.max(end);
        let is_alone = matches!(&row.cells[..], [cell] if cell.rows == 1);
        if is_alone && self.table.is_none() {
            self.write(&row);
            return Ok(());
        }
        if is_alone && (after_blank || !self.waiting.is_empty()) {
            self.waiting.push(row);
            if self.waiting.len() > MOST_LINES {
                self.end_table();
            }
            return Ok(());
        }
        // Of what stands behind a blank row, the units of the table above need not hold.
        let begins = after_blank || !self.waiting.is_empty();
        if self.table.is_none() || begins && row.is_heads() {
            self.end_table();
            self.tables += 1;
            self.table = Some(number);
        }
        for line in std::mem::take(&mut self.waiting) {
            self.write(&line);
        }
        self.write(&row);
        Ok(())
    }

    /// Writes the name of a sheet, after which other tables begin.
    pub(crate) fn name(&mut self, name: &str, place: &SourcePlace) {
        self.end_table();
        self.builder.begin(BlockKind::Part);
        self.builder.push(name, place);
        self.builder.end();
    }

    /// The last row so far.
    pub(crate) fn last(&self) -> usize {
        self.last
    }

    /// Writes what waits as lines, and ends the table.
    fn end_table(&mut self) {
        self.table = None;
        for line in std::mem::take(&mut self.waiting) {
            self.write(&line);
        }
    }

    /// Writes a row in the table that is open, else as a line.
    fn write(&mut self, row: &SheetRow) {
        for cell in &row.cells {
            self.builder.begin(self.kind(row.number, cell));
            for CellRun { words, place, is_mark } in &cell.runs {
                let shown = words.trim_end_matches(is_break);
                match is_mark {
                    true => self.builder.mark(shown, place),
                    false => self.builder.push(shown, place),
                }
                if shown.len() < words.len() {
                    self.builder.blank();
                }
            }
            self.builder.end();
        }
    }

    fn kind(&self, number: usize, cell: &RowCell) -> BlockKind {
        let end = cell.column + cell.columns - 1;
        match self.table {
            Some(first) if end <= COLUMNS && !is_running(&cell.words()) => {
                BlockKind::Cell(TableCell {
                    table: self.tables,
                    row: number - first + 1,
                    column: cell.column,
                    rows: cell.rows,
                    columns: cell.columns,
                    is_head: false,
                })
            }
            _ => BlockKind::Paragraph,
        }
    }

    /// The text with its layout.
    pub(crate) fn finish(mut self) -> (String, TextLayout) {
        self.end_table();
        self.builder.finish()
    }
}

impl SheetRow {
    /// Whether no cell but the first is a number, other than a year.
    fn is_heads(&self) -> bool {
        self.cells.len() > 1 && !self.cells[1..].iter().any(|cell| is_value(&cell.words()))
    }
}

impl RowCell {
    fn words(&self) -> String {
        self.runs.iter().map(|run| run.words.as_str()).collect()
    }

    fn has_words(&self) -> bool {
        self.runs.iter().any(|run| run.words.contains(|c: char| !c.is_whitespace()))
    }
}

/// Whether the words of a cell are a number that is no year.
fn is_value(words: &str) -> bool {
    let words = words.trim();
    let is_part = |c: char| c.is_ascii_digit() || "+-,.()% ".contains(c);
    let is_year = words.parse().is_ok_and(|year| YEARS.contains(&year));
    words.contains(|c: char| c.is_ascii_digit()) && words.chars().all(is_part) && !is_year
}

#[cfg(test)]
mod tests {
    use figlift_text::Position;

    use super::*;

    /// The text of rows, with the kinds of its blocks: the table, row and column of cells.
    fn written(rows: &[(usize, &str)]) -> (String, Vec<Option<[usize; 3]>>) {
        let mut writer = RowWriter::default();
        for (number, row) in rows {
            let cell = |(at, words): (usize, &str)| RowCell {
                column: at + 1,
                rows: 1,
                columns: 1,
                runs: vec![CellRun {
                    words: words.to_owned(),
                    place: SourcePlace::Line(Position { line: *number, column: at + 1 }),
                    is_mark: false,
                }],
            };
            writer.row(*number, row.split('|').enumerate().map(cell).collect()).unwrap();
        }
        let (text, layout) = writer.finish();
        let kinds = layout.blocks.iter().map(|block| match block.kind {
            BlockKind::Cell(cell) => Some([cell.table, cell.row, cell.column]),
            _ => None,
        });
        (text, kinds.collect())
    }

    #[test]
    fn lines_above_a_table_are_no_cells() {
        let rows = [(1, "title"), (2, "|unit: t"), (3, "item|2024"), (4, "group"), (5, "a|12")];
        let (text, kinds) = written(&rows);
        assert_eq!(text, "title\nunit: t\nitem\t2024\ngroup\na\t12");
        assert_eq!(kinds[..2], [None, None]);
        assert_eq!(kinds[2..5], [Some([1, 1, 1]), Some([1, 1, 2]), Some([1, 2, 1])]);
    }

    #[test]
    fn a_line_behind_a_blank_row_begins_another_table_if_heads_follow() {
        let rows = [(1, "item|sum"), (2, "a|12"), (4, "title"), (5, "item|2024"), (6, "b|3")];
        let (_, kinds) = written(&rows);
        assert_eq!(kinds[4..7], [None, Some([2, 1, 1]), Some([2, 1, 2])]);
        let rows = [(1, "item|sum"), (2, "a|12"), (4, "group"), (5, "b|3"), (7, "note 5")];
        let (_, kinds) = written(&rows);
        assert_eq!(kinds[4..], [Some([1, 4, 1]), Some([1, 5, 1]), Some([1, 5, 2]), None]);
    }
}
