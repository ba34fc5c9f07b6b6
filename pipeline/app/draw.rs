//! Turns frames into the values of charts.

mod columns;
mod defaults;
mod fields;
mod inputs;
mod labels;
mod lines;
mod panels;
mod plan;
mod rows;
mod shown;
mod unit;
mod worded;
mod wording;

use std::collections::BTreeSet;

use figlift_chart::{Bilingual, Chart, ChartError, ChartLink, Drawing, Takes};
use figlift_config::ChartSpec;

use self::defaults::DefaultChart;
use self::fields::Fields;
pub(crate) use self::inputs::ChartInputs;
pub(crate) use self::plan::{ChartPlan, plan};
use self::shown::ShownFigure;
pub(crate) use self::wording::add_places;
use crate::RunError;

/// The charts of a run.
#[derive(Debug, Default)]
pub(crate) struct DrawnCharts {
    /// The drawn charts.
    pub charts: Vec<DrawnChart>,
    /// Messages about charts that show nothing.
    pub empty: Vec<String>,
}

/// A chart that was drawn.
#[derive(Debug)]
pub(crate) struct DrawnChart {
    /// Name of the chart, and of its file without extension.
    pub name: String,
    /// The chart.
    pub drawing: Drawing,
    /// What it shows.
    pub scope: ChartScope,
}

/// What a chart shows: ids of indicators, and codes of areas.
#[derive(Debug)]
pub(crate) struct ChartScope {
    pub indicators: BTreeSet<String>,
    pub areas: BTreeSet<String>,
}

impl ChartScope {
    fn of(shown: &[&ShownFigure]) -> ChartScope {
        ChartScope {
            indicators: shown.iter().filter_map(|row| row.indicator.clone()).collect(),
            areas: shown.iter().filter_map(|row| row.area.clone()).collect(),
        }
    }
}

impl DrawnChart {
    /// Its name and SVG text.
    pub(crate) fn into_svg(self) -> (String, String) {
        (self.name, self.drawing.svg)
    }
}

/// The greatest height of a default chart, in px; beyond it rows are left out.
const TALLEST: f64 = 1200.0;

/// Draws the charts of the project, or the default charts if it has none.
pub(crate) fn draw(inputs: &ChartInputs<'_>) -> Result<DrawnCharts, RunError> {
    let mut drawn = DrawnCharts::default();
    if inputs.asked.is_empty() {
        for default in defaults::charts(inputs)? {
            draw_default(inputs, default, &mut drawn)?;
        }
        return Ok(drawn);
    }
    for plan in inputs.asked.iter().copied() {
        let name = plan.spec.id.clone();
        let (chart, scope) = chart(inputs, plan, None)?;
        match figlift_chart::draw(&chart) {
            Ok(drawing) => drawn.charts.push(DrawnChart { name, drawing, scope }),
            Err(error @ ChartError::Empty { .. }) => drawn.empty.push(format!("{name}: {error}")),
            Err(error) => return Err(RunError::Chart(name, error)),
        }
    }
    Ok(drawn)
}

/// Draws a default chart, of as many rows as its height allows. One without rows is neither reported nor
/// an error.
fn draw_default(
    inputs: &ChartInputs<'_>,
    mut default: DefaultChart,
    drawn: &mut DrawnCharts,
) -> Result<(), RunError> {
    let spec = default.spec.clone();
    let Some(plan) = ChartPlan::of(&spec, inputs.marks) else { return Ok(()) };
    loop {
        let (chart, scope) = chart(inputs, plan, Some(&default))?;
        match figlift_chart::draw(&chart) {
            Ok(drawing) if drawing.height > TALLEST && default.drop_last() => {}
            Ok(drawing) => {
                drawn.charts.push(DrawnChart { name: spec.id.clone(), drawing, scope });
                return Ok(());
            }
            Err(ChartError::Empty { .. }) => return Ok(()),
            Err(error) => {
                drawn.empty.push(format!("{}: {error}", spec.id));
                return Ok(());
            }
        }
    }
}

/// A chart of the rows that its file selects, and what it shows; a default chart shows only the figures that
/// were chosen for it.
fn chart(
    inputs: &ChartInputs<'_>,
    plan: ChartPlan<'_>,
    chosen: Option<&DefaultChart>,
) -> Result<(Chart, ChartScope), RunError> {
    let ChartPlan { spec, mark } = plan;
    let only = chosen.map(DefaultChart::figure_ids);
    let rows = rows::select(inputs, plan, only.as_ref())?;
    let mut content = match mark.takes {
        Takes::Series => lines::of(inputs, spec, &rows)?,
        Takes::Values | Takes::Changes | Takes::Moves | Takes::Targets => {
            panels::of(inputs, plan, &rows)
        }
    };
    worded::fill(&mut content.panels, &rows, inputs)?;
    let fields = Fields::of(inputs, &content.shown, content.count);
    let hidden = content.hidden + chosen.map_or(0, |chosen| chosen.left_out);
    let scope = ChartScope::of(&content.shown);
    let chart = Chart {
        id: spec.id.clone(),
        title: fields.fill(&spec.title),
        subtitle: fields.fill(&spec.subtitle),
        note: note(spec, &fields, hidden),
        more: (hidden > 0).then(|| more(inputs)),
        source: fields.source(&spec.source),
        mark,
        panels: content.panels,
    };
    Ok((chart, scope))
}

/// The link to the page that holds what a chart does not show.
fn more(inputs: &ChartInputs<'_>) -> ChartLink {
    let words = Bilingual { zh: "审阅页".to_owned(), en: "All values: review page".to_owned() };
    ChartLink { words, address: inputs.first_page() }
}

/// The note, with the number of rows that are not shown.
fn note(spec: &ChartSpec, fields: &Fields, hidden: usize) -> Option<Bilingual> {
    let mut note = spec.note.as_ref().map(|note| fields.fill(note)).unwrap_or_default();
    if hidden > 0 {
        let gap = if note.en.is_empty() { "" } else { " " };
        note.zh.push_str(&format!("另有{hidden}项未列出。"));
        note.en.push_str(&format!("{gap}{hidden} more not shown."));
    }
    (!note.zh.is_empty() || !note.en.is_empty()).then_some(note)
}
