//! Corpora of JSON objects, one on each line.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read};

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::error::{RecordError, RecordReason};
use super::fault::ReadFault;
use super::fields::{ColumnValue, CorpusColumns};
use super::row::{CorpusRow, CorpusRows, MARK};
use crate::size::{SizeLimit, TooLarge};

/// The lines of a file.
pub(super) struct LineRows<R> {
    input: BufReader<R>,
    names: Vec<String>,
    limit: SizeLimit,
    /// The number of the line, and its bytes.
    number: usize,
    line: Vec<u8>,
}

/// What was found of a line.
enum FoundLine {
    Whole,
    TooLong,
    None,
}

impl<R: Read> LineRows<R> {
    pub(super) fn new(input: R, columns: &CorpusColumns, limit: SizeLimit) -> LineRows<R> {
        let names = columns.names().map(str::to_owned).collect();
        LineRows { input: BufReader::new(input), names, limit, number: 0, line: Vec::new() }
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
}

impl<R: Read> CorpusRows for LineRows<R> {
    fn next_row(&mut self) -> Result<Option<CorpusRow>, ReadFault> {
        loop {
            self.number += 1;
            let fields = match self.read_line()? {
                FoundLine::None => return Ok(None),
                FoundLine::TooLong => {
                    let error = TooLarge { size: None, limit: self.limit };
                    Err(RecordReason::TooLarge(error).whole())
                }
                FoundLine::Whole => {
                    let line = self.line.strip_prefix(MARK).filter(|_| self.number == 1);
                    let line = line.unwrap_or(&self.line).trim_ascii();
                    if line.is_empty() {
                        continue;
                    }
                    fields(line, &self.names)
                }
            };
            return Ok(Some(CorpusRow { number: self.number, fields }));
        }
    }
}

/// The values of an object under some names.
fn fields(line: &[u8], names: &[String]) -> Result<Vec<ColumnValue>, RecordError> {
    let text = str::from_utf8(line).map_err(|error| {
        let before = String::from_utf8_lossy(&line[..error.valid_up_to()]).chars().count();
        RecordError { column: before + 1, reason: RecordReason::Encoding }
    })?;
    let mut json = serde_json::Deserializer::from_str(text);
    let fields = ObjectFields(names).deserialize(&mut json);
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
struct ObjectFields<'n>(&'n [String]);

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
        let mut fields = vec![ColumnValue::Missing; self.0.len()];
        while let Some(key) = object.next_key::<String>()? {
            // One column may hold several things, such as the title and the id.
            let mut wanted = (0..self.0.len()).filter(|&at| self.0[at] == key).peekable();
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
