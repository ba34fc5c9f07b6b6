//! Numbers of cells in decimal digits.

/// The significant digits of a number that spreadsheets show: more would show how it is stored.
const DIGITS: usize = 15;

/// The most places before or behind the decimal point that are written out.
const MOST_PLACES: i32 = 30;

/// A number in decimal digits, without its sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CellDigits {
    pub is_negative: bool,
    /// Significant digits, the first of which is no zero; none for zero.
    digits: Vec<u8>,
    /// The place of the decimal point behind the first digit: 2 of 12.5.
    point: i32,
}

impl CellDigits {
    /// Those of a number; `None` if it is none, or too large or small to be written out.
    ///
    /// What is stored as 8.300000000000001 is 8.3.
    pub(crate) fn of(value: f64) -> Option<CellDigits> {
        if value == 0.0 {
            return Some(CellDigits { is_negative: false, digits: Vec::new(), point: 0 });
        }
        let shown = value.is_finite().then(|| format!("{:.*e}", DIGITS - 1, value.abs()))?;
        let (digits, exponent) = shown.split_once('e')?;
        let point = exponent.parse::<i32>().ok()? + 1;
        let mut digits: Vec<u8> =
            digits.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
        digits.truncate(digits.iter().rposition(|&digit| digit != 0).map_or(0, |last| last + 1));
        let is_negative = value < 0.0;
        (point.abs() <= MOST_PLACES).then_some(CellDigits { is_negative, digits, point })
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// The number times a power of ten.
    pub(crate) fn scaled(mut self, power: i32) -> CellDigits {
        self.point += if self.is_zero() { 0 } else { power };
        self
    }

    /// The number rounded to so many decimal places, half of a step away from zero as spreadsheets do.
    pub(crate) fn rounded(mut self, places: usize) -> CellDigits {
        let kept = self.point + i32::try_from(places).unwrap_or(i32::MAX / 2);
        let Ok(kept) = usize::try_from(kept) else {
            return CellDigits { digits: Vec::new(), point: 0, ..self };
        };
        let Some(&next) = self.digits.get(kept) else { return self };
        self.digits.truncate(kept);
        if next >= 5 {
            while self.digits.last() == Some(&9) {
                self.digits.pop();
            }
            match self.digits.last_mut() {
                Some(last) => *last += 1,
                None => {
                    self.digits.push(1);
                    self.point += 1;
                }
            }
        }
        self.digits
            .truncate(self.digits.iter().rposition(|&digit| digit != 0).map_or(0, |at| at + 1));
        self
    }

    /// The digits before the decimal point, without leading zeros.
    pub(crate) fn whole(&self) -> String {
        (0..self.point).map(|at| self.digit(at)).collect()
    }

    /// The digits behind the decimal point, without trailing zeros.
    pub(crate) fn part(&self) -> String {
        let last = i32::try_from(self.digits.len()).unwrap_or(i32::MAX);
        if self.is_zero() {
            return String::new();
        }
        (self.point..last).map(|at| self.digit(at)).collect()
    }

    fn digit(&self, at: i32) -> char {
        let digit = usize::try_from(at).ok().and_then(|at| self.digits.get(at));
        char::from(b'0' + digit.copied().unwrap_or_default())
    }

    /// The shortest decimal.
    pub(crate) fn shortest(&self) -> String {
        let (mut whole, part) = (self.whole(), self.part());
        if whole.is_empty() {
            whole.push('0');
        }
        let sign = if self.is_negative { "-" } else { "" };
        let point = if part.is_empty() { "" } else { "." };
        format!("{sign}{whole}{point}{part}")
    }
}

/// A number without a format: the shortest decimal, unless it has too many places.
pub(crate) fn plain(value: f64) -> String {
    CellDigits::of(value).map_or_else(|| format!("{value:e}"), |digits| digits.shortest())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_and_not_as_they_are_stored() {
        for (value, shown) in [
            (596_000.0, "596000"),
            (0.1 + 0.2, "0.3"),
            (35_371.279_999_999_99, "35371.28"),
            (-8.3, "-8.3"),
            (0.0, "0"),
            (-0.0, "0"),
            (0.000_25, "0.00025"),
            (1e20, "100000000000000000000"),
            (123_456_789_012_345.0, "123456789012345"),
            (1e99, "1e99"),
        ] {
            assert_eq!(plain(value), shown);
        }
    }

    #[test]
    fn numbers_are_rounded_in_decimals() {
        let rounded = |value, places| CellDigits::of(value).unwrap().rounded(places).shortest();
        for (value, places, shown) in [
            (1.005, 2, "1.01"),
            (2.5, 0, "3"),
            (-2.5, 0, "-3"),
            (9.996, 2, "10"),
            (0.04, 1, "0"),
            (0.05, 1, "0.1"),
            (0.5, 0, "1"),
            (0.000_4, 1, "0"),
            (12.34, 5, "12.34"),
            (99.5, 0, "100"),
        ] {
            assert_eq!(rounded(value, places).trim_start_matches("-0"), shown, "{value}");
        }
    }
}
