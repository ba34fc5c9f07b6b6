//! What lies in the raw folder and is not read, as rows of `diagnostics`.

use arrow::array::RecordBatch;
use arrow::error::ArrowError;
use figlift_read::PassedOver;
use figlift_schema::{Cell, DIAGNOSTICS, Fill, Rows};

/// What is not read, with its message.
struct Missed<'a> {
    passed: &'a PassedOver,
    message: String,
}

fn fills<'a>() -> [Fill<Missed<'a>>; 10] {
    [
        ("doc_id", |_| Cell::Text(None)),
        ("file", |row| row.passed.name.as_str().into()),
        ("code", |row| row.passed.reason.code().into()),
        ("severity", |row| row.passed.reason.severity().as_str().into()),
        ("place", |_| Cell::Text(None)),
        ("line", |_| Cell::Int(None)),
        ("column", |_| Cell::Int(None)),
        ("byte_start", |_| Cell::Int(None)),
        ("byte_end", |_| Cell::Int(None)),
        ("message", |row| row.message.as_str().into()),
    ]
}

/// Rows of `diagnostics`, which come before those of documents.
pub(crate) fn batch(passed: &[PassedOver]) -> Result<RecordBatch, ArrowError> {
    let mut rows = Rows::new(&DIAGNOSTICS, &fills())?;
    for passed in passed {
        rows.push(&Missed { passed, message: passed.reason.to_string() });
    }
    rows.finish()
}
