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
mod chart;
mod error;
mod estimate;
mod frame;
mod ink;
mod key;
mod mark;
mod marks;
mod measure;
mod model;
mod number;
mod page;

pub use chart::{Chart, ChartLink};
pub use error::ChartError;
pub use mark::{Draw, Mark, Ranks, Takes};
pub use marks::{MARKS, mark_named};
pub use model::{Bilingual, ChartRow, Panel, Point, PointStanding, Scale};

/// A chart that was drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// The SVG document.
    pub svg: String,
    /// Its height, in px.
    pub height: f64,
    /// The title; may be empty.
    pub title: Bilingual,
    /// The ids of the figures shown, in the order in which their marks are drawn. Values that no text
    /// states are not among them.
    pub figure_ids: Vec<String>,
}

/// Draws a chart: a whole SVG document, 960 px wide and as high as its content asks for.
///
/// # Errors
///
/// [`ChartError::Empty`] where the chart or a panel has no values;
/// [`ChartError::NotFinite`], [`ChartError::NoValue`] and [`ChartError::Contradiction`] where a
/// figure can not be drawn; [`ChartError::TooMany`] beyond 10,000 marks.
///
/// # Examples
///
/// ```
/// use figlift_chart::{Bilingual, Chart, ChartRow, MARKS, Panel, Point, Scale, PointStanding, mark_named};
///
/// let words = |zh: &str, en: &str| Bilingual { zh: zh.into(), en: en.into() };
/// let point = |id: &str, surface: &str, value: f64, high: f64| Point {
///     figure_id: id.into(),
///     surface: surface.into(),
///     period: None,
///     value: Some(value),
///     low: Some(value),
///     high: Some(high),
///     sentence: "研发投入由250余亿元增加到500余亿元。".into(),
///     link: None,
///     standing: PointStanding::Stated,
/// };
/// let row = ChartRow {
///     label: words("研发投入", "R&D expenditure"),
///     at: 0.0,
///     from: Some(point("a#1", "250余亿元", 250.0, 260.0)),
///     to: point("a#2", "500余亿元", 500.0, 600.0),
///     is_reference: false,
/// };
/// let chart = Chart {
///     id: "changes".into(),
///     title: words("研发投入翻番", "R&D expenditure doubled"),
///     subtitle: words("", "first and last value stated"),
///     note: None,
///     more: None,
///     source: "公报, 2022".into(),
///     mark: mark_named(MARKS, "dumbbell").unwrap(),
///     panels: vec![Panel {
///         title: words("水平", "Levels"),
///         unit: Bilingual::default(),
///         scale: Scale::Level,
///         rows: vec![row],
///     }],
/// };
/// let drawing = figlift_chart::draw(&chart)?;
/// assert!(drawing.svg.starts_with("<svg ") && drawing.svg.contains("1.9–2.4×"));
/// assert_eq!(drawing.figure_ids, ["a#2", "a#1"]);
/// # Ok::<(), figlift_chart::ChartError>(())
/// ```
pub fn draw(chart: &Chart) -> Result<Drawing, ChartError> {
    let Composed { canvas, height, description } = compose(chart)?;
    let figure_ids = canvas.figure_ids();
    let svg = frame::document(chart, &description, height, &canvas.into_body());
    Ok(Drawing { svg, height, title: chart.title.clone(), figure_ids })
}

/// A chart drawn, before it is wrapped into a document.
struct Composed {
    canvas: canvas::Canvas,
    height: f64,
    description: String,
}

fn compose(chart: &Chart) -> Result<Composed, ChartError> {
    check_size(chart)?;
    let canvas = canvas::Canvas::new();
    let top = frame::heading(&canvas, chart)?;
    let drawn = chart.mark.draw.0(&canvas, &chart.panels, top)?;
    let height = frame::footer(&canvas, chart, &drawn.key, drawn.bottom)?;
    Ok(Composed { canvas, height, description: drawn.description })
}

/// Refuses what would be a blank picture, or one too large to be one.
fn check_size(chart: &Chart) -> Result<(), ChartError> {
    const MOST: usize = 10_000;
    let empty = |part: String| ChartError::Empty { chart: chart.id.clone(), part };
    if chart.panels.is_empty() {
        return Err(empty(String::new()));
    }
    if let Some(panel) = chart.panels.iter().find(|panel| panel.rows.is_empty()) {
        return Err(empty(panel.title.joined()));
    }
    let marks = chart.panels.iter().flat_map(|panel| &panel.rows).map(ChartRow::marks).sum();
    if marks > MOST {
        return Err(ChartError::TooMany { chart: chart.id.clone(), marks, most: MOST });
    }
    Ok(())
}
