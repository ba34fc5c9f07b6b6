//! What can keep an output from being published.

use std::io;
use std::path::{Path, PathBuf};

use figlift_schema::SCHEMA_VERSION;

/// Why an output could not be rendered, compared, written or read. The folder on disk is as it was.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PublishError {
    /// The columns of a batch are not those of its table.
    #[error("table `{table}` does not have the columns of its definition: {cause}")]
    Columns {
        /// Name of the table.
        table: &'static str,
        /// The first difference, in words.
        cause: String,
    },
    /// A column that must have a value in every row has none in one.
    #[error("table `{table}`, row {row}: column `{column}` has no value, but must have one")]
    Null {
        /// Name of the table.
        table: &'static str,
        /// Name of the column.
        column: &'static str,
        /// The first such row, from 0.
        row: usize,
    },
    /// Rows do not stand in the order of the table.
    #[error(
        "table `{table}` is not sorted by {order}: row {row} ({values}) belongs before the row above it"
    )]
    Unsorted {
        /// Name of the table.
        table: &'static str,
        /// The columns of the order.
        order: String,
        /// The first row that stands too late, from 0.
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
        /// What the encoder says.
        cause: String,
    },
    /// The name of a table or chart does not serve as a file name everywhere.
    #[error("`{name}` cannot be the name of a file: {cause}")]
    Name {
        /// The name.
        name: String,
        /// What is wrong with it.
        cause: &'static str,
    },
    /// Two files of the output have one path (upper and lower case count as the same).
    #[error("two files of the output are called `{file}`")]
    Clash {
        /// The path in the output folder.
        file: String,
    },
    /// The origin says something that must not stand in a manifest.
    #[error("the manifest cannot name `{value}` as {what}: {cause}")]
    Origin {
        /// Which part of the origin.
        what: &'static str,
        /// What it says.
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
        /// How this shows.
        cause: String,
    },
    /// The folder was written by figlift, but holds files that its manifest does not list.
    #[error(
        "`{}` holds {count} {} that figlift did not write and that would be lost: {}; move {} elsewhere, then run again",
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
        /// How many there are in all.
        count: usize,
    },
    /// A folder to read from is none that figlift wrote, or lacks a table.
    #[error(
        "`{}` is not an output folder of figlift ({cause}); name a folder that `figlift run` wrote",
        folder.display()
    )]
    NotPublished {
        /// The folder.
        folder: PathBuf,
        /// How this shows.
        cause: String,
    },
    /// A table is of another schema version than this program reads.
    #[error(
        "`{}` is of {}, and this figlift reads schema version {SCHEMA_VERSION}; write the folder anew with `figlift run`",
        file.display(),
        found.as_ref().map_or("no schema version".to_owned(), |version| format!("schema version {version}"))
    )]
    Version {
        /// The file of the table.
        file: PathBuf,
        /// The version that it names, if it names one.
        found: Option<String>,
    },
    /// A file is not what its name says.
    #[error("cannot read `{}` as Parquet: {cause}", file.display())]
    Decode {
        /// The file.
        file: PathBuf,
        /// What the decoder says.
        cause: String,
    },
    /// The target is something else than a folder.
    #[error("`{}` cannot be the output folder: {cause}", path.display())]
    NotAFolder {
        /// The target.
        path: PathBuf,
        /// What it is.
        cause: &'static str,
    },
    /// The folder cannot be renamed where it is.
    #[error(
        "`{}` cannot be exchanged in one step, as happens where it is mounted by itself ({source}); choose a folder below it",
        folder.display()
    )]
    Pinned {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The system refused an operation on a file or folder.
    #[error("cannot {action} `{}`: {source}", path.display())]
    Io {
        /// What was tried: read, write, create, remove …
        action: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// What the system says.
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
