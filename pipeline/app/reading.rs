//! Reads and extracts raw files.

use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;

use figlift_cache::{Cache, SourceHashes};
use figlift_check::CheckedDocument;
use figlift_extract::{Extraction, RuleSet};
use figlift_publish::{sha256_hex, sha256_of};
use figlift_read::encoding::Encoding;
use figlift_read::{Raw, RawError, RawFile, RawState, SizeLimit, unpacked_name};
use figlift_text::{Diagnostic, Document};

use crate::documents::{FileHashes, ReadDocument, TextProblem, TextState};

/// How the raw files of a run are read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'a> {
    pub limit: SizeLimit,
    pub rules: &'a RuleSet,
    pub cache: &'a Cache,
}

/// A raw file that was just read, with its text and extraction. Few are held at a time.
#[derive(Debug)]
pub(crate) struct FreshDocument {
    pub known: ReadDocument,
    /// The encoding of the file, if it is text itself and could be read.
    pub encoding: Option<Encoding>,
    /// `None` if it could not be read.
    pub content: Option<Content>,
}

/// A text with its extraction.
#[derive(Debug)]
pub(crate) struct Content {
    pub document: Document,
    pub extraction: Extraction,
}

impl Reader<'_> {
    /// Loads, reads and extracts a raw file, unless its extraction is in the cache. Of one that is too
    /// large only the hash is taken.
    pub(crate) fn read(&self, file: &RawFile) -> Result<FreshDocument, RawError> {
        let (raw, inputs) = load(file, self.limit)?;
        // The corpus of a record may have changed elsewhere.
        let record = raw.bytes.as_ref().ok().filter(|_| file.corpus_sha256().is_some());
        let record = record.map(|bytes| sha256_hex(bytes));
        let (mut content, mut lookup, mut decoded) = (None, None, None);
        let (metadata, state) = match figlift_read::read(&file.doc_id, &raw)? {
            RawState::Read { document, encoding } => {
                // Whose last extension tells how it is read.
                let unpacked = unpacked_name(Path::new(&file.name));
                let unpacked = unpacked.to_string_lossy();
                let source = SourceHashes {
                    doc_id: &file.doc_id,
                    name: &unpacked,
                    text: record.as_ref().unwrap_or(&inputs[0].1),
                    sidecar: inputs.get(1).map(|(_, sha256)| sha256.as_str()),
                };
                let (document, extraction, found) =
                    self.cache.extract(*document, source, self.rules);
                let bytes = document.text().len();
                let metadata = document.metadata().clone();
                (content, lookup) = (Some(Content { document, extraction }), found);
                decoded = encoding;
                (metadata, TextState::Read { bytes })
            }
            RawState::Unreadable { metadata, error } => (metadata, TextState::Unreadable(error)),
        };
        let known = ReadDocument {
            file: file.clone(),
            inputs,
            metadata,
            state,
            lookup,
            figures: 0,
            classes: BTreeMap::new(),
            problems: Vec::new(),
        };
        Ok(FreshDocument { known, encoding: decoded, content })
    }

    /// Only the text of a raw file, if it can be read, and the hashes of its inputs.
    pub(crate) fn text(&self, file: &RawFile) -> Result<(Option<String>, FileHashes), RawError> {
        let (raw, inputs) = load(file, self.limit)?;
        let text = match figlift_read::read(&file.doc_id, &raw)? {
            RawState::Read { document, .. } => Some(document.text().to_owned()),
            RawState::Unreadable { .. } => None,
        };
        Ok((text, inputs))
    }
}

/// Loads a raw file and its sidecar, and hashes both.
pub(crate) fn load(file: &RawFile, limit: SizeLimit) -> Result<(Raw, FileHashes), RawError> {
    let raw = figlift_read::load(file, limit)?;
    let sha256 = match (file.corpus_sha256(), &raw.bytes) {
        (Some(sha256), _) => sha256.to_owned(),
        (None, Ok(bytes)) if !raw.is_packed => sha256_hex(bytes),
        _ => File::open(&file.path)
            .and_then(sha256_of)
            .map_err(|error| RawError::Io(file.path.clone(), error))?,
    };
    let mut inputs = vec![(file.name.clone(), sha256)];
    if let Some((sidecar, name)) = raw.sidecar.as_ref().zip(file.sidecar_name()) {
        inputs.push((name, sha256_hex(sidecar.text.as_bytes())));
    }
    Ok((raw, inputs))
}

impl FreshDocument {
    /// The text and its extraction, if it could be read.
    pub(crate) fn extracted(&self) -> Option<(&Document, &Extraction)> {
        self.content.as_ref().map(|content| (&content.document, &content.extraction))
    }

    /// Counts its figures and numerals, and places the problems in its text. None of them may change any
    /// more.
    pub(crate) fn take_stock(&mut self) {
        let Some(Content { document, extraction }) = &self.content else { return };
        self.known.figures = extraction.figures.len();
        for numeral in &extraction.numerals {
            *self.known.classes.entry(numeral.class.as_str()).or_default() += 1;
        }
        let placed = |found: &Diagnostic| TextProblem {
            at: document.place(found.span.start),
            found: found.clone(),
        };
        self.known.problems = extraction.diagnostics.iter().map(placed).collect();
    }

    /// The document, as checks see it.
    pub(crate) fn checked(&self) -> CheckedDocument<'_> {
        let extracted = self.extracted();
        CheckedDocument {
            doc_id: &self.known.file.doc_id,
            document: extracted.map(|(document, _)| document),
            date: self.known.metadata.date,
            figures: extracted.map_or(&[], |(_, extraction)| &extraction.figures[..]),
        }
    }
}
