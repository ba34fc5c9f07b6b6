//! What a run gives.

use figlift_check::Finding;
use figlift_publish::Rendered;
use polars::prelude::DataFrame;

use crate::documents::ReadDocument;
use crate::ledger::Corrected;

/// What a run gives: nothing of it is written yet.
#[derive(Debug)]
pub struct Outcome {
    /// The files of the output folder.
    pub rendered: Rendered,
    /// All documents, in order of their ids.
    pub documents: Vec<ReadDocument>,
    /// All checks.
    pub findings: Vec<Finding>,
    /// The `figures` table.
    pub figures: DataFrame,
    /// How far the ledger of known errors was of use.
    pub corrected: Corrected,
    /// The charts that show nothing, and why.
    pub empty_charts: Vec<String>,
}
