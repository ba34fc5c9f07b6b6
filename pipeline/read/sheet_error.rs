//! Why a table of values or a workbook was not read.

use std::fmt;

use figlift_text::Position;

/// The most cells with words of a file.
pub(crate) const MOST_CELLS: usize = 2_000_000;

/// The most bytes of what the cells of a file show, in UTF-8.
pub(crate) const MOST_TEXT: usize = 64 << 20;

/// Why a table of values or a workbook was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SheetError {
    /// A field begins with a quotation mark there, and no other ends it.
    OpenQuote(Position),
    /// Something stands there between the end of a quoted field and that of its column.
    AfterQuote(Position),
    /// It has too many cells.
    TooManyCells,
    /// Its cells show too much text.
    TooMuchText,
    /// A sheet of that name has a cell beyond the last row or column that there can be.
    BeyondLast(String),
    /// The cells of a sheet lie too far apart.
    TooSparse,
    /// The cell at that place has control characters.
    Control(String),
    /// It is no workbook of the kind that its name says.
    OtherKind,
    /// It is a workbook of the old binary format, and damaged: what is wrong.
    Damaged(String),
    /// All sheets are hidden, or none has a cell.
    NoCells,
}

impl SheetError {
    /// The place in the raw file, if that is text.
    pub fn position(&self) -> Option<Position> {
        match self {
            SheetError::OpenQuote(position) | SheetError::AfterQuote(position) => Some(*position),
            _ => None,
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
            SheetError::TooMuchText => write!(
                f,
                "its cells show more than {MOST_TEXT} bytes of text; split it into several files"
            ),
            SheetError::BeyondLast(sheet) => write!(
                f,
                "the sheet {sheet:?} has a cell beyond column XFD or row 1048576, so it is damaged; open it in an office program and save it anew"
            ),
            SheetError::TooSparse => f.write_str(
                "the cells of a sheet lie so far apart that they would take too much memory; move them together, or save it as .xlsx",
            ),
            SheetError::Control(place) => write!(
                f,
                "the cell {place} has control characters, so the file does not say rightly how its text is encoded; open it in an office program and save it as .xlsx"
            ),
            SheetError::OtherKind => f.write_str(
                "its content is not what its name says, a workbook; give it the extension of what it is",
            ),
            SheetError::Damaged(reason) => write!(
                f,
                "it is damaged ({reason}); get the file again, or open it in an office program and save it as .xlsx"
            ),
            SheetError::NoCells => f.write_str(
                "no sheet that is shown has a cell; show the sheets that hold the values",
            ),
            SheetError::TooManyCells => write!(
                f,
                "it has more than {MOST_CELLS} cells, or lines and doubled quotation marks in them; split it into several files"
            ),
        }
    }
}

impl std::error::Error for SheetError {}
