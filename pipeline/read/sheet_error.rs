//! Why a table of values or a workbook was not read.

use std::fmt;

use figlift_text::Position;

/// The most cells with words of a file.
pub(crate) const MOST_CELLS: usize = 2_000_000;

/// Why a table of values or a workbook was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SheetError {
    /// A field begins with a quotation mark there, and no other ends it.
    OpenQuote(Position),
    /// Something stands there between the end of a quoted field and that of its column.
    AfterQuote(Position),
    /// A sheet has too many cells.
    TooManyCells,
}

impl SheetError {
    /// The place in the raw file, if that is text.
    pub fn position(&self) -> Option<Position> {
        match self {
            SheetError::OpenQuote(position) | SheetError::AfterQuote(position) => Some(*position),
            SheetError::TooManyCells => None,
        }
    }
}

/// What is wrong, and what to do.
impl fmt::Display for SheetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SheetError::OpenQuote(_) => f.write_str(
                "a field begins with a quotation mark, and none ends it; close it, or write \" within a quoted field twice",
            ),
            SheetError::AfterQuote(_) => f.write_str(
                "a quoted field goes on behind its quotation mark; write \" within a quoted field twice, or quote none of it",
            ),
            SheetError::TooManyCells => write!(
                f,
                "it has more than {MOST_CELLS} cells; split it into several files"
            ),
        }
    }
}

impl std::error::Error for SheetError {}
