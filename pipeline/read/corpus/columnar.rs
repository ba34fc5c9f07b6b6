//! Corpora in Parquet.

use std::collections::VecDeque;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::compute::{can_cast_types, cast};
use arrow::datatypes::{DataType, Schema};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};

use super::error::CorpusError;
use super::fault::ReadFault;
use super::fields::{ColumnValue, CorpusColumns};
use super::row::{CorpusRow, CorpusRows};

/// The records that are held at a time. Pages of columns are unpacked one by one, so this bounds the rest.
const BATCH: usize = 64;

/// The rows of a file.
pub(super) struct ColumnarRows {
    batches: ParquetRecordBatchReader,
    /// Which columns of a batch are named.
    wanted: Vec<usize>,
    number: usize,
    /// The rows of the last batch that are still to come.
    rows: VecDeque<Vec<ColumnValue>>,
}

impl ColumnarRows {
    pub(super) fn open(file: File, columns: &CorpusColumns) -> Result<ColumnarRows, ReadFault> {
        contained(|| ColumnarRows::opened(file, columns))
    }

    fn opened(file: File, columns: &CorpusColumns) -> Result<ColumnarRows, ReadFault> {
        let damaged = |error: parquet::errors::ParquetError| {
            ReadFault::from(CorpusError::Damaged(error.to_string()))
        };
        let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(damaged)?;
        let places = wanted(builder.schema(), columns)?;
        let mut roots = places.clone();
        roots.sort_unstable();
        roots.dedup();
        let mask = ProjectionMask::roots(builder.parquet_schema(), roots.iter().copied());
        let batches = builder.with_projection(mask).with_batch_size(BATCH).build();
        // A batch has only the columns of the mask, in the order of the file.
        let wanted = places.iter().map(|place| roots.partition_point(|root| root < place));
        let (wanted, batches) = (wanted.collect(), batches.map_err(damaged)?);
        Ok(ColumnarRows { batches, wanted, number: 0, rows: VecDeque::new() })
    }
}

/// What a use of the library gives, which panics over files that it did not expect. They must not end the
/// program; nothing more is read of them.
fn contained<T>(read: impl FnOnce() -> Result<T, ReadFault>) -> Result<T, ReadFault> {
    let failed = || CorpusError::Damaged("it holds what no writer of Parquet writes".to_owned());
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(failed().into()))
}

/// The places of the named columns.
fn wanted(schema: &Schema, columns: &CorpusColumns) -> Result<Vec<usize>, CorpusError> {
    let names: Vec<String> = schema.fields().iter().map(|field| field.name().clone()).collect();
    let mut places = Vec::new();
    for name in columns.names() {
        let place = columns.place(name, &names)?;
        // The first is that of texts.
        let kind = schema.field(place).data_type();
        if places.is_empty() && !is_text(kind) {
            return Err(CorpusError::NoTexts(name.to_owned(), kind.to_string()));
        }
        places.push(place);
    }
    Ok(places)
}

fn is_text(kind: &DataType) -> bool {
    match kind {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

impl CorpusRows for ColumnarRows {
    fn next_row(&mut self) -> Result<Option<CorpusRow>, ReadFault> {
        while self.rows.is_empty() {
            let ColumnarRows { batches, wanted, .. } = self;
            let next = contained(|| {
                let damaged =
                    |error: arrow::error::ArrowError| CorpusError::Damaged(error.to_string());
                let batch = batches.next().transpose().map_err(damaged)?;
                Ok(batch.map(|batch| rows(&batch, wanted)).transpose().map_err(damaged)?)
            });
            let Some(rows) = next? else { return Ok(None) };
            self.rows = rows.into();
        }
        self.number += 1;
        let row = self.rows.pop_front();
        Ok(row.map(|fields| CorpusRow { number: self.number, fields: Ok(fields) }))
    }
}

/// The values of the named columns in each row.
fn rows(
    batch: &RecordBatch,
    wanted: &[usize],
) -> Result<Vec<Vec<ColumnValue>>, arrow::error::ArrowError> {
    let mut rows = vec![Vec::with_capacity(wanted.len()); batch.num_rows()];
    for &column in wanted {
        let column = batch.column(column);
        let kind = column.data_type();
        let texts = match can_cast_types(kind, &DataType::LargeUtf8) && !kind.is_nested() {
            true => Some(cast(column, &DataType::LargeUtf8)?),
            false => None,
        };
        for (number, row) in rows.iter_mut().enumerate() {
            row.push(match &texts {
                _ if column.is_null(number) => ColumnValue::Null,
                None => ColumnValue::Other(format!("of the type {kind}")),
                Some(texts) => {
                    let words = texts.as_string::<i64>().value(number).to_owned();
                    if is_text(kind) {
                        ColumnValue::Text(words)
                    } else {
                        ColumnValue::Number(words)
                    }
                }
            });
        }
    }
    Ok(rows)
}
