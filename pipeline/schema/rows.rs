use std::sync::Arc;

use arrow::array::{
    ArrayRef, BooleanBuilder, Date32Builder, Float64Builder, Int16Builder, Int64Builder,
    RecordBatch, StringBuilder,
};
use arrow::datatypes::{Schema, SchemaRef};
use arrow::error::ArrowError;

use crate::{Kind, Table};

/// One cell of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Text.
    Text(Option<String>),
    /// A whole number.
    Int(Option<i64>),
    /// A number.
    Float(Option<f64>),
    /// True or false.
    Bool(Option<bool>),
    /// Days since 1970-01-01.
    Date(Option<i32>),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(Some(text.to_owned()))
    }
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Cell {
        Cell::Text(text)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Cell {
        Cell::Int(i64::try_from(number).ok())
    }
}

impl From<Option<f64>> for Cell {
    fn from(number: Option<f64>) -> Cell {
        Cell::Float(number)
    }
}

/// Rows of a table, collected one by one.
///
/// ```
/// use figlift_schema::{DIAGNOSTICS, Rows};
/// let mut rows = Rows::new(&DIAGNOSTICS);
/// rows.push(|column| match column {
///     "line" | "column" | "byte_start" | "byte_end" => 1_usize.into(),
///     _ => "demo".into(),
/// });
/// assert_eq!(rows.finish()?.num_rows(), 1);
/// # Ok::<(), arrow::error::ArrowError>(())
/// ```
pub struct Rows {
    schema: SchemaRef,
    columns: Vec<(&'static str, Builder)>,
}

enum Builder {
    Text(StringBuilder),
    Int16(Int16Builder),
    Int64(Int64Builder),
    Float(Float64Builder),
    Bool(BooleanBuilder),
    Date(Date32Builder),
}

impl Rows {
    /// No rows yet, of all columns of a table.
    pub fn new(table: &'static Table) -> Rows {
        Rows::of(table, table.arrow())
    }

    /// No rows yet, of the columns that the extractor fills.
    pub fn extracted(table: &'static Table) -> Rows {
        Rows::of(table, table.arrow_extracted())
    }

    fn of(table: &'static Table, schema: Arc<Schema>) -> Rows {
        let there =
            table.columns.iter().filter(|column| schema.column_with_name(column.name).is_some());
        let columns = there.map(|column| (column.name, Builder::new(column.kind))).collect();
        Rows { schema, columns }
    }

    /// Adds a row, given the cell of each column by its name.
    pub fn push(&mut self, cell: impl Fn(&str) -> Cell) {
        for (name, builder) in &mut self.columns {
            builder.append(cell(name));
        }
    }

    /// All rows.
    ///
    /// # Errors
    /// Where a column that must have values has a row without, also one whose cell was of another
    /// type than the column's.
    pub fn finish(self) -> Result<RecordBatch, ArrowError> {
        let arrays = self.columns.into_iter().map(|(_, builder)| builder.finish()).collect();
        RecordBatch::try_new(self.schema, arrays)
    }
}

impl Builder {
    fn new(kind: Kind) -> Builder {
        match kind {
            Kind::Text => Builder::Text(StringBuilder::new()),
            Kind::Int16 => Builder::Int16(Int16Builder::new()),
            Kind::Int64 => Builder::Int64(Int64Builder::new()),
            Kind::Float64 => Builder::Float(Float64Builder::new()),
            Kind::Bool => Builder::Bool(BooleanBuilder::new()),
            Kind::Date => Builder::Date(Date32Builder::new()),
        }
    }

    /// Appends a cell; one of another type than the column's is null, which a column that must
    /// have values then refuses.
    fn append(&mut self, cell: Cell) {
        match (self, cell) {
            (Builder::Text(builder), Cell::Text(text)) => builder.append_option(text),
            (Builder::Int64(builder), Cell::Int(number)) => builder.append_option(number),
            (Builder::Int16(builder), Cell::Int(number)) => {
                builder.append_option(number.and_then(|n| n.try_into().ok()));
            }
            (Builder::Float(builder), Cell::Float(number)) => builder.append_option(number),
            (Builder::Bool(builder), Cell::Bool(flag)) => builder.append_option(flag),
            (Builder::Date(builder), Cell::Date(day)) => builder.append_option(day),
            (Builder::Text(builder), _) => builder.append_null(),
            (Builder::Int16(builder), _) => builder.append_null(),
            (Builder::Int64(builder), _) => builder.append_null(),
            (Builder::Float(builder), _) => builder.append_null(),
            (Builder::Bool(builder), _) => builder.append_null(),
            (Builder::Date(builder), _) => builder.append_null(),
        }
    }

    fn finish(self) -> ArrayRef {
        match self {
            Builder::Text(mut builder) => Arc::new(builder.finish()),
            Builder::Int16(mut builder) => Arc::new(builder.finish()),
            Builder::Int64(mut builder) => Arc::new(builder.finish()),
            Builder::Float(mut builder) => Arc::new(builder.finish()),
            Builder::Bool(mut builder) => Arc::new(builder.finish()),
            Builder::Date(mut builder) => Arc::new(builder.finish()),
        }
    }
}
