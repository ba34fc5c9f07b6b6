//! The records of the corpora of a folder as documents.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};

use figlift_config::Source;
use sha2::{Digest, Sha256};

use crate::corpus::{
    Corpus, CorpusColumns, CorpusError, CorpusFormat, CorpusRecord, KeptCorpus, KeptPart,
    ReadFault, RecordPlace,
};
use crate::folder::{RawFolder, in_order};
use crate::raw::{RawError, RawFile, load_sidecar};
use crate::sidecar::{Sidecar, sidecar};
use crate::size::SizeLimit;
use crate::unread::Unread;

/// The same folder with a file for each record of its corpora, which their sidecars tell from other files.
/// A document of the name of the corpus stands for what could not be read of it.
///
/// # Errors
/// If a file cannot be read, a sidecar is wrong, or two documents have the same id.
pub fn spread(folder: RawFolder, limit: SizeLimit) -> Result<RawFolder, RawError> {
    let RawFolder { files, passed } = folder;
    let mut all = Vec::with_capacity(files.len());
    let mut store = None;
    for file in files {
        let may_be = CorpusFormat::of(&file.input).is_some() && file.sidecar.is_some();
        let opened = if may_be { opened(&file, None, limit)? } else { None };
        let Some((sidecar, corpus)) = opened else {
            all.push(file);
            continue;
        };
        let fail = |error| RawError::Io(file.path.clone(), error);
        let store = match &mut store {
            Some(store) => store,
            None => store.insert(RecordStore::new().map_err(fail)?),
        };
        all.extend(store.keep(&file, corpus, sidecar).map_err(fail)?);
    }
    Ok(RawFolder { files: in_order(all)?, passed })
}

/// The corpus in a file, if its sidecar says that it is one, or a column of texts is named; the inner error
/// is why it is not read.
///
/// # Errors
/// If a file cannot be read, or the sidecar is wrong.
pub fn corpus_in(
    file: &RawFile,
    text_column: Option<&str>,
    limit: SizeLimit,
) -> Result<Option<Result<Corpus, Unread>>, RawError> {
    let opened = opened(file, text_column, limit)?.map(|(_, corpus)| match corpus {
        Ok(corpus) => Ok(Ok(corpus)),
        Err(fault) => fault.unread().map(Err),
    });
    opened.transpose().map_err(|error| RawError::Io(file.path.clone(), error))
}

/// A corpus that was opened, with its sidecar.
type OpenedCorpus = (Option<Source>, Result<Corpus, ReadFault>);

fn opened(
    file: &RawFile,
    text_column: Option<&str>,
    limit: SizeLimit,
) -> Result<Option<OpenedCorpus>, RawError> {
    let source = file.sidecar.as_deref().map(load_sidecar).transpose()?;
    let parsed = source.as_ref().map(sidecar).transpose().map_err(RawError::Sidecar)?;
    let Sidecar { metadata, options } = parsed.unwrap_or_default();
    let columns = match (options.corpus, text_column) {
        (Some(columns), Some(name)) => columns.with_text(name),
        (Some(columns), None) => columns,
        (None, Some(name)) => CorpusColumns::of_text(name),
        (None, None) => return Ok(None),
    };
    let corpus = match CorpusFormat::of(&file.input) {
        Some(format) => Corpus::open(&file.path, format, columns, metadata, limit),
        None => Err(CorpusError::OtherKind.into()),
    };
    Ok(Some((source, corpus)))
}

/// The file of the records of a folder. There is one, since there may be more corpora than files that a
/// program may hold open.
struct RecordStore {
    out: BufWriter<File>,
    /// The bytes that were written.
    length: u64,
    /// The same file, to read from.
    records: Arc<Mutex<File>>,
}

impl RecordStore {
    fn new() -> io::Result<RecordStore> {
        let file = tempfile::tempfile()?;
        let out = BufWriter::new(file.try_clone()?);
        Ok(RecordStore { out, length: 0, records: Arc::new(Mutex::new(file)) })
    }

    /// Keeps the records of a corpus, and returns the documents that they are.
    fn keep(
        &mut self,
        file: &RawFile,
        corpus: Result<Corpus, ReadFault>,
        sidecar: Option<Source>,
    ) -> io::Result<Vec<RawFile>> {
        let mut found = Vec::new();
        let taken = corpus.and_then(|mut corpus| {
            corpus.try_for_each(|record| {
                found.push(self.take(&record?)?);
                Ok(())
            })
        });
        let rest = taken.err().map(ReadFault::unread).transpose()?;
        // Both are of one file, with one place in it, and all is written before anything is read.
        self.out.flush()?;
        let corpus = Arc::new(KeptCorpus {
            sha256: sha256_of(&file.path)?,
            doc_id: file.doc_id.clone(),
            sidecar,
            records: Arc::clone(&self.records),
        });
        let document = |doc_id: String, kept: KeptPart| RawFile {
            doc_id,
            record: Some(RecordPlace { corpus: Arc::clone(&corpus), kept }),
            ..file.clone()
        };
        let of_record = |(id, kept)| document(format!("{}/{id}", file.doc_id), kept);
        let of_rest = rest.map(|error| document(file.doc_id.clone(), KeptPart::Rest(error)));
        Ok(found.into_iter().map(of_record).chain(of_rest).collect())
    }

    /// Writes a record, and returns its id and place.
    fn take(&mut self, record: &CorpusRecord) -> io::Result<(String, KeptPart)> {
        let bytes = record.to_bytes()?;
        self.out.write_all(&bytes)?;
        let (number, start, length) = (record.number, self.length, bytes.len());
        self.length += length as u64;
        Ok((record.id.clone(), KeptPart::Record { number, start, length }))
    }
}

/// The hash of a file, in hex.
fn sha256_of(path: &Path) -> io::Result<String> {
    let (mut file, mut hasher) = (File::open(path)?, Sha256::new());
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect());
        }
        hasher.update(&buffer[..read]);
    }
}
