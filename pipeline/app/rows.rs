//! The rows of `documents`, and those of `diagnostics` for texts that could not be read.

use arrow::array::RecordBatch;
use arrow::error::ArrowError;
use figlift_model::{NumeralClass, Severity};
use figlift_normalize::bridge;
use figlift_read::Unread;
use figlift_read::encoding::Encoding;
use figlift_schema::{Cell, DIAGNOSTICS, DOCUMENTS, Fill, Rows};
use figlift_text::{SourcePlace, Span};

use crate::RunError;
use crate::documents::ReadDocument;
use crate::reading::FreshDocument;

/// How the columns of `documents` are filled.
const FILLS: [Fill<FreshDocument>; 18] = [
    ("doc_id", |document| document.known.file.doc_id.as_str().into()),
    ("path", |document| document.known.file.name.as_str().into()),
    ("text", |document| document.content.as_ref().map(|content| content.document.text()).into()),
    ("title", |document| document.known.metadata.title.as_deref().into()),
    ("publisher", |document| document.known.metadata.publisher.as_deref().into()),
    ("date", |document| document.known.metadata.date.as_ref().into()),
    ("period", |document| document.known.metadata.period.as_ref().into()),
    ("ref_area", |document| document.known.metadata.ref_area.as_deref().into()),
    ("source", |document| document.known.metadata.source.as_deref().into()),
    ("licence", |document| document.known.metadata.licence.as_deref().into()),
    ("sha256", |document| document.known.inputs[0].1.as_str().into()),
    ("encoding", |document| document.encoding.map(Encoding::as_str).into()),
    ("state", |document| {
        if document.known.error().is_some() { "unreadable" } else { "read" }.into()
    }),
    ("figures", |document| document.known.figures.into()),
    ("numerals", |document| document.known.numerals().into()),
    ("unresolved", |document| document.known.count(NumeralClass::Unresolved).into()),
    ("kind", |document| document.known.file.input.name().into()),
    ("parent", |document| document.known.file.parent().into()),
];

/// The `documents` table.
pub(crate) fn documents(documents: &[FreshDocument]) -> Result<RecordBatch, ArrowError> {
    let mut rows = Rows::new(&DOCUMENTS, &FILLS)?;
    for document in documents {
        rows.push(document);
    }
    rows.finish()
}

/// A text that could not be read.
struct UnreadableText<'a> {
    document: &'a ReadDocument,
    error: &'a Unread,
    /// Its place; `None` for the whole file.
    place: Option<SourcePlace>,
    span: Span,
    message: String,
}

fn unreadable_fills<'a>() -> [Fill<UnreadableText<'a>>; 10] {
    [
        ("doc_id", |row| row.document.file.doc_id.as_str().into()),
        ("file", |_| Cell::Text(None)),
        ("code", |row| row.error.code().into()),
        ("severity", |_| Severity::Error.as_str().into()),
        ("place", |row| row.place.as_ref().into()),
        ("line", |row| row.place.as_ref().and_then(SourcePlace::position).map(|at| at.line).into()),
        ("column", |row| {
            row.place.as_ref().and_then(SourcePlace::position).map(|at| at.column).into()
        }),
        ("byte_start", |row| row.span.start.into()),
        ("byte_end", |row| row.span.end.into()),
        ("message", |row| row.message.as_str().into()),
    ]
}

/// The problems in texts, and the texts that could not be read, as rows of `diagnostics`.
pub(crate) fn with_unreadable(
    found: &RecordBatch,
    documents: &[FreshDocument],
) -> Result<RecordBatch, RunError> {
    let unreadable = unreadable(documents)?;
    let all = arrow::compute::concat_batches(&DIAGNOSTICS.arrow(), [found, &unreadable])?;
    let sorted =
        bridge::to_frame(&all)?.sort(DIAGNOSTICS.order.iter().copied(), Default::default())?;
    Ok(bridge::to_batch(&sorted, &DIAGNOSTICS.arrow())?)
}

fn unreadable(documents: &[FreshDocument]) -> Result<RecordBatch, ArrowError> {
    let mut rows = Rows::new(&DIAGNOSTICS, &unreadable_fills())?;
    for document in documents.iter().map(|document| &document.known) {
        let Some(error) = document.error() else { continue };
        let (place, span, message) = (error.place(), error.span(), error.message());
        rows.push(&UnreadableText { document, error, place, span, message });
    }
    rows.finish()
}
