//! Tables: a cell is read as the sentence that its heads make with it. 2024年 above 比上年增长（%）, beside
//! 第一产业, make 2024年第一产业比上年增长3.9% of 3.9.
//!
//! The [grid](grid) has the cells of a table by row and column, the [outline](outline) tells heads from
//! values, a [head](head) and the [caption](caption) are taken apart into time, area, unit and what is
//! measured, and [compose](compose) puts them in the order of a sentence, which the passes read. A number
//! whose unit no head states is not read. A [label](label) with its value is a table of one cell.

mod caption;
mod column;
mod compose;
mod grid;
mod head;
mod head_words;
mod indent;
mod label;
mod number;
mod outline;
mod row_heads;
mod sentence;
mod unit;
mod words;

use std::collections::BTreeMap;

use figlift_config::TableWords;
use figlift_model::Role;
use figlift_text::{BlockKind, Document, ParagraphKind, Period, Span};
use rustc_hash::FxHashMap;

use self::caption::Caption;
use self::column::HeadedColumn;
use self::compose::CellHeads;
use self::grid::{Grid, GridCell};
use self::head::Head;
use self::head_words::HeadWords;
use self::indent::Indent;
use self::outline::{ColumnKind, Outline};
use self::row_heads::{groups, head_cells, heads_within, row_heads};
use self::sentence::CellContext;
pub(crate) use self::sentence::CellSentence;
use self::words::WordReader;
use crate::claim::node::NodeKind;
use crate::claim::related::role;
use crate::compile::ruleset::RuleSet;
use crate::compile::scratch::Scratch;

/// The tables of a text.
#[derive(Debug)]
pub(crate) struct TableReader {
    grids: BTreeMap<usize, Grid>,
    /// The table of values that was read last.
    open: Option<ReadTable>,
    /// The number of the last table, be it one of values or not.
    tried: usize,
}

/// A table whose cells are read.
#[derive(Debug)]
struct ReadTable {
    number: usize,
    outline: Outline,
    /// The columns below rows of heads, each with the first cell that they are of, in order.
    columns: Vec<(usize, Vec<HeadedColumn>)>,
    /// The heads of rows and their units, by cell.
    rows: FxHashMap<usize, Head>,
    /// The cells of each column of heads or units, in order.
    by_column: BTreeMap<usize, Vec<usize>>,
    /// The cell of the row above of which a row is a part.
    parents: FxHashMap<usize, usize>,
    /// The heads of groups of rows, each with its cell, in order.
    groups: Vec<(usize, Head)>,
    caption: Caption,
    /// Whether numbers below zero have a minus sign; else those in brackets are such.
    has_minus: bool,
}

/// What a cell is.
#[derive(Debug)]
pub(crate) enum ReadCell {
    /// A value, as the sentence that its heads make with it.
    Value(Box<CellSentence>),
    /// The number of a row or column, or a code, at its span.
    Label(Span),
    /// A head, or a number whose unit is not known.
    Other,
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

/// The levels of parts that a row is named with.
const DEEPEST: usize = 4;

impl TableReader {
    /// The tables of a text, none of which is read.
    pub(crate) fn of(document: &Document) -> TableReader {
        TableReader { grids: Grid::all(document), open: None, tried: 0 }
    }

    /// What a cell is. Cells come in order of the text.
    pub(crate) fn read(
        &mut self,
        rules: &RuleSet,
        scratch: &mut Scratch,
        document: &Document,
        place: CellPlace,
    ) -> ReadCell {
        let BlockKind::Cell(at) = document.layout().blocks[place.block].kind else {
            return ReadCell::Other;
        };
        let number = at.table;
        let grid = self.grids.get(&number);
        let Some((grid, cell)) = grid.and_then(|grid| Some((grid, grid.cell_of(place.block)?)))
        else {
            return ReadCell::Other;
        };
        if self.tried != number {
            self.tried = number;
            let last = self.open.as_ref();
            let table = ReadTable::of(rules, scratch, document, (number, grid), place, last);
            self.open = table.or(self.open.take());
        }
        let Some(open) = self.open.as_ref().filter(|open| open.number == number) else {
            return ReadCell::Other;
        };
        let words = HeadWords::of(document, grid.cells[cell].span);
        if open.is_label(grid, cell) {
            return ReadCell::Label(words.origin);
        }
        let sentence = open.heads(grid, cell).and_then(|heads| {
            let period = heads.column.time.or(open.caption.period).or(place.before);
            let period = period.filter(|_| !heads.is_former());
            let row = grid.row_span(cell);
            heads.line(rules, &words, CellContext { document, row, period })
        });
        sentence.map_or(ReadCell::Other, |line| ReadCell::Value(Box::new(line)))
    }
}

impl ReadTable {
    fn of(
        rules: &RuleSet,
        scratch: &mut Scratch,
        document: &Document,
        (number, grid): (usize, &Grid),
        place: CellPlace,
        last: Option<&ReadTable>,
    ) -> Option<ReadTable> {
        let mut reader = WordReader::new(rules, scratch, document.metadata(), place.before);
        let values: Vec<usize> = (0..grid.cells.len())
            .filter(|&cell| states_value(&mut reader, &grid.cells[cell]))
            .map(|cell| grid.cells[cell].block)
            .collect();
        let is_value = |cell: &GridCell| values.binary_search(&cell.block).is_ok();
        let outline = Outline::of(grid, &rules.pack.tables, is_value)?;
        let body = grid.rows[outline.body].start;
        let mut lines = lines_above(document, place.paragraph);
        let (lone, above): (Vec<usize>, Vec<usize>) =
            (0..body).partition(|&cell| grid.is_line(cell, outline.body));
        // A line below the heads of columns is of the rows up to the next one.
        let heads_begin = above.first().copied().unwrap_or(body);
        let of_all = lone.iter().filter(|&&cell| cell < heads_begin);
        lines.extend(of_all.map(|&cell| grid.cells[cell].span));
        let mut caption = Caption::of(&mut reader, document, &lines);
        reader.before = caption.period.or(place.before);
        let above = above.iter().map(|&cell| &grid.cells[cell]);
        let goes_on = caption.continues && above.len() == 0;
        let first = HeadedColumn::all(&mut reader, document, grid, &outline, above);
        let last = last.filter(|_| goes_on);
        let before = last.and_then(|last| last.columns.last());
        let mut columns = match before.filter(|(_, last)| last.len() == first.len()) {
            Some((_, last)) => vec![(body, last.clone())],
            None => vec![(body, first)],
        };
        if let Some(last) = last {
            caption.go_on(&last.caption);
        }
        columns.extend(heads_within(&mut reader, document, grid, &outline, is_value));
        let by_column = head_cells(grid, &outline);
        let groups = groups(&mut reader, document, grid, heads_begin, is_value);
        let rows = row_heads(&mut reader, document, grid, (&by_column, &columns[0].1));
        let parents = parents(&rules.pack.tables, document, grid, &by_column);
        let is_minus =
            |cell: &GridCell| cell.number.as_ref().is_some_and(|it| it.digits.starts_with('-'));
        let has_minus = grid.cells.iter().any(is_minus);
        Some(ReadTable {
            number,
            outline,
            columns,
            rows,
            by_column,
            parents,
            groups,
            caption,
            has_minus,
        })
    }

    /// The heads of a cell; `None` if it states no value.
    fn heads<'t>(&'t self, grid: &'t Grid, number: usize) -> Option<CellHeads<'t>> {
        let cell = &grid.cells[number];
        let is_above = number < grid.rows[self.outline.body].start;
        let is_value = self.outline.columns[cell.at.column - 1] == ColumnKind::Value;
        let states = cell.number.is_some() || cell.words.contains(|c: char| c.is_ascii_digit());
        if is_above || !is_value || !states {
            return None;
        }
        let (heads, unit) = self.outline.heads_for(cell.at.column);
        let above = self.columns.iter().rfind(|(first, _)| *first <= number);
        let (_, columns) = above?;
        let at = |column: usize| self.head_cell(grid, column, cell.at.row);
        let mut cells: Vec<usize> = heads.into_iter().filter_map(at).collect();
        cells.dedup();
        let up = |cell: &usize| self.parents.get(cell).copied();
        let mut parents: Vec<usize> =
            std::iter::successors(cells.last().and_then(up), up).take(DEEPEST).collect();
        parents.reverse();
        let head = |cell: &usize| self.rows.get(cell);
        let group = self.groups.iter().rfind(|(first, _)| *first <= number);
        Some(CellHeads {
            caption: &self.caption,
            group: group.map(|(_, head)| head),
            parents: parents.iter().filter_map(head).collect(),
            rows: cells.iter().filter_map(head).collect(),
            row_unit: unit.and_then(at).and_then(|cell| self.rows.get(&cell)?.unit.as_ref()),
            column: &columns[cell.at.column - 1],
            number: cell.number.as_ref(),
            has_minus: self.has_minus,
        })
        .filter(|heads| !heads.is_label())
    }

    /// Whether a cell is the number of a row or column, or a code.
    fn is_label(&self, grid: &Grid, number: usize) -> bool {
        let cell = &grid.cells[number];
        let is_above = number < grid.rows[self.outline.body].start;
        let is_label = self.outline.columns[cell.at.column - 1] == ColumnKind::Label;
        cell.number.is_some() && if is_above { !cell.is_year() } else { is_label }
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
fn states_value(reader: &mut WordReader<'_>, cell: &GridCell) -> bool {
    if cell.number.is_some() {
        return !cell.is_year();
    }
    if cell.at.column == 1 || !cell.words.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let Some(seen) = reader.see(&cell.words) else { return false };
    let Some(NodeKind::Quantity(quantity)) = seen.nodes.last().map(|last| &last.kind) else {
        return false;
    };
    // 5万元以下 is a group of rows, and 提高0.8个百分点 a value.
    let role = role(reader.rules(), quantity, &seen.related[seen.nodes.len() - 1]);
    let moves = matches!(role, Role::Change | Role::Growth);
    let is_exact = quantity.grown.is_none() && quantity.value().is_some();
    is_exact && (seen.nodes.len() == 1 || moves)
}

/// The short lines right above a table, which begins at that paragraph.
fn lines_above(document: &Document, paragraph: usize) -> Vec<Span> {
    let before = &document.paragraphs()[..paragraph];
    let part = before.iter().rposition(|above| above.begins_part).unwrap_or_default();
    let before = before[part..].iter().rev().take(LINES);
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
        let mut above: Vec<(usize, Indent, usize)> = Vec::new();
        for &cell in cells {
            let indent = Indent::of(tables, document, grid.cells[cell].span);
            let (depth, indent) = indent.depth(above.iter().rev().map(|&(_, indent, _)| indent));
            while above.last().is_some_and(|&(other, _, _)| other >= depth) {
                above.pop();
            }
            if let Some(&(_, _, parent)) = above.last() {
                parents.insert(cell, parent);
            }
            above.push((depth, indent, cell));
        }
    }
    parents
}

#[cfg(test)]
mod tests;
