//! Turns rows into series over periods, with values that later releases imply for former periods.

use std::collections::BTreeSet;

use figlift_chart::{Bilingual, ChartRow, Panel, Point, PointStanding, Scale};
use figlift_config::{ChartSpec, Grouping, Sort};
use figlift_text::{Freq, Period};
use polars::prelude::*;

use super::inputs::ChartInputs;
use super::labels::{indicator, named, role, short_area};
use super::shown::{ChartContent, ShownFigure};
use super::unit::{axis, common_mult, name, scaled, scaled_point};
use crate::RunError;

/// A value that a release implies for the previous period, and that differs from the announced one.
struct Implied {
    id: String,
    /// The figure that announced the former value.
    former: String,
    /// The figure that implies the value.
    from: String,
    period: Period,
    value: f64,
    vintage: String,
}

/// A series and its rows.
struct SeriesRows<'r> {
    key: Vec<&'r str>,
    rows: Vec<&'r ShownFigure>,
}

/// A panel for each series.
pub(super) fn of<'r>(
    inputs: &ChartInputs<'_>,
    spec: &ChartSpec,
    rows: &'r [ShownFigure],
) -> Result<ChartContent<'r>, RunError> {
    let mut lines = lines(spec, rows);
    let periods = |line: &SeriesRows<'_>| {
        line.rows.iter().map(|row| row.period).collect::<BTreeSet<_>>().len()
    };
    lines.retain(|line| periods(line) >= spec.select.least_periods);
    sort(inputs, spec, &mut lines);
    let most = spec.limit.unwrap_or(usize::MAX).min(lines.len());
    let hidden = lines.len() - most;
    lines.truncate(most);
    let implied = implied(inputs.revisions)?;
    let areas = lines.iter().map(|line| line.key[1]).collect::<BTreeSet<_>>().len() > 1;
    let shown: Vec<&ShownFigure> =
        lines.iter().flat_map(|line| line.rows.iter().copied()).collect();
    let series = lines.iter().map(|line| {
        let (first, pack) = (line.rows[0], inputs.pack);
        let (area, role) = (short_area(first, pack), role(first.role));
        let area = Some(&area).filter(|_| areas || spec.group == Grouping::Area);
        series(inputs, line, named(indicator(first, pack), area, Some(&role)), &implied)
    });
    Ok(ChartContent { panels: series.collect(), count: shown.len(), shown, hidden })
}

/// The rows of each series, in order of occurrence.
fn lines<'r>(spec: &ChartSpec, rows: &'r [ShownFigure]) -> Vec<SeriesRows<'r>> {
    let mut lines: Vec<SeriesRows<'_>> = Vec::new();
    for row in rows {
        let mut key = row.series().to_vec();
        // Years and months make no series together.
        key.push(row.period.and_then(Period::freq).map_or("", Freq::code));
        if spec.group == Grouping::Document {
            key.push(&row.doc_id);
        }
        match lines.iter_mut().find(|line| line.key == key) {
            Some(line) => line.rows.push(row),
            None => lines.push(SeriesRows { key, rows: vec![row] }),
        }
    }
    lines
}

/// Panels in the order of the indicators of the selection (or of the areas, if grouped by these).
fn sort(inputs: &ChartInputs<'_>, spec: &ChartSpec, lines: &mut [SeriesRows<'_>]) {
    let at = |list: &[String], name: &str| list.iter().position(|listed| listed == name);
    match (spec.sort, spec.group) {
        (Sort::Label, _) => {
            lines.sort_by_key(|line| indicator(line.rows[0], inputs.pack).zh);
        }
        (_, Grouping::Area) => lines.sort_by_key(|line| at(&spec.select.areas, line.key[1])),
        _ => lines.sort_by_key(|line| at(&spec.select.indicators, line.key[0])),
    }
}

fn series(
    inputs: &ChartInputs<'_>,
    line: &SeriesRows<'_>,
    title: Bilingual,
    implied: &[Implied],
) -> Panel {
    let (first, pack) = (line.rows[0], inputs.pack);
    let mult = common_mult(line.rows.iter().copied());
    let mut rows = line.rows.clone();
    // The value of a period is the one that was published last.
    rows.sort_by_key(|row| (row.period, inputs.date(&row.doc_id)));
    let at = |period: Period, to: Point| {
        let label = Bilingual { zh: shown(period), en: String::new() };
        ChartRow { label, at: position(period), from: None, to, is_reference: false }
    };
    let mut points = Vec::new();
    for row in rows {
        let Some(period) = row.period else { continue };
        points.push(at(period, scaled_point(&row.point, mult)));
        let own = implied.iter().filter(|one| one.former == row.point.figure_id);
        points.extend(own.map(|one| {
            let unit = name(&first.unit, mult, pack).zh;
            at(one.period, one.point(inputs, mult, &unit))
        }));
    }
    let unit = axis(&first.unit, mult, pack);
    Panel { title, unit, scale: scale(first), rows: points }
}

/// The kind of the values in the series of a row.
fn scale(row: &ShownFigure) -> Scale {
    if row.unit == "%" { Scale::Percent } else { Scale::Level }
}

fn shown(period: Period) -> String {
    period.to_string().replace('/', "–")
}

/// The place of a period on the axis, in years.
fn position(period: Period) -> f64 {
    f64::from(period.first().year()) + f64::from(period.first().month() - 1) / 12.0
}

impl Implied {
    fn point(&self, inputs: &ChartInputs<'_>, mult: i16, unit: &str) -> Point {
        let value = scaled(self.value, mult);
        let doc_id = self.from.rsplit_once('#').map_or("", |(doc_id, _)| doc_id);
        Point {
            figure_id: self.id.clone(),
            surface: format!("{value}{unit}"),
            period: Some(self.period.to_string()),
            value: Some(value),
            low: Some(value),
            high: Some(value),
            sentence: format!(
                "{0}公布的数值与增量所隐含之值 implied by the release of {0}",
                self.vintage
            ),
            link: Some(inputs.link(doc_id, &self.from)),
            standing: PointStanding::Implied,
        }
    }
}

/// The implied values of the `revisions` table; stated ones are figures themselves.
fn implied(revisions: &DataFrame) -> PolarsResult<Vec<Implied>> {
    let text = |name: &str| revisions.column(name)?.str();
    let (id, figures, period, kind, vintage) = (
        text("revision_id")?,
        text("figure_ids")?,
        text("time_period")?,
        text("kind")?,
        text("vintage")?,
    );
    let value = revisions.column("value")?.f64()?;
    let row = |row: usize| {
        let figures: Vec<&str> = figures.get(row)?.split(' ').collect();
        (kind.get(row)? == "implied").then_some(())?;
        Some(Implied {
            id: id.get(row)?.to_owned(),
            former: (*figures.last()?).to_owned(),
            from: (*figures.first()?).to_owned(),
            period: period.get(row)?.parse().ok()?,
            value: value.get(row)?,
            vintage: vintage.get(row)?.to_owned(),
        })
    };
    Ok((0..revisions.height()).filter_map(row).collect())
}
