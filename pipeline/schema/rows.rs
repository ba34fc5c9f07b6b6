use std::borrow::Cow;
use std::fmt::{Display, Write as _};
use std::sync::Arc;

use arrow::array::{
    ArrayRef, BooleanBuilder, Date32Builder, Float64Builder, Int16Builder, Int64Builder,
    RecordBatch, StringBuilder,
};
use arrow::datatypes::SchemaRef;
use arrow::error::ArrowError;

use crate::{Column, Kind, Table};

/// One cell of a row. Texts are borrowed from the row.
#[derive(Clone, Copy)]
pub enum Cell<'r> {
    /// Text.
    Text(Option<&'r str>),
    /// Text that is first written when the cell is.
    Shown(&'r dyn Display),
    /// A whole number.
    Int(Option<i64>),
    /// A number.
    Float(Option<f64>),
    /// True or false.
    Bool(Option<bool>),
    /// Days since 1970-01-01.
    Date(Option<i32>),
}

impl<'r> Cell<'r> {
    /// The text of a cell of text.
    pub fn text(self) -> Option<Cow<'r, str>> {
        match self {
            Cell::Text(text) => text.map(Cow::Borrowed),
            Cell::Shown(text) => Some(Cow::Owned(text.to_string())),
            Cell::Int(_) | Cell::Float(_) | Cell::Bool(_) | Cell::Date(_) => None,
        }
    }
}

impl<'r> From<&'r str> for Cell<'r> {
    fn from(text: &'r str) -> Cell<'r> {
        Cell::Text(Some(text))
    }
}

impl<'r> From<Option<&'r str>> for Cell<'r> {
    fn from(text: Option<&'r str>) -> Cell<'r> {
        Cell::Text(text)
    }
}

impl<'r, T: Display> From<Option<&'r T>> for Cell<'r> {
    fn from(text: Option<&'r T>) -> Cell<'r> {
        text.map_or(Cell::Text(None), |text| Cell::Shown(text))
    }
}

impl From<usize> for Cell<'_> {
    fn from(number: usize) -> Self {
        Cell::Int(i64::try_from(number).ok())
    }
}

impl From<Option<usize>> for Cell<'_> {
    fn from(number: Option<usize>) -> Self {
        Cell::Int(number.and_then(|number| number.try_into().ok()))
    }
}

impl From<Option<f64>> for Cell<'_> {
    fn from(number: Option<f64>) -> Self {
        Cell::Float(number)
    }
}

/// The name of a column, and the function that gives its cell of a row.
pub type Fill<Row> = (&'static str, CellOf<Row>);

type CellOf<Row> = fn(&Row) -> Cell<'_>;

/// Rows of a table, collected one by one.
///
/// ```
/// use figlift_schema::{Cell, DIAGNOSTICS, Fill, Rows};
/// struct Problem(usize, String);
/// let fills: [Fill<Problem>; _] = [
///     ("doc_id", |_| "demo".into()),
///     ("file", |_| Cell::Text(None)),
///     ("code", |_| "unresolved-numeral".into()),
///     ("severity", |_| "warning".into()),
///     ("place", |_| Cell::Text(None)),
///     ("line", |row| row.0.into()),
///     ("column", |_| 1_usize.into()),
///     ("byte_start", |row| row.0.into()),
///     ("byte_end", |row| (row.0 + 1).into()),
///     ("message", |row| row.1.as_str().into()),
/// ];
/// let mut rows = Rows::new(&DIAGNOSTICS, &fills)?;
/// rows.push(&Problem(1, "no rule explains this numeral".to_owned()));
/// assert_eq!(rows.finish()?.num_rows(), 1);
/// assert!(Rows::new(&DIAGNOSTICS, &fills[1..]).is_err(), "`doc_id` is not filled");
/// # Ok::<(), arrow::error::ArrowError>(())
/// ```
pub struct Rows<Row> {
    schema: SchemaRef,
    columns: Vec<(Builder, CellOf<Row>)>,
}

enum Builder {
    Text(StringBuilder),
    Int16(Int16Builder),
    Int64(Int64Builder),
    Float(Float64Builder),
    Bool(BooleanBuilder),
    Date(Date32Builder),
}

impl<Row> Rows<Row> {
    /// No rows yet, of all columns of a table.
    ///
    /// # Errors
    /// If a column of the table is not filled, or filled twice, or a column that is filled is not
    /// of the table.
    pub fn new(table: &'static Table, fills: &[Fill<Row>]) -> Result<Rows<Row>, ArrowError> {
        Rows::of(table, table.arrow(), fills)
    }

    /// No rows yet, of the columns that the extractor fills.
    ///
    /// # Errors
    /// As [`new`](Rows::new), for these columns.
    pub fn extracted(table: &'static Table, fills: &[Fill<Row>]) -> Result<Rows<Row>, ArrowError> {
        Rows::of(table, table.arrow_extracted(), fills)
    }

    fn of(
        table: &'static Table,
        schema: SchemaRef,
        fills: &[Fill<Row>],
    ) -> Result<Rows<Row>, ArrowError> {
        let refused = |name: &str, cause: &str| {
            ArrowError::SchemaError(format!("column `{name}` of table `{}` {cause}", table.name))
        };
        let unknown = fills.iter().find(|(name, _)| schema.column_with_name(name).is_none());
        if let Some((name, _)) = unknown {
            return Err(refused(name, "is filled, but does not exist"));
        }
        let there =
            table.columns.iter().filter(|column| schema.column_with_name(column.name).is_some());
        let column = |column: &Column| {
            let mut own = fills.iter().filter(|(name, _)| *name == column.name);
            match (own.next(), own.next()) {
                (Some((_, fill)), None) => Ok((Builder::new(column.kind), *fill)),
                (None, _) => Err(refused(column.name, "is not filled")),
                (Some(_), Some(_)) => Err(refused(column.name, "is filled twice")),
            }
        };
        let columns = there.map(column).collect::<Result<_, _>>()?;
        Ok(Rows { schema, columns })
    }

    /// Adds a row.
    pub fn push(&mut self, row: &Row) {
        for (builder, fill) in &mut self.columns {
            builder.append(fill(row));
        }
    }

    /// All rows.
    ///
    /// # Errors
    /// Where a column that must have values has a row without, also one whose cell was of another
    /// type than the column's.
    pub fn finish(self) -> Result<RecordBatch, ArrowError> {
        let arrays = self.columns.into_iter().map(|(builder, _)| builder.finish()).collect();
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
    fn append(&mut self, cell: Cell<'_>) {
        match (self, cell) {
            (Builder::Text(builder), Cell::Text(text)) => builder.append_option(text),
            (Builder::Text(builder), Cell::Shown(text)) => {
                // Writing to a builder cannot fail. The value is what was written before.
                let _ = write!(builder, "{text}");
                builder.append_value("");
            }
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
