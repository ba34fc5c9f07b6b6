//! The order of reading on a page: columns, and tables between lines.

use super::font::SIGN;
use super::glyphs::cleaned;
use super::grid::{PageTable, take_tables};
use super::line::{LinePart, TextLine};
use super::page::{PageContent, PageGlyph};
use super::path::PageRule;
use super::rows::{GlyphRun, PageRow, rows};

/// Rows on both sides that make columns.
const LEAST_ROWS: usize = 4;

/// How much of its column a line of running text fills.
const FILLED: f64 = 0.6;

/// Characters of a line of running text, at least, where it does not fill its side of the page; cells of a table
/// have fewer.
const LONG: f64 = 8.0;

/// What stands on a page, in the order of reading.
#[derive(Clone, Debug)]
pub(super) enum PageItem {
    /// Lines of a column, and which it is.
    Lines(Vec<TextLine>, PageSide),
    /// A table.
    Table(PageTable),
}

/// A column of a page, by its number from the left; the whole width of the page is number zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PageSide(usize);

/// Columns that a page is read in, at most.
const COLUMNS: usize = 4;

impl PageSide {
    /// How many there may be, the whole width included.
    pub(super) const COUNT: usize = COLUMNS + 1;
    pub(super) const WHOLE: PageSide = PageSide(0);

    pub(super) fn all() -> [PageSide; PageSide::COUNT] {
        std::array::from_fn(PageSide)
    }

    pub(super) fn number(self) -> usize {
        self.0
    }
}

/// A row or a table, from top to bottom.
enum PagePiece {
    Row(PageRow),
    Table(PageTable),
}

/// What stands on a page, in the order of reading.
pub(super) fn lay_out(content: PageContent, page: usize) -> Vec<PageItem> {
    let is_picture = content.is_picture();
    let PageContent { mut glyphs, tilted, rules, .. } = content;
    let most = (0..4).rev().max_by_key(|&way| glyphs[way].len()).unwrap_or_default();
    let main = cleaned(std::mem::take(&mut glyphs[most]));
    let rules: Vec<PageRule> = rules.into_iter().map(|rule| rule.turned(most)).collect();
    let (tables, rest) = take_tables(&rules, main);
    let mut pieces: Vec<(f64, PagePiece)> = Vec::new();
    pieces.extend(rows(rest).into_iter().map(|row| (row.y, PagePiece::Row(row))));
    pieces.extend(tables.into_iter().map(|table| (table.top, PagePiece::Table(table))));
    pieces.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut items = in_order(pieces.into_iter().map(|(_, piece)| piece).collect());
    items.extend(aside(glyphs.into_iter().chain([tilted])));
    items.extend(is_picture.then(picture));
    number(&mut items, page);
    items
}

/// Lines in other directions, which are seals, watermarks and words at the edge.
fn aside(others: impl Iterator<Item = Vec<PageGlyph>>) -> Option<PageItem> {
    let rows = others.flat_map(|glyphs| rows(cleaned(glyphs)));
    let lines: Vec<TextLine> =
        rows.map(|row| TextLine { is_furniture: true, ..TextLine::of(&row, &row.runs) }).collect();
    (!lines.is_empty()).then_some(PageItem::Lines(lines, PageSide::WHOLE))
}

/// What stands for a page that is a picture.
fn picture() -> PageItem {
    let sign = LinePart { text: SIGN.to_string(), raised: false };
    let line = TextLine { parts: vec![sign], ..TextLine::default() };
    PageItem::Lines(vec![line], PageSide::WHOLE)
}

/// Numbers the lines of a page from 1.
fn number(items: &mut [PageItem], page: usize) {
    let mut number = 0;
    for item in items {
        match item {
            PageItem::Lines(lines, _) => {
                for line in lines {
                    number += 1;
                    (line.page, line.number) = (page, number);
                }
            }
            PageItem::Table(table) => number = table.number_from(number, page),
        }
    }
}

fn in_order(pieces: Vec<PagePiece>) -> Vec<PageItem> {
    let gutters = gutters(&pieces);
    let mut order = PageOrder { items: Vec::new(), columns: vec![Vec::new(); gutters.len() + 1] };
    for piece in pieces {
        match piece {
            PagePiece::Table(table) => {
                order.flush();
                order.items.push(PageItem::Table(table));
            }
            PagePiece::Row(row) => match parted(&row.runs, &gutters) {
                Some(parts) if parts.len() > 1 => {
                    for (column, runs) in order.columns.iter_mut().zip(parts) {
                        column.extend((!runs.is_empty()).then(|| TextLine::of(&row, runs)));
                    }
                }
                _ => {
                    order.flush();
                    order.whole(TextLine::of(&row, &row.runs));
                }
            },
        }
    }
    order.flush();
    order.items
}

/// Items in the making.
struct PageOrder {
    items: Vec<PageItem>,
    /// Lines of each column that are not items yet.
    columns: Vec<Vec<TextLine>>,
}

impl PageOrder {
    fn whole(&mut self, line: TextLine) {
        match self.items.last_mut() {
            Some(PageItem::Lines(lines, PageSide::WHOLE)) => lines.push(line),
            _ => self.items.push(PageItem::Lines(vec![line], PageSide::WHOLE)),
        }
    }

    /// Ends the columns. Lines of one alone are as wide as the page.
    fn flush(&mut self) {
        let filled = self.columns.iter().filter(|lines| !lines.is_empty()).count();
        for number in 0..self.columns.len() {
            let lines = std::mem::take(&mut self.columns[number]);
            match lines.is_empty() {
                true => {}
                false if filled == 1 => lines.into_iter().for_each(|line| self.whole(line)),
                false => self.items.push(PageItem::Lines(lines, PageSide(number + 1))),
            }
        }
    }
}

/// The runs of a row between gutters; `None` if it crosses one.
fn parted<'r>(runs: &'r [GlyphRun], gutters: &[f64]) -> Option<Vec<&'r [GlyphRun]>> {
    let mut parts = Vec::new();
    let mut rest = runs;
    for &at in gutters {
        let [left, right] = sides(rest, at)?;
        parts.push(left);
        rest = right;
    }
    parts.push(rest);
    Some(parts)
}

/// The runs of a row on both sides of a gutter; `None` if it crosses the gutter.
fn sides(runs: &[GlyphRun], at: f64) -> Option<[&[GlyphRun]; 2]> {
    let left = runs.partition_point(|run| run.left() < at);
    let (left, right) = runs.split_at(left);
    left.last().is_none_or(|run| run.right() <= at).then_some([left, right])
}

/// A row, or what of it stands on one side of a gutter.
#[derive(Clone, Copy)]
struct RowPart<'p> {
    size: f64,
    runs: &'p [GlyphRun],
}

/// Where the gutters between columns of running text are, from left to right.
fn gutters(pieces: &[PagePiece]) -> Vec<f64> {
    let rows = pieces.iter().filter_map(|piece| match piece {
        PagePiece::Row(row) => Some(RowPart { size: row.size, runs: &row.runs }),
        PagePiece::Table(_) => None,
    });
    let mut found = Vec::new();
    part(&rows.collect::<Vec<_>>(), COLUMNS, &mut found);
    found.sort_by(f64::total_cmp);
    found
}

/// Finds the gutters between so many columns at most.
fn part(rows: &[RowPart<'_>], columns: usize, found: &mut Vec<f64>) {
    let Some(at) = gutter(rows).filter(|_| columns > 1) else { return };
    found.push(at);
    let parts = rows.iter().filter_map(|row| Some((row.size, sides(row.runs, at)?)));
    let parts: Vec<(f64, [&[GlyphRun]; 2])> = parts.collect();
    for side in 0..2 {
        let rows = parts.iter().map(|&(size, parts)| RowPart { size, runs: parts[side] });
        part(&rows.filter(|row| !row.runs.is_empty()).collect::<Vec<_>>(), columns / 2, found);
    }
}

/// Where the gutter is at which rows are parted best.
fn gutter(rows: &[RowPart<'_>]) -> Option<f64> {
    let runs = || rows.iter().flat_map(|row| row.runs);
    let left = runs().map(GlyphRun::left).fold(f64::MAX, f64::min);
    let right = runs().map(GlyphRun::right).fold(f64::MIN, f64::max);
    let width = right - left;
    // A third of the way, too, where there are three columns.
    let middle = left + width * 0.2..left + width * 0.8;
    let before = rows.iter().flat_map(|row| row.runs.iter().map(|run| run.left() - row.size * 0.2));
    let mut candidates: Vec<f64> = before.filter(|at| middle.contains(at)).collect();
    candidates.sort_by(f64::total_cmp);
    candidates.dedup_by(|a, b| (*a - *b).abs() < 3.0);
    candidates.truncate(200);
    let count = |at: f64| {
        let mut filled = [0, 0];
        let mut there = [0, 0];
        for row in rows {
            let Some(parts) = sides(row.runs, at) else { continue };
            let widths = [at - left, right - at];
            for (side, runs) in parts.into_iter().enumerate() {
                if let (Some(first), Some(last)) = (runs.first(), runs.last()) {
                    there[side] += 1;
                    let is_filled = last.right() - first.left() >= widths[side] * FILLED;
                    // What holds more columns is not filled by the lines of one, but these are long.
                    let long = |run: &GlyphRun| run.right() - run.left() >= row.size * LONG;
                    let is_text = runs.len() == 1 && is_filled || runs.iter().all(long);
                    filled[side] += usize::from(is_text);
                }
            }
        }
        let is_text =
            (0..2).all(|side| there[side] >= LEAST_ROWS && filled[side] * 2 >= there[side]);
        is_text.then(|| there[0].min(there[1]))
    };
    let best = candidates.into_iter().filter_map(|at| Some((count(at)?, at)));
    best.max_by(|a, b| a.0.cmp(&b.0)).map(|(_, at)| at)
}
