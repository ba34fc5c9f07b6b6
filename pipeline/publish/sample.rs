//! Small tables for the tests.

use std::sync::Arc;

use arrow::array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int16Array, Int64Array, RecordBatch,
    StringArray, new_null_array,
};
use arrow::datatypes::{Field, Schema};
use figlift_schema::{Column, FIGURES, FillStage, Kind, Table};

use crate::{Origin, Output, sha256_hex};

const fn column(name: &'static str, kind: Kind, nullable: bool) -> Column {
    Column { name, kind, nullable, stage: FillStage::Extract, description: "什么 it means." }
}

/// One column of each type; `id` is its key.
pub(crate) const SMALL: Table = Table {
    name: "small",
    description: "A table for tests.",
    key: &["id"],
    order: &["place", "id"],
    columns: &[
        column("id", Kind::Text, false),
        column("place", Kind::Int64, false),
        column("value", Kind::Float64, true),
        column("power", Kind::Int16, false),
        column("closed", Kind::Bool, true),
        column("day", Kind::Date, true),
        column("unit", Kind::Text, true),
    ],
};

/// A batch of [`SMALL`] without non-null flags, as frames give them.
pub(crate) fn small(ids: &[&str], places: &[i64]) -> RecordBatch {
    let n = ids.len();
    let arrays: Vec<ArrayRef> = vec![
        Arc::new(StringArray::from(ids.to_vec())),
        Arc::new(Int64Array::from(places.to_vec())),
        Arc::new(Float64Array::from_iter((0..n).map(|i| (i > 0).then_some(i as f64 / 3.0)))),
        Arc::new(Int16Array::from(vec![8; n])),
        Arc::new(BooleanArray::from(vec![Some(true); n])),
        Arc::new(Date32Array::from(vec![Some(18_993); n])),
        Arc::new(StringArray::from(vec![Some("CNY"); n])),
    ];
    untyped(&SMALL, arrays)
}

/// A batch with the names of a table's columns, all of them nullable and without description.
pub(crate) fn untyped(table: &Table, arrays: Vec<ArrayRef>) -> RecordBatch {
    let field = |(column, array): (&Column, &ArrayRef)| {
        Field::new(column.name, array.data_type().clone(), true)
    };
    let fields: Vec<Field> = table.columns.iter().zip(&arrays).map(field).collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).unwrap()
}

/// A batch of figures with some given columns and the rest empty, zero or null.
pub(crate) fn figures(rows: usize, given: &[(&str, ArrayRef)]) -> RecordBatch {
    let filler = |column: &Column| -> ArrayRef {
        if column.nullable {
            return new_null_array(&column.kind.arrow(), rows);
        }
        match column.kind {
            Kind::Text => Arc::new(StringArray::from(vec!["x"; rows])),
            Kind::Int64 => Arc::new(Int64Array::from_iter_values(0..rows as i64)),
            Kind::Int16 => Arc::new(Int16Array::from(vec![0; rows])),
            Kind::Float64 => Arc::new(Float64Array::from(vec![0.0; rows])),
            Kind::Bool => Arc::new(BooleanArray::from(vec![true; rows])),
            Kind::Date => Arc::new(Date32Array::from(vec![0; rows])),
        }
    };
    let array = |column: &Column| {
        let found = given.iter().find(|(name, _)| *name == column.name);
        found.map_or_else(|| filler(column), |(_, array)| array.clone())
    };
    untyped(&FIGURES, FIGURES.columns.iter().map(array).collect())
}

pub(crate) fn origin() -> Origin {
    Origin {
        inputs: vec![
            ("national-rd/2019.txt".to_owned(), sha256_hex(b"2019")),
            ("national-rd/2018.txt".to_owned(), sha256_hex(b"2018")),
        ],
        config_sha256: sha256_hex(b"config"),
        rules_sha256: sha256_hex(b"rules"),
        program: "figlift 0.1.0".to_owned(),
        features: &["pdf"],
    }
}

/// An output with one small table and one chart of that text.
pub(crate) fn output(svg: &str) -> Output {
    Output {
        tables: vec![(&SMALL, small(&["a", "c", "b"], &[1, 2, 3]))],
        charts: vec![("spending".to_owned(), svg.to_owned())],
        pages: Vec::new(),
        origin: origin(),
    }
}
