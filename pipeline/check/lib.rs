//! Checks of the figures of a run. Each check is one file, and one line of [`CHECKS`].
//!
//! A check that fails is a row, never an error: all checks are made, and all findings are published.
//! `checks.toml` configures what is checked, and the severity of failures.

mod change;
mod comparison;
mod direction;
mod expected;
mod figure;
mod finding;
mod group;
mod implied;
mod kin;
mod kind;
mod levels;
mod listed;
mod net;
mod number;
mod part;
mod parts;
mod periods;
mod plausible;
mod range;
mod ratio;
mod record;
mod registry;
mod repair;
mod revision;
mod run;
mod share;
mod twice;
mod whole;

use std::collections::{BTreeMap, BTreeSet};

use arrow::array::RecordBatch;
use arrow::error::ArrowError;
use figlift_extract::Figure;
use figlift_model::{CheckStatus, Severity};
use figlift_schema::Rows;
use figlift_text::{Document, Period};

pub use figure::CheckedFigure;
use finding::FindingRow;
pub use finding::{Finding, Involved};
pub use kind::{AcrossDocuments, Check, DocumentCheck, Scope, Terms};
pub use record::{FigureRecord, Id};
pub use registry::{CHECKS, refuse_unknown};
pub use revision::table::{ComparedRelease, Revision, revisions};
pub use run::{CheckedText, Run};

/// A document of the run, as checks see it.
#[derive(Clone, Copy, Debug)]
pub struct CheckedDocument<'a> {
    /// Its id.
    pub doc_id: &'a str,
    /// The document itself, if it could be read.
    pub document: Option<&'a Document>,
    /// The date of publication.
    pub date: Option<Period>,
    /// Its figures, in order of the text.
    pub figures: &'a [Figure],
}

impl<'a> CheckedDocument<'a> {
    /// The figures that checks look at, with their numbers among all: what a text tells twice is checked
    /// where it is told first.
    pub(crate) fn told_once(&self) -> impl Iterator<Item = (usize, &'a Figure)> + use<'a> {
        self.figures.iter().enumerate().filter(|(_, figure)| figure.repeat_of.is_none())
    }

    /// Its text; empty if it could not be read.
    pub(crate) fn text(&self) -> &'a str {
        self.document.map(Document::text).unwrap_or_default()
    }
}

/// Some documents of a run, one after the other.
#[derive(Clone, Copy, Debug)]
pub struct CheckedGroup<'a> {
    /// The documents, in order of their ids.
    pub documents: &'a [CheckedDocument<'a>],
    /// The indicator of each figure that has one, by the figure's id.
    pub indicators: &'a BTreeMap<String, String>,
}

/// The results of the checks of a run.
#[derive(Clone, Debug)]
pub struct Checked {
    /// All checks, by kind.
    pub findings: Vec<Finding>,
    /// Revisions between releases, in order of the ids.
    pub revisions: Vec<Revision>,
}

/// The checks of a run, which see its documents group by group.
pub struct Checker<'c> {
    terms: Terms<'c>,
    checks: Vec<StartedCheck>,
}

/// A check with what it found so far.
struct StartedCheck {
    check: Check,
    /// Severity of a failure; `None` if the configuration switches the check off.
    severity: Option<Severity>,
    found: Vec<Finding>,
    across: Option<Box<dyn AcrossDocuments>>,
}

impl<'c> Checker<'c> {
    /// These checks, except those that the configuration switches off. [`CHECKS`] lists those of
    /// figlift.
    pub fn new(checks: &[Check], terms: Terms<'c>) -> Checker<'c> {
        let started = |check: &Check| StartedCheck {
            check: *check,
            severity: terms.config.pack.checks.severity(check.name, check.severity),
            found: Vec::new(),
            across: match check.scope {
                Scope::Document(_) => None,
                Scope::Run(across) => Some(across()),
            },
        };
        Checker { terms, checks: checks.iter().map(started).collect() }
    }

    /// Looks at documents, which come after those before.
    pub fn observe(&mut self, group: CheckedGroup<'_>) {
        let run = Run::of(group, self.terms.config);
        let figures = run.figures();
        let documents = run.documents(&figures);
        let before: Vec<usize> = self.checks.iter().map(|started| started.found.len()).collect();
        for started in &mut self.checks {
            match (started.check.scope, &mut started.across) {
                (Scope::Document(check), _) if started.severity.is_some() => {
                    started.found.extend(documents.iter().flat_map(|text| check(&run, *text)));
                }
                (_, Some(across)) => {
                    documents.iter().for_each(|text| across.observe(&run, *text));
                }
                (_, None) => {}
            }
        }
        self.repair(&run, &documents, &before);
    }

    /// States what repairs the checks that failed since there were so many findings of each.
    fn repair(&mut self, run: &Run<'_>, documents: &[CheckedText<'_>], before: &[usize]) {
        let of_document = |started: &StartedCheck| match started.check.scope {
            Scope::Document(check) => started.severity.map(|_| check),
            Scope::Run(_) => None,
        };
        let checks: Vec<DocumentCheck> = self.checks.iter().filter_map(of_document).collect();
        let mut failed: BTreeMap<String, Vec<&mut Finding>> = BTreeMap::new();
        for (started, before) in self.checks.iter_mut().zip(before) {
            let found = started.found.iter_mut().skip(*before);
            for one in found.filter(|one| one.status == CheckStatus::Fail) {
                failed.entry(one.doc_id.clone().unwrap_or_default()).or_default().push(one);
            }
        }
        for text in documents {
            if let Some(mut failed) = failed.remove(text.document.doc_id) {
                repair::hint(run, *text, &checks, &mut failed);
            }
        }
    }

    /// The findings in all documents that were looked at.
    pub fn finish(self) -> Checked {
        let (mut findings, mut revisions) = (Vec::new(), Vec::new());
        for StartedCheck { severity, mut found, across, .. } in self.checks {
            if let Some(across) = across {
                for (finding, revision) in across.compare(self.terms) {
                    found.push(finding);
                    revisions.extend(revision);
                }
            }
            let Some(severity) = severity else { continue };
            findings.extend(
                found
                    .into_iter()
                    .map(|finding| Finding { severity: finding.severity.min(severity), ..finding }),
            );
        }
        name_apart(&mut findings);
        revisions.sort_by(|a, b| a.id().cmp(b.id()));
        Checked { findings, revisions }
    }
}

/// Numbers findings of the same figures, so that ids are unique.
fn name_apart(findings: &mut [Finding]) {
    let mut known = BTreeSet::new();
    for finding in findings {
        let id = finding.check_id.clone();
        let mut numbered = (2..).map(|number| format!("{id}-{number}"));
        while !known.insert(finding.check_id.clone()) {
            finding.check_id = numbered.next().unwrap_or_default();
        }
    }
}

/// The findings as rows of `checks`, sorted by the ids of the checks.
///
/// # Errors
/// If a row does not fit the published schema, which is a bug in figlift.
pub fn batch(findings: &[Finding]) -> Result<RecordBatch, ArrowError> {
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by(|a, b| a.check_id.cmp(&b.check_id));
    let mut rows = Rows::new(&figlift_schema::CHECKS, &FindingRow::fills())?;
    for finding in sorted {
        rows.push(&FindingRow::new(finding));
    }
    rows.finish()
}
