//! The result of a run.

use figlift_cache::RunLookup;
use figlift_check::Finding;
use figlift_publish::{Inventory, Rendered};
use figlift_read::PassedOver;
use polars::prelude::{DataFrame, PolarsResult};
use serde::{Deserialize, Serialize};

use crate::documents::ReadDocument;
use crate::ledger::Corrected;

/// A run that is done, before anything is written.
#[derive(Debug)]
pub struct FinishedRun {
    /// What it came to.
    pub outcome: Outcome,
    /// The files of the output folder; `None` if the folder already holds just these.
    pub rendered: Option<Rendered>,
    /// Whether the last run was found to have come to the same, if that was looked into.
    pub lookup: Option<RunLookup>,
    /// Why nothing, or not all, could be kept in the cache, in one line.
    pub cache_failure: Option<String>,
}

/// What a run came to: all that the summary, reports and the exit code are made of.
#[derive(Debug)]
pub struct Outcome {
    /// What the output folder holds.
    pub files: Inventory,
    /// What lies in the raw folder and is not read, in order of the names.
    pub passed: Vec<PassedOver>,
    /// All documents, in order of their ids.
    pub documents: Vec<ReadDocument>,
    /// All checks.
    pub findings: Vec<Finding>,
    /// How many figures there are.
    pub figures: FigureCounts,
    /// How many corrections were applied.
    pub corrected: Corrected,
    /// The charts that show nothing, with the reasons.
    pub empty_charts: Vec<String>,
}

/// How many figures there are, and how many of them have a value in a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureCounts {
    /// All figures.
    pub all: usize,
    /// Those with an indicator of the catalogue.
    pub with_indicator: usize,
    /// Those with an area.
    pub with_area: usize,
    /// Those with a period.
    pub with_period: usize,
}

impl FigureCounts {
    /// Adds the rows of `figures`.
    pub(crate) fn add(&mut self, figures: &DataFrame) -> PolarsResult<()> {
        let with =
            |name: &str| figures.column(name).map(|column| column.len() - column.null_count());
        self.all += figures.height();
        self.with_indicator += with("indicator")?;
        self.with_area += with("ref_area")?;
        self.with_period += with("time_period")?;
        Ok(())
    }
}
