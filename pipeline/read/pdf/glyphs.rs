//! Glyphs as they are read: characters for radicals, and no glyph that is printed over itself.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::page::PageGlyph;

/// Radicals and the characters that fonts use for both.
static RADICALS: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    let lines = include_str!("radicals.tsv").lines().filter(|line| !line.starts_with('#'));
    let pair = |line: &str| {
        let (radical, character) = line.split_once('\t')?;
        Some((radical.parse().ok()?, character.parse().ok()?))
    };
    lines.filter_map(pair).collect()
});

/// Glyphs of the same character are one if they are closer to each other than this, in sizes.
const OVERPRINT: f64 = 0.2;

/// The side of a square in points, and the most squares that the reach of a glyph may span.
const SQUARE: f64 = 4.0;
const MOST_SQUARES: i64 = 8;

/// How many glyphs of one square are looked at.
const MOST_NEAR: usize = 64;

/// The character that a glyph shows.
fn shown(c: char) -> char {
    match c {
        '\u{2e80}'..='\u{2fdf}' => RADICALS.get(&c).copied().unwrap_or(c),
        // Some fonts have the wave dash of Japanese for the full-width tilde.
        '\u{301c}' => '\u{ff5e}',
        c => c,
    }
}

/// The glyphs of a page with the characters that they show, each once.
pub(super) fn cleaned(glyphs: Vec<PageGlyph>) -> Vec<PageGlyph> {
    let mut kept: Vec<PageGlyph> = Vec::with_capacity(glyphs.len());
    // By character and square of the page.
    let mut squares: HashMap<(char, i64, i64), Vec<usize>> = HashMap::new();
    for mut glyph in glyphs {
        glyph.c = shown(glyph.c);
        if glyph.c.is_whitespace() {
            kept.push(glyph);
            continue;
        }
        let near = (glyph.size * OVERPRINT).min((glyph.end - glyph.x).abs() * 0.6).max(0.1);
        // Squares are as wide as the glyphs of common sizes are near each other.
        let square = |n: f64| (n / SQUARE).floor() as i64;
        let (left, right) = (square(glyph.x - near), square(glyph.x + near));
        let (top, bottom) = (square(glyph.y - near), square(glyph.y + near));
        // Few words are printed that large, and none of them twice.
        let [width, height] = [right.saturating_sub(left), bottom.saturating_sub(top)];
        let is_huge = width > MOST_SQUARES || height > MOST_SQUARES;
        let again = !is_huge
            && (left..=right).any(|x| {
                (top..=bottom).any(|y| {
                    let there = squares.get(&(glyph.c, x, y));
                    there.into_iter().flatten().rev().take(MOST_NEAR).any(|&other| {
                        let other: &PageGlyph = &kept[other];
                        (other.x - glyph.x).abs() < near && (other.y - glyph.y).abs() < near
                    })
                })
            });
        if !again {
            let place = (glyph.c, square(glyph.x), square(glyph.y));
            squares.entry(place).or_default().push(kept.len());
            kept.push(glyph);
        }
    }
    kept
}
