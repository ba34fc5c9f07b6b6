//! Indicators over time, each frequency in a chart of its own.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use figlift_model::Role;
use figlift_text::{Freq, Period};

use super::default_chart::{DefaultChart, Specs};
use super::pool::{ChartMeasure, Pool, PoolFigure};
use crate::RunError;

/// So many series are shown in a chart, and so many frequencies have one.
const SERIES: usize = 6;
const CHARTS: usize = 2;
/// A series has so many periods at least.
const PERIODS: usize = 3;

/// A measure of an area at one frequency.
struct TimeLine<'p> {
    /// The periods that are over.
    observed: BTreeMap<Period, &'p PoolFigure>,
    /// Those that lie ahead.
    ahead: BTreeMap<Period, &'p PoolFigure>,
}

/// A chart for each frequency with the longest series. Levels that jump from one period to the next are of
/// different things, or wrong.
pub(super) fn charts(pool: &Pool, specs: &Specs<'_>) -> Result<Vec<DefaultChart>, RunError> {
    let jump = specs.pack.checks.jump;
    let mut lines: BTreeMap<(&ChartMeasure, &str, Freq), TimeLine<'_>> = BTreeMap::new();
    for (measure, moments) in &pool.values {
        for (moment, areas) in moments {
            let Some(freq) = moment.period.freq() else { continue };
            for (area, choice) in areas {
                let line = lines.entry((measure, area, freq)).or_insert_with(TimeLine::default);
                let side = if moment.is_ahead { &mut line.ahead } else { &mut line.observed };
                side.insert(moment.period, choice);
            }
        }
    }
    let mut by_freq: BTreeMap<Freq, Vec<(&ChartMeasure, TimeLine<'_>)>> = BTreeMap::new();
    for ((measure, _, freq), line) in lines {
        let is_smooth = measure.role != Role::Level || !line.jumps(jump);
        if line.observed.len() >= PERIODS && is_smooth {
            by_freq.entry(freq).or_default().push((measure, line));
        }
    }
    let mut longest: Vec<(usize, Freq, Vec<(&ChartMeasure, TimeLine<'_>)>, usize)> = by_freq
        .into_iter()
        .map(|(freq, mut lines)| {
            lines.sort_by_key(|(measure, line)| (Reverse(line.observed.len()), *measure));
            let left_out = lines.len().saturating_sub(SERIES);
            lines.truncate(SERIES);
            let periods = lines.iter().map(|(_, line)| line.observed.len()).sum();
            (periods, freq, lines, left_out)
        })
        .collect();
    longest.sort_by_key(|(periods, freq, ..)| (Reverse(*periods), *freq));
    longest.truncate(CHARTS);
    longest.iter().map(|(_, freq, lines, left_out)| chart(*freq, lines, *left_out, specs)).collect()
}

fn chart(
    freq: Freq,
    lines: &[(&ChartMeasure, TimeLine<'_>)],
    left_out: usize,
    specs: &Specs<'_>,
) -> Result<DefaultChart, RunError> {
    let id = match freq {
        Freq::Annual => "years",
        Freq::HalfYear => "half-years",
        Freq::Quarter => "quarters",
        Freq::Month => "months",
        Freq::Day => "days",
    };
    let figures = lines.iter().flat_map(|(_, line)| {
        let last = line.observed.keys().next_back();
        let ahead = line.ahead.iter().filter(move |(period, _)| Some(*period) > last);
        line.observed.values().chain(ahead.map(|(_, choice)| choice))
    });
    let figures = figures.map(|choice| choice.figure_id.clone()).collect();
    let spec = specs.read(&format!("time-{id}"), "time")?;
    Ok(DefaultChart { spec, figures, left_out })
}

impl TimeLine<'_> {
    /// Whether a value is more than so many times the one before, or the other way round.
    fn jumps(&self, factor: f64) -> bool {
        let numbers: Vec<f64> = self.observed.values().map(|choice| choice.number.abs()).collect();
        numbers.windows(2).any(|pair| pair[0].max(pair[1]) > factor * pair[0].min(pair[1]))
    }
}

impl Default for TimeLine<'_> {
    fn default() -> Self {
        TimeLine { observed: BTreeMap::new(), ahead: BTreeMap::new() }
    }
}
