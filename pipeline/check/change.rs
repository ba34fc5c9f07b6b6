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

/// Figures on either side among which the level of a change is looked for.
const NEAR: usize = 12;

pub(crate) fn check(run: &Run<'_>) -> Vec<Finding> {
    run.documents().flat_map(|told| of_document(run, told)).collect()
}

fn of_document(run: &Run<'_>, told: Told<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let moves = all_moves(run, told);
    for (level, moved) in &moves {
        let of_level = moves.iter().filter(|(other, _)| std::ptr::eq(*other, *level));
        let mut changes = of_level.map(|(_, moved)| *moved).filter(|one| one.role == "change");
        if moved.role == "growth"
            && let Some(change) = changes.find(|change| pairs(change, moved))
            && run.is_alike(change, level)
        {
            findings.extend(with_change(run, told, level, change, moved));
        }
        if let Some(former) = former(run, told, level, moved) {
            findings.extend(with_former(run, told, level, former, moved));
        }
    }
    findings
}

/// The changes and growth rates of a text, each with the level that it leads to.
fn all_moves<'r>(run: &Run<'_>, told: Told<'r>) -> Vec<(&'r Stated, &'r Stated)> {
    let moved = told.stated.iter().enumerate().filter(|(_, one)| {
        let basis = one.basis.as_deref();
        matches!(one.role.as_str(), "change" | "growth")
            && one.change.is_none()
            && !matches!(basis, Some("avg" | "peer" | "plan"))
    });
    moved.filter_map(|(at, one)| Some((level_of(run, told, at)?, one))).collect()
}

/// The level that a change or growth leads to: of the same words, else of the same thing in the same
/// paragraph; the nearest before it, else behind it in its sentence.
fn level_of<'r>(run: &Run<'_>, told: Told<'r>, at: usize) -> Option<&'r Stated> {
    let moved = &told.stated[at];
    let is_level = |one: &&Stated| {
        let later = one.change.as_ref().is_none_or(|(_, end)| end == "to");
        let same_time = one.period == moved.period && one.area == moved.area;
        let points = one.unit == "%" && moved.dimension(run.pack()) == "points";
        let fits = moved.role == "growth" || points || run.is_alike(one, moved);
        one.is_level() && later && same_time && fits
    };
    let before = || told.stated[..at].iter().rev().take(NEAR).filter(is_level);
    let behind = || {
        let sentence = told.stated[at + 1..].iter().take(NEAR);
        sentence.take_while(|one| one.sentence == moved.sentence).filter(is_level)
    };
    let same_words = |one: &&Stated| same_mention(one, moved);
    let same_thing =
        |one: &&Stated| same_subject(one, moved) && !told.between(one, moved).contains('\n');
    before()
        .find(same_words)
        .or_else(|| behind().find(same_words))
        .or_else(|| before().find(same_thing))
}

/// Whether both are said of the same words of the text.
fn same_mention(a: &Stated, b: &Stated) -> bool {
    match (a.words_at, b.words_at) {
        (Some(a), Some(b)) => a == b,
        _ => a.words.is_some() && a.words == b.words && a.sentence == b.sentence,
    }
}

/// Whether both are of the same thing, by the catalogue or else by their words.
fn same_subject(a: &Stated, b: &Stated) -> bool {
    match (&a.indicator, &b.indicator) {
        (Some(a), Some(b)) => a == b,
        _ => a.plain.is_some() && a.plain == b.plain,
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
        one.is_level()
            && same_subject(one, level)
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
    let (first, second) =
        if level.span.start < growth.span.start { (level, growth) } else { (growth, level) };
    let between = told.between(first, second);
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
pub(crate) fn moves<'r>(run: &Run<'_>, told: Told<'r>) -> Vec<(&'r Stated, &'r Stated, Period)> {
    let moves = all_moves(run, told).into_iter();
    moves.filter_map(|(level, moved)| Some((level, moved, base(moved)?))).collect()
}
