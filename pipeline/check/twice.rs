//! A text that states a fact twice must state the same value.

use std::collections::BTreeMap;

use figlift_model::CheckStatus;

use crate::Finding;
use crate::run::{Run, Told};
use crate::stated::{Series, Stated};

pub(crate) const KIND: &str = "twice";

/// What a fact is about: the series, the period, and whether it was observed.
type Fact<'s> = (Series<'s>, &'s str, &'s str);

pub(crate) fn check(run: &Run<'_>, told: Told<'_>) -> Vec<Finding> {
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

/// What a figure is about; `None` where the catalogue does not know it, where its period is not known,
/// and for a change whose base is not.
fn fact<'s>(run: &Run<'s>, stated: &'s Stated) -> Option<Fact<'s>> {
    let is_moved = matches!(stated.role.as_str(), "change" | "growth" | "multiple");
    let based = stated.basis.is_some()
        && (stated.basis.as_deref() != Some("since") || stated.base_period.is_some());
    let status = if stated.is_observed() { "A" } else { stated.status.as_str() };
    let told = stated.change.is_none() && stated.alt_of.is_none() && (!is_moved || based);
    Some((stated.series(run.pack()).filter(|_| told)?, stated.period.as_deref()?, status))
}

/// Each later statement of a fact, held against the first.
fn of_fact(run: &Run<'_>, stated: &[&Stated]) -> Vec<Finding> {
    let Some((first, later)) = stated.split_first() else { return Vec::new() };
    let later = later.iter().filter(|one| one.sentence != first.sentence);
    later.filter_map(|again| of_two(run, first, again)).collect()
}

fn of_two(run: &Run<'_>, first: &Stated, again: &Stated) -> Option<Finding> {
    let same = run.measure(first).meets(&run.measure(again));
    let words = again.name();
    let (status, message) = if same {
        (CheckStatus::Pass, format!("{words}: {} again", again.surface))
    } else {
        let (here, before) = (&again.surface, &first.surface);
        (
            CheckStatus::Fail,
            format!("{words}: {here} here, but {before} before, of the same period"),
        )
    };
    let mut finding = Finding::of(KIND, status, again, &[first], message);
    finding.expected = first.surface.clone();
    finding.found = again.surface.clone();
    Some(finding)
}
