//! Values that cannot be: shares beyond a hundred, ranks that are no place, negative counts; and
//! series that jump as where 亿 was written for 万.

use std::collections::BTreeMap;

use figlift_number::Exact;

use crate::Finding;
use crate::run::{Run, holds};
use crate::stated::{Series, Stated};
use figlift_model::CheckStatus;

pub(crate) const KIND: &str = "plausible";

pub(crate) fn check(run: &Run<'_>) -> Vec<Finding> {
    let each = run.stated.iter().filter_map(|stated| of_value(run, stated));
    each.chain(jumps(run)).collect()
}

/// A value that cannot be. What can be gives no finding: it would say nothing.
fn of_value(run: &Run<'_>, stated: &Stated) -> Option<Finding> {
    let value = stated.value.and_then(Exact::of_f64)?;
    let is_part = stated.is_share() && is_of_whole(run, stated.name()) && stated.basis.is_none();
    let is_below_zero = value.is_negative();
    let expected = if is_part && (is_below_zero || value > Exact::HUNDRED) {
        "a share from 0 to 100 %"
    } else if stated.role == "rank" && (value < Exact::ONE || !value.is_whole()) {
        "a rank from 1 up"
    } else if stated.is_level()
        && stated.classifier.is_some()
        && is_below_zero
        && !holds(stated.name(), &run.words().net)
    {
        "a count from 0 up"
    } else {
        return None;
    };
    let message =
        format!("{}: {} cannot be; {expected} was expected", stated.name(), stated.surface);
    let mut finding = Finding::of(KIND, CheckStatus::Fail, stated, &[], message);
    finding.expected = expected.to_owned();
    finding.found = stated.surface.clone();
    Some(finding)
}

/// Whether a share is of a whole that it is a part of: 占比, 占全国比重. What is held against another
/// thing may be more than all of it: 债务占综合财力的比重.
fn is_of_whole(run: &Run<'_>, name: &str) -> bool {
    let words = run.words();
    let Some(rest) = words.share.iter().find_map(|noun| name.strip_suffix(noun.as_str())) else {
        return false;
    };
    match rest.rsplit_once('占') {
        None | Some((_, "")) => true,
        Some((_, whole)) => {
            let in_all = words.in_all.iter().any(|all| whole.starts_with(all.as_str()));
            in_all && !holds(whole, &words.averaged)
        }
    }
}

/// Values of a series that are many times what another document states of the period before, or of the
/// same; or a small part of it. Years are compared with years, quarters with quarters.
fn jumps(run: &Run<'_>) -> Vec<Finding> {
    let mut series: BTreeMap<(Series<'_>, &str), Vec<&Stated>> = BTreeMap::new();
    let observed = |one: &&Stated| {
        one.is_level() && one.change.is_none() && one.is_observed() && one.area.is_some()
    };
    for stated in run.stated.iter().filter(observed) {
        let freq = stated.time.and_then(|time| time.freq()).map(|freq| freq.code());
        if let Some(key) = stated.series(run.pack()).zip(freq) {
            series.entry(key).or_default().push(stated);
        }
    }
    series.into_values().flat_map(|values| steps(run, values)).collect()
}

/// The steps of one series from one document to another.
fn steps(run: &Run<'_>, mut values: Vec<&Stated>) -> Vec<Finding> {
    let key = |one: &Stated| (one.time.map(|time| time.first()), one.doc_id.clone());
    values.sort_by_key(|one| (key(one), one.span.start));
    // The first value that a document states of a period is the one that it is about.
    values.dedup_by(|b, a| key(a) == key(b));
    let mut findings = Vec::new();
    for (at, after) in values.iter().enumerate() {
        let before = values[..at].iter().rev().find(|one| one.doc_id != after.doc_id);
        findings.extend(before.and_then(|before| of_step(run, before, after)));
    }
    findings
}

fn of_step(run: &Run<'_>, before: &Stated, after: &Stated) -> Option<Finding> {
    let most = |stated: &Stated| run.measure(stated).high.map(|end| end.value);
    let value = |stated: &Stated| most(stated).filter(Exact::is_positive);
    let (a, b) = (value(before)?, value(after)?);
    let jump = Exact::of_f64(run.checks().jump)?;
    if &a * &jump >= b && &b * &jump >= a {
        return None;
    }
    let period = before.period.as_deref().unwrap_or_default();
    let message = format!(
        "{}: {} here, but {} for {period}; is a unit or a power of ten wrong?",
        after.name(),
        after.surface,
        before.surface
    );
    let mut finding = Finding::of(KIND, CheckStatus::Fail, after, &[before], message);
    finding.expected = format!("about {}", before.surface);
    finding.found = after.surface.clone();
    Some(finding)
}
