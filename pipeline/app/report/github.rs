//! `github`: annotations at the lines of the texts, and a step summary.
//!
//! <https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands>

use std::fmt::Write as _;

use figlift_model::Severity;
use figlift_text::SourcePlace;

use super::error::ReportError;
use super::input::ReportInput;
use super::kind::{Report, ReportTo};
use super::summary;
use crate::problem::Problem;

pub(super) const REPORT: Report = Report {
    name: "github",
    about: "annotations for the ten worst problems; also the summary if `GITHUB_STEP_SUMMARY` names a file",
    to: ReportTo::Print { step_summary },
    text: annotations,
};

/// The number of annotations of one kind that GitHub shows for a step.
const MOST: usize = 10;

/// The worst problems as workflow commands, one per line.
fn annotations(input: &ReportInput<'_>) -> Result<String, ReportError> {
    Ok(input.problems.iter().take(MOST).map(|problem| annotation(input, problem)).collect())
}

/// The summary, and the number of problems without an annotation.
fn step_summary(input: &ReportInput<'_>) -> Result<String, ReportError> {
    // The last line of the file may have no newline.
    let mut text = format!("\n{}", summary::text(input)?);
    let rest = input.problems.len().saturating_sub(MOST);
    if rest > 0 {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\nThe worst {MOST} problems are annotated, {rest} more are not.");
    }
    Ok(text)
}

fn annotation(input: &ReportInput<'_>, problem: &Problem<'_>) -> String {
    let command = match problem.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let location = input.location(problem);
    let mut properties: Vec<(&str, String)> = Vec::new();
    properties.extend(location.file.map(|file| ("file", file)));
    if let Some(at) = location.at.as_ref().and_then(SourcePlace::position) {
        properties.push(("line", at.line.to_string()));
        properties.push(("col", at.column.to_string()));
    }
    properties.push(("title", problem.name().to_owned()));
    let property = |(name, value): (&str, String)| format!("{name}={}", property(&value));
    let properties: Vec<String> = properties.into_iter().map(property).collect();
    format!("::{command} {}::{}\n", properties.join(","), data(&problem.message))
}

/// Escapes line ends and percent signs.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    // Control characters are replaced by visible ones.
    text.replace(char::is_control, "\u{fffd}")
}

/// Also escapes the ends of properties.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
