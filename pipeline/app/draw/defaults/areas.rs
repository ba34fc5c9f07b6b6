//! One indicator over areas: its level, and its growth beside it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use figlift_model::Role;
use figlift_text::Period;

use super::area_level::AreaLevel;
use super::default_chart::{DefaultChart, FEWEST_AREAS, Specs};
use super::pool::{ByArea, ChartMeasure, Pool};
use crate::RunError;
use crate::draw::labels::NATION;

/// So many indicators have a chart.
const MOST: usize = 4;

/// The values of an indicator and period over areas.
struct Compared<'p> {
    indicator: &'p str,
    period: Period,
    /// The level, and the growth.
    columns: [Option<&'p ByArea>; 2],
    level: AreaLevel,
    areas: usize,
}

/// A chart for each indicator that is stated of the most areas.
pub(super) fn charts(pool: &Pool, specs: &Specs<'_>) -> Result<Vec<DefaultChart>, RunError> {
    let mut compared: Vec<Compared<'_>> = pool
        .by_indicator()
        .into_iter()
        .filter_map(|(indicator, measures)| Compared::of(pool, indicator, &measures))
        .collect();
    compared.sort_by_key(|of| (Reverse(of.values()), of.indicator));
    compared.truncate(MOST);
    compared.iter().map(|of| of.chart(specs)).collect()
}

impl<'p> Compared<'p> {
    /// The period for which the most areas state the indicator; `None` if too few do.
    fn of(
        pool: &'p Pool,
        indicator: &'p str,
        measures: &[&'p ChartMeasure],
    ) -> Option<Compared<'p>> {
        let mut periods: BTreeMap<Period, [Option<&ByArea>; 2]> = BTreeMap::new();
        for measure in measures.iter().filter(|measure| measure.is_plain) {
            let column = usize::from(measure.role == Role::Growth);
            for (moment, areas) in &pool.values[*measure] {
                if moment.is_ahead || moment.period.freq().is_none() {
                    continue;
                }
                let known = &mut periods.entry(moment.period).or_default()[column];
                if known.is_none_or(|known| known.len() < areas.len()) {
                    *known = Some(areas);
                }
            }
        }
        let all = periods.into_iter().filter_map(|(period, columns)| {
            let codes = || columns.iter().flatten().flat_map(|areas| areas.keys());
            let mut levels: BTreeMap<AreaLevel, BTreeSet<&String>> = BTreeMap::new();
            for code in codes() {
                levels.entry(AreaLevel::of(code)).or_default().insert(code);
            }
            let (level, areas) = levels.into_iter().max_by_key(|(_, codes)| codes.len())?;
            Some(Compared { indicator, period, columns, level, areas: areas.len() })
        });
        let most = all.max_by_key(|of| (of.values(), of.period.last()))?;
        (most.areas >= FEWEST_AREAS).then_some(most)
    }

    /// The figures of a column: those of areas of one level, and of the nation.
    fn column(&self, n: usize) -> impl Iterator<Item = &'p str> {
        let shown = move |code: &str| AreaLevel::of(code) == self.level || code == NATION;
        let areas = self.columns[n].into_iter().flatten();
        let shown: Vec<&str> = areas
            .filter(|(code, _)| shown(code))
            .map(|(_, figure)| figure.figure_id.as_str())
            .collect();
        shown.into_iter()
    }

    fn values(&self) -> usize {
        (0..2).map(|n| self.column(n).count()).sum()
    }

    fn chart(&self, specs: &Specs<'_>) -> Result<DefaultChart, RunError> {
        let spec = specs.read(&format!("areas-{}", self.indicator), "areas")?;
        let figures = (0..2).flat_map(|n| self.column(n)).map(str::to_owned).collect();
        Ok(DefaultChart { spec, figures, left_out: 0 })
    }
}
