//! Shares of a whole whose parts are all stated.

use std::collections::{BTreeMap, BTreeSet};

use figlift_normalize::Catalogue;
use figlift_text::Period;

use super::default_chart::{DefaultChart, ROWS, Specs};
use super::pool::{ByArea, ChartMeasure, Pool, PoolFigure};
use crate::RunError;

/// So many wholes have a chart.
const MOST: usize = 2;

/// The charts of the wholes that are stated the most often.
pub(super) fn charts(pool: &Pool, specs: &Specs<'_>) -> Result<Vec<DefaultChart>, RunError> {
    let catalogue = Catalogue::new(specs.pack);
    let mut charts = Vec::new();
    for (name, whole) in &specs.pack.checks.wholes {
        let parts = catalogue.shares(whole).unwrap_or_default();
        charts.extend(chart(pool, name, &parts, specs)?);
    }
    charts.sort_by_key(|chart: &DefaultChart| std::cmp::Reverse(chart.figures.len()));
    charts.truncate(MOST);
    Ok(charts)
}

/// The parts of a whole, over areas of the period that the most of them state, else over the periods of
/// the area that states the most.
fn chart(
    pool: &Pool,
    name: &str,
    parts: &[&str],
    specs: &Specs<'_>,
) -> Result<Option<DefaultChart>, RunError> {
    let stated: Vec<BTreeMap<(Period, &str), &PoolFigure>> =
        parts.iter().map(|part| observed(pool, part)).collect();
    let Some((first, others)) = stated.split_first() else { return Ok(None) };
    let whole = first.keys().filter(|at| others.iter().all(|part| part.contains_key(at)));
    let whole: BTreeSet<(Period, &str)> = whole.copied().collect();
    let by_period = most(whole.iter().map(|(period, _)| *period));
    let by_area = most(whole.iter().map(|(_, area)| *area));
    let Some(((period, areas), (area, periods))) = by_period.zip(by_area) else { return Ok(None) };
    let over_areas = areas >= periods && areas > 1;
    let rows: Vec<(Period, &str)> = whole
        .into_iter()
        .filter(|at| if over_areas { at.0 == period } else { at.1 == area })
        .collect();
    let left_out = rows.len().saturating_sub(ROWS);
    let shown = &rows[left_out..];
    let figures = shown.iter().flat_map(|at| stated.iter().filter_map(|part| part.get(at)));
    let figures = figures.map(|figure| figure.figure_id.clone()).collect();
    let spec = specs.read(&format!("shares-{name}"), "shares")?;
    Ok(Some(DefaultChart { spec, figures, left_out }))
}

/// The values of an indicator that are over, by period and area.
fn observed<'p>(pool: &'p Pool, indicator: &str) -> BTreeMap<(Period, &'p str), &'p PoolFigure> {
    let plain = |measure: &ChartMeasure| measure.indicator == indicator && measure.is_plain;
    let of = pool.values.iter().filter(|(measure, _)| plain(measure) && measure.unit == "%");
    let moments = of.flat_map(|(_, moments)| moments).filter(|(moment, _)| !moment.is_ahead);
    let timed = moments.filter(|(moment, _)| moment.period.freq().is_some());
    let each = |(period, areas): (Period, &'p ByArea)| {
        areas.iter().map(move |(area, figure)| ((period, area.as_str()), figure))
    };
    timed.flat_map(|(moment, areas)| each((moment.period, areas))).collect()
}

/// What occurs the most often, and how often; of several the last.
fn most<T: Ord>(all: impl Iterator<Item = T>) -> Option<(T, usize)> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count)
}
