//! Checks a batch against the definition of its table: columns, non-null values, order, key.

use std::collections::HashMap;

use arrow::array::{Array, ArrayRef, RecordBatch};
use arrow::compute::cast;
use arrow::datatypes::DataType;
use arrow::error::ArrowError;
use arrow::row::{RowConverter, Rows, SortField};
use arrow::util::display::array_value_to_string;
use figlift_schema::{Column, Kind, Table};

use crate::PublishError;

/// The batch with the schema of its table: non-null flags and descriptions restored, text as plain
/// UTF-8. Its rows must be sorted by the order of the table, and its keys must be unique.
pub(crate) fn conform(
    table: &'static Table,
    batch: &RecordBatch,
) -> Result<RecordBatch, PublishError> {
    same_names(table, batch)?;
    let mut arrays = Vec::with_capacity(table.columns.len());
    for (column, array) in table.columns.iter().zip(batch.columns()) {
        arrays.push(typed(table, column, array)?);
    }
    let batch = RecordBatch::try_new(table.arrow(), arrays).map_err(|e| refused(table, &e))?;
    sorted(table, &batch)?;
    unique(table, &batch)?;
    Ok(batch)
}

fn same_names(table: &'static Table, batch: &RecordBatch) -> Result<(), PublishError> {
    let schema = batch.schema();
    let found: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    let wanted: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    if found == wanted {
        return Ok(());
    }
    let cause = if let Some(name) = wanted.iter().find(|name| !found.contains(name)) {
        format!("`{name}` is missing")
    } else if let Some(name) = found.iter().find(|name| !wanted.contains(name)) {
        format!("unknown column `{name}`")
    } else if found.len() > wanted.len() {
        "a column occurs twice".to_owned()
    } else {
        format!("they are in another order: {}", found.join(", "))
    };
    Err(PublishError::Columns { table: table.name, cause })
}

/// The column in its published type. Frames store text in other layouts (views, large offsets),
/// which are converted; any other difference in type is an error.
fn typed(
    table: &'static Table,
    column: &Column,
    array: &ArrayRef,
) -> Result<ArrayRef, PublishError> {
    if let Some(row) = (0..array.len()).find(|&row| !column.nullable && array.is_null(row)) {
        return Err(PublishError::Null { table: table.name, column: column.name, row });
    }
    let wanted = column.kind.arrow();
    match (column.kind, array.data_type()) {
        (_, found) if *found == wanted => Ok(array.clone()),
        (Kind::Text, DataType::Utf8View | DataType::LargeUtf8) => {
            cast(array, &wanted).map_err(|e| refused(table, &e))
        }
        (_, found) => {
            let cause = format!("`{}` is {found}, not {wanted}", column.name);
            Err(PublishError::Columns { table: table.name, cause })
        }
    }
}

fn sorted(table: &'static Table, batch: &RecordBatch) -> Result<(), PublishError> {
    let Some(rows) = rows(table, batch, table.order)? else { return Ok(()) };
    let late = (1..batch.num_rows()).find(|&row| rows.row(row) < rows.row(row - 1));
    late.map_or(Ok(()), |row| {
        Err(PublishError::Unsorted {
            table: table.name,
            order: table.order.join(", "),
            row,
            values: values(batch, table.order, row),
        })
    })
}

fn unique(table: &'static Table, batch: &RecordBatch) -> Result<(), PublishError> {
    let Some(rows) = rows(table, batch, table.key)? else { return Ok(()) };
    let mut seen = HashMap::with_capacity(batch.num_rows());
    for second in 0..batch.num_rows() {
        if let Some(first) = seen.insert(rows.row(second), second) {
            return Err(PublishError::Duplicate {
                table: table.name,
                key: table.key.join(", "),
                first,
                second,
                values: values(batch, table.key, second),
            });
        }
    }
    Ok(())
}

/// The rows of some columns, comparable byte by byte (text by its bytes, nulls first). `None`
/// without columns, since there is nothing to compare.
fn rows(
    table: &'static Table,
    batch: &RecordBatch,
    names: &[&str],
) -> Result<Option<Rows>, PublishError> {
    if names.is_empty() {
        return Ok(None);
    }
    let mut arrays = Vec::with_capacity(names.len());
    for name in names {
        let cause = || format!("`{name}` of its key or order is missing");
        let missing = || PublishError::Columns { table: table.name, cause: cause() };
        arrays.push(batch.column_by_name(name).ok_or_else(missing)?.clone());
    }
    let fields = arrays.iter().map(|array| SortField::new(array.data_type().clone())).collect();
    let converted =
        RowConverter::new(fields).and_then(|converter| converter.convert_columns(&arrays));
    converted.map(Some).map_err(|e| refused(table, &e))
}

/// The values of a row in some columns, for a message.
fn values(batch: &RecordBatch, names: &[&str], row: usize) -> String {
    let value = |name: &&str| {
        let array = batch.column_by_name(name)?;
        if array.is_null(row) { None } else { array_value_to_string(array, row).ok() }
    };
    let shown: Vec<String> =
        names.iter().map(|name| value(name).unwrap_or_else(|| "null".to_owned())).collect();
    shown.join(", ")
}

fn refused(table: &'static Table, error: &ArrowError) -> PublishError {
    PublishError::Columns { table: table.name, cause: error.to_string() }
}
