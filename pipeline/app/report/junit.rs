//! `junit`: JUnit XML, a suite for each document.
//!
//! A document has a case for whether it could be read, one for whether its numerals could, and one for
//! each check. The names of cases stay the same whether they pass or fail, so that CI can tell what is new. What
//! is wrong but does not matter enough to fail stands in the output of a case that passed.

use std::collections::BTreeMap;

use figlift_check::Finding;
use figlift_model::CheckStatus;
use figlift_text::Position;
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite, XmlString};

use super::problem::{Location, UNREADABLE};
use super::{Limit, Material, Problem, ReportError};
use crate::documents::ReadDocument;

/// The suite of what is about no document of the run.
const WHOLE_RUN: &str = "run";

/// The class of what is told of the text itself, beside the kinds of checks.
const TEXT: &str = "text";

pub(super) fn text(material: &Material<'_>) -> Result<String, ReportError> {
    let mut checks: BTreeMap<Option<&str>, Vec<&Finding>> = BTreeMap::new();
    for finding in &material.outcome.findings {
        checks.entry(finding.doc_id.as_deref()).or_default().push(finding);
    }
    let sheet = Sheet::of(material);
    let mut report = Report::new("figlift");
    for document in &material.outcome.documents {
        let checks = checks.remove(&Some(document.file.doc_id.as_str())).unwrap_or_default();
        report.add_test_suite(sheet.of_document(document, &checks));
    }
    let rest: Vec<&Finding> = checks.into_values().flatten().collect();
    if !rest.is_empty() || material.limit.is_some() {
        report.add_test_suite(sheet.of_run(&rest));
    }
    Ok(report.to_string()?)
}

/// The material, with the problems by what they are about.
struct Sheet<'a> {
    material: &'a Material<'a>,
    by_check: BTreeMap<&'a str, &'a Problem<'a>>,
    by_file: BTreeMap<&'a str, Vec<&'a Problem<'a>>>,
}

impl<'a> Sheet<'a> {
    fn of(material: &'a Material<'a>) -> Sheet<'a> {
        let mut sheet = Sheet { material, by_check: BTreeMap::new(), by_file: BTreeMap::new() };
        for problem in &material.problems {
            match (problem.check, &problem.location.file) {
                (Some(check), _) => drop(sheet.by_check.insert(&check.check_id, problem)),
                (None, Some(file)) => sheet.by_file.entry(file).or_default().push(problem),
                (None, None) => {}
            }
        }
        sheet
    }

    fn of_document(&self, document: &ReadDocument, checks: &[&Finding]) -> TestSuite {
        let id = &document.file.doc_id;
        let location = self.material.location(document, None);
        let file = location.file.clone().unwrap_or_default();
        let problems = self.by_file.get(file.as_str()).map_or(&[][..], Vec::as_slice);
        let mut suite = TestSuite::new(xml(&file));
        suite.add_test_cases(of_text(id, &location, problems));
        suite.add_test_cases(checks.iter().map(|check| self.check(id, check)));
        suite
    }

    fn of_run(&self, checks: &[&Finding]) -> TestSuite {
        let mut suite = TestSuite::new(WHOLE_RUN);
        if self.material.limit.is_some() {
            let exceeded = self.material.problems.iter().find(|one| one.kind == Limit::NAME);
            let status = exceeded.map_or_else(TestCaseStatus::success, failure);
            suite.add_test_case(case(Limit::NAME, (WHOLE_RUN, TEXT), &Location::default(), status));
        }
        suite.add_test_cases(checks.iter().map(|check| self.check(WHOLE_RUN, check)));
        suite
    }

    fn check(&self, of: &str, finding: &Finding) -> TestCase {
        let location = self.material.location_of(finding);
        let problem = self.by_check.get(finding.check_id.as_str());
        let fails = |problem: &&&Problem<'_>| problem.severity >= self.material.fails;
        let status = match (problem.filter(fails), finding.status) {
            (Some(problem), _) => failure(problem),
            (None, CheckStatus::NotApplicable | CheckStatus::NotComparable) => {
                let mut status = TestCaseStatus::skipped();
                status.set_message(xml(&self.material.told(finding)));
                status.set_type(finding.status.as_str());
                status
            }
            (None, _) => TestCaseStatus::success(),
        };
        let passed = matches!(status, TestCaseStatus::Success { .. });
        let mut case = case(&finding.check_id, (of, finding.kind), &location, status);
        if let Some(problem) = problem.filter(|_| passed) {
            case.set_system_out(xml(&problem.to_string()));
        }
        case
    }
}

/// Whether a text could be read, and whether all of its numerals could; what could not be resolved
/// fails nothing by itself.
fn of_text(id: &str, location: &Location, problems: &[&Problem<'_>]) -> Vec<TestCase> {
    if let Some(problem) = problems.iter().find(|problem| problem.is_unreadable()) {
        let status = wrong(NonSuccessKind::Error, UNREADABLE, problem);
        return vec![case("readable", (id, TEXT), &problem.location, status)];
    }
    let passed = |name| case(name, (id, TEXT), location, TestCaseStatus::success());
    let mut resolved = passed("resolved");
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    if !lines.is_empty() {
        resolved.set_system_out(xml(&lines.join("\n")));
    }
    vec![passed("readable"), resolved]
}

/// A case of a class within a package, as Jenkins takes them apart at the last dot.
fn case(
    name: &str,
    (package, class): (&str, &str),
    location: &Location,
    status: TestCaseStatus,
) -> TestCase {
    let mut case = TestCase::new(xml(name), status);
    case.set_classname(xml(&format!("{package}.{class}")));
    let line = location.at.map(|Position { line, .. }| line.to_string());
    for (name, value) in [("file", location.file.clone()), ("line", line)] {
        case.extra.extend(value.map(|value| (name.into(), xml(&value))));
    }
    case
}

fn failure(problem: &Problem<'_>) -> TestCaseStatus {
    wrong(NonSuccessKind::Failure, &problem.severity.to_string(), problem)
}

fn wrong(kind: NonSuccessKind, ty: &str, problem: &Problem<'_>) -> TestCaseStatus {
    let mut status = TestCaseStatus::non_success(kind);
    status.set_message(xml(&problem.message));
    status.set_type(ty);
    status.set_description(xml(&problem.to_string()));
    status
}

/// A text that XML can hold. What it cannot is shown as U+FFFD; else it would be dropped, and with it
/// what an escape sequence of terminals seems to have.
fn xml(text: &str) -> XmlString {
    let held = |c: char| match c {
        '\n' => c,
        '\t' | '\r' => ' ',
        '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
        _ if c.is_control() => char::REPLACEMENT_CHARACTER,
        _ => c,
    };
    XmlString::new(text.chars().map(held).collect::<String>())
}
