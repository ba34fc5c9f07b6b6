use std::io;
use std::path::PathBuf;

use figlift_publish::PublishError;

/// Why a report cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// It cannot be written there, which is known before the run.
    #[error("--report {kind}: cannot write `{}`: {cause}", path.display())]
    Refused {
        /// Its kind.
        kind: &'static str,
        /// Its path.
        path: PathBuf,
        /// The reason, and what to do.
        cause: String,
    },
    /// An invalid argument.
    #[error("--report {asked}: {cause}")]
    Form {
        /// The argument.
        asked: String,
        /// The reason, and how to write it.
        cause: String,
    },
    /// A duplicate.
    #[error("--report {0}: duplicate report")]
    Again(&'static str),
    /// An error of the system. (The cause is part of the message, not a source: a closed pipe must
    /// not be mistaken for a closed standard output.)
    #[error("cannot write the report `{}`: {cause}", path.display())]
    Write {
        /// Its path.
        path: PathBuf,
        /// The error of the system.
        cause: io::Error,
    },
    /// An error of standard output.
    #[error("cannot print the report: {0}")]
    Print(io::Error),
    /// The XML cannot be written.
    #[error("cannot write the JUnit report: {0}")]
    Junit(#[from] quick_junit::SerializeError),
    /// The rows do not fit their table, which is a bug in figlift.
    #[error(transparent)]
    Rows(#[from] arrow::error::ArrowError),
    /// The CSV cannot be written.
    #[error(transparent)]
    Publish(#[from] PublishError),
}
