//! Which lines continue a paragraph.

use std::sync::LazyLock;

use super::columns::{PageItem, Side};
use super::line::TextLine;

/// Sizes that differ by less than this are one.
const SAME_SIZE: f64 = 0.12;

/// Lines begin at one place if they are closer to it than this, in sizes.
const SAME_LEFT: f64 = 0.6;

/// How much farther apart than usual lines of a paragraph may be, and how far at all, in sizes.
const APART: f64 = 1.3;
const FARTHEST: f64 = 3.0;

/// The characters of list heads: numerals, what they count, and the sign of an ordinal.
static HEADS: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("list_heads.txt").lines().collect());

/// The edges of a column, and how far apart its lines are, in sizes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    pub left: f64,
    pub right: f64,
    pub leading: f64,
}

/// The measures of columns of a document.
pub(super) struct Measures {
    /// For each side, where most lines of running text end.
    common: [f64; 3],
    /// For each page and side.
    pages: Vec<[Measure; 3]>,
}

impl Measures {
    pub(super) fn of(pages: &[Vec<PageItem>]) -> Measures {
        let all = |side: Side| pages.iter().flat_map(move |page| lines(page, side));
        let common = Side::ALL.map(|side| {
            let mut ends: Vec<f64> = all(side).map(|line| line.right).collect();
            ends.sort_by(f64::total_cmp);
            ends.get(ends.len() * 9 / 10).copied().unwrap_or(f64::MIN)
        });
        let measure = |page: &Vec<PageItem>| Side::ALL.map(|side| measured(page, side));
        Measures { common, pages: pages.iter().map(measure).collect() }
    }

    /// The measure of a column on a page.
    pub(super) fn get(&self, page: usize, side: Side) -> Measure {
        let own = self.pages[page][side as usize];
        Measure { right: own.right.max(self.common[side as usize]), ..own }
    }
}

fn lines(page: &[PageItem], side: Side) -> impl Iterator<Item = &TextLine> {
    let of_side = page.iter().filter_map(move |item| match item {
        PageItem::Lines(lines, on) if *on == side => Some(lines),
        _ => None,
    });
    of_side.flatten().filter(|line| !line.is_furniture)
}

fn measured(page: &[PageItem], side: Side) -> Measure {
    let all: Vec<&TextLine> = lines(page, side).collect();
    let left = all.iter().map(|line| line.left).fold(f64::MAX, f64::min);
    let right = all.iter().map(|line| line.right).fold(f64::MIN, f64::max);
    let pairs = all.windows(2).filter(|pair| same_size(pair[0], pair[1]));
    let steps = pairs.map(|pair| (pair[1].y - pair[0].y) / pair[0].size);
    let mut steps: Vec<f64> = steps.filter(|step| (0.5..FARTHEST).contains(step)).collect();
    steps.sort_by(f64::total_cmp);
    let leading = steps.get(steps.len() / 4).copied().unwrap_or(2.0);
    Measure { left, right, leading }
}

fn same_size(a: &TextLine, b: &TextLine) -> bool {
    (a.size - b.size).abs() <= SAME_SIZE * a.size.max(b.size)
}

/// Whether a line continues the paragraph of the line above it in its column. `is_first`: whether that
/// line begins the paragraph.
pub(super) fn continues(last: &TextLine, line: &TextLine, column: Measure, is_first: bool) -> bool {
    let step = (line.y - last.y) / last.size;
    let near = step > 0.0 && step <= (column.leading * APART).min(FARTHEST);
    near && may_follow(last, line, column) && begins_as(last, line, column, is_first)
}

/// Whether a line that begins a column or page continues the paragraph at the end of the one before.
pub(super) fn carries_on(
    last: &TextLine,
    line: &TextLine,
    before: Measure,
    column: Measure,
) -> bool {
    let ends = last.ends().is_none_or(|(_, end)| is_end(end));
    let is_indented = line.left > column.left + SAME_LEFT * line.size;
    !ends && !is_indented && may_follow(last, line, before)
}

/// Whether a line can be the next of a full one.
fn may_follow(last: &TextLine, line: &TextLine, column: Measure) -> bool {
    let is_full = last.right + line.first > column.right - SAME_LEFT * last.size;
    let rows = [last, line].iter().any(|line| line.gaps > 0);
    same_size(last, line) && is_full && !rows && !is_entry(last) && !begins_list(&line.text())
}

/// Whether a line begins where the next line of a paragraph begins.
fn begins_as(last: &TextLine, line: &TextLine, column: Measure, is_first: bool) -> bool {
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

/// Whether a line begins with the head of a list or of a part of the text.
pub(super) fn begins_list(text: &str) -> bool {
    let [numerals, counted, ordinal, ..] = HEADS.as_slice() else { return false };
    let is_numeral = |c: char| numerals.contains(c);
    let is_digit = |c: char| c.is_ascii_digit();
    let text = text.trim_start();
    // (一), （1）
    if let Some(within) = text.strip_prefix(['（', '(', '[', '〔', '【']) {
        let rest = within.trim_start_matches(|c| is_numeral(c) || is_digit(c));
        return rest.len() < within.len()
            && within.len() - rest.len() <= 9
            && rest.starts_with(['）', ')', ']', '〕', '】']);
    }
    // 第一章
    if let Some(within) = text.strip_prefix(*ordinal) {
        let rest = within.trim_start_matches(|c| is_numeral(c) || is_digit(c));
        return rest.len() < within.len() && rest.starts_with(|c| counted.contains(c));
    }
    // 一、
    let rest = text.trim_start_matches(is_numeral);
    if rest.len() < text.len() && text.len() - rest.len() <= 9 {
        return rest.starts_with(['、', '．', '.']);
    }
    // 1. 1、 1） but not 1.5
    let rest = text.trim_start_matches(is_digit);
    if rest.len() < text.len() && text.len() - rest.len() <= 3 {
        let mut after = rest.chars();
        return match after.next() {
            Some('、' | '）' | ')' | '．') => true,
            Some('.') => after.next().is_none_or(|c| !is_digit(c)),
            _ => false,
        };
    }
    text.starts_with(['•', '●', '■', '◆', '○', '□', '▪', '‣', '–', '*', '①', '②', '③', '④', '⑤'])
        || text.starts_with(['⑥', '⑦', '⑧', '⑨', '⑩', '\u{fffc}'])
}

/// What is written between the lines of a paragraph.
pub(super) fn between(last: &TextLine, line: &TextLine, column: Measure) -> &'static str {
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
