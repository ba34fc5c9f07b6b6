use std::cmp::Ordering;
use std::ops::{Add, Mul, Neg, Sub};

use num_rational::{BigRational, Ratio};
use num_traits::{CheckedAdd, CheckedMul, CheckedSub, Signed, ToPrimitive};
use serde::{Deserialize, Serialize};

/// An exact number: a decimal such as 147.57, or a fraction such as two thirds.
///
/// Small numbers are held in place, so that they are cheap to copy and to calculate with; large ones
/// are held on the heap.
///
/// ```
/// use figlift_number::Exact;
/// let value = Exact::decimal("147.57").unwrap().times_ten_to(8);
/// assert_eq!(value.to_f64(), 14757000000.0);
/// assert_eq!(Exact::fraction(2, 3).unwrap() * Exact::whole(100), Exact::fraction(200, 3).unwrap());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "Fraction", try_from = "Fraction")]
pub struct Exact(Held);

/// How a number is held. Each number is held in one way only, so that equal numbers are equal as they
/// are held.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Held {
    /// Any number whose numerator and denominator fit, save those with the numerator `i64::MIN`, which
    /// has no counterpart of the other sign.
    Small(Ratio<i64>),
    /// Any other number.
    Big(Box<BigRational>),
}

/// A number as it is stored: numerator and denominator.
#[derive(Serialize, Deserialize)]
enum Fraction {
    Small(i64, i64),
    /// In decimal digits.
    Big(String, String),
}

impl From<Exact> for Fraction {
    fn from(number: Exact) -> Fraction {
        match number.0 {
            Held::Small(ratio) => Fraction::Small(*ratio.numer(), *ratio.denom()),
            Held::Big(ratio) => Fraction::Big(ratio.numer().to_string(), ratio.denom().to_string()),
        }
    }
}

impl TryFrom<Fraction> for Exact {
    type Error = &'static str;

    fn try_from(stored: Fraction) -> Result<Exact, Self::Error> {
        let signed = |digits: &str| match digits.strip_prefix('-') {
            Some(digits) => Exact::decimal(digits).map(Neg::neg),
            None => Exact::decimal(digits),
        };
        let number = match stored {
            Fraction::Small(over, under) => Exact::fraction(over.into(), under.into()),
            Fraction::Big(over, under) => {
                signed(&over).zip(signed(&under)).and_then(|(over, under)| over.over(&under))
            }
        };
        number.ok_or("this is no fraction of two numbers")
    }
}

impl Exact {
    /// Zero.
    pub const ZERO: Exact = Exact(Held::Small(Ratio::new_raw(0, 1)));
    /// One.
    pub const ONE: Exact = Exact(Held::Small(Ratio::new_raw(1, 1)));
    /// A hundred: as many percent as make one.
    pub const HUNDRED: Exact = Exact(Held::Small(Ratio::new_raw(100, 1)));

    /// The whole number.
    pub fn whole(number: i128) -> Exact {
        match i64::try_from(number) {
            Ok(small) => Exact::of_small(Ratio::from_integer(small)),
            Err(_) => Exact::of_big(BigRational::from_integer(number.into())),
        }
    }

    /// The decimal that ASCII digits with at most one point write; `None` where the text is none.
    ///
    /// ```
    /// use figlift_number::Exact;
    /// assert_eq!(Exact::decimal("12.50"), Exact::fraction(25, 2));
    /// assert_eq!(Exact::decimal("1,250"), None);
    /// ```
    pub fn decimal(digits: &str) -> Option<Exact> {
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let all = format!("{whole}{part}");
        if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let number = match all.parse::<i64>() {
            Ok(small) => Exact::whole(small.into()),
            Err(_) => Exact::of_big(BigRational::from_integer(all.parse().ok()?)),
        };
        Some(number.times_ten_to(-i32::try_from(part.len()).ok()?))
    }

    /// The shortest decimal that a double stands for: what was written before it became a double.
    /// `None` where it is no number.
    ///
    /// ```
    /// use figlift_number::Exact;
    /// let difference = Exact::of_f64(40.2).unwrap() - Exact::of_f64(30.9).unwrap();
    /// assert_eq!(difference.to_f64(), 9.3);
    /// ```
    pub fn of_f64(number: f64) -> Option<Exact> {
        let exact = Exact::decimal(&number.abs().to_string())?;
        Some(if number < 0.0 { -exact } else { exact })
    }

    /// The fraction; `None` where `under` is zero.
    pub fn fraction(over: i128, under: i128) -> Option<Exact> {
        Exact::whole(over).over(&Exact::whole(under))
    }

    /// The value times a power of ten; divided by one where the power is negative.
    #[must_use]
    pub fn times_ten_to(&self, power: i32) -> Exact {
        let places = power.unsigned_abs();
        let small = 10_i64.checked_pow(places).map(|factor| Exact::whole(factor.into()));
        let factor = small.unwrap_or_else(|| Exact::whole(10).powi(places));
        let factor = if power < 0 { Exact::ONE.over(&factor) } else { Some(factor) };
        // No power of ten is zero.
        factor.map_or(Exact::ZERO, |factor| self * &factor)
    }

    /// The quotient; `None` where `other` is zero.
    pub fn over(&self, other: &Exact) -> Option<Exact> {
        let inverse = match &other.0 {
            _ if other.is_zero() => return None,
            Held::Small(ratio) => Exact(Held::Small(ratio.recip())),
            Held::Big(ratio) => Exact::of_big(ratio.recip()),
        };
        Some(self * &inverse)
    }

    /// The value so many times multiplied with itself; one where that is no time.
    ///
    /// ```
    /// use figlift_number::Exact;
    /// let tenth = Exact::fraction(11, 10).unwrap();
    /// assert_eq!(tenth.powi(2), Exact::decimal("1.21").unwrap());
    /// ```
    #[must_use]
    pub fn powi(&self, power: u32) -> Exact {
        let half = if power > 1 { self.powi(power / 2) } else { Exact::ONE };
        let even = &half * &half;
        if power.is_multiple_of(2) { even } else { &even * self }
    }

    /// The value without its sign.
    #[must_use]
    pub fn abs(self) -> Exact {
        if self.is_negative() { -self } else { self }
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        *self == Exact::ZERO
    }

    /// Whether it is less than zero.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Held::Small(ratio) => ratio.is_negative(),
            Held::Big(ratio) => ratio.is_negative(),
        }
    }

    /// Whether it is greater than zero.
    pub fn is_positive(&self) -> bool {
        !self.is_negative() && !self.is_zero()
    }

    /// Whether it is a whole number.
    pub fn is_whole(&self) -> bool {
        match &self.0 {
            Held::Small(ratio) => ratio.is_integer(),
            Held::Big(ratio) => ratio.is_integer(),
        }
    }

    /// The nearest double; infinite where the value is beyond all of them.
    pub fn to_f64(&self) -> f64 {
        match &self.0 {
            Held::Small(ratio) => ratio.to_f64(),
            Held::Big(ratio) => ratio.to_f64(),
        }
        .unwrap_or(f64::NAN)
    }

    /// The whole number that it is, if it is one and fits.
    pub fn to_i64(&self) -> Option<i64> {
        match &self.0 {
            _ if !self.is_whole() => None,
            Held::Small(ratio) => Some(*ratio.numer()),
            Held::Big(ratio) => ratio.numer().to_i64(),
        }
    }

    fn of_small(ratio: Ratio<i64>) -> Exact {
        if *ratio.numer() == i64::MIN {
            return Exact(Held::Big(Box::new(widened(&ratio))));
        }
        Exact(Held::Small(ratio))
    }

    fn of_big(ratio: BigRational) -> Exact {
        let fits = ratio.numer().to_i64().filter(|&over| over != i64::MIN);
        match fits.zip(ratio.denom().to_i64()) {
            Some((over, under)) => Exact(Held::Small(Ratio::new_raw(over, under))),
            None => Exact(Held::Big(Box::new(ratio))),
        }
    }

    fn to_big(&self) -> BigRational {
        match &self.0 {
            Held::Small(ratio) => widened(ratio),
            Held::Big(ratio) => (**ratio).clone(),
        }
    }

    /// The result of an operation: of small numbers, where it fits, else of big ones.
    fn combined(
        &self,
        other: &Exact,
        small: impl Fn(&Ratio<i64>, &Ratio<i64>) -> Option<Ratio<i64>>,
        big: impl Fn(BigRational, BigRational) -> BigRational,
    ) -> Exact {
        let fitting = match (&self.0, &other.0) {
            (Held::Small(a), Held::Small(b)) => small(a, b),
            _ => None,
        };
        fitting.map_or_else(|| Exact::of_big(big(self.to_big(), other.to_big())), Exact::of_small)
    }
}

fn widened(ratio: &Ratio<i64>) -> BigRational {
    BigRational::new_raw((*ratio.numer()).into(), (*ratio.denom()).into())
}

/// Operators on numbers and on references to them.
macro_rules! operators {
    ($($operator:ident, $method:ident, $checked:path;)+) => {$(
        impl $operator<&Exact> for &Exact {
            type Output = Exact;

            fn $method(self, other: &Exact) -> Exact {
                self.combined(other, $checked, |a, b| $operator::$method(a, b))
            }
        }

        impl $operator for Exact {
            type Output = Exact;

            fn $method(self, other: Exact) -> Exact {
                $operator::$method(&self, &other)
            }
        }
    )+};
}

operators! {
    Add, add, CheckedAdd::checked_add;
    Sub, sub, CheckedSub::checked_sub;
    Mul, mul, CheckedMul::checked_mul;
}

impl Neg for Exact {
    type Output = Exact;

    fn neg(self) -> Exact {
        match self.0 {
            Held::Small(ratio) => Exact(Held::Small(-ratio)),
            Held::Big(ratio) => Exact::of_big(-*ratio),
        }
    }
}

impl Neg for &Exact {
    type Output = Exact;

    fn neg(self) -> Exact {
        -self.clone()
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Exact) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Exact) -> Ordering {
        match (&self.0, &other.0) {
            (Held::Small(a), Held::Small(b)) => a.cmp(b),
            (Held::Big(a), Held::Big(b)) => a.cmp(b),
            (Held::Small(a), Held::Big(b)) => widened(a).cmp(b),
            (Held::Big(a), Held::Small(b)) => (**a).cmp(&widened(b)),
        }
    }
}

#[cfg(test)]
mod tests;
