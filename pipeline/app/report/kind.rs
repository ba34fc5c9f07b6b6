//! Kinds of reports, and their arguments.

use std::path::PathBuf;

use super::error::ReportError;
use super::input::ReportInput;

/// A kind of report. Each has its own module and an entry in [`REPORTS`](super::REPORTS).
#[derive(Clone, Copy, Debug)]
pub struct Report {
    /// Name in `--report`, unique in a list: `junit`.
    pub name: &'static str,
    /// A description in one line of Markdown, for the help and the README.
    pub about: &'static str,
    /// Its destination.
    pub to: ReportTo,
    /// Renders its text.
    pub text: ReportText,
}

/// Renders the text of a report.
pub type ReportText = fn(&ReportInput<'_>) -> Result<String, ReportError>;

/// The destination of a report.
#[derive(Clone, Copy, Debug)]
pub enum ReportTo {
    /// The file of its argument.
    File,
    /// Standard output. If `GITHUB_STEP_SUMMARY` names a file, another text is appended to it.
    Print {
        /// The text for that file.
        step_summary: ReportText,
    },
}

impl Report {
    /// The form of its argument: `junit=PATH` or `github`.
    pub fn form(&self) -> String {
        match self.to {
            ReportTo::File => format!("{}=PATH", self.name),
            ReportTo::Print { .. } => self.name.to_owned(),
        }
    }
}

/// The help of `--report`.
pub(crate) fn help(reports: &[Report]) -> String {
    let one = |report: &Report| format!("{} ({})", report.form(), report.about);
    let all: Vec<String> = reports.iter().map(one).collect();
    // A terminal shows Markdown verbatim.
    format!("Report to write for CI; may be given several times: {}", all.join(", "))
        .replace('`', "")
}

/// A requested report.
#[derive(Clone, Debug)]
pub(crate) struct AskedReport {
    pub report: Report,
    /// The file to write; `None` if it is printed.
    pub path: Option<PathBuf>,
}

impl AskedReport {
    /// Reads `KIND=PATH`, or `KIND` alone if the kind is printed.
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
                format!("unknown report `{name}`; use one of: {}", forms.join(", "))
            }
        };
        Err(ReportError::Form { asked: asked.to_owned(), cause })
    }
}
