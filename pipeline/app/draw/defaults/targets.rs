//! Targets and forecasts of a year against what was reached in the year before: of one indicator over areas,
//! else of one area over indicators.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use figlift_text::{Freq, Period};

use super::area_level::AreaLevel;
use super::default_chart::{DefaultChart, FEWEST_AREAS, ROWS, Specs};
use super::pool::{ChartMeasure, Moment, Pool};
use crate::RunError;

/// So many indicators have a chart of their own.
const MOST: usize = 2;
/// A chart of one area has so many indicators at least.
const INDICATORS: usize = 3;

/// A target and the outcome of the year before.
struct Aim<'p> {
    measure: &'p ChartMeasure,
    period: Period,
    area: &'p str,
    figures: [&'p str; 2],
}

/// The charts of targets.
pub(super) fn charts(pool: &Pool, specs: &Specs<'_>) -> Result<Vec<DefaultChart>, RunError> {
    let aims = aims(pool);
    let over_areas = over_areas(&aims, specs)?;
    if !over_areas.is_empty() {
        return Ok(over_areas);
    }
    Ok(of_one_area(&aims, specs)?.into_iter().collect())
}

/// All targets of single years with an outcome.
fn aims(pool: &Pool) -> Vec<Aim<'_>> {
    let mut all = Vec::new();
    for (measure, moments) in &pool.values {
        let ahead = moments.iter().filter(|(moment, _)| moment.is_ahead);
        for (Moment { period, .. }, targets) in ahead {
            let before = period.shift_years(-1).filter(|_| period.freq() == Some(Freq::Annual));
            let Some(before) = before else { continue };
            let reached = moments.get(&Moment { period: before, is_ahead: false });
            let Some(reached) = reached else { continue };
            for (area, target) in targets {
                let Some(outcome) = reached.get(area) else { continue };
                let figures = [&*outcome.figure_id, &*target.figure_id];
                all.push(Aim { measure, period: *period, area, figures });
            }
        }
    }
    all
}

fn over_areas(aims: &[Aim<'_>], specs: &Specs<'_>) -> Result<Vec<DefaultChart>, RunError> {
    let mut alike: BTreeMap<(&ChartMeasure, Period, AreaLevel), Vec<&Aim<'_>>> = BTreeMap::new();
    for aim in aims {
        let level = AreaLevel::of(aim.area);
        alike.entry((aim.measure, aim.period, level)).or_default().push(aim);
    }
    let mut compared: Vec<_> =
        alike.into_iter().filter(|(_, aims)| aims.len() >= FEWEST_AREAS).collect();
    compared.sort_by_key(|((measure, ..), aims)| (Reverse(aims.len()), *measure));
    compared.truncate(MOST);
    let chart = |((measure, ..), aims): &((&ChartMeasure, Period, AreaLevel), Vec<&Aim<'_>>)| {
        let spec = specs.read(&format!("targets-{}", measure.indicator), "targets")?;
        Ok(DefaultChart { spec, figures: figures(aims), left_out: 0 })
    };
    compared.iter().map(chart).collect()
}

/// The targets of the area and year that state the most.
fn of_one_area(aims: &[Aim<'_>], specs: &Specs<'_>) -> Result<Option<DefaultChart>, RunError> {
    let mut alike: BTreeMap<(&str, Period), Vec<&Aim<'_>>> = BTreeMap::new();
    for aim in aims {
        alike.entry((aim.area, aim.period)).or_default().push(aim);
    }
    let most = alike.into_iter().max_by_key(|(key, aims)| (aims.len(), Reverse(*key)));
    let Some((_, mut aims)) = most.filter(|(_, aims)| aims.len() >= INDICATORS) else {
        return Ok(None);
    };
    let left_out = aims.len().saturating_sub(ROWS);
    aims.truncate(ROWS);
    let spec = specs.read("targets", "targets-of-area")?;
    Ok(Some(DefaultChart { spec, figures: figures(&aims), left_out }))
}

fn figures(aims: &[&Aim<'_>]) -> Vec<String> {
    aims.iter().flat_map(|aim| aim.figures).map(str::to_owned).collect()
}
