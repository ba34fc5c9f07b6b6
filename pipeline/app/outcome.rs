//! The result of a run.

use figlift_check::Finding;
use figlift_publish::Rendered;
use figlift_read::PassedOver;
use polars::prelude::{DataFrame, PolarsResult};

use crate::documents::ReadDocument;
use crate::ledger::Corrected;

/// The result of a run, before anything is written.
#[derive(Debug)]
pub struct Outcome {
    /// The files of the output folder.
    pub rendered: Rendered,
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
    /// Why nothing, or not all, could be kept in the cache, in one line.
    pub cache_failure: Option<String>,
}

/// How many figures there are, and how many of them have a value in a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
