//! The heads and feet of pages.

use std::collections::{HashMap, HashSet};

use super::columns::PageItem;
use super::heads::is_page_sign;
use super::line::TextLine;

/// How many lines from its edges the head and foot of a page may have.
const DEEPEST: usize = 4;

/// Places on pages that differ by less than this are one, in points.
const SAME_PLACE: f64 = 6.0;

/// The longest number of a page with what stands around it.
const LONGEST_NUMBER: usize = 24;

/// Marks the lines that are heads and feet: numbers of pages, and lines that stand at the same place of
/// most pages.
pub(super) fn mark(pages: &mut [Vec<PageItem>]) {
    let candidates: Vec<[Vec<Candidate>; 2]> = pages.iter().map(|page| candidates(page)).collect();
    let mut counts: HashMap<(usize, &str, i64), usize> = HashMap::new();
    for (edge, candidate) in candidates.iter().flat_map(|edges| edges.iter().enumerate()) {
        let seen: HashSet<(&str, i64)> = candidate
            .iter()
            .flat_map(|line| [0, 1].map(|by| (&*line.shape, line.place + by)))
            .collect();
        for (shape, place) in seen {
            *counts.entry((edge, shape, place)).or_default() += 1;
        }
    }
    let all = pages.len();
    // Left and right pages may have heads of their own.
    let repeats = |edge: usize, line: &Candidate| {
        let at = |by| counts.get(&(edge, &*line.shape, line.place + by)).copied().unwrap_or(0);
        let count = at(0).max(at(1));
        count >= 2 && count * 2 >= all || count >= 3 && count * 5 >= all * 2
    };
    let marked: Vec<HashSet<usize>> = candidates
        .iter()
        .map(|edges| {
            let mut marked = HashSet::new();
            for (edge, lines) in edges.iter().enumerate() {
                // From the edge to the first line of the text.
                let furniture = lines.iter().take_while(|line| {
                    line.is_marked
                        || repeats(edge, line)
                        || (line.is_number && edge_number(edge, line, all))
                });
                marked.extend(furniture.map(|line| line.number));
            }
            marked
        })
        .collect();
    for (page, marked) in pages.iter_mut().zip(marked) {
        for item in page {
            if let PageItem::Lines(lines, _) = item {
                lines
                    .iter_mut()
                    .for_each(|line| line.is_furniture |= marked.contains(&line.number));
            }
        }
    }
}

/// A bare number is that of a page only where others have one at their place; with signs around it, it
/// always is.
fn edge_number(edge: usize, line: &Candidate, pages: usize) -> bool {
    line.has_signs || (edge == 1 && pages == 1 && line.is_apart)
}

/// A line near an edge of a page.
struct Candidate {
    number: usize,
    /// Its words without numbers.
    shape: String,
    place: i64,
    is_number: bool,
    has_signs: bool,
    /// Whether it is far from the text.
    is_apart: bool,
    is_marked: bool,
}

/// The lines at the top of a page, from the top, and those at its foot, from the foot.
fn candidates(page: &[PageItem]) -> [Vec<Candidate>; 2] {
    let lines = page.iter().flat_map(|item| match item {
        PageItem::Lines(lines, _) => lines.as_slice(),
        PageItem::Table(_) => &[],
    });
    let mut lines: Vec<&TextLine> = lines.collect();
    lines.sort_by(|a, b| a.y.total_cmp(&b.y));
    // Nothing between a table and the edge is a head or foot of the text but what stands beyond it.
    let tables = page.iter().filter_map(|item| match item {
        PageItem::Table(table) => Some((table.top, table.bottom)),
        PageItem::Lines(..) => None,
    });
    let (mut top, mut bottom) = (f64::MAX, f64::MIN);
    tables.for_each(|(from, to)| (top, bottom) = (top.min(from), bottom.max(to)));
    let seen = |lines: &mut dyn Iterator<Item = (&TextLine, Option<&TextLine>)>| {
        lines.take(DEEPEST).map(|(line, next)| candidate(line, next)).collect::<Vec<_>>()
    };
    let next = |at: usize| lines.get(at).copied();
    let mut head = lines.iter().enumerate().map(|(n, line)| (*line, next(n + 1)));
    let mut head = head.by_ref().take_while(|(line, _)| line.y < top);
    let mut foot =
        lines.iter().enumerate().rev().map(|(n, line)| (*line, n.checked_sub(1).and_then(next)));
    let mut foot = foot.by_ref().take_while(|(line, _)| line.y > bottom);
    [seen(&mut head), seen(&mut foot)]
}

fn candidate(line: &TextLine, next: Option<&TextLine>) -> Candidate {
    let text: String = line.text().chars().filter(|c| !c.is_whitespace()).collect();
    let mut shape = String::new();
    for c in text.chars() {
        match c.is_ascii_digit() {
            true if shape.ends_with('0') => {}
            true => shape.push('0'),
            false => shape.push(c),
        }
    }
    let has_digits = text.contains(|c: char| c.is_ascii_digit());
    let is_number = has_digits
        && text.chars().count() <= LONGEST_NUMBER
        && text.chars().all(|c| c.is_ascii_digit() || is_page_sign(c));
    Candidate {
        number: line.number,
        place: (line.y / SAME_PLACE).floor() as i64,
        is_number,
        has_signs: is_number && is_signed(&text),
        is_apart: next.is_none_or(|next| (next.y - line.y).abs() > line.size * 2.5),
        is_marked: line.is_furniture,
        shape,
    }
}

/// Whether signs around a number say that it is that of a page: `— 3 —`, `11 / 195`.
fn is_signed(text: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let around = !text.starts_with(is_digit) && !text.ends_with(is_digit);
    let of_all = text.split_once(['/', '／']).is_some_and(|(page, all)| {
        let number = |digits: &str| digits.parse::<u32>().ok();
        number(page).zip(number(all)).is_some_and(|(page, all)| page <= all)
    });
    around || of_all
}
