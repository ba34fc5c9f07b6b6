//! The published tables of figlift: their columns, types and meaning, each written once.
//!
//! Every other place that needs a column (the extractor's batches, the Parquet files, the CSV view,
//! the data dictionary) takes it from here.
//!
//! ```
//! use figlift_schema::{FIGURES, Kind};
//! let value = FIGURES.column("obs_value").unwrap();
//! assert_eq!(value.kind, Kind::Float64);
//! assert!(value.nullable, "a range states no single value");
//! ```

mod rows;
mod tables;

use std::collections::HashMap;
use std::sync::Arc;

use arrow::datatypes::{DataType, Field, Schema, SchemaRef};

pub use rows::{Cell, Fill, Rows};
pub use tables::{
    CHANGES, CHECKS, DIAGNOSTICS, DOCUMENTS, FIGURES, NUMERALS, REVISIONS, SERIES, SERIES_KEY,
    TABLES,
};

/// Version of the published tables. A column that goes away or changes its name, type, unit or
/// meaning raises it; a new column does not.
pub const SCHEMA_VERSION: u32 = 9;

/// The type of a column, as the files publish it. Only types that every reader of Parquet takes:
/// no unsigned integers, no string views.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// UTF-8 text.
    Text,
    /// 16-bit signed integer.
    Int16,
    /// 64-bit signed integer.
    Int64,
    /// IEEE 754 double, the nearest to the exact value.
    Float64,
    /// True or false.
    Bool,
    /// A day.
    Date,
}

impl Kind {
    /// The Arrow type of the column.
    pub fn arrow(self) -> DataType {
        match self {
            Kind::Text => DataType::Utf8,
            Kind::Int16 => DataType::Int16,
            Kind::Int64 => DataType::Int64,
            Kind::Float64 => DataType::Float64,
            Kind::Bool => DataType::Boolean,
            Kind::Date => DataType::Date32,
        }
    }
}

/// The stage that fills a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FillStage {
    /// Known from the text alone.
    Extract,
    /// Added from the catalogues.
    Normalize,
}

/// One column of a published table.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Name, as in the files.
    pub name: &'static str,
    /// Type, as in the files.
    pub kind: Kind,
    /// Whether a row may have no value.
    pub nullable: bool,
    /// The stage that fills it.
    pub stage: FillStage,
    /// What it means, in one or two sentences, with its unit.
    pub description: &'static str,
}

/// One published table.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Name, also of its file.
    pub name: &'static str,
    /// What one row is.
    pub description: &'static str,
    /// The columns that together name a row; rows are sorted by `order`.
    pub key: &'static [&'static str],
    /// The columns that rows are sorted by.
    pub order: &'static [&'static str],
    /// All columns, in the order of the file.
    pub columns: &'static [Column],
}

impl Table {
    /// The column of that name.
    pub fn column(&self, name: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The Arrow schema of the whole table, each field with its description as metadata.
    pub fn arrow(&self) -> SchemaRef {
        schema_of(self.columns.iter())
    }

    /// The Arrow schema of the columns that the extractor fills.
    pub fn arrow_extracted(&self) -> SchemaRef {
        schema_of(self.columns.iter().filter(|column| column.stage == FillStage::Extract))
    }
}

fn schema_of(columns: impl Iterator<Item = &'static Column>) -> SchemaRef {
    let field = |column: &Column| {
        let description =
            HashMap::from([("description".to_owned(), column.description.to_owned())]);
        Field::new(column.name, column.kind.arrow(), column.nullable).with_metadata(description)
    };
    Arc::new(Schema::new(columns.map(field).collect::<Vec<_>>()))
}
