//! Periods of time as in SDMX and ISO 8601.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// SDMX frequency of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Freq {
    /// A year.
    Annual,
    /// Half a year.
    HalfYear,
    /// A quarter.
    Quarter,
    /// A month.
    Month,
    /// A day.
    Day,
}

impl Freq {
    /// The SDMX code: `A S Q M D`.
    pub fn code(self) -> &'static str {
        match self {
            Freq::Annual => "A",
            Freq::HalfYear => "S",
            Freq::Quarter => "Q",
            Freq::Month => "M",
            Freq::Day => "D",
        }
    }

    /// The number in its year of the period that a month lies in, both from 1.
    fn number(self, month: i32) -> i32 {
        (month - 1) / self.months() + 1
    }

    fn months(self) -> i32 {
        match self {
            Freq::Annual => 12,
            Freq::HalfYear => 6,
            Freq::Quarter => 3,
            Freq::Month | Freq::Day => 1,
        }
    }
}

/// A period of time: a year, half-year, quarter, month or day, or a span from one to another.
///
/// ```
/// use figlift_text::Period;
/// let period: Period = "2021-Q3".parse()?;
/// assert_eq!(period.first().to_string(), "2021-07-01");
/// assert_eq!(period.last().to_string(), "2021-09-30");
/// assert_eq!(Period::year(2018).unwrap().to(Period::year(2022).unwrap()).unwrap().to_string(), "2018/2022");
/// # Ok::<(), figlift_text::ParsePeriodError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Period {
    #[serde(with = "dated")]
    first: Date,
    #[serde(with = "dated")]
    last: Date,
    /// Frequencies of both ends, as written.
    freq: Freq,
    span: bool,
}

impl Period {
    /// The forms of periods, for messages.
    pub const FORMS: &str =
        "write 2021, 2021-09, 2021-09-05, 2021-S1, 2021-Q3, or two of these with / between";

    /// A year; `None` outside of 1 to 9998.
    pub fn year(year: i32) -> Option<Period> {
        Period::of(year, Freq::Annual, 1)
    }

    /// The `number`th half-year, quarter or month of a year, counted from 1 (years have only one).
    pub fn of(year: i32, freq: Freq, number: i32) -> Option<Period> {
        let months = freq.months();
        let valid = (1..=9998).contains(&year) && (1..=12 / months).contains(&number);
        if !valid || freq == Freq::Day {
            return None;
        }
        let month = |zero_based: i32| {
            let year = year + zero_based / 12;
            Date::new(year as i16, (zero_based % 12 + 1) as i8, 1).ok()
        };
        let first = month((number - 1) * months)?;
        let last = month(number * months)?.yesterday().ok()?;
        Some(Period { first, last, freq, span: false })
    }

    /// A day.
    pub fn day(year: i32, month: i32, day: i32) -> Option<Period> {
        let date = Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?);
        let date = date.ok()?;
        Some(Period { first: date, last: date, freq: Freq::Day, span: false })
    }

    /// The span from the first day of this to the last day of `end`; this itself if `end` is the
    /// same, `None` if it is earlier.
    pub fn to(self, end: Period) -> Option<Period> {
        if end == self {
            return Some(self);
        }
        let freq = self.freq.max(end.freq);
        (self.last < end.last).then_some(Period {
            first: self.first,
            last: end.last,
            freq,
            span: true,
        })
    }

    /// First day.
    pub fn first(self) -> Date {
        self.first
    }

    /// Last day.
    pub fn last(self) -> Date {
        self.last
    }

    /// Days from 1970-01-01 to its first day.
    pub fn first_day(self) -> i32 {
        days_since_epoch(self.first)
    }

    /// Days from 1970-01-01 to its last day.
    pub fn last_day(self) -> i32 {
        days_since_epoch(self.last)
    }

    /// Frequency; `None` for a span of several periods.
    pub fn freq(self) -> Option<Freq> {
        (!self.span).then_some(self.freq)
    }

    /// The last year, quarter or other part of a span, as it is written; of one period, itself.
    ///
    /// ```
    /// use figlift_text::Period;
    /// let span: Period = "2021/2025".parse()?;
    /// assert_eq!(span.last_part(), Period::year(2025));
    /// # Ok::<(), figlift_text::ParsePeriodError>(())
    /// ```
    pub fn last_part(self) -> Option<Period> {
        let (year, month) = (i32::from(self.last.year()), i32::from(self.last.month()));
        match self.freq {
            Freq::Day => Period::day(year, month, i32::from(self.last.day())),
            freq => Period::of(year, freq, freq.number(month)),
        }
    }

    /// Year of its first day.
    pub fn start_year(self) -> i32 {
        i32::from(self.first.year())
    }

    /// The same period, that many years later (earlier where negative).
    pub fn shift_years(self, years: i32) -> Option<Period> {
        let move_ = |date: Date| {
            let year = i16::try_from(i32::from(date.year()).checked_add(years)?).ok()?;
            let month_start = Date::new(year, date.month(), 1).ok()?;
            // The last day of February remains the last day of February.
            let is_last = date.day() == date.last_of_month().day();
            let day = if is_last { month_start.last_of_month().day() } else { date.day() };
            Date::new(year, date.month(), day.min(month_start.last_of_month().day())).ok()
        };
        Some(Period { first: move_(self.first)?, last: move_(self.last)?, ..self })
    }
}

fn days_since_epoch(date: Date) -> i32 {
    // Dates in the years of a period differ by fewer days than an i32 holds.
    Date::constant(1970, 1, 1).until(date).map_or(0, |between| between.get_days())
}

/// Days as year, month and day. The written form of a period would not do: one that was moved may lie
/// outside of the years that it can be read in.
mod dated {
    use jiff::civil::Date;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(date: &Date, to: S) -> Result<S::Ok, S::Error> {
        (date.year(), date.month(), date.day()).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
        let (year, month, day) = Deserialize::deserialize(from)?;
        Date::new(year, month, day).map_err(D::Error::custom)
    }
}

fn write_end(f: &mut fmt::Formatter<'_>, date: Date, freq: Freq) -> fmt::Result {
    let (year, month) = (date.year(), i32::from(date.month()));
    match freq {
        Freq::Annual => write!(f, "{year:04}"),
        Freq::HalfYear => write!(f, "{year:04}-S{}", freq.number(month)),
        Freq::Quarter => write!(f, "{year:04}-Q{}", freq.number(month)),
        Freq::Month => write!(f, "{year:04}-{month:02}"),
        Freq::Day => write!(f, "{date}"),
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_end(f, self.first, self.freq)?;
        if self.span {
            f.write_str("/")?;
            write_end(f, self.last, self.freq)?;
        }
        Ok(())
    }
}

/// An invalid period.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("invalid period `{0}`")]
pub struct ParsePeriodError(String);

impl FromStr for Period {
    type Err = ParsePeriodError;

    /// # Errors
    /// If the text is not in one of the forms that [`Display`](fmt::Display) writes, or names a day
    /// that does not exist.
    fn from_str(text: &str) -> Result<Period, ParsePeriodError> {
        let parsed = match text.split_once('/') {
            Some((first, last)) => parse_one(first)
                .zip(parse_one(last))
                .filter(|(first, last)| first != last)
                .and_then(|(first, last)| first.to(last)),
            None => parse_one(text),
        };
        parsed.ok_or_else(|| ParsePeriodError(text.to_owned()))
    }
}

fn parse_one(text: &str) -> Option<Period> {
    let digits = |part: &str, len: usize| -> Option<i32> {
        (part.len() == len && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse().ok())?
    };
    let parts: Vec<&str> = text.split('-').collect();
    let year = digits(parts[0], 4)?;
    match parts[..] {
        [_] => Period::year(year),
        [_, half] if half.starts_with('S') => {
            Period::of(year, Freq::HalfYear, digits(&half[1..], 1)?)
        }
        [_, quarter] if quarter.starts_with('Q') => {
            Period::of(year, Freq::Quarter, digits(&quarter[1..], 1)?)
        }
        [_, month] => Period::of(year, Freq::Month, digits(month, 2)?),
        [_, month, day] => Period::day(year, digits(month, 2)?, digits(day, 2)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_survives_a_round_trip() {
        for text in
            ["2021", "2021-S2", "2021-Q4", "2021-12", "2020-02-29", "2018/2022", "2021-01/2021-09"]
        {
            assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for text in
            ["", "21", "2021-13", "2021-S3", "2021-Q0", "2021-02-30", "2022/2018", "2021-", "二〇"]
        {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn shifting_keeps_month_ends() {
        let february = Period::of(2020, Freq::Month, 2).unwrap();
        let shifted = february.shift_years(1).unwrap();
        assert_eq!(shifted.last().to_string(), "2021-02-28");
        assert_eq!(shifted.shift_years(-1).unwrap(), february);
    }
}
