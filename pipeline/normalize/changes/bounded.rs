//! Values with bounds, and what two of them leave between them.

use figlift_number::{End, Exact, Interval};
use polars::prelude::*;

/// A value, and what its wording allows.
#[derive(Clone, Debug, Default)]
pub(super) struct Bounded {
    pub value: Option<Exact>,
    pub bounds: Interval,
}

impl Bounded {
    /// One end of a pair. Where nothing is left open, the bounds are the value itself.
    pub(super) fn read(pairs: &DataFrame, prefix: &str, row: usize) -> PolarsResult<Bounded> {
        let get = |name: &str| -> PolarsResult<Option<Exact>> {
            Ok(pairs.column(&format!("{prefix}{name}"))?.f64()?.get(row).and_then(Exact::of_f64))
        };
        let end = |name: &str| Ok::<_, PolarsError>(get(name)?.map(End::closed));
        let bounds = Interval { low: end("low")?, high: end("high")? };
        Ok(Bounded { value: get("value")?, bounds })
    }

    /// How much more it is than another.
    pub(super) fn minus(&self, other: &Bounded) -> Bounded {
        let values = self.value.as_ref().zip(other.value.as_ref());
        Bounded {
            value: values.map(|(one, other)| one - other),
            bounds: self.bounds.minus(&other.bounds),
        }
    }

    /// How many times another it is, whatever the other is above zero; nothing where that is not
    /// above zero.
    pub(super) fn over(&self, other: &Bounded) -> Bounded {
        if other.value.as_ref().is_some_and(|value| !value.is_positive()) {
            return Bounded::default();
        }
        let values = self.value.as_ref().zip(other.value.as_ref());
        let divisor = other.bounds.and(&Interval::more_than(Exact::ZERO));
        let mut bounds = divisor.and_then(|divisor| self.bounds.over(&divisor)).unwrap_or_default();
        if other.bounds.high.is_none() {
            // That it may be next to nothing of what has no upper end is no limit that a text sets.
            bounds.low.take_if(|end| !end.value.is_negative());
            bounds.high.take_if(|end| !end.value.is_positive());
        }
        Bounded { value: values.and_then(|(one, other)| one.over(other)), bounds }
    }

    /// How many percent more than once a multiple is: 1.05 is 5.
    pub(super) fn as_growth(&self) -> Bounded {
        Bounded {
            value: self.value.as_ref().map(|value| &(value - &Exact::ONE) * &Exact::HUNDRED),
            bounds: self.bounds.as_growth(),
        }
    }

    /// The least that the wording allows; `None` is open.
    pub(super) fn low(&self) -> Option<&Exact> {
        self.bounds.low.as_ref().map(|end| &end.value)
    }

    /// The most that the wording allows; `None` is open.
    pub(super) fn high(&self) -> Option<&Exact> {
        self.bounds.high.as_ref().map(|end| &end.value)
    }

    /// Whether it is above zero or below, where the bounds leave no doubt.
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

/// On which side of zero a difference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ZeroSide {
    Above,
    Below,
    Zero,
}
