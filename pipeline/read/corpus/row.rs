//! The rows of a corpus.

use super::error::RecordError;
use super::fault::ReadFault;
use super::fields::ColumnValue;

/// The byte order mark that a corpus of text may begin with.
pub(super) const MARK: &[u8] = b"\xEF\xBB\xBF";

/// A row of a corpus before its values are looked at.
pub(super) struct CorpusRow {
    pub(super) number: usize,
    /// The values of the named columns, in their order.
    pub(super) fields: Result<Vec<ColumnValue>, RecordError>,
}

/// What gives the rows of a corpus.
pub(super) trait CorpusRows {
    /// The next row, if there is one.
    ///
    /// # Errors
    /// If nothing more can be read.
    fn next_row(&mut self) -> Result<Option<CorpusRow>, ReadFault>;
}
