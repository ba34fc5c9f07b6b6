//! Values that a later release states, or implies by a change, for a period of an earlier release.
//!
//! The level of 2019 and its change imply a level of 2018. If that differs from the announced level
//! of 2018, the value was revised between the two releases, silently unless the later one states
//! it.

pub(crate) mod table;

use std::collections::BTreeMap;

use figlift_model::{CheckStatus, Qualifier, Role, Severity};
use figlift_number::{Exact, Interval};
use figlift_text::Period;

use crate::comparison::UnitOfText;
use crate::figure::{CheckedFigure, OwnedSeriesKey, SeriesKey, owned};
use crate::kind::{AcrossDocuments, Check, Scope, Terms};
use crate::run::{CheckedText, Run, holds};
use crate::{Finding, Involved, change};
use table::{ComparedRelease, Revision};

const KIND: &str = "revision";

pub(crate) const CHECK: Check = Check {
    name: KIND,
    what: "A later release states or implies the value that an earlier one announced.",
    severity: Severity::Warning,
    scope: Scope::Run(|| Box::<Releases>::default()),
};

/// The values of all releases, by series and period; those of a series in order of the documents.
#[derive(Default)]
struct Releases {
    series: BTreeMap<(OwnedSeriesKey, String), Vec<Observation>>,
}

/// A value of a series in one release.
struct Observation {
    doc_id: String,
    /// Date of the release, as the sidecar states it.
    date: Period,
    /// The value in the standard unit.
    measure: Interval,
    /// The figure that states it, or the change and the level that imply it.
    from: Vec<Involved>,
    /// What is known of the figure, if it states the value.
    stated: Option<AnnouncedValue>,
    /// Whether the text announces a revision of it.
    announced: bool,
}

/// A figure that states a value, as later releases are compared with it.
struct AnnouncedValue {
    name: String,
    indicator: String,
    area: Option<String>,
    /// Canonical code of its unit.
    unit: String,
    written: UnitOfText,
    value: Option<Exact>,
    /// The values that it allows, in its unit.
    interval: Interval,
}

impl AnnouncedValue {
    fn of(figure: &CheckedFigure<'_>) -> AnnouncedValue {
        AnnouncedValue {
            name: figure.name().to_owned(),
            indicator: figure.indicator().unwrap_or_default().to_owned(),
            area: figure.area().map(str::to_owned),
            unit: figure.unit().to_owned(),
            written: UnitOfText::of(figure),
            value: figure.extracted().value.clone(),
            interval: figure.interval(),
        }
    }
}

impl Observation {
    /// Date of its release.
    fn vintage(&self) -> String {
        self.date.to_string()
    }

    /// The last possible day of its release, in sortable form.
    fn released(&self) -> String {
        self.date.last().to_string()
    }
}

impl AcrossDocuments for Releases {
    fn observe(&mut self, run: &Run<'_>, text: CheckedText<'_>) {
        let Some(date) = text.document.date else { return };
        let mut announced = Announced { run, text, noted: None };
        for (key, period, measure, from) in observations(run, text) {
            let stated = match from[..] {
                [one] => Some(AnnouncedValue::of(one)),
                _ => None,
            };
            let observation = Observation {
                doc_id: text.document.doc_id.to_owned(),
                date,
                measure,
                announced: announced.of(&from),
                from: from.into_iter().map(Involved::from).collect(),
                stated,
            };
            self.series.entry((owned(key), period)).or_default().push(observation);
        }
    }

    /// Compares each value of a series with the one in the previous release.
    fn compare(self: Box<Self>, _: Terms<'_>) -> Vec<ComparedRelease> {
        let mut compared = Vec::new();
        for ((_, period), mut observations) in self.series {
            let order =
                |one: &Observation| (one.released(), one.doc_id.clone(), one.stated.is_none());
            observations.sort_by_cached_key(order);
            for (at, later) in observations.iter().enumerate() {
                let earlier = observations[..at].iter().rev().find_map(|one| {
                    let stated = one.stated.as_ref()?;
                    let is_earlier =
                        one.released() < later.released() && one.doc_id != later.doc_id;
                    is_earlier.then_some((one, stated))
                });
                compared.extend(earlier.map(|earlier| of_two(&period, earlier, later)));
            }
        }
        compared.sort_by(|(a, _), (b, _)| place(a).cmp(&place(b)));
        compared
    }
}

/// Where a finding is located.
fn place(finding: &Finding) -> (&str, usize) {
    finding.figures.first().map_or(("", 0), |first| (first.doc_id.as_str(), first.byte))
}

/// The values that a document states for each series and period, and those that its changes imply; at
/// most one of each. With each the figures that it comes from: one if it is stated.
fn observations<'r>(
    run: &Run<'_>,
    text: CheckedText<'r>,
) -> Vec<(SeriesKey<'r>, String, Interval, Vec<&'r CheckedFigure<'r>>)> {
    let mut found: BTreeMap<(SeriesKey<'_>, String, bool), (Interval, Vec<&CheckedFigure<'_>>)> =
        BTreeMap::new();
    let mut add =
        |key: SeriesKey<'r>, period: String, measure, from: Vec<&'r CheckedFigure<'r>>| {
            let is_implied = from.len() > 1;
            found.entry((key, period, is_implied)).or_insert((measure, from));
        };
    let series = |level: &'r CheckedFigure<'r>| {
        level.series().filter(|_| level.status.is_observed() && level.area().is_some())
    };
    for one in text.figures.iter().filter(|one| one.is_level() && one.qualifier == Qualifier::Exact)
    {
        if let Some(key) = series(one)
            && let Some(period) = one.ref_time()
        {
            add(key, period.to_string(), one.measure(), vec![one]);
        }
    }
    // A change implies the former level more exactly than a growth rate.
    let mut moves = change::moves(run, text);
    moves.sort_by_key(|(_, moved, _)| moved.role != Role::Change);
    for (level, moved, base) in moves {
        let implied = series(level).zip(change::implied_former(run, text, level, moved));
        if let Some((key, Ok(measure))) = implied {
            add(key, base.to_string(), measure, vec![moved, level]);
        }
    }
    let observation = |((key, period, _), (measure, from))| (key, period, measure, from);
    found.into_iter().map(observation).collect()
}

fn of_two(
    period: &str,
    (earlier, stated): (&Observation, &AnnouncedValue),
    later: &Observation,
) -> ComparedRelease {
    let former = &earlier.from[0];
    let own = stated.written.values(&later.measure);
    let found = stated.written.shown(&own);
    let finding = |status, message| {
        let range = stated.interval.clone();
        let others = later.from[1..].iter().chain([former]).cloned().collect();
        Finding {
            expected: former.surface.clone(),
            found: found.clone(),
            low: range.low.map(|end| end.value.to_f64()),
            high: range.high.map(|end| end.value.to_f64()),
            ..Finding::involving(KIND, status, later.from[0].clone(), others, message)
        }
    };
    let (words, surface, vintage) = (&stated.name, &former.surface, earlier.vintage());
    if later.measure.meets(&earlier.measure) {
        let message = format!("{words} of {period}: {surface}, as announced on {vintage}");
        return (finding(CheckStatus::Pass, message), None);
    }
    let how = if later.stated.is_none() { "implies" } else { "states" };
    let silent = if later.announced {
        "an announced revision"
    } else {
        "a silent revision, or another scope"
    };
    let message = format!(
        "{words} of {period}: this text {how} {found}, but {surface} was announced on {vintage}: {silent}"
    );
    let mut finding = finding(CheckStatus::Fail, message);
    if later.announced {
        finding.severity = Severity::Info;
    }
    let revision = revision(&finding, period, (vintage, stated), later, &own);
    (finding, Some(revision))
}

fn revision(
    finding: &Finding,
    period: &str,
    (former_vintage, stated): (String, &AnnouncedValue),
    later: &Observation,
    own: &Interval,
) -> Revision {
    // For exact values the middle is the value itself.
    let value = own.middle();
    let before = stated.value.as_ref();
    Revision {
        finding: finding.clone(),
        indicator: stated.indicator.clone(),
        area: stated.area.clone(),
        period: period.to_owned(),
        unit: stated.unit.clone(),
        former_value: before.map(Exact::to_f64),
        former_vintage,
        value: value.as_ref().map(Exact::to_f64),
        vintage: later.vintage(),
        difference: value.as_ref().zip(before).map(|(value, before)| (value - before).to_f64()),
        is_implied: later.stated.is_none(),
        announced: later.announced,
    }
}

/// Where a text announces revisions: in the sentences of its figures, or in a note.
struct Announced<'r> {
    run: &'r Run<'r>,
    text: CheckedText<'r>,
    /// Whether a note does, once it is known: each text is searched only once.
    noted: Option<bool>,
}

impl Announced<'_> {
    /// Whether it announces a revision of the value that these figures state or imply.
    fn of(&mut self, from: &[&CheckedFigure<'_>]) -> bool {
        let text = self.text.document.text();
        let words = self.run.words();
        let mut sentences =
            from.iter().filter_map(|one| text.get(one.extracted().sentence.range()));
        let is_note =
            |one: &&str| words.note.iter().any(|note| one.trim_start().starts_with(note.as_str()));
        let noted =
            || text.split(['\n', '。']).filter(is_note).any(|note| holds(note, &words.revised));
        sentences.any(|sentence| holds(sentence, &words.revised))
            || *self.noted.get_or_insert_with(noted)
    }
}
