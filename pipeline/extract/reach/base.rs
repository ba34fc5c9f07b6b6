//! What a change is compared with.

use figlift_model::Basis;
use figlift_text::{Freq, Period};

use super::Said;

/// A basis, as words state it.
#[derive(Clone, Debug)]
pub(super) enum Base {
    /// 同比, 环比, 年均.
    Word(Said<Basis>),
    /// 比2015年, 较上年: the basis that the words state, and the period.
    Period(Said<Basis>, Option<Period>, BasePart),
}

/// What of the period is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BasePart {
    /// What its words say of the time spoken of: 比上年, of the first quarter, is 比上年同期.
    Spoken,
    /// The period itself, or its end: 比上年末, 比上年全年.
    Itself,
    /// The part of it that corresponds to the period spoken of: 比2019年同期.
    SameTime,
}

impl Base {
    /// Whether it is the period just before, as in 比上月.
    pub(super) fn is_of_period_before(&self) -> bool {
        matches!(self, Base::Period(said, ..) if said.value == Basis::Pop)
    }

    /// The basis and the period compared with, where that can be told, of a value of a period.
    pub(super) fn of(&self, period: Option<Period>) -> (Option<Said<Basis>>, Option<Period>) {
        let year_before = period.and_then(|period| period.shift_years(-1));
        let (said, base, of) = match *self {
            Base::Word(said) => {
                let base = match said.value {
                    Basis::Yoy => year_before,
                    Basis::Pop => period.and_then(just_before),
                    Basis::Avg | Basis::Since | Basis::Peer | Basis::Plan => None,
                };
                return (Some(said), base);
            }
            Base::Period(said, base, of) => (said, base, of),
        };
        let part = period.filter(|&period| is_part_of_a_year(period));
        let year = base.filter(|&base| is_year(base));
        let base = match (of, part, year) {
            // 4月末…，比上年末增长: of a month, the year before is no year earlier.
            (BasePart::Itself, Some(_), Some(year)) => {
                return (Some(Said { value: Basis::Since, words: said.words }), Some(year));
            }
            (BasePart::SameTime, Some(part), Some(year)) => {
                part.shift_years(year.start_year() - part.start_year())
            }
            _ => base,
        };
        // 较上季末: the words only say that it is the one before.
        let before = || period.filter(|_| said.value == Basis::Pop).and_then(just_before);
        let base = base.or_else(before);
        // 比上年 is said of the year before the one spoken of, whenever that is printed.
        let is_year_before = said.value == Basis::Yoy || (base.is_some() && base == year_before);
        let basis = if is_year_before {
            Basis::Yoy
        } else if base.zip(period).is_some_and(|(base, period)| is_just_before(base, period)) {
            Basis::Pop
        } else {
            said.value
        };
        let base = if is_year_before { year_before.or(base) } else { base };
        (Some(Said { value: basis, words: said.words }), base)
    }
}

/// The period just before a month, quarter or other single period.
fn just_before(period: Period) -> Option<Period> {
    let last = period.first().yesterday().ok()?;
    let (year, month) = (i32::from(last.year()), i32::from(last.month()));
    let freq = period.freq()?;
    let months = match freq {
        Freq::Day => return Period::day(year, month, last.day().into()),
        Freq::Month => 1,
        Freq::Quarter => 3,
        Freq::HalfYear => 6,
        Freq::Annual => 12,
    };
    Period::of(year, freq, (month - 1) / months + 1)
}

/// Whether the base is the period just before, of the same length: the fourth quarter, said of the
/// first; the five years before, said of five.
fn is_just_before(base: Period, period: Period) -> bool {
    let (before, of) = (whole_years(base), whole_years(period));
    if of > 1 && before == of && base.last().tomorrow().ok() == Some(period.first()) {
        return true;
    }
    is_part_of_a_year(period) && just_before(period) == Some(base)
}

/// Whether it is a part of one year.
fn is_part_of_a_year(period: Period) -> bool {
    period.first().year() == period.last().year() && !is_year(period)
}

/// How many whole years it is of; 0 where it is of others.
fn whole_years(period: Period) -> i32 {
    let is_whole = period.first().month() == 1 && period.last().month() == 12;
    let years = i32::from(period.last().year()) - i32::from(period.first().year()) + 1;
    if is_whole { years } else { 0 }
}

fn is_year(period: Period) -> bool {
    period.freq() == Some(Freq::Annual)
}

#[cfg(test)]
mod tests {
    use figlift_text::Span;

    use super::*;

    fn of(base: &str, period: &str, of: BasePart) -> (&'static str, String) {
        let said = Said { value: Basis::Since, words: Span::new(0, 0) };
        let (basis, base) = Base::Period(said, base.parse().ok(), of).of(period.parse().ok());
        let base = base.map(|base| base.to_string()).unwrap_or_default();
        (basis.map_or("", |said| said.value.as_str()), base)
    }

    fn basis(base: &str, period: &str) -> &'static str {
        of(base, period, BasePart::Spoken).0
    }

    #[test]
    fn a_named_period_may_be_the_one_just_before() {
        assert_eq!(basis("2022", "2023"), "yoy");
        assert_eq!(basis("2022-Q4", "2023-Q1"), "pop");
        assert_eq!(basis("2022-Q1", "2022-S1"), "since");
        assert_eq!(basis("2015", "2023"), "since");
        assert_eq!(basis("2021-Q1", "2022-Q1"), "yoy");
        assert_eq!(basis("2011/2015", "2016/2020"), "pop");
        assert_eq!(basis("2018/2019", "2020"), "since");
        assert_eq!(basis("2013/2015", "2016/2020"), "since");
    }

    #[test]
    fn the_end_of_a_year_is_no_year_earlier_than_a_month() {
        assert_eq!(of("2022", "2023-04", BasePart::Itself), ("since", "2022".to_owned()));
        assert_eq!(of("2022", "2023", BasePart::Itself), ("yoy", "2022".to_owned()));
        assert_eq!(of("2022", "2023-04", BasePart::Spoken), ("since", "2022".to_owned()));
    }

    #[test]
    fn the_same_time_of_a_year_is_its_part() {
        let part = "2019-01/2019-02".to_owned();
        assert_eq!(of("2019", "2024-01/2024-02", BasePart::SameTime), ("since", part));
        assert_eq!(of("2019", "2024", BasePart::SameTime), ("since", "2019".to_owned()));
        assert_eq!(of("2023", "2024-Q1", BasePart::SameTime), ("yoy", "2023-Q1".to_owned()));
    }

    #[test]
    fn period_on_period_is_compared_with_the_one_before() {
        let said = Said { value: Basis::Pop, words: Span::new(0, 0) };
        let before =
            |period: &str| Base::Word(said).of(period.parse().ok()).1.map(|base| base.to_string());
        assert_eq!(before("2024-01").as_deref(), Some("2023-12"));
        assert_eq!(before("2024-Q3").as_deref(), Some("2024-Q2"));
        assert_eq!(before("2024-01/2024-03"), None);
        assert_eq!(before("2024-03-01").as_deref(), Some("2024-02-29"));
    }
}
