//! The documents of a run.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, StringArray};
use arrow::error::ArrowError;
use figlift_cache::Lookup;
use figlift_model::NumeralClass;
use figlift_read::{RawFile, Unread};
use figlift_text::{Diagnostic, Metadata, SourcePlace};
use serde::{Deserialize, Serialize};

/// Hashes of files, by path in the raw folder.
pub(crate) type FileHashes = Vec<(String, String)>;

/// What is known of a raw file throughout a run.
#[derive(Debug)]
pub struct ReadDocument {
    /// The file.
    pub file: RawFile,
    /// Hashes of the file and its sidecar, by path in the raw folder.
    pub(crate) inputs: FileHashes,
    pub(crate) metadata: Metadata,
    pub(crate) state: TextState,
    /// Whether it was in the cache, if that is to be explained.
    pub(crate) lookup: Option<Lookup>,
    /// The number of its figures, and of its numerals by class, once they are counted.
    pub(crate) figures: usize,
    pub(crate) classes: BTreeMap<&'static str, usize>,
    /// The problems in its text, in order of the text, once they are placed.
    pub(crate) problems: Vec<TextProblem>,
}

/// Whether a text could be read.
#[derive(Debug)]
pub(crate) enum TextState {
    /// It was, and has so many bytes in UTF-8.
    Read {
        bytes: usize,
    },
    Unreadable(Unread),
}

/// A problem in a text with its place.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct TextProblem {
    pub found: Diagnostic,
    pub at: SourcePlace,
}

impl ReadDocument {
    /// Why it could not be read, if so.
    pub fn error(&self) -> Option<&Unread> {
        match &self.state {
            TextState::Read { .. } => None,
            TextState::Unreadable(error) => Some(error),
        }
    }

    /// The metadata of the sidecar, and the date and area of the text if only the text states them.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// The bytes of its text in UTF-8, if it could be read.
    pub(crate) fn bytes(&self) -> Option<usize> {
        match self.state {
            TextState::Read { bytes } => Some(bytes),
            TextState::Unreadable(_) => None,
        }
    }

    /// Number of its numerals of all classes.
    pub(crate) fn numerals(&self) -> usize {
        self.classes.values().sum()
    }

    /// Number of its numerals of a class.
    pub(crate) fn count(&self, class: NumeralClass) -> usize {
        self.classes.get(class.as_str()).copied().unwrap_or_default()
    }
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
