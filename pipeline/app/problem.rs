//! The problems of a run, worst first: the list that reports, the summary and the review show.

use std::cmp::Reverse;

use figlift_check::{Finding, Involved};
use figlift_model::Severity;
use figlift_read::PassedOver;
use figlift_text::SourcePlace;

use crate::documents::{ReadDocument, TextProblem};
use crate::limit::Limit;

/// A problem of a run.
#[derive(Clone, Debug)]
pub struct Problem<'a> {
    /// Severity.
    pub severity: Severity,
    /// Kind of check, or of problem in a text.
    pub kind: &'a str,
    /// Its subject.
    pub subject: Subject<'a>,
    /// Its place in the text.
    pub at: Option<SourcePlace>,
    /// Message.
    pub message: String,
}

/// The subject of a problem.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// A document that could not be read.
    Unreadable(&'a ReadDocument),
    /// What lies in the raw folder and is no document.
    Passed(&'a PassedOver),
    /// A byte of the text of a document.
    Text(&'a ReadDocument, usize),
    /// A failed check.
    Check(&'a Finding),
    /// The whole run.
    Run,
}

impl<'a> Problem<'a> {
    /// The id for CI: that of its check, else its kind.
    pub fn name(&self) -> &str {
        self.check().map_or(self.kind, |check| &check.check_id)
    }

    /// The failed check, if it is one.
    pub fn check(&self) -> Option<&'a Finding> {
        match self.subject {
            Subject::Check(finding) => Some(finding),
            _ => None,
        }
    }

    /// Whether it is an unreadable document.
    pub fn is_unreadable(&self) -> bool {
        matches!(self.subject, Subject::Unreadable(_))
    }

    /// Whether it is something that was not read.
    pub fn is_unread(&self) -> bool {
        matches!(self.subject, Subject::Unreadable(_) | Subject::Passed(_))
    }
}

/// The problems, worst first. Problems of one severity are in this order: unreadable documents, other
/// files that were not read, an exceeded limit of unresolved numerals, checks, problems in texts.
/// `documents` are in order of their ids.
pub(crate) fn problems<'a>(
    passed: &'a [PassedOver],
    documents: &'a [ReadDocument],
    findings: &'a [Finding],
    limit: Option<Limit>,
) -> Vec<Problem<'a>> {
    let mut problems: Vec<Problem<'_>> = documents.iter().filter_map(unreadable).collect();
    problems.extend(passed.iter().map(unread));
    problems.extend(limit.filter(Limit::is_exceeded).map(exceeded));
    let failed = findings.iter().filter(|finding| finding.status.is_failure());
    problems.extend(failed.map(failure));
    problems.extend(documents.iter().flat_map(diagnostics));
    problems.sort_by_key(|problem| Reverse(problem.severity));
    problems
}

fn unreadable(document: &ReadDocument) -> Option<Problem<'_>> {
    let error = document.error()?;
    Some(Problem {
        severity: Severity::Error,
        kind: error.code(),
        subject: Subject::Unreadable(document),
        at: error.place(),
        message: error.message(),
    })
}

fn unread(passed: &PassedOver) -> Problem<'_> {
    Problem {
        severity: passed.reason.severity(),
        kind: passed.reason.code(),
        subject: Subject::Passed(passed),
        at: None,
        message: passed.reason.to_string(),
    }
}

fn exceeded<'a>(limit: Limit) -> Problem<'a> {
    Problem {
        severity: Severity::Error,
        kind: Limit::NAME,
        subject: Subject::Run,
        at: None,
        message: limit.to_string(),
    }
}

fn failure(finding: &Finding) -> Problem<'_> {
    Problem {
        severity: finding.severity,
        kind: finding.kind,
        subject: Subject::Check(finding),
        at: finding.place(),
        message: finding.located_message(),
    }
}

fn diagnostics(document: &ReadDocument) -> impl Iterator<Item = Problem<'_>> {
    document.problems.iter().map(move |TextProblem { found, at }| Problem {
        severity: found.severity,
        kind: found.code.as_str(),
        subject: Subject::Text(document, found.span.start),
        at: Some(at.clone()),
        message: found.message.clone(),
    })
}

/// The documents of a check and its figures.
pub(crate) fn documents_of(finding: &Finding) -> impl Iterator<Item = &str> {
    let stating = finding.figures.iter().map(|figure: &Involved| figure.doc_id.as_str());
    finding.doc_id.as_deref().into_iter().chain(stating)
}
