//! A text set into a column.

use super::{LABEL, LABEL_LEADING, SMALL, SMALL_LEADING, VALUE_LEADING};
use crate::ChartError;
use crate::canvas::{Canvas, Place, Type};
use crate::frame::LEFT;
use crate::ink::Ink;
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

/// Draws the Chinese words of a label with the English ones below, the middle of both at a height.
pub(super) fn draw_label(canvas: &Canvas, [zh, en]: &[Cell; 2], y: f64) -> Result<(), ChartError> {
    let upper = Line { cell: zh, kind: Type::start(LABEL, Ink::Text), leading: LABEL_LEADING };
    stack(canvas, (LEFT, y), 13.5, upper, (en, Type::start(SMALL, Ink::Muted)))
}

/// Draws the words of a value with its period below, the middle of both at a place.
pub(super) fn draw_value(
    canvas: &Canvas,
    at: Place,
    (value, kind): (&Cell, Type),
    period: (&Cell, Type),
) -> Result<(), ChartError> {
    stack(canvas, at, 13.2, Line { cell: value, kind, leading: VALUE_LEADING }, period)
}

struct Line<'c> {
    cell: &'c Cell,
    kind: Type,
    leading: f64,
}

/// A text over a small one, the middle of both at a place; the first baseline lies `drop` px below the
/// top.
fn stack(
    canvas: &Canvas,
    (edge, y): Place,
    drop: f64,
    Line { cell, kind, leading }: Line<'_>,
    (below, small): (&Cell, Type),
) -> Result<(), ChartError> {
    let (upper, lower) = (cell.height(leading), below.height(SMALL_LEADING));
    let top = y - (upper + lower) / 2.0;
    canvas.lines((edge, top + drop), kind, &cell.fitted, &cell.whole, leading)?;
    canvas.lines((edge, top + upper + 10.5), small, &below.fitted, &below.whole, SMALL_LEADING)
}
