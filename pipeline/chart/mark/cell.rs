//! A text set into a column.

use crate::measure::{Face, Fitted};

/// A text broken to the width of its column, and the whole of it.
pub(super) struct Cell {
    pub(super) whole: String,
    pub(super) fitted: Fitted,
}

impl Cell {
    /// A text in at most two lines of that many px.
    pub(super) fn new(text: &str, face: Face, room: f64) -> Cell {
        Cell { whole: text.trim().to_owned(), fitted: face.fit(text, room, 2) }
    }

    /// How high its lines are, in px.
    pub(super) fn height(&self, leading: f64) -> f64 {
        self.fitted.lines.len() as f64 * leading
    }
}
