//! Dates of cells, which are stored as numbers of days.

use std::fmt;

/// The days from 1 March of year 0 to 30 December 1899, from which days are counted, and to 1 January
/// 1904, from which others do.
const FROM_1900: i64 = 693_899;
const FROM_1904: i64 = 695_361;

/// The days of four hundred years.
const CENTURIES: i64 = 146_097;

/// A date with a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CellDate {
    pub year: i64,
    pub month: i64,
    pub day: i64,
    /// Seconds since midnight.
    pub seconds: i64,
}

/// In the form 2024-3-31.
impl fmt::Display for CellDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.year, self.month, self.day)
    }
}

impl CellDate {
    /// The date of a number of days; `None` for those that spreadsheets do not show.
    pub(crate) fn of(days: f64, is_1904: bool) -> Option<CellDate> {
        if !(0.0..2_958_466.0).contains(&days) {
            return None;
        }
        let seconds = (days * 86_400.0).round() as i64;
        let (mut day, seconds) = (seconds / 86_400, seconds % 86_400);
        // The year 1900 is taken for a leap year.
        if !is_1904 && (1..60).contains(&day) {
            day += 1;
        }
        day += if is_1904 { FROM_1904 } else { FROM_1900 };
        let (centuries, day) = (day / CENTURIES, day % CENTURIES);
        let years = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * years + years / 4 - years / 100);
        // Of a year that begins in March.
        let month = (5 * day + 2) / 153;
        let number = if month < 10 { month + 3 } else { month - 9 };
        let year = centuries * 400 + years + i64::from(number <= 2);
        Some(CellDate { year, month: number, day: day - (153 * month + 2) / 5 + 1, seconds })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates() {
        let of = |days, is_1904| {
            let date = CellDate::of(days, is_1904).unwrap();
            (date.year, date.month, date.day)
        };
        assert_eq!(of(45_382.0, false), (2024, 3, 31));
        assert_eq!(of(45_351.5, false), (2024, 2, 29));
        assert_eq!(of(1.0, false), (1900, 1, 1));
        assert_eq!(of(61.0, false), (1900, 3, 1));
        assert_eq!(of(43_920.0, true), (2024, 3, 31));
        assert_eq!(of(36_526.0, false), (2000, 1, 1));
        assert_eq!(of(2_958_465.0, false), (9999, 12, 31));
        assert_eq!(CellDate::of(0.5, false).unwrap().seconds, 43_200);
        assert_eq!(CellDate::of(-1.0, false), None);
    }
}
