//! What is added up over a period must be the sum of what its parts add up to (1—4月, 5月 and 1—5月), and what
//! is added up to a later day must not be less.

use figlift_model::{CheckStatus, Severity};
use figlift_number::{Exact, Interval};
use figlift_text::Period;

use crate::Finding;
use crate::comparison::compare;
use crate::figure::CheckedFigure;
use crate::kind::{Check, Scope};
use crate::run::{CheckedText, Run, holds, is_alike};

const KIND: &str = "periods";

pub(crate) const CHECK: Check = Check {
    name: KIND,
    what: "What is added up over a period is the sum over its parts, and never falls.",
    severity: Severity::Error,
    scope: Scope::Document(check),
};

/// Values of parts of a period are searched among that many figures on either side.
const REACH: usize = 16;

fn check(run: &Run<'_>, text: CheckedText<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for at in 0..text.figures.len() {
        if is_added_up(run, text, at) {
            findings.extend(of_parts(run, text, at));
            findings.extend(of_earlier(run, text, at));
        }
    }
    findings
}

/// Whether the clause of an amount says that it is added up: 全年累计, 四个季度合计.
fn is_added_up(run: &Run<'_>, text: CheckedText<'_>, at: usize) -> bool {
    is_amount(run, &text.figures[at]) && holds(text.lead(at), &run.words().adding)
}

fn is_amount(run: &Run<'_>, one: &CheckedFigure<'_>) -> bool {
    one.is_level()
        && !one.is_in_percent()
        && !one.is_end()
        && one.per.is_none()
        && one.time().is_some()
        && !holds(one.name(), &run.words().averaged)
}

/// Whether both state the same of different periods.
fn is_same(a: &CheckedFigure<'_>, b: &CheckedFigure<'_>) -> bool {
    is_alike(a, b) && a.paragraph == b.paragraph && a.area == b.area && a.is_as_real_as(b)
}

/// A value of a period, compared with the sum of those of parts that follow each other without a gap.
fn of_parts(run: &Run<'_>, text: CheckedText<'_>, at: usize) -> Option<Finding> {
    let whole = &text.figures[at];
    let period = whole.time()?;
    let near = text.around(at, REACH).iter();
    let mut parts: Vec<(Period, &CheckedFigure<'_>)> = near
        .filter(|one| {
            is_amount(run, one)
                && is_same(one, whole)
                && one.subject() == whole.subject()
                && whole.words.is_some()
        })
        .filter_map(|one| Some((one.time()?, one)))
        .filter(|(own, _)| {
            own.first() >= period.first() && own.last() <= period.last() && *own != period
        })
        .collect();
    parts.sort_by_key(|(own, one)| (own.first(), one.span().start));
    let (first, last) = (parts.first()?, parts.last()?);
    let follow = |pair: &[(Period, &CheckedFigure<'_>)]| {
        pair[0].0.last().tomorrow().is_ok_and(|next| next == pair[1].0.first())
    };
    let are_all = first.0.first() == period.first() && last.0.last() == period.last();
    if !are_all || parts.len() < 2 || !parts.windows(2).all(follow) {
        return None;
    }
    let parts: Vec<&CheckedFigure<'_>> = parts.into_iter().map(|(_, one)| one).collect();
    let zero = Interval::point(Exact::ZERO);
    let sum = parts.iter().fold(zero, |sum, part| sum.plus(&part.measure()));
    let what = format!("{} of {period} is the sum of {} periods", whole.name(), parts.len());
    compare(KIND, &what, whole, &parts, Ok(sum))
}

/// A value that is added up to a day (截至9月末累计), compared with the one before of an earlier day.
fn of_earlier(run: &Run<'_>, text: CheckedText<'_>, at: usize) -> Option<Finding> {
    let later = &text.figures[at];
    let is_up_to =
        |at: usize| is_added_up(run, text, at) && holds(clause(text, at), &run.words().upto);
    if !is_up_to(at) {
        return None;
    }
    let names = |one: &CheckedFigure<'_>| {
        let both = one.plain().zip(later.plain());
        both.is_some_and(|(a, b)| a.starts_with(b) || b.starts_with(a))
    };
    let mut before = (at.saturating_sub(REACH)..at).rev();
    let earlier = before.find(|&place| {
        let one = &text.figures[place];
        is_up_to(place) && is_same(one, later) && one.sentence.abs_diff(later.sentence) <= 1
    })?;
    let earlier = &text.figures[earlier];
    if !names(earlier) || earlier.time()?.last() >= later.time()?.last() {
        return None;
    }
    let what = format!("{} added up to {}", later.name(), later.time()?);
    let (status, message) = if later.measure().is_below(&earlier.measure()) {
        let message =
            format!("{what}: {} is less than {} before", later.surface(), earlier.surface());
        (CheckStatus::Fail, message)
    } else {
        (CheckStatus::Pass, format!("{what}: {} after {}", later.surface(), earlier.surface()))
    };
    let mut finding = Finding::of(KIND, status, later, &[earlier], message);
    finding.expected = format!("at least {}", earlier.surface());
    finding.found = later.surface().to_owned();
    Some(finding)
}

/// The words between a figure and the one before it in its sentence.
fn clause<'r>(text: CheckedText<'r>, at: usize) -> &'r str {
    let figure = &text.figures[at];
    let before = at.checked_sub(1).map_or(0, |before| text.figures[before].span().end);
    let start = figure.extracted().sentence.start.max(before);
    text.document.text().get(start..figure.span().start).unwrap_or_default()
}
