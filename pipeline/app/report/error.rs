use std::io;
use std::path::PathBuf;

use figlift_publish::PublishError;

/// Why a report cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// It may not or cannot be written there; known before the run.
    #[error("--report {kind}: `{}` cannot be written: {cause}", path.display())]
    Refused {
        /// Its kind.
        kind: &'static str,
        /// Where it was to go.
        path: PathBuf,
        /// What is wrong, and what to do.
        cause: String,
    },
    /// It is asked for in a way that it cannot be.
    #[error("--report {asked}: {cause}")]
    Form {
        /// What was asked for.
        asked: String,
        /// What is wrong, and how to write it.
        cause: String,
    },
    /// It is asked for twice.
    #[error("--report {0}: it is asked for twice")]
    Again(&'static str),
    /// The system refused to write it. (The cause is told here: a pipe that was closed must not be
    /// taken for a reader of the output who has had enough.)
    #[error("the report `{}` cannot be written: {cause}", path.display())]
    Write {
        /// Where it was to go.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// Standard output refused.
    #[error("the report cannot be printed: {0}")]
    Print(io::Error),
    /// The XML cannot be made.
    #[error("the JUnit report cannot be made: {0}")]
    Junit(#[from] quick_junit::SerializeError),
    /// The rows do not fit their table, which is a fault of figlift.
    #[error(transparent)]
    Rows(#[from] arrow::error::ArrowError),
    /// The CSV cannot be made.
    #[error(transparent)]
    Publish(#[from] PublishError),
}
