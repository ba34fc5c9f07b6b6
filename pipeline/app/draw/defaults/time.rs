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
#[derive(Default)]
struct TimeLine<'p> {
    /// The periods that are over.
    observed: BTreeMap<Period, &'p PoolFigure>,
    /// Those that lie ahead.
    ahead: BTreeMap<Period, &'p PoolFigure>,
}

/// The series of a frequency, the longest first.
#[derive(Default)]
struct TimeChart<'p> {
    lines: Vec<(&'p ChartMeasure, TimeLine<'p>)>,
    left_out: usize,
}

/// A chart for each frequency with the longest series. Levels that jump from one period to the next are of
/// different things, or wrong.
pub(super) fn charts(pool: &Pool, specs: &Specs<'_>) -> Result<Vec<DefaultChart>, RunError> {
    let jump = specs.pack.checks.jump;
    let mut by_freq: BTreeMap<Freq, TimeChart<'_>> = BTreeMap::new();
    for ((measure, _, freq), line) in lines(pool) {
        let is_smooth = measure.role != Role::Level || !line.jumps(jump);
        if line.observed.len() >= PERIODS && is_smooth {
            by_freq.entry(freq).or_default().lines.push((measure, line));
        }
    }
    by_freq.values_mut().for_each(TimeChart::keep_longest);
    let mut longest: Vec<(Freq, TimeChart<'_>)> = by_freq.into_iter().collect();
    longest.sort_by_key(|(freq, chart)| (Reverse(chart.periods()), *freq));
    longest.truncate(CHARTS);
    longest.iter().map(|(freq, chart)| chart.of(*freq, specs)).collect()
}

/// All series of the pool.
fn lines(pool: &Pool) -> BTreeMap<(&ChartMeasure, &str, Freq), TimeLine<'_>> {
    let mut lines: BTreeMap<_, TimeLine<'_>> = BTreeMap::new();
    for (measure, moments) in &pool.values {
        for (moment, areas) in moments {
            let Some(freq) = moment.period.freq() else { continue };
            for (area, figure) in areas {
                let line = lines.entry((measure, area.as_str(), freq)).or_default();
                let side = if moment.is_ahead { &mut line.ahead } else { &mut line.observed };
                side.insert(moment.period, figure);
            }
        }
    }
    lines
}

impl TimeChart<'_> {
    fn keep_longest(&mut self) {
        self.lines.sort_by_key(|(measure, line)| (Reverse(line.observed.len()), *measure));
        self.left_out = self.lines.len().saturating_sub(SERIES);
        self.lines.truncate(SERIES);
    }

    /// The number of periods of all series.
    fn periods(&self) -> usize {
        self.lines.iter().map(|(_, line)| line.observed.len()).sum()
    }

    fn of(&self, freq: Freq, specs: &Specs<'_>) -> Result<DefaultChart, RunError> {
        let id = match freq {
            Freq::Annual => "years",
            Freq::HalfYear => "half-years",
            Freq::Quarter => "quarters",
            Freq::Month => "months",
            Freq::Day => "days",
        };
        let figures = self.lines.iter().flat_map(|(_, line)| line.figures());
        let figures = figures.map(|figure| figure.figure_id.clone()).collect();
        let spec = specs.read(&format!("time-{id}"), "time")?;
        Ok(DefaultChart { spec, figures, left_out: self.left_out })
    }
}

impl TimeLine<'_> {
    /// The figures that are shown: of what lies ahead, what comes after all that is over.
    fn figures(&self) -> impl Iterator<Item = &PoolFigure> {
        let last = self.observed.keys().next_back();
        let ahead = self.ahead.iter().filter(move |(period, _)| Some(*period) > last);
        self.observed.values().copied().chain(ahead.map(|(_, figure)| *figure))
    }

    /// Whether a value is more than so many times the one before, or the other way round.
    fn jumps(&self, factor: f64) -> bool {
        let numbers: Vec<f64> = self.observed.values().map(|figure| figure.number.abs()).collect();
        numbers.windows(2).any(|pair| pair[0].max(pair[1]) > factor * pair[0].min(pair[1]))
    }
}
