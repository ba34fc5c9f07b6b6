//! What came of reading a raw file.

use figlift_text::{Document, Metadata};

use crate::encoding::Encoding;
use crate::unread::Unread;

/// The result of reading a raw file.
#[derive(Debug)]
pub enum RawState {
    /// Its text was decoded.
    Read {
        /// The text with its metadata.
        document: Box<Document>,
        /// Its encoding, if the file is text itself.
        encoding: Option<Encoding>,
    },
    /// It is no text, or too large.
    Unreadable {
        /// The metadata of the sidecar.
        metadata: Metadata,
        /// The reason.
        error: Unread,
    },
}
