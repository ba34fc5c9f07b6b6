//! The values that figures imply for another one, in the standard unit of its dimension, or the
//! reason why they imply none.

use figlift_number::{Exact, Interval};

/// The values that figures imply for another one.
pub(crate) type ImpliedValues = Result<Interval, NothingImplied>;

/// Why figures imply no values for another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NothingImplied {
    /// One of them is open on one side (超过10亿元), so the implied interval is open, too, and there is
    /// nothing to check.
    Open,
    /// The divisor may be zero or negative.
    NoBase,
}

impl NothingImplied {
    /// The reason for a message; `None` if there is nothing to check.
    pub(crate) fn reason(self) -> Option<&'static str> {
        match self {
            NothingImplied::Open => None,
            NothingImplied::NoBase => Some("the value it refers to may be zero or negative"),
        }
    }
}

/// The product of intervals with two ends.
pub(crate) fn product(one: &Interval, other: &Interval) -> ImpliedValues {
    let bounded = one.ends().zip(other.ends()).ok_or(NothingImplied::Open);
    bounded.map(|_| one.times(other))
}

/// The quotient of intervals with two ends, if the divisor is above zero.
pub(crate) fn quotient(one: &Interval, other: &Interval) -> ImpliedValues {
    let (_, (least, _)) = one.ends().zip(other.ends()).ok_or(NothingImplied::Open)?;
    if !least.is_positive() {
        return Err(NothingImplied::NoBase);
    }
    one.over(other).ok_or(NothingImplied::NoBase)
}

/// The same in percent: 0.05 is 5 %.
pub(crate) fn in_percent(implied: &Interval) -> Interval {
    implied.scaled(&Exact::HUNDRED)
}
