//! Values with bounds, and what two of them leave between them.

use figlift_extract::Exact;
use polars::prelude::*;

/// A value, and the least and the greatest that its wording allows; a bound that is `None` is open.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bounded {
    pub value: Option<Exact>,
    pub low: Option<Exact>,
    pub high: Option<Exact>,
}

impl Bounded {
    /// One end of a pair. Where nothing is left open, the bounds are the value itself.
    pub(super) fn read(pairs: &DataFrame, prefix: &str, row: usize) -> PolarsResult<Bounded> {
        let get = |name: &str| -> PolarsResult<Option<Exact>> {
            Ok(pairs.column(&format!("{prefix}{name}"))?.f64()?.get(row).and_then(Exact::of_f64))
        };
        Ok(Bounded { value: get("value")?, low: get("low")?, high: get("high")? })
    }

    /// How much more it is than another.
    pub(super) fn minus(self, other: Bounded) -> Bounded {
        let minus = |a: Option<Exact>, b: Option<Exact>| a.zip(b).and_then(|(a, b)| a.plus(-b));
        Bounded {
            value: minus(self.value, other.value),
            low: minus(self.low, other.high),
            high: minus(self.high, other.low),
        }
    }

    /// How many times another it is, whatever the other is above zero; nothing where that is not
    /// above zero.
    pub(super) fn over(self, other: Bounded) -> Bounded {
        if other.value.is_some_and(|value| value <= Exact::ZERO) {
            return Bounded::default();
        }
        let over = |a: Option<Exact>, b: Option<Exact>| {
            a.zip(b).filter(|(_, b)| *b > Exact::ZERO).and_then(|(a, b)| a.over(b))
        };
        let is_negative = |end: Option<Exact>| end.is_some_and(|end| end < Exact::ZERO);
        // The more there is to divide by, the nearer to zero: of 6 that is the least, of −6 the most.
        let least = if is_negative(self.low) { other.low } else { other.high };
        let most = if is_negative(self.high) { other.high } else { other.low };
        Bounded {
            value: over(self.value, other.value),
            low: over(self.low, least),
            high: over(self.high, most),
        }
    }

    /// How many percent more than once a multiple is: 1.05 is 5.
    pub(super) fn as_growth(self) -> Bounded {
        let percent = |end: Option<Exact>| end?.plus(-Exact::whole(1))?.times(Exact::whole(100));
        Bounded { value: percent(self.value), low: percent(self.low), high: percent(self.high) }
    }

    /// Whether it is above zero or below, where the bounds leave no doubt.
    pub(super) fn sign(self) -> Option<Sign> {
        if self.low.is_some_and(|low| low > Exact::ZERO) {
            Some(Sign::Above)
        } else if self.high.is_some_and(|high| high < Exact::ZERO) {
            Some(Sign::Below)
        } else if self.value == Some(Exact::ZERO) && self.low == self.high {
            Some(Sign::Zero)
        } else {
            None
        }
    }
}

/// On which side of zero a difference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Above,
    Below,
    Zero,
}
