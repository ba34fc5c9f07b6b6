//! Periods: the words of a time, resolved by the document and the period carried over.

use figlift_config::PeriodKind;
use figlift_model::ObsStatus;
use figlift_text::{Freq, Metadata, Period};
use jiff::ToSpan;

use crate::claim::quantity::Captured;
use crate::compile::pattern::Hit;
use crate::compile::ruleset::RuleSet;
use crate::compile::stage::CompiledRule;
use crate::scan::token::Token;

/// The words of a time, as a rule reads them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PeriodReading {
    pub kind: PeriodKind,
    from: Parts,
    to: Parts,
    /// Number of years (近五年) or of the plan (十四五).
    count: Option<i32>,
    /// Number of the first years of a plan.
    first: Option<i32>,
    /// Status that its words give to values: 未来 is a forecast.
    pub status: Option<ObsStatus>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Parts {
    year: Option<Year>,
    half: Option<i32>,
    quarter: Option<i32>,
    month: Option<i32>,
    /// Months from the month of the document, or from the one carried over.
    month_offset: Option<i32>,
    from_carried: bool,
    day: Option<i32>,
    /// Weeks and days from the date of the document.
    week_offset: Option<i32>,
    day_offset: Option<i32>,
}

/// The names under which a rule captures the parts of one end of a time.
struct PartNames {
    year: &'static str,
    half: &'static str,
    quarter: &'static str,
    month: &'static str,
    week: &'static str,
    day: &'static str,
}

const FROM: PartNames = PartNames {
    year: "year",
    half: "half",
    quarter: "quarter",
    month: "month",
    week: "week",
    day: "day",
};

const TO: PartNames = PartNames {
    year: "to-year",
    half: "to-half",
    quarter: "to-quarter",
    month: "to-month",
    week: "to-week",
    day: "to-day",
};

/// The year before the first of the Republic.
const REPUBLIC: i32 = 1911;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Year {
    Stated(i32),
    /// Years from the year of the document.
    Relative(i32),
    /// Years from the year carried over, else from the year of the document.
    FromCarried(i32),
}

impl PeriodReading {
    /// A period of that kind, without captured words.
    pub(crate) fn of_kind(kind: PeriodKind) -> PeriodReading {
        PeriodReading {
            kind,
            from: Parts::default(),
            to: Parts::default(),
            count: None,
            first: None,
            status: None,
        }
    }

    /// Whether it names a period of its own, so that none is carried over if it cannot be resolved.
    pub(crate) fn names_a_period(&self) -> bool {
        !matches!(self.kind, PeriodKind::Duration | PeriodKind::SpokenYear)
    }

    /// Whether its words name a year themselves, and not only a part of one.
    pub(crate) fn names_a_year(&self) -> bool {
        self.kind != PeriodKind::Calendar || self.from.year.is_some() || self.to.year.is_some()
    }

    /// The two ends of a span that names both of their years.
    pub(crate) fn ends(
        &self,
        metadata: &Metadata,
        before: Option<Period>,
    ) -> Option<(Period, Period)> {
        let of = |end: &Parts| end.period(end.year(metadata, before)?, metadata, before);
        self.to.year.and_then(|_| Some((of(&self.from)?, of(&self.to)?)))
    }

    /// Whether it spans several months or quarters: 1—5月, 前三季度.
    pub(crate) fn is_cumulative(&self) -> bool {
        self.kind == PeriodKind::Calendar && self.to != Parts::default()
    }

    /// Reads the captures of a rule: `year`, `half`, `quarter`, `month`, `day`, the same with `to-`
    /// for the end of a span, `n`, `tenth` (the plan “十五”, which reads as fifteen), `first` (years
    /// of a plan), and `when`, whose word may state a status.
    pub(crate) fn read(
        rules: &RuleSet,
        kind: PeriodKind,
        rule: &CompiledRule,
        hit: &Hit,
        tokens: &[Token],
    ) -> PeriodReading {
        let captured = Captured { rules, program: &rule.program, hit, tokens };
        let number = |name: &str| {
            let value = captured.numeral(name)?.to_i64()?;
            i32::try_from(value).ok()
        };
        let parts = |names: &PartNames| {
            let month = captured.meaning(names.month);
            Parts {
                year: number(names.year).map(Year::Stated).or_else(|| {
                    let said = captured.meaning(names.year)?;
                    said.year.map(if said.from_carried {
                        Year::FromCarried
                    } else {
                        Year::Relative
                    })
                }),
                half: captured.meaning(names.half).and_then(|meaning| meaning.half),
                quarter: number(names.quarter).filter(|quarter| (1..=4).contains(quarter)),
                month: number(names.month).filter(|month| (1..=12).contains(month)),
                month_offset: month.and_then(|meaning| meaning.month),
                from_carried: month.is_some_and(|meaning| meaning.from_carried),
                day: number(names.day),
                week_offset: captured.meaning(names.week).and_then(|meaning| meaning.week),
                day_offset: captured.meaning(names.day).and_then(|meaning| meaning.day),
            }
        };
        let mut from = parts(&FROM);
        let kind = match (kind, &mut from.year) {
            (PeriodKind::Republic, Some(Year::Stated(year))) => {
                *year += REPUBLIC;
                PeriodKind::Calendar
            }
            _ => kind,
        };
        let status = captured.meaning("when").and_then(|meaning| meaning.status);
        // “十五” reads as fifteen, and is the tenth plan.
        let count = number("n").or(number("tenth").map(|_| 10));
        let first = number("first");
        PeriodReading { kind, from, to: parts(&TO), count, first, status }
    }

    /// The year that a duration of so many years names where years are counted from another one: 114年.
    /// `None` if there are too few or too many for that.
    pub(crate) fn year_of(&self, era: i32) -> Option<PeriodReading> {
        let years = self.count.filter(|years| (60..=199).contains(years))?;
        let from = Parts { year: Some(Year::Stated(years.checked_add(era)?)), ..Parts::default() };
        let to = Parts::default();
        Some(PeriodReading { kind: PeriodKind::Calendar, from, to, count: None, ..self.clone() })
    }

    /// The period, given the metadata of the document and the period carried over; `None` if it
    /// cannot be resolved.
    pub(crate) fn resolve(&self, metadata: &Metadata, before: Option<Period>) -> Option<Period> {
        match self.kind {
            PeriodKind::Duration => None,
            PeriodKind::Plan => {
                let first = self.plan()?;
                let years = self.first.filter(|n| (1..=5).contains(n)).unwrap_or(5);
                first.to(first.shift_years(years - 1)?)
            }
            PeriodKind::PlanEnd => self.plan()?.shift_years(4),
            PeriodKind::LastYears => {
                let count = self.count.filter(|n| (1..=100).contains(n))?;
                // 2012年至2021年，…，十年间…: the years named before.
                if let Some(named) = before.filter(|before| count > 1 && years(*before) == count) {
                    return Some(named);
                }
                let last = Period::year(metadata.date?.start_year() - 1)?;
                last.shift_years(1 - count)?.to(last)
            }
            PeriodKind::Since => {
                let first = match self.count {
                    Some(_) => self.plan(),
                    None => Period::year(self.from.year(metadata, before)?),
                }?;
                // Without a date of the document the end is unknown.
                until_now(first, metadata.date?)
            }
            PeriodKind::YearsAgo => {
                let count = self.count.filter(|n| (1..=100).contains(n))?;
                Period::year(metadata.date?.start_year() - count)
            }
            PeriodKind::UpTo => self.up_to(metadata, before),
            PeriodKind::Reported => {
                let of_year = self.from.year.is_some();
                let known = before.or(metadata.period);
                let spoken = known.filter(|period| !of_year && period.freq() != Some(Freq::Day));
                let year = within_a_year(known).or_else(|| Some(year_at(metadata.date?, REPORTED)));
                spoken.or_else(|| Period::year(year?))
            }
            PeriodKind::NextYears => {
                let count = self.count.filter(|n| (1..=100).contains(n))?;
                let first = Period::year(metadata.date?.start_year())?;
                first.to(first.shift_years(count - 1)?)
            }
            PeriodKind::SpokenYear => Period::year(within_a_year(before.or(metadata.period))?),
            PeriodKind::YearsBefore => {
                let count = self.count.filter(|n| (1..=100).contains(n))?;
                let last = Period::year(before.or(metadata.period)?.start_year() - 1)?;
                last.shift_years(1 - count)?.to(last)
            }
            PeriodKind::YearBefore => before.or(metadata.period)?.shift_years(-1),
            PeriodKind::Calendar | PeriodKind::Republic => self.calendar(metadata, before),
        }
    }

    /// The first year of a five-year plan. The first began in 1953; from the sixth on each took five
    /// years from 19x1.
    fn plan(&self) -> Option<Period> {
        Period::year(1951 + 5 * self.count.filter(|n| (6..=40).contains(n))?)
    }

    /// The months, or the year, that end with a month: those of whole years, halves and quarters
    /// as such.
    fn up_to(&self, metadata: &Metadata, before: Option<Period>) -> Option<Period> {
        let months = self.count.unwrap_or(12);
        let (year, end) = (self.from.year(metadata, before)?, self.from.month?);
        let first = 12 * year + end - months;
        let whole = [(12, Freq::Annual), (6, Freq::HalfYear), (3, Freq::Quarter)];
        let whole = whole.into_iter().find(|&(length, _)| length == months && end % length == 0);
        if let Some((length, freq)) = whole {
            return Period::of(year, freq, end / length);
        }
        let month = |at: i32| Period::of(at.div_euclid(12), Freq::Month, at.rem_euclid(12) + 1);
        month(first).filter(|_| (1..=36).contains(&months))?.to(month(12 * year + end - 1)?)
    }

    fn calendar(&self, metadata: &Metadata, before: Option<Period>) -> Option<Period> {
        if self.from.week_offset.or(self.from.day_offset).is_some() {
            return self.from.near(metadata.date?);
        }
        let year = self.from.year(metadata, before)?;
        let (mut from, mut to) = (self.from.clone(), self.to.clone());
        if to == Parts::default() {
            return from.period(year, metadata, before);
        }
        // 前三季度 is resolved to months, and 前7个月 begins with the first.
        if let Some(quarter) = to.quarter.take() {
            to.month = Some(3 * quarter);
            from.month = Some(from.quarter.take().map_or(1, |quarter| 3 * quarter - 2));
        }
        if to.month.is_some() && from.month.is_none() {
            from.month = Some(1);
        }
        let first = from.period(year, metadata, before)?;
        let end_year = self.to.year.map_or(Some(year), |_| self.to.year(metadata, before))?;
        if to.month.is_none() && to.day.is_some() {
            to.month = from.month;
        }
        first.to(to.period(end_year, metadata, before)?)
    }
}

/// The last month in which a text still speaks of the year before, and the last in which annual
/// reports on it are given.
const SPOKEN: i8 = 3;
const REPORTED: i8 = 4;

/// The year of a date, or the one before if it is a month up to that one.
fn year_at(date: Period, last: i8) -> i32 {
    let dated = date.freq().is_some_and(|freq| freq >= Freq::Month);
    date.start_year() - i32::from(dated && date.last().month() <= last)
}

/// From a year to the one in which a text of that date speaks: in the first months that is the year
/// before.
pub(crate) fn until_now(first: Period, date: Period) -> Option<Period> {
    let last = Period::year(year_at(date, SPOKEN))?;
    Some(first.to(last).unwrap_or(first))
}

/// The number of calendar years of a period.
fn years(period: Period) -> i32 {
    i32::from(period.last().year()) - i32::from(period.first().year()) + 1
}

/// The year of a period within one year: a month after a span of several years has no year.
fn within_a_year(period: Option<Period>) -> Option<i32> {
    let period = period?;
    (period.first().year() == period.last().year()).then(|| period.start_year())
}

impl Parts {
    fn year(&self, metadata: &Metadata, before: Option<Period>) -> Option<i32> {
        let document = || metadata.date.map(Period::start_year);
        match self.year {
            Some(Year::Stated(year)) => Some(year),
            Some(Year::Relative(years)) => document()?.checked_add(years),
            Some(Year::FromCarried(years)) => {
                let carried = within_a_year(before).or(within_a_year(metadata.period));
                carried.or_else(document)?.checked_add(years)
            }
            None if self.month_offset.is_some() => document().or(within_a_year(before)),
            None => within_a_year(before).or_else(|| self.implied_year(metadata)),
        }
    }

    /// The year of a month without one: that of the last such month before the date of the
    /// document.
    fn implied_year(&self, metadata: &Metadata) -> Option<i32> {
        if let Some(period) = metadata.period {
            return Some(period.start_year());
        }
        let date = metadata.date?;
        let named = self.month.or(self.quarter.map(|quarter| quarter * 3 - 2));
        let dated = date.freq().is_some_and(|freq| freq >= Freq::Month);
        let month = i32::from(date.last().month());
        // 全年 in a document of the first months of a year is the year before.
        let later = dated && named.map_or(month <= 3, |named| named > month);
        Some(date.start_year() - i32::from(later))
    }

    /// The day or week at that offset from the date of the document: 昨天, 上周.
    fn near(&self, date: Period) -> Option<Period> {
        let today = date.first();
        if date.freq() != Some(Freq::Day) {
            return None;
        }
        let day = |days: i32| {
            let date = today.checked_add(days.days()).ok()?;
            Period::day(date.year().into(), date.month().into(), date.day().into())
        };
        match self.week_offset {
            Some(weeks) => {
                let monday = 7 * weeks - i32::from(today.weekday().to_monday_zero_offset());
                day(monday)?.to(day(monday + 6)?)
            }
            None => day(self.day_offset?),
        }
    }

    fn period(&self, year: i32, metadata: &Metadata, before: Option<Period>) -> Option<Period> {
        if let Some(offset) = self.month_offset {
            let monthly = |date: &Period| date.freq().is_some_and(|freq| freq >= Freq::Month);
            let carried = before.filter(monthly).or(metadata.period.filter(monthly));
            let carried = carried.filter(|_| self.from_carried);
            let date = carried.or(metadata.date.filter(monthly))?;
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

#[cfg(test)]
mod tests;
