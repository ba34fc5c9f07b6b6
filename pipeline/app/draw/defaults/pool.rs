//! The figures that default charts choose from: of each series, area and period the one that is shown.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use figlift_model::{Qualifier, Role};
use figlift_text::Period;
use polars::prelude::*;

use crate::RunError;
use crate::draw::columns::FigureColumns;
use crate::draw::inputs::ChartInputs;
use crate::draw::shown::ShownFigure;

/// What the values of a chart have in common besides their areas and periods.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ChartMeasure {
    pub(super) indicator: String,
    pub(super) role: Role,
    pub(super) unit: String,
    /// Whether it is the thing itself, and nothing that was done to it or added up.
    pub(super) is_plain: bool,
    /// All that tells one series from another but the area.
    key: Vec<String>,
}

impl ChartMeasure {
    fn of(shown: &ShownFigure) -> ChartMeasure {
        let [indicator, _, rest @ ..] = shown.series();
        ChartMeasure {
            indicator: indicator.to_owned(),
            role: shown.role,
            unit: shown.unit.clone(),
            is_plain: shown.action.is_none() && !shown.is_cumulative,
            key: rest.map(str::to_owned).to_vec(),
        }
    }
}

/// Which value of a measure it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment {
    pub(super) period: Period,
    /// Whether it lies ahead of its text: a forecast or target.
    pub(super) is_ahead: bool,
}

/// A figure of the pool.
#[derive(Clone, Debug)]
pub(super) struct PoolFigure {
    pub(super) figure_id: String,
    /// Its number, or a limit of it.
    pub(super) number: f64,
    /// Its rank among the figures of one place; the least is shown.
    rank: (bool, Reverse<Option<String>>, usize),
}

/// The figures of areas.
pub(super) type ByArea = BTreeMap<String, PoolFigure>;

/// The figures that default charts choose from.
#[derive(Debug, Default)]
pub(super) struct Pool {
    pub(super) values: BTreeMap<ChartMeasure, BTreeMap<Moment, ByArea>>,
}

impl Pool {
    /// The levels and growths of known indicators: exact values before bounded ones, and the value that
    /// was published last before others.
    pub(super) fn of(inputs: &ChartInputs<'_>) -> Result<Pool, RunError> {
        let frame = candidates(inputs.figures)?;
        let columns = FigureColumns::of(&frame)?;
        let mut pool = Pool::default();
        for row in 0..frame.height() {
            let selected = columns.selected(row);
            let is_bounded = selected.qualifier != Qualifier::Exact.as_str();
            let shown = columns.shown(inputs, &selected);
            let Some(period) = selected.ref_period else { continue };
            let point = &shown.point;
            let number = point.value.or(point.low).or(point.high).unwrap_or_default();
            let rank = (is_bounded, Reverse(inputs.date(&shown.doc_id)), row);
            let figure = PoolFigure { figure_id: point.figure_id.clone(), number, rank };
            let moment = Moment { period, is_ahead: !shown.status.is_observed() };
            pool.add(ChartMeasure::of(&shown), moment, shown.area.unwrap_or_default(), figure);
        }
        Ok(pool)
    }

    fn add(&mut self, measure: ChartMeasure, moment: Moment, area: String, figure: PoolFigure) {
        let areas = self.values.entry(measure).or_default().entry(moment).or_default();
        match areas.get_mut(&area) {
            Some(known) if known.rank > figure.rank => *known = figure,
            Some(_) => {}
            None => {
                areas.insert(area, figure);
            }
        }
    }

    /// The measures of each indicator.
    pub(super) fn by_indicator(&self) -> BTreeMap<&str, Vec<&ChartMeasure>> {
        let mut all: BTreeMap<&str, Vec<&ChartMeasure>> = BTreeMap::new();
        for measure in self.values.keys() {
            all.entry(&measure.indicator).or_default().push(measure);
        }
        all
    }
}

/// The rows of `figures` that default charts may show: each value once, and former values of changes only
/// in the chart of changes.
fn candidates(figures: &DataFrame) -> PolarsResult<DataFrame> {
    let known = |name: &str| col(name).is_not_null();
    let absent = |name: &str| col(name).is_null();
    let role = |role: Role| col("role").eq(lit(role.as_str()));
    let stands = absent("repeat_of").and(absent("alt_of"));
    let stands = stands.and(col("change_end").neq_missing(lit("from")));
    let named = known("indicator").and(known("ref_area")).and(known("flow_stock"));
    let has_number = known("obs_value").or(known("value_low")).or(known("value_high"));
    let rows = stands.and(named).and(known("ref_period")).and(has_number);
    figures.clone().lazy().filter(rows.and(role(Role::Level).or(role(Role::Growth)))).collect()
}
