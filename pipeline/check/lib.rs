//! Checks of the figures of a run. Each kind of check is one file.
//!
//! A check that fails is a row, never an error: all of them are made, and all are published. What is
//! checked, and how much a failure matters, is said by `checks.toml`.

mod change;
mod direction;
mod expected;
mod finding;
mod implied;
mod part;
mod parts;
mod plausible;
mod revision;
mod run;
mod share;
mod stated;
mod twice;

use std::collections::BTreeSet;

use arrow::array::RecordBatch;
use arrow::error::ArrowError;
use figlift_config::Config;
use figlift_normalize::FrameError;
use figlift_schema::{CHECKS, Rows};
use figlift_text::Period;
use polars::prelude::DataFrame;

pub use finding::{Finding, Involved, Place};
pub use revision::{Revision, revisions};
use run::{Run, Told};

/// Makes the checks of one kind.
enum Kind {
    /// Of one document at a time.
    Document(fn(&Run<'_>, Told<'_>) -> Vec<Finding>),
    /// Of all documents together.
    Run(fn(&Run<'_>) -> Vec<Finding>),
}

impl Kind {
    fn check(&self, run: &Run<'_>) -> Vec<Finding> {
        match self {
            Kind::Document(check) => run.documents().flat_map(|told| check(run, told)).collect(),
            Kind::Run(check) => check(run),
        }
    }
}

/// The kinds of checks, by the names that `checks.toml` gives them.
const KINDS: &[(&str, Kind)] = &[
    (expected::KIND, Kind::Run(expected::check)),
    (change::KIND, Kind::Document(change::check)),
    (parts::KIND, Kind::Document(parts::check)),
    (share::KIND, Kind::Document(share::check)),
    (part::KIND, Kind::Document(part::check)),
    (direction::KIND, Kind::Run(direction::check)),
    (twice::KIND, Kind::Document(twice::check)),
    (revision::KIND, Kind::Run(revision::check)),
    (plausible::KIND, Kind::Run(plausible::check)),
];

/// The names of the kinds, in the order in which they are made.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|(name, _)| *name)
}

/// A document of the run, as checks need to know it.
#[derive(Clone, Copy, Debug)]
pub struct CheckedDocument<'a> {
    /// Its id.
    pub doc_id: &'a str,
    /// Its text, where it could be read.
    pub text: Option<&'a str>,
    /// When it was published.
    pub date: Option<Period>,
}

/// What is checked.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    /// The `figures` table.
    pub figures: &'a DataFrame,
    /// The documents of the run, in order of their ids.
    pub documents: &'a [CheckedDocument<'a>],
    /// What is expected of them, and which kinds of checks are made.
    pub config: &'a Config,
    /// Whether an expectation fails none of whose documents is in the run.
    pub require_all: bool,
}

/// What the checks of a run gave.
#[derive(Clone, Debug)]
pub struct Checked {
    /// All checks, by kind.
    pub findings: Vec<Finding>,
    /// What was revised between releases.
    pub revisions: Vec<Revision>,
}

/// Makes all checks of a run.
///
/// # Errors
/// Where the frame lacks a column of `figures`.
pub fn check(material: Material<'_>) -> Result<Checked, FrameError> {
    let run = Run::of(material)?;
    let mut findings = Vec::new();
    for (name, kind) in KINDS {
        let Some(severity) = run.checks().severity(name) else { continue };
        for mut finding in kind.check(&run) {
            finding.severity = finding.severity.min(severity);
            findings.push(finding);
        }
    }
    name_apart(&mut findings);
    Ok(Checked { findings, revisions: revision::found(&run) })
}

/// Two checks of the same figures get ids that differ.
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
/// Where a row does not fit the published schema, which is a fault of figlift.
pub fn batch(findings: &[Finding], place: Place<'_>) -> Result<RecordBatch, ArrowError> {
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by(|a, b| a.check_id.cmp(&b.check_id));
    let mut rows = Rows::new(&CHECKS);
    for finding in sorted {
        rows.push(|column| finding.cell(column, place));
    }
    rows.finish()
}
