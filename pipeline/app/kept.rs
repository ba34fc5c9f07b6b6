//! The texts of documents and what was found in them, for what shows a few of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use figlift_config::Correction;

use crate::documents::{self, ReadDocument};
use crate::reading::{Content, Reader};
use crate::{RunError, ledger};

/// The bytes of texts that are kept.
const TEXTS: usize = 16 << 20;

/// The bytes of the rows that were found in them: where every fourth word is a figure, these take far
/// more than the texts.
const ROWS: usize = 64 << 20;

/// The contents of documents that may get a page. Those of a small run are kept; of a large one the few
/// that charts and pages show are read again.
#[derive(Debug)]
pub(crate) struct KeptTexts {
    /// By the ids of the documents; none if there was no room for all.
    kept: Option<BTreeMap<String, Arc<Content>>>,
    texts: usize,
    rows: usize,
}

impl KeptTexts {
    pub(crate) fn new() -> KeptTexts {
        KeptTexts { kept: Some(BTreeMap::new()), texts: 0, rows: 0 }
    }

    /// Adds the content of a document.
    pub(crate) fn add(&mut self, content: Content) {
        let Content { document, extraction } = &content;
        self.texts += document.text().len();
        self.rows += size_of_val(&extraction.figures[..]) + size_of_val(&extraction.numerals[..]);
        if self.texts > TEXTS || self.rows > ROWS {
            self.kept = None;
        } else if let Some(kept) = &mut self.kept {
            kept.insert(content.document.id().to_owned(), Arc::new(content));
        }
    }

    fn get(&self, doc_id: &str) -> Option<&Arc<Content>> {
        self.kept.as_ref()?.get(doc_id)
    }
}

/// The contents of the documents of a run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TextsOfRun<'a> {
    kept: &'a KeptTexts,
    documents: &'a [ReadDocument],
    reader: Reader<'a>,
    corrections: &'a [Correction],
}

impl<'a> TextsOfRun<'a> {
    /// The contents of documents, which are in order of their ids.
    pub(crate) fn of(
        kept: &'a KeptTexts,
        documents: &'a [ReadDocument],
        reader: Reader<'a>,
        corrections: &'a [Correction],
    ) -> TextsOfRun<'a> {
        TextsOfRun { kept, documents, reader, corrections }
    }

    /// The text and extraction of a document with its corrections; `None` if it could not be read, or is
    /// not in the run.
    ///
    /// # Errors
    /// If it must be read again, and cannot be, or is not what it was.
    pub(crate) fn content(&self, doc_id: &str) -> Result<Option<Arc<Content>>, RunError> {
        if let Some(kept) = self.kept.get(doc_id) {
            return Ok(Some(Arc::clone(kept)));
        }
        let Some(known) = documents::find(self.documents, doc_id) else { return Ok(None) };
        let fresh = self.reader.read(&known.file)?;
        unchanged(known, &fresh.known.inputs)?;
        let mut fresh = [fresh];
        ledger::apply(self.corrections, &mut fresh)?;
        let [fresh] = fresh;
        Ok(fresh.content.map(Arc::new))
    }

    /// Shows the text of a document, if it could be read.
    ///
    /// # Errors
    /// As [`content`](TextsOfRun::content).
    pub(crate) fn look_into(&self, doc_id: &str, look: impl FnOnce(&str)) -> Result<(), RunError> {
        if let Some(kept) = self.kept.get(doc_id) {
            look(kept.document.text());
        } else if let Some(known) = documents::find(self.documents, doc_id) {
            let (text, inputs) = self.reader.text(&known.file)?;
            unchanged(known, &inputs)?;
            if let Some(text) = text {
                look(&text);
            }
        }
        Ok(())
    }
}

/// Refuses a file that is not what it was when it was read first.
fn unchanged(known: &ReadDocument, inputs: &[(String, String)]) -> Result<(), RunError> {
    if known.inputs == inputs {
        return Ok(());
    }
    Err(RunError::Changed(known.file.path.display().to_string()))
}
