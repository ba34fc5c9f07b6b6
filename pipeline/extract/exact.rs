//! Exact values: decimals and fractions until they are written.

use std::cmp::Ordering;
use std::ops::Neg;

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedMul, ToPrimitive};

/// An exact number: a decimal such as 147.57, or a fraction such as two thirds.
///
/// ```
/// use figlift_extract::Exact;
/// let value = Exact::decimal("147.57").unwrap().times_ten_to(8).unwrap();
/// assert_eq!(value.to_f64(), 14757000000.0);
/// assert_eq!(Exact::fraction(2, 3).unwrap().to_f64(), 2.0 / 3.0);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Exact(Ratio<i128>);

impl Exact {
    /// Zero.
    pub const ZERO: Exact = Exact(Ratio::new_raw(0, 1));

    /// The whole number.
    pub fn whole(number: i128) -> Exact {
        Exact(Ratio::from_integer(number))
    }

    /// The decimal that ASCII digits with at most one point write; `None` where the text is none,
    /// or is too long to be held (30 digits).
    pub fn decimal(digits: &str) -> Option<Exact> {
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let all = whole.len() + part.len();
        let plain = whole.bytes().chain(part.bytes()).all(|b| b.is_ascii_digit());
        if all == 0 || all > 30 || !plain {
            return None;
        }
        let number: i128 = format!("{whole}{part}").parse().ok()?;
        Some(Exact(Ratio::new(number, 10_i128.pow(part.len() as u32))))
    }

    /// The shortest decimal that a double stands for: what was written before it became a double.
    /// `None` where it is no number or too long to be held.
    ///
    /// ```
    /// use figlift_extract::Exact;
    /// let difference = Exact::of_f64(40.2).unwrap().plus(-Exact::of_f64(30.9).unwrap());
    /// assert_eq!(difference.unwrap().to_f64(), 9.3);
    /// ```
    pub fn of_f64(number: f64) -> Option<Exact> {
        let text = number.abs().to_string();
        let exact = Exact::decimal(&text)?;
        Some(if number < 0.0 { -exact } else { exact })
    }

    /// The fraction; `None` where `under` is zero.
    pub fn fraction(over: i128, under: i128) -> Option<Exact> {
        (under != 0).then(|| Exact(Ratio::new(over, under)))
    }

    /// The value times a power of ten (negative: divided); `None` where it cannot be held.
    pub fn times_ten_to(self, power: i32) -> Option<Exact> {
        let factor = 10_i128.checked_pow(power.unsigned_abs())?;
        self.times(if power < 0 { Exact::fraction(1, factor)? } else { Exact::whole(factor) })
    }

    /// The product; `None` where it cannot be held.
    pub fn times(self, other: Exact) -> Option<Exact> {
        self.0.checked_mul(&other.0).map(Exact)
    }

    /// The value without its sign.
    #[must_use]
    pub fn abs(self) -> Exact {
        if self < Exact::ZERO { -self } else { self }
    }

    /// The sum; `None` where it cannot be held.
    pub fn plus(self, other: Exact) -> Option<Exact> {
        self.0.checked_add(&other.0).map(Exact)
    }

    /// The quotient; `None` where `other` is zero or the result cannot be held.
    pub fn over(self, other: Exact) -> Option<Exact> {
        (other != Exact::ZERO).then(|| self.times(Exact(other.0.recip())))?
    }

    /// The nearest double.
    pub fn to_f64(self) -> f64 {
        self.0.to_f64().unwrap_or(f64::NAN)
    }

    /// The whole number that it is, if it is one and fits.
    pub fn to_i64(self) -> Option<i64> {
        self.0.is_integer().then(|| self.0.to_integer().to_i64())?
    }
}

impl Neg for Exact {
    type Output = Exact;

    fn neg(self) -> Exact {
        Exact(-self.0)
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Exact) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Exact) -> Ordering {
        self.0.cmp(&other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_are_the_nearest() {
        for text in ["25691.5", "0.1", "1.28", "19677.9", "9007199254740993", "0.000123456789"] {
            assert_eq!(
                Exact::decimal(text).unwrap().to_f64(),
                text.parse::<f64>().unwrap(),
                "{text}"
            );
        }
    }

    #[test]
    fn what_cannot_be_held_is_none() {
        assert_eq!(Exact::decimal(&"9".repeat(31)), None);
        assert_eq!(Exact::decimal("1.2.3"), None);
        assert_eq!(Exact::decimal(""), None);
        assert_eq!(Exact::whole(i128::MAX).times_ten_to(1), None);
        assert_eq!(Exact::fraction(1, 0), None);
    }
}
