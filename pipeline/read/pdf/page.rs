//! What a page shows: glyphs, ruling lines, and whether there are pictures.

use super::path::PageRule;

/// A glyph on a page. `y` grows downwards.
#[derive(Clone, Debug)]
pub(super) struct PageGlyph {
    /// Its character.
    pub c: char,
    /// Where it begins on the base line.
    pub x: f64,
    /// The height of the base line.
    pub y: f64,
    /// Where the next begins.
    pub end: f64,
    /// The height of a line of its font.
    pub size: f64,
    /// Whether it stands around the main text, as the document says.
    pub is_artifact: bool,
}

/// What a page shows.
#[derive(Debug, Default)]
pub(super) struct PageContent {
    /// Glyphs by direction: to the right, down, to the left, up. Each as if its direction was to the
    /// right.
    pub glyphs: [Vec<PageGlyph>; 4],
    /// Glyphs in other directions.
    pub tilted: Vec<PageGlyph>,
    /// Ruling lines.
    pub rules: Vec<PageRule>,
    /// The number of glyphs, of those with unknown characters, and of those that are not shown.
    pub count: usize,
    pub unknown: usize,
    pub hidden: usize,
    /// Whether it shows pictures.
    pub pictures: bool,
}

impl PageContent {
    /// Whether it shows pictures and no glyph.
    pub(super) fn is_picture(&self) -> bool {
        self.pictures && self.count == self.hidden
    }
}
