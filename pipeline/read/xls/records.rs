//! The records of a workbook of the old binary format, and the texts in them.

use encoding_rs::{BIG5, Encoding, GB18030, WINDOWS_1252};

/// A record that goes on with the one before.
const CONTINUE: u16 = 0x3C;

/// A record: its kind, and its bytes with those of the records that go on with it.
#[derive(Debug)]
pub(super) struct Record<'b> {
    pub kind: u16,
    parts: Vec<&'b [u8]>,
}

/// The records from the beginning of some bytes on.
pub(super) struct RecordStream<'b> {
    rest: &'b [u8],
}

impl<'b> RecordStream<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> RecordStream<'b> {
        RecordStream { rest: bytes }
    }

    /// The bytes that are still to come.
    pub(super) fn left(&self) -> usize {
        self.rest.len()
    }

    fn one(&mut self) -> Option<(u16, &'b [u8])> {
        let head: &[u8; 4] = self.rest.first_chunk()?;
        let (kind, size) = (u16::from_le_bytes([head[0], head[1]]), [head[2], head[3]]);
        let size = usize::from(u16::from_le_bytes(size));
        let data = self.rest.get(4..4 + size)?;
        self.rest = &self.rest[4 + size..];
        Some((kind, data))
    }
}

impl<'b> Iterator for RecordStream<'b> {
    type Item = Record<'b>;

    fn next(&mut self) -> Option<Record<'b>> {
        let (kind, data) = self.one()?;
        let mut parts = vec![data];
        while self.rest.starts_with(&CONTINUE.to_le_bytes())
            && let Some((_, data)) = self.one()
        {
            parts.push(data);
        }
        Some(Record { kind, parts })
    }
}

impl<'b> Record<'b> {
    /// Its bytes, without those of the records that go on with it.
    pub(super) fn bytes(&self) -> &'b [u8] {
        self.parts[0]
    }

    /// Two bytes of it as a number.
    pub(super) fn u16(&self, at: usize) -> Option<usize> {
        Some(u16::from_le_bytes(*self.bytes().get(at..)?.first_chunk()?).into())
    }

    pub(super) fn u32(&self, at: usize) -> Option<u32> {
        Some(u32::from_le_bytes(*self.bytes().get(at..)?.first_chunk()?))
    }

    /// A reader of what stands from a byte on.
    pub(super) fn reader(&self, at: usize) -> RecordReader<'_> {
        RecordReader { parts: &self.parts, part: 0, at }
    }
}

/// How the texts of a workbook are encoded.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextForm {
    /// Whether texts say themselves how they are encoded.
    pub is_wide: bool,
    /// Else, the number of their encoding.
    pub codepage: usize,
}

/// A text, and where its runs begin: character and font.
#[derive(Debug, Default)]
pub(super) struct RecordText {
    pub words: String,
    pub runs: Vec<(usize, usize)>,
}

/// A reader of texts, which records can cut.
pub(super) struct RecordReader<'r> {
    parts: &'r [&'r [u8]],
    part: usize,
    at: usize,
}

impl RecordReader<'_> {
    /// Whether there is more.
    pub(super) fn has_more(&self) -> bool {
        self.parts.get(self.part).is_some_and(|part| self.at < part.len())
            || self.parts.get(self.part + 1).is_some_and(|part| !part.is_empty())
    }

    fn byte(&mut self) -> Option<u8> {
        while self.at >= self.parts.get(self.part)?.len() {
            (self.part, self.at) = (self.part + 1, 0);
        }
        self.at += 1;
        Some(self.parts[self.part][self.at - 1])
    }

    fn number(&mut self, bytes: usize) -> Option<usize> {
        let mut number = 0;
        for at in 0..bytes {
            number |= usize::from(self.byte()?) << (8 * at);
        }
        Some(number)
    }

    fn skip(&mut self, mut bytes: usize) -> Option<()> {
        while bytes > 0 {
            let left = self.parts.get(self.part)?.len().saturating_sub(self.at);
            let taken = left.min(bytes);
            (self.at, bytes) = (self.at + taken, bytes - taken);
            if bytes > 0 {
                (self.part, self.at) = (self.part + 1, 0);
            }
        }
        Some(())
    }

    /// A text whose length has so many bytes.
    pub(super) fn text(&mut self, form: TextForm, length: usize) -> Option<RecordText> {
        let count = self.number(length)?;
        if !form.is_wide {
            let mut bytes = Vec::with_capacity(count.min(1 << 16));
            for _ in 0..count {
                bytes.push(self.byte()?);
            }
            return Some(RecordText { words: decoded(&bytes, form.codepage), runs: Vec::new() });
        }
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.number(2)? } else { 0 };
        let more = if flags & 4 != 0 { self.number(4)? } else { 0 };
        let words = self.characters(count, flags & 1 != 0)?;
        let mut text = RecordText { words, runs: Vec::new() };
        for _ in 0..runs {
            text.runs.push((self.number(2)?, self.number(2)?));
        }
        self.skip(more)?;
        Some(text)
    }

    /// So many characters, of two bytes or one. Where a record cuts them, the next one says anew which.
    fn characters(&mut self, count: usize, mut is_wide: bool) -> Option<String> {
        let mut units = Vec::with_capacity(count.min(1 << 16));
        for _ in 0..count {
            if self.at >= self.parts.get(self.part)?.len() {
                is_wide = self.byte()? & 1 != 0;
            }
            units.push(self.number(if is_wide { 2 } else { 1 })? as u16);
        }
        Some(String::from_utf16_lossy(&units))
    }
}

/// Bytes in the encoding of a number. What is no text in it has control characters.
fn decoded(bytes: &[u8], codepage: usize) -> String {
    let encoding: Option<&'static Encoding> = match codepage {
        936 | 54_936 => Some(GB18030),
        950 => Some(BIG5),
        1252 | 0x8001 => Some(WINDOWS_1252),
        _ => None,
    };
    let text = encoding
        .and_then(|encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes));
    match text {
        Some(text) => text.into_owned(),
        None if bytes.is_ascii() => bytes.iter().copied().map(char::from).collect(),
        None => "\0".to_owned(),
    }
}
