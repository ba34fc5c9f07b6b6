//! The parts of a whole must make up the whole, their shares a hundred, and each share must be what
//! its part is of the whole.
//!
//! What makes up a whole is said by `checks.toml`, so that a wrong digit in any part shows: whether
//! numbers stand in a relation is told by their words, never by their coming close to it.

mod group;

use figlift_extract::Exact;

use crate::interval::Interval;
use crate::run::{Run, Told};
use crate::stated::Stated;
use crate::{Finding, Status, change};
use group::Group;

pub(crate) const KIND: &str = "parts";

pub(crate) fn check(run: &Run<'_>) -> Vec<Finding> {
    run.documents().flat_map(|told| of_document(run, told)).collect()
}

fn of_document(run: &Run<'_>, told: Told<'_>) -> Vec<Finding> {
    let mut findings = rows_of_shares(run, told);
    for group in Group::all(run, told) {
        findings.extend(sum(run, &group));
        findings.extend(balance(run, &group));
        findings.extend(former_sum(run, told, &group));
        findings.extend(shares(run, &group));
    }
    findings
}

/// Rows such as 8.7:43.2:48.1 make a hundred.
fn rows_of_shares(run: &Run<'_>, told: Told<'_>) -> Vec<Finding> {
    let rows = told.stated.chunk_by(|a, b| group::is_row(told, a, b));
    rows.filter(|row| row.len() > 1)
        .filter_map(|row| hundred(run, &row.iter().collect::<Vec<_>>()))
        .collect()
}

/// The first share, held against what the others leave of a hundred.
fn hundred(run: &Run<'_>, shares: &[&Stated]) -> Option<Finding> {
    let (first, others) = shares.split_first()?;
    let whole = Interval::point(Exact::whole(100));
    let implied = others.iter().try_fold(whole, |rest, one| rest.minus(run.interval(one)?))?;
    let what = format!("{} make a hundred", named(shares));
    run.compare(KIND, &what, first, others, implied)
}

/// The words of the parts: 第一产业、第二产业、第三产业.
fn named(parts: &[&Stated]) -> String {
    let mut words: Vec<&str> = parts.iter().filter_map(|part| part.words.as_deref()).collect();
    words.dedup();
    words.join("、")
}

/// The whole, held against the sum of its parts.
fn sum(run: &Run<'_>, group: &Group<'_>) -> Option<Finding> {
    let whole = group.whole?;
    let what = format!("{} is the sum of {}", named(&[whole]), named(&group.parts));
    run.compare(KIND, &what, whole, &group.parts, total(run, &group.parts)?)
}

/// The balance of two parts, held against their difference, whichever is more.
fn balance(run: &Run<'_>, group: &Group<'_>) -> Option<Finding> {
    let (balance, [first, second]) = (group.balance?, &group.parts[..]) else { return None };
    let difference = run.measure(first)?.minus(run.measure(second)?)?;
    let is_negative = difference.high.is_some_and(|high| high < Exact::ZERO);
    let implied = if is_negative { difference.negated() } else { difference };
    let what = format!("{} is the difference of {}", named(&[balance]), named(&group.parts));
    run.compare(KIND, &what, balance, &group.parts, implied)
}

fn total(run: &Run<'_>, parts: &[&Stated]) -> Option<Interval> {
    let zero = Interval::point(Exact::ZERO);
    parts.iter().try_fold(zero, |sum, part| sum.plus(run.measure(part)?))
}

/// The growth of the whole, held against what the former values of the parts leave.
fn former_sum(run: &Run<'_>, told: Told<'_>, group: &Group<'_>) -> Option<Finding> {
    let whole = group.whole?;
    let growth = group::growth_of(told, whole)?;
    let growths: Vec<&Stated> =
        group.parts.iter().map(|part| group::growth_of(told, part)).collect::<Option<_>>()?;
    let what = format!("growth of {} is that of {}", named(&[whole]), named(&group.parts));
    let mut from = vec![whole];
    from.extend(group.parts.iter().zip(&growths).flat_map(|(part, growth)| [*part, *growth]));
    let mut before = Interval::point(Exact::ZERO);
    for (part, growth) in group.parts.iter().zip(&growths) {
        let Some(former) = change::implied_former(run, told, part, growth) else {
            let message = format!("{what}: growth is not that of the values stated");
            return Some(Finding::of(KIND, Status::NotComparable, growth, &from, message));
        };
        before = before.plus(former)?;
    }
    // The same holds of the whole where it holds of its parts.
    change::implied_former(run, told, whole, growth)?;
    let implied = run.measure(whole)?.over(before)?.as_growth()?;
    run.compare(KIND, &what, growth, &from, implied)
}

/// The shares that are stated beside the parts: they make a hundred, and each is what its part is of
/// the whole.
fn shares(run: &Run<'_>, group: &Group<'_>) -> Vec<Finding> {
    let shares: Vec<&Stated> = group.shares.iter().flatten().copied().collect();
    let all_told = shares.len() == group.shares.len();
    let hundred = hundred(run, &shares).filter(|_| all_told && !group.is_row);
    let each = group.parts.iter().zip(&group.shares).filter_map(|(part, share)| {
        let (share, whole) = ((*share)?, group.whole?);
        let exact = run.measure(part)?.over(run.measure(whole)?)?.scaled(Exact::whole(100))?;
        // Publishers adjust a share by its last digit, so that all make a hundred.
        let adjusted = if all_told { exact.plus(share.last_digit()?)? } else { exact };
        let what = format!("share of {} in {}", named(&[part]), named(&[whole]));
        run.compare(KIND, &what, share, &[part, whole], adjusted)
    });
    hundred.into_iter().chain(each).collect()
}
