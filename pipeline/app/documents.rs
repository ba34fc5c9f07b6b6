//! The documents of a run, and the `documents` table.

use std::collections::BTreeMap;
use std::fs::File;
use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, StringArray};
use arrow::error::ArrowError;
use figlift_cache::{Cache, Lookup, SourceHashes};
use figlift_check::CheckedDocument;
use figlift_extract::{Extraction, RuleSet};
use figlift_model::{NumeralClass, Severity};
use figlift_normalize::bridge;
use figlift_publish::{sha256_hex, sha256_of};
use figlift_read::encoding::Encoding;
use figlift_read::{RawError, RawFile, RawState, SizeLimit, Unread};
use figlift_schema::{Cell, DIAGNOSTICS, DOCUMENTS, Fill, Rows};
use figlift_text::{Diagnostic, Document, Metadata, Position, Span};

use crate::RunError;

/// A raw file with its text and extraction.
#[derive(Debug)]
pub struct ReadDocument {
    /// The file.
    pub file: RawFile,
    /// Hashes of the file and its sidecar, by path in the raw folder.
    pub(crate) inputs: Vec<(String, String)>,
    content: Content,
    /// Whether it was in the cache, if that is to be explained.
    pub(crate) lookup: Option<Lookup>,
    /// Its numerals by class, once they are counted.
    classes: BTreeMap<&'static str, usize>,
    /// The problems in its text, in order of the text, once they are placed.
    pub(crate) problems: Vec<TextProblem>,
}

/// A problem in a text with its line and column.
#[derive(Debug)]
pub(crate) struct TextProblem {
    pub found: Diagnostic,
    pub at: Position,
}

#[derive(Debug)]
enum Content {
    Read { document: Box<Document>, encoding: Encoding, extraction: Extraction },
    Unreadable { metadata: Box<Metadata>, error: Unread },
}

impl ReadDocument {
    /// Loads, reads and extracts a raw file, unless its extraction is in the cache. Of one that is too
    /// large only the hash is taken.
    pub(crate) fn read(
        file: &RawFile,
        limit: SizeLimit,
        rules: &RuleSet,
        cache: &Cache,
    ) -> Result<ReadDocument, RawError> {
        let raw = figlift_read::load(file, limit)?;
        let sha256 = match &raw.bytes {
            Ok(bytes) => sha256_hex(bytes),
            Err(_) => File::open(&file.path)
                .and_then(sha256_of)
                .map_err(|error| RawError::Io(file.path.clone(), error))?,
        };
        let mut inputs = vec![(file.name.clone(), sha256)];
        if let Some((sidecar, name)) = raw.sidecar.as_ref().zip(file.sidecar_name()) {
            inputs.push((name, sha256_hex(sidecar.text.as_bytes())));
        }
        let mut lookup = None;
        let content = match figlift_read::read(&file.doc_id, &raw)? {
            RawState::Read { document, encoding } => {
                let source = SourceHashes {
                    doc_id: &file.doc_id,
                    name: &file.name,
                    text: &inputs[0].1,
                    sidecar: inputs.get(1).map(|(_, sha256)| sha256.as_str()),
                };
                let (document, extraction, found) = cache.extract(document, source, rules);
                lookup = found;
                Content::Read { document: Box::new(document), encoding, extraction }
            }
            RawState::Unreadable { metadata, error } => {
                Content::Unreadable { metadata: Box::new(metadata), error }
            }
        };
        let classes = BTreeMap::new();
        Ok(ReadDocument {
            file: file.clone(),
            inputs,
            content,
            lookup,
            classes,
            problems: Vec::new(),
        })
    }

    /// The text and its extraction, if it could be read.
    pub fn extracted(&self) -> Option<(&Document, &Extraction)> {
        match &self.content {
            Content::Read { document, extraction, .. } => Some((document, extraction)),
            Content::Unreadable { .. } => None,
        }
    }

    /// The same, for corrections.
    pub(crate) fn extracted_mut(&mut self) -> Option<(&Document, &mut Extraction)> {
        match &mut self.content {
            Content::Read { document, extraction, .. } => Some((document, extraction)),
            Content::Unreadable { .. } => None,
        }
    }

    /// Why it could not be read, if so.
    pub fn error(&self) -> Option<&Unread> {
        match &self.content {
            Content::Read { .. } => None,
            Content::Unreadable { error, .. } => Some(error),
        }
    }

    /// The metadata of the sidecar.
    pub fn metadata(&self) -> &Metadata {
        match &self.content {
            Content::Read { document, .. } => document.metadata(),
            Content::Unreadable { metadata, .. } => metadata,
        }
    }

    /// Counts its numerals by class, and places the problems in its text. Neither may change any more.
    pub(crate) fn take_stock(&mut self) {
        let Content::Read { document, extraction, .. } = &mut self.content else { return };
        for numeral in &extraction.numerals {
            *self.classes.entry(numeral.class.as_str()).or_default() += 1;
        }
        let placed = |found: &Diagnostic| TextProblem {
            at: document.position(found.span.start),
            found: found.clone(),
        };
        self.problems = extraction.diagnostics.iter().map(placed).collect();
    }

    /// Drops the numerals, which were counted, since no page shows them.
    pub(crate) fn drop_numerals(&mut self) {
        if let Content::Read { extraction, .. } = &mut self.content {
            extraction.numerals = Vec::new();
        }
    }

    /// Gives back the room for more figures and numerals.
    pub(crate) fn shrink(&mut self) {
        if let Content::Read { extraction, .. } = &mut self.content {
            extraction.figures.shrink_to_fit();
            extraction.numerals.shrink_to_fit();
        }
    }

    /// Number of its figures.
    pub(crate) fn figures(&self) -> usize {
        self.extracted().map_or(0, |(_, extraction)| extraction.figures.len())
    }

    /// Number of its numerals of all classes.
    pub(crate) fn numerals(&self) -> usize {
        self.classes.values().sum()
    }

    /// Number of its numerals of a class.
    pub(crate) fn count(&self, class: NumeralClass) -> usize {
        self.classes.get(class.as_str()).copied().unwrap_or_default()
    }

    /// The document, as checks see it.
    pub(crate) fn checked(&self) -> CheckedDocument<'_> {
        CheckedDocument {
            doc_id: &self.file.doc_id,
            document: self.extracted().map(|(document, _)| document),
            date: self.metadata().date,
            figures: self.extracted().map_or(&[], |(_, extraction)| &extraction.figures[..]),
        }
    }
}

/// How the columns of `documents` are filled.
const FILLS: [Fill<ReadDocument>; 16] = [
    ("doc_id", |document| document.file.doc_id.as_str().into()),
    ("path", |document| document.file.name.as_str().into()),
    ("text", |document| document.extracted().map(|(document, _)| document.text()).into()),
    ("title", |document| document.metadata().title.as_deref().into()),
    ("publisher", |document| document.metadata().publisher.as_deref().into()),
    ("date", |document| document.metadata().date.as_ref().into()),
    ("period", |document| document.metadata().period.as_ref().into()),
    ("ref_area", |document| document.metadata().ref_area.as_deref().into()),
    ("source", |document| document.metadata().source.as_deref().into()),
    ("licence", |document| document.metadata().licence.as_deref().into()),
    ("sha256", |document| document.inputs[0].1.as_str().into()),
    ("encoding", |document| match &document.content {
        Content::Read { encoding, .. } => encoding.as_str().into(),
        Content::Unreadable { .. } => Cell::Text(None),
    }),
    ("state", |document| if document.error().is_some() { "unreadable" } else { "read" }.into()),
    ("figures", |document| document.figures().into()),
    ("numerals", |document| document.numerals().into()),
    ("unresolved", |document| document.count(NumeralClass::Unresolved).into()),
];

/// The `documents` table.
pub(crate) fn batch(documents: &[ReadDocument]) -> Result<RecordBatch, ArrowError> {
    let mut rows = Rows::new(&DOCUMENTS, &FILLS)?;
    for document in documents {
        rows.push(document);
    }
    rows.finish()
}

/// The columns of `documents` that date them.
pub(crate) fn dates(documents: &[ReadDocument]) -> Result<RecordBatch, ArrowError> {
    let ids = documents.iter().map(|document| Some(document.file.doc_id.as_str()));
    let dates =
        documents.iter().map(|document| document.metadata().date.map(|date| date.to_string()));
    let ids: ArrayRef = Arc::new(ids.collect::<StringArray>());
    let dates: ArrayRef = Arc::new(dates.collect::<StringArray>());
    RecordBatch::try_from_iter_with_nullable([("doc_id", ids, false), ("date", dates, true)])
}

/// A text that could not be read.
struct UnreadableText<'a> {
    document: &'a ReadDocument,
    error: &'a Unread,
    /// Its place; `None` for the whole file.
    position: Option<Position>,
    span: Span,
    message: String,
}

fn unreadable_fills<'a>() -> [Fill<UnreadableText<'a>>; 9] {
    [
        ("doc_id", |row| row.document.file.doc_id.as_str().into()),
        ("file", |_| Cell::Text(None)),
        ("code", |row| row.error.code().into()),
        ("severity", |_| Severity::Error.as_str().into()),
        ("line", |row| row.position.map(|at| at.line).into()),
        ("column", |row| row.position.map(|at| at.column).into()),
        ("byte_start", |row| row.span.start.into()),
        ("byte_end", |row| row.span.end.into()),
        ("message", |row| row.message.as_str().into()),
    ]
}

/// The problems in texts, and the texts that could not be read, as rows of `diagnostics`.
pub(crate) fn with_unreadable(
    found: &RecordBatch,
    documents: &[ReadDocument],
) -> Result<RecordBatch, RunError> {
    let unreadable = unreadable(documents)?;
    let all = arrow::compute::concat_batches(&DIAGNOSTICS.arrow(), [found, &unreadable])?;
    let sorted =
        bridge::to_frame(&all)?.sort(DIAGNOSTICS.order.iter().copied(), Default::default())?;
    Ok(bridge::to_batch(&sorted, &DIAGNOSTICS.arrow())?)
}

fn unreadable(documents: &[ReadDocument]) -> Result<RecordBatch, ArrowError> {
    let mut rows = Rows::new(&DIAGNOSTICS, &unreadable_fills())?;
    for document in documents {
        let Some(error) = document.error() else { continue };
        let (position, span, message) = (error.position(), error.span(), error.message());
        rows.push(&UnreadableText { document, error, position, span, message });
    }
    rows.finish()
}

/// Numerals of all documents by class.
pub(crate) fn numerals(documents: &[ReadDocument]) -> BTreeMap<&'static str, usize> {
    let mut classes = BTreeMap::new();
    for (class, number) in documents.iter().flat_map(|document| &document.classes) {
        *classes.entry(*class).or_default() += number;
    }
    classes
}

/// The index of a document. `documents` are in order of their ids.
pub(crate) fn position(documents: &[ReadDocument], doc_id: &str) -> Option<usize> {
    documents.binary_search_by(|document| document.file.doc_id.as_str().cmp(doc_id)).ok()
}

/// The document with an id. `documents` are in order of their ids.
pub(crate) fn find<'a>(documents: &'a [ReadDocument], doc_id: &str) -> Option<&'a ReadDocument> {
    position(documents, doc_id).map(|found| &documents[found])
}
