//! All files of an output in memory, the manifest last.

use std::collections::{BTreeMap, BTreeSet};

use arrow::record_batch::RecordBatch;
use figlift_schema::Table;

use crate::conform::conform;
use crate::manifest::{self, MANIFEST};
use crate::{Output, PublishError, csv, dictionary, html, parquet, svg};

/// Makes the files of one format.
type Format = fn(&Material<'_>) -> Result<Vec<File>, PublishError>;

/// The output formats. A new one is a file of its own and a line here.
const FORMATS: &[Format] =
    &[parquet::files, csv::files, svg::files, html::files, dictionary::files];

/// What the formats are made from: tables that conform to their definitions, charts and pages.
pub(crate) struct Material<'a> {
    pub(crate) tables: Vec<(&'static Table, RecordBatch)>,
    pub(crate) charts: &'a [(String, String)],
    pub(crate) pages: &'a [(String, String)],
    pub(crate) program: &'a str,
}

/// One file of the output folder.
#[derive(Debug)]
pub(crate) struct File {
    /// Path in the folder, with `/` between parts.
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
    /// Rows and columns, for a file that holds a table.
    pub(crate) shape: Option<Shape>,
}

/// Rows and columns of a file that holds a table.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    pub(crate) rows: u64,
    /// Name and type of each column, in the order of the file.
    pub(crate) columns: Vec<(&'static str, &'static str)>,
}

/// Every file of an output folder, in memory.
#[derive(Debug)]
pub struct Rendered {
    files: BTreeMap<String, File>,
}

/// One file of an output, as a summary lists it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileEntry<'a> {
    /// Path in the output folder, with `/` between parts.
    pub path: &'a str,
    /// Size in bytes.
    pub bytes: u64,
    /// Rows, for a file that holds a table.
    pub rows: Option<u64>,
}

/// Makes all files of an output folder in memory. Equal outputs give equal bytes.
///
/// # Errors
/// - [`PublishError::Columns`], [`PublishError::Null`]: a batch does not have exactly the columns
///   of its table (text may come as views or with large offsets), or lacks a value that its column
///   must have.
/// - [`PublishError::Unsorted`], [`PublishError::Duplicate`]: rows are not sorted by the table's
///   order (text by its bytes, nulls first), or two rows share a key.
/// - [`PublishError::Name`], [`PublishError::Clash`]: the name of a chart or page is none that serves, or
///   two files have one path.
/// - [`PublishError::Origin`]: an input's path is absolute, leaves the raw folder or is listed
///   twice, a hash is not 64 lower-case hex digits, or the program's name is not `figlift …`.
/// - [`PublishError::Encode`]: an encoder failed.
pub fn render(output: &Output) -> Result<Rendered, PublishError> {
    let mut tables = Vec::with_capacity(output.tables.len());
    for (table, batch) in &output.tables {
        tables.push((*table, conform(table, batch)?));
    }
    let material = Material {
        tables,
        charts: &output.charts,
        pages: &output.pages,
        program: output.origin.program.as_str(),
    };
    let mut rendered = Rendered { files: BTreeMap::new() };
    let mut folded = BTreeSet::new();
    for format in FORMATS {
        for file in format(&material)? {
            // Some file systems do not tell upper from lower case.
            if !folded.insert(file.path.to_lowercase()) {
                return Err(PublishError::Clash { file: file.path });
            }
            rendered.files.insert(file.path.clone(), file);
        }
    }
    let manifest = manifest::file(&output.origin, rendered.files.values())?;
    rendered.files.insert(MANIFEST.to_owned(), manifest);
    Ok(rendered)
}

impl Rendered {
    /// All files, the manifest included, sorted by path.
    pub fn files(&self) -> impl Iterator<Item = FileEntry<'_>> {
        self.files.values().map(|file| FileEntry {
            path: &file.path,
            bytes: file.bytes.len() as u64,
            rows: file.shape.as_ref().map(|shape| shape.rows),
        })
    }

    /// The bytes of the file at a path in the folder, or `None` where the output has no such file.
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(|file| file.bytes.as_slice())
    }

    /// Paths and bytes of all files, sorted by path.
    pub(crate) fn contents(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.values().map(|file| (file.path.as_str(), file.bytes.as_slice()))
    }
}

/// Checks that a name serves as a file name on every system and in a web address: letters, digits,
/// `-`, `_` and inner dots.
pub(crate) fn plain_name(name: &str) -> Result<&str, PublishError> {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let cause = if name.is_empty() {
        "it is empty"
    } else if name.len() > 200 {
        "it is longer than 200 bytes"
    } else if name.starts_with('.') || name.ends_with('.') {
        "it begins or ends with a dot"
    } else if !name.chars().all(plain) {
        "only letters, digits, `-`, `_` and `.` may stand in it"
    } else {
        return Ok(name);
    };
    Err(PublishError::Name { name: name.to_owned(), cause })
}

#[cfg(test)]
mod tests;
