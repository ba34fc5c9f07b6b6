//! Which rows and columns of a table are heads, and which hold values.

use figlift_config::{HeadClass, TableWords};

use super::grid::{Grid, GridCell};

/// What the cells of a column are, below the heads of columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColumnKind {
    /// Heads of rows.
    Head,
    /// Units of rows.
    Unit,
    /// Numbers of rows, codes, remarks: nothing that is measured.
    Label,
    Value,
}

/// The parts of a table of values.
#[derive(Clone, Debug)]
pub(super) struct Outline {
    /// The number of the first row of values, among those with cells.
    pub body: usize,
    /// By column, from the first.
    pub columns: Vec<ColumnKind>,
    /// The columns of heads, from 1, that only hold words among the values: 首要污染物.
    asides: Vec<usize>,
}

/// The most rows above the values: a table with more has its heads elsewhere.
const HEAD_ROWS: usize = 6;

/// The most columns of heads.
const HEAD_COLUMNS: usize = 16;

impl Outline {
    /// The outline of a table; `is_value` tells whether a cell states a value. `None` if the table has
    /// none.
    pub(super) fn of(
        grid: &Grid,
        words: &TableWords,
        is_value: impl Fn(&GridCell) -> bool,
    ) -> Option<Outline> {
        let body = body(grid, words, &is_value)?;
        let columns = vec![ColumnKind::Head; grid.width];
        let mut outline = Outline { body, columns, asides: Vec::new() };
        for cell in &grid.cells[grid.rows[body].start..] {
            // A number like a year is one only at the head of a row.
            if is_value(cell) || cell.number.is_some() && cell.at.column > 1 {
                outline.columns[cell.at.column - 1] = ColumnKind::Value;
            }
        }
        for column in 0..grid.width {
            if let Some(kind) = outline.told_by_head(grid, words, column) {
                outline.columns[column] = kind;
            }
        }
        // The years of a table stand in its first column, and so do the numbers of its rows.
        let first = outline.columns.iter().position(|kind| *kind != ColumnKind::Label)?;
        let numbers = |column: usize| {
            let below = grid.cells[grid.rows[body].start..].iter();
            below.filter(move |cell| cell.at.column == column + 1)
        };
        if outline.columns[first] == ColumnKind::Value && grid.width > 1 {
            if numbers(first).all(GridCell::is_year) {
                outline.columns[first] = ColumnKind::Head;
            } else if first == 0 && outline.columns[1] == ColumnKind::Head && counts(numbers(0)) {
                outline.columns[first] = ColumnKind::Label;
            }
        }
        outline.asides = outline.asides(grid, words);
        let heads = outline.columns.iter().filter(|kind| **kind == ColumnKind::Head).count();
        let has_values = outline.columns.contains(&ColumnKind::Value);
        (heads <= HEAD_COLUMNS && has_values).then_some(outline)
    }

    /// Whether a column, from 1, is one of heads or units.
    pub(super) fn is_head(&self, column: usize) -> bool {
        matches!(self.columns[column - 1], ColumnKind::Head | ColumnKind::Unit)
    }

    /// Whether the cells of a row below the first values may be heads of columns anew: words in several
    /// columns of values.
    pub(super) fn is_head_row(
        &self,
        cells: &[GridCell],
        is_value: impl Fn(&GridCell) -> bool,
    ) -> bool {
        let over_values = cells.iter().filter(|cell| !self.is_head(cell.at.column));
        over_values.clone().count() > 1 && !over_values.clone().any(is_value)
    }

    /// What the lowest head of a column says of it.
    fn told_by_head(&self, grid: &Grid, words: &TableWords, column: usize) -> Option<ColumnKind> {
        let mut above = (0..grid.rows[self.body].start).rev();
        let is_head = |cell: &usize| {
            grid.cells[*cell].is_in_column(column + 1) && !grid.is_line(*cell, self.body)
        };
        let head = &grid.cells[above.find(is_head)?].words;
        let head: String = head.chars().filter(|c| !c.is_whitespace()).collect();
        let below = grid.cells[grid.rows[self.body].start..].iter();
        let mut below = below.filter(|cell| cell.at.column == column + 1);
        match () {
            () if words.is(&head, HeadClass::Label)
                || words.end(&head, HeadClass::Code).is_some() =>
            {
                Some(ColumnKind::Label)
            }
            () if words.is(&head, HeadClass::Unit) => Some(ColumnKind::Unit),
            () if words.is(&head, HeadClass::Item)
                && (column == 0 || below.all(GridCell::may_be_head)) =>
            {
                Some(ColumnKind::Head)
            }
            () => None,
        }
    }

    /// The columns of words behind the first values whose heads do not say that the heads of rows begin
    /// anew there.
    fn asides(&self, grid: &Grid, words: &TableWords) -> Vec<usize> {
        let Some(first) = self.columns.iter().position(|kind| *kind == ColumnKind::Value) else {
            return Vec::new();
        };
        let above = &grid.cells[..grid.rows[self.body].start];
        let head = |column: usize| {
            let cell = above.iter().rfind(|cell| cell.is_in_column(column))?;
            Some(cell.words.as_str())
        };
        let begins_anew = |column: usize| {
            head(column).is_none_or(|own| {
                let is_item = words.is(own, HeadClass::Item) || words.is(own, HeadClass::Place);
                is_item || (1..=first).any(|column| head(column) == Some(own))
            })
        };
        let behind = (first + 1..=self.columns.len())
            .filter(|column| self.columns[column - 1] == ColumnKind::Head);
        behind.filter(|&column| !begins_anew(column)).collect()
    }

    /// The columns with the heads of the rows for a column of values, and that with their units, all
    /// from 1: the nearest to its left.
    pub(super) fn heads_for(&self, column: usize) -> (Vec<usize>, Option<usize>) {
        let (mut heads, mut unit) = (Vec::new(), None);
        for left in (1..column).rev() {
            match self.columns[left - 1] {
                ColumnKind::Head if self.asides.contains(&left) => {}
                ColumnKind::Head => heads.push(left),
                ColumnKind::Unit if heads.is_empty() => unit = unit.or(Some(left)),
                ColumnKind::Value if !heads.is_empty() => break,
                ColumnKind::Unit | ColumnKind::Label | ColumnKind::Value => {}
            }
        }
        heads.reverse();
        // 数量 may stand before its unit.
        let is_unit = |column: usize| self.columns.get(column - 1) == Some(&ColumnKind::Unit);
        (heads, unit.or(Some(column + 1).filter(|&right| is_unit(right))))
    }
}

/// The number of the first row of values, among those with cells.
fn body(grid: &Grid, words: &TableWords, is_value: impl Fn(&GridCell) -> bool) -> Option<usize> {
    let all = 0..grid.rows.len();
    // 农业产值 beside 1956 is no row of heads.
    let is_named = |cell: &GridCell| {
        let is_item = words.is(&cell.words, HeadClass::Item);
        cell.at.column == 1 && cell.number.is_none() && !is_item
    };
    // 1, 2, 3 below the heads number the columns.
    let is_count = |cells: &[GridCell]| {
        let mut others = cells.iter().filter(|cell| cell.number.is_none());
        let is_label = |cell: &GridCell| {
            cell.words.chars().nth(1).is_none() || words.is(&cell.words, HeadClass::Label)
        };
        counts(cells.iter()) && others.all(is_label)
    };
    let first = all.clone().find(|&row| {
        let cells = grid.row(row);
        let holds_numbers = row > 0 && is_named(&cells[0]);
        let states = |cell: &GridCell| is_value(cell) || holds_numbers && cell.number.is_some();
        cells.iter().any(states) && !is_count(cells)
    })?;
    let marked = all.take_while(|&row| grid.row(row).iter().all(|cell| cell.at.is_head)).count();
    if (1..=first).contains(&marked) {
        // A row of one cell is the title of a group of rows.
        let more = (marked..first).take_while(|&row| grid.row(row).len() > 1).count();
        return Some(marked + more);
    }
    // 债券名称 beside a name is no head of the values below.
    let is_pair = grid.width == 2 && grid.rows[0].len() == 2;
    let is_item = |cell: &GridCell| words.is(&cell.words, HeadClass::Item);
    if first > HEAD_ROWS || is_pair && !is_item(&grid.row(0)[0]) {
        return Some(0);
    }
    Some(first)
}

/// Whether cells count rows or columns: 1, 2, 3.
fn counts<'c>(cells: impl Iterator<Item = &'c GridCell>) -> bool {
    let numbers: Vec<usize> = cells
        .filter_map(|cell| cell.number.as_ref().map(|number| number.ordinal().unwrap_or(0)))
        .collect();
    numbers.len() > 2 && numbers.iter().enumerate().all(|(at, number)| *number == at + 1)
}
