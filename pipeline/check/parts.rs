//! The parts of a whole must add up to it, their shares to 100 %, and each share must be the ratio of
//! its part to the whole.
//!
//! `checks.toml` states the parts of a whole. Figures are related by their words, never by their
//! values, so that a wrong digit in any part is found.

mod ages;

use figlift_number::{Exact, Interval};

use crate::comparison::{compare, percent};
use crate::figure::CheckedFigure;
use crate::group::{self, Group, named};
use crate::implied::{ImpliedValues, quotient};
use crate::kind::{Check, Scope};
use crate::run::{CheckedText, Run, holds};
use crate::{Finding, change, levels};
use figlift_model::{CheckStatus, Severity};

const KIND: &str = "parts";

pub(crate) const CHECK: Check = Check {
    name: KIND,
    what: "The parts of a whole add up to it, and their shares to 100 %.",
    severity: Severity::Error,
    scope: Scope::Document(check),
};

fn check(run: &Run<'_>, text: CheckedText<'_>) -> Vec<Finding> {
    let mut findings = rows_of_shares(run, text);
    findings.extend(ages::of_all(run, text).iter().filter_map(|shares| hundred(shares)));
    for group in Group::all(run, text) {
        findings.extend(sum(&group));
        findings.extend(balance(&group));
        findings.extend(growth(run, text, &group));
        findings.extend(shares(&group));
    }
    findings
}

/// Rows such as 8.7:43.2:48.1 add up to 100 %, if their words state that they are of one whole.
fn rows_of_shares(run: &Run<'_>, text: CheckedText<'_>) -> Vec<Finding> {
    let of_whole = |row: &&[CheckedFigure<'_>]| {
        let name = row[0].plain().unwrap_or_default();
        let mut wholes = run.checks().wholes.values();
        row.len() > 1
            && (holds(name, &run.words().composition)
                || wholes.any(|whole| whole.rows.iter().any(|row| name.ends_with(row.as_str()))))
    };
    let rows = text.figures.chunk_by(group::is_row).filter(of_whole);
    rows.filter_map(|row| hundred(&row.iter().collect::<Vec<_>>())).collect()
}

/// The first share, compared with 100 % minus the others.
fn hundred(shares: &[&CheckedFigure<'_>]) -> Option<Finding> {
    let (first, others) = shares.split_first()?;
    let whole = Interval::point(Exact::HUNDRED);
    let implied = others.iter().fold(whole, |rest, one| rest.minus(&one.interval()));
    let what = format!("{} add up to 100 %", named(shares));
    compare(KIND, &what, first, others, Ok(implied))
}

/// The whole, compared with the sum of its parts.
fn sum(group: &Group<'_>) -> Option<Finding> {
    let whole = group.whole?;
    let zero = Interval::point(Exact::ZERO);
    let total = group.parts.iter().fold(zero, |sum, part| sum.plus(&part.measure()));
    let what = format!("{} is the sum of {}", whole.name(), named(&group.parts));
    compare(KIND, &what, whole, &group.parts, Ok(total))
}

/// The balance of two parts, compared with their difference: the first minus the second for a surplus,
/// the second minus the first for a deficit.
fn balance(group: &Group<'_>) -> Option<Finding> {
    let ((balance, is_deficit), [first, second]) = (group.balance?, &group.parts[..]) else {
        return None;
    };
    let difference = first.measure().minus(&second.measure());
    let implied = if is_deficit { difference.negated() } else { difference };
    let what = format!("{} is the difference of {}", balance.name(), named(&group.parts));
    compare(KIND, &what, balance, &group.parts, Ok(implied))
}

/// The growth of the whole, compared with the growth that the former values of the parts imply.
fn growth(run: &Run<'_>, text: CheckedText<'_>, group: &Group<'_>) -> Option<Finding> {
    let whole = group.whole?;
    let growth = group::growth_of(text, whole)?;
    let growths: Vec<&CheckedFigure<'_>> =
        group.parts.iter().map(|part| group::growth_of(text, part)).collect::<Option<_>>()?;
    let what = format!("growth of {} follows from {}", whole.name(), named(&group.parts));
    let pairs = || group.parts.iter().copied().zip(growths.iter().copied());
    let mut from = vec![whole];
    from.extend(pairs().flat_map(|(part, growth)| [part, growth]));
    let mut all = pairs().chain([(whole, growth)]);
    if !all.all(|(level, growth)| levels::is_comparable(run, text, level, growth)) {
        let message = format!(
            "{what}: a growth rate is at constant prices or has another scope, so it is not comparable with the levels"
        );
        return Some(Finding::of(KIND, CheckStatus::NotComparable, growth, &from, message));
    }
    let zero = Interval::point(Exact::ZERO);
    let former = |(part, growth)| change::implied_former(run, text, part, growth);
    let formers = pairs().map(former).collect::<Option<Vec<ImpliedValues>>>()?;
    let before = formers.into_iter().try_fold(zero, |sum, former| Ok(sum.plus(&former?)));
    let implied = before
        .and_then(|before| quotient(&whole.measure(), &before))
        .map(|multiple| multiple.as_growth());
    compare(KIND, &what, growth, &from, implied)
}

/// The stated shares of the parts: they add up to 100 %, and each is the ratio of its part to the
/// whole.
fn shares(group: &Group<'_>) -> Vec<Finding> {
    let shares: Vec<&CheckedFigure<'_>> = group.shares.iter().flatten().copied().collect();
    let are_complete = shares.len() == group.shares.len();
    let mut findings = Vec::new();
    if are_complete && !group.is_row {
        findings.extend(hundred(&shares));
    }
    for (part, share) in group.parts.iter().zip(&group.shares) {
        let Some((share, whole)) = share.zip(group.whole) else { continue };
        findings.extend(of_share(share, part, whole, are_complete));
    }
    findings
}

/// A share, compared with the ratio of its part to the whole. If all shares are stated, publishers
/// adjust one by up to half a digit beyond rounding, so that they add up to 100 %.
fn of_share(
    share: &CheckedFigure<'_>,
    part: &CheckedFigure<'_>,
    whole: &CheckedFigure<'_>,
    is_adjusted: bool,
) -> Option<Finding> {
    let exact = percent(part, whole);
    let implied =
        if is_adjusted { exact.map(|exact| exact.plus(&share.half_digit())) } else { exact };
    let what = format!("share of {} in {}", part.name(), whole.name());
    compare(KIND, &what, share, &[part, whole], implied)
}
