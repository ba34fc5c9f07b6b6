//! Why a corpus, or a record of one, was not read.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::content::OtherContent;
use crate::size::TooLarge;

/// Why a corpus was not read, or not to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CorpusError {
    /// Nothing says which column holds the texts.
    Unsaid,
    /// Files of its kind are no corpora.
    OtherKind,
    /// It lacks a column.
    NoColumn(Box<MissingColumn>),
    /// Several of its columns have that name.
    SameColumn(String),
    /// The column of texts holds something else.
    NoTexts(String, String),
    /// It has no record.
    Empty,
    /// It is in UTF-16 or UTF-32.
    Wide,
    /// It is a file of that kind.
    OtherContent(OtherContent),
    /// It is one list or object of JSON over several lines.
    OneValue,
    /// The names of its columns cannot be read.
    Head(RecordReason),
    /// It is not what its name says, or damaged, and what is wrong.
    Damaged(String),
}

/// A column that a corpus lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingColumn {
    /// Its name.
    pub name: String,
    /// Where a sidecar names it: its path and line.
    pub named_at: Option<String>,
    /// The columns that the corpus has.
    pub found: Vec<String>,
    /// Of how many records this is known, if not of all.
    pub of_first: Option<usize>,
}

/// The most names of columns that a message lists.
const MOST_NAMES: usize = 20;

/// The most characters of a file that a message quotes.
const MOST_SHOWN: usize = 60;

/// What is wrong, and what to do.
impl fmt::Display for CorpusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CorpusError::Unsaid => f.write_str(
                "nothing says which column of it holds the texts; write a sidecar with [corpus] and text = \"NAME\" (or give --text-column NAME to `figlift extract`)",
            ),
            CorpusError::OtherKind => f.write_str(
                "its sidecar has [corpus], or --text-column is given, but only .jsonl, .csv, .tsv and .parquet files are read as corpora; take that away to read the file as it is",
            ),
            CorpusError::NoColumn(missing) => missing.fmt(f),
            CorpusError::SameColumn(name) => {
                write!(f, "several of its columns are named {}; rename one of them", shown(name))
            }
            CorpusError::NoTexts(name, kind) => write!(
                f,
                "its column {} holds {kind}, no texts; name another in [corpus] or --text-column",
                shown(name)
            ),
            CorpusError::Empty => f.write_str("it has no record; get it again, or remove it"),
            CorpusError::Wide => f.write_str(
                "it is in UTF-16 or UTF-32, and corpora are read in UTF-8 and GB18030; convert it (iconv -f UTF-16 -t UTF-8)",
            ),
            CorpusError::OtherContent(other) => write!(
                f,
                "this is {}, not a corpus of text; give it the extension of what it is, or get it again",
                other.what()
            ),
            CorpusError::OneValue => f.write_str(
                "it is one JSON list or object, not a record on each line; write each record on a line of its own (jq -c '.[]')",
            ),
            CorpusError::Head(reason) => write!(f, "the names of its columns: {reason}"),
            CorpusError::Damaged(reason) => write!(
                f,
                "it is not what its name says, or damaged ({}); get it again",
                shown(reason)
            ),
        }
    }
}

impl fmt::Display for MissingColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let MissingColumn { name, named_at, found, of_first } = self;
        let names: Vec<String> = found.iter().take(MOST_NAMES).map(|one| shown(one)).collect();
        let more = if found.len() > MOST_NAMES { ", …" } else { "" };
        match of_first {
            Some(first) => write!(f, "its first {first} records have no column ")?,
            None => f.write_str("it has no column ")?,
        }
        write!(f, "{}, but {}{more}; correct ", shown(name), names.join(", "))?;
        match named_at {
            Some(place) => write!(f, "the name in {place}"),
            None => f.write_str("the name in [corpus] or --text-column"),
        }
    }
}

/// Why a record of a corpus was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordError {
    /// The character of the record that it concerns, from 1.
    pub column: usize,
    /// The reason.
    pub reason: RecordReason,
}

/// The reason why a record was not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum RecordReason {
    /// It is no valid JSON, and what is wrong.
    Json(String),
    /// It is JSON, but no object.
    NoObject,
    /// It is not in the encoding of the corpus.
    Encoding,
    /// It is larger than the limit.
    TooLarge(TooLarge),
    /// A quotation mark is never closed.
    OpenQuote,
    /// A field goes on behind its quotation mark.
    AfterQuote,
    /// It has so many fields, and the head has others.
    Fields(usize, usize),
    /// It has no field of that name.
    NoText(String),
    /// Its text is null.
    NullText(String),
    /// Its text is something else.
    OtherText(String, String),
}

impl RecordReason {
    /// The error for the whole record.
    pub(crate) fn whole(self) -> RecordError {
        RecordError { column: 1, reason: self }
    }
}

/// What is wrong, and what to do.
impl fmt::Display for RecordReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const ELSE: &str = "correct or remove the record";
        match self {
            RecordReason::Json(reason) => {
                write!(f, "this record is no valid JSON ({}); {ELSE}", shown(reason))
            }
            RecordReason::NoObject => {
                write!(f, "this record is JSON, but no object ({{…}}); {ELSE}")
            }
            RecordReason::Encoding => f.write_str(
                "this record is not in UTF-8 or GB18030, or in another one than those before it; correct or remove it, or convert the corpus to UTF-8 (iconv)",
            ),
            RecordReason::TooLarge(error) => write!(f, "this record: {error}"),
            RecordReason::OpenQuote => write!(
                f,
                "this record has a quotation mark that none ends, so that the rest of the file belongs to it; close it, or double it within a field"
            ),
            RecordReason::AfterQuote => write!(
                f,
                "a field of this record goes on behind its quotation mark; double quotation marks within a field"
            ),
            RecordReason::Fields(found, wanted) => write!(
                f,
                "this record has {found} fields, but the head of the table {wanted}; quote a field with delimiters or line ends in it"
            ),
            RecordReason::NoText(name) => {
                write!(f, "this record has no {}, which should hold its text; {ELSE}", shown(name))
            }
            RecordReason::NullText(name) => {
                write!(f, "{} of this record is null, not a text; {ELSE}", shown(name))
            }
            RecordReason::OtherText(name, kind) => {
                write!(f, "{} of this record is {kind}, not a text; {ELSE}", shown(name))
            }
        }
    }
}

/// What stands in a file, cut and without control characters, for a message.
pub(super) fn shown(words: &str) -> String {
    words.chars().filter(|c| !c.is_control()).take(MOST_SHOWN).collect()
}
