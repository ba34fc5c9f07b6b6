//! What a later release states, or implies by a change, of a period that an earlier one told of.
//!
//! The level of 2019 and its change leave a level of 2018. Where that does not meet what was announced
//! for 2018, the value was revised between the two releases: silently, unless the later one says so.

use std::collections::BTreeMap;

use arrow::array::RecordBatch;
use arrow::error::ArrowError;
use figlift_extract::Exact;
use figlift_schema::{Cell, REVISIONS, Rows};
use figlift_text::{Period, Severity};

use crate::finding::shown;
use crate::interval::Interval;
use crate::run::{Run, Told, holds};
use crate::stated::Stated;
use crate::{CheckedDocument, Finding, Status, change};

pub(crate) const KIND: &str = "revision";

/// A value that a later release states or implies otherwise than an earlier one.
#[derive(Clone, Debug)]
pub struct Revision {
    finding: Finding,
    indicator: String,
    area: Option<String>,
    period: String,
    unit: String,
    former_value: Option<f64>,
    former_vintage: String,
    value: Option<f64>,
    vintage: String,
    difference: Option<f64>,
    is_implied: bool,
    announced: bool,
}

/// What a series is of: indicator, area, dimension, denominator, measure word.
type Series<'s> = [&'s str; 5];

/// A value of a series, as one release has it.
struct Observation<'r> {
    document: &'r CheckedDocument<'r>,
    /// In the standard unit.
    measure: Interval,
    /// The figure that states it, or the level and its change that imply it.
    from: Vec<&'r Stated>,
}

impl Observation<'_> {
    fn is_implied(&self) -> bool {
        self.from.len() > 1
    }
}

pub(crate) fn check(run: &Run<'_>) -> Vec<Finding> {
    compare(run).into_iter().map(|(finding, _)| finding).collect()
}

/// What was revised between the releases of a run.
pub(crate) fn found(run: &Run<'_>) -> Vec<Revision> {
    let mut revisions: Vec<Revision> =
        compare(run).into_iter().filter_map(|(_, revision)| revision).collect();
    revisions.sort_by(|a, b| a.finding.check_id.cmp(&b.finding.check_id));
    revisions
}

/// The `revisions` table.
///
/// # Errors
/// Where a row does not fit the published schema, which is a fault of figlift.
pub fn revisions(found: &[Revision]) -> Result<RecordBatch, ArrowError> {
    let mut rows = Rows::new(&REVISIONS);
    for revision in found {
        rows.push(|column| revision.cell(column));
    }
    rows.finish()
}

impl Revision {
    fn cell(&self, column: &str) -> Cell {
        let ids = || self.finding.figures.iter().map(|figure| figure.figure_id.as_str());
        match column {
            "revision_id" => self.finding.check_id.as_str().into(),
            "indicator" => self.indicator.as_str().into(),
            "ref_area" => self.area.clone().into(),
            "time_period" => self.period.as_str().into(),
            "unit_measure" => self.unit.as_str().into(),
            "former_value" => self.former_value.into(),
            "former_vintage" => self.former_vintage.as_str().into(),
            "value" => self.value.into(),
            "vintage" => self.vintage.as_str().into(),
            "difference" => self.difference.into(),
            "kind" => if self.is_implied { "implied" } else { "stated" }.into(),
            "announced" => Cell::Bool(Some(self.announced)),
            "figure_ids" => ids().collect::<Vec<_>>().join(" ").as_str().into(),
            _ => Cell::Text(None),
        }
    }
}

/// Each value of a series, held against what the release before it stated.
fn compare(run: &Run<'_>) -> Vec<(Finding, Option<Revision>)> {
    let mut series: BTreeMap<(Series<'_>, String), Vec<Observation<'_>>> = BTreeMap::new();
    for told in run.documents().filter(|told| told.document.date.is_some()) {
        for (key, period, observation) in observations(run, told) {
            series.entry((key, period.to_string())).or_default().push(observation);
        }
    }
    let mut compared = Vec::new();
    for ((_, period), mut observations) in series {
        observations.sort_by_key(|one| (released(one), one.document.doc_id, one.is_implied()));
        for (at, later) in observations.iter().enumerate() {
            let before = observations[..at].iter().rev();
            let earlier = before
                .filter(|one| !one.is_implied() && released(one) < released(later))
                .find(|one| one.document.doc_id != later.document.doc_id);
            compared.extend(earlier.map(|earlier| of_two(run, &period, earlier, later)));
        }
    }
    compared
}

/// The last day on which it can have been released, in a form that sorts.
fn released(observation: &Observation<'_>) -> Option<String> {
    observation.document.date.map(|date| date.last().to_string())
}

/// The values that a document states of each series, first its own words, and those that its changes
/// imply; one each for a period.
fn observations<'r>(
    run: &'r Run<'_>,
    told: Told<'r>,
) -> Vec<(Series<'r>, Period, Observation<'r>)> {
    let mut found: BTreeMap<(Series<'_>, String, bool), (Period, Observation<'_>)> =
        BTreeMap::new();
    let mut add = |key: Series<'r>, period: Period, measure, from: Vec<&'r Stated>| {
        let observation = Observation { document: told.document, measure, from };
        let name = (key, period.to_string(), observation.is_implied());
        found.entry(name).or_insert((period, observation));
    };
    for one in told.stated.iter().filter(|one| one.is_level() && one.qualifier == "exact") {
        let about = series_of(run, one).zip(one.time()).zip(run.measure(one));
        if let Some(((key, period), measure)) = about {
            add(key, period, measure, vec![one]);
        }
    }
    // A change says more exactly what was before than a growth rate does.
    let mut moves = change::moves(run, told);
    moves.sort_by_key(|(_, moved, _)| moved.role != "change");
    for (level, moved, base) in moves {
        let implied = series_of(run, level).zip(change::implied_former(run, told, level, moved));
        if let Some((key, measure)) = implied {
            add(key, base, measure, vec![moved, level]);
        }
    }
    found.into_iter().map(|((key, ..), (period, one))| (key, period, one)).collect()
}

/// The series that a level belongs to; none for what is not yet observed.
fn series_of<'s>(run: &'s Run<'_>, stated: &'s Stated) -> Option<Series<'s>> {
    let indicator = stated.indicator.as_deref().filter(|_| stated.is_observed())?;
    Some([
        indicator,
        stated.area.as_deref()?,
        stated.dimension(run.pack()),
        stated.per.as_deref().unwrap_or_default(),
        stated.classifier.as_deref().unwrap_or_default(),
    ])
}

fn of_two(
    run: &Run<'_>,
    period: &str,
    earlier: &Observation<'_>,
    later: &Observation<'_>,
) -> (Finding, Option<Revision>) {
    let former = earlier.from[0];
    let same = later.measure.meets(earlier.measure);
    let text = later.document.text.unwrap_or_default();
    let announced = holds(text, &run.checks().words.revised);
    let own = run.in_unit_of(former, later.measure).unwrap_or(later.measure);
    let found = shown(own, former);
    let words = former.words.as_deref().unwrap_or_default();
    let vintage =
        |one: &Observation<'_>| one.document.date.map(|date| date.to_string()).unwrap_or_default();
    let how = if later.is_implied() { "implies" } else { "states" };
    let message = if same {
        format!("{words} of {period}: {} as announced on {}", former.surface, vintage(earlier))
    } else {
        let silent = if announced { "an announced" } else { "a silent" };
        format!(
            "{words} of {period}: this text {how} {found}, but {} was announced on {}: {silent} revision",
            former.surface,
            vintage(earlier),
        )
    };
    let (first, rest) = (later.from[0], &later.from[1..]);
    let mut others = rest.to_vec();
    others.push(former);
    let status = if same { Status::Pass } else { Status::Fail };
    let mut finding = Finding::of(KIND, status, first, &others, message);
    let announced_range = run.interval(former);
    finding.expected = former.surface.clone();
    finding.found = found;
    finding.low = announced_range.and_then(|range| range.low).map(Exact::to_f64);
    finding.high = announced_range.and_then(|range| range.high).map(Exact::to_f64);
    if announced {
        finding.severity = Severity::Info;
    }
    let value = middle(own);
    let before = former.value.and_then(Exact::of_f64);
    let revision = (!same).then(|| Revision {
        finding: finding.clone(),
        indicator: former.indicator.clone().unwrap_or_default(),
        area: former.area.clone(),
        period: period.to_owned(),
        unit: former.unit.clone(),
        former_value: former.value,
        former_vintage: vintage(earlier),
        value: value.map(Exact::to_f64),
        vintage: vintage(later),
        difference: value.zip(before).and_then(|(a, b)| a.plus(-b)).map(Exact::to_f64),
        is_implied: later.is_implied(),
        announced,
    });
    (finding, revision)
}

/// The middle of an interval: of what is stated or implied by exact values, the value itself.
fn middle(interval: Interval) -> Option<Exact> {
    let (low, high) = interval.low.zip(interval.high)?;
    low.plus(high)?.times(Exact::fraction(1, 2)?)
}
