//! Tables as text for diffs and spreadsheets: `figures.csv`, and the rows of reports.

use arrow::array::{Array, AsArray};
use arrow::datatypes::{Date32Type, Float64Type, Int16Type, Int64Type};
use arrow::record_batch::RecordBatch;
use arrow::util::display::array_value_to_string;
use figlift_schema::{Column, Kind, Table};

use crate::PublishError;
use crate::format::{Contents, File, Format, Shape};

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
        "ref_area",
        "time_period",
        "obs_status",
        "change_end",
        "sentence",
        "correction",
    ],
}];

pub(crate) const FORMAT: Format = Format { name: "csv", listed, files };

fn listed() -> Result<Vec<[String; 2]>, PublishError> {
    let row = |View { path, table, .. }: &View| {
        let what = format!("Some columns of `{table}` as text, for spreadsheets and line diffs.");
        [format!("`{path}`"), what]
    };
    Ok(VIEWS.iter().map(row).collect())
}

/// A file for each view whose table is published.
fn files(contents: &Contents<'_>) -> Result<Vec<File>, PublishError> {
    let mut files = Vec::new();
    for view in VIEWS {
        for (table, batch) in &contents.tables {
            if table.name == view.table {
                files.push(file(view, table, batch)?);
            }
        }
    }
    Ok(files)
}

fn file(view: &View, table: &Table, batch: &RecordBatch) -> Result<File, PublishError> {
    let columns = columns(view.path, view.columns.iter().copied(), table, batch)?;
    let shape = Shape::of(batch.num_rows(), columns.iter().map(|(column, _)| *column));
    let bytes = text(&columns, batch.num_rows()).into_bytes();
    Ok(File { path: view.path.to_owned(), bytes, shape: Some(shape) })
}

/// Rows of a table as comma-separated values: a header with the columns of the batch, in the order
/// of the table, and the rows. Cells are quoted by RFC 4180, and lines end in `\n`, as in
/// `figures.csv`. A text that a spreadsheet would read as a formula gets an apostrophe.
///
/// ```
/// use figlift_schema::{Cell, DIAGNOSTICS, Rows};
/// let mut rows = Rows::new(&DIAGNOSTICS);
/// rows.push(|column| match column {
///     "doc_id" => "city".into(),
///     "line" | "column" | "byte_start" | "byte_end" => 1_usize.into(),
///     _ => "=1+1, as it stands".into(),
/// });
/// let text = figlift_publish::csv(&DIAGNOSTICS, &rows.finish()?);
/// assert!(text.starts_with("doc_id,code,"));
/// assert!(text.contains("\ncity,\"'=1+1, as it stands\","));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn csv(table: &Table, batch: &RecordBatch) -> String {
    let columns = table.columns.iter();
    let there = |column: &'static Column| {
        batch.column_by_name(column.name).map(|array| (column, array.as_ref()))
    };
    text(&columns.filter_map(there).collect::<Vec<_>>(), batch.num_rows())
}

fn text(columns: &[Viewed<'_>], rows: usize) -> String {
    let mut text = line(columns.iter().map(|(column, _)| quoted(column.name)));
    for row in 0..rows {
        text += &line(columns.iter().map(|(column, array)| cell(column.kind, *array, row)));
    }
    text
}

type Viewed<'a> = (&'static Column, &'a dyn Array);

/// The columns of those names, for `file`.
fn columns<'a>(
    file: &str,
    names: impl Iterator<Item = &'static str>,
    table: &Table,
    batch: &'a RecordBatch,
) -> Result<Vec<Viewed<'a>>, PublishError> {
    let find = |name: &str| {
        let column = table.column(name).zip(batch.column_by_name(name));
        column.map(|(column, array)| (column, array.as_ref())).ok_or_else(|| {
            let cause = format!("table `{}` has no column `{name}`", table.name);
            PublishError::Encode { file: file.to_owned(), cause }
        })
    };
    names.map(find).collect()
}

fn line(cells: impl Iterator<Item = String>) -> String {
    cells.collect::<Vec<_>>().join(",") + "\n"
}

/// A cell as written in the file; null is an empty cell.
fn cell(kind: Kind, array: &dyn Array, row: usize) -> String {
    if array.is_null(row) {
        return String::new();
    }
    match kind {
        Kind::Text => quoted(&guarded(array.as_string::<i32>().value(row))),
        Kind::Int16 => array.as_primitive::<Int16Type>().value(row).to_string(),
        Kind::Int64 => array.as_primitive::<Int64Type>().value(row).to_string(),
        Kind::Float64 => number(array.as_primitive::<Float64Type>().value(row)),
        Kind::Bool => array.as_boolean().value(row).to_string(),
        Kind::Date => date(array, row),
    }
}

/// The shortest digits that give the same double, without exponent and without `.0`.
fn number(value: f64) -> String {
    // Zero has no sign.
    if value == 0.0 { "0".to_owned() } else { value.to_string() }
}

fn date(array: &dyn Array, row: usize) -> String {
    let days = || array.as_primitive::<Date32Type>().value(row).to_string();
    array_value_to_string(array, row).unwrap_or_else(|_| days())
}

/// Spreadsheets read a text with such a beginning as a formula; an apostrophe prevents that. The
/// full-width forms count too, since East Asian versions fold them.
fn guarded(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if formula { format!("'{text}") } else { text.to_owned() }
}

/// Quotes a text that would otherwise end the cell.
fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use figlift_schema::FIGURES;

    use super::*;

    #[test]
    fn numbers_have_no_exponent_and_no_trailing_zero() {
        assert_eq!(number(14_757_000_000.0), "14757000000");
        assert_eq!(number(1e22), "10000000000000000000000");
        assert_eq!(number(0.000_000_1), "0.0000001");
        assert_eq!(number(-3.2), "-3.2");
        assert_eq!(number(-0.0), "0");
    }

    #[test]
    fn texts_that_look_like_formulas_are_guarded() {
        for text in ["=1+1", "+5", "-3.2%", "@SUM(A1)", "\tx", "\rx", "＝1", "－5%"] {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        assert_eq!(guarded("5%-6%"), "5%-6%");
        assert_eq!(guarded(""), "");
    }

    #[test]
    fn cells_that_hold_separators_are_quoted() {
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
