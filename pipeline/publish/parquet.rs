//! `tables/<name>.parquet`: each table for programs, with the meanings of its columns.

mod order;

use ::parquet::arrow::ArrowWriter;
use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::{KeyValue, SortingColumn};
use ::parquet::file::properties::{EnabledStatistics, WriterProperties};
use ::parquet::schema::types::ColumnPath;
use arrow::record_batch::RecordBatch;
use figlift_schema::{Column, Kind, SCHEMA_VERSION, TABLES, Table};
use serde::Serialize;

use crate::PublishError;
use crate::format::{Contents, File, Format, Shape, plain_name, type_name};

/// Higher levels cost time and save little on short columns.
const ZSTD_LEVEL: i32 = 3;

/// Metadata key of the schema version.
pub(crate) const VERSION_KEY: &str = "figlift.schema_version";

/// Path of a table's file in the folder.
pub(crate) fn path(table: &Table) -> Result<String, PublishError> {
    Ok(format!("tables/{}.parquet", plain_name(table.name)?))
}

pub(crate) const FORMAT: Format = Format { name: "parquet", listed, files };

fn listed() -> Result<Vec<[String; 2]>, PublishError> {
    let row = |table: &&Table| {
        let name = format!("[`{}`](#{})", path(table)?, table.name);
        Ok([name, table.description.to_owned()])
    };
    TABLES.iter().map(row).collect()
}

fn files(contents: &Contents<'_>) -> Result<Vec<File>, PublishError> {
    let file = |(table, batch): &(&'static Table, RecordBatch)| {
        let path = path(table)?;
        let bytes = encode(table, batch, contents.program)
            .map_err(|e| PublishError::Encode { file: path.clone(), cause: e.to_string() })?;
        Ok(File { path, bytes, shape: Some(Shape::of(batch.num_rows(), table.columns.iter())) })
    };
    contents.tables.iter().map(file).collect()
}

fn encode(table: &Table, batch: &RecordBatch, program: &str) -> Result<Vec<u8>, ParquetError> {
    let properties = properties(table, program)?;
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties))?;
    writer.write(batch)?;
    let mut file = writer.into_inner()?;
    order::declare_type_order(&mut file, batch.num_columns());
    Ok(file)
}

fn properties(table: &Table, program: &str) -> Result<WriterProperties, ParquetError> {
    let mut builder = WriterProperties::builder()
        .set_created_by(created_by(program))
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(ZSTD_LEVEL)?))
        .set_statistics_enabled(EnabledStatistics::Page)
        .set_sorting_columns(Some(sorting(table)))
        .set_key_value_metadata(Some(metadata(table, program)?));
    for column in table.columns {
        let path = ColumnPath::from(column.name);
        builder = builder.set_column_dictionary_enabled(path, repeats(table, column));
    }
    Ok(builder.build())
}

/// The format requires `<application> version <version>`. Some readers ignore statistics if they
/// cannot parse it.
fn created_by(program: &str) -> String {
    program.replacen(' ', " version ", 1)
}

/// Whether values of the column are likely to recur, so that a dictionary pays off. Offsets and
/// amounts rarely do, and a key of one column never.
fn repeats(table: &Table, column: &Column) -> bool {
    let unique = table.key == [column.name];
    !unique && !matches!(column.kind, Kind::Int64 | Kind::Float64)
}

fn sorting(table: &Table) -> Vec<SortingColumn> {
    let position = |name: &&str| table.columns.iter().position(|column| column.name == *name);
    let sorted = |at: usize| SortingColumn {
        column_idx: i32::try_from(at).unwrap_or(i32::MAX),
        descending: false,
        nulls_first: true,
    };
    table.order.iter().filter_map(position).map(sorted).collect()
}

/// A column in the data dictionary of a file.
#[derive(Serialize)]
struct DictionaryEntry {
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    nullable: bool,
    description: &'static str,
}

/// The key-value metadata of the file, for tools that do not show the descriptions of fields.
fn metadata(table: &Table, program: &str) -> Result<Vec<KeyValue>, ParquetError> {
    let entry = |column: &Column| DictionaryEntry {
        name: column.name,
        kind: type_name(column.kind),
        nullable: column.nullable,
        description: column.description,
    };
    let entries: Vec<DictionaryEntry> = table.columns.iter().map(entry).collect();
    let dictionary =
        serde_json::to_string(&entries).map_err(|e| ParquetError::External(Box::new(e)))?;
    let pair = |key: &str, value: String| KeyValue::new(format!("figlift.{key}"), value);
    Ok(vec![
        KeyValue::new(VERSION_KEY.to_owned(), SCHEMA_VERSION.to_string()),
        pair("program", program.to_owned()),
        pair("table", table.name.to_owned()),
        pair("description", table.description.to_owned()),
        pair("dictionary", dictionary),
    ])
}

#[cfg(test)]
mod tests;
