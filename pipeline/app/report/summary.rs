//! `summary`: the results of a run in Markdown.

use std::fmt::Write as _;

use figlift_model::{CheckStatus, NumeralClass, Severity};
use figlift_publish::markdown::shown;

use super::error::ReportError;
use super::input::ReportInput;
use super::kind::{Report, ReportTo};
use crate::documents;
use crate::problem::Problem;

pub(super) const REPORT: Report = Report {
    name: "summary",
    about: "Markdown: counts, the 50 worst failures with their places, files that were not read, charts not drawn",
    to: ReportTo::File,
    text,
};

/// The number of rows of a table or list; the rest is counted.
const MOST: usize = 50;

/// The maximum width of a cell, since numbers of texts may have any length.
const WIDEST: usize = 500;

pub(super) fn text(input: &ReportInput<'_>) -> Result<String, ReportError> {
    let outcome = input.outcome;
    let (unreadable, failures): (Vec<&Problem<'_>>, _) =
        input.problems.iter().partition(|problem| problem.is_unread());
    let row = |problem: &&Problem<'_>| {
        let Problem { severity, kind, message, .. } = problem;
        let location = input.location(problem);
        let (place, kind) = (escaped(&location.to_string()), escaped(kind));
        format!("| {severity} | {place} | {kind} | {} |", escaped(message))
    };
    let read = |problem: &&Problem<'_>| format!("- {}", escaped(&input.line(problem)));
    let drawn = |chart: &String| format!("- {}", escaped(chart));
    let head = "\n| severity | place | kind | message |\n|---|---|---|---|";
    let parts = [
        format!("## figlift: {}\n", verdict(input)),
        counts(input),
        checks(input),
        outcome
            .corrected
            .in_words()
            .map_or(String::new(), |words| format!("Corrections: {words}.\n")),
        section("Failures", head, failures.iter().map(row)),
        section("Not read", "", unreadable.iter().map(read)),
        section("Charts not drawn", "", outcome.empty_charts.iter().map(drawn)),
    ];
    Ok(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n"))
}

/// `1 error, 2 warnings`, or that there are no problems.
fn verdict(input: &ReportInput<'_>) -> String {
    let severities = [Severity::Error, Severity::Warning, Severity::Info];
    let number = |severity: &Severity| {
        let number = input.problems.iter().filter(|one| one.severity == *severity).count();
        match (number, severity) {
            (0, _) => None,
            (1, _) | (_, Severity::Info) => Some(format!("{number} {severity}")),
            _ => Some(format!("{number} {severity}s")),
        }
    };
    let numbers: Vec<String> = severities.iter().filter_map(number).collect();
    if numbers.is_empty() { "nothing wrong".to_owned() } else { numbers.join(", ") }
}

fn counts(input: &ReportInput<'_>) -> String {
    let outcome = input.outcome;
    let unreadable = input.problems.iter().filter(|problem| problem.is_unreadable()).count();
    let classes = documents::numerals(&outcome.documents);
    let all: usize = classes.values().sum();
    let unresolved = classes.get(NumeralClass::Unresolved.as_str()).copied().unwrap_or(0);
    format!(
        "| documents | unreadable | figures | numerals | unresolved |\n\
         |---:|---:|---:|---:|---:|\n\
         | {} | {unreadable} | {} | {all} | {unresolved} |\n",
        outcome.documents.len(),
        outcome.figures.all,
    )
}

/// Checks by kind, in the order in which they run, and by status.
fn checks(input: &ReportInput<'_>) -> String {
    let findings = &input.outcome.findings;
    let mut kinds: Vec<&str> = findings.iter().map(|finding| finding.kind).collect();
    kinds.dedup();
    if kinds.is_empty() {
        return String::new();
    }
    let names: Vec<&str> = CheckStatus::ALL.iter().map(|status| status.as_str()).collect();
    let mut text =
        format!("| check | {} |\n|---|{}\n", names.join(" | "), "---:|".repeat(names.len()));
    for kind in kinds {
        let count = |status: &CheckStatus| {
            let of = findings.iter().filter(|one| one.kind == kind && one.status == *status);
            of.count().to_string()
        };
        let cells: Vec<String> = CheckStatus::ALL.iter().map(count).collect();
        // Writing to a string does not fail.
        let _ = writeln!(text, "| {kind} | {} |", cells.join(" | "));
    }
    text
}

/// A section with some lines, and the number of others; empty without lines.
fn section(title: &str, head: &str, lines: impl ExactSizeIterator<Item = String>) -> String {
    let rest = lines.len().saturating_sub(MOST);
    let lines: Vec<String> = lines.take(MOST).collect();
    if lines.is_empty() {
        return String::new();
    }
    let more = if rest > 0 { format!("\n{rest} more\n") } else { String::new() };
    format!("### {title}\n{head}\n{}\n{more}", lines.join("\n"))
}

/// A verbatim text, cut if it is too wide.
fn escaped(text: &str) -> String {
    let cut: String = text.chars().take(WIDEST).collect();
    shown(&cut) + if text.chars().nth(WIDEST).is_some() { "…" } else { "" }
}
