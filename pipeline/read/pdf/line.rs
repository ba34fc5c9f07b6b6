//! A line of text: its words, and where they stand.

use super::rows::{GlyphRun, PageRow, RowGlyph};

/// A gap of this many sizes is a blank between Latin letters, between digits, and between others.
const LATIN_BLANK: f64 = 0.2;
const DIGIT_BLANK: f64 = 0.25;
const OTHER_BLANK: f64 = 0.8;

/// A gap of this many sizes is one between the columns of a table.
const WIDE_GAP: f64 = 1.5;

/// The edges of a column, and how far apart its lines are, in sizes.
#[derive(Clone, Copy, Debug)]
pub(super) struct ColumnMeasure {
    pub left: f64,
    pub right: f64,
    pub leading: f64,
}

/// Words of a line that are written in one way.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LinePart {
    pub text: String,
    /// Whether they are a superscript.
    pub raised: bool,
}

/// A line of text.
#[derive(Clone, Debug, Default)]
pub(super) struct TextLine {
    pub parts: Vec<LinePart>,
    pub left: f64,
    pub right: f64,
    pub y: f64,
    pub size: f64,
    /// The width of what cannot be parted at its beginning.
    pub first: f64,
    /// How far its words are indented, in sizes.
    pub indent: usize,
    /// How many wide gaps are in it.
    pub gaps: usize,
    /// Whether it stands around the main text.
    pub is_furniture: bool,
    /// Its page, and its number there, each from 1.
    pub page: usize,
    pub number: usize,
}

impl TextLine {
    /// The line that runs of a row make.
    pub(super) fn of(row: &PageRow, runs: &[GlyphRun]) -> TextLine {
        let glyphs: Vec<&RowGlyph> = runs.iter().flat_map(|run| &run.glyphs).collect();
        let mut parts: Vec<LinePart> = Vec::new();
        let mut last: Option<&RowGlyph> = None;
        for glyph in &glyphs {
            let blank = last.is_some_and(|last| is_blank(last, glyph, row.size));
            if parts.last().is_none_or(|part| part.raised != glyph.raised) {
                parts.push(LinePart { text: String::new(), raised: glyph.raised });
            }
            let at = parts.len() - 1;
            if blank {
                parts[at].text.push(' ');
            }
            parts[at].text.push(glyph.c);
            last = Some(glyph);
        }
        let left = glyphs.first().map_or(0.0, |glyph| glyph.x);
        let right = glyphs.iter().map(|glyph| glyph.end).fold(f64::MIN, f64::max);
        let size = row.size;
        let is_furniture = !glyphs.is_empty() && glyphs.iter().all(|glyph| glyph.is_artifact);
        let first = first_unit(&glyphs);
        let parted =
            runs.windows(2).filter(|pair| pair[1].left() - pair[0].right() > WIDE_GAP * row.size);
        let gaps = parted.count();
        TextLine {
            parts,
            left,
            right,
            y: row.y,
            size,
            first,
            indent: row.indent,
            gaps,
            is_furniture,
            page: 0,
            number: 0,
        }
    }

    /// Its words.
    pub(super) fn text(&self) -> String {
        self.parts.iter().map(|part| part.text.as_str()).collect()
    }

    /// The first and the last character.
    pub(super) fn ends(&self) -> Option<(char, char)> {
        let first = self.parts.first()?.text.trim_start().chars().next()?;
        Some((first, self.parts.last()?.text.trim_end().chars().next_back()?))
    }
}

/// Whether a blank stands between glyphs.
fn is_blank(last: &RowGlyph, glyph: &RowGlyph, size: f64) -> bool {
    let gap = (glyph.x - last.end) / size;
    let narrow = |c: char| c.is_ascii_alphanumeric();
    let least = match (last.c, glyph.c) {
        _ if glyph.raised != last.raised => OTHER_BLANK,
        (a, b) if a.is_ascii_digit() && b.is_ascii_digit() => DIGIT_BLANK,
        (a, b) if narrow(a) && narrow(b) => LATIN_BLANK,
        _ => OTHER_BLANK,
    };
    glyph.blank || gap > least
}

/// The width of what cannot be parted at the beginning of glyphs: a word of Latin letters or a number, else
/// a character, with the marks that cannot begin a line.
fn first_unit(glyphs: &[&RowGlyph]) -> f64 {
    let Some(first) = glyphs.first() else { return 0.0 };
    let is_word = |c: char| c.is_ascii_graphic();
    let mut end = first.end;
    let mut last = first;
    for glyph in &glyphs[1..] {
        let joins = is_opening(last.c)
            || (is_word(last.c) && is_word(glyph.c) && !glyph.blank)
            || is_closing(glyph.c);
        if !joins {
            break;
        }
        end = glyph.end;
        last = glyph;
    }
    end - first.x
}

/// Marks that cannot end a line.
fn is_opening(c: char) -> bool {
    "（《〈「『【〔“‘([{".contains(c)
}

/// Marks that cannot begin a line.
fn is_closing(c: char) -> bool {
    "，。、；：！？）》〉」』】〕”’％%‰℃°,.;:!?)]}…—".contains(c)
}
