//! A level, its absolute change, its growth rate and the former level must agree.
//!
//! In 总产量13926万吨，比上年减少162万吨，下降1.2%, change and level imply a growth of -1.154 to -1.146 %, and
//! -1.2 % may be rounded from -1.15. Growth at constant prices is not comparable with levels at
//! current prices.

use std::collections::BTreeMap;

use figlift_model::{Basis, ChangeEnd, CheckStatus, Role, Severity};
use figlift_text::Period;

use crate::Finding;
use crate::comparison::compare;
use crate::figure::{CheckedFigure, MeasuredThing};
use crate::implied::{ImpliedValues, in_percent, product, quotient};
use crate::kind::{Check, Scope};
use crate::run::{CheckedText, Run, holds, is_alike, is_change_of, is_moved};

const KIND: &str = "change";

pub(crate) const CHECK: Check = Check {
    name: KIND,
    what: "A level, its absolute change, its growth rate and the former level agree.",
    severity: Severity::Error,
    scope: Scope::Document(check),
};

/// The level of a change is searched among that many figures on either side.
const NEAR: usize = 12;

/// The levels of a text, by indicator words and period.
type LevelsByTime<'r> = BTreeMap<(MeasuredThing<'r>, Period), Vec<&'r CheckedFigure<'r>>>;

fn check(run: &Run<'_>, text: CheckedText<'_>) -> Vec<Finding> {
    let levels = levels(text);
    let mut by_level: BTreeMap<usize, Vec<&CheckedFigure<'_>>> = BTreeMap::new();
    for (level, moved) in all_moves(text) {
        by_level.entry(level).or_default().push(moved);
    }
    let mut findings = Vec::new();
    for (level, moves) in by_level {
        let level = &text.figures[level];
        for moved in &moves {
            let change = moves.iter().find(|one| one.role == Role::Change && pairs(one, moved));
            if let Some(change) =
                change.filter(|change| moved.role == Role::Growth && is_alike(change, level))
            {
                findings.extend(with_change(run, text, level, change, moved));
            }
            if let Some(former) = former(text, &levels, level, moved) {
                findings.extend(with_former(run, text, level, former, moved));
            }
        }
    }
    findings
}

fn levels(text: CheckedText<'_>) -> LevelsByTime<'_> {
    let mut levels = LevelsByTime::new();
    for one in text.figures.iter().filter(|one| one.is_level()) {
        if let Some(key) = one.subject().zip(one.time()) {
            levels.entry(key).or_default().push(one);
        }
    }
    levels
}

/// The changes and growth rates of a text, each with the place of its level.
fn all_moves<'r>(text: CheckedText<'r>) -> Vec<(usize, &'r CheckedFigure<'r>)> {
    let moved = text.figures.iter().enumerate().filter(|(_, one)| {
        is_moved(one.role) && !one.is_end() && !matches!(one.basis, Some(Basis::Peer | Basis::Plan))
    });
    moved.filter_map(|(at, one)| Some((level_of(text, at)?, one))).collect()
}

/// The level of a change or growth: one with the same words, else one of the same indicator in the
/// same paragraph; the nearest before it, else the nearest after it in its sentence.
fn level_of(text: CheckedText<'_>, at: usize) -> Option<usize> {
    let moved = &text.figures[at];
    let is_level = |one: &CheckedFigure<'_>| {
        let later = one.change_end != Some(ChangeEnd::From);
        let fits = moved.role != Role::Change || is_change_of(moved, one);
        let in_time = one.is_beside_in_time(moved) || one.ends(moved);
        one.is_level() && later && in_time && fits
    };
    let fits = |place: &usize, same: fn(&CheckedFigure<'_>, &CheckedFigure<'_>) -> bool| {
        let one = &text.figures[*place];
        is_level(one) && same(one, moved)
    };
    let before = || (at.saturating_sub(NEAR)..at).rev();
    let after = || {
        let end = (at + 1 + NEAR).min(text.figures.len());
        (at + 1..end).take_while(|&place| text.figures[place].is_in_sentence_of(moved))
    };
    before()
        .find(|place| fits(place, same_mention))
        .or_else(|| after().find(|place| fits(place, same_mention)))
        .or_else(|| before().find(|place| fits(place, same_thing)))
}

/// Whether both have the same indicator words, at the same place.
fn same_mention(a: &CheckedFigure<'_>, b: &CheckedFigure<'_>) -> bool {
    match (a.words_at(), b.words_at()) {
        (Some(a), Some(b)) => a == b,
        _ => a.words.is_some() && a.words == b.words && a.is_in_sentence_of(b),
    }
}

/// Whether both are of the same indicator and in one paragraph.
fn same_thing(a: &CheckedFigure<'_>, b: &CheckedFigure<'_>) -> bool {
    a.paragraph == b.paragraph && a.subject().is_some() && a.subject() == b.subject()
}

/// Whether a change and a growth have the same base: 比上年减少162万吨，下降1.2%.
fn pairs(change: &CheckedFigure<'_>, growth: &CheckedFigure<'_>) -> bool {
    growth.basis != Some(Basis::Avg)
        && change.base_period == growth.base_period
        && (change.basis == growth.basis || change.basis.is_none() || growth.basis.is_none())
}

/// A growth rate, compared with the one that a level and its change imply.
fn with_change(
    run: &Run<'_>,
    text: CheckedText<'_>,
    level: &CheckedFigure<'_>,
    change: &CheckedFigure<'_>,
    growth: &CheckedFigure<'_>,
) -> Option<Finding> {
    let what = format!("growth of {}", level.name());
    if !is_comparable(run, text, level, growth) {
        return Some(not_comparable(&what, growth, &[level, change]));
    }
    let (now, by) = (level.measure(), change.measure());
    let implied = quotient(&by, &now.minus(&by)).map(|moved| in_percent(&moved));
    compare(KIND, &what, growth, &[level, change], implied)
}

/// A change or growth, compared with the one that two levels imply.
fn with_former(
    run: &Run<'_>,
    text: CheckedText<'_>,
    level: &CheckedFigure<'_>,
    former: &CheckedFigure<'_>,
    moved: &CheckedFigure<'_>,
) -> Option<Finding> {
    if moved.basis == Some(Basis::Avg) {
        return with_mean_growth(run, text, level, former, moved);
    }
    let (now, before) = (level.measure(), former.measure());
    if moved.role == Role::Multiple {
        let what = format!("multiple of {}", level.name());
        return compare(KIND, &what, moved, &[former, level], quotient(&now, &before));
    }
    if moved.role == Role::Growth {
        let what = format!("growth of {}", level.name());
        if !is_comparable(run, text, level, moved) {
            return Some(not_comparable(&what, moved, &[former, level]));
        }
        let implied = quotient(&now, &before).map(|multiple| multiple.as_growth());
        return compare(KIND, &what, moved, &[former, level], implied);
    }
    let what = format!("change of {}", level.name());
    compare(KIND, &what, moved, &[former, level], Ok(now.minus(&before)))
}

/// The maximum number of years over which a mean growth is computed.
const YEARS: i32 = 30;

/// A level, compared with the one that the former level and the mean growth over the years between
/// them imply.
fn with_mean_growth(
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
        return Some(not_comparable(&what, mean, &[former, level]));
    }
    if years > YEARS {
        let message = format!("{what} is not computed: the limit is {YEARS} years");
        let status = CheckStatus::NotComparable;
        return Some(Finding::of(KIND, status, mean, &[former, level], message));
    }
    let all_years = mean.measure().as_multiple().powi(years.unsigned_abs());
    let implied = product(&former.measure(), &all_years);
    compare(KIND, &what, level, &[former, mean], implied)
}

/// The level that a change or growth starts from: the other end of the change, or the only one that its
/// paragraph states for the base period.
fn former<'r>(
    text: CheckedText<'r>,
    levels: &LevelsByTime<'r>,
    level: &CheckedFigure<'_>,
    moved: &CheckedFigure<'_>,
) -> Option<&'r CheckedFigure<'r>> {
    if level.is_end() {
        let from = text.partner(level)?;
        let same_base = match moved.basis {
            None | Some(Basis::Avg) => moved.is_in_sentence_of(level),
            Some(_) => base(moved).is_some() && base(moved) == from.time(),
        };
        return same_base.then_some(from);
    }
    // If a change is compared with its own period, the period was misread.
    let base = base(moved).filter(|base| Some(*base) != level.time())?;
    let is_former = |one: &&&CheckedFigure<'_>| {
        one.paragraph == level.paragraph
            && one.area == level.area
            && one.per == level.per
            && one.is_as_real_as(level)
            && is_alike(one, level)
    };
    let mut all = levels.get(&(level.subject()?, base))?.iter().filter(is_former);
    all.next().filter(|_| all.next().is_none()).copied()
}

/// The period that a change or growth is compared with.
fn base(moved: &CheckedFigure<'_>) -> Option<Period> {
    match (moved.base_time(), moved.basis) {
        (Some(base), _) => Some(base),
        (None, Some(Basis::Yoy)) => moved.time()?.shift_years(-1),
        // 比上年增长5%；…，增长3%: a basis is carried over within its paragraph.
        (None, None) if moved.role == Role::Growth && moved.after_yoy => {
            moved.time()?.shift_years(-1)
        }
        _ => None,
    }
}

/// Whether growth is comparable with levels: neither at constant prices nor of a narrower scope.
pub(crate) fn is_comparable(
    run: &Run<'_>,
    text: CheckedText<'_>,
    level: &CheckedFigure<'_>,
    growth: &CheckedFigure<'_>,
) -> bool {
    let words = &run.words().not_comparable;
    let is_qualified =
        holds(text.between(level, growth), words) || holds(text.remark(growth), words);
    !run.is_at_constant_prices(level) && !is_qualified
}

fn not_comparable(
    what: &str,
    growth: &CheckedFigure<'_>,
    others: &[&CheckedFigure<'_>],
) -> Finding {
    let message = format!(
        "{what}: {} is at constant prices or has another scope, so it is not comparable with the levels",
        growth.surface()
    );
    Finding::of(KIND, CheckStatus::NotComparable, growth, others, message)
}

/// The former level that a level and its change or growth imply, in the standard unit; `None` where
/// the growth is not comparable with the level, or the change has another dimension.
pub(crate) fn implied_former(
    run: &Run<'_>,
    text: CheckedText<'_>,
    level: &CheckedFigure<'_>,
    moved: &CheckedFigure<'_>,
) -> Option<ImpliedValues> {
    let (now, by) = (level.measure(), moved.measure());
    if moved.role == Role::Growth {
        let comparable = is_comparable(run, text, level, moved);
        return comparable.then(|| quotient(&now, &by.as_multiple()));
    }
    is_change_of(moved, level).then(|| Ok(now.minus(&by)))
}

/// The levels of a document with the changes and growth rates of each, and the period that these are
/// compared with.
pub(crate) fn moves<'r>(
    text: CheckedText<'r>,
) -> Vec<(&'r CheckedFigure<'r>, &'r CheckedFigure<'r>, Period)> {
    let by_year = |moved: &&CheckedFigure<'_>| {
        moved.basis != Some(Basis::Avg) && moved.role != Role::Multiple
    };
    let moves = all_moves(text).into_iter().filter(|(_, moved)| by_year(moved));
    moves.filter_map(|(level, moved)| Some((&text.figures[level], moved, base(moved)?))).collect()
}
