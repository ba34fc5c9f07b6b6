//! Why a raw file was not read.

use figlift_text::{Position, SourcePlace, Span};

use crate::encoding::DecodeError;
use crate::package::PackageError;
use crate::pdf_error::PdfError;
use crate::sheet_error::SheetError;
use crate::size::TooLarge;

/// Why a raw file was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// Its input could not decode it.
    Undecodable(DecodeError),
    /// It is larger than the limit.
    TooLarge(TooLarge),
    /// It is no package of the kind that its name says, or one that is not opened.
    Package(PackageError),
    /// It is no PDF document that can be read.
    Pdf(PdfError),
    /// It is no table of values or workbook as it should be.
    Sheet(SheetError),
    /// Its sidecar says that it is a corpus.
    Corpus,
}

impl Unread {
    /// The kind of problem, as in the published `diagnostics`.
    pub fn code(&self) -> &'static str {
        match self {
            Unread::TooLarge(_) => "too-large",
            Unread::Undecodable(_)
            | Unread::Package(_)
            | Unread::Pdf(_)
            | Unread::Sheet(_)
            | Unread::Corpus => "unreadable",
        }
    }

    /// The place in the raw file; `None` if it concerns the whole file.
    pub fn place(&self) -> Option<SourcePlace> {
        match self {
            Unread::Undecodable(DecodeError { line, column, .. }) => {
                Some(SourcePlace::Line(Position { line: *line, column: *column }))
            }
            Unread::Sheet(error) => error.position().map(SourcePlace::Line),
            Unread::TooLarge(_) | Unread::Package(_) | Unread::Pdf(_) | Unread::Corpus => None,
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
            Unread::Package(_) | Unread::Pdf(_) | Unread::Sheet(_) | Unread::Corpus => {
                Span::new(0, 0)
            }
        }
    }

    /// The message and the help, without the place.
    pub fn message(&self) -> String {
        match self {
            Unread::Undecodable(error) => error.message(),
            Unread::TooLarge(error) => error.to_string(),
            Unread::Package(error) => error.to_string(),
            Unread::Pdf(error) => error.to_string(),
            Unread::Sheet(error) => error.to_string(),
            Unread::Corpus => {
                "its sidecar has [corpus], but figlift does not read corpora yet; write the text of each record into a .txt file of its own, or remove [corpus] to read the file as it is".to_owned()
            }
        }
    }
}
