//! Why a raw file was not read.

use figlift_text::{Position, SourcePlace, Span};

use crate::encoding::DecodeError;
use crate::package::PackageError;
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
}

impl Unread {
    /// The kind of problem, as in the published `diagnostics`.
    pub fn code(&self) -> &'static str {
        match self {
            Unread::Undecodable(_) | Unread::Package(_) => "unreadable",
            Unread::TooLarge(_) => "too-large",
        }
    }

    /// The place in the raw file; `None` if it concerns the whole file.
    pub fn place(&self) -> Option<SourcePlace> {
        match self {
            Unread::Undecodable(DecodeError { line, column, .. }) => {
                Some(SourcePlace::Line(Position { line: *line, column: *column }))
            }
            Unread::TooLarge(_) | Unread::Package(_) => None,
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
            Unread::Package(_) => Span::new(0, 0),
        }
    }

    /// The message and the help, without the place.
    pub fn message(&self) -> String {
        match self {
            Unread::Undecodable(error) => error.message(),
            Unread::TooLarge(error) => error.to_string(),
            Unread::Package(error) => error.to_string(),
        }
    }
}
