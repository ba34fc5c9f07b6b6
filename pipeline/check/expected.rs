//! Values that must be found: `config/expected/`.
//!
//! An expectation identifies a figure (document, indicator or its words, role, end, measure word,
//! denominator) and states fields of it (value, bounds, unit, area, period, status). A figure meets
//! only one expectation: a value that a text states twice needs two.

mod candidate;

use std::collections::BTreeSet;

use figlift_config::{Expectation, Expected, Series};
use figlift_number::Interval;

use crate::figure::CheckedFigure;
use crate::finding::Involved;
use crate::kind::{AcrossDocuments, Check, Scope, Terms};
use crate::revision::table::ComparedRelease;
use crate::run::{CheckedText, Run};
use crate::{CheckedDocument, Finding};
use candidate::{departures, distance, found, is_about, scaled, tolerance};
use figlift_model::{CheckStatus, Qualifier, Severity};

const KIND: &str = "expected";

pub(crate) const CHECK: Check = Check {
    name: KIND,
    what: "Each value that config/expected/ states is found.",
    severity: Severity::Error,
    scope: Scope::Run(|| Box::<Expectations>::default()),
};

/// The files of expectations, in order, with what was found of each.
#[derive(Default)]
struct Expectations {
    files: Vec<SeenFile>,
}

/// What was seen of the documents of a file.
struct SeenFile {
    /// The values of its series, each with the document that must state it.
    singles: Vec<(String, Expectation)>,
    /// The documents that it is about.
    seen: BTreeSet<String>,
    found: Vec<Finding>,
}

impl SeenFile {
    fn of(file: &Expected) -> SeenFile {
        SeenFile { singles: series(file), seen: BTreeSet::new(), found: Vec::new() }
    }

    /// Compares the figures of a document, if the file is about it.
    fn observe(&mut self, file: &Expected, text: CheckedText<'_>) {
        let id = text.document.doc_id;
        if !file.documents.is_match(id) {
            return;
        }
        self.seen.insert(id.to_owned());
        let own = self.singles.iter().filter(|(doc_id, _)| doc_id == id);
        let all: Vec<&Expectation> = file.expect.iter().chain(own.map(|(_, one)| one)).collect();
        self.found.extend(of_one_document(file, text, &all));
    }

    /// With `require_all`, an expectation fails if none of its documents is in the run.
    fn compare(self, file: &Expected, require_all: bool) -> Vec<Finding> {
        let SeenFile { singles, seen, mut found } = self;
        let without_document = file.expect.iter().filter(|_| seen.is_empty());
        let without_its_own = singles.iter().filter(|(doc_id, _)| !seen.contains(doc_id));
        let absent = without_document.chain(without_its_own.map(|(_, one)| one));
        found.extend(absent.map(|one| not_applicable(file, one, require_all)));
        found
    }
}

impl AcrossDocuments for Expectations {
    fn observe(&mut self, run: &Run<'_>, text: CheckedText<'_>) {
        let expected = &run.config().expected;
        if self.files.len() < expected.len() {
            self.files = expected.iter().map(SeenFile::of).collect();
        }
        for (seen, file) in self.files.iter_mut().zip(expected) {
            seen.observe(file, text);
        }
    }

    fn compare(self: Box<Self>, terms: Terms<'_>) -> Vec<ComparedRelease> {
        let mut seen = self.files.into_iter();
        let of_file = |file: &Expected| {
            // A run without documents saw none of any file.
            let seen = seen.next().unwrap_or_else(|| SeenFile::of(file));
            seen.compare(file, terms.require_all)
        };
        terms.config.expected.iter().flat_map(of_file).map(|finding| (finding, None)).collect()
    }
}

/// The values of a series as single expectations, each with the document that must state it.
fn series(file: &Expected) -> Vec<(String, Expectation)> {
    let of_series = |series: &Series| {
        let one = |(period, value): (&String, &f64)| {
            (series.document.replace("{period}", period), single(series, period, *value))
        };
        series.values.iter().map(one).collect::<Vec<_>>()
    };
    file.series.iter().flat_map(of_series).collect()
}

fn single(series: &Series, period: &str, value: f64) -> Expectation {
    Expectation {
        id: format!("{}/{period}", series.id),
        indicator: Some(series.indicator.clone()),
        words: None,
        area: series.area.clone(),
        period: Some(period.to_owned()),
        role: series.role,
        change_end: None,
        value: Some(value),
        qualifier: Qualifier::Exact,
        low: None,
        high: None,
        unit: series.unit.clone(),
        unit_mult: series.unit_mult,
        classifier: None,
        per: None,
        status: None,
        abs_tol: series.abs_tol,
        rel_tol: series.rel_tol,
    }
}

fn of_one_document(
    file: &Expected,
    text: CheckedText<'_>,
    expectations: &[&Expectation],
) -> Vec<Finding> {
    let figures = text.figures;
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let about: Vec<Vec<usize>> = expectations
        .iter()
        .map(|expectation| {
            (0..figures.len()).filter(|&n| is_about(&figures[n], expectation)).collect()
        })
        .collect();
    // Met expectations take their figures first; the others are compared with the remaining
    // figures.
    let met: Vec<Option<usize>> = expectations
        .iter()
        .zip(&about)
        .map(|(expectation, about)| {
            let figure = about
                .iter()
                .copied()
                .find(|n| !taken.contains(n) && departures(&figures[*n], expectation).is_empty())?;
            taken.insert(figure);
            Some(figure)
        })
        .collect();
    let mut findings = Vec::new();
    for ((expectation, about), met) in expectations.iter().zip(&about).zip(met) {
        let free = about.iter().copied().filter(|n| !taken.contains(n));
        let figure = met.or_else(|| free.min_by_key(|&n| distance(&figures[n], expectation)));
        taken.extend(figure);
        findings.push(finding(file, text.document, expectation, figure.map(|n| &figures[n])));
    }
    findings
}

fn finding(
    file: &Expected,
    document: &CheckedDocument<'_>,
    expectation: &Expectation,
    figure: Option<&CheckedFigure<'_>>,
) -> Finding {
    let expected = words(expectation);
    let what =
        expectation.words.as_ref().or(expectation.indicator.as_ref()).cloned().unwrap_or_default();
    let (status, message) = match figure {
        None if document.document.is_none() => {
            (CheckStatus::Missing, format!("{what}: the document could not be read"))
        }
        None => {
            (CheckStatus::Missing, format!("{what}: expected {expected}, found no similar figure"))
        }
        Some(figure) => {
            let departures = departures(figure, expectation);
            let surface = figure.surface();
            if departures.is_empty() {
                (CheckStatus::Pass, format!("{what}: {surface} as expected"))
            } else {
                let departures = departures.join("; ");
                (
                    CheckStatus::Fail,
                    format!("{what}: expected {expected}, found {surface}: {departures}"),
                )
            }
        }
    };
    let passing = passing(expectation).unwrap_or_default();
    Finding {
        check_id: format!("{}/{}@{}", file.name, expectation.id, document.doc_id),
        kind: KIND,
        severity: Severity::Error,
        status,
        doc_id: Some(document.doc_id.to_owned()),
        figures: figure.map(Involved::from).into_iter().collect(),
        expected,
        found: figure.map(found).unwrap_or_default(),
        low: passing.low.map(|end| end.value.to_f64()),
        high: passing.high.map(|end| end.value.to_f64()),
        message,
        repair: None,
    }
}

fn not_applicable(file: &Expected, expectation: &Expectation, require_all: bool) -> Finding {
    let expected = words(expectation);
    Finding {
        check_id: format!("{}/{}", file.name, expectation.id),
        kind: KIND,
        severity: Severity::Error,
        status: if require_all { CheckStatus::Missing } else { CheckStatus::NotApplicable },
        doc_id: None,
        figures: Vec::new(),
        message: format!("expected {expected}, but none of its documents is in this run"),
        expected,
        found: String::new(),
        low: None,
        high: None,
        repair: None,
    }
}

/// The values that pass.
fn passing(expectation: &Expectation) -> Option<Interval> {
    let value = scaled(expectation.value?, expectation)?;
    let tolerance = tolerance(&value, expectation)?;
    Some(Interval::around(value, tolerance))
}

/// What is expected, in words: `over 250 (250 to 260) ×10^8 CNY`.
fn words(expectation: &Expectation) -> String {
    let mut words = Vec::new();
    if expectation.qualifier != Qualifier::Exact {
        words.push(expectation.qualifier.as_str().to_owned());
    }
    words.extend(expectation.value.map(|value| value.to_string()));
    if expectation.low.is_some() || expectation.high.is_some() {
        let end = |value: Option<f64>| value.map_or("open".to_owned(), |value| value.to_string());
        words.push(format!("({} to {})", end(expectation.low), end(expectation.high)));
    }
    if expectation.unit_mult != 0 {
        words.push(format!("×10^{}", expectation.unit_mult));
    }
    words.push(expectation.unit.clone());
    words.extend(expectation.classifier.clone());
    words.join(" ")
}
