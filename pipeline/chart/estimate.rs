//! What is known of a value: the number stated, and the interval that its wording allows.

use figlift_number::{End, Exact, Interval};

use crate::axis::span;
use crate::{ChartError, Point};

/// A value, or as much as is known of it. At least one number is there, and the interval holds the
/// number stated.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Estimate {
    /// The number stated.
    value: Option<Exact>,
    /// What the wording allows; of an approximate value of which it sets no limit, the value alone.
    pub(crate) interval: Interval,
    /// The value is an approximate one, and nothing is said about how far off it may be.
    pub(crate) about: bool,
}

/// Beyond this, an axis could overflow.
const GREATEST: f64 = 1e100;

/// Below this, a value can not be told from zero, and steps of its size would underflow.
const LEAST: f64 = 1e-100;

impl Estimate {
    /// What is known of the value of a point.
    ///
    /// # Errors
    ///
    /// Where a number is not finite, none is there, or they contradict each other.
    pub(crate) fn of(point: &Point) -> Result<Estimate, ChartError> {
        let exact = |what: &'static str, number: Option<f64>| {
            number.map(|number| exact(&point.figure_id, what, number)).transpose()
        };
        let value = exact("value", point.value)?;
        let (low, high) = (exact("lower limit", point.low)?, exact("upper limit", point.high)?);
        let about = low.is_none() && high.is_none();
        if about && value.is_none() {
            return Err(ChartError::NoValue { figure_id: point.figure_id.clone() });
        }
        if ![&low, &value, &high].into_iter().flatten().is_sorted() {
            return Err(contradiction(point));
        }
        let interval = match &value {
            Some(value) if about => Interval::point(value.clone()),
            _ => Interval { low: low.map(End::closed), high: high.map(End::closed) },
        };
        Ok(Estimate { value, interval, about })
    }

    /// What follows from other values: an interval, and a value where it holds no more than one.
    pub(crate) fn of_interval(interval: Interval, about: bool) -> Estimate {
        let only = interval.ends().filter(|(low, high)| low == high).map(|(only, _)| only.clone());
        Estimate { value: only, interval, about }
    }

    /// The numbers known, exactly.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = &Exact> {
        let Interval { low, high } = &self.interval;
        let [low, high] = [low, high].map(|end| end.as_ref().map(|end| &end.value));
        [low, self.value.as_ref(), high].into_iter().flatten()
    }

    /// The numbers known, as they are placed on an axis.
    pub(crate) fn known(&self) -> impl Iterator<Item = f64> {
        self.numbers().map(Exact::to_f64)
    }

    /// The least value that the wording allows; `None` where it sets no limit.
    pub(crate) fn low(&self) -> Option<f64> {
        self.interval.low.as_ref().map(|end| end.value.to_f64())
    }

    /// The greatest value that the wording allows; `None` where it sets no limit.
    pub(crate) fn high(&self) -> Option<f64> {
        self.interval.high.as_ref().map(|end| end.value.to_f64())
    }

    /// The least and the greatest number known.
    pub(crate) fn span(&self) -> (f64, f64) {
        span(self.known())
    }

    /// Where a mark stands: the value stated, else the only limit; `None` for a mere interval.
    pub(crate) fn anchor(&self) -> Option<f64> {
        let only = || match (self.low(), self.high()) {
            (Some(only), None) | (None, Some(only)) => Some(only),
            (low, high) => low.filter(|_| low == high),
        };
        self.value.as_ref().map(Exact::to_f64).or_else(only)
    }

    /// Where a line meets the value: at its mark, or at the middle of a mere interval.
    pub(crate) fn middle(&self) -> f64 {
        let middle = || self.interval.middle().map_or(0.0, |middle| middle.to_f64());
        self.anchor().unwrap_or_else(middle)
    }

    /// Both limits, where the wording allows more than one value.
    pub(crate) fn limits(&self) -> Option<(f64, f64)> {
        let (low, high) = self.interval.ends().filter(|(low, high)| low < high)?;
        Some((low.to_f64(), high.to_f64()))
    }

    /// Whether the wording sets no limit on one side; an approximate value is open in its own way.
    pub(crate) fn is_open(&self) -> bool {
        !self.about && self.interval.ends().is_none()
    }
}

/// A number of a figure, if it has a place on an axis.
pub(crate) fn exact(figure_id: &str, what: &'static str, number: f64) -> Result<Exact, ChartError> {
    let shown = if number.abs() < LEAST { 0.0 } else { number };
    let exact = Exact::of_f64(shown).filter(|_| shown.abs() <= GREATEST);
    exact.ok_or_else(|| ChartError::NotFinite {
        figure_id: figure_id.to_owned(),
        what,
        value: number.to_string(),
    })
}

fn contradiction(point: &Point) -> ChartError {
    let show = |number: Option<f64>| number.map_or("open".to_owned(), |number| number.to_string());
    let (value, low, high) = (show(point.value), show(point.low), show(point.high));
    let stated = format!("value {value}, low {low}, high {high}");
    ChartError::Contradiction { figure_id: point.figure_id.clone(), stated }
}
