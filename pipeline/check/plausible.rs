//! Impossible values (shares above 100 %, fractional ranks, negative counts), and series that jump
//! as if 亿 were written for 万.

use std::collections::BTreeMap;

use figlift_number::Exact;

use crate::Finding;
use crate::figure::{CheckedFigure, SeriesKey};
use crate::kind::{Check, Scope};
use crate::run::{CheckedText, Run, holds};
use figlift_model::{CheckStatus, Role, Severity};
use figlift_text::Period;

const KIND: &str = "plausible";

pub(crate) const CHECK: Check = Check {
    name: KIND,
    what: "Shares lie between 0 and 100 %, ranks are whole, counts are not negative, series do not jump.",
    severity: Severity::Warning,
    scope: Scope::Run(check),
};

fn check(run: &Run<'_>, documents: &[CheckedText<'_>]) -> Vec<Finding> {
    let figures = || documents.iter().flat_map(|document| document.figures);
    let each = figures().filter_map(|figure| of_value(run, figure));
    each.chain(jumps(run, figures())).collect()
}

/// An impossible value. Possible values give no finding, since it would be useless.
fn of_value(run: &Run<'_>, figure: &CheckedFigure<'_>) -> Option<Finding> {
    let value = figure.extracted().value.as_ref()?;
    let is_part = figure.is_share() && is_of_whole(run, figure.name()) && figure.basis.is_none();
    let is_below_zero = value.is_negative();
    let expected = if is_part && (is_below_zero || *value > Exact::HUNDRED) {
        "a share from 0 to 100 %"
    } else if figure.role == Role::Rank && (*value < Exact::ONE || !value.is_whole()) {
        "a rank from 1 up"
    } else if figure.is_level()
        && figure.classifier.is_some()
        && is_below_zero
        && !holds(figure.name(), &run.words().net)
    {
        "a count from 0 up"
    } else {
        return None;
    };
    let message =
        format!("{}: {} is impossible; expected {expected}", figure.name(), figure.surface());
    let mut finding = Finding::of(KIND, CheckStatus::Fail, figure, &[], message);
    finding.expected = expected.to_owned();
    finding.found = figure.surface().to_owned();
    Some(finding)
}

/// Whether a share is the ratio of a part to its whole: 占比, 占全国比重. A ratio to something else may
/// exceed 100 %: 债务占综合财力的比重.
fn is_of_whole(run: &Run<'_>, name: &str) -> bool {
    let words = run.words();
    let Some(rest) = words.share.iter().find_map(|noun| name.strip_suffix(noun.as_str())) else {
        return false;
    };
    let verbs = words.share_verb.iter();
    match verbs.filter_map(|verb| rest.rsplit_once(verb.as_str())).next() {
        None | Some((_, "")) => true,
        Some((_, whole)) => {
            let in_all = words.in_all.iter().any(|all| whole.starts_with(all.as_str()));
            in_all && !holds(whole, &words.averaged)
        }
    }
}

/// Values of a series that are a multiple or a fraction of the value that another document states
/// for the same or the previous period. Years are compared with years, quarters with quarters.
fn jumps<'r>(run: &Run<'_>, figures: impl Iterator<Item = &'r CheckedFigure<'r>>) -> Vec<Finding> {
    let mut series: BTreeMap<(SeriesKey<'_>, &str), Vec<&CheckedFigure<'_>>> = BTreeMap::new();
    let observed = |one: &&CheckedFigure<'_>| {
        one.is_level() && !one.is_end() && one.status.is_observed() && one.area().is_some()
    };
    for figure in figures.filter(observed) {
        let freq = figure.time().and_then(|time| time.freq()).map(|freq| freq.code());
        if let Some(key) = figure.series().zip(freq) {
            series.entry(key).or_default().push(figure);
        }
    }
    series.into_values().flat_map(|values| steps(run, values)).collect()
}

/// The steps of one series from one document to another.
fn steps(run: &Run<'_>, mut values: Vec<&CheckedFigure<'_>>) -> Vec<Finding> {
    let key = |one: &CheckedFigure<'_>| (one.time().map(Period::first), one.document);
    values.sort_by_key(|one| (key(one), one.span().start));
    // Only the first value of a period in a document counts.
    values.dedup_by(|b, a| key(a) == key(b));
    let mut findings = Vec::new();
    for (at, after) in values.iter().enumerate() {
        let before = values[..at].iter().rev().find(|one| one.doc_id() != after.doc_id());
        findings.extend(before.and_then(|before| of_step(run, before, after)));
    }
    findings
}

fn of_step(
    run: &Run<'_>,
    before: &CheckedFigure<'_>,
    after: &CheckedFigure<'_>,
) -> Option<Finding> {
    let most = |figure: &CheckedFigure<'_>| figure.measure().high.map(|end| end.value);
    let value = |figure: &CheckedFigure<'_>| most(figure).filter(Exact::is_positive);
    let (a, b) = (value(before)?, value(after)?);
    let jump = Exact::of_f64(run.checks().jump)?;
    if &a * &jump >= b && &b * &jump >= a {
        return None;
    }
    let period = before.time().map(|time| time.to_string()).unwrap_or_default();
    let message = format!(
        "{}: {} here, but {} for {period}; is a unit or a power of ten wrong?",
        after.name(),
        after.surface(),
        before.surface()
    );
    let mut finding = Finding::of(KIND, CheckStatus::Fail, after, &[before], message);
    finding.expected = format!("about {}", before.surface());
    finding.found = after.surface().to_owned();
    Some(finding)
}
