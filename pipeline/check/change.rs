//! Level, absolute change, growth rate and former level must meet.
//!
//! 总产量13926万吨，比上年减少162万吨，下降1.2%: the change and the level leave a growth of -1.16 to
//! -1.14 %, and what the text rounds to -1.2 % may have been -1.15. Growth at constant prices is not
//! that of levels at current ones, so nothing is held against it.

use figlift_extract::Exact;
use figlift_text::Period;

use crate::interval::Interval;
use crate::run::{Run, Told, holds};
use crate::stated::Stated;
use crate::{Finding, Status};

pub(crate) const KIND: &str = "change";

/// Changes and growth rates that follow a level at most.
const FOLLOWERS: usize = 16;

pub(crate) fn check(run: &Run<'_>) -> Vec<Finding> {
    run.documents().flat_map(|told| of_document(run, told)).collect()
}

fn of_document(run: &Run<'_>, told: Told<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, level) in told.stated.iter().enumerate().filter(|(_, one)| is_later_level(one)) {
        let followers = followers(told.stated, at);
        for growth in followers.iter().filter(|one| one.role == "growth") {
            let change = followers.iter().find(|one| one.role == "change" && pairs(one, growth));
            if let Some(change) = change.filter(|change| run.is_alike(change, level)) {
                findings.extend(with_change(run, told, level, change, growth));
            }
        }
        for moved in &followers {
            if let Some(former) = former(run, told, level, moved) {
                findings.extend(with_former(run, told, level, former, moved));
            }
        }
    }
    findings
}

/// A level that may have changed: not the value that a change began with.
fn is_later_level(stated: &Stated) -> bool {
    stated.is_level() && stated.change.as_ref().is_none_or(|(_, end)| end == "to")
}

/// The changes and growth rates that are said of the level at that place.
fn followers(stated: &[Stated], at: usize) -> Vec<&Stated> {
    let level = &stated[at];
    let of_it = |one: &&Stated| same_mention(level, one);
    let until_next = |one: &&Stated| !one.is_level() || one.alt_of.is_some();
    let moved = |one: &&Stated| {
        let basis = one.basis.as_deref();
        ["change", "growth"].contains(&one.role.as_str())
            && !matches!(basis, Some("avg" | "peer" | "plan"))
            && (one.period == level.period && one.area == level.area)
    };
    let after = stated[at + 1..].iter().take(FOLLOWERS);
    after.filter(of_it).take_while(until_next).filter(moved).collect()
}

/// Whether both are said of the same words of the text.
fn same_mention(a: &Stated, b: &Stated) -> bool {
    match (a.words_at, b.words_at) {
        (Some(a), Some(b)) => a == b,
        _ => a.words.is_some() && a.words == b.words && a.sentence == b.sentence,
    }
}

/// Whether a change and a growth are against the same base: 比上年减少162万吨，下降1.2%.
fn pairs(change: &Stated, growth: &Stated) -> bool {
    change.base_period == growth.base_period
        && (change.basis == growth.basis || change.basis.is_none() || growth.basis.is_none())
}

fn name(stated: &Stated) -> String {
    stated.words.clone().unwrap_or_default()
}

/// The growth that a level and its change leave.
fn with_change(
    run: &Run<'_>,
    told: Told<'_>,
    level: &Stated,
    change: &Stated,
    growth: &Stated,
) -> Option<Finding> {
    let what = format!("growth of {}", name(level));
    if !is_comparable(run, told, level, growth) {
        return Some(not_comparable(&what, growth, &[level, change]));
    }
    let (now, by) = (run.measure(level)?, run.measure(change)?);
    let implied = by.over(now.minus(by)?)?.scaled(Exact::whole(100))?;
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
    let (now, before) = (run.measure(level)?, run.measure(former)?);
    if moved.role == "growth" {
        let what = format!("growth of {}", name(level));
        if !is_comparable(run, told, level, moved) {
            return Some(not_comparable(&what, moved, &[former, level]));
        }
        let implied = now.over(before)?.as_growth()?;
        return run.compare(KIND, &what, moved, &[former, level], implied);
    }
    let what = format!("change of {}", name(level));
    let points = level.unit == "%" && moved.dimension(run.pack()) == "points";
    if !points && !run.is_alike(level, moved) {
        return None;
    }
    run.compare(KIND, &what, moved, &[former, level], now.minus(before)?)
}

/// The level that a change or growth began with: the other end of the statement, or what the text
/// states once for the base period.
fn former<'r>(run: &Run<'_>, told: Told<'r>, level: &Stated, moved: &Stated) -> Option<&'r Stated> {
    if let Some((id, _)) = &level.change {
        let is_start = |one: &&Stated| {
            one.change.as_ref().is_some_and(|(other, end)| other == id && end == "from")
        };
        let from = told.stated.iter().find(is_start)?;
        let same_base = match moved.basis.as_deref() {
            None => moved.sentence == level.sentence,
            Some(_) => base(moved).is_some() && base(moved) == from.time(),
        };
        return same_base.then_some(from);
    }
    let base = base(moved)?;
    let is_former = |one: &&Stated| {
        let same_words = match (&one.indicator, &level.indicator) {
            (Some(one), Some(level)) => one == level,
            _ => one.words == level.words,
        };
        one.is_level()
            && same_words
            && one.time() == Some(base)
            && (one.area == level.area && one.per == level.per)
            && run.is_alike(one, level)
    };
    let mut all = told.stated.iter().filter(is_former);
    all.next().filter(|_| all.next().is_none())
}

/// The period that a change or growth is against.
fn base(moved: &Stated) -> Option<Period> {
    match (&moved.base_period, moved.basis.as_deref()) {
        (Some(base), _) => base.parse().ok(),
        (None, Some("yoy")) => moved.time()?.shift_years(-1),
        _ => None,
    }
}

/// Whether growth may be held against levels: not at constant prices, nor of a narrower scope.
fn is_comparable(run: &Run<'_>, told: Told<'_>, level: &Stated, growth: &Stated) -> bool {
    let between = told.between(level, growth);
    !run.is_at_constant_prices(level) && !holds(between, &run.checks().words.not_comparable)
}

fn not_comparable(what: &str, growth: &Stated, others: &[&Stated]) -> Finding {
    let message = format!(
        "{what}: {} is not that of the values stated (constant prices or another scope)",
        growth.surface
    );
    Finding::of(KIND, Status::NotComparable, growth, others, message)
}

/// The level before, which a level and its change or growth leave, in the standard unit.
pub(crate) fn implied_former(
    run: &Run<'_>,
    told: Told<'_>,
    level: &Stated,
    moved: &Stated,
) -> Option<Interval> {
    let now = run.measure(level)?;
    let by = run.measure(moved)?;
    if moved.role == "growth" {
        return if is_comparable(run, told, level, moved) {
            now.over(by.as_multiple()?)
        } else {
            None
        };
    }
    let points = level.unit == "%" && moved.dimension(run.pack()) == "points";
    (points || run.is_alike(level, moved)).then(|| now.minus(by))?
}

/// The levels of a document with the changes and growth rates that are said of each, and the period
/// that these are against.
pub(crate) fn moves<'r>(told: Told<'r>) -> Vec<(&'r Stated, &'r Stated, Period)> {
    let levels = told.stated.iter().enumerate().filter(|(_, one)| is_later_level(one));
    let of_level = |(at, level): (usize, &'r Stated)| {
        followers(told.stated, at)
            .into_iter()
            .filter_map(move |moved| Some((level, moved, base(moved)?)))
    };
    levels.flat_map(of_level).collect()
}
