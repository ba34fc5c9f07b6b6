//! Impossible values (shares above 100 %, fractional ranks, negative counts), and series that jump
//! as if 亿 were written for 万.

use std::collections::BTreeMap;

use figlift_number::Exact;

use crate::Finding;
use crate::figure::{CheckedFigure, OwnedSeriesKey, owned};
use crate::finding::Involved;
use crate::kind::{AcrossDocuments, Check, Scope, Terms};
use crate::revision::table::ComparedRelease;
use crate::run::{CheckedText, Run, holds, is_of_days};
use figlift_model::{CheckStatus, Role, Severity};
use figlift_text::Period;

const KIND: &str = "plausible";

pub(crate) const CHECK: Check = Check {
    name: KIND,
    what: "Shares lie between 0 and 100 %, ranks are whole, counts are not negative, series do not jump.",
    severity: Severity::Warning,
    scope: Scope::Run(|| Box::<Plausible>::default()),
};

/// Impossible values, and the values of each series for jumps.
#[derive(Default)]
struct Plausible {
    impossible: Vec<Finding>,
    /// By series and frequency, in order of documents and of the text.
    series: BTreeMap<(OwnedSeriesKey, &'static str), Vec<StatedLevel>>,
    /// The number of documents that were seen.
    documents: usize,
}

/// A level of a series.
struct StatedLevel {
    period: Option<Period>,
    /// The number of its document.
    document: usize,
    figure: Involved,
    name: String,
    /// The greatest value that it allows, in the standard unit, if that is greater than zero.
    most: Option<Exact>,
}

impl AcrossDocuments for Plausible {
    fn observe(&mut self, run: &Run<'_>, text: CheckedText<'_>) {
        self.impossible.extend(text.figures.iter().filter_map(|figure| of_value(run, figure)));
        let observed = |one: &&CheckedFigure<'_>| {
            one.is_level()
                && !one.is_end()
                && one.status.is_observed()
                && one.area().is_some()
                && !is_of_days(run, text, one)
        };
        for figure in text.figures.iter().filter(observed) {
            let freq = figure.time().and_then(|time| time.freq()).map(|freq| freq.code());
            if let Some((key, freq)) = figure.series().zip(freq) {
                let level = StatedLevel::of(figure, self.documents);
                self.series.entry((owned(key), freq)).or_default().push(level);
            }
        }
        self.documents += 1;
    }

    fn compare(self: Box<Self>, terms: Terms<'_>) -> Vec<ComparedRelease> {
        let jump = Exact::of_f64(terms.config.pack.checks.jump);
        let jumps = self.series.into_values().flat_map(|levels| steps(levels, jump.as_ref()));
        self.impossible.into_iter().chain(jumps).map(|finding| (finding, None)).collect()
    }
}

impl StatedLevel {
    fn of(figure: &CheckedFigure<'_>, document: usize) -> StatedLevel {
        let most = figure.measure().high.map(|end| end.value);
        StatedLevel {
            period: figure.time(),
            document,
            figure: Involved::from(figure),
            name: figure.name().to_owned(),
            most: most.filter(Exact::is_positive),
        }
    }
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
        && !holds(figure.name(), &run.words().averaged)
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
fn steps(mut levels: Vec<StatedLevel>, jump: Option<&Exact>) -> Vec<Finding> {
    let key = |one: &StatedLevel| (one.period.map(Period::first), one.document);
    levels.sort_by_key(|one| (key(one), one.figure.byte));
    // Only the first value of a period in a document counts.
    levels.dedup_by(|b, a| key(a) == key(b));
    let mut findings = Vec::new();
    for (at, after) in levels.iter().enumerate() {
        let before = levels[..at].iter().rev().find(|one| one.document != after.document);
        findings.extend(before.and_then(|before| of_step(before, after, jump?)));
    }
    findings
}

fn of_step(before: &StatedLevel, after: &StatedLevel, jump: &Exact) -> Option<Finding> {
    let (a, b) = (before.most.as_ref()?, after.most.as_ref()?);
    if &(a * jump) >= b && &(b * jump) >= a {
        return None;
    }
    let period = before.period.map(|time| time.to_string()).unwrap_or_default();
    let (now, then) = (&after.figure.surface, &before.figure.surface);
    let message = format!(
        "{}: {now} here, but {then} for {period}; is a unit or a power of ten wrong?",
        after.name
    );
    let (first, other) = (after.figure.clone(), before.figure.clone());
    let mut finding = Finding::involving(KIND, CheckStatus::Fail, first, vec![other], message);
    finding.expected = format!("about {then}");
    finding.found.clone_from(now);
    Some(finding)
}
