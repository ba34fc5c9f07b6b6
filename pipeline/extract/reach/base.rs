//! What a change is compared with.

use figlift_model::Basis;
use figlift_text::Period;

use super::Said;

/// A basis, as words state it.
#[derive(Clone, Debug)]
pub(super) enum Base {
    /// 同比, 环比, 年均.
    Word(Said<Basis>),
    /// 比2015年, 较上年: the basis that the words state, and the period.
    Period(Said<Basis>, Option<Period>),
}

impl Base {
    /// Whether it is the period just before, as in 比上月.
    pub(super) fn is_of_period_before(&self) -> bool {
        matches!(self, Base::Period(said, _) if said.value == Basis::Pop)
    }

    /// The basis and the period compared with, where that can be told, of a value of a period.
    pub(super) fn of(&self, period: Option<Period>) -> (Option<Said<Basis>>, Option<Period>) {
        let year_before = period.and_then(|period| period.shift_years(-1));
        let (said, base) = match self {
            Base::Word(said) => {
                let base = if said.value == Basis::Yoy { year_before } else { None };
                return (Some(*said), base);
            }
            Base::Period(said, base) => (said, *base),
        };
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

/// Whether the base is the period just before, or what was reported of the same time before: the
/// first quarter, said of the half-year; the five years before, said of five.
fn is_just_before(base: Period, period: Period) -> bool {
    let (before, of) = (whole_years(base), whole_years(period));
    if of > 1 && before == of && base.last().tomorrow().ok() == Some(period.first()) {
        return true;
    }
    let part_of_a_year = base.first().year() == base.last().year() && !is_year(base);
    let adjoins =
        base.last().tomorrow().ok() == Some(period.first()) && base.freq() == period.freq();
    let grows = base.first() == period.first() && base.last() < period.last();
    part_of_a_year && !is_year(period) && (adjoins || grows)
}

/// How many whole years it is of; 0 where it is of others.
fn whole_years(period: Period) -> i32 {
    let is_whole = period.first().month() == 1 && period.last().month() == 12;
    let years = i32::from(period.last().year()) - i32::from(period.first().year()) + 1;
    if is_whole { years } else { 0 }
}

fn is_year(period: Period) -> bool {
    period.freq() == Some(figlift_text::Freq::Annual)
}

#[cfg(test)]
mod tests {
    use figlift_text::Span;

    use super::*;

    fn basis(base: &str, period: &str) -> &'static str {
        let said = Said { value: Basis::Since, words: Span::new(0, 0) };
        let base = Base::Period(said, base.parse().ok());
        base.of(period.parse().ok()).0.map_or("", |said| said.value.as_str())
    }

    #[test]
    fn a_named_period_may_be_the_one_just_before() {
        assert_eq!(basis("2022", "2023"), "yoy");
        assert_eq!(basis("2022-Q4", "2023-Q1"), "pop");
        assert_eq!(basis("2022-Q1", "2022-S1"), "pop");
        assert_eq!(basis("2015", "2023"), "since");
        assert_eq!(basis("2021-Q1", "2022-Q1"), "yoy");
        assert_eq!(basis("2011/2015", "2016/2020"), "pop");
        assert_eq!(basis("2018/2019", "2020"), "since");
        assert_eq!(basis("2013/2015", "2016/2020"), "since");
    }
}
