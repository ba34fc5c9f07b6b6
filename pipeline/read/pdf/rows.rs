//! Rows: glyphs on one base line, and the runs that gaps part them into.

use super::page::PageGlyph;

/// Base lines closer than this are one, in sizes.
const SAME_LINE: f64 = 0.15;

/// A gap of this many sizes parts the runs of a row.
const GAP: f64 = 0.6;

/// A small glyph is at most this large, in sizes of its line. Raised or lowered, it stands that far from
/// the base line.
const SMALL: f64 = 0.9;
const RAISED: std::ops::Range<f64> = 0.12..0.8;
const LOWERED: std::ops::Range<f64> = 0.05..0.4;

/// How many rows near another are looked at.
const MOST_ROWS: usize = 64;

/// A glyph in a row.
#[derive(Clone, Debug)]
pub(super) struct RowGlyph {
    pub c: char,
    pub x: f64,
    pub end: f64,
    pub size: f64,
    /// Whether a blank stands before it.
    pub blank: bool,
    /// Whether it is a superscript.
    pub raised: bool,
    pub is_artifact: bool,
}

/// Glyphs that follow each other without a wide gap.
#[derive(Clone, Debug)]
pub(super) struct GlyphRun {
    pub glyphs: Vec<RowGlyph>,
}

impl GlyphRun {
    pub(super) fn left(&self) -> f64 {
        self.glyphs.first().map_or(0.0, |glyph| glyph.x)
    }

    pub(super) fn right(&self) -> f64 {
        self.glyphs.iter().map(|glyph| glyph.end).fold(f64::MIN, f64::max)
    }
}

/// Runs on one base line, from left to right.
#[derive(Clone, Debug)]
pub(super) struct PageRow {
    pub y: f64,
    /// The size of its largest glyphs.
    pub size: f64,
    /// How many ideographic blanks are before its first glyph.
    pub indent: usize,
    pub runs: Vec<GlyphRun>,
}

/// A row in the making.
struct OpenRow {
    y: f64,
    size: f64,
    indent: usize,
    glyphs: Vec<RowGlyph>,
}

/// The rows of glyphs, from top to bottom.
pub(super) fn rows(glyphs: Vec<PageGlyph>) -> Vec<PageRow> {
    let (blanks, mut glyphs): (Vec<_>, Vec<_>) =
        glyphs.into_iter().partition(|glyph| glyph.c.is_whitespace());
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut lines: Vec<OpenRow> = Vec::new();
    let mut first = f64::MIN;
    for glyph in glyphs {
        let PageGlyph { c, x, y, end, size, is_artifact } = glyph;
        let row = RowGlyph { c, x, end, size, blank: false, raised: false, is_artifact };
        match lines.last_mut() {
            Some(line) if y - first <= SAME_LINE * line.size.max(size) => {
                if size > line.size {
                    (line.y, line.size) = (y, size);
                }
                line.glyphs.push(row);
            }
            _ => {
                first = y;
                lines.push(OpenRow { y, size, indent: 0, glyphs: vec![row] });
            }
        }
    }
    for line in &mut lines {
        line.glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
    raise(&mut lines);
    set_blanks(&mut lines, blanks);
    lines.retain(|line| !line.glyphs.is_empty());
    lines.into_iter().map(OpenRow::parted).collect()
}

/// Moves small runs that stand higher or lower behind a glyph into the row of that glyph.
fn raise(lines: &mut [OpenRow]) {
    for at in 0..lines.len() {
        let mut kept = Vec::new();
        for run in runs(std::mem::take(&mut lines[at].glyphs), 0.5) {
            match host(lines, at, &run) {
                Some((host, raised)) => {
                    let glyphs = run.glyphs.into_iter();
                    let line = &mut lines[host];
                    line.glyphs.extend(glyphs.map(|glyph| RowGlyph { raised, ..glyph }));
                    line.glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
                }
                None => kept.extend(run.glyphs),
            }
        }
        // What was moved here meanwhile stays.
        lines[at].glyphs.append(&mut kept);
        lines[at].glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
}

/// The row near another that a small run of that belongs to, and whether it is raised there.
fn host(lines: &[OpenRow], at: usize, run: &GlyphRun) -> Option<(usize, bool)> {
    let (y, left) = (lines[at].y, run.left());
    let size = run.glyphs.iter().map(|glyph| glyph.size).fold(0.0, f64::max);
    let stands_behind = |line: &OpenRow| {
        size <= line.size * SMALL
            && line.glyphs.iter().any(|glyph| {
                size <= glyph.size * SMALL && (glyph.end - left).abs() <= glyph.size * 0.35
            })
    };
    let near = |other: &usize| (lines[*other].y - y).abs() < size * 3.0;
    let below = (at + 1..lines.len()).take_while(near).take(MOST_ROWS);
    let raised = |&other: &usize| {
        let line = &lines[other];
        RAISED.contains(&((line.y - y) / line.size)) && stands_behind(line)
    };
    let lowered = |&other: &usize| {
        let line = &lines[other];
        LOWERED.contains(&((y - line.y) / line.size)) && stands_behind(line)
    };
    let above = (0..at).rev().take_while(near).take(MOST_ROWS);
    below
        .clone()
        .find(raised)
        .map(|host| (host, true))
        .or_else(|| above.into_iter().find(lowered).map(|host| (host, false)))
}

/// Notes which glyphs have blanks before them.
fn set_blanks(lines: &mut [OpenRow], blanks: Vec<PageGlyph>) {
    let mut blanks = blanks;
    blanks.sort_by(|a, b| a.y.total_cmp(&b.y));
    for line in lines {
        let near = SAME_LINE * 2.0 * line.size;
        let from = blanks.partition_point(|blank| blank.y < line.y - near);
        let to = blanks.partition_point(|blank| blank.y <= line.y + near);
        let mut places: Vec<f64> = blanks[from..to].iter().map(|blank| blank.x).collect();
        places.sort_by(f64::total_cmp);
        let first = line.glyphs.first().map_or(f64::MIN, |glyph| glyph.x);
        let wide = blanks[from..to].iter().filter(|blank| blank.c == '\u{3000}');
        line.indent = wide.filter(|blank| blank.x < first).count();
        let mut end = f64::MIN;
        for glyph in &mut line.glyphs {
            // From the middle of the glyph before to that of this one, a little earlier.
            let reach = glyph.x + (glyph.end - glyph.x) * 0.3;
            let at = places.partition_point(|&place| place < end);
            let is_wide = glyph.x - end > line.size * 0.1;
            glyph.blank = is_wide && places.get(at).is_some_and(|&place| place < reach);
            end = glyph.end - (glyph.end - glyph.x) * 0.3;
        }
    }
}

/// Parts glyphs of a row where the gap is wide.
fn runs(glyphs: Vec<RowGlyph>, gap: f64) -> Vec<GlyphRun> {
    let mut runs: Vec<GlyphRun> = Vec::new();
    let mut end = f64::MIN;
    for glyph in glyphs {
        let follows = glyph.x - end <= gap * glyph.size;
        end = if follows { end.max(glyph.end) } else { glyph.end };
        match runs.last_mut().filter(|_| follows) {
            Some(run) => run.glyphs.push(glyph),
            None => runs.push(GlyphRun { glyphs: vec![glyph] }),
        }
    }
    runs
}

impl OpenRow {
    fn parted(self) -> PageRow {
        let size = self.size;
        let mut glyphs = self.glyphs;
        // The gap behind a superscript is that of its line.
        for glyph in &mut glyphs {
            if glyph.size < size && glyph.raised {
                glyph.size = size;
            }
        }
        PageRow { y: self.y, size, indent: self.indent, runs: runs(glyphs, GAP) }
    }
}
