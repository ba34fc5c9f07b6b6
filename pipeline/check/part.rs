//! A value introduced by 其中 is at most the whole that it is a part of.

use figlift_model::{CheckStatus, Severity};
use figlift_number::{Exact, Interval};

use crate::Finding;
use crate::figure::CheckedFigure;
use crate::kind::{Check, Scope};
use crate::run::{CheckedText, Run, holds, is_alike};

const KIND: &str = "part";

/// Dimensions of values that a part may have more of than the whole.
const UNLIKE: [&str; 3] = ["temperature", "temperature-f", "time"];

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
    let words = run.words();
    let between = text.between(last, part);
    let (at, word) =
        words.among.iter().find_map(|word| Some((between.rfind(word.as_str())?, word)))?;
    let (before_it, after_it) = between.split_at(at);
    // 5部门印发要点，其中明确到2023年底用户达1.9亿: what the plan says is no part of who issued it.
    if holds(after_it, &words.stating) || after_it[word.len()..].contains('。') || is_unlike(part)
    {
        return None;
    }
    // 。其中，…: of the sentence before; else of the same one.
    let opens = before_it.trim_end().is_empty() || before_it.trim_end().ends_with(['。', '\n']);
    let near = |one: &&CheckedFigure<'_>| {
        one.paragraph == part.paragraph && part.sentence - one.sentence <= u32::from(opens)
    };
    let alike = |one: &&CheckedFigure<'_>| {
        let aside = is_aside(text.between(one, part));
        is_alike(one, part) && one.is_beside(part) && !aside
    };
    let at = before.iter().rev().take_while(near).position(|one| level(&one) && alike(&one))?;
    let at = before.len() - 1 - at;
    let whole = &before[at];
    // A part of a balance may exceed the balance, and a value of a part may exceed the mean.
    if holds(whole.name(), &words.net) || holds(whole.name(), &words.averaged) {
        return None;
    }
    // 68名乘客和4名机组人员，其中15名外国公民: of all of them.
    let all = with_coordinated(run, text, &before[..=at]);
    let exceeds = all.is_below(&part.measure());
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

/// Whether a figure may exceed what it is a part of: a temperature, a time, and a number of nobody knows what.
fn is_unlike(part: &CheckedFigure<'_>) -> bool {
    let counts_nothing = part.dimension() == "count" && part.classifier.is_none();
    counts_nothing || UNLIKE.contains(&part.dimension())
}

/// The sum of the last figure and of those before it that are coordinated with it: 68名乘客和4名机组人员.
fn with_coordinated(
    run: &Run<'_>,
    text: CheckedText<'_>,
    figures: &[CheckedFigure<'_>],
) -> Interval {
    let zero = Interval::point(Exact::ZERO);
    let mut sum = zero;
    let mut next: Option<&CheckedFigure<'_>> = None;
    for one in figures.iter().rev() {
        let follows = next.is_none_or(|next| {
            let between = text.between(one, next);
            let ends = between.contains(['，', '；', '。', '：', '\n']);
            is_alike(one, next) && !ends && holds(between, &run.words().and)
        });
        if !follows {
            break;
        }
        sum = sum.plus(&one.measure());
        next = Some(one);
    }
    sum
}

/// Whether a text begins within a parenthesis.
fn is_aside(after: &str) -> bool {
    let closed = after.find(['）', ')']);
    closed.is_some_and(|closed| !after[..closed].contains(['（', '(']))
}
