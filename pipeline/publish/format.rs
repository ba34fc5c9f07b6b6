//! Output formats.

use arrow::record_batch::RecordBatch;
use figlift_schema::{Column, Kind, Table};

use crate::PublishError;
use crate::store::FileContent;

/// An output format. Each has its own module and an entry in [`FORMATS`](crate::FORMATS).
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Short name of the format, unique in a list: `parquet`.
    pub name: &'static str,
    /// The rows of its files in the data dictionary: the path, or a pattern of paths, in Markdown,
    /// and a description. Called only if the output has tables.
    pub listed: fn() -> Result<Vec<[String; 2]>, PublishError>,
    /// Begins its files with the rows of a table, for a program of that name and version.
    /// [`no_table`] if it has none. Paths must differ from those of other formats.
    pub table: BeginTable,
    /// Renders its other files.
    pub files: fn(&Contents<'_>) -> Result<Vec<File>, PublishError>,
}

/// Begins the files with the rows of a table.
pub type BeginTable = fn(&'static Table, &str) -> Result<Vec<Box<dyn TableFile>>, PublishError>;

/// A format without files for any table.
///
/// # Errors
/// Never.
pub fn no_table(_: &'static Table, _: &str) -> Result<Vec<Box<dyn TableFile>>, PublishError> {
    Ok(Vec::new())
}

/// A file with rows of a table, which come batch by batch and are never all in memory.
pub trait TableFile: Send {
    /// Adds rows, which conform to the definition of the table.
    ///
    /// # Errors
    /// If they cannot be encoded or stored.
    fn write(&mut self, batch: &RecordBatch) -> Result<(), PublishError>;

    /// The file, after its last row.
    ///
    /// # Errors
    /// If its end cannot be encoded or stored.
    fn finish(self: Box<Self>) -> Result<File, PublishError>;
}

/// The input of files that have no rows of a table.
#[derive(Clone, Debug)]
pub struct Contents<'a> {
    /// The tables of the output.
    pub tables: Vec<&'static Table>,
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
#[derive(Debug)]
pub struct File {
    pub(crate) path: String,
    pub(crate) content: FileContent,
    pub(crate) shape: Option<Shape>,
}

impl File {
    /// A file without rows: its path in the folder with `/` between parts, and its content.
    ///
    /// ```
    /// use figlift_publish::{File, Format, no_table};
    /// let names = Format {
    ///     name: "names",
    ///     listed: || Ok(vec![["`names.txt`".to_owned(), "The names of the tables.".to_owned()]]),
    ///     table: no_table,
    ///     files: |contents| {
    ///         let names: Vec<&str> = contents.tables.iter().map(|table| table.name).collect();
    ///         Ok(vec![File::new("names.txt".to_owned(), names.join("\n").into_bytes())])
    ///     },
    /// };
    /// ```
    pub fn new(path: String, bytes: Vec<u8>) -> File {
        File { path, content: FileContent::of(bytes), shape: None }
    }
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
