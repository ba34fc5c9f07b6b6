//! The input of reports.

use std::fmt;
use std::path::{Path, PathBuf};

use figlift_check::Finding;
use figlift_model::Severity;
use figlift_text::SourcePlace;

use crate::Outcome;
use crate::documents::{self, ReadDocument};
use crate::limit::Limit;
use crate::problem::{Problem, Subject, problems};

/// A run with its problems.
#[derive(Debug)]
pub struct ReportInput<'a> {
    /// The run.
    pub outcome: &'a Outcome,
    /// Problems, worst first.
    pub problems: Vec<Problem<'a>>,
    /// The lowest severity of a check that counts as failed in reports that only distinguish passed
    /// and failed.
    pub fails: Severity,
    /// The limit of unresolved numerals, if there is one.
    pub limit: Option<Limit>,
    raw: PathBuf,
}

/// A place in a raw file.
#[derive(Clone, Debug, Default)]
pub struct Location {
    /// The file, relative to the working folder of the run; `None` without a document.
    pub file: Option<String>,
    /// The place in it.
    pub at: Option<SourcePlace>,
}

/// In the form of compilers: `raw/city.txt:1:21`, as far as it is known.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.file, &self.at) {
            (Some(file), Some(at)) => write!(f, "{file}:{at}"),
            (Some(file), None) => f.write_str(file),
            (None, _) => Ok(()),
        }
    }
}

impl<'a> ReportInput<'a> {
    /// The input for a run of the texts in the folder `raw`.
    pub(crate) fn of(
        outcome: &'a Outcome,
        raw: &Path,
        fails: Severity,
        limit: Option<Limit>,
    ) -> ReportInput<'a> {
        let problems = problems(&outcome.passed, &outcome.documents, &outcome.findings, limit);
        ReportInput { outcome, problems, fails, limit, raw: from_here(raw) }
    }

    /// The place of a problem.
    pub fn location(&self, problem: &Problem<'_>) -> Location {
        match problem.subject {
            Subject::Unreadable(document) | Subject::Text(document, _) => {
                Location { at: problem.at.clone(), ..self.document(document) }
            }
            Subject::Passed(passed) => {
                Location { file: Some(below(&self.raw, &passed.name)), at: None }
            }
            Subject::Check(finding) => self.location_of(finding),
            Subject::Run => Location::default(),
        }
    }

    /// The place of a document.
    pub fn document(&self, document: &ReadDocument) -> Location {
        Location { file: Some(below(&self.raw, &document.file.name)), at: None }
    }

    /// The place of a check.
    pub fn location_of(&self, finding: &Finding) -> Location {
        let documents = &self.outcome.documents;
        let found = finding.doc_id.as_deref().and_then(|id| documents::find(documents, id));
        let at = finding.place();
        found.map(|document| Location { at, ..self.document(document) }).unwrap_or_default()
    }

    /// A problem on one line, even if it quotes several lines of a text.
    pub fn line(&self, problem: &Problem<'_>) -> String {
        let mut words = vec![self.location(problem).to_string()];
        words.push(match (problem.check(), problem.severity) {
            (Some(check), Severity::Error) => {
                format!("check {} {}", check.check_id, check.status.as_str())
            }
            (Some(check), severity) => format!("check {} {severity}", check.check_id),
            (None, Severity::Error) => String::new(),
            (None, severity) => severity.to_string(),
        });
        words.push(problem.message.clone());
        words.retain(|word| !word.is_empty());
        one_line(&words.join(": "))
    }
}

/// A text without line ends and control characters.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A path in a folder, as messages show it.
fn below(folder: &Path, name: &str) -> String {
    folder.join(name).to_string_lossy().replace('\\', "/")
}

/// A folder relative to the working folder, so that no report contains absolute paths.
fn from_here(folder: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let below = folder.strip_prefix(&here).or_else(|_| folder.strip_prefix("."));
    below.unwrap_or(folder).to_owned()
}
