//! Level, absolute change, growth rate and former level must meet.
//!
//! 总产量13926万吨，比上年减少162万吨，下降1.2%: the change and the level leave a growth of -1.16 to
//! -1.14 %, and what the text rounds to -1.2 % may have been -1.15. Growth at constant prices is not
//! that of levels at current ones, so nothing is held against it.

use std::collections::BTreeMap;

use figlift_model::CheckStatus;
use figlift_text::Period;

use crate::Finding;
use crate::implied::{ImpliedValues, in_percent, product, quotient};
use crate::run::{Run, Told, holds};
use crate::stated::Stated;

pub(crate) const KIND: &str = "change";

/// Figures on either side among which the level of a change is looked for.
const NEAR: usize = 12;

/// The levels of a text, by what they are of and when.
type Levels<'r> = BTreeMap<(&'r str, &'r str), Vec<&'r Stated>>;

pub(crate) fn check(run: &Run<'_>, told: Told<'_>) -> Vec<Finding> {
    let levels = levels(told);
    let mut by_level: BTreeMap<usize, Vec<&Stated>> = BTreeMap::new();
    for (level, moved) in all_moves(run, told) {
        by_level.entry(level).or_default().push(moved);
    }
    let mut findings = Vec::new();
    for (level, moves) in by_level {
        let level = &told.stated[level];
        for moved in &moves {
            let change = moves.iter().find(|one| one.role == "change" && pairs(one, moved));
            if let Some(change) =
                change.filter(|change| moved.role == "growth" && run.is_alike(change, level))
            {
                findings.extend(with_change(run, told, level, change, moved));
            }
            if let Some(former) = former(run, told, &levels, level, moved) {
                findings.extend(with_former(run, told, level, former, moved));
            }
        }
    }
    findings
}

fn levels(told: Told<'_>) -> Levels<'_> {
    let mut levels = Levels::new();
    for one in told.stated.iter().filter(|one| one.is_level()) {
        if let Some(key) = one.subject().zip(one.period.as_deref()) {
            levels.entry(key).or_default().push(one);
        }
    }
    levels
}

/// The changes and growth rates of a text, each with the place of the level that it leads to.
fn all_moves<'r>(run: &Run<'_>, told: Told<'r>) -> Vec<(usize, &'r Stated)> {
    let moved = told.stated.iter().enumerate().filter(|(_, one)| {
        matches!(one.role.as_str(), "change" | "growth" | "multiple")
            && one.change.is_none()
            && !matches!(one.basis.as_deref(), Some("peer" | "plan"))
    });
    moved.filter_map(|(at, one)| Some((level_of(run, told, at)?, one))).collect()
}

/// The level that a change or growth leads to: of the same words, else of the same thing in the same
/// paragraph; the nearest before it, else behind it in its sentence.
fn level_of(run: &Run<'_>, told: Told<'_>, at: usize) -> Option<usize> {
    let moved = &told.stated[at];
    let is_level = |one: &Stated| {
        let later = one.change.as_ref().is_none_or(|(_, end)| end == "to");
        let fits = moved.role != "change" || run.is_change_of(moved, one);
        let in_time = one.is_beside_in_time(moved) || one.ends(moved);
        one.is_level() && later && in_time && fits
    };
    let fits = |place: &usize, same: fn(&Stated, &Stated) -> bool| {
        let one = &told.stated[*place];
        is_level(one) && same(one, moved)
    };
    let before = || (at.saturating_sub(NEAR)..at).rev();
    let behind = || {
        let end = (at + 1 + NEAR).min(told.stated.len());
        (at + 1..end).take_while(|&place| told.stated[place].sentence == moved.sentence)
    };
    before()
        .find(|place| fits(place, same_mention))
        .or_else(|| behind().find(|place| fits(place, same_mention)))
        .or_else(|| before().find(|place| fits(place, same_thing)))
}

/// Whether both are said of the same words of the text.
fn same_mention(a: &Stated, b: &Stated) -> bool {
    match (a.words_at, b.words_at) {
        (Some(a), Some(b)) => a == b,
        _ => a.words.is_some() && a.words == b.words && a.sentence == b.sentence,
    }
}

/// Whether both are of the same thing and stand in one paragraph.
fn same_thing(a: &Stated, b: &Stated) -> bool {
    a.line == b.line && a.subject().is_some() && a.subject() == b.subject()
}

/// Whether a change and a growth are against the same base: 比上年减少162万吨，下降1.2%.
fn pairs(change: &Stated, growth: &Stated) -> bool {
    growth.basis.as_deref() != Some("avg")
        && change.base_period == growth.base_period
        && (change.basis == growth.basis || change.basis.is_none() || growth.basis.is_none())
}

/// The growth that a level and its change leave.
fn with_change(
    run: &Run<'_>,
    told: Told<'_>,
    level: &Stated,
    change: &Stated,
    growth: &Stated,
) -> Option<Finding> {
    let what = format!("growth of {}", level.name());
    if !is_comparable(run, told, level, growth) {
        return Some(not_comparable(&what, growth, &[level, change]));
    }
    let (now, by) = (run.measure(level), run.measure(change));
    let implied = quotient(&by, &now.minus(&by)).map(|moved| in_percent(&moved));
    run.compare(KIND, &what, growth, &[level, change], implied)
}

/// The change or growth that two levels leave.
fn with_former(
    run: &Run<'_>,
    told: Told<'_>,
    level: &Stated,
    former: &Stated,
    moved: &Stated,
) -> Option<Finding> {
    if moved.basis.as_deref() == Some("avg") {
        return with_mean_growth(run, told, level, former, moved);
    }
    let (now, before) = (run.measure(level), run.measure(former));
    if moved.role == "multiple" {
        let what = format!("multiple of {}", level.name());
        return run.compare(KIND, &what, moved, &[former, level], quotient(&now, &before));
    }
    if moved.role == "growth" {
        let what = format!("growth of {}", level.name());
        if !is_comparable(run, told, level, moved) {
            return Some(not_comparable(&what, moved, &[former, level]));
        }
        let implied = quotient(&now, &before).map(|multiple| multiple.as_growth());
        return run.compare(KIND, &what, moved, &[former, level], implied);
    }
    let what = format!("change of {}", level.name());
    run.compare(KIND, &what, moved, &[former, level], Ok(now.minus(&before)))
}

/// The most years over which a mean growth is reckoned.
const YEARS: i32 = 30;

/// The later level that a former one leaves by its mean growth over the years between both.
fn with_mean_growth(
    run: &Run<'_>,
    told: Told<'_>,
    level: &Stated,
    former: &Stated,
    mean: &Stated,
) -> Option<Finding> {
    let years = level.time?.start_year() - former.time?.start_year();
    let whole_years = level.time?.freq() == former.time?.freq() && (1..=YEARS).contains(&years);
    if !whole_years || mean.role != "growth" || !is_comparable(run, told, level, mean) {
        return None;
    }
    let all_years = run.measure(mean).as_multiple().powi(years.unsigned_abs());
    let implied = product(&run.measure(former), &all_years);
    let what = format!("{} by its mean growth over {years} years", level.name());
    run.compare(KIND, &what, level, &[former, mean], implied)
}

/// The level that a change or growth began with: the other end of the statement, or what its paragraph
/// states once for the base period.
fn former<'r>(
    run: &Run<'_>,
    told: Told<'r>,
    levels: &Levels<'r>,
    level: &Stated,
    moved: &Stated,
) -> Option<&'r Stated> {
    if level.change.is_some() {
        let from = told.partner(level)?;
        let same_base = match moved.basis.as_deref() {
            None | Some("avg") => moved.sentence == level.sentence,
            Some(_) => base(moved).is_some() && base(moved) == from.time,
        };
        return same_base.then_some(from);
    }
    // What is against its own period says no more than that the period was misread.
    let base = base(moved).filter(|base| Some(*base) != level.time)?.to_string();
    let is_former = |one: &&&Stated| {
        one.line == level.line
            && one.area == level.area
            && one.per == level.per
            && one.is_as_real_as(level)
            && run.is_alike(one, level)
    };
    let mut all = levels.get(&(level.subject()?, base.as_str()))?.iter().filter(is_former);
    all.next().filter(|_| all.next().is_none()).copied()
}

/// The period that a change or growth is against.
fn base(moved: &Stated) -> Option<Period> {
    match (&moved.base_period, moved.basis.as_deref()) {
        (Some(base), _) => base.parse().ok(),
        (None, Some("yoy")) => moved.time?.shift_years(-1),
        // 比上年增长5%；…，增长3%: what is said once holds on in its line.
        (None, None) if moved.role == "growth" && moved.after_yoy => moved.time?.shift_years(-1),
        _ => None,
    }
}

/// Whether growth may be held against levels: not at constant prices, nor of a narrower scope.
pub(crate) fn is_comparable(
    run: &Run<'_>,
    told: Told<'_>,
    level: &Stated,
    growth: &Stated,
) -> bool {
    let words = &run.words().not_comparable;
    let said = holds(told.between(level, growth), words) || holds(told.remark(growth), words);
    !run.is_at_constant_prices(level) && !said
}

fn not_comparable(what: &str, growth: &Stated, others: &[&Stated]) -> Finding {
    let message = format!(
        "{what}: {} is at constant prices or of another scope, not that of the values stated",
        growth.surface
    );
    Finding::of(KIND, CheckStatus::NotComparable, growth, others, message)
}

/// The level before, which a level and its change or growth leave, in the standard unit; `None` where
/// the growth is not that of the level, or the change in another dimension.
pub(crate) fn implied_former(
    run: &Run<'_>,
    told: Told<'_>,
    level: &Stated,
    moved: &Stated,
) -> Option<ImpliedValues> {
    let (now, by) = (run.measure(level), run.measure(moved));
    if moved.role == "growth" {
        let comparable = is_comparable(run, told, level, moved);
        return comparable.then(|| quotient(&now, &by.as_multiple()));
    }
    run.is_change_of(moved, level).then(|| Ok(now.minus(&by)))
}

/// The levels of a document with the changes and growth rates that are said of each, and the period
/// that these are against.
pub(crate) fn moves<'r>(run: &Run<'_>, told: Told<'r>) -> Vec<(&'r Stated, &'r Stated, Period)> {
    let by_year =
        |moved: &&Stated| moved.basis.as_deref() != Some("avg") && moved.role != "multiple";
    let moves = all_moves(run, told).into_iter().filter(|(_, moved)| by_year(moved));
    moves.filter_map(|(level, moved)| Some((&told.stated[level], moved, base(moved)?))).collect()
}
