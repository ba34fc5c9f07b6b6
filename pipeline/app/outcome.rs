//! The result of a run.

use figlift_check::Finding;
use figlift_publish::Rendered;
use polars::prelude::DataFrame;

use crate::documents::ReadDocument;
use crate::ledger::Corrected;

/// The result of a run, before anything is written.
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
    /// How many corrections were applied.
    pub corrected: Corrected,
    /// The charts that show nothing, with the reasons.
    pub empty_charts: Vec<String>,
}
