//! A value introduced by 其中 is at most the whole that it is a part of.

use figlift_model::{CheckStatus, Severity};

use crate::Finding;
use crate::figure::CheckedFigure;
use crate::kind::{Check, Scope};
use crate::run::{CheckedText, Run, holds, is_alike};

const KIND: &str = "part";

pub(crate) const CHECK: Check = Check {
    name: KIND,
    what: "A value introduced by 其中 is at most the whole that it is a part of.",
    severity: Severity::Warning,
    scope: Scope::Document(check),
};

fn check(run: &Run<'_>, text: CheckedText<'_>) -> Vec<Finding> {
    let parts = text.figures.iter().enumerate().skip(1);
    parts.filter_map(|(at, part)| of_part(run, text, &text.figures[..at], part)).collect()
}

/// A figure right after 其中, compared with the level before it in its sentence or the previous one.
fn of_part(
    run: &Run<'_>,
    text: CheckedText<'_>,
    before: &[CheckedFigure<'_>],
    part: &CheckedFigure<'_>,
) -> Option<Finding> {
    let level = |one: &&CheckedFigure<'_>| one.is_level() && !one.is_end();
    if !level(&part) || part.is_in_percent() || part.per.is_some() {
        return None;
    }
    let last = before.last().filter(|last| last.paragraph == part.paragraph)?;
    if !holds(text.between(last, part), &run.words().among) {
        return None;
    }
    let near = |one: &&CheckedFigure<'_>| {
        one.paragraph == part.paragraph && part.sentence - one.sentence <= 1
    };
    let alike = |one: &&CheckedFigure<'_>| {
        let aside = is_aside(text.between(one, part));
        is_alike(one, part) && one.is_beside(part) && !aside
    };
    let whole = before.iter().rev().take_while(near).filter(level).find(alike)?;
    // A part of a balance may exceed the balance, and a value of a part may exceed the mean.
    let words = run.words();
    if holds(whole.name(), &words.net) || holds(whole.name(), &words.averaged) {
        return None;
    }
    let exceeds = whole.measure().is_below(&part.measure());
    let what = format!("{} is a part of {}", part.name(), whole.name());
    let (status, message) = if exceeds {
        let message = format!("{what}, but {} is more than {}", part.surface(), whole.surface());
        (CheckStatus::Fail, message)
    } else {
        (CheckStatus::Pass, format!("{what}: {} of {}", part.surface(), whole.surface()))
    };
    let mut finding = Finding::of(KIND, status, part, &[whole], message);
    finding.expected = format!("at most {}", whole.surface());
    finding.found = part.surface().to_owned();
    Some(finding)
}

/// Whether a text begins within a parenthesis.
fn is_aside(after: &str) -> bool {
    let closed = after.find(['）', ')']);
    closed.is_some_and(|closed| !after[..closed].contains(['（', '(']))
}
