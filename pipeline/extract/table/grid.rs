//! The cells of a table by row and column.

use std::collections::BTreeMap;
use std::ops::Range;

use figlift_text::{BlockKind, Document, Span, TableCell};

use super::number::CellNumber;

/// A cell with words.
#[derive(Clone, Debug)]
pub(super) struct GridCell {
    /// The number of its block.
    pub block: usize,
    pub at: TableCell,
    /// Its span of the text.
    pub span: Span,
    /// Its words, without the marks of notes and the white space around them.
    pub words: String,
    /// The number that it is, if it is nothing else.
    pub number: Option<CellNumber>,
}

/// The cells of one table that have words.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    /// In order of the text, which is that of rows and columns.
    pub cells: Vec<GridCell>,
    /// The cells that begin in each row that has any, in order.
    pub rows: Vec<Range<usize>>,
    /// The number of columns.
    pub width: usize,
}

impl Grid {
    /// The tables of a text, by number.
    pub(super) fn all(document: &Document) -> BTreeMap<usize, Grid> {
        let mut grids: BTreeMap<usize, Grid> = BTreeMap::new();
        for (block, layout) in document.layout().blocks.iter().enumerate() {
            let BlockKind::Cell(at) = layout.kind else { continue };
            let words = document.words(layout.span);
            let words = words.trim().to_owned();
            let number = CellNumber::of(&words);
            grids.entry(at.table).or_default().push(GridCell {
                block,
                at,
                span: layout.span,
                words,
                number,
            });
        }
        grids
    }

    fn push(&mut self, cell: GridCell) {
        let number = self.cells.len();
        let row = self.rows.last_mut().filter(|row| self.cells[row.start].at.row == cell.at.row);
        match row {
            Some(row) => row.end = number + 1,
            None => self.rows.push(number..number + 1),
        }
        self.width = self.width.max(cell.at.column + cell.at.columns - 1);
        self.cells.push(cell);
    }

    /// The number of the cell of a block.
    pub(super) fn cell_of(&self, block: usize) -> Option<usize> {
        self.cells.binary_search_by_key(&block, |cell| cell.block).ok()
    }

    /// The cells that begin in the row of that number among those that have any.
    pub(super) fn row(&self, row: usize) -> &[GridCell] {
        &self.cells[self.rows[row].clone()]
    }

    /// Whether a cell above the first row of values is no head of columns, but a line of its own: it
    /// reaches over all columns, or stands alone in its row with other rows of heads below, or with a
    /// label.
    pub(super) fn is_line(&self, cell: usize, body: usize) -> bool {
        let row = self.rows.partition_point(|row| row.end <= cell);
        let is_alone = self.rows[row].len() == 1;
        let cell = &self.cells[cell];
        let is_labelled = cell.words.contains(['：', ':']);
        let leads = cell.at.column == 1 && row + 1 < body;
        self.width > 1 && (cell.at.columns >= self.width || is_alone && (leads || is_labelled))
    }

    /// The span of the text of the row in which a cell begins.
    pub(super) fn row_span(&self, cell: usize) -> Span {
        let at = self.rows.partition_point(|row| row.end <= cell);
        let row = &self.cells[self.rows[at].clone()];
        row[0].span.join(row[row.len() - 1].span)
    }
}

impl GridCell {
    /// Whether it is a number that may be a year.
    pub(super) fn is_year(&self) -> bool {
        self.number.as_ref().is_some_and(CellNumber::is_year)
    }

    /// Whether it may be a head: words, or a year.
    pub(super) fn may_be_head(&self) -> bool {
        self.number.is_none() || self.is_year()
    }

    /// Whether it stands in a column, from 1.
    pub(super) fn is_in_column(&self, column: usize) -> bool {
        (self.at.column..self.at.column + self.at.columns).contains(&column)
    }

    /// Whether it stands in a row, from 1.
    pub(super) fn is_in_row(&self, row: usize) -> bool {
        (self.at.row..self.at.row + self.at.rows).contains(&row)
    }
}
