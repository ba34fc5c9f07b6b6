//! Output formats.

use arrow::record_batch::RecordBatch;
use figlift_schema::{Column, Kind, Table};

use crate::PublishError;

/// An output format. Each has its own module and an entry in [`FORMATS`](crate::FORMATS).
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Short name of the format, unique in a list: `parquet`.
    pub name: &'static str,
    /// The rows of its files in the data dictionary: the path, or a pattern of paths, in Markdown,
    /// and a description. Called only if the output has tables.
    pub listed: fn() -> Result<Vec<[String; 2]>, PublishError>,
    /// Renders its files. Paths must differ from those of other formats.
    pub files: fn(&Contents<'_>) -> Result<Vec<File>, PublishError>,
}

/// The input of formats.
#[derive(Clone, Debug)]
pub struct Contents<'a> {
    /// Tables whose rows conform to their definitions.
    pub tables: Vec<(&'static Table, RecordBatch)>,
    /// Name and SVG text of each chart.
    pub charts: &'a [(String, String)],
    /// Path in the output folder and HTML text of each page.
    pub pages: &'a [(String, String)],
    /// Name and version of the program: `figlift 0.1.0`.
    pub program: &'a str,
    /// All formats of the output, for a format that describes the others.
    pub formats: &'a [Format],
}

/// One file of the output folder.
#[derive(Clone, Debug)]
pub struct File {
    /// Path in the folder, with `/` between parts.
    pub path: String,
    /// The content of the file.
    pub bytes: Vec<u8>,
    /// Rows and columns, for a file with a table.
    pub shape: Option<Shape>,
}

/// Rows and columns of a file with a table.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Number of rows.
    pub rows: u64,
    /// Name and type of each column, in the order of the file.
    pub columns: Vec<(&'static str, &'static str)>,
}

impl Shape {
    /// The shape of a file with that many rows of these columns.
    pub(crate) fn of<'a>(rows: usize, columns: impl Iterator<Item = &'a Column>) -> Shape {
        let columns = columns.map(|column| (column.name, type_name(column.kind))).collect();
        Shape { rows: rows as u64, columns }
    }
}

/// The name of a type in manifest and dictionaries.
pub(crate) fn type_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Int16 => "int16",
        Kind::Int64 => "int64",
        Kind::Float64 => "float64",
        Kind::Bool => "bool",
        Kind::Date => "date",
    }
}

/// Checks that a name is portable as a file name and in URLs: letters, digits, `-`, `_` and inner
/// dots.
pub(crate) fn plain_name(name: &str) -> Result<&str, PublishError> {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let cause = if name.is_empty() {
        "it is empty"
    } else if name.len() > 200 {
        "it is longer than 200 bytes"
    } else if name.starts_with('.') || name.ends_with('.') {
        "it begins or ends with a dot"
    } else if !name.chars().all(plain) {
        "only letters, digits, `-`, `_` and `.` are allowed"
    } else {
        return Ok(name);
    };
    Err(PublishError::Name { name: name.to_owned(), cause })
}
