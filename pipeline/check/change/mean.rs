//! Mean growth over several years: 2020年100亿元；2025年900亿元，五年年均增长9%.

use figlift_model::{CheckStatus, Role};
use figlift_text::Freq;

use crate::Finding;
use crate::comparison::compare;
use crate::figure::CheckedFigure;
use crate::implied::product;
use crate::kin;
use crate::levels::{LevelsByTime, is_comparable, not_comparable, of_kin, of_period};
use crate::number::number_at_end;
use crate::run::{CheckedText, Run, only};

/// The maximum number of years over which a mean growth is computed.
const YEARS: i32 = 30;

/// A level, compared with the one that the former level and the mean growth over the years between
/// them imply.
pub(super) fn with_former(
    kind: &'static str,
    run: &Run<'_>,
    text: CheckedText<'_>,
    level: &CheckedFigure<'_>,
    former: &CheckedFigure<'_>,
    mean: &CheckedFigure<'_>,
) -> Option<Finding> {
    let years = level.time()?.start_year() - former.time()?.start_year();
    let whole_years = level.time()?.freq() == former.time()?.freq() && years > 0;
    if !whole_years || mean.role != Role::Growth {
        return None;
    }
    let what = format!("{} by its mean growth over {years} years", level.name());
    if !is_comparable(run, text, level, mean) {
        return Some(not_comparable(kind, &what, mean, &[former, level]));
    }
    if years > YEARS {
        let message = format!("{what} is not computed: the limit is {YEARS} years");
        let status = CheckStatus::NotComparable;
        return Some(Finding::of(kind, status, mean, &[former, level], message));
    }
    let all_years = mean.measure().as_multiple().powi(years.unsigned_abs());
    let implied = product(&former.measure(), &all_years);
    compare(kind, &what, level, &[former, mean], implied)
}

/// The level that a mean growth without a stated base starts from, in another clause than the level
/// that it ends with: that of the year before the years that it is a mean of.
pub(super) fn former<'r>(
    run: &Run<'_>,
    text: CheckedText<'r>,
    levels: &LevelsByTime<'r>,
    level: &CheckedFigure<'_>,
    mean: &CheckedFigure<'_>,
) -> Option<&'r CheckedFigure<'r>> {
    let last = level.time().filter(|time| time.freq() == Some(Freq::Annual))?;
    let before = |years: i32| {
        let base = last.shift_years(-years);
        base.into_iter().flat_map(|base| of_period(levels, level, base))
    };
    let stated = match duration(run, text, level, mean) {
        Duration::Unstated => None,
        Duration::Years(years) => Some(years),
        Duration::Unclear => return None,
    };
    if let Some(years) = stated {
        return only(before(years)).or_else(|| of_kin(run, text, level, last.shift_years(-years)?));
    }
    let span = mean.time().filter(|time| *time != last);
    if let Some(span) = span {
        // 2021—2025年年均 grows from 2020; but 2020—2025年年均 grows from 2020 as well.
        let years = last.start_year() - span.start_year();
        let kin = || of_kin(run, text, level, last.shift_years(-years - 1)?);
        return only((years..=years + 1).flat_map(before)).or_else(kin);
    }
    // Without any years, the mean is over those between the two levels of its sentence.
    let near = |one: &&CheckedFigure<'_>| one.is_in_sentence_of(level);
    let all = (1..=YEARS).flat_map(|years| before(years).map(move |one| (years, one)));
    let (years, one) = only(all)?;
    Some(one).filter(near).filter(|_| years > 1 && mean.is_in_sentence_of(level))
}

/// Whether a mean growth is of the thing of the level right before it, though its words are shorter:
/// 这一数字上升到28.3万辆。三年间，保有量年均增长.
pub(super) fn is_of(
    run: &Run<'_>,
    text: CheckedText<'_>,
    mean: &CheckedFigure<'_>,
    level: &CheckedFigure<'_>,
) -> bool {
    let named = mean.plain().zip(kin::full_name(run, text, level));
    mean.paragraph == level.paragraph
        && named.is_some_and(|(short, long)| kin::is_short_for(short, long))
}

/// The number of years that words state.
enum Duration {
    Unstated,
    Years(i32),
    /// Different numbers.
    Unclear,
}

/// The years that the text between a level and its mean growth states: 5 of 五年年均.
fn duration(
    run: &Run<'_>,
    text: CheckedText<'_>,
    level: &CheckedFigure<'_>,
    mean: &CheckedFigure<'_>,
) -> Duration {
    let between = text.between(level, mean);
    let words = run.words();
    let mut stated = Duration::Unstated;
    for unit in &words.years {
        for (at, _) in between.match_indices(unit.as_str()) {
            let number = number_at_end(words, &between[..at]).and_then(|it| i32::try_from(it).ok());
            // A greater number is that of a year: 2025年.
            let Some(years) = number.filter(|years| (2..=YEARS).contains(years)) else { continue };
            stated = match stated {
                Duration::Unstated => Duration::Years(years),
                Duration::Years(same) if same == years => Duration::Years(years),
                _ => return Duration::Unclear,
            };
        }
    }
    stated
}
