//! A level, its absolute change, its growth rate and the former level must agree.
//!
//! In 总产量13926万吨，比上年减少162万吨，下降1.2%, change and level imply a growth of -1.154 to -1.146 %, and
//! -1.2 % may be rounded from -1.15. Growth at constant prices is not comparable with levels at
//! current prices.

mod mean;

use std::collections::BTreeMap;

use figlift_model::{Basis, ChangeEnd, Role, Severity};
use figlift_text::Period;

use crate::Finding;
use crate::comparison::compare;
use crate::figure::CheckedFigure;
use crate::implied::{ImpliedValues, in_percent, quotient};
use crate::kind::{Check, Scope};
use crate::levels::{LevelsByTime, is_comparable, levels, not_comparable, of_kin, of_period};
use crate::run::{CheckedText, Run, holds, is_alike, is_change_of, is_moved, only};

const KIND: &str = "change";

pub(crate) const CHECK: Check = Check {
    name: KIND,
    what: "A level, its absolute change, its growth rate and the former level agree.",
    severity: Severity::Error,
    scope: Scope::Document(check),
};

/// The level of a change is searched among that many figures on either side.
const NEAR: usize = 12;

fn check(run: &Run<'_>, text: CheckedText<'_>) -> Vec<Finding> {
    let levels = levels(text);
    let mut by_level: BTreeMap<usize, Vec<&CheckedFigure<'_>>> = BTreeMap::new();
    for (level, moved) in all_moves(run, text) {
        by_level.entry(level).or_default().push(moved);
    }
    let mut findings = Vec::new();
    for (level, moves) in by_level {
        let level = &text.figures[level];
        for moved in &moves {
            let change = moves.iter().filter(|one| one.role == Role::Change && pairs(one, moved));
            // 较5月上升165亿，升幅0.5%；较去年上升653亿，升幅2.1%: the nearest, before rather than after.
            let change = change.min_by_key(|one| {
                let (own, of) = (moved.span().start, one.span().start);
                (of > own, of.abs_diff(own))
            });
            if let Some(change) =
                change.filter(|change| moved.role == Role::Growth && is_alike(change, level))
            {
                findings.extend(with_change(run, text, level, change, moved));
            }
            if let Some(former) = former(run, text, &levels, level, moved) {
                findings.extend(with_former(run, text, level, former, moved));
            }
        }
    }
    findings
}

/// The changes and growth rates of a text, each with the place of its level.
fn all_moves<'r>(run: &Run<'_>, text: CheckedText<'r>) -> Vec<(usize, &'r CheckedFigure<'r>)> {
    let moved = text.figures.iter().enumerate().filter(|(_, one)| {
        is_moved(one.role) && !one.is_end() && !matches!(one.basis, Some(Basis::Peer | Basis::Plan))
    });
    moved.filter_map(|(at, one)| Some((level_of(run, text, at)?, one))).collect()
}

/// The level of a change or growth: one with the same words, else one of the same indicator in the
/// same paragraph; the nearest before it, else the nearest after it in its sentence.
fn level_of(run: &Run<'_>, text: CheckedText<'_>, at: usize) -> Option<usize> {
    let moved = &text.figures[at];
    let is_level = |one: &CheckedFigure<'_>| {
        let later = one.change_end != Some(ChangeEnd::From);
        let fits = moved.role != Role::Change || is_change_of(moved, one);
        // 从2016年到2021年，由1842公里延伸至2467公里，增加625公里: of the years up to the last.
        let same_end = || one.time().map(Period::last) == moved.time().map(Period::last);
        let closes = one.is_end()
            && moved.basis.is_none()
            && one.is_in_sentence_of(moved)
            && one.area == moved.area
            && one.is_as_real_as(moved)
            && same_end();
        let in_time = one.is_beside_in_time(moved) || one.ends(moved) || closes;
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
        .or_else(|| {
            let mean = || before().next().filter(|_| moved.basis == Some(Basis::Avg));
            mean().filter(|place| {
                let one = &text.figures[*place];
                is_level(one) && mean::is_of(run, text, moved, one)
            })
        })
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
        return Some(not_comparable(KIND, &what, growth, &[level, change]));
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
        return mean::with_former(KIND, run, text, level, former, moved);
    }
    let (now, before) = (level.measure(), former.measure());
    if moved.role == Role::Multiple {
        let what = format!("multiple of {}", level.name());
        return compare(KIND, &what, moved, &[former, level], quotient(&now, &before));
    }
    if moved.role == Role::Growth {
        let what = format!("growth of {}", level.name());
        if !is_comparable(run, text, level, moved) {
            return Some(not_comparable(KIND, &what, moved, &[former, level]));
        }
        let implied = quotient(&now, &before).map(|multiple| multiple.as_growth());
        return compare(KIND, &what, moved, &[former, level], implied);
    }
    let what = format!("change of {}", level.name());
    compare(KIND, &what, moved, &[former, level], Ok(now.minus(&before)))
}

/// The level that a change or growth starts from: the other end of the change, or the only one that its
/// paragraph states for the base period.
fn former<'r>(
    run: &Run<'_>,
    text: CheckedText<'r>,
    levels: &LevelsByTime<'r>,
    level: &CheckedFigure<'_>,
    moved: &CheckedFigure<'_>,
) -> Option<&'r CheckedFigure<'r>> {
    if level.is_end() {
        let from = text.partner(level)?;
        let same_base = match moved.basis {
            None | Some(Basis::Avg) => moved.is_in_sentence_of(level),
            Some(_) => {
                let base = base(run, text, moved);
                base.is_some() && base == from.time()
            }
        };
        return same_base.then_some(from);
    }
    // If a change is compared with its own period, the period was misread.
    let base = match base(run, text, moved) {
        Some(base) => Some(base).filter(|base| Some(*base) != level.time())?,
        None if moved.basis == Some(Basis::Avg) => {
            return mean::former(run, text, levels, level, moved);
        }
        None => return beside(text, levels, level, moved),
    };
    let mut same = of_period(levels, level, base);
    match same.next() {
        Some(one) => Some(one).filter(|_| same.next().is_none()),
        None => of_kin(run, text, level, base),
    }
}

/// The level of the year before, if a sentence states both, and then a change without any base:
/// 2020年9.36亿件，2021年12.07亿件，增长28.9%.
fn beside<'r>(
    text: CheckedText<'r>,
    levels: &LevelsByTime<'r>,
    level: &CheckedFigure<'_>,
    moved: &CheckedFigure<'_>,
) -> Option<&'r CheckedFigure<'r>> {
    let before = level.time()?.shift_years(-1)?;
    let in_sentence = |one: &&CheckedFigure<'_>| one.is_in_sentence_of(level);
    let former = only(of_period(levels, level, before).filter(in_sentence))?;
    let all = text.figures.iter().filter(|one| one.is_in_sentence_of(level));
    let both = all.filter(|one| one.is_level() && one.subject() == level.subject()).count() == 2;
    let last = level.span().start.max(former.span().start);
    let first = text.first_from(last + 1);
    let is_next = text.figures.get(first).is_some_and(|one| one.span() == moved.span());
    (both && is_next && moved.basis.is_none() && moved.is_in_sentence_of(level)).then_some(former)
}

/// The period that a change or growth is compared with.
fn base(run: &Run<'_>, text: CheckedText<'_>, moved: &CheckedFigure<'_>) -> Option<Period> {
    match (moved.base_time(), moved.basis) {
        (Some(base), _) => Some(base),
        (None, Some(Basis::Yoy)) => moved.time()?.shift_years(-1),
        // 比年初: what there was at the end of the year before.
        (None, Some(Basis::Since)) => {
            let words = moved.extracted().evidence.basis?;
            let words = text.document.text().get(words.range())?;
            let is_start = holds(words, &run.words().year_start);
            Period::year(moved.time().filter(|_| is_start)?.start_year() - 1)
        }
        // 比上年增长5%；…，增长3%: a basis is carried over within its paragraph.
        (None, None) if moved.role == Role::Growth && moved.after_yoy => {
            moved.time()?.shift_years(-1)
        }
        _ => None,
    }
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
    run: &Run<'_>,
    text: CheckedText<'r>,
) -> Vec<(&'r CheckedFigure<'r>, &'r CheckedFigure<'r>, Period)> {
    let by_year = |moved: &&CheckedFigure<'_>| {
        moved.basis != Some(Basis::Avg) && moved.role != Role::Multiple
    };
    let moves = all_moves(run, text).into_iter().filter(|(_, moved)| by_year(moved));
    moves
        .filter_map(|(level, moved)| Some((&text.figures[level], moved, base(run, text, moved)?)))
        .collect()
}
