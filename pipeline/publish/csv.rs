//! Tables as text for diffs and spreadsheets: `figures.csv`, and the rows of reports.

use std::fmt::{self, Write as _};
use std::io::Write as _;

use arrow::array::{Array, AsArray};
use arrow::datatypes::{Date32Type, Float64Type, Int16Type, Int64Type};
use arrow::record_batch::RecordBatch;
use arrow::util::display::array_value_to_string;
use figlift_schema::{Column, Kind, Table};

use crate::PublishError;
use crate::format::{File, Format, Shape, TableFile};
use crate::store::Store;

/// A text view of a table.
struct View {
    path: &'static str,
    table: &'static str,
    columns: &'static [&'static str],
}

const VIEWS: &[View] = &[View {
    path: "figures.csv",
    table: "figures",
    columns: &[
        "doc_id",
        "surface",
        "obs_value",
        "qualifier",
        "value_low",
        "value_high",
        "unit_measure",
        "classifier",
        "per",
        "role",
        "basis",
        "indicator",
        "indicator_text",
        "action_text",
        "ref_area",
        "time_period",
        "obs_status",
        "change_end",
        "sentence",
        "correction",
    ],
}];

pub(crate) const FORMAT: Format = Format { name: "csv", listed, table, files: |_| Ok(Vec::new()) };

fn listed() -> Result<Vec<[String; 2]>, PublishError> {
    let row = |View { path, table, .. }: &View| {
        let what = format!("Some columns of `{table}` as text, for spreadsheets and line diffs.");
        [format!("`{path}`"), what]
    };
    Ok(VIEWS.iter().map(row).collect())
}

/// A file for each view of a table.
fn table(table: &'static Table, _: &str) -> Result<Vec<Box<dyn TableFile>>, PublishError> {
    let views = VIEWS.iter().filter(|view| view.table == table.name);
    views.map(|view| Ok(Box::new(ViewFile::new(view, table)?) as Box<dyn TableFile>)).collect()
}

/// A file of a view.
struct ViewFile {
    view: &'static View,
    columns: Vec<&'static Column>,
    store: Store,
    rows: usize,
}

impl ViewFile {
    fn new(view: &'static View, table: &'static Table) -> Result<ViewFile, PublishError> {
        let column = |name: &&'static str| {
            table.column(name).ok_or_else(|| {
                let cause = format!("table `{}` has no column `{name}`", table.name);
                PublishError::Encode { file: view.path.to_owned(), cause }
            })
        };
        let columns: Vec<_> = view.columns.iter().map(column).collect::<Result<_, _>>()?;
        let mut file = ViewFile { view, columns, store: Store::new(), rows: 0 };
        file.append(&header(&file.columns))?;
        Ok(file)
    }

    fn append(&mut self, text: &str) -> Result<(), PublishError> {
        self.store.write_all(text.as_bytes()).map_err(|e| self.refused(e.to_string()))
    }

    fn refused(&self, cause: String) -> PublishError {
        PublishError::Encode { file: self.view.path.to_owned(), cause }
    }
}

impl TableFile for ViewFile {
    fn write(&mut self, batch: &RecordBatch) -> Result<(), PublishError> {
        let viewed = |column: &&'static Column| {
            let array = batch.column_by_name(column.name);
            array
                .map(|array| (*column, array.as_ref()))
                .ok_or_else(|| self.refused(format!("`{}` is missing", column.name)))
        };
        let columns: Vec<Viewed<'_>> = self.columns.iter().map(viewed).collect::<Result<_, _>>()?;
        let text = rows(&columns, batch.num_rows());
        self.rows += batch.num_rows();
        self.append(&text)
    }

    fn finish(self: Box<Self>) -> Result<File, PublishError> {
        let shape = Shape::of(self.rows, self.columns.iter().copied());
        let path = self.view.path.to_owned();
        Ok(File { path, content: self.store.finish(), shape: Some(shape) })
    }
}

/// Rows of a table as comma-separated values: a header with the columns of the batch, in the order
/// of the table, and the rows. Cells are quoted by RFC 4180, and lines end in `\n`, as in
/// `figures.csv`. A text that a spreadsheet would read as a formula gets an apostrophe.
///
/// ```
/// use std::sync::Arc;
/// use arrow::array::{ArrayRef, RecordBatch, StringArray};
/// use figlift_schema::DIAGNOSTICS;
/// let texts = |text| Arc::new(StringArray::from(vec![text])) as ArrayRef;
/// let columns = [("code", texts("demo")), ("message", texts("=1+1, as it stands"))];
/// let text = figlift_publish::csv(&DIAGNOSTICS, &RecordBatch::try_from_iter(columns)?);
/// assert_eq!(text, "code,message\ndemo,\"'=1+1, as it stands\"\n");
/// # Ok::<(), arrow::error::ArrowError>(())
/// ```
pub fn csv(table: &Table, batch: &RecordBatch) -> String {
    let columns = table.columns.iter();
    let there = |column: &'static Column| {
        batch.column_by_name(column.name).map(|array| (column, array.as_ref()))
    };
    let columns: Vec<Viewed<'_>> = columns.filter_map(there).collect();
    let header = header(&columns.iter().map(|(column, _)| *column).collect::<Vec<_>>());
    header + &rows(&columns, batch.num_rows())
}

fn header(columns: &[&Column]) -> String {
    let mut text = String::new();
    line(&mut text, columns, |text, column| push_quoted(text, column.name));
    text
}

fn rows(columns: &[Viewed<'_>], rows: usize) -> String {
    let mut text = String::new();
    for row in 0..rows {
        line(&mut text, columns, |text, (column, array)| push_cell(text, column.kind, *array, row));
    }
    text
}

fn line<Column>(text: &mut String, columns: &[Column], cell: impl Fn(&mut String, &Column)) {
    for (number, column) in columns.iter().enumerate() {
        if number > 0 {
            text.push(',');
        }
        cell(text, column);
    }
    text.push('\n');
}

type Viewed<'a> = (&'static Column, &'a dyn Array);

/// Appends a cell as written in the file; null is an empty cell.
fn push_cell(text: &mut String, kind: Kind, array: &dyn Array, row: usize) {
    if array.is_null(row) {
        return;
    }
    // Writing to a string cannot fail.
    let _ = match kind {
        Kind::Text => {
            push_text(text, array.as_string::<i32>().value(row));
            Ok(())
        }
        Kind::Int16 => write!(text, "{}", array.as_primitive::<Int16Type>().value(row)),
        Kind::Int64 => write!(text, "{}", array.as_primitive::<Int64Type>().value(row)),
        Kind::Float64 => push_number(text, array.as_primitive::<Float64Type>().value(row)),
        Kind::Bool => write!(text, "{}", array.as_boolean().value(row)),
        Kind::Date => write!(text, "{}", date(array, row)),
    };
}

/// Appends the shortest digits that give the same double, without exponent and without `.0`.
fn push_number(text: &mut String, value: f64) -> fmt::Result {
    // Zero has no sign.
    if value == 0.0 { text.write_char('0') } else { write!(text, "{value}") }
}

fn date(array: &dyn Array, row: usize) -> String {
    let days = || array.as_primitive::<Date32Type>().value(row).to_string();
    array_value_to_string(array, row).unwrap_or_else(|_| days())
}

/// Appends a text of a cell. Spreadsheets read a text with such a beginning as a formula; an
/// apostrophe prevents that. The full-width forms count too, since East Asian versions fold them.
fn push_text(text: &mut String, cell: &str) {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        push_quoted(text, &format!("'{cell}"));
    } else {
        push_quoted(text, cell);
    }
}

/// Appends a text, quoted if it would otherwise end the cell.
fn push_quoted(text: &mut String, cell: &str) {
    if !cell.contains([',', '"', '\n', '\r']) {
        return text.push_str(cell);
    }
    text.push('"');
    for (number, part) in cell.split('"').enumerate() {
        if number > 0 {
            text.push_str("\"\"");
        }
        text.push_str(part);
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use figlift_schema::FIGURES;

    use super::*;

    fn written(write: impl FnOnce(&mut String)) -> String {
        let mut text = String::new();
        write(&mut text);
        text
    }

    #[test]
    fn numbers_have_no_exponent_and_no_trailing_zero() {
        let number = |value| written(|text| push_number(text, value).unwrap());
        assert_eq!(number(14_757_000_000.0), "14757000000");
        assert_eq!(number(1e22), "10000000000000000000000");
        assert_eq!(number(0.000_000_1), "0.0000001");
        assert_eq!(number(-3.2), "-3.2");
        assert_eq!(number(-0.0), "0");
    }

    #[test]
    fn texts_that_look_like_formulas_are_guarded() {
        let guarded = |cell: &str| written(|text| push_text(text, cell));
        for text in ["=1+1", "+5", "-3.2%", "@SUM(A1)", "\tx", "＝1", "－5%"] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        assert_eq!(guarded("\rx"), "\"'\rx\"");
        assert_eq!(guarded("5%-6%"), "5%-6%");
        assert_eq!(guarded(""), "");
    }

    #[test]
    fn cells_that_hold_separators_are_quoted() {
        let quoted = |cell: &str| written(|text| push_quoted(text, cell));
        assert_eq!(quoted("a,b"), "\"a,b\"");
        assert_eq!(quoted("称“好”"), "称“好”");
        assert_eq!(quoted("say \"so\""), "\"say \"\"so\"\"\"");
        assert_eq!(quoted("two\nlines"), "\"two\nlines\"");
    }

    #[test]
    fn views_name_columns_that_exist() {
        for name in VIEWS[0].columns {
            assert!(FIGURES.column(name).is_some(), "{name}");
        }
    }
}
