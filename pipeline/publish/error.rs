//! Errors of publishing.

use std::io;
use std::path::{Path, PathBuf};

use figlift_schema::SCHEMA_VERSION;

/// Why an output could not be rendered, compared, written or read. The folder on disk is unchanged.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PublishError {
    /// A batch does not have the columns of its table.
    #[error("table `{table}` does not have the columns of its definition: {cause}")]
    Columns {
        /// Name of the table.
        table: &'static str,
        /// The first difference.
        cause: String,
    },
    /// A column that must not be null is null in a row.
    #[error("table `{table}`, row {row}: column `{column}` has no value, but must have one")]
    Null {
        /// Name of the table.
        table: &'static str,
        /// Name of the column.
        column: &'static str,
        /// The first such row, from 0.
        row: usize,
    },
    /// Rows are not in the order of the table.
    #[error(
        "table `{table}` is not sorted by {order}: row {row} ({values}) belongs before the row above it"
    )]
    Unsorted {
        /// Name of the table.
        table: &'static str,
        /// The columns of the order.
        order: String,
        /// The first row that is too late, from 0.
        row: usize,
        /// Its values in the columns of the order.
        values: String,
    },
    /// Two rows have the same key.
    #[error("table `{table}`: rows {first} and {second} have the same key {key} ({values})")]
    Duplicate {
        /// Name of the table.
        table: &'static str,
        /// The columns of the key.
        key: String,
        /// The earlier row, from 0.
        first: usize,
        /// The later row, from 0.
        second: usize,
        /// The values of the key.
        values: String,
    },
    /// A file could not be encoded.
    #[error("cannot encode `{file}`: {cause}")]
    Encode {
        /// Path of the file in the output folder.
        file: String,
        /// The error of the encoder.
        cause: String,
    },
    /// The name of a table or chart is not portable as a file name.
    #[error("invalid file name `{name}`: {cause}")]
    Name {
        /// The name.
        name: String,
        /// What is wrong with it.
        cause: &'static str,
    },
    /// Two files of the output have the same path (ignoring case).
    #[error("two files of the output have the path `{file}`")]
    Clash {
        /// The path in the output folder.
        file: String,
    },
    /// The origin has an invalid value for the manifest.
    #[error("invalid manifest: {what} is `{value}`, but {cause}")]
    Origin {
        /// Which part of the origin.
        what: &'static str,
        /// Its value.
        value: String,
        /// What is wrong with it.
        cause: &'static str,
    },
    /// The folder was not written by figlift.
    #[error(
        "`{}` was not written by figlift ({cause}), so it is not replaced; choose another output folder, or remove this one yourself if nothing in it is needed",
        folder.display()
    )]
    NotOurs {
        /// The folder.
        folder: PathBuf,
        /// The reason.
        cause: String,
    },
    /// The folder was written by figlift, but contains files that its manifest does not list.
    #[error(
        "`{}` contains {count} {} that figlift did not write and that would be lost: {}; move {} elsewhere, then run again",
        folder.display(),
        if *count == 1 { "file" } else { "files" },
        named(files, *count),
        if *count == 1 { "it" } else { "them" }
    )]
    Surplus {
        /// The folder.
        folder: PathBuf,
        /// Up to five of the files, by their paths in the folder.
        files: Vec<String>,
        /// Their number.
        count: usize,
    },
    /// A folder to read was not written by figlift, or lacks a table.
    #[error(
        "`{}` is not an output folder of figlift ({cause}); name a folder that `figlift run` wrote",
        folder.display()
    )]
    NotPublished {
        /// The folder.
        folder: PathBuf,
        /// The reason.
        cause: String,
    },
    /// A table has another schema version than this program reads.
    #[error(
        "`{}` has {}, but this figlift reads schema version {SCHEMA_VERSION}; write the folder again with `figlift run`",
        file.display(),
        found.as_ref().map_or("no schema version".to_owned(), |version| format!("schema version {version}"))
    )]
    Version {
        /// The file of the table.
        file: PathBuf,
        /// Its version, if it has one.
        found: Option<String>,
    },
    /// A file is not Parquet.
    #[error("cannot read `{}` as Parquet: {cause}", file.display())]
    Decode {
        /// The file.
        file: PathBuf,
        /// The error of the decoder.
        cause: String,
    },
    /// The target is not a folder.
    #[error("`{}` cannot be the output folder: {cause}", path.display())]
    NotAFolder {
        /// The target.
        path: PathBuf,
        /// What it is.
        cause: &'static str,
    },
    /// The folder cannot be renamed.
    #[error(
        "`{}` cannot be replaced in one step, as it may be a mount point ({source}); choose a folder in it",
        folder.display()
    )]
    Pinned {
        /// The folder.
        folder: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// An operation on a file or folder failed.
    #[error("cannot {action} `{}`: {source}", path.display())]
    Io {
        /// The operation: read, write, create, remove …
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
}

impl PublishError {
    /// For `map_err`: names the operation and the path.
    pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> PublishError {
        let path = path.to_owned();
        move |source| PublishError::Io { action, path, source }
    }
}

fn named(files: &[String], count: usize) -> String {
    let more = if count > files.len() { ", …" } else { "" };
    let quoted: Vec<String> = files.iter().map(|file| format!("`{file}`")).collect();
    quoted.join(", ") + more
}
