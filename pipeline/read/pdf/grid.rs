//! Tables: grids of ruling lines, and what stands in their cells.

use super::line::{ColumnMeasure, TextLine};
use super::page::PageGlyph;
use super::path::PageRule;
use super::rows::rows;

/// Ruling lines that are closer than this are one, or meet, in points.
const NEAR: f64 = 3.0;

/// How much of the side of a cell must be ruled.
const RULED: f64 = 0.8;

/// The most ruling lines of a page that are looked at, and of a table in each direction.
const MOST_RULES: usize = 4000;
const MOST_LINES: usize = 400;

/// A table on a page.
#[derive(Clone, Debug)]
pub(super) struct PageTable {
    pub top: f64,
    pub bottom: f64,
    /// Where its columns begin and end.
    columns: Vec<f64>,
    /// Its cells, row by row.
    pub rows: Vec<Vec<PageCell>>,
}

/// A cell of a table.
#[derive(Clone, Debug)]
pub(super) struct PageCell {
    /// The rows and columns that it spans.
    pub rows: usize,
    pub columns: usize,
    pub lines: Vec<TextLine>,
    left: f64,
    right: f64,
}

impl PageTable {
    /// Whether it continues a table at the end of the page before: it has the same columns, and begins
    /// with values, not with heads of its own.
    pub(super) fn continues(&self, last: &PageTable) -> bool {
        let same = self.columns.len() == last.columns.len()
            && self.columns.iter().zip(&last.columns).all(|(a, b)| (a - b).abs() <= NEAR);
        let is_value = |cell: &PageCell| {
            let text: String = cell.lines.iter().map(TextLine::text).collect();
            let is_sign = |c: char| c.is_ascii_digit() || ".,-−% ".contains(c);
            text.contains(|c: char| c.is_ascii_digit()) && text.chars().all(is_sign)
        };
        let values = |table: &PageTable| {
            let first = table.rows.first().into_iter().flatten().skip(1);
            first.filter(|cell| is_value(cell)).count()
        };
        // Heads may be years.
        same && values(self) > values(last)
    }

    /// Finds how far the cells of the first column are indented, if they begin at few places, a whole
    /// number of sizes apart.
    fn indent(&mut self) {
        let heads = self.rows.iter_mut().skip(1).filter_map(|row| row.first_mut());
        let of_first = heads.filter(|cell| (cell.left - self.columns[0]).abs() <= NEAR);
        let mut lines: Vec<&mut TextLine> =
            of_first.filter_map(|cell| cell.lines.first_mut()).collect();
        let left = lines.iter().map(|line| line.left).fold(f64::MAX, f64::min);
        let depth = |line: &TextLine| (line.left - left) / line.size;
        let is_whole = |line: &&mut TextLine| (depth(line) - depth(line).round()).abs() <= 0.15;
        let margin = lines.iter().filter(|line| depth(line) < 0.5).count();
        let stated = lines.iter().any(|line| line.indent > 0);
        // Cells in the middle of a column begin anywhere.
        if !stated && margin >= 2 && lines.iter().all(is_whole) {
            lines
                .iter_mut()
                .for_each(|line| line.indent = depth(line).round().clamp(0.0, 9.0) as usize);
        }
    }

    /// Whether another stands on a later page.
    pub(super) fn is_before(&self, other: &PageTable) -> bool {
        let page = |cell: &PageCell| cell.lines.first().map(|line| line.page);
        let last = self.rows.iter().flatten().filter_map(page).max();
        last < other.rows.iter().flatten().find_map(page)
    }

    /// Adds the rows of another.
    pub(super) fn append(&mut self, other: PageTable) {
        self.rows.extend(other.rows);
    }

    /// Numbers its lines, those at one height with one number; the last number.
    pub(super) fn number_from(&mut self, number: usize, page: usize) -> usize {
        let lines = self.rows.iter_mut().flatten().flat_map(|cell| &mut cell.lines);
        let mut lines: Vec<&mut TextLine> = lines.collect();
        lines.sort_by(|a, b| a.y.total_cmp(&b.y));
        let (mut number, mut height) = (number, f64::MIN);
        for line in lines {
            if line.y - height > NEAR {
                number += 1;
                height = line.y;
            }
            (line.page, line.number) = (page, number);
        }
        number
    }
}

impl PageCell {
    /// The column that it makes: as wide to the right as its text is from the left.
    pub(super) fn column(&self) -> ColumnMeasure {
        let left = self.lines.iter().map(|line| line.left).fold(f64::MAX, f64::min);
        let most = self.lines.iter().map(|line| line.right).fold(f64::MIN, f64::max);
        let inset = (left - self.left).clamp(0.0, (self.right - self.left) * 0.2);
        ColumnMeasure { left, right: (self.right - inset).max(most), leading: 2.0 }
    }

    /// Whether a line within it continues the one above.
    pub(super) fn goes_on(&self, last: &TextLine, line: &TextLine) -> bool {
        let Some(((_, end), (begin, _))) = last.ends().zip(line.ends()) else { return false };
        // Two values are never one.
        let numbers = end.is_ascii_digit() && begin.is_ascii_digit();
        !numbers && last.right + line.first > self.column().right - last.size * 0.6
    }
}

/// Ruling lines of one direction, by their places.
struct RuledLines {
    lines: Vec<PageRule>,
}

/// The tables that ruling lines make, and the glyphs that stand in none.
pub(super) fn take_tables(
    rules: &[PageRule],
    glyphs: Vec<PageGlyph>,
) -> (Vec<PageTable>, Vec<PageGlyph>) {
    let across = joined(rules.iter().filter(|rule| rule.is_across));
    let down = joined(rules.iter().filter(|rule| !rule.is_across));
    if across.len() + down.len() > MOST_RULES {
        return (Vec::new(), glyphs);
    }
    let mut grids: Vec<RuledGrid> =
        groups(&across, &down).into_iter().filter_map(|(a, d)| RuledGrid::of(&a, &d)).collect();
    // Of grids in each other, the outer.
    grids.sort_by(|a, b| b.area().total_cmp(&a.area()));
    let mut outer: Vec<RuledGrid> = Vec::new();
    for grid in grids {
        if outer.iter().all(|other| !other.overlaps(&grid)) {
            outer.push(grid);
        }
    }
    let mut within: Vec<Vec<PageGlyph>> = outer.iter().map(|_| Vec::new()).collect();
    let mut rest = Vec::new();
    for glyph in glyphs {
        let (x, y) = middle(&glyph);
        match outer.iter().position(|grid| grid.contains(x, y)) {
            Some(at) => within[at].push(glyph),
            None => rest.push(glyph),
        }
    }
    let tables = outer.into_iter().zip(within).map(|(grid, glyphs)| grid.filled(glyphs));
    (tables.collect(), rest)
}

/// The middle of a glyph.
fn middle(glyph: &PageGlyph) -> (f64, f64) {
    (f64::midpoint(glyph.x, glyph.end), glyph.y - glyph.size * 0.3)
}

/// Ruling lines on one line that touch, as one.
fn joined<'r>(rules: impl Iterator<Item = &'r PageRule>) -> Vec<PageRule> {
    let mut rules: Vec<PageRule> = rules.copied().collect();
    rules.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    // Lines of one height, from left to right.
    let mut lines: Vec<Vec<PageRule>> = Vec::new();
    for rule in rules {
        match lines.last_mut() {
            Some(line) if rule.at - line[0].at <= NEAR / 2.0 => line.push(rule),
            _ => lines.push(vec![rule]),
        }
    }
    let mut joined: Vec<PageRule> = Vec::new();
    for mut line in lines {
        let (first, at) = (joined.len(), line[0].at);
        line.sort_by(|a, b| a.from.total_cmp(&b.from));
        for rule in line {
            match joined[first..].last_mut() {
                Some(last) if rule.from <= last.to + NEAR => last.to = last.to.max(rule.to),
                _ => joined.push(PageRule { at, ..rule }),
            }
        }
    }
    joined
}

/// Ruling lines that meet each other, directly or through others.
fn groups(across: &[PageRule], down: &[PageRule]) -> Vec<(RuledLines, RuledLines)> {
    let all = across.len() + down.len();
    let mut group: Vec<usize> = (0..all).collect();
    fn root(group: &mut [usize], mut at: usize) -> usize {
        while group[at] != at {
            group[at] = group[group[at]];
            at = group[at];
        }
        at
    }
    for (n, a) in across.iter().enumerate() {
        for (m, d) in down.iter().enumerate() {
            let meets = d.at >= a.from - NEAR
                && d.at <= a.to + NEAR
                && a.at >= d.from - NEAR
                && a.at <= d.to + NEAR;
            if meets {
                let (one, other) = (root(&mut group, n), root(&mut group, across.len() + m));
                group[one] = other;
            }
        }
    }
    let mut found: std::collections::BTreeMap<usize, (RuledLines, RuledLines)> = Default::default();
    for at in 0..all {
        let of = root(&mut group, at);
        let empty = || (RuledLines { lines: Vec::new() }, RuledLines { lines: Vec::new() });
        let (a, d) = found.entry(of).or_insert_with(empty);
        match across.get(at) {
            Some(rule) => a.lines.push(*rule),
            None => d.lines.push(down[at - across.len()]),
        }
    }
    found.into_values().collect()
}

impl RuledLines {
    /// The places of the lines, each once.
    fn places(&self) -> Vec<f64> {
        let mut places: Vec<f64> = self.lines.iter().map(|rule| rule.at).collect();
        places.sort_by(f64::total_cmp);
        places.dedup_by(|a, b| (*a - *b).abs() <= NEAR);
        places
    }

    /// Whether a line at a place is ruled from one place to another.
    fn covers(&self, at: f64, from: f64, to: f64) -> bool {
        let first = self.lines.partition_point(|rule| rule.at < at - NEAR);
        let near = self.lines[first..].iter().take_while(|rule| rule.at <= at + NEAR);
        let ruled: f64 = near.map(|rule| (rule.to.min(to) - rule.from.max(from)).max(0.0)).sum();
        ruled >= (to - from) * RULED
    }
}

/// A full grid: places of its lines, and its cells.
struct RuledGrid {
    xs: Vec<f64>,
    ys: Vec<f64>,
    /// First row and column of each cell, and the rows and columns that it spans.
    cells: Vec<[usize; 4]>,
}

impl RuledGrid {
    /// The grid that lines make, if they make a full one of several columns.
    fn of(across: &RuledLines, down: &RuledLines) -> Option<RuledGrid> {
        let (xs, ys) = (down.places(), across.places());
        let fits = (3..MOST_LINES).contains(&xs.len()) && (2..MOST_LINES).contains(&ys.len());
        if !fits {
            return None;
        }
        let (columns, rows) = (xs.len() - 1, ys.len() - 1);
        // Whether the left and the upper side of each square is ruled.
        let left = |row: usize, column: usize| down.covers(xs[column], ys[row], ys[row + 1]);
        let upper = |row: usize, column: usize| across.covers(ys[row], xs[column], xs[column + 1]);
        let closed = (0..rows)
            .all(|row| left(row, 0) && down.covers(xs[columns], ys[row], ys[row + 1]))
            && (0..columns).all(|column| {
                upper(0, column) && across.covers(ys[rows], xs[column], xs[column + 1])
            });
        if !closed {
            return None;
        }
        let mut taken = vec![false; rows * columns];
        let mut cells = Vec::new();
        for row in 0..rows {
            for column in 0..columns {
                if taken[row * columns + column] {
                    continue;
                }
                let wide = (column + 1..columns).take_while(|&next| !left(row, next)).count() + 1;
                let high = (row + 1..rows).take_while(|&next| !upper(next, column)).count() + 1;
                for y in row..row + high {
                    for x in column..column + wide {
                        // No line within it, so that it is a rectangle.
                        let parted = (x > column && left(y, x)) || (y > row && upper(y, x));
                        if parted || std::mem::replace(&mut taken[y * columns + x], true) {
                            return None;
                        }
                    }
                }
                // Its sides are whole.
                let ends = (row..row + high)
                    .all(|y| column + wide == columns || left(y, column + wide))
                    && (column..column + wide).all(|x| row + high == rows || upper(row + high, x));
                if !ends {
                    return None;
                }
                cells.push([row, column, high, wide]);
            }
        }
        (cells.len() > 1).then_some(RuledGrid { xs, ys, cells })
    }

    fn area(&self) -> f64 {
        let [left, top, right, bottom] = self.edges();
        (right - left) * (bottom - top)
    }

    fn edges(&self) -> [f64; 4] {
        let end = |places: &[f64]| places.last().copied().unwrap_or_default();
        [self.xs[0], self.ys[0], end(&self.xs), end(&self.ys)]
    }

    fn overlaps(&self, other: &RuledGrid) -> bool {
        let ([a, b, c, d], [e, f, g, h]) = (self.edges(), other.edges());
        a < g && e < c && b < h && f < d
    }

    fn contains(&self, x: f64, y: f64) -> bool {
        let [left, top, right, bottom] = self.edges();
        (left..right).contains(&x) && (top..bottom).contains(&y)
    }

    /// The table with the glyphs in its cells.
    fn filled(self, glyphs: Vec<PageGlyph>) -> PageTable {
        let RuledGrid { xs, ys, cells } = self;
        let columns = xs.len() - 1;
        let mut owner = vec![0; columns * (ys.len() - 1)];
        for (n, &[row, column, high, wide]) in cells.iter().enumerate() {
            for y in row..row + high {
                owner[y * columns + column..y * columns + column + wide].fill(n);
            }
        }
        let mut within: Vec<Vec<PageGlyph>> = cells.iter().map(|_| Vec::new()).collect();
        for glyph in glyphs {
            let (x, y) = middle(&glyph);
            let column = xs.partition_point(|&at| at <= x).clamp(1, columns) - 1;
            let row = ys.partition_point(|&at| at <= y).clamp(1, ys.len() - 1) - 1;
            within[owner[row * columns + column]].push(glyph);
        }
        let (top, bottom) = (ys[0], ys[ys.len() - 1]);
        let mut table: Vec<Vec<PageCell>> = (1..ys.len()).map(|_| Vec::new()).collect();
        for ([row, column, rows_spanned, wide], glyphs) in cells.into_iter().zip(within) {
            let lines = rows(glyphs).iter().map(|row| TextLine::of(row, &row.runs)).collect();
            table[row].push(PageCell {
                rows: rows_spanned,
                columns: wide,
                lines,
                left: xs[column],
                right: xs[column + wide],
            });
        }
        let mut table = PageTable { top, bottom, columns: xs, rows: table };
        table.indent();
        table
    }
}
