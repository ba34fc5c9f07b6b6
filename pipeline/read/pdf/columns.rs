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

/// What stands on a page, in the order of reading.
#[derive(Clone, Debug)]
pub(super) enum PageItem {
    /// Lines of a column, and which it is.
    Lines(Vec<TextLine>, PageSide),
    /// A table.
    Table(PageTable),
}

/// A column of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageSide {
    /// The whole width of the page.
    Whole,
    /// The left of two columns.
    Left,
    /// The right of two columns.
    Right,
}

impl PageSide {
    pub(super) const ALL: [PageSide; 3] = [PageSide::Whole, PageSide::Left, PageSide::Right];
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
    (!lines.is_empty()).then_some(PageItem::Lines(lines, PageSide::Whole))
}

/// What stands for a page that is a picture.
fn picture() -> PageItem {
    let sign = LinePart { text: SIGN.to_string(), raised: false };
    let line = TextLine { parts: vec![sign], ..TextLine::default() };
    PageItem::Lines(vec![line], PageSide::Whole)
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
    let gutter = gutter(&pieces);
    let mut order = PageOrder { items: Vec::new(), sides: [Vec::new(), Vec::new()] };
    for piece in pieces {
        match (piece, gutter) {
            (PagePiece::Table(table), _) => {
                order.flush();
                order.items.push(PageItem::Table(table));
            }
            (PagePiece::Row(row), None) => order.whole(TextLine::of(&row, &row.runs)),
            (PagePiece::Row(row), Some(at)) => match sides(&row, at) {
                None => {
                    order.flush();
                    order.whole(TextLine::of(&row, &row.runs));
                }
                Some(parts) => {
                    for (side, runs) in order.sides.iter_mut().zip(parts) {
                        side.extend((!runs.is_empty()).then(|| TextLine::of(&row, runs)));
                    }
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
    /// Lines of two columns that are not items yet.
    sides: [Vec<TextLine>; 2],
}

impl PageOrder {
    fn whole(&mut self, line: TextLine) {
        match self.items.last_mut() {
            Some(PageItem::Lines(lines, PageSide::Whole)) => lines.push(line),
            _ => self.items.push(PageItem::Lines(vec![line], PageSide::Whole)),
        }
    }

    /// Ends the columns.
    fn flush(&mut self) {
        let [left, right] = std::mem::take(&mut self.sides);
        if left.is_empty() || right.is_empty() {
            left.into_iter().chain(right).for_each(|line| self.whole(line));
            return;
        }
        let sides = [(left, PageSide::Left), (right, PageSide::Right)];
        let filled = sides.into_iter().filter(|(lines, _)| !lines.is_empty());
        self.items.extend(filled.map(|(lines, side)| PageItem::Lines(lines, side)));
    }
}

/// The runs of a row on both sides of a gutter; `None` if it crosses the gutter.
fn sides(row: &PageRow, at: f64) -> Option<[&[GlyphRun]; 2]> {
    let left = row.runs.partition_point(|run| run.left() < at);
    let (left, right) = row.runs.split_at(left);
    left.last().is_none_or(|run| run.right() <= at).then_some([left, right])
}

/// Where the gutter between two columns of running text is.
fn gutter(pieces: &[PagePiece]) -> Option<f64> {
    let rows: Vec<&PageRow> = pieces
        .iter()
        .filter_map(|piece| match piece {
            PagePiece::Row(row) => Some(row),
            PagePiece::Table(_) => None,
        })
        .collect();
    let left = rows.iter().map(|row| row.left()).fold(f64::MAX, f64::min);
    let right = rows.iter().map(|row| row.right()).fold(f64::MIN, f64::max);
    let width = right - left;
    let middle = left + width * 0.3..left + width * 0.7;
    let before = rows.iter().flat_map(|row| row.runs.iter().map(|run| run.left() - row.size * 0.2));
    let mut candidates: Vec<f64> = before.filter(|at| middle.contains(at)).collect();
    candidates.sort_by(f64::total_cmp);
    candidates.dedup_by(|a, b| (*a - *b).abs() < 3.0);
    candidates.truncate(200);
    let count = |at: f64| {
        let mut filled = [0, 0];
        let mut there = [0, 0];
        let parted = rows.iter().filter_map(|row| sides(row, at));
        for parts in parted {
            let widths = [at - left, right - at];
            for (side, runs) in parts.into_iter().enumerate() {
                if let (Some(first), Some(last)) = (runs.first(), runs.last()) {
                    there[side] += 1;
                    let is_filled = last.right() - first.left() >= widths[side] * FILLED;
                    filled[side] += usize::from(is_filled && runs.len() == 1);
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
