//! What a kind of report is, and how one is asked for.

use std::path::PathBuf;

use super::error::ReportError;
use super::input::ReportInput;

/// A kind of report: a file of its own here, and an entry in [`REPORTS`](super::REPORTS).
#[derive(Clone, Copy, Debug)]
pub struct Report {
    /// Name in `--report`, unique in a list: `junit`.
    pub name: &'static str,
    /// What it is, in Markdown of one line, for the help and the table of reports in the README.
    pub about: &'static str,
    /// Where it goes.
    pub to: ReportTo,
    /// Makes its text.
    pub text: ReportText,
}

/// Makes the text of a report.
pub type ReportText = fn(&ReportInput<'_>) -> Result<String, ReportError>;

/// Where a report goes.
#[derive(Clone, Copy, Debug)]
pub enum ReportTo {
    /// To the file that is asked for with it.
    File,
    /// To standard output. Where `GITHUB_STEP_SUMMARY` names a file, a text of its own is appended to
    /// that.
    Print {
        /// The text for that file.
        step_summary: ReportText,
    },
}

impl Report {
    /// How it is asked for: `junit=PATH` or `github`.
    pub fn form(&self) -> String {
        match self.to {
            ReportTo::File => format!("{}=PATH", self.name),
            ReportTo::Print { .. } => self.name.to_owned(),
        }
    }
}

/// What the help says of `--report`.
pub(crate) fn help(reports: &[Report]) -> String {
    let one = |report: &Report| format!("{} ({})", report.form(), report.about);
    let all: Vec<String> = reports.iter().map(one).collect();
    // A terminal shows Markdown as it stands.
    format!("Report to write for CI; may be given several times: {}", all.join(", "))
        .replace('`', "")
}

/// A report that was asked for.
#[derive(Clone, Debug)]
pub(crate) struct AskedReport {
    pub report: Report,
    /// The file to write; none where it is printed.
    pub path: Option<PathBuf>,
}

impl AskedReport {
    /// Reads `KIND=PATH`, or `KIND` alone where the kind is printed.
    pub(crate) fn parse(asked: &str, reports: &[Report]) -> Result<AskedReport, ReportError> {
        let (name, path) = match asked.split_once('=') {
            Some((name, path)) => (name, Some(path)),
            None => (asked, None),
        };
        let found = reports.iter().find(|report| report.name == name);
        let cause = match (found, path) {
            (Some(&report), path) => match (report.to, path) {
                (ReportTo::File, Some(path)) if !path.is_empty() => {
                    return Ok(AskedReport { report, path: Some(path.into()) });
                }
                (ReportTo::Print { .. }, None) => return Ok(AskedReport { report, path: None }),
                (ReportTo::File, _) => format!("missing path; write {}", report.form()),
                (ReportTo::Print { .. }, _) => {
                    format!("this report is printed and takes no path; write {name} alone")
                }
            },
            (None, _) => {
                let forms: Vec<String> = reports.iter().map(Report::form).collect();
                format!("unknown kind `{name}`; use one of: {}", forms.join(", "))
            }
        };
        Err(ReportError::Form { asked: asked.to_owned(), cause })
    }
}
