//! What an output format is, and the files that it makes.

use arrow::record_batch::RecordBatch;
use figlift_schema::{Column, Kind, Table};

use crate::PublishError;

/// One output format: a file of its own here, and an entry in [`FORMATS`](crate::FORMATS).
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Short name of the format, unique in a list: `parquet`.
    pub name: &'static str,
    /// The rows that the data dictionary has for its files: the path, or a pattern of paths, in
    /// Markdown, and what the file is. Called only where the output has tables.
    pub listed: fn() -> Result<Vec<[String; 2]>, PublishError>,
    /// Makes its files. Paths must differ from those of every other format.
    pub files: fn(&Contents<'_>) -> Result<Vec<File>, PublishError>,
}

/// What the formats write.
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
    /// Rows and columns, for a file that holds a table.
    pub shape: Option<Shape>,
}

/// Rows and columns of a file that holds a table.
#[derive(Clone, Debug)]
pub struct Shape {
    /// Number of rows.
    pub rows: u64,
    /// Name and type of each column, in the order of the file.
    pub columns: Vec<(&'static str, &'static str)>,
}

impl Shape {
    /// The shape of a file with so many rows of these columns.
    pub(crate) fn of<'a>(rows: usize, columns: impl Iterator<Item = &'a Column>) -> Shape {
        let columns = columns.map(|column| (column.name, type_name(column.kind))).collect();
        Shape { rows: rows as u64, columns }
    }
}

/// The name of a type, as manifest and dictionaries give it.
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
