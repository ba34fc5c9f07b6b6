//! The encoding of a corpus of text, which is read record by record.

use std::borrow::Cow;

use super::error::{CorpusError, RecordError, RecordReason};
use super::row::MARK;
use crate::content::OtherContent;
use crate::encoding::{Encoding, decode, gb18030};

/// Decodes the parts of a corpus. The bytes that part its records, fields and keys are those of ASCII in both
/// encodings that are read, and no part of other characters.
#[derive(Default)]
pub(super) struct TextDecoder {
    /// The encoding, known by the first part that is not ASCII.
    encoding: Option<Encoding>,
}

impl TextDecoder {
    /// The text of a part.
    ///
    /// # Errors
    /// If the part is not in the encoding of those before it; for the first, if it is in none.
    pub(super) fn text<'b>(&mut self, bytes: &'b [u8]) -> Result<Cow<'b, str>, RecordError> {
        let invalid = match str::from_utf8(bytes) {
            Ok(text) if text.is_ascii() => return Ok(Cow::Borrowed(text)),
            Ok(text) if self.encoding != Some(Encoding::Gb18030) => {
                self.encoding = Some(Encoding::Utf8);
                return Ok(Cow::Borrowed(text));
            }
            Ok(_) => bytes.len(),
            Err(error) => error.valid_up_to(),
        };
        let decoded = match self.encoding {
            Some(Encoding::Gb18030) => gb18030(bytes).map_err(|error| error.column),
            None => decode(bytes).map_err(|error| error.column),
            Some(_) => Err(1 + String::from_utf8_lossy(&bytes[..invalid]).chars().count()),
        };
        let decoded =
            decoded.map_err(|column| RecordError { column, reason: RecordReason::Encoding })?;
        self.encoding = Some(decoded.encoding);
        Ok(Cow::Owned(decoded.text))
    }
}

/// # Errors
/// If a corpus that begins with these bytes is no text of lines in an encoding that is read: one error instead
/// of one for each line.
pub(super) fn refuse_other(first: &[u8]) -> Result<(), CorpusError> {
    let start = &first[..first.len().min(4)];
    if matches!(start, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) || start.contains(&0) {
        return Err(CorpusError::Wide);
    }
    let first = first.strip_prefix(MARK).unwrap_or(first);
    OtherContent::of(first).map_or(Ok(()), |other| Err(CorpusError::OtherContent(other)))
}
