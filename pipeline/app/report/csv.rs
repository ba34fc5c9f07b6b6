//! `csv`: the failed checks, as rows of `checks`.

use figlift_check::Finding;
use figlift_schema::CHECKS;

use super::error::ReportError;
use super::input::ReportInput;
use super::kind::{Report, ReportTo};

pub(super) const REPORT: Report = Report {
    name: "csv",
    about: "the rows of `checks` with status `fail` or `missing`, of every severity",
    to: ReportTo::File,
    text,
};

fn text(input: &ReportInput<'_>) -> Result<String, ReportError> {
    let findings = input.outcome.findings.iter();
    let failed: Vec<Finding> =
        findings.filter(|finding| finding.status.is_failure()).cloned().collect();
    Ok(figlift_publish::csv(&CHECKS, &figlift_check::batch(&failed)?))
}
