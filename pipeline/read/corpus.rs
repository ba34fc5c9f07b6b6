//! Corpora: files of records, each of which is a document: JSON Lines, tables of values, Parquet. A sidecar
//! says which columns hold what. Records come one by one, so that a corpus may have any number of them.
//!
//! JSON Lines and tables are read by hand and not by the readers of Arrow: these take many records at once,
//! refuse all of them for one that is wrong, and do not say which it was.

mod columnar;
mod delimited;
mod error;
mod fault;
mod fields;
mod kept;
mod lines;
mod row;
mod text;

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use figlift_text::{Document, Metadata, Position, SourcePiece, SourcePlace, TextLayout};

pub use self::error::{CorpusError, MissingColumn, RecordError, RecordReason};
pub use self::fault::ReadFault;
pub use self::fields::CorpusColumns;
pub use self::fields::RecordContent;
pub(crate) use self::kept::{KeptCorpus, KeptPart, RecordPlace};
use self::row::{CorpusRow, CorpusRows};
use crate::doc_id::coded;
use crate::input::{Input, ReadOptions, ReadText};
use crate::size::SizeLimit;
use crate::state::RawState;
use crate::unpack::{is_named_packed, unpacked};
use crate::unread::Unread;

/// Corpora of JSON objects, one on each line.
pub const JSONL: Input =
    Input { extensions: &["jsonl", "ndjson"], about: "corpus of JSON lines", read: unsaid };

/// Corpora in Parquet.
pub const PARQUET: Input =
    Input { extensions: &["parquet"], about: "corpus in Parquet", read: unsaid };

/// Nothing but the columns say what of such a file is text.
fn unsaid(_: &[u8], _: &ReadOptions) -> Result<ReadText, Unread> {
    Err(Unread::Corpus(CorpusError::Unsaid))
}

/// The bytes of a text between two of the places that are kept of it.
const STRIDE: usize = 4096;

/// How the records of a corpus are kept in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CorpusFormat {
    /// A JSON object on each line.
    Lines,
    /// Rows of fields below the names of their columns.
    Delimited,
    /// Parquet.
    Columnar,
}

impl CorpusFormat {
    /// The format of the corpora that an input reads.
    ///
    /// ```
    /// use figlift_read::{CSV, CorpusFormat, HTML, JSONL};
    /// assert_eq!(CorpusFormat::of(&JSONL), Some(CorpusFormat::Lines));
    /// assert_eq!(CorpusFormat::of(&CSV), Some(CorpusFormat::Delimited));
    /// assert_eq!(CorpusFormat::of(&HTML), None);
    /// ```
    pub fn of(input: &Input) -> Option<CorpusFormat> {
        match input.name() {
            "jsonl" => Some(CorpusFormat::Lines),
            "csv" | "tsv" => Some(CorpusFormat::Delimited),
            "parquet" => Some(CorpusFormat::Columnar),
            _ => None,
        }
    }
}

/// A record of a corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorpusRecord {
    /// Its number from 1: that of its line in a file of lines, else that of the record.
    pub number: usize,
    /// The id of its document, below that of the file: what its column says, else the number.
    pub id: String,
    /// Its text and metadata, or why it has none.
    pub content: Result<RecordContent, RecordError>,
}

impl CorpusRecord {
    /// The document of that id.
    pub fn document(self, doc_id: &str) -> RawState {
        state(doc_id, self.number, self.content)
    }

    /// What was read of it, or why it was not, in a form that can be kept.
    ///
    /// # Errors
    /// If there is no form for it.
    pub(crate) fn to_bytes(&self) -> io::Result<Vec<u8>> {
        postcard::to_allocvec(&self.content).map_err(io::Error::other)
    }
}

fn state(doc_id: &str, number: usize, content: Result<RecordContent, RecordError>) -> RawState {
    match content {
        Ok(RecordContent { text, metadata, noticed }) => {
            let layout = TextLayout { pieces: pieces(&text, number), ..TextLayout::default() };
            let document = Document::derived(doc_id, text, layout, metadata).with_noticed(noticed);
            RawState::Read { document: Box::new(document), encoding: None }
        }
        Err(error) => RawState::Unreadable {
            metadata: Metadata::default(),
            error: Unread::Record { number, error },
        },
    }
}

/// The document of a record that was kept, with its number.
///
/// # Errors
/// If the bytes are not those of a record.
pub(crate) fn of_bytes(doc_id: &str, number: usize, bytes: &[u8]) -> io::Result<RawState> {
    let content = postcard::from_bytes(bytes).map_err(io::Error::other)?;
    Ok(state(doc_id, number, content))
}

/// The places of a text: the number of its record, and characters within the text. Some are kept, so that
/// none is found by counting all of a long text.
fn pieces(text: &str, line: usize) -> Vec<SourcePiece> {
    let mut pieces = Vec::with_capacity(text.len() / STRIDE + 1);
    let (mut start, mut column) = (0, 1);
    loop {
        pieces.push(SourcePiece { start, place: SourcePlace::Line(Position { line, column }) });
        let end = text.ceil_char_boundary(start + STRIDE);
        if end >= text.len() {
            return pieces;
        }
        column += text[start..end].chars().count();
        start = end;
    }
}

/// The records of a corpus, in order. After an error there are no more.
pub struct Corpus {
    rows: Box<dyn CorpusRows + Send>,
    columns: CorpusColumns,
    /// The metadata of records that state none.
    metadata: Metadata,
    /// Whether a record was found, and whether there are no more.
    found: bool,
    ended: bool,
}

impl Corpus {
    /// Opens a corpus in a file, packed or not, whose records have that metadata where they state no other.
    ///
    /// # Errors
    /// If the file cannot be read, or is no corpus with these columns.
    pub fn open(
        path: &Path,
        format: CorpusFormat,
        columns: CorpusColumns,
        metadata: Metadata,
        limit: SizeLimit,
    ) -> Result<Corpus, ReadFault> {
        let (file, must) = (File::open(path)?, is_named_packed(path));
        if format == CorpusFormat::Columnar && !must {
            let rows = Box::new(columnar::ColumnarRows::open(file, &columns)?);
            return Ok(Corpus::of_rows(rows, columns, metadata));
        }
        Corpus::opened(file, must, format, columns, metadata, limit)
    }

    /// Opens a corpus in a stream, such as standard input.
    ///
    /// # Errors
    /// As [`open`](Corpus::open).
    pub fn of_stream(
        stream: impl Read + Send + 'static,
        format: CorpusFormat,
        columns: CorpusColumns,
        metadata: Metadata,
        limit: SizeLimit,
    ) -> Result<Corpus, ReadFault> {
        Corpus::opened(stream, false, format, columns, metadata, limit)
    }

    fn opened(
        stream: impl Read + Send + 'static,
        must: bool,
        format: CorpusFormat,
        columns: CorpusColumns,
        metadata: Metadata,
        limit: SizeLimit,
    ) -> Result<Corpus, ReadFault> {
        let mut bytes = unpacked(stream, must)?.bytes;
        let rows: Box<dyn CorpusRows + Send> = match format {
            CorpusFormat::Lines => Box::new(lines::LineRows::open(bytes, &columns, limit)?),
            CorpusFormat::Delimited => {
                Box::new(delimited::DelimitedRows::open(bytes, &columns, limit)?)
            }
            // Its directory is at its end.
            CorpusFormat::Columnar => {
                let mut file = tempfile::tempfile()?;
                io::copy(&mut bytes, &mut file)?;
                Box::new(columnar::ColumnarRows::open(file, &columns)?)
            }
        };
        Ok(Corpus::of_rows(rows, columns, metadata))
    }

    fn of_rows(
        rows: Box<dyn CorpusRows + Send>,
        columns: CorpusColumns,
        metadata: Metadata,
    ) -> Corpus {
        Corpus { rows, columns, metadata, found: false, ended: false }
    }

    fn next_record(&mut self) -> Result<Option<CorpusRecord>, ReadFault> {
        let Some(CorpusRow { number, fields }) = self.rows.next_row()? else {
            let empty = || ReadFault::Unread(Unread::Corpus(CorpusError::Empty));
            return if self.found { Ok(None) } else { Err(empty()) };
        };
        self.found = true;
        let numbered = || match self.columns.has_id() {
            // A number may be the id of another record.
            true => format!("record-{number}"),
            false => number.to_string(),
        };
        let (id, content) = match fields {
            Ok(fields) => self.columns.record(fields, &self.metadata),
            Err(error) => (None, Err(error)),
        };
        let id = id.map(|id| coded(&id)).unwrap_or_else(numbered);
        Ok(Some(CorpusRecord { number, id, content }))
    }
}

impl Iterator for Corpus {
    type Item = Result<CorpusRecord, ReadFault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = self.next_record().transpose();
        self.ended = !matches!(next, Some(Ok(_)));
        next
    }
}

#[cfg(test)]
mod tests;
