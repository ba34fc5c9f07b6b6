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

use self::order::HeldBack;
use crate::PublishError;
use crate::format::{File, Format, Shape, TableFile, plain_name, type_name};
use crate::store::Store;

/// Higher levels cost time and save little on short columns.
const ZSTD_LEVEL: i32 = 3;

/// The bytes that a row group takes in memory, beyond which it is written. The rows of a batch are
/// never in two row groups, unless these are more than the writer takes.
const ROW_GROUP: usize = 16 << 20;

/// Metadata key of the schema version.
pub(crate) const VERSION_KEY: &str = "figlift.schema_version";

/// Path of a table's file in the folder.
pub(crate) fn path(table: &Table) -> Result<String, PublishError> {
    Ok(format!("tables/{}.parquet", plain_name(table.name)?))
}

pub(crate) const FORMAT: Format =
    Format { name: "parquet", listed, table, files: |_| Ok(Vec::new()) };

fn listed() -> Result<Vec<[String; 2]>, PublishError> {
    let row = |table: &&Table| {
        let name = format!("[`{}`](#{})", path(table)?, table.name);
        Ok([name, table.description.to_owned()])
    };
    TABLES.iter().map(row).collect()
}

fn table(table: &'static Table, program: &str) -> Result<Vec<Box<dyn TableFile>>, PublishError> {
    Ok(vec![Box::new(ParquetFile::new(table, program)?)])
}

/// The file of a table.
struct ParquetFile {
    path: String,
    table: &'static Table,
    writer: ArrowWriter<HeldBack>,
    rows: usize,
}

impl ParquetFile {
    fn new(table: &'static Table, program: &str) -> Result<ParquetFile, PublishError> {
        let path = path(table)?;
        let writer = properties(table, program).and_then(|properties| {
            ArrowWriter::try_new(HeldBack::new(Store::new()), table.arrow(), Some(properties))
        });
        let writer = writer.map_err(|e| refused(&path, &e))?;
        Ok(ParquetFile { path, table, writer, rows: 0 })
    }
}

impl TableFile for ParquetFile {
    fn write(&mut self, batch: &RecordBatch) -> Result<(), PublishError> {
        let written = self.writer.write(batch).and_then(|()| {
            if self.writer.memory_size() > ROW_GROUP { self.writer.flush() } else { Ok(()) }
        });
        self.rows += batch.num_rows();
        written.map_err(|e| refused(&self.path, &e))
    }

    fn finish(self: Box<Self>) -> Result<File, PublishError> {
        let ParquetFile { path, table, writer, rows } = *self;
        let ended = writer.into_inner().map_err(|e| refused(&path, &e))?;
        let ended = ended.finish(table.columns.len());
        let store = ended.map_err(|e| refused(&path, &ParquetError::External(Box::new(e))))?;
        let shape = Shape::of(rows, table.columns.iter());
        Ok(File { path, content: store.finish(), shape: Some(shape) })
    }
}

fn refused(path: &str, error: &ParquetError) -> PublishError {
    PublishError::Encode { file: path.to_owned(), cause: error.to_string() }
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
