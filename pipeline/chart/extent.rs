//! What is known of a value: the number stated, and the limits that its wording sets.

use crate::{ChartError, Point};

/// A value, or as much as is known of it. At least one number is there, all are finite, and they
/// do not contradict each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Extent {
    pub(crate) value: Option<f64>,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    /// The value is an approximate one, and nothing is said about how far off it may be.
    pub(crate) about: bool,
}

/// Beyond this, spans and quotients of values could overflow.
const GREATEST: f64 = 1e100;

/// Below this, a value can not be told from zero, and steps of its size would underflow.
const LEAST: f64 = 1e-100;

impl Extent {
    /// What is known of a point's value.
    ///
    /// # Errors
    ///
    /// Where a number is not finite, none is there, or they contradict each other.
    pub(crate) fn of(point: &Point) -> Result<Extent, ChartError> {
        let numbers =
            [("value", point.value), ("lower limit", point.low), ("upper limit", point.high)];
        for (what, number) in numbers {
            if let Some(number) = number {
                finite(&point.figure_id, what, number)?;
            }
        }
        let flush = |number: Option<f64>| number.map(|n| if n.abs() < LEAST { 0.0 } else { n });
        let about = point.low.is_none() && point.high.is_none();
        let extent = Extent {
            value: flush(point.value),
            low: flush(point.low),
            high: flush(point.high),
            about,
        };
        if extent.known().next().is_none() {
            return Err(ChartError::NoValue { figure_id: point.figure_id.clone() });
        }
        let ordered: Vec<f64> =
            [point.low, point.value, point.high].into_iter().flatten().collect();
        if !ordered.is_sorted() {
            let show = |v: Option<f64>| v.map_or("open".to_owned(), |v| v.to_string());
            let (value, low, high) = (show(point.value), show(point.low), show(point.high));
            let stated = format!("value {value}, low {low}, high {high}");
            let figure_id = point.figure_id.clone();
            return Err(ChartError::Contradiction { figure_id, stated });
        }
        Ok(extent)
    }

    /// The numbers known.
    pub(crate) fn known(&self) -> impl Iterator<Item = f64> + use<> {
        [self.low, self.value, self.high].into_iter().flatten()
    }

    /// The least and the greatest number known.
    pub(crate) fn span(&self) -> (f64, f64) {
        span(self.known())
    }

    /// Where a mark stands: the value stated, else the only limit; `None` for a mere interval.
    pub(crate) fn anchor(&self) -> Option<f64> {
        match (self.value, self.low, self.high) {
            (Some(value), ..) => Some(value),
            (_, Some(only), None) | (_, None, Some(only)) => Some(only),
            (_, Some(low), Some(high)) if low == high => Some(low),
            _ => None,
        }
    }

    /// Whether the wording sets no limit on one side.
    pub(crate) fn is_open(&self) -> bool {
        !self.about && (self.low.is_none() || self.high.is_none())
    }

    /// Whether the wording allows an interval of values.
    pub(crate) fn is_interval(&self) -> bool {
        matches!((self.low, self.high), (Some(low), Some(high)) if low < high)
    }

    /// The limits to count with; an approximate value counts as itself.
    pub(crate) fn limits(&self) -> (Option<f64>, Option<f64>) {
        if self.about { (self.value, self.value) } else { (self.low, self.high) }
    }
}

/// The least and the greatest of some numbers; 0 and 0 for none.
pub(crate) fn span(numbers: impl Iterator<Item = f64>) -> (f64, f64) {
    numbers.map(|n| (n, n)).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).unwrap_or((0.0, 0.0))
}

/// Refuses a number that has no place on an axis.
pub(crate) fn finite(figure_id: &str, what: &'static str, number: f64) -> Result<(), ChartError> {
    if number.is_finite() && number.abs() <= GREATEST {
        return Ok(());
    }
    let (figure_id, value) = (figure_id.to_owned(), number.to_string());
    Err(ChartError::NotFinite { figure_id, what, value })
}
