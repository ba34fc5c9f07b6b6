//! The places of cells in tables.

use figlift_text::TableCell;

/// The most columns of a table: cells beyond belong to no table.
const COLUMNS: usize = 1024;

/// The most rows that a cell can span, as browsers have it.
const ROWS: usize = 65_534;

/// A table that is open.
#[derive(Debug, Default)]
pub(super) struct OpenTable {
    /// Its number in the text, from 1.
    pub number: usize,
    row: usize,
    column: usize,
    /// For each column, the last row that a cell from above spans.
    taken: Vec<usize>,
    /// Numbers of the blocks of its cells.
    pub blocks: Vec<usize>,
    /// Whether it only places parts of a page, as tables in its cells show.
    pub places: bool,
    /// The cell that is open.
    pub cell: Option<TableCell>,
}

impl OpenTable {
    pub(super) fn new(number: usize) -> OpenTable {
        OpenTable { number, ..OpenTable::default() }
    }

    pub(super) fn begin_row(&mut self) {
        self.row += 1;
        self.column = 0;
    }

    /// Takes the next free place; `None` beyond the last column.
    pub(super) fn begin_cell(&mut self, rows: usize, columns: usize, is_head: bool) {
        if self.row == 0 {
            self.row = 1;
        }
        while self.taken.get(self.column).is_some_and(|&until| until >= self.row) {
            self.column += 1;
        }
        let (rows, columns) = (rows.clamp(1, ROWS), columns.clamp(1, COLUMNS));
        let end = self.column + columns;
        self.cell = (end <= COLUMNS).then_some(TableCell {
            table: self.number,
            row: self.row,
            column: self.column + 1,
            rows,
            columns,
            is_head,
        });
        if self.cell.is_some() {
            self.taken.resize(self.taken.len().max(end), 0);
            self.taken[self.column..end].fill(self.row + rows - 1);
            self.column = end;
        }
    }

    /// Whether it is a table of values and not one that places the parts of a page.
    pub(super) fn is_table(&self) -> bool {
        !self.places && self.taken.len() > 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_span_rows_and_columns_move_the_others() {
        let mut table = OpenTable::new(1);
        let mut place = |rows, columns| {
            table.begin_cell(rows, columns, false);
            table.cell.map(|cell| (cell.row, cell.column))
        };
        assert_eq!(
            [place(2, 1), place(1, 2), place(2, 1)],
            [Some((1, 1)), Some((1, 2)), Some((1, 4))]
        );
        table.begin_row();
        let mut place = |rows, columns| {
            table.begin_cell(rows, columns, false);
            table.cell.map(|cell| (cell.row, cell.column))
        };
        // The first row began without a tag.
        let wide = [place(1, 1), place(65_000, 1000), place(1, 1000)];
        assert_eq!(wide, [Some((2, 2)), Some((2, 3)), None]);
        assert_eq!(place(1, 1), Some((2, 1003)));
    }
}
