//! Corpora of JSON objects, one on each line.

use std::collections::VecDeque;
use std::fmt;
use std::io::{self, BufRead, BufReader, Read};

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::error::{CorpusError, RecordError, RecordReason};
use super::fault::ReadFault;
use super::fields::{ColumnValue, CorpusColumns};
use super::row::{CorpusRow, CorpusRows, MARK};
use super::text::{TextDecoder, refuse_other};
use crate::size::{SizeLimit, TooLarge};

/// The most records without the column of texts that are held back until one has it.
const MOST_HELD: usize = 4096;

/// The most keys that are known of objects, for a message.
const MOST_KEYS: usize = 30;

/// The lines of a file.
pub(super) struct LineRows<R> {
    input: BufReader<R>,
    decoder: TextDecoder,
    columns: CorpusColumns,
    limit: SizeLimit,
    /// The number of the line, and its bytes.
    number: usize,
    line: Vec<u8>,
    keys: KnownKeys,
    /// Records that lack the column of texts, as all before them do, and those behind them.
    held: VecDeque<CorpusRow>,
    ended: bool,
}

/// What is known of the keys of all objects so far.
struct KnownKeys {
    /// The names of the columns, and whether an object has each.
    names: Vec<String>,
    found: Vec<bool>,
    /// The first keys of objects.
    others: Vec<String>,
    /// Whether there was an object.
    any: bool,
}

/// What was found of a line.
enum FoundLine {
    Whole,
    TooLong,
    None,
}

impl<R: Read> LineRows<R> {
    /// # Errors
    /// If the file cannot be read, or its first bytes tell that it holds no lines of JSON.
    pub(super) fn open(
        input: R,
        columns: &CorpusColumns,
        limit: SizeLimit,
    ) -> Result<LineRows<R>, ReadFault> {
        let mut input = BufReader::new(input);
        refuse_other(input.fill_buf()?)?;
        let names: Vec<String> = columns.names().map(str::to_owned).collect();
        let found = vec![false; names.len()];
        Ok(LineRows {
            input,
            decoder: TextDecoder::default(),
            columns: columns.clone(),
            limit,
            number: 0,
            line: Vec::new(),
            keys: KnownKeys { names, found, others: Vec::new(), any: false },
            held: VecDeque::new(),
            ended: false,
        })
    }

    /// Reads the next line. Of one that is too long nothing but its end is looked for.
    fn read_line(&mut self) -> io::Result<FoundLine> {
        self.line.clear();
        let (mut any, mut too_long) = (false, false);
        loop {
            let bytes = self.input.fill_buf()?;
            let end = bytes.iter().position(|&byte| byte == b'\n');
            let part = &bytes[..end.unwrap_or(bytes.len())];
            any |= !bytes.is_empty();
            if self.limit.holds(self.line.len() + part.len()) {
                self.line.extend_from_slice(part);
            } else {
                too_long = true;
            }
            let (taken, is_last) = (end.map_or(bytes.len(), |end| end + 1), bytes.is_empty());
            self.input.consume(taken);
            if end.is_some() || is_last {
                return Ok(match (any, too_long) {
                    (false, _) => FoundLine::None,
                    (true, true) => FoundLine::TooLong,
                    (true, false) => FoundLine::Whole,
                });
            }
        }
    }

    /// The record of the next line that is not blank.
    fn read_row(&mut self) -> Result<Option<CorpusRow>, ReadFault> {
        let is_first = self.number == 0;
        loop {
            self.number += 1;
            let found = self.read_line()?;
            let line = self.line.strip_prefix(MARK).filter(|_| self.number == 1);
            let line = line.unwrap_or(&self.line).trim_ascii();
            let fields = match found {
                FoundLine::None => return Ok(None),
                FoundLine::TooLong => {
                    let error = TooLarge { size: None, limit: self.limit };
                    Err(RecordReason::TooLarge(error).whole())
                }
                FoundLine::Whole if line.is_empty() => continue,
                FoundLine::Whole => {
                    let text = self.decoder.text(line);
                    text.and_then(|text| fields(&text, &mut self.keys))
                }
            };
            if let Err(error) = &fields
                && is_first
                && begins_one_value(line)
                && (error.reason != RecordReason::NoObject || is_blank(self.input.fill_buf()?))
            {
                return Err(CorpusError::OneValue.into());
            }
            return Ok(Some(CorpusRow { number: self.number, fields }));
        }
    }

    /// The error of a corpus in which no object has the column, known of so many records, if not of all.
    fn lacking(&self, column: usize, of_first: Option<usize>) -> ReadFault {
        let KnownKeys { names, others, .. } = &self.keys;
        self.columns.lacking(&names[column], others, of_first).into()
    }
}

fn is_blank(bytes: &[u8]) -> bool {
    bytes.trim_ascii().is_empty()
}

/// Whether the first line of a file is that of a list of records, or of one object over several lines.
fn begins_one_value(line: &[u8]) -> bool {
    line == b"{" || line.starts_with(b"[")
}

impl<R: Read> CorpusRows for LineRows<R> {
    /// A column that no record has is one error. Were it that of texts, each of the records would be one, so they
    /// are held back until one has it.
    fn next_row(&mut self) -> Result<Option<CorpusRow>, ReadFault> {
        while !self.ended && (self.held.is_empty() || !self.keys.found[0]) {
            let Some(row) = self.read_row()? else {
                self.ended = true;
                break;
            };
            let lacks = matches!(&row.fields, Ok(fields) if fields[0] == ColumnValue::Missing);
            if !lacks && self.held.is_empty() {
                return Ok(Some(row));
            }
            self.held.push_back(row);
            if !self.keys.found[0] && self.held.len() == MOST_HELD {
                return Err(self.lacking(0, Some(MOST_HELD)));
            }
        }
        if self.ended && self.keys.any {
            if !self.keys.found[0] {
                return Err(self.lacking(0, None));
            }
            if self.held.is_empty()
                && let Some(column) = self.keys.found.iter().position(|found| !found)
            {
                return Err(self.lacking(column, None));
            }
        }
        Ok(self.held.pop_front())
    }
}

/// The values of an object under the names of columns.
fn fields(text: &str, keys: &mut KnownKeys) -> Result<Vec<ColumnValue>, RecordError> {
    let mut json = serde_json::Deserializer::from_str(text);
    let fields = ObjectFields(keys).deserialize(&mut json);
    let fields = fields.and_then(|fields| json.end().map(|()| fields));
    fields.map_err(|error| {
        if !text.starts_with('{') && serde_json::from_str::<IgnoredAny>(text).is_ok() {
            return RecordReason::NoObject.whole();
        }
        // The line that it names is that of the text, of which there is one.
        let message = error.to_string();
        let reason = message.rsplit_once(" at line").map_or(&*message, |(reason, _)| reason);
        let end = text.floor_char_boundary(error.column().saturating_sub(1));
        let column = text[..end].chars().count() + 1;
        RecordError { column, reason: RecordReason::Json(reason.to_owned()) }
    })
}

/// Keeps the values under some names of an object, and passes over the others.
struct ObjectFields<'k>(&'k mut KnownKeys);

impl<'de> DeserializeSeed<'de> for ObjectFields<'_> {
    type Value = Vec<ColumnValue>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Vec<ColumnValue>, D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for ObjectFields<'_> {
    type Value = Vec<ColumnValue>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Vec<ColumnValue>, A::Error> {
        let KnownKeys { names, found, others, any } = self.0;
        *any = true;
        let mut fields = vec![ColumnValue::Missing; names.len()];
        while let Some(key) = object.next_key::<String>()? {
            if found.contains(&false) && others.len() < MOST_KEYS && !others.contains(&key) {
                others.push(key.clone());
            }
            // One column may hold several things, such as the title and the id.
            let mut wanted = (0..names.len()).filter(|&at| names[at] == key).peekable();
            if wanted.peek().is_none() {
                object.next_value::<IgnoredAny>()?;
                continue;
            }
            let value: ColumnValue = object.next_value()?;
            for at in wanted {
                if fields[at] != ColumnValue::Missing {
                    return Err(A::Error::custom(format!("the key {key} stands in it twice")));
                }
                fields[at] = value.clone();
                found[at] = true;
            }
        }
        Ok(fields)
    }
}

impl<'de> Deserialize<'de> for ColumnValue {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<ColumnValue, D::Error> {
        json.deserialize_any(AnyValue)
    }
}

/// Keeps texts and numbers; of all else only what it is.
struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = ColumnValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<ColumnValue, E> {
        Ok(ColumnValue::Text(text.to_owned()))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<ColumnValue, E> {
        Ok(ColumnValue::Text(text))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<ColumnValue, E> {
        Ok(ColumnValue::Number(number.to_string()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<ColumnValue, E> {
        Ok(ColumnValue::Number(number.to_string()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<ColumnValue, E> {
        Ok(ColumnValue::Number(number.to_string()))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<ColumnValue, E> {
        Ok(ColumnValue::Other("true or false".to_owned()))
    }

    fn visit_unit<E: Error>(self) -> Result<ColumnValue, E> {
        Ok(ColumnValue::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<ColumnValue, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(ColumnValue::Other("a list".to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<ColumnValue, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(ColumnValue::Other("an object".to_owned()))
    }
}
