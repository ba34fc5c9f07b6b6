//! Records that were read once, and are kept in a file without a name from which any of them can be read
//! again: a packed corpus, or one in Parquet, gives no record without those before it, and documents are read
//! in the order of their ids.

use std::fmt;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use figlift_config::Source;

use crate::unread::Unread;

/// Where the record is kept that a document is made of.
#[derive(Clone, Debug)]
pub(crate) struct RecordPlace {
    pub(crate) corpus: Arc<KeptCorpus>,
    pub(crate) kept: KeptPart,
}

/// What a document is of a corpus.
#[derive(Clone, Debug)]
pub(crate) enum KeptPart {
    /// A record with its number, and its place among those that are kept.
    Record { number: usize, start: u64, length: usize },
    /// What could not be read of it, and why.
    Rest(Unread),
}

/// The records of a corpus.
pub(crate) struct KeptCorpus {
    /// The hash of its file.
    pub(crate) sha256: String,
    /// The id of the corpus, with which those of its records begin.
    pub(crate) doc_id: String,
    pub(crate) sidecar: Option<Source>,
    /// All records of the folder.
    pub(crate) records: Arc<Mutex<File>>,
}

impl fmt::Debug for KeptCorpus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptCorpus").field("sha256", &self.sha256).finish_non_exhaustive()
    }
}

impl RecordPlace {
    /// The hash of the corpus.
    pub(crate) fn sha256(&self) -> &str {
        &self.corpus.sha256
    }

    /// The sidecar of the corpus.
    pub(crate) fn sidecar(&self) -> Option<&Source> {
        self.corpus.sidecar.as_ref()
    }

    /// The bytes of the record as it is kept.
    pub(crate) fn size(&self) -> u64 {
        match self.kept {
            KeptPart::Record { length, .. } => length as u64,
            KeptPart::Rest(_) => 0,
        }
    }

    /// Reads the record as it is kept.
    pub(crate) fn load(&self) -> io::Result<Result<Vec<u8>, Unread>> {
        let (start, length) = match &self.kept {
            KeptPart::Record { start, length, .. } => (*start, *length),
            KeptPart::Rest(error) => return Ok(Err(error.clone())),
        };
        let mut bytes = vec![0; length];
        let mut file = self.corpus.records.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(&mut bytes)?;
        Ok(Ok(bytes))
    }
}
