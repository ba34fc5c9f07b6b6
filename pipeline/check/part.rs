//! What 其中 names is no more than what it is a part of.

use crate::run::{Run, Told, holds};
use crate::stated::Stated;
use crate::{Finding, Status};

pub(crate) const KIND: &str = "part";

pub(crate) fn check(run: &Run<'_>) -> Vec<Finding> {
    run.documents().flat_map(|told| of_document(run, told)).collect()
}

fn of_document(run: &Run<'_>, told: Told<'_>) -> Vec<Finding> {
    let parts = told.stated.iter().enumerate().skip(1);
    parts.filter_map(|(at, part)| of_part(run, told, &told.stated[..at], part)).collect()
}

/// A figure right behind 其中, held against the level that stands before it.
fn of_part(run: &Run<'_>, told: Told<'_>, before: &[Stated], part: &Stated) -> Option<Finding> {
    let level = |one: &&Stated| one.is_level() && one.change.is_none();
    if !level(&part) || part.unit == "%" || part.per.is_some() {
        return None;
    }
    let last = before.last()?;
    let after = told.between(last, part);
    if after.contains('\n') || !holds(after, &run.checks().words.among) {
        return None;
    }
    let alike = |one: &&Stated| run.is_alike(one, part) && one.is_beside(part);
    let near = before.iter().rev().take_while(|one| is_near(told.between(one, part)));
    let whole = near.filter(level).find(alike)?;
    let (all, some) = (run.measure(whole)?, run.measure(part)?);
    let exceeds = some.low.zip(all.high).is_some_and(|(part, whole)| part > whole);
    let words = |stated: &Stated| stated.words.clone().unwrap_or_default();
    let what = format!("{} is a part of {}", words(part), words(whole));
    let (status, message) = if exceeds {
        let message = format!("{what}, but {} is more than {}", part.surface, whole.surface);
        (Status::Fail, message)
    } else {
        (Status::Pass, format!("{what}: {} of {}", part.surface, whole.surface))
    };
    let mut finding = Finding::of(KIND, status, part, &[whole], message);
    finding.expected = format!("at most {}", whole.surface);
    finding.found = part.surface.clone();
    Some(finding)
}

/// Whether a text leads from a whole to its part: within a sentence, or from one to the next.
fn is_near(between: &str) -> bool {
    !between.contains('\n') && between.matches('。').count() <= 1
}
