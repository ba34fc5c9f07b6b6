//! Errors of a run.

use figlift_config::ConfigError;
use figlift_normalize::FrameError;
use figlift_publish::PublishError;
use figlift_read::{PassedOver, RawError};

/// Why a run failed.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The configuration is invalid.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A raw file cannot be used.
    #[error(transparent)]
    Raw(#[from] RawError),
    /// A raw file, or its sidecar, was changed while the run was reading it.
    #[error("{0} was changed during the run; run again")]
    Changed(String),
    /// The raw folder has no texts.
    #[error("no file in {folder} that figlift reads ({extensions}); add raw texts, or name another folder with --raw{}", listed(.passed))]
    NoDocuments {
        /// The folder.
        folder: String,
        /// Extensions of readable files.
        extensions: String,
        /// What it holds instead.
        passed: Vec<PassedOver>,
    },
    /// A table cannot be built.
    #[error(transparent)]
    Frame(#[from] FrameError),
    /// The review cannot be rendered.
    #[error("cannot render the review: {0}")]
    Review(String),
    /// A chart cannot be drawn.
    #[error("charts/{0}.toml: {1}")]
    Chart(String, figlift_chart::ChartError),
    /// The output cannot be rendered or written.
    #[error(transparent)]
    Publish(#[from] PublishError),
}

/// The number of files that an error lists; the rest is counted.
const LISTED: usize = 20;

/// What a folder without texts holds, a line for each.
fn listed(passed: &[PassedOver]) -> String {
    let line = |one: &PassedOver| format!("\n  {}: {}", one.path.display(), one.reason);
    let mut lines: String = passed.iter().take(LISTED).map(line).collect();
    if passed.len() > LISTED {
        lines += &format!("\n  … and {} more", passed.len() - LISTED);
    }
    lines
}

impl From<arrow::error::ArrowError> for RunError {
    fn from(error: arrow::error::ArrowError) -> RunError {
        RunError::Frame(error.into())
    }
}

impl From<figlift_review::ReviewError> for RunError {
    fn from(error: figlift_review::ReviewError) -> RunError {
        RunError::Review(error.to_string())
    }
}

impl From<polars::error::PolarsError> for RunError {
    fn from(error: polars::error::PolarsError) -> RunError {
        RunError::Frame(error.into())
    }
}
