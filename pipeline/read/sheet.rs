//! Sheets of a workbook: what its cells show, without what is hidden.

pub(crate) mod date;
pub(crate) mod digits;
pub(crate) mod format;

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use figlift_text::SourcePlace;

use self::format::CellFormat;
use crate::rows::{CellRun, MARK, RowCell, RowWriter, is_break};
use crate::sheet_error::{MOST_CELLS, MOST_TEXT, SheetError};
use crate::superscript::{Superscript, raised, superscript};

const BUILTIN: &str = include_str!("sheet/builtin.tsv");

/// The most columns of a sheet, and the most rows.
const MOST_COLUMNS: usize = 16_384;
const MOST_ROWS: usize = 1_048_576;

/// A part of the words of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CellPart {
    pub words: String,
    /// Whether it is a mark that leads to a note.
    pub is_mark: bool,
}

/// The parts of a text of runs, each with its words and whether it is raised.
pub(crate) fn parts_of<'w>(runs: impl IntoIterator<Item = (&'w str, bool)>) -> Rc<[CellPart]> {
    let mut parts: Vec<CellPart> = Vec::new();
    for (words, is_raised) in runs.into_iter().filter(|(words, _)| !words.is_empty()) {
        let before = parts.last().map_or("", |part| part.words.as_str());
        let kind = if is_raised { superscript(before, words) } else { Superscript::Words };
        let is_mark = kind == Superscript::Mark;
        let words = if kind == Superscript::Exponent { raised(words) } else { words.to_owned() };
        match parts.last_mut().filter(|last| !last.is_mark && !is_mark) {
            Some(last) => last.words.push_str(&words),
            None => parts.push(CellPart { words, is_mark }),
        }
    }
    parts.into()
}

/// The format of a number that has no code of its own, as office programs in Chinese show it.
pub(crate) fn builtin(number: usize) -> Option<CellFormat> {
    let mut lines = BUILTIN.lines().filter_map(|line| line.split_once('\t'));
    let (_, code) = lines.find(|(own, _)| own.parse() == Ok(number))?;
    Some(CellFormat::parse(code))
}

/// A cell with what it shows. Rows and columns are counted from 1.
#[derive(Clone, Debug)]
struct SheetCell {
    row: usize,
    column: usize,
    parts: Rc<[CellPart]>,
}

/// Cells that are shown as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Merged {
    /// Its first and last row.
    pub rows: (usize, usize),
    /// Its first and last column.
    pub columns: (usize, usize),
}

/// A sheet that is shown.
#[derive(Debug, Default)]
pub(crate) struct BookSheet {
    name: String,
    cells: Vec<SheetCell>,
    merged: Vec<Merged>,
    /// In order.
    hidden_rows: Vec<usize>,
    /// By number, as far as they are known to be hidden.
    hidden_columns: Vec<bool>,
}

impl BookSheet {
    pub(crate) fn new(name: String) -> BookSheet {
        BookSheet { name, ..BookSheet::default() }
    }

    /// Adds a cell that shows something.
    ///
    /// # Errors
    /// If it lies beyond the last row or column that a sheet can have, or there are too many.
    pub(crate) fn push(
        &mut self,
        (row, column): (usize, usize),
        parts: Rc<[CellPart]>,
    ) -> Result<(), SheetError> {
        if parts.iter().all(|part| part.words.is_empty()) {
            return Ok(());
        }
        if row > MOST_ROWS || column > MOST_COLUMNS {
            return Err(SheetError::BeyondLast(self.name.clone()));
        }
        if self.cells.len() == MOST_CELLS {
            return Err(SheetError::TooManyCells);
        }
        self.cells.push(SheetCell { row, column, parts });
        Ok(())
    }

    /// Shows cells as one. Ranges that no sheet can have are passed over.
    pub(crate) fn merge(&mut self, merged: Merged) {
        let is_range =
            |(first, last): (usize, usize), most| 1 <= first && first <= last && last <= most;
        if is_range(merged.rows, MOST_ROWS) && is_range(merged.columns, MOST_COLUMNS) {
            self.merged.push(merged);
        }
    }

    pub(crate) fn hide_row(&mut self, row: usize) {
        self.hidden_rows.push(row);
    }

    pub(crate) fn hide_columns(&mut self, first: usize, last: usize) {
        let last = last.min(MOST_COLUMNS);
        if first <= last {
            self.hidden_columns.resize(self.hidden_columns.len().max(last + 1), false);
            self.hidden_columns[first..=last].fill(true);
        }
    }

    /// Writes its cells row by row.
    ///
    /// # Errors
    /// If a cell has control characters, or there is too much of it.
    pub(crate) fn write(mut self, writer: &mut SheetWriter) -> Result<(), SheetError> {
        if self.cells.is_empty() {
            return Ok(());
        }
        self.hidden_rows.sort_unstable();
        self.hidden_rows.dedup();
        let mut cells = std::mem::take(&mut self.cells);
        cells.sort_by_key(|cell| (cell.row, cell.column));
        // Of two cells at one place, the first.
        cells.dedup_by_key(|cell| (cell.row, cell.column));
        let spans: HashMap<(usize, usize), Merged> =
            self.merged.iter().map(|merged| ((merged.rows.0, merged.columns.0), *merged)).collect();
        let mut covered = CoveredCells::new(std::mem::take(&mut self.merged));
        let name: Arc<str> = self.name.as_str().into();
        writer.begin(&name)?;
        for row in cells.chunk_by(|a, b| a.row == b.row) {
            let number = row[0].row;
            if self.hidden_rows.binary_search(&number).is_ok() {
                continue;
            }
            let mut shown = Vec::new();
            for cell in row {
                if covered.has(cell.row, cell.column) || self.hides_column(cell.column) {
                    continue;
                }
                let span = spans.get(&(cell.row, cell.column));
                let last = span.map_or(cell.row, |span| span.rows.1);
                let columns = span.map_or(1, |span| span.columns.1 - span.columns.0 + 1);
                let rows = self.shown_row(last).saturating_sub(self.shown_row(cell.row)) + 1;
                let runs = writer.runs(&name, cell)?;
                shown.push(RowCell { column: cell.column, rows, columns, runs });
            }
            writer.rows.row(writer.above + self.shown_row(number), shown)?;
        }
        Ok(())
    }

    /// The number of a row among those that are shown.
    fn shown_row(&self, row: usize) -> usize {
        row - self.hidden_rows.partition_point(|hidden| *hidden < row)
    }

    fn hides_column(&self, column: usize) -> bool {
        self.hidden_columns.get(column).copied().unwrap_or_default()
    }
}

/// The cells that lie under the first one of merged cells. They are asked in order.
struct CoveredCells {
    /// In order of their rows, from the last.
    later: Vec<Merged>,
    /// Those that have begun, by their first column.
    open: BTreeMap<usize, Merged>,
}

impl CoveredCells {
    fn new(mut merged: Vec<Merged>) -> CoveredCells {
        merged.sort_by_key(|merged| std::cmp::Reverse(merged.rows.0));
        CoveredCells { later: merged, open: BTreeMap::new() }
    }

    fn has(&mut self, row: usize, column: usize) -> bool {
        while let Some(merged) = self.later.pop_if(|merged| merged.rows.0 <= row) {
            self.open.insert(merged.columns.0, merged);
        }
        loop {
            let before = self.open.range(..=column).next_back().map(|(_, merged)| *merged);
            match before {
                Some(merged) if merged.rows.1 < row => {
                    self.open.remove(&merged.columns.0);
                }
                Some(merged) => {
                    let first = (merged.rows.0, merged.columns.0);
                    return column <= merged.columns.1 && (row, column) != first;
                }
                None => return false,
            }
        }
    }
}

/// The text of a workbook in the making.
#[derive(Debug, Default)]
pub(crate) struct SheetWriter {
    pub rows: RowWriter,
    /// The last row of the sheets so far, which are written below each other.
    above: usize,
    text: usize,
    sheets: usize,
}

impl SheetWriter {
    /// Begins a sheet with its name, so that nothing of the one above holds for it. That of the only
    /// sheet is left out if it is the one that programs give.
    fn begin(&mut self, name: &Arc<str>) -> Result<(), SheetError> {
        self.sheets += 1;
        let place = SourcePlace::Sheet { sheet: name.clone(), row: 0, column: 0 };
        if name.chars().any(|c| c.is_control()) {
            return Err(SheetError::Control(place.to_string()));
        }
        let is_default = name.strip_prefix("Sheet").is_some_and(|rest| rest.parse::<u32>().is_ok());
        if !is_default || self.sheets > 1 {
            self.rows.name(name, &place);
        }
        self.above = self.rows.last() + 1;
        Ok(())
    }

    /// The words of a cell with their place.
    fn runs(&mut self, name: &Arc<str>, cell: &SheetCell) -> Result<Vec<CellRun>, SheetError> {
        let place = SourcePlace::Sheet { sheet: name.clone(), row: cell.row, column: cell.column };
        let mut runs = Vec::with_capacity(cell.parts.len());
        for CellPart { words, is_mark } in cell.parts.iter() {
            self.text += words.len();
            if self.text > MOST_TEXT {
                return Err(SheetError::TooMuchText);
            }
            if words.chars().any(|c| c.is_control() && !is_break(c)) {
                return Err(SheetError::Control(place.to_string()));
            }
            for words in words.split_inclusive(is_break) {
                runs.push(CellRun {
                    words: words.replace(MARK, ""),
                    place: place.clone(),
                    is_mark: *is_mark,
                });
            }
        }
        Ok(runs)
    }
}
