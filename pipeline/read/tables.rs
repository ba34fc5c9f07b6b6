//! The places of cells in tables, and which tables are tables of values.

use std::collections::BTreeMap;

use figlift_text::{BlockKind, TableCell};

use crate::builder::TextBuilder;

/// The most columns of a table: cells beyond belong to no table.
pub(crate) const COLUMNS: usize = 1024;

/// The most rows that a cell can span, as browsers have it.
const ROWS: usize = 65_534;

/// The characters of a cell that is running text.
const LONG_CELL: usize = 200;

/// The tables of a text that are open, each in a cell of the one before.
#[derive(Debug, Default)]
pub(crate) struct TableStack {
    open: Vec<OpenTable>,
    /// Number of tables so far.
    count: usize,
}

/// A table that is open.
#[derive(Debug, Default)]
struct OpenTable {
    /// Its number in the text, from 1.
    number: usize,
    row: usize,
    column: usize,
    /// For each column, the last row that a cell from above spans.
    taken: Vec<usize>,
    /// Whether cells stand beside each other.
    is_wide: bool,
    /// For each column, the row of the cell that cells below may continue.
    tops: BTreeMap<usize, usize>,
    /// By row and column, the rows of the cells that others continue.
    merged: BTreeMap<(usize, usize), usize>,
    /// Numbers of the blocks of its cells.
    blocks: Vec<usize>,
    /// Whether it only places parts of a page, as tables in its cells show.
    places: bool,
    /// The cell that is open.
    cell: Option<TableCell>,
}

impl TableStack {
    /// Begins a table, in the cell that is open if there is one.
    pub(crate) fn begin(&mut self) {
        self.open.iter_mut().for_each(|outer| outer.places |= outer.cell.is_some());
        self.count += 1;
        self.open.push(OpenTable { number: self.count, ..OpenTable::default() });
    }

    /// Begins a row of the innermost table.
    pub(crate) fn begin_row(&mut self) {
        if let Some(table) = self.open.last_mut() {
            table.row += 1;
            table.column = 0;
        }
    }

    /// Leaves columns of a row free.
    pub(crate) fn skip(&mut self, columns: usize) {
        if let Some(table) = self.open.last_mut() {
            table.column += columns.min(COLUMNS);
        }
    }

    /// Begins a cell at the next free place. Beyond the last column it belongs to no table.
    pub(crate) fn begin_cell(&mut self, rows: usize, columns: usize, is_head: bool) {
        if let Some(table) = self.open.last_mut() {
            table.begin_cell(rows, columns, is_head);
        }
    }

    /// Begins a cell that cells in the rows below may continue.
    pub(crate) fn begin_merged(&mut self, columns: usize, is_head: bool) {
        let Some(table) = self.open.last_mut() else { return };
        table.begin_cell(1, columns, is_head);
        if let Some(cell) = table.cell {
            table.tops.insert(cell.column, cell.row);
        }
    }

    /// Passes over a cell that continues the one above it; whether there is one.
    pub(crate) fn continue_cell(&mut self, columns: usize) -> bool {
        let Some(table) = self.open.last_mut() else { return false };
        let column = table.column + 1;
        let Some(&top) = table.tops.get(&column) else { return false };
        table.merged.insert((top, column), table.row - top + 1);
        table.column += columns.clamp(1, COLUMNS);
        true
    }

    /// Ends the cell that is open.
    pub(crate) fn end_cell(&mut self) {
        self.open.last_mut().into_iter().for_each(|table| table.cell = None);
    }

    /// The cell in which text would stand.
    pub(crate) fn cell(&self) -> Option<TableCell> {
        self.open.last()?.cell
    }

    /// Notes the number of a block that a cell has become.
    pub(crate) fn own(&mut self, cell: TableCell, block: usize) {
        let own = self.open.iter_mut().rev().find(|table| table.number == cell.table);
        own.into_iter().for_each(|table| table.blocks.push(block));
    }

    /// Ends the innermost table. Only tables of values stay tables; cells of running text are no cells.
    pub(crate) fn end(&mut self, builder: &mut TextBuilder) {
        let Some(table) = self.open.pop() else { return };
        for &number in &table.blocks {
            let span = builder.blocks()[number].span;
            let text = &builder.text()[span.range()];
            let is_running = is_running(text);
            let kind = &mut builder.blocks()[number].kind;
            if is_running || !table.is_table() {
                *kind = BlockKind::Paragraph;
            } else if let BlockKind::Cell(cell) = kind
                && let Some(&rows) = table.merged.get(&(cell.row, cell.column))
            {
                cell.rows = rows;
            }
        }
    }
}

impl OpenTable {
    fn begin_cell(&mut self, rows: usize, columns: usize, is_head: bool) {
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
            self.is_wide |= self.column > 0;
            self.tops.remove(&(self.column + 1));
            self.column = end;
        }
    }

    /// Whether it is a table of values and not one that places the parts of a page.
    fn is_table(&self) -> bool {
        !self.places && self.is_wide
    }
}

/// Whether the text of a cell is running text, and no head or value.
pub(crate) fn is_running(text: &str) -> bool {
    text.contains('。') || text.chars().nth(LONG_CELL).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(tables: &mut TableStack, rows: usize, columns: usize) -> Option<(usize, usize)> {
        tables.begin_cell(rows, columns, false);
        tables.cell().map(|cell| (cell.row, cell.column))
    }

    #[test]
    fn cells_that_span_rows_and_columns_move_the_others() {
        let mut tables = TableStack::default();
        tables.begin();
        let sizes = [(2, 1), (1, 2), (2, 1)];
        let first = sizes.map(|(rows, columns)| place(&mut tables, rows, columns));
        assert_eq!(first, [Some((1, 1)), Some((1, 2)), Some((1, 4))]);
        tables.begin_row();
        // The first row began without a tag.
        let sizes = [(1, 1), (65_000, 1000), (1, 1000)];
        let wide = sizes.map(|(rows, columns)| place(&mut tables, rows, columns));
        assert_eq!(wide, [Some((2, 2)), Some((2, 3)), None]);
        assert_eq!(place(&mut tables, 1, 1), Some((2, 1003)));
    }

    #[test]
    fn cells_below_continue_the_one_above() {
        let mut tables = TableStack::default();
        tables.begin();
        tables.begin_row();
        assert!(!tables.continue_cell(1));
        tables.begin_merged(2, true);
        assert_eq!(place(&mut tables, 1, 1), Some((1, 3)));
        tables.begin_row();
        assert!(tables.continue_cell(2));
        assert_eq!(place(&mut tables, 1, 1), Some((2, 3)));
        tables.begin_row();
        tables.skip(2);
        assert_eq!(place(&mut tables, 1, 1), Some((3, 3)));
        assert_eq!(tables.open[0].merged, BTreeMap::from([((1, 1), 2)]));
        // Another cell stands between.
        tables.begin_row();
        assert_eq!(place(&mut tables, 1, 2), Some((4, 1)));
        tables.begin_row();
        assert!(!tables.continue_cell(2));
    }
}
