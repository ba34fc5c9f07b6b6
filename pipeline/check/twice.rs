//! A text that states a fact twice must state the same value.

use std::collections::BTreeMap;

use crate::run::{Run, Told};
use crate::stated::Stated;
use crate::{Finding, Status};

pub(crate) const KIND: &str = "twice";

pub(crate) fn check(run: &Run<'_>) -> Vec<Finding> {
    run.documents().flat_map(|told| of_document(run, told)).collect()
}

/// What a fact is about: indicator or its words, and all that tells it from others.
type Fact<'s> = [&'s str; 9];

fn of_document(run: &Run<'_>, told: Told<'_>) -> Vec<Finding> {
    let mut facts: BTreeMap<Fact<'_>, Vec<&Stated>> = BTreeMap::new();
    for stated in told.stated {
        if let Some(fact) = fact(run, stated) {
            facts.entry(fact).or_default().push(stated);
        }
    }
    let mut findings: Vec<Finding> =
        facts.values().flat_map(|stated| of_fact(run, stated)).collect();
    findings.sort_by_key(|finding| finding.figures[0].byte);
    findings
}

/// What a figure is about; `None` where its words could mean many a thing, or its period is not known.
fn fact<'s>(run: &'s Run<'_>, stated: &'s Stated) -> Option<Fact<'s>> {
    let whole_value = stated.change.is_none() && stated.role != "multiple";
    let (period, words) = stated.period.as_deref().zip(stated.words.as_deref())?;
    let known = stated.indicator.is_some();
    // A change is of a fact only against a base that is told.
    let based = !matches!(stated.role.as_str(), "change" | "growth") || stated.basis.is_some();
    let text = |value: &'s Option<String>| value.as_deref().unwrap_or_default();
    (whole_value && based && known).then(|| {
        [
            stated.indicator.as_deref().unwrap_or(words),
            stated.dimension(run.pack()),
            stated.role.as_str(),
            period,
            stated.status.as_str(),
            text(&stated.area),
            text(&stated.per),
            text(&stated.classifier),
            text(&stated.basis),
        ]
    })
}

/// Each later statement of a fact, held against the first.
fn of_fact(run: &Run<'_>, stated: &[&Stated]) -> Vec<Finding> {
    let Some((first, later)) = stated.split_first() else { return Vec::new() };
    let later = later.iter().filter(|one| one.sentence != first.sentence);
    later.filter_map(|again| of_two(run, first, again)).collect()
}

fn of_two(run: &Run<'_>, first: &Stated, again: &Stated) -> Option<Finding> {
    let same = run.measure(first)?.meets(run.measure(again)?);
    let words = again.words.as_deref().unwrap_or_default();
    let (status, message) = if same {
        (Status::Pass, format!("{words}: {} again", again.surface))
    } else {
        let message = format!(
            "{words}: {} here, but {} before, of the same period",
            again.surface, first.surface
        );
        (Status::Fail, message)
    };
    let mut finding = Finding::of(KIND, status, again, &[first], message);
    finding.expected = first.surface.clone();
    finding.found = again.surface.clone();
    Some(finding)
}
