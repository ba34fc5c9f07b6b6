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

use figlift_chart::{Bilingual, Chart, ChartError, Drawing, Takes};
use figlift_config::ChartSpec;

use self::fields::Fields;
pub(crate) use self::inputs::ChartInputs;
pub(crate) use self::plan::{ChartPlan, plan};
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
}

impl DrawnChart {
    /// Its name and SVG text.
    pub(crate) fn into_svg(self) -> (String, String) {
        (self.name, self.drawing.svg)
    }
}

/// Draws the charts of the project, or the default charts if it has none.
pub(crate) fn draw(inputs: &ChartInputs<'_>) -> Result<DrawnCharts, RunError> {
    let asked = !inputs.asked.is_empty();
    let defaults = if asked { Vec::new() } else { defaults::specs(inputs)? };
    let defaults = defaults.iter().filter_map(|spec| ChartPlan::of(spec, inputs.marks));
    let mut drawn = DrawnCharts::default();
    for plan in inputs.asked.iter().copied().chain(defaults) {
        let name = plan.spec.id.clone();
        match figlift_chart::draw(&chart(inputs, plan)?) {
            Ok(drawing) => drawn.charts.push(DrawnChart { name, drawing }),
            Err(error @ ChartError::Empty { .. }) if asked => {
                drawn.empty.push(format!("{name}: {error}"));
            }
            Err(error) if asked => return Err(RunError::Chart(name, error)),
            // A default chart without rows is neither reported nor an error.
            Err(ChartError::Empty { .. }) => {}
            Err(error) => drawn.empty.push(format!("{name}: {error}")),
        }
    }
    Ok(drawn)
}

fn chart(inputs: &ChartInputs<'_>, plan: ChartPlan<'_>) -> Result<Chart, RunError> {
    let ChartPlan { spec, mark } = plan;
    let rows = rows::select(inputs, plan)?;
    let mut content = match mark.takes {
        Takes::Series => lines::of(inputs, spec, &rows)?,
        Takes::Values | Takes::Changes | Takes::Moves => panels::of(inputs, plan, &rows),
    };
    worded::fill(&mut content.panels, &rows, inputs)?;
    let fields = Fields::of(inputs, &content.shown, content.count);
    Ok(Chart {
        id: spec.id.clone(),
        title: fields.fill(&spec.title),
        subtitle: fields.fill(&spec.subtitle),
        note: note(spec, &fields, content.hidden),
        source: fields.source(&spec.source),
        mark,
        panels: content.panels,
    })
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
