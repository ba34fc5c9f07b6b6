//! A text set into a column.

use super::faces::{LABEL, LABEL_LEADING, SMALL, SMALL_LEADING, VALUE_LEADING};
use crate::ChartError;
use crate::canvas::{Canvas, PagePoint, Type};
use crate::ink::Ink;
use crate::measure::{Face, Fitted};
use crate::page::LEFT;

/// A text broken to the width of its column, and the whole of it.
pub(super) struct TextCell {
    pub(super) whole: String,
    pub(super) fitted: Fitted,
}

impl TextCell {
    /// A text in at most two lines of that many px.
    pub(super) fn new(text: &str, face: Face, room: f64) -> TextCell {
        TextCell { whole: text.trim().to_owned(), fitted: face.fit(text, room, 2) }
    }

    /// How high its lines are, in px.
    pub(super) fn height(&self, leading: f64) -> f64 {
        self.fitted.lines.len() as f64 * leading
    }
}

/// Draws the Chinese words of a label with the English ones below, the middle of both at a height.
pub(super) fn draw_label(
    canvas: &Canvas,
    [zh, en]: &[TextCell; 2],
    y: f64,
) -> Result<(), ChartError> {
    let upper = CellLine { cell: zh, kind: Type::start(LABEL, Ink::Text), leading: LABEL_LEADING };
    stack(canvas, (LEFT, y), 13.5, upper, (en, Type::start(SMALL, Ink::Muted)))
}

/// Draws the words of a value with its period below, the middle of both at a place.
pub(super) fn draw_value(
    canvas: &Canvas,
    at: PagePoint,
    (value, kind): (&TextCell, Type),
    period: (&TextCell, Type),
) -> Result<(), ChartError> {
    stack(canvas, at, 13.2, CellLine { cell: value, kind, leading: VALUE_LEADING }, period)
}

struct CellLine<'c> {
    cell: &'c TextCell,
    kind: Type,
    leading: f64,
}

/// A text over a small one, the middle of both at a place; the first baseline lies `drop` px below the
/// top.
fn stack(
    canvas: &Canvas,
    (edge, y): PagePoint,
    drop: f64,
    CellLine { cell, kind, leading }: CellLine<'_>,
    (below, small): (&TextCell, Type),
) -> Result<(), ChartError> {
    let (upper, lower) = (cell.height(leading), below.height(SMALL_LEADING));
    let top = y - (upper + lower) / 2.0;
    canvas.lines((edge, top + drop), kind, &cell.fitted, &cell.whole, leading)?;
    canvas.lines((edge, top + upper + 10.5), small, &below.fitted, &below.whole, SMALL_LEADING)
}
