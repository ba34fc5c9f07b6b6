//! The heads of rows, of groups of rows, and those of columns that begin anew among the values.

use std::collections::BTreeMap;

use figlift_text::Document;
use rustc_hash::FxHashMap;

use super::column::HeadedColumn;
use super::grid::{Grid, GridCell};
use super::head::Head;
use super::head_words::HeadWords;
use super::outline::Outline;
use super::words::WordReader;

/// The columns below rows of heads among the values, each with the first cell that they are of.
pub(super) fn heads_within(
    reader: &mut WordReader<'_>,
    document: &Document,
    grid: &Grid,
    outline: &Outline,
    is_value: impl Fn(&GridCell) -> bool,
) -> Vec<(usize, Vec<HeadedColumn>)> {
    let mut found = Vec::new();
    for row in outline.body + 1..grid.rows.len() {
        let cells = grid.row(row);
        if outline.is_head_row(cells, &is_value)
            && let columns = HeadedColumn::all(reader, document, grid, outline, cells.iter())
            && HeadedColumn::are_heads(outline, &columns)
        {
            found.push((grid.rows[row].start, columns));
        }
    }
    found
}

/// The heads of groups of rows: lines over all columns, or lone times, behind the heads of columns.
pub(super) fn groups(
    reader: &mut WordReader<'_>,
    document: &Document,
    grid: &Grid,
    heads_begin: usize,
    is_value: impl Fn(&GridCell) -> bool,
) -> Vec<(usize, Head)> {
    let mut groups = Vec::new();
    for row in grid.rows.iter().filter(|row| row.len() == 1 && row.start > heads_begin) {
        let cell = &grid.cells[row.start];
        if cell.at.column > 1 || is_value(cell) {
            continue;
        }
        let head = Head::of(reader, &HeadWords::of(document, cell.span));
        if grid.width > 1 && cell.at.columns >= grid.width || head.is_time() {
            groups.push((row.start, head));
        }
    }
    groups
}

/// The heads of rows and their units, by cell.
pub(super) fn row_heads(
    reader: &mut WordReader<'_>,
    document: &Document,
    grid: &Grid,
    (by_column, columns): (&BTreeMap<usize, Vec<usize>>, &[HeadedColumn]),
) -> FxHashMap<usize, Head> {
    let mut heads = FxHashMap::default();
    for (&number, cells) in by_column {
        let column = &columns[number - 1];
        for &cell in cells {
            let words = HeadWords::of(document, grid.cells[cell].span);
            let month = Head::of_month(reader, &words).filter(|_| column.names_months());
            let head = match month {
                Some(month) => month,
                None if column.names_places() => Head::of(reader, &words).of_place(),
                // 美元 names a thing where it is all that a row is named by.
                None if by_column.len() == 1 => Head::of(reader, &words).of_thing(),
                None => Head::of(reader, &words),
            };
            heads.entry(cell).or_insert(head);
        }
    }
    heads
}

/// The cells of each column of heads or units, in order.
pub(super) fn head_cells(grid: &Grid, outline: &Outline) -> BTreeMap<usize, Vec<usize>> {
    let mut by_column: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, cell) in grid.cells.iter().enumerate().skip(grid.rows[outline.body].start) {
        let columns = cell.at.column..cell.at.column + cell.at.columns;
        for column in columns.filter(|column| outline.is_head(*column)) {
            by_column.entry(column).or_default().push(number);
        }
    }
    by_column
}
