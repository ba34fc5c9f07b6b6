//! Which lines continue a paragraph.

use super::columns::{PageItem, PageSide};
use super::heads::begins_list;
use super::line::{ColumnMeasure, TextLine};

/// Sizes that differ by less than this are one.
const SAME_SIZE: f64 = 0.12;

/// Lines begin at one place if they are closer to it than this, in sizes.
const SAME_LEFT: f64 = 0.6;

/// How much farther apart than usual lines of a paragraph may be, and how far at all, in sizes.
const APART: f64 = 1.3;
const FARTHEST: f64 = 3.0;

/// The measures of columns of a document.
pub(super) struct ColumnMeasures {
    /// For each side, where most lines of running text end.
    common: [f64; PageSide::COUNT],
    /// For each page and side.
    pages: Vec<[ColumnMeasure; PageSide::COUNT]>,
}

impl ColumnMeasures {
    pub(super) fn of(pages: &[Vec<PageItem>]) -> ColumnMeasures {
        let all = |side: PageSide| pages.iter().flat_map(move |page| lines(page, side));
        let common = PageSide::all().map(|side| {
            let mut ends: Vec<f64> = all(side).map(|line| line.right).collect();
            ends.sort_by(f64::total_cmp);
            ends.get(ends.len() * 9 / 10).copied().unwrap_or(f64::MIN)
        });
        let measure = |page: &Vec<PageItem>| PageSide::all().map(|side| measured(page, side));
        ColumnMeasures { common, pages: pages.iter().map(measure).collect() }
    }

    /// The measure of a column on a page.
    pub(super) fn get(&self, page: usize, side: PageSide) -> ColumnMeasure {
        let own = self.pages[page][side.number()];
        ColumnMeasure { right: own.right.max(self.common[side.number()]), ..own }
    }
}

fn lines(page: &[PageItem], side: PageSide) -> impl Iterator<Item = &TextLine> {
    let of_side = page.iter().filter_map(move |item| match item {
        PageItem::Lines(lines, on) if *on == side => Some(lines),
        _ => None,
    });
    of_side.flatten().filter(|line| !line.is_furniture)
}

fn measured(page: &[PageItem], side: PageSide) -> ColumnMeasure {
    let all: Vec<&TextLine> = lines(page, side).collect();
    let left = all.iter().map(|line| line.left).fold(f64::MAX, f64::min);
    let right = all.iter().map(|line| line.right).fold(f64::MIN, f64::max);
    let pairs = all.windows(2).filter(|pair| same_size(pair[0], pair[1]));
    let steps = pairs.map(|pair| (pair[1].y - pair[0].y) / pair[0].size);
    let mut steps: Vec<f64> = steps.filter(|step| (0.5..FARTHEST).contains(step)).collect();
    steps.sort_by(f64::total_cmp);
    let leading = steps.get(steps.len() / 4).copied().unwrap_or(2.0);
    ColumnMeasure { left, right, leading }
}

fn same_size(a: &TextLine, b: &TextLine) -> bool {
    (a.size - b.size).abs() <= SAME_SIZE * a.size.max(b.size)
}

/// Whether a line continues the paragraph of the line above it in its column. `is_first`: whether that
/// line begins the paragraph.
pub(super) fn continues(
    last: &TextLine,
    line: &TextLine,
    column: ColumnMeasure,
    is_first: bool,
) -> bool {
    let step = (line.y - last.y) / last.size;
    let near = step > 0.0 && step <= (column.leading * APART).min(FARTHEST);
    near && may_follow(last, line, column) && begins_as(last, line, column, is_first)
}

/// Whether a line that begins a column or page continues the paragraph at the end of the one before.
pub(super) fn carries_on(
    last: &TextLine,
    line: &TextLine,
    before: ColumnMeasure,
    column: ColumnMeasure,
) -> bool {
    let ends = last.ends().is_none_or(|(_, end)| is_end(end));
    let is_indented = line.left > column.left + SAME_LEFT * line.size;
    !ends && !is_indented && may_follow(last, line, before)
}

/// Whether a line can be the next of a full one.
fn may_follow(last: &TextLine, line: &TextLine, column: ColumnMeasure) -> bool {
    let is_full = last.right + line.first > column.right - SAME_LEFT * last.size;
    let rows = [last, line].iter().any(|line| line.gaps > 0);
    same_size(last, line) && is_full && !rows && !is_entry(last) && !begins_list(&line.text())
}

/// Whether a line begins where the next line of a paragraph begins.
fn begins_as(last: &TextLine, line: &TextLine, column: ColumnMeasure, is_first: bool) -> bool {
    let shift = (line.left - last.left) / line.size;
    let is_indented = last.left > column.left + SAME_LEFT * last.size;
    if shift < -SAME_LEFT {
        // The first line is indented.
        return is_first;
    }
    if shift > SAME_LEFT {
        // It hangs from a list head.
        return is_first && shift < 4.0 && begins_list(&last.text());
    }
    !(is_first && is_indented) || last.ends().is_some_and(|(_, end)| !is_end(end))
}

/// Marks at the end of a sentence or of a head.
fn is_end(c: char) -> bool {
    "。！？：；.!?:;".contains(c)
}

/// Whether a line is an entry of a table of contents: dots, and the number of a page.
fn is_entry(line: &TextLine) -> bool {
    let text = line.text();
    let words = text.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    let dots = words.chars().rev().take_while(|c| "….·．⋯ ".contains(*c)).count();
    dots >= 3 || (dots > 0 && words.ends_with(['…', '⋯']) && words.len() < text.len())
}

/// What is written between the lines of a paragraph.
pub(super) fn between(last: &TextLine, line: &TextLine, column: ColumnMeasure) -> &'static str {
    let (Some((_, end)), Some((begin, _))) = (last.ends(), line.ends()) else { return "" };
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    match (end, begin) {
        // A number may be parted where a line is full to the edge.
        (a, b) if is_number(a) && is_number(b) => {
            let room = column.right - last.right;
            if room < last.size * 0.5 { "" } else { " " }
        }
        ('-', _) => "",
        (a, b) if a.is_ascii_graphic() && b.is_ascii_alphanumeric() && !"([/%".contains(a) => " ",
        _ => "",
    }
}
