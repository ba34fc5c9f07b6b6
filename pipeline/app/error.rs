//! Why a run could not be made.

use figlift_config::ConfigError;
use figlift_normalize::FrameError;
use figlift_publish::PublishError;
use figlift_read::RawError;

/// Why a run could not be made.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The configuration is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A raw file cannot be used.
    #[error(transparent)]
    Raw(#[from] RawError),
    /// The raw folder holds no text.
    #[error(
        "{folder}: holds no {extensions} file (put raw texts into it, or name another folder with --raw)"
    )]
    NoDocuments {
        /// The folder.
        folder: String,
        /// Extensions of the files that could be read.
        extensions: String,
    },
    /// A table cannot be made.
    #[error(transparent)]
    Frame(#[from] FrameError),
    /// The review cannot be written.
    #[error("the review cannot be written: {0}")]
    Review(String),
    /// A chart cannot be drawn.
    #[error("charts/{0}.toml: {1}")]
    Chart(String, figlift_chart::ChartError),
    /// The output cannot be made or written.
    #[error(transparent)]
    Publish(#[from] PublishError),
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
