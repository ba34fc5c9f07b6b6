//! `junit`: JUnit XML, a suite for each document.
//!
//! A document has a case for whether it could be read, one for its unresolved numerals, and one for
//! each check. The names of cases are the same whether they pass or fail, so that CI can show what
//! is new. Problems that are not severe enough to fail are in the output of a passed case.

use std::collections::BTreeMap;

use figlift_check::Finding;
use figlift_model::CheckStatus;
use figlift_text::SourcePlace;
use quick_junit::{
    NonSuccessKind, Report as JunitReport, TestCase, TestCaseStatus, TestSuite, XmlString,
};

use super::error::ReportError;
use super::input::{Location, ReportInput};
use super::kind::{Report, ReportTo};
use crate::documents::ReadDocument;
use crate::limit::Limit;
use crate::problem::{Problem, Subject};

pub(super) const REPORT: Report = Report {
    name: "junit",
    about: "JUnit XML: a suite for each document, a case for each check with file and line",
    to: ReportTo::File,
    text,
};

/// The suite of cases without a document of the run.
const WHOLE_RUN: &str = "run";

/// The class of cases of files that are no documents.
const FILES: &str = "files";

/// The class of cases of the text itself, besides the kinds of checks.
const TEXT: &str = "text";

fn text(input: &ReportInput<'_>) -> Result<String, ReportError> {
    let mut checks: BTreeMap<Option<&str>, Vec<&Finding>> = BTreeMap::new();
    for finding in &input.outcome.findings {
        checks.entry(finding.doc_id.as_deref()).or_default().push(finding);
    }
    let sheet = Sheet::of(input);
    let mut report = JunitReport::new("figlift");
    for document in &input.outcome.documents {
        let checks = checks.remove(&Some(document.file.doc_id.as_str())).unwrap_or_default();
        report.add_test_suite(sheet.of_document(document, &checks));
    }
    let rest: Vec<&Finding> = checks.into_values().flatten().collect();
    if !rest.is_empty() || !input.outcome.passed.is_empty() || input.limit.is_some() {
        report.add_test_suite(sheet.of_run(&rest));
    }
    Ok(report.to_string()?)
}

/// The input, with the problems by subject.
struct Sheet<'a> {
    input: &'a ReportInput<'a>,
    by_check: BTreeMap<&'a str, &'a Problem<'a>>,
    by_document: BTreeMap<&'a str, Vec<&'a Problem<'a>>>,
}

impl<'a> Sheet<'a> {
    fn of(input: &'a ReportInput<'a>) -> Sheet<'a> {
        let mut sheet = Sheet { input, by_check: BTreeMap::new(), by_document: BTreeMap::new() };
        for problem in &input.problems {
            match problem.subject {
                Subject::Check(check) => drop(sheet.by_check.insert(&check.check_id, problem)),
                Subject::Unreadable(document) | Subject::Text(document, _) => {
                    let id = document.file.doc_id.as_str();
                    sheet.by_document.entry(id).or_default().push(problem);
                }
                Subject::Passed(_) | Subject::Run => {}
            }
        }
        sheet
    }

    fn of_document(&self, document: &ReadDocument, checks: &[&Finding]) -> TestSuite {
        let id = &document.file.doc_id;
        let location = self.input.document(document);
        let file = location.file.clone().unwrap_or_default();
        let problems = self.by_document.get(id.as_str()).map_or(&[][..], Vec::as_slice);
        let mut suite = TestSuite::new(xml(&file));
        suite.add_test_cases(self.of_text(id, &location, problems));
        suite.add_test_cases(checks.iter().map(|check| self.check(id, check)));
        suite
    }

    fn of_run(&self, checks: &[&Finding]) -> TestSuite {
        let mut suite = TestSuite::new(WHOLE_RUN);
        if self.input.limit.is_some() {
            let exceeded = self.input.problems.iter().find(|one| one.kind == Limit::NAME);
            let status =
                exceeded.map_or_else(TestCaseStatus::success, |problem| self.failure(problem));
            suite.add_test_case(case(Limit::NAME, (WHOLE_RUN, TEXT), &Location::default(), status));
        }
        let problems = self.input.problems.iter();
        suite.add_test_cases(problems.filter_map(|problem| self.passed_over(problem)));
        suite.add_test_cases(checks.iter().map(|check| self.check(WHOLE_RUN, check)));
        suite
    }

    /// The case of a file that is no document: an error, or skipped.
    fn passed_over(&self, problem: &Problem<'_>) -> Option<TestCase> {
        let Subject::Passed(passed) = problem.subject else { return None };
        let status = if problem.severity >= self.input.fails {
            self.wrong(NonSuccessKind::Error, problem.kind, problem)
        } else {
            let mut status = TestCaseStatus::skipped();
            status.set_message(xml(&problem.message));
            status.set_type(problem.kind);
            status
        };
        Some(case(&passed.name, (WHOLE_RUN, FILES), &self.input.location(problem), status))
    }

    fn check(&self, of: &str, finding: &Finding) -> TestCase {
        let location = self.input.location_of(finding);
        let problem = self.by_check.get(finding.check_id.as_str());
        let fails = |problem: &&&Problem<'_>| problem.severity >= self.input.fails;
        let status = match (problem.filter(fails), finding.status) {
            (Some(problem), _) => self.failure(problem),
            (None, CheckStatus::NotApplicable | CheckStatus::NotComparable) => {
                let mut status = TestCaseStatus::skipped();
                status.set_message(xml(&finding.located_message()));
                status.set_type(finding.status.as_str());
                status
            }
            (None, _) => TestCaseStatus::success(),
        };
        let passed = matches!(status, TestCaseStatus::Success { .. });
        let mut case = case(&finding.check_id, (of, finding.kind), &location, status);
        if let Some(problem) = problem.filter(|_| passed) {
            case.set_system_out(xml(&self.input.line(problem)));
        }
        case
    }

    /// Whether a text could be read, and whether all its numerals were resolved; unresolved
    /// numerals alone are not a failure.
    fn of_text(&self, id: &str, location: &Location, problems: &[&Problem<'_>]) -> Vec<TestCase> {
        if let Some(problem) = problems.iter().find(|problem| problem.is_unreadable()) {
            let status = self.wrong(NonSuccessKind::Error, problem.kind, problem);
            return vec![case("readable", (id, TEXT), &self.input.location(problem), status)];
        }
        let passed = |name| case(name, (id, TEXT), location, TestCaseStatus::success());
        let mut resolved = passed("resolved");
        let lines: Vec<String> = problems.iter().map(|problem| self.input.line(problem)).collect();
        if !lines.is_empty() {
            resolved.set_system_out(xml(&lines.join("\n")));
        }
        vec![passed("readable"), resolved]
    }

    fn failure(&self, problem: &Problem<'_>) -> TestCaseStatus {
        self.wrong(NonSuccessKind::Failure, &problem.severity.to_string(), problem)
    }

    fn wrong(&self, kind: NonSuccessKind, ty: &str, problem: &Problem<'_>) -> TestCaseStatus {
        let mut status = TestCaseStatus::non_success(kind);
        status.set_message(xml(&problem.message));
        status.set_type(ty);
        status.set_description(xml(&self.input.line(problem)));
        status
    }
}

/// A case of a class within a package, which Jenkins separates at the last dot.
fn case(
    name: &str,
    (package, class): (&str, &str),
    location: &Location,
    status: TestCaseStatus,
) -> TestCase {
    let mut case = TestCase::new(xml(name), status);
    case.set_classname(xml(&format!("{package}.{class}")));
    let line = location.at.as_ref().and_then(SourcePlace::position).map(|at| at.line.to_string());
    for (name, value) in [("file", location.file.clone()), ("line", line)] {
        case.extra.extend(value.map(|value| (name.into(), xml(&value))));
    }
    case
}

/// A valid XML text. Other characters are replaced by U+FFFD, since dropping them would hide escape
/// sequences of terminals.
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
