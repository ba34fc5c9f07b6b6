//! Checks of the figures of a run. Each kind of check is one file.
//!
//! A check that fails is a row, never an error: all of them are made, and all are published.

mod expected;
mod finding;

use arrow::array::RecordBatch;
use arrow::error::ArrowError;
use figlift_schema::{CHECKS, Rows};

pub use expected::expected;
pub use figlift_text::Severity;
pub use finding::{Finding, Status};

/// A document of the run, as checks need to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedDocument {
    /// Its id.
    pub doc_id: String,
    /// Whether its text could be read.
    pub readable: bool,
}

/// The findings as rows of `checks`, sorted by the ids of the checks. `place` gives line and column
/// of a byte of a document's text.
///
/// # Errors
/// Where a row does not fit the published schema, which is a fault of figlift.
pub fn batch(
    findings: &[Finding],
    place: impl Fn(&str, usize) -> Option<(usize, usize)>,
) -> Result<RecordBatch, ArrowError> {
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by(|a, b| a.check_id.cmp(&b.check_id));
    let mut rows = Rows::new(&CHECKS);
    for finding in sorted {
        let at = finding
            .doc_id
            .as_deref()
            .zip(finding.byte)
            .and_then(|(doc_id, byte)| place(doc_id, byte));
        rows.push(|column| finding.cell(column, at));
    }
    rows.finish()
}
