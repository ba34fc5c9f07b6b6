//! The summary at the end of a run: failures with their places first.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use figlift_check::Finding;
use figlift_model::{CheckStatus, NumeralClass, Severity};
use figlift_publish::REVIEW;
use figlift_read::PassedOver;

use crate::documents;
use crate::report::ReportInput;
use crate::{FinishedRun, Outcome};

/// The number of listed failures; the rest is counted.
const SHOWN: usize = 20;

/// Prints the summary to standard output.
pub(super) fn print(
    input: &ReportInput<'_>,
    output: &Path,
    check_only: bool,
) -> anyhow::Result<()> {
    let outcome = input.outcome;
    let mut out = anstream::stdout().lock();
    let documents = outcome.documents.len();
    let unreadable = outcome.documents.iter().filter(|document| document.error().is_some()).count();
    let unreadable =
        if unreadable > 0 { format!(", {unreadable} unreadable") } else { String::new() };
    writeln!(out, "documents   {documents}{unreadable}")?;
    if !outcome.passed.is_empty() {
        writeln!(out, "not read    {}", passed(&outcome.passed))?;
    }
    let figures = outcome.figures;
    writeln!(
        out,
        "figures     {} ({} with indicator, {} with area, {} with period)",
        figures.all,
        share(figures.with_indicator, figures.all),
        share(figures.with_area, figures.all),
        share(figures.with_period, figures.all),
    )?;
    writeln!(out, "numerals    {}", numerals(outcome))?;
    if let Some(corrections) = outcome.corrected.in_words() {
        writeln!(out, "corrections {corrections}")?;
    }
    let (expected, others): (Vec<&Finding>, Vec<&Finding>) =
        outcome.findings.iter().partition(|finding| finding.kind == "expected");
    for (name, findings) in [("expected", expected), ("agreement", others)] {
        if !findings.is_empty() {
            writeln!(out, "{name:<11} {}", checks(&findings))?;
        }
    }
    for chart in &outcome.empty_charts {
        writeln!(out, "no chart    {chart}")?;
    }
    if !check_only {
        writeln!(out, "review      {}", output.join(REVIEW).display())?;
    }
    let (files, bytes) = (outcome.files.count(), outcome.files.bytes());
    let verb = if check_only { "compared" } else { "written" };
    writeln!(out, "{verb:<11} {files} files, {} kB, {}", bytes.div_ceil(1000), output.display())?;
    Ok(())
}

/// Prints failures to standard error.
pub(super) fn failures(input: &ReportInput<'_>) {
    for problem in input.problems.iter().take(SHOWN) {
        anstream::eprintln!("{}", input.line(problem));
    }
    if input.problems.len() > SHOWN {
        anstream::eprintln!(
            "… and {} more (see tables/checks.parquet and tables/diagnostics.parquet)",
            input.problems.len() - SHOWN
        );
    }
}

/// Numbers of files that were not read, by the kind of problem.
fn passed(passed: &[PassedOver]) -> String {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for one in passed {
        *kinds.entry(one.reason.code()).or_default() += 1;
    }
    let kinds: Vec<String> =
        kinds.iter().map(|(kind, number)| format!("{number} {kind}")).collect();
    kinds.join(", ")
}

/// Warns if the cache could not be used.
pub(super) fn cache_failure(run: &FinishedRun) {
    if let Some(failure) = &run.cache_failure {
        anstream::eprintln!("warning: {failure}");
    }
}

/// Prints whether the output was written and each document was extracted, and why.
pub(super) fn lookups(run: &FinishedRun, raw: &Path, output: &Path) -> anyhow::Result<()> {
    let mut out = anstream::stdout().lock();
    if let Some(lookup) = &run.lookup {
        writeln!(out, "{}: {lookup}", output.display())?;
    }
    for document in &run.outcome.documents {
        let path = raw.join(&document.file.name).display().to_string();
        let record = document.file.record_number();
        let path = record.map_or(path.clone(), |number| format!("{path}:{number}"));
        let said = match &document.lookup {
            Some(lookup) => lookup.to_string(),
            None if document.error().is_some() => "unreadable".to_owned(),
            // The warning says why.
            None => "extracted, since there is no cache".to_owned(),
        };
        writeln!(out, "{path}: {said}")?;
    }
    Ok(())
}

/// A part of all figures, in percent.
fn share(part: usize, all: usize) -> String {
    // Rounded down, so that 100 % means all.
    (100 * part).checked_div(all).map_or("none".to_owned(), |share| format!("{share} %"))
}

fn numerals(outcome: &Outcome) -> String {
    let mut classes = documents::numerals(&outcome.documents);
    let unresolved = classes.remove(NumeralClass::Unresolved.as_str()).unwrap_or(0);
    let all: usize = classes.values().sum::<usize>() + unresolved;
    let count = |(class, count): (&&str, &usize)| format!("{count} {class}");
    let mut named: Vec<String> = classes.iter().map(count).collect();
    named.push(format!("{unresolved} unresolved"));
    format!("{all} ({})", named.join(", "))
}

/// Numbers of checks by status; expected values may also be missing.
fn checks(findings: &[&Finding]) -> String {
    let of = |status: CheckStatus| findings.iter().filter(|one| one.status == status).count();
    let failed = |severity: Severity| {
        let failed = |one: &&&Finding| one.status == CheckStatus::Fail && one.severity == severity;
        findings.iter().filter(failed).count()
    };
    let mut words = vec![
        format!("{} passed", of(CheckStatus::Pass)),
        format!("{} failed", failed(Severity::Error)),
    ];
    let others = [
        (failed(Severity::Warning), "warned of"),
        (failed(Severity::Info), "noted"),
        (of(CheckStatus::Missing), "missing"),
        (of(CheckStatus::NotApplicable), "not applicable"),
        (of(CheckStatus::NotComparable), "not comparable"),
    ];
    let some = others.into_iter().filter(|(number, _)| *number > 0);
    words.extend(some.map(|(number, name)| format!("{number} {name}")));
    words.join(", ")
}
