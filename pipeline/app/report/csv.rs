//! `csv`: the checks that failed, as rows of `checks`.

use figlift_check::Finding;
use figlift_schema::CHECKS;

use super::{Material, ReportError};

pub(super) fn text(material: &Material<'_>) -> Result<String, ReportError> {
    let findings = material.outcome.findings.iter();
    let failed: Vec<Finding> =
        findings.filter(|finding| finding.status.is_failure()).cloned().collect();
    let place = |doc_id: &str, byte: usize| material.place(doc_id, byte);
    Ok(figlift_publish::csv(&CHECKS, &figlift_check::batch(&failed, &place)?)?)
}
