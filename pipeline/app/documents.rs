//! The documents of a run, and the `documents` table.

use std::collections::BTreeMap;
use std::path::Path;

use arrow::array::RecordBatch;
use arrow::error::ArrowError;
use figlift_check::CheckedDocument;
use figlift_extract::{Extraction, RuleSet};
use figlift_model::{NumeralClass, Severity};
use figlift_publish::sha256_hex;
use figlift_read::encoding::{DecodeError, Encoding};
use figlift_read::{RawError, RawFile, RawState};
use figlift_schema::{Cell, DIAGNOSTICS, DOCUMENTS, Rows};
use figlift_text::{Document, Metadata};

/// A raw file with its text and extraction.
#[derive(Debug)]
pub struct ReadDocument {
    /// The file.
    pub file: RawFile,
    /// Hashes of the file and its sidecar, by path in the raw folder.
    pub(crate) inputs: Vec<(String, String)>,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Read { document: Box<Document>, encoding: Encoding, extraction: Extraction },
    Unreadable { metadata: Box<Metadata>, error: DecodeError },
}

impl ReadDocument {
    /// Loads, reads and extracts a raw file.
    pub(crate) fn read(file: &RawFile, rules: &RuleSet) -> Result<ReadDocument, RawError> {
        let raw = figlift_read::load(file)?;
        let mut inputs = vec![(file.name.clone(), sha256_hex(&raw.bytes))];
        if let Some(sidecar) = &raw.sidecar {
            let name = Path::new(&file.name).with_extension("toml").to_string_lossy().into_owned();
            inputs.push((name, sha256_hex(sidecar.text.as_bytes())));
        }
        let content = match figlift_read::read(&file.doc_id, &raw)? {
            RawState::Read { document, encoding } => {
                let document = rules.date(document);
                let extraction = rules.extract(&document);
                Content::Read { document: Box::new(document), encoding, extraction }
            }
            RawState::Unreadable { metadata, error } => {
                Content::Unreadable { metadata: Box::new(metadata), error }
            }
        };
        Ok(ReadDocument { file: file.clone(), inputs, content })
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
    pub fn error(&self) -> Option<&DecodeError> {
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

    /// Its path in a raw folder, as messages show it.
    pub(crate) fn path(&self, raw: &Path) -> String {
        raw.join(&self.file.name).to_string_lossy().replace('\\', "/")
    }

    /// Its numerals of a class.
    pub(crate) fn count(&self, class: NumeralClass) -> usize {
        let all = self.extracted().map_or(&[][..], |(_, extraction)| &extraction.numerals);
        all.iter().filter(|numeral| numeral.class == class).count()
    }

    /// The document, as checks see it.
    pub(crate) fn checked(&self) -> CheckedDocument<'_> {
        CheckedDocument {
            doc_id: &self.file.doc_id,
            text: self.extracted().map(|(document, _)| document.text()),
            date: self.metadata().date,
            figures: self.extracted().map_or(&[], |(_, extraction)| &extraction.figures[..]),
        }
    }

    fn cell(&self, column: &str) -> Cell {
        let metadata = self.metadata();
        let number = |of: fn(&Extraction) -> usize| {
            self.extracted().map_or(0, |(_, extraction)| of(extraction)).into()
        };
        match column {
            "doc_id" => self.file.doc_id.as_str().into(),
            "path" => self.file.name.as_str().into(),
            "text" => self.extracted().map(|(document, _)| document.text().to_owned()).into(),
            "title" => metadata.title.clone().into(),
            "publisher" => metadata.publisher.clone().into(),
            "date" => metadata.date.map(|date| date.to_string()).into(),
            "period" => metadata.period.map(|period| period.to_string()).into(),
            "ref_area" => metadata.ref_area.clone().into(),
            "source" => metadata.source.clone().into(),
            "licence" => metadata.licence.clone().into(),
            "sha256" => self.inputs[0].1.as_str().into(),
            "encoding" => match &self.content {
                Content::Read { encoding, .. } => encoding.as_str().into(),
                Content::Unreadable { .. } => Cell::Text(None),
            },
            "state" => if self.error().is_some() { "unreadable" } else { "read" }.into(),
            "figures" => number(|extraction| extraction.figures.len()),
            "numerals" => number(|extraction| extraction.numerals.len()),
            "unresolved" => self.count(NumeralClass::Unresolved).into(),
            _ => Cell::Text(None),
        }
    }
}

/// The `documents` table.
pub(crate) fn batch(documents: &[ReadDocument]) -> Result<RecordBatch, ArrowError> {
    let mut rows = Rows::new(&DOCUMENTS);
    for document in documents {
        rows.push(|column| document.cell(column));
    }
    rows.finish()
}

/// The texts that could not be decoded, as rows of `diagnostics`.
pub(crate) fn unreadable(documents: &[ReadDocument]) -> Result<RecordBatch, ArrowError> {
    let mut rows = Rows::new(&DIAGNOSTICS);
    for document in documents {
        let Some(error) = document.error() else { continue };
        rows.push(|column| match column {
            "doc_id" => document.file.doc_id.as_str().into(),
            "code" => "unreadable".into(),
            "severity" => Severity::Error.as_str().into(),
            "line" => error.line.into(),
            "column" => error.column.into(),
            "byte_start" => error.offset.into(),
            "byte_end" => (error.offset + error.bytes.len()).into(),
            "message" => error.message().as_str().into(),
            _ => Cell::Text(None),
        });
    }
    rows.finish()
}

/// Numerals of all documents by class.
pub(crate) fn numerals(documents: &[ReadDocument]) -> BTreeMap<&'static str, usize> {
    let mut classes = BTreeMap::new();
    for (_, extraction) in documents.iter().filter_map(ReadDocument::extracted) {
        for numeral in &extraction.numerals {
            *classes.entry(numeral.class.as_str()).or_default() += 1;
        }
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

/// Line and column of a byte of a document's text. `documents` are in order of their ids.
pub(crate) fn place(
    documents: &[ReadDocument],
    doc_id: &str,
    byte: usize,
) -> Option<(usize, usize)> {
    let (document, _) = find(documents, doc_id)?.extracted()?;
    let position = document.position(byte);
    Some((position.line, position.column))
}
