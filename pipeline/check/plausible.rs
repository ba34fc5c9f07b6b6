//! Values that cannot be: shares beyond a hundred, ranks that are no place, negative counts; and
//! series that jump as where 亿 was written for 万.

use std::collections::BTreeMap;

use figlift_extract::Exact;
use figlift_text::Period;

use crate::run::{Run, holds};
use crate::stated::Stated;
use crate::{Finding, Status};

pub(crate) const KIND: &str = "plausible";

pub(crate) fn check(run: &Run<'_>) -> Vec<Finding> {
    let each = run.stated.iter().filter_map(|stated| of_value(run, stated));
    each.chain(jumps(run)).collect()
}

/// A value that cannot be. What can be gives no finding: it would say nothing.
fn of_value(run: &Run<'_>, stated: &Stated) -> Option<Finding> {
    let value = stated.value.and_then(Exact::of_f64)?;
    let words = stated.words.as_deref().unwrap_or_default();
    let is_share = stated.is_level()
        && stated.unit == "%"
        && holds(words, &run.checks().words.share)
        && stated.basis.is_none();
    let is_below_zero = value < Exact::ZERO;
    let expected = if is_share && (is_below_zero || value > Exact::whole(100)) {
        "a share from 0 to 100 %"
    } else if stated.role == "rank" && (value < Exact::whole(1) || value.to_i64().is_none()) {
        "a rank from 1 up"
    } else if stated.is_level() && stated.classifier.is_some() && is_below_zero {
        "a count from 0 up"
    } else {
        return None;
    };
    let message = format!("{words}: {} cannot be; {expected} was expected", stated.surface);
    let mut finding = Finding::of(KIND, Status::Fail, stated, &[], message);
    finding.expected = expected.to_owned();
    finding.found = stated.surface.clone();
    Some(finding)
}

/// What one series is of.
type Series<'s> = [&'s str; 5];

/// Values of a series that are many times what the document before states, or a small part of it.
fn jumps(run: &Run<'_>) -> Vec<Finding> {
    let mut series: BTreeMap<Series<'_>, Vec<(Period, &Stated)>> = BTreeMap::new();
    for stated in run.stated.iter().filter(|one| one.is_level() && one.change.is_none()) {
        let key = series_of(run, stated).zip(stated.time().filter(|time| time.freq().is_some()));
        if let Some((key, time)) = key {
            series.entry(key).or_default().push((time, stated));
        }
    }
    let mut findings = Vec::new();
    for mut values in series.into_values() {
        values.sort_by_key(|(time, stated)| (time.first(), time.last(), stated.span.start));
        // The first value that a text states of a period is the one that it is about.
        values.dedup_by(|b, a| a.0 == b.0);
        findings.extend(values.windows(2).filter_map(|pair| of_step(run, pair[0].1, pair[1].1)));
    }
    findings
}

fn series_of<'s>(run: &'s Run<'_>, stated: &'s Stated) -> Option<Series<'s>> {
    Some([
        stated.indicator.as_deref()?,
        stated.area.as_deref()?,
        stated.dimension(run.pack()),
        stated.per.as_deref().unwrap_or_default(),
        stated.status.as_str(),
    ])
}

fn of_step(run: &Run<'_>, before: &Stated, after: &Stated) -> Option<Finding> {
    let value = |stated: &Stated| run.measure(stated)?.high.filter(|high| *high > Exact::ZERO);
    let (a, b) = (value(before)?, value(after)?);
    let same_length = before.time()?.freq() == after.time()?.freq();
    let jump = Exact::of_f64(run.checks().jump)?;
    let far = a.times(jump)? < b || b.times(jump)? < a;
    if !far || !same_length || before.doc_id == after.doc_id {
        return None;
    }
    let words = after.words.as_deref().unwrap_or_default();
    let period = before.period.as_deref().unwrap_or_default();
    let message = format!(
        "{words}: {} here, but {} for {period}; is a unit or a power of ten wrong?",
        after.surface, before.surface
    );
    let mut finding = Finding::of(KIND, Status::Fail, after, &[before], message);
    finding.expected = format!("about {}", before.surface);
    finding.found = after.surface.clone();
    Some(finding)
}
