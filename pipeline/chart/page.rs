//! The page that a chart is drawn on.

/// The width of every chart, in px.
pub(crate) const WIDTH: f64 = 960.0;
/// The left edge of all content, in px.
pub(crate) const LEFT: f64 = 24.0;
/// The right edge of all content, in px.
pub(crate) const RIGHT: f64 = WIDTH - 24.0;
