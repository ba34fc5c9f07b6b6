use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::end::Corner;
use crate::{End, Exact};

/// All numbers between two ends; an end that is `None` is at no number, and the interval goes on
/// without end.
///
/// An operation on intervals gives the interval of all results that a number of each can have: the
/// least that holds them all.
///
/// ```
/// use figlift_number::{Exact, Interval};
/// let decimal = |text| Exact::decimal(text).unwrap();
/// // 13926, rounded to whole numbers, is from 13925.5 to 13926.5.
/// let level = Interval::around(decimal("13926"), decimal("0.5"));
/// let change = Interval::around(decimal("162"), decimal("0.5"));
/// let former = level.plus(&change);
/// assert!(former.contains(&decimal("14088")));
/// assert!(!former.meets(&Interval::more_than(decimal("14089"))));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// Lower end.
    pub low: Option<End>,
    /// Upper end.
    pub high: Option<End>,
}

impl Interval {
    /// The one number.
    pub fn point(value: Exact) -> Interval {
        Interval::from_to(value.clone(), value)
    }

    /// The numbers from one to another, both inside.
    pub fn from_to(low: Exact, high: Exact) -> Interval {
        Interval { low: Some(End::closed(low)), high: Some(End::closed(high)) }
    }

    /// The numbers between two, neither inside.
    pub fn between(low: Exact, high: Exact) -> Interval {
        Interval { low: Some(End::open(low)), high: Some(End::open(high)) }
    }

    /// The numbers that are so far from one at most.
    pub fn around(middle: Exact, half: Exact) -> Interval {
        Interval::from_to(&middle - &half, middle + half)
    }

    /// The number and all that are greater.
    pub fn at_least(value: Exact) -> Interval {
        Interval { low: Some(End::closed(value)), high: None }
    }

    /// All numbers that are greater.
    pub fn more_than(value: Exact) -> Interval {
        Interval { low: Some(End::open(value)), high: None }
    }

    /// The number and all that are less.
    pub fn at_most(value: Exact) -> Interval {
        Interval { low: None, high: Some(End::closed(value)) }
    }

    /// All numbers that are less.
    pub fn less_than(value: Exact) -> Interval {
        Interval { low: None, high: Some(End::open(value)) }
    }

    /// The same with both ends inside, where it has them.
    #[must_use]
    pub fn closed(self) -> Interval {
        let closed = |end: Option<End>| end.map(|end| End::closed(end.value));
        Interval { low: closed(self.low), high: closed(self.high) }
    }

    /// Both ends, where it has both.
    pub fn ends(&self) -> Option<(&Exact, &Exact)> {
        Some((&self.low.as_ref()?.value, &self.high.as_ref()?.value))
    }

    /// The number in the middle; `None` where an end is missing.
    pub fn middle(&self) -> Option<Exact> {
        let (low, high) = self.ends()?;
        (low + high).over(&Exact::whole(2))
    }

    /// Whether a number is inside.
    pub fn contains(&self, number: &Exact) -> bool {
        self.meets(&Interval::point(number.clone()))
    }

    /// Whether the two share a number.
    pub fn meets(&self, other: &Interval) -> bool {
        !self.is_below(other) && !other.is_below(self)
    }

    /// The numbers that are in both; `None` where there are none.
    pub fn and(&self, other: &Interval) -> Option<Interval> {
        let inner = |a: &Option<End>, b: &Option<End>, further_in: Ordering| match (a, b) {
            (Some(a), Some(b)) if a.value == b.value => {
                Some(End { value: a.value.clone(), closed: a.closed && b.closed })
            }
            (Some(a), Some(b)) => {
                Some(if a.value.cmp(&b.value) == further_in { a } else { b }.clone())
            }
            (only, None) | (None, only) => only.clone(),
        };
        self.meets(other).then(|| Interval {
            low: inner(&self.low, &other.low, Ordering::Greater),
            high: inner(&self.high, &other.high, Ordering::Less),
        })
    }

    /// Whether each of its numbers is less than each of another's.
    pub fn is_below(&self, other: &Interval) -> bool {
        self.high.as_ref().zip(other.low.as_ref()).is_some_and(|(high, low)| {
            match high.value.cmp(&low.value) {
                Ordering::Less => true,
                Ordering::Equal => !(high.closed && low.closed),
                Ordering::Greater => false,
            }
        })
    }

    /// The same with the other sign.
    #[must_use]
    pub fn negated(&self) -> Interval {
        let negated = |end: &Option<End>| {
            end.as_ref().map(|end| End { value: -&end.value, closed: end.closed })
        };
        Interval { low: negated(&self.high), high: negated(&self.low) }
    }

    /// The sums.
    #[must_use]
    pub fn plus(&self, other: &Interval) -> Interval {
        let sum = |a: &Option<End>, b: &Option<End>| {
            let (a, b) = a.as_ref().zip(b.as_ref())?;
            Some(End { value: &a.value + &b.value, closed: a.closed && b.closed })
        };
        Interval { low: sum(&self.low, &other.low), high: sum(&self.high, &other.high) }
    }

    /// The differences.
    #[must_use]
    pub fn minus(&self, other: &Interval) -> Interval {
        self.plus(&other.negated())
    }

    /// The products.
    #[must_use]
    pub fn times(&self, other: &Interval) -> Interval {
        let products = self.corners().map(|a| other.corners().map(|b| a.times(&b)));
        Interval::spanned(products.into_iter().flatten())
    }

    /// The quotients; `None` where the divisor may be zero.
    ///
    /// ```
    /// use figlift_number::{Exact, Interval};
    /// let whole = |number| Exact::whole(number);
    /// let ten = Interval::point(whole(10));
    /// assert_eq!(ten.over(&Interval::from_to(whole(2), whole(5))), Some(Interval::from_to(whole(2), whole(5))));
    /// assert_eq!(ten.over(&Interval::from_to(whole(0), whole(5))), None);
    /// ```
    pub fn over(&self, other: &Interval) -> Option<Interval> {
        if other.contains(&Exact::ZERO) {
            return None;
        }
        // On one side of zero: the greater, the nearer to zero its inverse.
        let [low, high] = other.corners();
        let is_positive = other.low.as_ref().is_some_and(|low| !low.value.is_negative());
        let inverse = Interval::spanned([low.inverse(is_positive), high.inverse(is_positive)]);
        Some(self.times(&inverse))
    }

    /// Every number times a factor.
    #[must_use]
    pub fn scaled(&self, factor: &Exact) -> Interval {
        self.times(&Interval::point(factor.clone()))
    }

    /// The products of so many numbers of it: what growth by one of these each year comes to in so many
    /// years. Exactly one where that is none.
    #[must_use]
    pub fn powi(&self, power: u32) -> Interval {
        let half = if power > 1 { self.powi(power / 2) } else { Interval::point(Exact::ONE) };
        let even = half.times(&half);
        if power.is_multiple_of(2) { even } else { even.times(self) }
    }

    /// How many percent each multiple is above one: 1.05 is 5 %.
    #[must_use]
    pub fn as_growth(&self) -> Interval {
        self.minus(&Interval::point(Exact::ONE)).scaled(&Exact::HUNDRED)
    }

    /// How many times as much each growth in percent makes: 5 % is 1.05.
    #[must_use]
    pub fn as_multiple(&self) -> Interval {
        let percent = Exact::ONE.times_ten_to(-2);
        self.plus(&Interval::point(Exact::HUNDRED)).scaled(&percent)
    }
}

impl Interval {
    fn corners(&self) -> [Corner; 2] {
        [Corner::low(self.low.as_ref()), Corner::high(self.high.as_ref())]
    }

    fn spanned(corners: impl IntoIterator<Item = Corner>) -> Interval {
        let (low, high) = Corner::spanned(corners);
        Interval { low, high }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fraction() -> impl Strategy<Value = Exact> {
        let parts = (-30_i128..30, 1_i128..7);
        parts.prop_map(|(over, under)| Exact::fraction(over, under).unwrap())
    }

    /// An interval that is not empty, with a number inside.
    fn interval() -> impl Strategy<Value = (Interval, Exact)> {
        let end = || prop::option::weighted(0.85, any::<bool>());
        (fraction(), fraction(), fraction(), end(), end()).prop_map(|(a, b, c, low, high)| {
            let mut numbers = [a, b, c];
            numbers.sort();
            let [least, inner, most] = numbers;
            let closed = |end: &Exact, closed: bool| closed || *end == inner;
            let low = low.map(|open| End { closed: closed(&least, !open), value: least });
            let high = high.map(|open| End { closed: closed(&most, !open), value: most });
            (Interval { low, high }, inner)
        })
    }

    /// Whether a number of one interval and a number of the other give one that is as near to an end as
    /// is asked: both are taken from near their ends.
    fn comes_near(
        results: &Interval,
        (a, b): (&Interval, &Interval),
        of: impl Fn(&Exact, &Exact) -> Option<Exact>,
    ) -> bool {
        let all: Vec<Exact> = near(a)
            .iter()
            .flat_map(|x| near(b).iter().filter_map(|y| of(x, y)).collect::<Vec<_>>())
            .collect();
        let far = Exact::whole(1_000_000);
        let close = Exact::fraction(1, 10_000).unwrap();
        let low = match &results.low {
            Some(end) => all.iter().any(|one| (one - &end.value) <= close),
            None => all.iter().any(|one| *one < -&far),
        };
        let high = match &results.high {
            Some(end) => all.iter().any(|one| (&end.value - one) <= close),
            None => all.iter().any(|one| *one > far),
        };
        low && high
    }

    /// Numbers of an interval: its ends where they are inside, and others near to them or far off.
    fn near(interval: &Interval) -> Vec<Exact> {
        let tiny = Exact::ONE.times_ten_to(-15);
        let far = Exact::ONE.times_ten_to(15);
        let low = interval.low.as_ref().map(|end| end.value.clone());
        let high = interval.high.as_ref().map(|end| end.value.clone());
        let ends = [low.clone().unwrap_or_else(|| -&far), high.clone().unwrap_or(far)];
        let inner = [&ends[0] + &tiny, &ends[1] - &tiny, Exact::ZERO, tiny.clone(), -&tiny];
        ends.into_iter().chain(inner).filter(|number| interval.contains(number)).collect()
    }

    proptest! {
        #[test]
        fn results_of_numbers_are_inside((a, x) in interval(), (b, y) in interval()) {
            prop_assert!(a.contains(&x) && b.contains(&y));
            prop_assert!(a.plus(&b).contains(&(&x + &y)));
            prop_assert!(a.minus(&b).contains(&(&x - &y)));
            prop_assert!(a.times(&b).contains(&(&x * &y)));
            prop_assert!(a.negated().contains(&-&x));
            prop_assert!(a.scaled(&y).contains(&(&x * &y)));
            prop_assert!(a.powi(3).contains(&x.powi(3)));
            prop_assert!(a.as_growth().as_multiple().contains(&x));
            prop_assert_eq!(a.over(&b).is_none(), b.contains(&Exact::ZERO));
            if let Some(quotients) = a.over(&b) {
                prop_assert!(quotients.contains(&x.over(&y).unwrap()));
            }
        }

        #[test]
        fn results_leave_no_room((a, _) in interval(), (b, _) in interval()) {
            prop_assert!(comes_near(&a.plus(&b), (&a, &b), |x, y| Some(x + y)));
            prop_assert!(comes_near(&a.times(&b), (&a, &b), |x, y| Some(x * y)));
            if let Some(quotients) = a.over(&b) {
                prop_assert!(comes_near(&quotients, (&a, &b), |x, y| x.over(y)));
            }
        }

        #[test]
        fn two_meet_where_a_number_is_in_both((a, x) in interval(), (b, _) in interval()) {
            prop_assert_eq!(a.meets(&b), b.meets(&a));
            prop_assert!(!b.contains(&x) || a.meets(&b));
            let both = a.and(&b);
            prop_assert_eq!(a.meets(&b), both.is_some());
            let is_in_both = a.contains(&x) && b.contains(&x);
            prop_assert_eq!(is_in_both, both.is_some_and(|both| both.contains(&x)));
            let touching = a.high.as_ref().zip(b.low.as_ref()).filter(|(high, low)| high.value == low.value);
            if let Some((high, low)) = touching {
                prop_assert_eq!(a.meets(&b), high.closed && low.closed);
            }
        }
    }

    #[test]
    fn what_has_no_end_has_none_afterwards() {
        let whole = Exact::whole;
        let six = Interval::from_to(whole(6), whole(8));
        let over_two = six.over(&Interval::more_than(whole(2))).unwrap();
        assert_eq!(over_two, Interval::between(whole(0), whole(4)));
        assert_eq!(Interval::default().plus(&six), Interval::default());
        assert_eq!(Interval::at_least(whole(2)).scaled(&whole(-3)), Interval::at_most(whole(-6)));
    }
}
