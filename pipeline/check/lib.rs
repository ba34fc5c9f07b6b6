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
mod implied;
mod kind;
mod part;
mod parts;
mod plausible;
mod record;
mod registry;
mod revision;
mod run;
mod share;
mod twice;
mod whole;

use std::collections::{BTreeMap, BTreeSet};

use arrow::array::RecordBatch;
use arrow::error::ArrowError;
use figlift_config::Config;
use figlift_extract::Figure;
use figlift_schema::Rows;
use figlift_text::Period;

pub use figure::CheckedFigure;
use finding::FindingRow;
pub use finding::{Finding, Involved, Locate};
pub use kind::{Check, Scope};
pub use record::{FigureRecord, Id};
pub use registry::{CHECKS, refuse_unknown};
pub use revision::table::{ComparedRelease, Revision, revisions};
pub use run::{CheckedText, Run};

/// A document of the run, as checks see it.
#[derive(Clone, Copy, Debug)]
pub struct CheckedDocument<'a> {
    /// Its id.
    pub doc_id: &'a str,
    /// Its text, if it could be read.
    pub text: Option<&'a str>,
    /// The date of publication.
    pub date: Option<Period>,
    /// Its figures, in order of the text.
    pub figures: &'a [Figure],
}

/// The input of all checks.
#[derive(Clone, Copy, Debug)]
pub struct CheckedRun<'a> {
    /// The documents of the run, in order of their ids.
    pub documents: &'a [CheckedDocument<'a>],
    /// The indicator of each figure that has one, by the figure's id.
    pub indicators: &'a BTreeMap<String, String>,
    /// Expectations, and the configuration of checks.
    pub config: &'a Config,
    /// Whether an expectation fails if none of its documents is in the run.
    pub require_all: bool,
}

/// The results of the checks of a run.
#[derive(Clone, Debug)]
pub struct Checked {
    /// All checks, by kind.
    pub findings: Vec<Finding>,
    /// Revisions between releases, in order of the ids.
    pub revisions: Vec<Revision>,
}

/// Runs these checks, except those that the configuration switches off. [`CHECKS`] lists those of
/// figlift.
pub fn check(checked: CheckedRun<'_>, checks: &[Check]) -> Checked {
    let run = Run::of(checked);
    let figures = run.figures();
    let documents = run.documents(&figures);
    let (mut findings, mut revisions) = (Vec::new(), Vec::new());
    for check in checks {
        let severity = run.checks().severity(check.name, check.severity);
        let found = match check.scope {
            Scope::Releases(check) => {
                let (found, revised): (Vec<_>, Vec<_>) =
                    check(&run, &documents).into_iter().unzip();
                revisions.extend(revised.into_iter().flatten());
                found
            }
            _ if severity.is_none() => continue,
            Scope::Run(check) => check(&run, &documents),
            Scope::Document(check) => {
                documents.iter().flat_map(|document| check(&run, *document)).collect()
            }
        };
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
pub fn batch(findings: &[Finding], locate: Locate<'_>) -> Result<RecordBatch, ArrowError> {
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by(|a, b| a.check_id.cmp(&b.check_id));
    let mut rows = Rows::new(&figlift_schema::CHECKS, &FindingRow::fills())?;
    for finding in sorted {
        rows.push(&FindingRow::new(finding, locate));
    }
    rows.finish()
}
