//! A text that states a value twice must state the same value.

use std::collections::BTreeMap;

use figlift_model::{Basis, CheckStatus, ObsStatus, Severity};
use figlift_text::Period;

use crate::Finding;
use crate::figure::{CheckedFigure, SeriesKey};
use crate::kind::{Check, Scope};
use crate::run::{CheckedText, Run, is_moved};

const KIND: &str = "twice";

pub(crate) const CHECK: Check = Check {
    name: KIND,
    what: "A text that states a value twice states the same value.",
    severity: Severity::Warning,
    scope: Scope::Document(check),
};

/// Key of a fact: series, period and status.
type Fact<'s> = (SeriesKey<'s>, Period, ObsStatus);

fn check(_: &Run<'_>, text: CheckedText<'_>) -> Vec<Finding> {
    let mut facts: BTreeMap<Fact<'_>, Vec<&CheckedFigure<'_>>> = BTreeMap::new();
    for figure in text.figures {
        if let Some(fact) = fact(figure) {
            facts.entry(fact).or_default().push(figure);
        }
    }
    let mut findings: Vec<Finding> = facts.values().flat_map(|figures| of_fact(figures)).collect();
    findings.sort_by_key(|finding| finding.figures[0].byte);
    findings
}

/// The key of a figure; `None` without an indicator or period, and for a change with an unknown
/// base.
fn fact<'s>(figure: &CheckedFigure<'s>) -> Option<Fact<'s>> {
    let is_moved = is_moved(figure.role);
    let is_based = figure.basis.is_some()
        && (figure.basis != Some(Basis::Since) || figure.base_period.is_some());
    let status = if figure.status.is_observed() { ObsStatus::Actual } else { figure.status };
    let stands_alone = !figure.is_end() && !figure.is_restated && (!is_moved || is_based);
    Some((figure.series().filter(|_| stands_alone)?, figure.time()?, status))
}

/// Each later statement of a fact, compared with the first.
fn of_fact(figures: &[&CheckedFigure<'_>]) -> Vec<Finding> {
    let Some((first, later)) = figures.split_first() else { return Vec::new() };
    let later = later.iter().filter(|one| !one.is_in_sentence_of(first));
    later.map(|again| of_two(first, again)).collect()
}

fn of_two(first: &CheckedFigure<'_>, again: &CheckedFigure<'_>) -> Finding {
    let same = first.measure().meets(&again.measure());
    let words = again.name();
    let (status, message) = if same {
        (CheckStatus::Pass, format!("{words}: {} again", again.surface()))
    } else {
        let (here, before) = (again.surface(), first.surface());
        (
            CheckStatus::Fail,
            format!("{words}: {here} here, but {before} before, for the same period"),
        )
    };
    let mut finding = Finding::of(KIND, status, again, &[first], message);
    finding.expected = first.surface().to_owned();
    finding.found = again.surface().to_owned();
    finding
}
