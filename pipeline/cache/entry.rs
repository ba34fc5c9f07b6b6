//! The content of an entry: what was found in a document.

use std::io;

use figlift_extract::Extraction;
use figlift_text::{Document, Period, Span};
use serde::{Deserialize, Serialize};

/// Higher levels take longer to write than a later run gains.
const ZSTD_LEVEL: i32 = 1;

/// What the text of a document says of itself.
#[derive(Debug, Serialize, Deserialize)]
struct SaidOfItself {
    date: Option<(Period, Span)>,
    /// Its area, with the words if these are in the text.
    area: Option<(String, Option<Span>)>,
}

/// What was found in a document.
#[derive(Debug)]
pub(crate) struct CachedDocument {
    said: SaidOfItself,
    extraction: Extraction,
}

impl CachedDocument {
    /// The document as it was extracted, with its extraction.
    pub(crate) fn with(self, mut document: Document) -> (Document, Extraction) {
        if let Some((date, line)) = self.said.date {
            document = document.dated_by(date, line);
        }
        if let Some((area, words)) = self.said.area {
            document = document.located_in(area, words);
        }
        (document, self.extraction)
    }
}

/// The content of the entry of a document that was extracted.
pub(crate) fn encode(document: &Document, extraction: &Extraction) -> io::Result<Vec<u8>> {
    let metadata = document.metadata();
    let said = SaidOfItself {
        date: metadata.date.zip(document.dateline()),
        area: metadata.ref_area.clone().map(|area| (area, document.area_words())),
    };
    packed(&(said, extraction))
}

/// The entry with that content; `None` if it is that of none.
pub(crate) fn decode(content: &[u8]) -> Option<CachedDocument> {
    let (said, extraction) = postcard::from_bytes(&unpacked(content)?).ok()?;
    Some(CachedDocument { said, extraction })
}

/// A value as the content of an entry.
pub(crate) fn packed(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let plain = postcard::to_allocvec(value).map_err(io::Error::other)?;
    zstd::bulk::compress(&plain, ZSTD_LEVEL)
}

/// The serialised value in the content of an entry; `None` if it holds none.
pub(crate) fn unpacked(content: &[u8]) -> Option<Vec<u8>> {
    let length = zstd::stream::decompressed_size(content)?;
    zstd::bulk::decompress(content, usize::try_from(length).ok()?).ok()
}
