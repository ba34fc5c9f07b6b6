//! Intervals: what a stated value may have been before it was rounded and put into words.
//!
//! Checks compare intervals, never rounded numbers, so that honest rounding raises no alarm. Both ends
//! count as inside, wherever the wording draws the line.

use figlift_extract::Exact;

/// All values between two ends; `None` is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Interval {
    pub low: Option<Exact>,
    pub high: Option<Exact>,
}

/// The lesser and the greater of two numbers.
fn ordered(a: Exact, b: Exact) -> (Exact, Exact) {
    if a <= b { (a, b) } else { (b, a) }
}

impl Interval {
    /// The one value.
    pub(crate) fn point(value: Exact) -> Interval {
        Interval { low: Some(value), high: Some(value) }
    }

    /// The values that lie so far from one at most; `None` where they cannot be held.
    pub(crate) fn around(value: Exact, half: Exact) -> Option<Interval> {
        Some(Interval { low: Some(value.plus(-half)?), high: Some(value.plus(half)?) })
    }

    /// Whether the two share a value.
    pub(crate) fn meets(self, other: Interval) -> bool {
        let before = |high: Option<Exact>, low: Option<Exact>| {
            high.zip(low).is_some_and(|(high, low)| high < low)
        };
        !before(self.high, other.low) && !before(other.high, self.low)
    }

    /// The sums of a value of each; `None` where they cannot be held.
    pub(crate) fn plus(self, other: Interval) -> Option<Interval> {
        let end = |a: Option<Exact>, b: Option<Exact>| match a.zip(b) {
            Some((a, b)) => a.plus(b).map(Some),
            None => Some(None),
        };
        Some(Interval { low: end(self.low, other.low)?, high: end(self.high, other.high)? })
    }

    /// The same with the other sign.
    pub(crate) fn negated(self) -> Interval {
        Interval { low: self.high.map(|end| -end), high: self.low.map(|end| -end) }
    }

    /// The differences of a value of each; `None` where they cannot be held.
    pub(crate) fn minus(self, other: Interval) -> Option<Interval> {
        self.plus(other.negated())
    }

    /// Every value times a number above zero; `None` where they cannot be held.
    pub(crate) fn scaled(self, factor: Exact) -> Option<Interval> {
        let end = |value: Option<Exact>| match value {
            Some(value) => value.times(factor).map(Some),
            None => Some(None),
        };
        Some(Interval { low: end(self.low)?, high: end(self.high)? })
    }

    /// The products of a value of each, where neither is open and the other is above zero.
    pub(crate) fn times(self, other: Interval) -> Option<Interval> {
        let (low, high) = self.low.zip(self.high)?;
        let (least, most) = other.low.zip(other.high).filter(|(least, _)| *least > Exact::ZERO)?;
        let low = ordered(low.times(least)?, low.times(most)?).0;
        let high = ordered(high.times(least)?, high.times(most)?).1;
        Some(Interval { low: Some(low), high: Some(high) })
    }

    /// The quotients of a value of each, where neither is open and the divisor is above zero.
    pub(crate) fn over(self, other: Interval) -> Option<Interval> {
        let (least, most) = other.low.zip(other.high).filter(|(least, _)| *least > Exact::ZERO)?;
        let one = Exact::whole(1);
        self.times(Interval { low: Some(one.over(most)?), high: Some(one.over(least)?) })
    }

    /// How many percent each value is above one: 1.05 is 5 %.
    pub(crate) fn as_growth(self) -> Option<Interval> {
        self.plus(Interval::point(Exact::whole(-1)))?.scaled(Exact::whole(100))
    }

    /// How many times as much a growth in percent makes: 5 % is 1.05.
    pub(crate) fn as_multiple(self) -> Option<Interval> {
        self.plus(Interval::point(Exact::whole(100)))?.scaled(Exact::fraction(1, 100)?)
    }
}
