//! Renders all files of an output, the manifest last.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use arrow::record_batch::RecordBatch;
use figlift_schema::Table;

use crate::conform::Conformity;
use crate::format::{Contents, File, Format, TableFile};
use crate::manifest::{self, MANIFEST};
use crate::store::FileContent;
use crate::{Origin, Output, PublishError, csv, dictionary, html, parquet, svg};

/// The output formats of figlift, in the order in which the data dictionary lists them.
pub const FORMATS: &[Format] =
    &[parquet::FORMAT, csv::FORMAT, svg::FORMAT, html::FORMAT, dictionary::FORMAT];

/// Every file of an output folder. Those with the rows of tables are on disk if they are large, in a
/// temporary file without a name, the others in memory.
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

/// An output that is being made: rows of tables are added in any number of batches, and are then no
/// longer in memory.
pub struct Draft {
    program: String,
    formats: &'static [Format],
    tables: Vec<DraftTable>,
}

struct DraftTable {
    conformity: Conformity,
    files: Vec<Box<dyn TableFile>>,
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tables: Vec<&str> = self.tables.iter().map(|one| one.conformity.table().name).collect();
        f.debug_struct("Draft").field("program", &self.program).field("tables", &tables).finish()
    }
}

impl Draft {
    /// An output without rows, of a program (name and version: `figlift 0.1.0`), in these formats.
    /// [`FORMATS`] lists those of figlift.
    ///
    /// ```
    /// use arrow::record_batch::RecordBatch;
    /// use figlift_publish::{Draft, FORMATS, Origin, sha256_hex};
    /// use figlift_schema::DIAGNOSTICS;
    ///
    /// let mut draft = Draft::new("figlift 0.1.0", FORMATS);
    /// draft.append(&DIAGNOSTICS, &RecordBatch::new_empty(DIAGNOSTICS.arrow()))?;
    /// let origin = Origin {
    ///     inputs: Vec::new(),
    ///     config_sha256: sha256_hex(b"config"),
    ///     rules_sha256: sha256_hex(b"rules"),
    ///     program: "figlift 0.1.0".to_owned(),
    ///     features: &[],
    /// };
    /// let rendered = draft.finish(&[], &[], &origin)?;
    /// let rows = rendered.files().find(|file| file.path == "tables/diagnostics.parquet");
    /// assert_eq!(rows.and_then(|file| file.rows), Some(0));
    /// # Ok::<(), figlift_publish::PublishError>(())
    /// ```
    pub fn new(program: &str, formats: &'static [Format]) -> Draft {
        Draft { program: program.to_owned(), formats, tables: Vec::new() }
    }

    /// Adds rows of a table, after those that were added before. A table without rows is published if
    /// an empty batch is added.
    ///
    /// # Errors
    /// - [`PublishError::Columns`], [`PublishError::Null`]: the batch does not have exactly the columns
    ///   of its table (text may come as views or with large offsets), or lacks a value that its column
    ///   must have.
    /// - [`PublishError::Unsorted`], [`PublishError::Duplicate`]: rows are not sorted by the table's
    ///   order (text by its bytes, nulls first), or two rows share a key.
    /// - [`PublishError::Encode`]: an encoder failed, or the disk for temporary files is full.
    pub fn append(
        &mut self,
        table: &'static Table,
        batch: &RecordBatch,
    ) -> Result<(), PublishError> {
        let known = self.tables.iter().position(|one| one.conformity.table().name == table.name);
        let at = match known {
            Some(at) => at,
            None => {
                let mut files = Vec::new();
                for format in self.formats {
                    files.extend((format.table)(table, &self.program)?);
                }
                self.tables.push(DraftTable { conformity: Conformity::of(table)?, files });
                self.tables.len() - 1
            }
        };
        let DraftTable { conformity, files } = &mut self.tables[at];
        let batch = conformity.conform(batch)?;
        files.iter_mut().try_for_each(|file| file.write(&batch))
    }

    /// All files: those of the tables, the charts (name and SVG text), the pages of the review (path
    /// and HTML text), the others of the formats, and the manifest. Equal rows in equal batches give
    /// equal bytes.
    ///
    /// # Errors
    /// - [`PublishError::Name`], [`PublishError::Clash`]: the name of a chart or page is not portable,
    ///   or two files have the same path.
    /// - [`PublishError::Origin`]: an input's path is absolute, leaves the raw folder or is listed
    ///   twice, a hash is not 64 lower-case hex digits, or the program's name is not `figlift …`.
    /// - [`PublishError::Encode`]: an encoder failed, or the disk for temporary files is full.
    pub fn finish(
        self,
        charts: &[(String, String)],
        pages: &[(String, String)],
        origin: &Origin,
    ) -> Result<Rendered, PublishError> {
        let Draft { program, formats, tables } = self;
        let contents = Contents {
            tables: tables.iter().map(|one| one.conformity.table()).collect(),
            charts,
            pages,
            program: &program,
            formats,
        };
        let mut files = Vec::new();
        for file in tables.into_iter().flat_map(|table| table.files) {
            files.push(file.finish()?);
        }
        for format in formats {
            files.extend((format.files)(&contents)?);
        }
        let mut rendered = Rendered { files: BTreeMap::new() };
        let mut folded = BTreeSet::new();
        for file in files {
            // Some file systems ignore case.
            if !folded.insert(file.path.to_lowercase()) {
                return Err(PublishError::Clash { file: file.path });
            }
            rendered.files.insert(file.path.clone(), file);
        }
        let manifest = manifest::file(origin, rendered.files.values())?;
        rendered.files.insert(MANIFEST.to_owned(), manifest);
        Ok(rendered)
    }
}

/// Renders an output whose rows are all there, as a [`Draft`] does.
///
/// # Errors
/// Those of [`Draft::append`] and [`Draft::finish`].
pub fn render(output: Output, formats: &'static [Format]) -> Result<Rendered, PublishError> {
    let Output { tables, charts, pages, origin } = output;
    let mut draft = Draft::new(&origin.program, formats);
    for (table, batch) in tables {
        draft.append(table, &batch)?;
    }
    draft.finish(&charts, &pages, &origin)
}

impl Rendered {
    /// All files, the manifest included, sorted by path.
    pub fn files(&self) -> impl Iterator<Item = FileEntry<'_>> {
        self.files.values().map(|file| FileEntry {
            path: &file.path,
            bytes: file.content.length,
            rows: file.shape.as_ref().map(|shape| shape.rows),
        })
    }

    /// The bytes of the file at a path in the folder; `None` if the output has no such file.
    ///
    /// # Errors
    /// [`PublishError::Io`] if a temporary file cannot be read.
    pub fn bytes(&self, path: &str) -> Result<Option<Vec<u8>>, PublishError> {
        let bytes = self.files.get(path).map(|file| file.content.bytes()).transpose();
        bytes.map_err(PublishError::io("read again", path.as_ref()))
    }

    /// Whether the output has a file at a path.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Paths and contents of all files, sorted by path.
    pub(crate) fn contents(&self) -> impl Iterator<Item = (&str, &FileContent)> {
        self.files.values().map(|file| (file.path.as_str(), &file.content))
    }
}

#[cfg(test)]
mod tests;
