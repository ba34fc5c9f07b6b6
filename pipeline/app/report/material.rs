//! What reports are made from.

use std::cmp::Reverse;
use std::fmt;
use std::path::{Path, PathBuf};

use figlift_check::Finding;
use figlift_model::Severity;
use figlift_text::Position;

use super::problem::{Location, Problem, UNREADABLE};
use crate::Outcome;
use crate::documents::{self, ReadDocument};
use crate::job::shown;

/// A run with what it found wrong.
#[derive(Debug)]
pub(crate) struct Material<'a> {
    /// The run.
    pub outcome: &'a Outcome,
    /// What is wrong, worst first: among what matters alike unreadable documents, then checks, then
    /// problems in texts.
    pub problems: Vec<Problem<'a>>,
    /// The least that a failed check must matter to be shown as failed where there is nothing
    /// between passed and failed.
    pub fails: Severity,
    /// The share of unresolved numerals that is allowed, where one is.
    pub limit: Option<Limit>,
    raw: PathBuf,
}

impl<'a> Material<'a> {
    /// What a run of the texts in the folder `raw` gave.
    pub(crate) fn of(
        outcome: &'a Outcome,
        raw: &Path,
        fails: Severity,
        limit: Option<Limit>,
    ) -> Material<'a> {
        let raw = from_here(raw);
        let mut material = Material { outcome, problems: Vec::new(), fails, limit, raw };
        let mut problems = material.unreadable();
        problems.extend(material.exceeded());
        problems.extend(material.failed());
        problems.extend(material.diagnostics());
        problems.sort_by_key(|problem| Reverse(problem.severity));
        material.problems = problems;
        material
    }

    /// A document, and a place in it where there is one.
    pub(crate) fn location(&self, document: &ReadDocument, at: Option<Position>) -> Location {
        Location { file: Some(shown(&self.raw, document)), at }
    }

    /// Where a check shows.
    pub(crate) fn location_of(&self, finding: &Finding) -> Location {
        let documents = &self.outcome.documents;
        let found = finding.doc_id.as_deref().and_then(|id| documents::find(documents, id));
        let at = finding.place(&|doc_id, byte| self.place(doc_id, byte));
        let at = at.map(|(line, column)| Position { line, column });
        found.map(|document| self.location(document, at)).unwrap_or_default()
    }

    /// What a check found, with the places of the figures involved.
    pub(crate) fn told(&self, finding: &Finding) -> String {
        finding.told(&|doc_id, byte| self.place(doc_id, byte))
    }

    /// Line and column of a byte of a document's text.
    pub(crate) fn place(&self, doc_id: &str, byte: usize) -> Option<(usize, usize)> {
        documents::place(&self.outcome.documents, doc_id, byte)
    }

    fn unreadable(&self) -> Vec<Problem<'a>> {
        let problem = |document: &'a ReadDocument| {
            let error = document.error()?;
            let at = Position { line: error.line, column: error.column };
            Some(Problem {
                severity: Severity::Error,
                location: self.location(document, Some(at)),
                kind: UNREADABLE,
                check: None,
                message: error.message(),
            })
        };
        self.outcome.documents.iter().filter_map(problem).collect()
    }

    fn exceeded(&self) -> Option<Problem<'a>> {
        let limit = self.limit.filter(Limit::is_exceeded)?;
        Some(Problem {
            severity: Severity::Error,
            location: Location::default(),
            kind: Limit::NAME,
            check: None,
            message: limit.to_string(),
        })
    }

    fn failed(&self) -> impl Iterator<Item = Problem<'a>> {
        let findings = self.outcome.findings.iter();
        findings.filter(|finding| finding.status.is_failure()).map(|finding| self.problem(finding))
    }

    fn problem(&self, finding: &'a Finding) -> Problem<'a> {
        Problem {
            severity: finding.severity,
            location: self.location_of(finding),
            kind: finding.kind,
            check: Some(finding),
            message: self.told(finding),
        }
    }

    fn diagnostics(&self) -> Vec<Problem<'a>> {
        let mut problems = Vec::new();
        for document in &self.outcome.documents {
            let Some((text, extraction)) = document.extracted() else { continue };
            problems.extend(extraction.diagnostics.iter().map(|diagnostic| Problem {
                severity: diagnostic.severity,
                location: self.location(document, Some(text.position(diagnostic.span.start))),
                kind: diagnostic.code,
                check: None,
                message: diagnostic.message.clone(),
            }));
        }
        problems
    }
}

/// A folder as it is named from where the run was started, so that no report tells where that is.
fn from_here(folder: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let below = folder.strip_prefix(&here).or_else(|_| folder.strip_prefix("."));
    below.unwrap_or(folder).to_owned()
}

/// The share of all numerals that may be unresolved.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit {
    /// The share.
    pub most: f64,
    /// How many are unresolved.
    pub unresolved: usize,
    /// How many there are.
    pub all: usize,
}

impl Limit {
    /// What CI knows it by.
    pub(crate) const NAME: &'static str = "max-unresolved";

    /// A share held against the numerals of a run.
    pub(crate) fn of(most: f64, outcome: &Outcome) -> Limit {
        let classes = outcome.numerals();
        let unresolved = classes.get("unresolved").copied().unwrap_or(0);
        Limit { most, unresolved, all: classes.values().sum() }
    }

    /// Whether more numerals are unresolved.
    pub(crate) fn is_exceeded(&self) -> bool {
        self.unresolved as f64 > self.most * self.all as f64
    }
}

/// What is wrong where it is exceeded.
impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Limit { most, unresolved, all } = self;
        write!(
            f,
            "{unresolved} of {all} numerals are unresolved, more than the share of {most} that is allowed"
        )
    }
}
