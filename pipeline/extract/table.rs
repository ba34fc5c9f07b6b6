//! Tables: a cell is read as the sentence that its heads make with it. 2024年 above 比上年增长（%）, beside
//! 第一产业, make 2024年第一产业比上年增长3.9% of 3.9.
//!
//! The [grid](grid) has the cells of a table by row and column, the [outline](outline) tells heads from
//! values, a [head](head) and the [caption](caption) are taken apart into time, area, unit and what is
//! measured, and [compose](compose) puts them in the order of a sentence, which the passes read. A number
//! whose unit no head states is not read.

mod caption;
mod compose;
mod grid;
mod head;
mod line;
mod number;
mod outline;
mod part;
mod unit;
mod words;

use std::collections::BTreeMap;

use figlift_config::TableWords;
use figlift_text::{Document, Metadata, ParagraphKind, Period, Span};
use rustc_hash::FxHashMap;

use self::caption::Caption;
use self::compose::Heads;
use self::grid::{Cell, Grid};
use self::head::{Head, indent};
pub(crate) use self::line::Line;
use self::outline::{ColumnKind, Outline};
use self::part::Part;
use self::words::WordReader;
use crate::claim::node::NodeKind;
use crate::compile::ruleset::RuleSet;
use crate::compile::scratch::Scratch;

/// The tables of a text.
#[derive(Debug)]
pub(crate) struct Tables {
    grids: BTreeMap<usize, Grid>,
    open: Option<OpenTable>,
}

/// A table whose cells are read.
#[derive(Debug)]
struct OpenTable {
    number: usize,
    outline: Outline,
    /// The heads of each column, from the top.
    columns: Vec<Vec<Head>>,
    /// The heads of rows and their units, by cell.
    rows: FxHashMap<usize, Head>,
    /// The cells of each column of heads or units, in order.
    by_column: BTreeMap<usize, Vec<usize>>,
    /// The cell of the row above of which a row is a part.
    parents: FxHashMap<usize, usize>,
    caption: Caption,
    /// Whether numbers below zero have a minus sign; else those in brackets are such.
    has_minus: bool,
}

/// The place at which a cell is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CellPlace {
    /// The number of its block.
    pub block: usize,
    /// The number of its paragraph.
    pub paragraph: usize,
    /// The period that holds there.
    pub before: Option<Period>,
}

/// The lines above a table that may say something of its values.
const LINES: usize = 3;

/// The characters of the longest of them.
const LONGEST_LINE: usize = 60;

impl Tables {
    /// The tables of a text, none of which is read.
    pub(crate) fn of(document: &Document) -> Tables {
        Tables { grids: Grid::all(document), open: None }
    }

    /// The sentence of a cell; `None` where it states no value, or its unit is not known. Cells come in
    /// order of the text.
    pub(crate) fn line(
        &mut self,
        rules: &RuleSet,
        scratch: &mut Scratch,
        document: &Document,
        place: CellPlace,
    ) -> Option<Line> {
        let (number, grid, cell) = self.grids.iter().find_map(|(&number, grid)| {
            let cell = grid.cell_of(place.block)?;
            Some((number, grid, cell))
        })?;
        if self.open.as_ref().is_none_or(|open| open.number != number) {
            let last = self.open.take();
            self.open = OpenTable::of(rules, scratch, document, (number, grid), place, last);
        }
        let open = self.open.as_ref()?;
        let heads = open.heads(grid, cell)?;
        let metadata = Metadata { title: None, ..document.metadata().clone() };
        let period = heads.time.or(open.caption.period).or(place.before);
        let words = Part::of(document, grid.cells[cell].span);
        heads.line(rules, words, grid.row_span(cell), (metadata, period))
    }
}

impl OpenTable {
    fn of(
        rules: &RuleSet,
        scratch: &mut Scratch,
        document: &Document,
        (number, grid): (usize, &Grid),
        place: CellPlace,
        last: Option<OpenTable>,
    ) -> Option<OpenTable> {
        let mut reader = WordReader::new(rules, scratch, document.metadata(), place.before);
        let values: Vec<usize> = (0..grid.cells.len())
            .filter(|&cell| states_value(&mut reader, &grid.cells[cell]))
            .map(|cell| grid.cells[cell].block)
            .collect();
        let is_value = |cell: &Cell| values.binary_search(&cell.block).is_ok();
        let outline = Outline::of(grid, &rules.pack.tables, is_value)?;
        let body = grid.rows[outline.body].start;
        let mut lines = lines_above(document, place.paragraph);
        let (lone, above): (Vec<usize>, Vec<usize>) =
            (0..body).partition(|&cell| grid.is_line(cell, outline.body));
        lines.extend(lone.iter().map(|&cell| grid.cells[cell].span));
        let caption = Caption::of(&mut reader, document, &lines);
        reader.before = caption.period.or(place.before);
        let mut read = |span: Span| Head::of(&mut reader, &Part::of(document, span));
        let mut columns: Vec<Vec<Head>> = vec![Vec::new(); grid.width];
        let above = above.iter().map(|&cell| &grid.cells[cell]);
        let is_head = |cell: &&Cell| cell.number.as_ref().is_none_or(|it| it.is_year());
        for cell in above.clone().filter(is_head) {
            let head = read(cell.span);
            let first = cell.at.column - 1;
            columns[first..first + cell.at.columns]
                .iter_mut()
                .for_each(|column| column.push(head.clone()));
        }
        let mut rows = FxHashMap::default();
        let mut by_column: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (number, cell) in grid.cells.iter().enumerate().skip(body) {
            let heads = (cell.at.column..cell.at.column + cell.at.columns)
                .filter(|column| outline.is_head(*column));
            for column in heads {
                by_column.entry(column).or_default().push(number);
                rows.entry(number).or_insert_with(|| read(cell.span));
            }
        }
        if let Some(last) = last.filter(|last| {
            caption.continues && above.len() == 0 && last.columns.len() == columns.len()
        }) {
            columns = last.columns;
        }
        let parents = parents(&rules.pack.tables, document, grid, &by_column);
        let is_minus =
            |cell: &Cell| cell.number.as_ref().is_some_and(|it| it.digits.starts_with('-'));
        let has_minus = grid.cells.iter().any(is_minus);
        let open =
            OpenTable { number, outline, columns, rows, by_column, parents, caption, has_minus };
        Some(open)
    }

    /// The heads of a cell; `None` if it states no value.
    fn heads<'t>(&'t self, grid: &'t Grid, number: usize) -> Option<Heads<'t>> {
        let cell = &grid.cells[number];
        let is_above = number < grid.rows[self.outline.body].start;
        let is_value = self.outline.columns[cell.at.column - 1] == ColumnKind::Value;
        let states = cell.number.is_some() || cell.words.contains(|c: char| c.is_ascii_digit());
        if is_above || !is_value || !states {
            return None;
        }
        let (columns, unit) = self.outline.heads_for(cell.at.column);
        let at = |column: usize| self.head_cell(grid, column, cell.at.row);
        let mut cells: Vec<usize> = columns.into_iter().filter_map(at).collect();
        cells.dedup();
        let parent = cells.last().and_then(|cell| self.parents.get(cell));
        let head = |cell: &usize| self.rows.get(cell);
        Some(Heads {
            caption: &self.caption,
            parent: parent.and_then(head),
            rows: cells.iter().filter_map(head).collect(),
            row_unit: unit.and_then(at).and_then(|cell| self.rows.get(&cell)?.unit.as_ref()),
            columns: self.columns[cell.at.column - 1].iter().collect(),
            time: self.time_beside(cell.at.column),
            number: cell.number.as_ref(),
            has_minus: self.has_minus,
        })
        .filter(|heads| !heads.is_label())
    }

    /// The time of the values that those of a column without one of its own go with: the latest of the
    /// columns before it, back to another such column.
    fn time_beside(&self, column: usize) -> Option<Period> {
        let time = |column: usize| self.columns[column - 1].iter().find_map(|head| head.time);
        if self.columns[column - 1].iter().any(|head| head.period.is_some()) {
            return None;
        }
        let before = (1..column).rev().filter(|&left| !self.outline.is_head(left));
        let times = before.map_while(time);
        times.max_by_key(|time| (time.last(), time.first()))
    }

    /// The cell with the head or unit of a row in a column.
    fn head_cell(&self, grid: &Grid, column: usize, row: usize) -> Option<usize> {
        let cells = self.by_column.get(&column)?;
        let after = cells.partition_point(|&cell| grid.cells[cell].at.row <= row);
        let cell = cells[..after].last().copied()?;
        grid.cells[cell].is_in_row(row).then_some(cell)
    }
}

/// Whether a cell states a value on its own: a number that is no year, or one with its unit.
fn states_value(reader: &mut WordReader<'_>, cell: &Cell) -> bool {
    if let Some(number) = &cell.number {
        return !number.is_year();
    }
    if cell.at.column == 1 || !cell.words.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let Some(seen) = reader.see(&cell.words) else { return false };
    let [node] = &seen.nodes[..] else { return false };
    // 5万元以下 is a group of rows.
    matches!(&node.kind, NodeKind::Quantity(quantity) if quantity.grown.is_none() && quantity.value().is_some())
}

/// The short lines right above a table, which begins at that paragraph.
fn lines_above(document: &Document, paragraph: usize) -> Vec<Span> {
    let before = document.paragraphs()[..paragraph].iter().rev().take(LINES);
    let is_line =
        |words: &str| words.chars().nth(LONGEST_LINE).is_none() && !words.contains(['。', '；']);
    let running = before
        .take_while(|above| above.kind == ParagraphKind::Running)
        .take_while(|above| is_line(&document.reading()[above.span.range()]));
    let mut lines: Vec<Span> = running.map(|above| document.to_text(above.span)).collect();
    lines.reverse();
    lines
}

/// For each row that is a part of one above, by the cells of their heads: the one above that is indented
/// less.
fn parents(
    tables: &TableWords,
    document: &Document,
    grid: &Grid,
    by_column: &BTreeMap<usize, Vec<usize>>,
) -> FxHashMap<usize, usize> {
    let mut parents = FxHashMap::default();
    for cells in by_column.values() {
        let mut above: Vec<(usize, usize)> = Vec::new();
        for &cell in cells {
            let depth = indent(tables, document, grid.cells[cell].span);
            while above.last().is_some_and(|&(other, _)| other >= depth) {
                above.pop();
            }
            if let Some(&(_, parent)) = above.last() {
                parents.insert(cell, parent);
            }
            above.push((depth, cell));
        }
    }
    parents
}

#[cfg(test)]
mod tests;
