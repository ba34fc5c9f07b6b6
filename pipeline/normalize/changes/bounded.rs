//! Values with bounds, and the differences and multiples of two of them.

use figlift_number::{End, Exact, Interval};
use polars::prelude::*;

/// The columns of one end of pairs.
pub(super) struct ValueColumns<'f> {
    value: &'f Float64Chunked,
    low: &'f Float64Chunked,
    high: &'f Float64Chunked,
}

impl<'f> ValueColumns<'f> {
    pub(super) fn of(pairs: &'f DataFrame, prefix: &str) -> PolarsResult<ValueColumns<'f>> {
        let column = |name: &str| pairs.column(&format!("{prefix}{name}"))?.f64();
        Ok(ValueColumns { value: column("value")?, low: column("low")?, high: column("high")? })
    }

    /// The end of a pair. The bounds of an exact value are the value itself.
    pub(super) fn get(&self, row: usize) -> Bounded {
        let get = |column: &Float64Chunked| column.get(row).and_then(Exact::of_f64);
        let end = |column| get(column).map(End::closed);
        Bounded {
            value: get(self.value),
            bounds: Interval { low: end(self.low), high: end(self.high) },
        }
    }
}

/// A value with the bounds of its wording.
#[derive(Clone, Debug, Default)]
pub(super) struct Bounded {
    pub value: Option<Exact>,
    pub bounds: Interval,
}

impl Bounded {
    /// The difference from another.
    pub(super) fn minus(&self, other: &Bounded) -> Bounded {
        let values = self.value.as_ref().zip(other.value.as_ref());
        Bounded {
            value: values.map(|(one, other)| one - other),
            bounds: self.bounds.minus(&other.bounds),
        }
    }

    /// The multiple of another, over the values of the other above zero; none if it is not above
    /// zero.
    pub(super) fn over(&self, other: &Bounded) -> Bounded {
        if other.value.as_ref().is_some_and(|value| !value.is_positive()) {
            return Bounded::default();
        }
        let values = self.value.as_ref().zip(other.value.as_ref());
        let divisor = other.bounds.and(&Interval::more_than(Exact::ZERO));
        let mut bounds = divisor.and_then(|divisor| self.bounds.over(&divisor)).unwrap_or_default();
        if other.bounds.high.is_none() {
            // A lower limit of zero that only follows from an open upper end is not a bound of the
            // text.
            bounds.low.take_if(|end| !end.value.is_negative());
            bounds.high.take_if(|end| !end.value.is_positive());
        }
        Bounded { value: values.and_then(|(one, other)| one.over(other)), bounds }
    }

    /// A multiple as a growth in percent: 1.05 is 5.
    pub(super) fn as_growth(&self) -> Bounded {
        Bounded {
            value: self.value.as_ref().map(|value| &(value - &Exact::ONE) * &Exact::HUNDRED),
            bounds: self.bounds.as_growth(),
        }
    }

    /// Lower bound; `None` is open.
    pub(super) fn low(&self) -> Option<&Exact> {
        self.bounds.low.as_ref().map(|end| &end.value)
    }

    /// Upper bound; `None` is open.
    pub(super) fn high(&self) -> Option<&Exact> {
        self.bounds.high.as_ref().map(|end| &end.value)
    }

    /// Whether it is above or below zero, if the bounds determine it.
    pub(super) fn sign(&self) -> Option<ZeroSide> {
        let zero = Interval::point(Exact::ZERO);
        if zero.is_below(&self.bounds) {
            Some(ZeroSide::Above)
        } else if self.bounds.is_below(&zero) {
            Some(ZeroSide::Below)
        } else if self.value == Some(Exact::ZERO) && self.bounds.low == self.bounds.high {
            Some(ZeroSide::Zero)
        } else {
            None
        }
    }
}

/// The sign of a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ZeroSide {
    Above,
    Below,
    Zero,
}
