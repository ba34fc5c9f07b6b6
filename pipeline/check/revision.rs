//! Values that a later release states, or implies by a change, for a period of an earlier release.
//!
//! The level of 2019 and its change imply a level of 2018. If that differs from the announced level
//! of 2018, the value was revised between the two releases, silently unless the later one states
//! it.

pub(crate) mod table;

use std::collections::BTreeMap;

use figlift_model::{CheckStatus, Qualifier, Role, Severity};
use figlift_number::{Exact, Interval};

use crate::comparison::{in_unit_of, shown};
use crate::figure::{CheckedFigure, SeriesKey};
use crate::kind::{Check, Scope};
use crate::run::{CheckedText, Run, holds};
use crate::{CheckedDocument, Finding, change};
use table::{ComparedRelease, Revision};

const KIND: &str = "revision";

pub(crate) const CHECK: Check = Check {
    name: KIND,
    what: "A later release states or implies the value that an earlier one announced.",
    severity: Severity::Warning,
    scope: Scope::Releases(check),
};

/// A value of a series in one release.
struct Observation<'r> {
    document: &'r CheckedDocument<'r>,
    /// The value in the standard unit.
    measure: Interval,
    /// The figure that states it, or the change and the level that imply it.
    from: Vec<&'r CheckedFigure<'r>>,
}

impl Observation<'_> {
    fn is_implied(&self) -> bool {
        self.from.len() > 1
    }

    /// Date of its release, as the sidecar states it.
    fn vintage(&self) -> String {
        self.document.date.map(|date| date.to_string()).unwrap_or_default()
    }

    /// The last possible day of its release, in sortable form.
    fn released(&self) -> Option<String> {
        self.document.date.map(|date| date.last().to_string())
    }
}

/// Compares each value of a series with the one in the previous release.
fn check(run: &Run<'_>, documents: &[CheckedText<'_>]) -> Vec<ComparedRelease> {
    let mut series: BTreeMap<(SeriesKey<'_>, String), Vec<Observation<'_>>> = BTreeMap::new();
    for text in documents.iter().filter(|text| text.document.date.is_some()) {
        for (key, period, observation) in observations(run, *text) {
            series.entry((key, period)).or_default().push(observation);
        }
    }
    let mut compared = Vec::new();
    for ((_, period), mut observations) in series {
        observations.sort_by_key(|one| (one.released(), one.document.doc_id, one.is_implied()));
        for (at, later) in observations.iter().enumerate() {
            let before = observations[..at].iter().rev();
            let earlier = before
                .filter(|one| !one.is_implied() && one.released() < later.released())
                .find(|one| one.document.doc_id != later.document.doc_id);
            compared.extend(earlier.map(|earlier| of_two(run, &period, earlier, later)));
        }
    }
    compared.sort_by(|(a, _), (b, _)| place(a).cmp(&place(b)));
    compared
}

/// Where a finding is located.
fn place(finding: &Finding) -> (&str, usize) {
    finding.figures.first().map_or(("", 0), |first| (first.doc_id.as_str(), first.byte))
}

/// The values that a document states for each series and period, and those that its changes imply;
/// at most one of each.
fn observations<'r>(
    run: &Run<'_>,
    text: CheckedText<'r>,
) -> Vec<(SeriesKey<'r>, String, Observation<'r>)> {
    let mut found: BTreeMap<(SeriesKey<'_>, String, bool), Observation<'_>> = BTreeMap::new();
    let mut add =
        |key: SeriesKey<'r>, period: String, measure, from: Vec<&'r CheckedFigure<'r>>| {
            let observation = Observation { document: text.document, measure, from };
            found.entry((key, period, observation.is_implied())).or_insert(observation);
        };
    let series = |level: &'r CheckedFigure<'r>| {
        level.series().filter(|_| level.status.is_observed() && level.area().is_some())
    };
    for one in text.figures.iter().filter(|one| one.is_level() && one.qualifier == Qualifier::Exact)
    {
        if let Some((key, period)) = series(one).zip(one.time()) {
            add(key, period.to_string(), one.measure(), vec![one]);
        }
    }
    // A change implies the former level more exactly than a growth rate.
    let mut moves = change::moves(text);
    moves.sort_by_key(|(_, moved, _)| moved.role != Role::Change);
    for (level, moved, base) in moves {
        let implied = series(level).zip(change::implied_former(run, text, level, moved));
        if let Some((key, Ok(measure))) = implied {
            add(key, base.to_string(), measure, vec![moved, level]);
        }
    }
    found.into_iter().map(|((key, period, _), one)| (key, period, one)).collect()
}

fn of_two(
    run: &Run<'_>,
    period: &str,
    earlier: &Observation<'_>,
    later: &Observation<'_>,
) -> ComparedRelease {
    let former = earlier.from[0];
    let own = in_unit_of(former, &later.measure);
    let found = shown(&own, former);
    let mut others = later.from[1..].to_vec();
    others.push(former);
    let finding = |status, message| {
        let range = former.interval();
        Finding {
            expected: former.surface().to_owned(),
            found: found.clone(),
            low: range.low.map(|end| end.value.to_f64()),
            high: range.high.map(|end| end.value.to_f64()),
            ..Finding::of(KIND, status, later.from[0], &others, message)
        }
    };
    let (words, surface, vintage) = (former.name(), former.surface(), earlier.vintage());
    if later.measure.meets(&earlier.measure) {
        let message = format!("{words} of {period}: {surface}, as announced on {vintage}");
        return (finding(CheckStatus::Pass, message), None);
    }
    let announced = is_announced(run, later);
    let how = if later.is_implied() { "implies" } else { "states" };
    let silent =
        if announced { "an announced revision" } else { "a silent revision, or another scope" };
    let message = format!(
        "{words} of {period}: this text {how} {found}, but {surface} was announced on {vintage}: {silent}"
    );
    let mut finding = finding(CheckStatus::Fail, message);
    if announced {
        finding.severity = Severity::Info;
    }
    let revision = revision(&finding, period, earlier, later, &own, announced);
    (finding, Some(revision))
}

fn revision(
    finding: &Finding,
    period: &str,
    earlier: &Observation<'_>,
    later: &Observation<'_>,
    own: &Interval,
    announced: bool,
) -> Revision {
    let former = earlier.from[0];
    // For exact values the middle is the value itself.
    let value = own.middle();
    let before = former.extracted().value.as_ref();
    Revision {
        finding: finding.clone(),
        indicator: former.indicator().unwrap_or_default().to_owned(),
        area: former.area().map(str::to_owned),
        period: period.to_owned(),
        unit: former.unit().to_owned(),
        former_value: before.map(Exact::to_f64),
        former_vintage: earlier.vintage(),
        value: value.as_ref().map(Exact::to_f64),
        vintage: later.vintage(),
        difference: value.as_ref().zip(before).map(|(value, before)| (value - before).to_f64()),
        is_implied: later.is_implied(),
        announced,
    }
}

/// Whether the later text announces a revision: in the sentences of its figures, or in a note.
fn is_announced(run: &Run<'_>, later: &Observation<'_>) -> bool {
    let text = later.document.text.unwrap_or_default();
    let words = run.words();
    let is_note =
        |one: &&str| words.note.iter().any(|note| one.trim_start().starts_with(note.as_str()));
    let sentence =
        |one: &&CheckedFigure<'_>| text.get(one.extracted().sentence.range()).unwrap_or_default();
    later.from.iter().map(sentence).any(|sentence| holds(sentence, &words.revised))
        || text.split(['\n', '。']).filter(is_note).any(|note| holds(note, &words.revised))
}
