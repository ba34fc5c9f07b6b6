//! Why nothing, or nothing more, of a corpus can be read.

use std::io;

use super::error::CorpusError;
use crate::unpack::PackedError;
use crate::unread::Unread;

/// Why nothing, or nothing more, of a corpus can be read.
#[derive(Debug)]
pub enum ReadFault {
    /// The system could not read it.
    Io(io::Error),
    /// What it holds is not as it should be.
    Unread(Unread),
}

impl ReadFault {
    /// What is not as it should be.
    ///
    /// # Errors
    /// If the system could not read the corpus.
    pub fn unread(self) -> io::Result<Unread> {
        match self {
            ReadFault::Unread(error) => Ok(error),
            ReadFault::Io(error) => Err(error),
        }
    }
}

impl From<io::Error> for ReadFault {
    fn from(error: io::Error) -> ReadFault {
        match PackedError::of(&error) {
            Some(error) => ReadFault::Unread(Unread::Packed(error)),
            None => ReadFault::Io(error),
        }
    }
}

impl From<CorpusError> for ReadFault {
    fn from(error: CorpusError) -> ReadFault {
        ReadFault::Unread(Unread::Corpus(error))
    }
}
