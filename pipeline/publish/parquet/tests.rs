//! Files read back with the standard reader.

use std::fs::File as DiskFile;
use std::io::Seek;

use ::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use ::parquet::basic::{Encoding, Type};

use super::*;
use crate::conform::Conformity;
use crate::sample::{SMALL, small};

fn reader() -> (ParquetRecordBatchReaderBuilder<DiskFile>, RecordBatch) {
    let rows = small(&["a", "c", "b"], &[1, 2, 3]);
    let batch = Conformity::of(&SMALL).unwrap().conform(&rows).unwrap();
    let mut written = Box::new(ParquetFile::new(&SMALL, "figlift 0.1.0").unwrap());
    written.write(&batch).unwrap();
    let mut file = tempfile::tempfile().unwrap();
    written.finish().unwrap().content.copy_to(&mut file).unwrap();
    file.rewind().unwrap();
    (ParquetRecordBatchReaderBuilder::try_new(file).unwrap(), batch)
}

#[test]
fn rows_schema_and_descriptions_come_back() {
    let (reader, batch) = reader();
    let schema = reader.schema().clone();
    assert_eq!(schema.fields(), SMALL.arrow().fields());
    assert!(!schema.field(0).is_nullable());
    assert_eq!(schema.field(0).metadata()["description"], "什么 it means.");
    let read: Vec<_> = reader.build().unwrap().map(Result::unwrap).collect();
    assert_eq!(read.len(), 1);
    assert_eq!(read[0].columns(), batch.columns());
}

#[test]
fn columns_that_must_have_values_are_required() {
    let (reader, _) = reader();
    for (column, written) in SMALL.columns.iter().zip(reader.parquet_schema().columns()) {
        assert_eq!(written.self_type().is_optional(), column.nullable, "{}", column.name);
    }
}

#[test]
fn the_file_says_what_it_is() {
    let (reader, _) = reader();
    let file = reader.metadata().file_metadata();
    assert_eq!(file.created_by(), Some("figlift version 0.1.0"));
    let pairs = file.key_value_metadata().unwrap();
    let value = |key: &str| {
        let pair = pairs.iter().find(|pair| pair.key == format!("figlift.{key}"));
        pair.and_then(|pair| pair.value.clone()).unwrap_or_default()
    };
    assert_eq!(value("schema_version"), SCHEMA_VERSION.to_string());
    assert_eq!(value("program"), "figlift 0.1.0");
    assert_eq!(value("table"), "small");
    assert_eq!(value("description"), "A table for tests.");
    let dictionary: serde_json::Value = serde_json::from_str(&value("dictionary")).unwrap();
    assert_eq!(dictionary.as_array().unwrap().len(), SMALL.columns.len());
    let first = serde_json::json!(
        {"name": "id", "type": "text", "nullable": false, "description": "什么 it means."}
    );
    assert_eq!(dictionary[0], first);
}

#[test]
fn columns_are_compressed_and_have_statistics() {
    let (reader, _) = reader();
    let group = reader.metadata().row_group(0);
    for column in group.columns() {
        assert!(matches!(column.compression(), Compression::ZSTD(_)));
        assert!(column.statistics().is_some_and(|s| s.min_bytes_opt().is_some()));
        assert!(column.column_index_offset().is_some(), "page statistics");
    }
    let sorted: Vec<i32> =
        group.sorting_columns().unwrap().iter().map(|column| column.column_idx).collect();
    assert_eq!(sorted, [1, 0]);
}

#[test]
fn only_columns_that_repeat_have_a_dictionary() {
    let (reader, _) = reader();
    let with: Vec<String> = reader
        .metadata()
        .row_group(0)
        .columns()
        .iter()
        .filter(|column| column.encodings().any(|e| e == Encoding::RLE_DICTIONARY))
        .map(|column| column.column_path().string())
        .collect();
    assert_eq!(with, ["power", "day", "unit"]);
}

#[test]
fn no_type_is_unsigned_or_a_view() {
    let (reader, _) = reader();
    let types: Vec<Type> =
        reader.parquet_schema().columns().iter().map(|column| column.physical_type()).collect();
    let text = Type::BYTE_ARRAY;
    assert_eq!(
        types,
        [text, Type::INT64, Type::DOUBLE, Type::INT32, Type::BOOLEAN, Type::INT32, text]
    );
}

/// Rows that come in many batches are those of one batch, in row groups of bounded size.
#[test]
fn rows_come_in_any_number_of_batches() {
    let ids: Vec<String> = (0..8).map(|n| format!("{n}{}", random(4 << 20, n))).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let mut written = Box::new(ParquetFile::new(&SMALL, "figlift 0.1.0").unwrap());
    let mut conformity = Conformity::of(&SMALL).unwrap();
    for (n, id) in ids.iter().enumerate() {
        written.write(&conformity.conform(&small(&[id], &[n as i64])).unwrap()).unwrap();
    }
    let file = written.finish().unwrap();
    assert_eq!(file.shape.as_ref().unwrap().rows, 8);
    let mut disk = tempfile::tempfile().unwrap();
    file.content.copy_to(&mut disk).unwrap();
    let reader = ParquetRecordBatchReaderBuilder::try_new(disk).unwrap();
    assert!(reader.metadata().num_row_groups() > 1);
    let read: Vec<RecordBatch> = reader.build().unwrap().map(Result::unwrap).collect();
    let read = arrow::compute::concat_batches(&read[0].schema(), &read).unwrap();
    let column = arrow::array::AsArray::as_string::<i32>(read.column(0));
    assert!(column.iter().flatten().eq(ids.iter().copied()));
}

/// Letters that cannot be compressed much.
fn random(length: usize, seed: u32) -> String {
    let mut state = u64::from(seed) + 1;
    let letter = |_| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        char::from(b' ' + (state >> 58) as u8)
    };
    (0..length).map(letter).collect()
}
