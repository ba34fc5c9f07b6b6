//! Charts of figures as SVG.
//!
//! Plain values in, SVG text out: this crate knows nothing of tables, files or configuration.
//! Charts are drawn with plotters through a backend of our own, which can group and name marks;
//! the layout, and the measuring of text that it rests on, is ours as well.
//!
//! What a wording leaves open is drawn open: an interval as a light band, a missing limit as an
//! arrow, an approximate value with a soft edge. The same chart always gives the same bytes.

mod axis;
mod backend;
mod canvas;
#[cfg(test)]
mod cases;
mod change;
mod extent;
mod frame;
mod ink;
mod mark;
mod measure;
mod model;
mod number;

pub use model::{Chart, Group, Item, Mark, Move, Panel, Point, Row, Scale, Series, Words};
use thiserror::Error;

/// Why a chart can not be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ChartError {
    /// There is nothing to draw: no panel, no series, or one without any value.
    #[error("chart `{chart}`: nothing to draw{}", named(.part))]
    Empty {
        /// The chart's id.
        chart: String,
        /// The panel or series that has no values; empty where the chart has none at all.
        part: String,
    },
    /// A value or position is NaN, infinite or beyond 10^100.
    #[error("figure `{figure_id}`: {what} {value} can not be placed on an axis")]
    NotFinite {
        /// The figure's id.
        figure_id: String,
        /// Which of its numbers it is.
        what: &'static str,
        /// The number.
        value: String,
    },
    /// A figure has neither value nor limit.
    #[error("figure `{figure_id}`: neither a value nor a limit to draw")]
    NoValue {
        /// The figure's id.
        figure_id: String,
    },
    /// A figure's lower limit exceeds the upper one, or its value lies outside of them.
    #[error("figure `{figure_id}`: value and limits contradict each other ({stated})")]
    Contradiction {
        /// The figure's id.
        figure_id: String,
        /// Value and limits.
        stated: String,
    },
    /// There are more marks than a reader, or a viewer, could take in.
    #[error("chart `{chart}`: {marks} marks, at most {most} can be drawn")]
    TooMany {
        /// The chart's id.
        chart: String,
        /// How many there are.
        marks: usize,
        /// How many there may be.
        most: usize,
    },
    /// Plotters refused to draw. Our backend never fails, so this is a fault of this crate.
    #[error("drawing failed: {0}")]
    Drawing(String),
}

fn named(part: &str) -> String {
    if part.is_empty() { String::new() } else { format!(" in `{part}`") }
}

/// Draws a chart: a whole SVG document, 960 px wide and as high as its content asks for.
///
/// # Errors
///
/// [`ChartError::Empty`] where the chart, a panel, a group or a series has no values;
/// [`ChartError::NotFinite`], [`ChartError::NoValue`] and [`ChartError::Contradiction`] where a
/// figure can not be drawn; [`ChartError::TooMany`] beyond 10,000 marks.
///
/// # Examples
///
/// ```
/// use figlift_chart::{Chart, Mark, Panel, Point, Row, Scale, Words};
///
/// let words = |zh: &str, en: &str| Words { zh: zh.into(), en: en.into() };
/// let point = |id: &str, surface: &str, value: f64, high: f64| Point {
///     figure_id: id.into(),
///     surface: surface.into(),
///     period: None,
///     value: Some(value),
///     low: Some(value),
///     high: Some(high),
///     sentence: "研发投入由250余亿元增加到500余亿元。".into(),
///     link: None,
///     implied: false,
/// };
/// let row = Row {
///     label: words("研发投入", "R&D expenditure"),
///     from: point("a#1", "250余亿元", 250.0, 260.0),
///     to: point("a#2", "500余亿元", 500.0, 600.0),
/// };
/// let chart = Chart {
///     id: "changes".into(),
///     title: words("研发投入翻番", "R&D expenditure doubled"),
///     subtitle: words("", "first and last value stated"),
///     note: None,
///     source: "公报, 2022".into(),
///     mark: Mark::Dumbbell(vec![Panel {
///         title: words("水平", "Levels"),
///         scale: Scale::Multiple,
///         rows: vec![row],
///     }]),
/// };
/// let svg = figlift_chart::svg(&chart)?;
/// assert!(svg.starts_with("<svg ") && svg.contains("1.9–2.4×"));
/// # Ok::<(), figlift_chart::ChartError>(())
/// ```
pub fn svg(chart: &Chart) -> Result<String, ChartError> {
    let drawing = draw(chart)?;
    Ok(frame::document(chart, &drawing.description, drawing.height, &drawing.canvas.into_body()))
}

/// A chart drawn, before it is wrapped into a document.
struct Drawing {
    canvas: canvas::Canvas,
    height: f64,
    description: String,
}

fn draw(chart: &Chart) -> Result<Drawing, ChartError> {
    check_size(chart)?;
    let canvas = canvas::Canvas::new();
    let top = frame::heading(&canvas, chart)?;
    let drawn = match &chart.mark {
        Mark::Dumbbell(panels) => mark::dumbbell::draw(&canvas, panels, top)?,
        Mark::Slope(groups) => mark::slope::draw(&canvas, groups, top)?,
        Mark::Line(series) => mark::line::draw(&canvas, series, top)?,
        Mark::Bar(groups) => mark::bar::draw(&canvas, groups, top)?,
        Mark::Interval(groups) => mark::interval::draw(&canvas, groups, top)?,
        Mark::Ladder(groups) => mark::ladder::draw(&canvas, groups, top)?,
    };
    let height = frame::footer(&canvas, chart, &drawn.key, drawn.bottom)?;
    Ok(Drawing { canvas, height, description: drawn.description })
}

/// Refuses what would be a blank picture, or one too large to be one.
fn check_size(chart: &Chart) -> Result<(), ChartError> {
    const MOST: usize = 10_000;
    let parts: Vec<(&Words, usize)> = match &chart.mark {
        Mark::Dumbbell(panels) => panels.iter().map(|p| (&p.title, 2 * p.rows.len())).collect(),
        Mark::Slope(groups) => groups.iter().map(|g| (&g.title, 2 * g.rows.len())).collect(),
        Mark::Line(series) => series.iter().map(|s| (&s.label, s.points.len())).collect(),
        Mark::Bar(groups) | Mark::Interval(groups) => {
            groups.iter().map(|g| (&g.title, g.rows.len())).collect()
        }
        Mark::Ladder(groups) => groups.iter().map(|g| (&g.title, 2 * g.rows.len())).collect(),
    };
    let empty = |part: String| ChartError::Empty { chart: chart.id.clone(), part };
    if parts.is_empty() {
        return Err(empty(String::new()));
    }
    if let Some((words, _)) = parts.iter().find(|(_, marks)| *marks == 0) {
        return Err(empty(words.joined()));
    }
    let marks = parts.iter().map(|(_, marks)| marks).sum();
    if marks > MOST {
        return Err(ChartError::TooMany { chart: chart.id.clone(), marks, most: MOST });
    }
    Ok(())
}
