//! The growth of a whole must lie between the growths of its parts, since it is their mean, weighted by what
//! the parts were before.
//!
//! Nothing else needs to be known for this: neither the levels nor at which prices they grew, as long as
//! the whole and its parts did so alike.

use figlift_model::Severity;
use figlift_number::{End, Interval};

use crate::Finding;
use crate::comparison::compare;
use crate::figure::CheckedFigure;
use crate::group::{GrowthsOfParts, named};
use crate::kind::{Check, Scope};
use crate::run::{CheckedText, Run, holds};

const KIND: &str = "range";

pub(crate) const CHECK: Check = Check {
    name: KIND,
    what: "The growth of a whole lies between the growths of its parts.",
    severity: Severity::Error,
    scope: Scope::Document(check),
};

fn check(run: &Run<'_>, text: CheckedText<'_>) -> Vec<Finding> {
    let all = GrowthsOfParts::all(run, text);
    all.iter().filter_map(|growths| of_whole(run, text, growths)).collect()
}

fn of_whole(run: &Run<'_>, text: CheckedText<'_>, growths: &GrowthsOfParts<'_>) -> Option<Finding> {
    let GrowthsOfParts { whole, parts } = growths;
    if whole.paragraph != parts[0].paragraph || !are_on_equal_terms(run, text, growths) {
        return None;
    }
    let what = format!("growth of {} lies between those of {}", whole.name(), named(parts));
    compare(KIND, &what, whole, parts, Ok(hull(parts)))
}

/// Whether the text says nothing of one of them (by 可比口径, in dollars) that does not hold for all: what
/// stands before the first of them does.
fn are_on_equal_terms(run: &Run<'_>, text: CheckedText<'_>, growths: &GrowthsOfParts<'_>) -> bool {
    let all = || growths.parts.iter().chain([&growths.whole]);
    let first = all().map(|one| one.span().start).min();
    let last = all().map(|one| one.extracted().clause_end.max(one.span().end)).max();
    let said = first.zip(last).and_then(|(first, last)| text.document.text().get(first..last));
    said.is_some_and(|said| !holds(said, &run.words().terms))
}

/// The values from the least of some figures to the greatest.
fn hull(figures: &[&CheckedFigure<'_>]) -> Interval {
    let all: Vec<Interval> = figures.iter().map(|one| one.interval()).collect();
    let low: Option<Vec<&End>> = all.iter().map(|one| one.low.as_ref()).collect();
    let high: Option<Vec<&End>> = all.iter().map(|one| one.high.as_ref()).collect();
    Interval {
        low: low.and_then(|ends| ends.into_iter().min_by(|a, b| a.value.cmp(&b.value)).cloned()),
        high: high.and_then(|ends| ends.into_iter().max_by(|a, b| a.value.cmp(&b.value)).cloned()),
    }
}
