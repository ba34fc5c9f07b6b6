//! Why a raw file was not read.

use figlift_text::{Position, SourcePlace, Span};

use crate::corpus::{CorpusError, RecordError, RecordReason};
use crate::encoding::DecodeError;
use crate::package::PackageError;
use crate::pdf_error::PdfError;
use crate::sheet_error::SheetError;
use crate::size::TooLarge;
use crate::unpack::PackedError;

/// Why a raw file was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It has no bytes.
    Empty,
    /// Its input could not decode it.
    Undecodable(DecodeError),
    /// It is larger than the limit.
    TooLarge(TooLarge),
    /// It is packed, and cannot be unpacked.
    Packed(PackedError),
    /// It is no package of the kind that its name says, or one that is not opened.
    Package(PackageError),
    /// It is no PDF document that can be read.
    Pdf(PdfError),
    /// It is no table of values or workbook as it should be.
    Sheet(SheetError),
    /// It is a corpus that is not read, or one that should not be.
    Corpus(CorpusError),
    /// A record of a corpus, with its number.
    Record {
        /// Its number, from 1.
        number: usize,
        /// The reason.
        error: RecordError,
    },
}

impl Unread {
    /// The kind of problem, as in the published `diagnostics`.
    pub fn code(&self) -> &'static str {
        match self {
            Unread::TooLarge(_) => "too-large",
            Unread::Record { error, .. } => match error.reason {
                RecordReason::TooLarge(_) => "too-large",
                _ => "unreadable",
            },
            _ => "unreadable",
        }
    }

    /// The place in the raw file; `None` if it concerns the whole file.
    pub fn place(&self) -> Option<SourcePlace> {
        match self {
            Unread::Undecodable(DecodeError { line, column, .. }) => {
                Some(SourcePlace::Line(Position { line: *line, column: *column }))
            }
            Unread::Sheet(error) => error.position().map(SourcePlace::Line),
            Unread::Record { number, error } => {
                Some(SourcePlace::Line(Position { line: *number, column: error.column }))
            }
            _ => None,
        }
    }

    /// The bytes of the raw file that it concerns.
    pub fn span(&self) -> Span {
        match self {
            Unread::Undecodable(error) => Span::new(error.offset, error.offset + error.bytes.len()),
            Unread::TooLarge(error) => {
                let size = error.size.and_then(|size| size.try_into().ok());
                Span::new(0, size.unwrap_or_default())
            }
            _ => Span::new(0, 0),
        }
    }

    /// The message and the help, without the place.
    pub fn message(&self) -> String {
        match self {
            Unread::Empty => "it is empty; get it again, or remove it".to_owned(),
            Unread::Undecodable(error) => error.message(),
            Unread::TooLarge(error) => error.to_string(),
            Unread::Packed(error) => error.to_string(),
            Unread::Package(error) => error.to_string(),
            Unread::Pdf(error) => error.to_string(),
            Unread::Sheet(error) => error.to_string(),
            Unread::Corpus(error) => error.to_string(),
            Unread::Record { error, .. } => error.reason.to_string(),
        }
    }
}
