//! A text that states a value twice must state the same value.

use std::collections::BTreeMap;

use figlift_model::{Basis, CheckStatus, ObsStatus, Severity};
use figlift_text::Period;

use crate::Finding;
use crate::figure::{CheckedFigure, SeriesKey};
use crate::kind::{Check, Scope};
use crate::run::{CheckedText, Run, holds, is_moved, is_of_days};

const KIND: &str = "twice";

pub(crate) const CHECK: Check = Check {
    name: KIND,
    what: "A text that states a value twice states the same value.",
    severity: Severity::Warning,
    scope: Scope::Document(check),
};

/// Key of a fact: series, period and status.
type Fact<'s> = (SeriesKey<'s>, Period, ObsStatus);

fn check(run: &Run<'_>, text: CheckedText<'_>) -> Vec<Finding> {
    let mut facts: BTreeMap<Fact<'_>, Vec<&CheckedFigure<'_>>> = BTreeMap::new();
    let known = text.figures.iter().enumerate().filter(|(at, _)| is_clear(run, text, *at));
    for (_, figure) in known {
        if let Some(fact) = fact(figure) {
            facts.entry(fact).or_default().push(figure);
        }
    }
    let is_placed = text.figures.iter().any(|one| one.area.is_some());
    let of_fact = |figures: &Vec<&CheckedFigure<'_>>| of_fact(figures, is_placed);
    let mut findings: Vec<Finding> = facts.values().flat_map(of_fact).collect();
    findings.sort_by_key(|finding| finding.figures[0].byte);
    findings
}

/// Whether the words of a figure tell all that tells it from others: not if it is of some days of its period, if
/// it states other terms, or if 其中 hands down what was done (新增3637公里，其中高铁2776公里).
fn is_clear(run: &Run<'_>, text: CheckedText<'_>, at: usize) -> bool {
    let (figure, words) = (&text.figures[at], run.words());
    let inherits = || {
        let before = &text.figures[at.checked_sub(1)?];
        let is_part = holds(text.between(before, figure), &words.among);
        (is_part && before.is_in_sentence_of(figure)).then_some(before.action != figure.action)
    };
    !is_of_days(run, text, figure)
        && !holds(figure.name(), &words.terms)
        && !holds(text.remark(figure), &words.terms)
        && !inherits().unwrap_or(false)
}

/// The key of a figure; `None` without an indicator or period, and for a change with an unknown
/// base.
fn fact<'s>(figure: &CheckedFigure<'s>) -> Option<Fact<'s>> {
    let is_moved = is_moved(figure.role);
    let is_based = figure.basis.is_some()
        && (figure.basis != Some(Basis::Since) || figure.base_period.is_some());
    let status = if figure.status.is_observed() { ObsStatus::Actual } else { figure.status };
    let stands_alone = !figure.is_end() && !figure.is_restated && (!is_moved || is_based);
    let (indicator, deed, area, role, dimension, per, _, basis, base) =
        figure.series().filter(|_| stands_alone)?;
    // Counts of one indicator are of one thing: 473.26万人, 473.26万常住人口.
    let series = (indicator, deed, area, role, dimension, per, None, basis, base);
    Some((series, figure.ref_time()?, status))
}

/// Each later statement of a fact, compared with the first. If a text is placed, it says whose its values are;
/// of one without an area it is unknown, unless a paragraph goes on about the same.
fn of_fact(figures: &[&CheckedFigure<'_>], is_placed: bool) -> Vec<Finding> {
    let Some((first, later)) = figures.split_first() else { return Vec::new() };
    let of_one_kind = |one: &&&CheckedFigure<'_>| {
        let both = first.classifier.zip(one.classifier);
        both.is_none_or(|(a, b)| a == b)
    };
    let of_one_area = |one: &&&CheckedFigure<'_>| {
        !is_placed || one.area.is_some() || one.paragraph == first.paragraph
    };
    let later = later.iter().filter(|one| !one.is_in_sentence_of(first));
    let later = later.filter(of_one_kind).filter(of_one_area);
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
