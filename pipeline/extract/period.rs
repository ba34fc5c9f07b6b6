//! Periods: what the words of a time say, resolved against the document and what was said before.

use figlift_config::PeriodKind;
use figlift_text::{Freq, Metadata, Period};

use crate::pattern::Hit;
use crate::quantity::Captured;
use crate::ruleset::CompiledRule;
use crate::scan::Token;
use crate::{Exact, RuleSet};

/// What the words of a time say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PeriodReading {
    pub kind: PeriodKind,
    from: Parts,
    to: Parts,
    /// Number of years (近五年) or of the plan (十四五).
    count: Option<i32>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Parts {
    year: Option<Year>,
    half: Option<i32>,
    quarter: Option<i32>,
    month: Option<i32>,
    /// Months from that of the document.
    month_offset: Option<i32>,
    day: Option<i32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Year {
    Stated(i32),
    /// Years from that of the document.
    Relative(i32),
}

impl PeriodReading {
    /// A period of which nothing but its kind is known.
    pub(crate) fn of_kind(kind: PeriodKind) -> PeriodReading {
        PeriodReading { kind, from: Parts::default(), to: Parts::default(), count: None }
    }

    /// Reads what a rule captured: `year`, `half`, `quarter`, `month`, `day`, the same with `to-`
    /// for the end of a span, and `n`.
    pub(crate) fn read(
        rules: &RuleSet,
        kind: PeriodKind,
        rule: &CompiledRule,
        hit: &Hit,
        tokens: &[Token],
    ) -> PeriodReading {
        let captured = Captured { rules, program: &rule.program, hit, tokens };
        let number = |name: &str| {
            let value = captured.numeral(name)?.value.and_then(Exact::to_i64)?;
            i32::try_from(value).ok()
        };
        let parts = |prefix: &str| {
            let name = |part: &str| format!("{prefix}{part}");
            let year = name("year");
            let said = captured.meaning(&year);
            Parts {
                year: number(&year).map(Year::Stated).or_else(|| said?.year.map(Year::Relative)),
                half: captured.meaning(&name("half")).and_then(|meaning| meaning.half),
                quarter: number(&name("quarter")),
                month: number(&name("month")),
                month_offset: captured.meaning(&name("month")).and_then(|meaning| meaning.month),
                day: number(&name("day")),
            }
        };
        PeriodReading { kind, from: parts(""), to: parts("to-"), count: number("n") }
    }

    /// The period, given what the document says of itself and the period spoken of before; `None`
    /// where it cannot be told.
    pub(crate) fn resolve(&self, metadata: &Metadata, before: Option<Period>) -> Option<Period> {
        match self.kind {
            PeriodKind::Duration => None,
            PeriodKind::Plan => {
                // The first plan began in 1953; from the sixth on each took five years from 19x1.
                let first = Period::year(1951 + 5 * self.count.filter(|n| (6..=40).contains(n))?)?;
                first.to(first.shift_years(4)?)
            }
            PeriodKind::LastYears => {
                let count = self.count.filter(|n| (1..=100).contains(n))?;
                let last = Period::year(metadata.date?.start_year() - 1)?;
                last.shift_years(1 - count)?.to(last)
            }
            PeriodKind::Calendar => self.calendar(metadata, before),
        }
    }

    fn calendar(&self, metadata: &Metadata, before: Option<Period>) -> Option<Period> {
        let year = self.from.year(metadata, before)?;
        let first = self.from.period(year, metadata)?;
        if self.to == Parts::default() {
            return Some(first);
        }
        let end_year = self.to.year.map_or(Some(year), |_| self.to.year(metadata, before))?;
        let mut to = self.to.clone();
        if to.month.is_none() && to.day.is_some() {
            to.month = self.from.month;
        }
        first.to(to.period(end_year, metadata)?)
    }
}

impl Parts {
    fn year(&self, metadata: &Metadata, before: Option<Period>) -> Option<i32> {
        let document = || metadata.date.map(Period::start_year);
        match self.year {
            Some(Year::Stated(year)) => Some(year),
            Some(Year::Relative(years)) => document()?.checked_add(years),
            None if self.month_offset.is_some() => document(),
            None => before.map(Period::start_year).or_else(|| self.implied_year(metadata)),
        }
    }

    /// The year of a month that is named alone: the last such month before the document.
    fn implied_year(&self, metadata: &Metadata) -> Option<i32> {
        if let Some(period) = metadata.period {
            return Some(period.start_year());
        }
        let date = metadata.date?;
        let named = self.month.or(self.quarter.map(|quarter| quarter * 3 - 2));
        let dated = date.freq().is_some_and(|freq| freq >= Freq::Month);
        let later = dated && named.is_some_and(|month| month > i32::from(date.last().month()));
        Some(date.start_year() - i32::from(later))
    }

    fn period(&self, year: i32, metadata: &Metadata) -> Option<Period> {
        if let Some(offset) = self.month_offset {
            let date =
                metadata.date.filter(|date| date.freq().is_some_and(|freq| freq >= Freq::Month))?;
            let month = i32::from(date.first().month()) - 1;
            let months = (date.start_year() * 12 + month).checked_add(offset)?;
            return Period::of(months.div_euclid(12), Freq::Month, months.rem_euclid(12) + 1);
        }
        match (self.half, self.quarter, self.month, self.day) {
            (_, _, Some(month), Some(day)) => Period::day(year, month, day),
            (_, _, Some(month), None) => Period::of(year, Freq::Month, month),
            (_, Some(quarter), None, _) => Period::of(year, Freq::Quarter, quarter),
            (Some(half), None, None, _) => Period::of(year, Freq::HalfYear, half),
            _ => Period::year(year),
        }
    }
}
