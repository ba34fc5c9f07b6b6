//! Checks the rows of a table against its definition, batch by batch: columns, non-null values, order,
//! key.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher};

use arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use arrow::compute::cast;
use arrow::datatypes::DataType;
use arrow::error::ArrowError;
use arrow::row::{OwnedRow, RowConverter, Rows, SortField};
use arrow::util::display::array_value_to_string;
use figlift_schema::{Column, FIGURES, Kind, Table};

use crate::PublishError;

/// The tables whose keys begin with the value of the first column of their order and a `#`, after which
/// there is no other: so equal keys are of one document, and only those of one need be known at a time.
const KEYS_OF_DOCUMENTS: [&str; 1] = [FIGURES.name];

/// What the rows of a table must conform to, after those that came before.
pub(crate) struct Conformity {
    table: &'static Table,
    order: Comparable,
    /// `None` if the key is the order, since equal rows are neighbours then.
    key: Option<Comparable>,
    /// Number of the rows that came before.
    rows: usize,
    /// The last of them, in the columns of the order.
    last: Option<OwnedRow>,
    /// The row of each key that may come again, by a hash of 128 bits.
    keys: HashMap<u128, usize>,
    /// The document of these keys, if they name it.
    document: Option<String>,
}

impl Conformity {
    pub(crate) fn of(table: &'static Table) -> Result<Conformity, PublishError> {
        let order = Comparable::of(table, table.order)?;
        let key = (table.key != table.order).then(|| Comparable::of(table, table.key));
        let key = key.transpose()?;
        Ok(Conformity {
            table,
            order,
            key,
            rows: 0,
            last: None,
            keys: HashMap::new(),
            document: None,
        })
    }

    pub(crate) fn table(&self) -> &'static Table {
        self.table
    }

    /// Rows with the schema of their table: non-null flags and descriptions restored, text as plain
    /// UTF-8. They must be sorted by the order of the table and come after those before, and all keys
    /// must be unique.
    pub(crate) fn conform(&mut self, batch: &RecordBatch) -> Result<RecordBatch, PublishError> {
        let table = self.table;
        same_names(table, batch)?;
        let mut arrays = Vec::with_capacity(table.columns.len());
        for (column, array) in table.columns.iter().zip(batch.columns()) {
            arrays.push(typed(table, column, array, self.rows)?);
        }
        let batch = RecordBatch::try_new(table.arrow(), arrays).map_err(|e| refused(table, &e))?;
        self.in_order(&batch)?;
        self.unique(&batch)?;
        self.rows += batch.num_rows();
        Ok(batch)
    }

    fn in_order(&mut self, batch: &RecordBatch) -> Result<(), PublishError> {
        let table = self.table;
        let rows = self.order.rows(table, batch)?;
        for at in 0..batch.num_rows() {
            let row = rows.row(at);
            let before = match at {
                0 => self.last.as_ref().map(OwnedRow::row),
                _ => Some(rows.row(at - 1)),
            };
            let Some(before) = before else { continue };
            if row < before {
                return Err(PublishError::Unsorted {
                    table: table.name,
                    order: table.order.join(", "),
                    row: self.rows + at,
                    values: values(batch, table.order, at),
                });
            }
            if self.key.is_none() && row == before {
                return Err(self.duplicate(batch, self.rows + at - 1, at));
            }
        }
        if let Some(last) = batch.num_rows().checked_sub(1) {
            self.last = Some(rows.row(last).owned());
        }
        Ok(())
    }

    fn unique(&mut self, batch: &RecordBatch) -> Result<(), PublishError> {
        let Some(key) = &self.key else { return Ok(()) };
        let rows = key.rows(self.table, batch)?;
        for at in 0..batch.num_rows() {
            if KEYS_OF_DOCUMENTS.contains(&self.table.name) {
                let document = document_of_key(self.table, batch, at)?;
                if self.document.as_deref() != Some(document) {
                    self.document = Some(document.to_owned());
                    self.keys.clear();
                }
            }
            if let Some(first) = self.keys.insert(hash(rows.row(at).as_ref()), self.rows + at) {
                return Err(self.duplicate(batch, first, at));
            }
        }
        Ok(())
    }

    fn duplicate(&self, batch: &RecordBatch, first: usize, at: usize) -> PublishError {
        PublishError::Duplicate {
            table: self.table.name,
            key: self.table.key.join(", "),
            first,
            second: self.rows + at,
            values: values(batch, self.table.key, at),
        }
    }
}

/// The document that the key of a row names, which must be that of the row.
fn document_of_key<'a>(
    table: &'static Table,
    batch: &'a RecordBatch,
    row: usize,
) -> Result<&'a str, PublishError> {
    let (key, document) = (table.key[0], table.order[0]);
    let value = |name| {
        let column = batch.column_by_name(name).and_then(|column| column.as_string_opt::<i32>());
        column.map_or("", |column| column.value(row))
    };
    let rest = value(key).strip_prefix(value(document)).and_then(|rest| rest.strip_prefix('#'));
    if rest.is_some_and(|rest| !rest.contains('#')) {
        return Ok(value(document));
    }
    let cause = format!("`{key}` is {}, which is not of {}", value(key), value(document));
    Err(PublishError::Columns { table: table.name, cause })
}

/// A hash that is different for different keys: with 128 bits, a thousand million keys have equal
/// ones once in 10^20 runs.
fn hash(key: &[u8]) -> u128 {
    let half = |number: u8| {
        let mut hasher = DefaultHasher::new();
        hasher.write_u8(number);
        hasher.write(key);
        u128::from(hasher.finish())
    };
    half(0) << 64 | half(1)
}

/// Some columns of a table, comparable byte by byte (text by its bytes, nulls first).
struct Comparable {
    columns: &'static [&'static str],
    converter: RowConverter,
}

impl Comparable {
    fn of(
        table: &'static Table,
        columns: &'static [&'static str],
    ) -> Result<Comparable, PublishError> {
        let field = |name: &&'static str| {
            let cause = || format!("`{name}` of its key or order is missing");
            let missing = || PublishError::Columns { table: table.name, cause: cause() };
            let column = table.column(name).ok_or_else(missing)?;
            Ok(SortField::new(column.kind.arrow()))
        };
        let fields = columns.iter().map(field).collect::<Result<_, PublishError>>()?;
        let converter = RowConverter::new(fields).map_err(|e| refused(table, &e))?;
        Ok(Comparable { columns, converter })
    }

    fn rows(&self, table: &'static Table, batch: &RecordBatch) -> Result<Rows, PublishError> {
        let column = |name: &&str| batch.column_by_name(name).cloned();
        let arrays: Vec<ArrayRef> = self.columns.iter().filter_map(column).collect();
        self.converter.convert_columns(&arrays).map_err(|e| refused(table, &e))
    }
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
    before: usize,
) -> Result<ArrayRef, PublishError> {
    if let Some(row) = (0..array.len()).find(|&row| !column.nullable && array.is_null(row)) {
        let row = before + row;
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
