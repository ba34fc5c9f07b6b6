//! Renders all files of an output in memory, the manifest last.

use std::collections::{BTreeMap, BTreeSet};

use crate::conform::conform;
use crate::format::{Contents, File, Format};
use crate::manifest::{self, MANIFEST};
use crate::{Output, PublishError, csv, dictionary, html, parquet, svg};

/// The output formats of figlift, in the order in which the data dictionary lists them.
pub const FORMATS: &[Format] =
    &[parquet::FORMAT, csv::FORMAT, svg::FORMAT, html::FORMAT, dictionary::FORMAT];

/// Every file of an output folder, in memory.
#[derive(Debug)]
pub struct Rendered {
    files: BTreeMap<String, File>,
}

/// A file of an output, for summaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileEntry<'a> {
    /// Path in the output folder, with `/` between parts.
    pub path: &'a str,
    /// Size in bytes.
    pub bytes: u64,
    /// Number of rows, for a file with a table.
    pub rows: Option<u64>,
}

/// Renders all files of an output folder in memory, in these formats and with a manifest. Equal
/// outputs give equal bytes. [`FORMATS`] lists the formats of figlift.
///
/// # Errors
/// - [`PublishError::Columns`], [`PublishError::Null`]: a batch does not have exactly the columns
///   of its table (text may come as views or with large offsets), or lacks a value that its column
///   must have.
/// - [`PublishError::Unsorted`], [`PublishError::Duplicate`]: rows are not sorted by the table's
///   order (text by its bytes, nulls first), or two rows share a key.
/// - [`PublishError::Name`], [`PublishError::Clash`]: the name of a chart or page is not portable, or
///   two files have the same path.
/// - [`PublishError::Origin`]: an input's path is absolute, leaves the raw folder or is listed
///   twice, a hash is not 64 lower-case hex digits, or the program's name is not `figlift …`.
/// - [`PublishError::Encode`]: an encoder failed.
pub fn render(output: &Output, formats: &[Format]) -> Result<Rendered, PublishError> {
    let mut tables = Vec::with_capacity(output.tables.len());
    for (table, batch) in &output.tables {
        tables.push((*table, conform(table, batch)?));
    }
    let contents = Contents {
        tables,
        charts: &output.charts,
        pages: &output.pages,
        program: output.origin.program.as_str(),
        formats,
    };
    let mut rendered = Rendered { files: BTreeMap::new() };
    let mut folded = BTreeSet::new();
    for format in formats {
        for file in (format.files)(&contents)? {
            // Some file systems ignore case.
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

    /// The bytes of the file at a path in the folder; `None` if the output has no such file.
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(|file| file.bytes.as_slice())
    }

    /// Paths and bytes of all files, sorted by path.
    pub(crate) fn contents(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.values().map(|file| (file.path.as_str(), file.bytes.as_slice()))
    }
}

#[cfg(test)]
mod tests;
