//! Conversions between arrow-rs and Polars by the C data interface. Both libraries implement it as
//! `#[repr(C)]` structs of the same layout, so one can be transmuted into the other.
#![allow(unsafe_code)]

use std::mem::transmute;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, RecordBatch, make_array};
use arrow::compute::cast;
use arrow::datatypes::{DataType, SchemaRef};
use arrow::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi, to_ffi};
use polars::prelude::{Column, CompatLevel, DataFrame, PlSmallStr, Series};
use polars_arrow::datatypes::Field as PolarsField;
use polars_arrow::ffi::{
    export_array_to_c, export_field_to_c, import_array_from_c, import_field_from_c,
};

use crate::FrameError;

/// A record batch as a frame. Texts are passed as views, which Polars keeps.
///
/// # Errors
/// If Polars was built without the type of a column.
pub fn to_frame(batch: &RecordBatch) -> Result<DataFrame, FrameError> {
    let mut columns = Vec::with_capacity(batch.num_columns());
    for (field, array) in batch.schema().fields().iter().zip(batch.columns()) {
        let array = match array.data_type() {
            DataType::Utf8 => cast(array, &DataType::Utf8View)?,
            _ => array.clone(),
        };
        let (array, schema) = to_ffi(&array.to_data())?;
        // SAFETY: both structs are those of the C data interface, and `to_ffi` has just filled
        // them.
        let array = unsafe {
            let schema: polars_arrow::ffi::ArrowSchema = transmute(schema);
            let array: polars_arrow::ffi::ArrowArray = transmute(array);
            import_array_from_c(array, import_field_from_c(&schema)?.dtype)?
        };
        let series = Series::try_from((PlSmallStr::from_str(field.name()), array))?;
        columns.push(Column::from(series));
    }
    Ok(DataFrame::new(batch.num_rows(), columns)?)
}

/// A frame as a record batch of that schema. Polars drops descriptions and non-null flags, so the
/// schema is applied again; other columns are left out.
///
/// # Errors
/// If a column of the schema is missing, cannot be cast to its type, or has a null although it is
/// not nullable.
pub fn to_batch(frame: &DataFrame, schema: &SchemaRef) -> Result<RecordBatch, FrameError> {
    let mut arrays: Vec<ArrayRef> = Vec::with_capacity(schema.fields().len());
    for field in schema.fields() {
        let series = frame.column(field.name())?.as_materialized_series().rechunk();
        let array = series.to_arrow(0, CompatLevel::newest());
        let c_field = export_field_to_c(&PolarsField::new("".into(), array.dtype().clone(), true));
        // SAFETY: both structs are those of the C data interface, and Polars has just filled them.
        let array = unsafe {
            let schema: FFI_ArrowSchema = transmute(c_field);
            let array: FFI_ArrowArray = transmute(export_array_to_c(array));
            from_ffi(array, &schema)?
        };
        let array = make_array(array);
        arrays.push(if array.data_type() == field.data_type() {
            array
        } else {
            cast(&array, field.data_type())?
        });
    }
    Ok(RecordBatch::try_new(Arc::clone(schema), arrays)?)
}
