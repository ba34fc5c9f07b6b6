//! What 其中 names is no more than what it is a part of.

use figlift_model::CheckStatus;

use crate::Finding;
use crate::run::{Run, Told, holds};
use crate::stated::Stated;

pub(crate) const KIND: &str = "part";

pub(crate) fn check(run: &Run<'_>, told: Told<'_>) -> Vec<Finding> {
    let parts = told.stated.iter().enumerate().skip(1);
    parts.filter_map(|(at, part)| of_part(run, told, &told.stated[..at], part)).collect()
}

/// A figure right behind 其中, held against the level that stands before it: in its sentence, or in
/// the one before.
fn of_part(run: &Run<'_>, told: Told<'_>, before: &[Stated], part: &Stated) -> Option<Finding> {
    let level = |one: &&Stated| one.is_level() && one.change.is_none();
    if !level(&part) || part.unit == "%" || part.per.is_some() {
        return None;
    }
    let last = before.last().filter(|last| last.line == part.line)?;
    if !holds(told.between(last, part), &run.words().among) {
        return None;
    }
    let near = |one: &&Stated| one.line == part.line && part.stops - one.stops <= 1;
    let alike = |one: &&Stated| {
        let aside = is_aside(told.between(one, part));
        run.is_alike(one, part) && one.is_beside(part) && !aside
    };
    let whole = before.iter().rev().take_while(near).filter(level).find(alike)?;
    // A part of a balance may well be more than the balance, and some of a mean more than the mean.
    let words = run.words();
    if holds(whole.name(), &words.net) || holds(whole.name(), &words.averaged) {
        return None;
    }
    let exceeds = run.measure(whole).is_below(&run.measure(part));
    let what = format!("{} is a part of {}", part.name(), whole.name());
    let (status, message) = if exceeds {
        let message = format!("{what}, but {} is more than {}", part.surface, whole.surface);
        (CheckStatus::Fail, message)
    } else {
        (CheckStatus::Pass, format!("{what}: {} of {}", part.surface, whole.surface))
    };
    let mut finding = Finding::of(KIND, status, part, &[whole], message);
    finding.expected = format!("at most {}", whole.surface);
    finding.found = part.surface.clone();
    Some(finding)
}

/// Whether what stands before a text stands in brackets that end in it: it is told by the way.
fn is_aside(behind: &str) -> bool {
    let closed = behind.find(['）', ')']);
    closed.is_some_and(|closed| !behind[..closed].contains(['（', '(']))
}
