//! Decodes raw files strictly: the first invalid byte is an error with its place, and nothing is
//! ever replaced by U+FFFD or a question mark.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use encoding_rs::{BIG5, DecoderResult, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use crate::content::OtherContent;

/// This many successive three-byte characters of UTF-8 occur in about one of ten million GB18030
/// files, so a file with them is damaged UTF-8.
const SURELY_UTF8: usize = 4;

/// This many control characters may be accidental, however short the text is.
const STRAY_CONTROLS: usize = 3;

/// A file with more than one control character in this many characters is binary.
const TEXT_PER_CONTROL: usize = 100;

/// The encoding of a raw file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 without byte order mark. Text and file are the same bytes.
    Utf8,
    /// UTF-8 with byte order mark, which the text keeps. Text and file are the same bytes.
    Utf8Bom,
    /// UTF-16, low byte first, with byte order mark.
    Utf16Le,
    /// UTF-16, high byte first, with byte order mark.
    Utf16Be,
    /// GB18030, and so GBK and GB 2312.
    Gb18030,
    /// Big5, where the file itself says so.
    Big5,
}

impl Encoding {
    /// Its name in the published tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf8Bom => "utf-8-bom",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Gb18030 => "gb18030",
            Encoding::Big5 => "big5",
        }
    }
}

/// Writes the name in the published tables.
impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A raw file as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The whole file; a byte order mark is its first character, U+FEFF.
    pub text: String,
    /// The encoding of the file.
    pub encoding: Encoding,
}

/// Why a file is not text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeReason {
    /// The bytes are not a character in the encoding of the rest of the file.
    Malformed(Encoding),
    /// The file ends within a character of that encoding.
    CutShort(Encoding),
    /// Its first bytes are those of that kind of file.
    Other(OtherContent),
    /// A zero byte: a binary file, or UTF-16 without byte order mark, or UTF-32.
    Nul,
    /// Too many control characters for a text.
    Control,
}

/// A file that is not text in a known encoding, with the place of the first error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// The reason.
    pub reason: DecodeReason,
    /// First invalid byte, from 0, in the raw file.
    pub offset: usize,
    /// Line of that byte, from 1. `\n`, `\r\n` and a lone `\r` end a line.
    pub line: usize,
    /// Column of that byte, in characters from 1. A byte order mark is not counted.
    pub column: usize,
    /// The invalid bytes, at most four.
    pub bytes: Vec<u8>,
}

impl DecodeError {
    /// An error at a byte, with the text before it.
    fn at(
        reason: DecodeReason,
        bytes: &[u8],
        offset: usize,
        length: usize,
        before: &str,
    ) -> DecodeError {
        let before = before.strip_prefix('\u{FEFF}').unwrap_or(before);
        let ends = before.bytes().filter(|&byte| byte == b'\n' || byte == b'\r').count();
        let line = 1 + ends - before.matches("\r\n").count();
        let column = 1 + before.chars().rev().take_while(|&c| c != '\n' && c != '\r').count();
        let bytes = bytes.iter().skip(offset).take(length.clamp(1, 4)).copied().collect();
        DecodeError { reason, offset, line, column, bytes }
    }

    /// The message and the help, without the place.
    pub fn message(&self) -> String {
        let hex: Vec<String> = self.bytes.iter().map(|byte| format!("{byte:02X}")).collect();
        let hex = hex.join(" ");
        match self.reason {
            DecodeReason::Malformed(encoding) => format!(
                "the file is {encoding}, but {hex} is not a character of it; correct these bytes, or save the file as UTF-8"
            ),
            DecodeReason::CutShort(encoding) => format!(
                "the file is {encoding} and ends within a character ({hex}); it was cut short, so get it again"
            ),
            DecodeReason::Other(other) => format!(
                "this is {}, not a text; give it the extension of what it is, or save its text as UTF-8",
                other.what()
            ),
            DecodeReason::Nul => {
                "a zero byte: this is a binary file, or UTF-16 without a byte order mark, or UTF-32; save its text as UTF-8".to_owned()
            }
            DecodeReason::Control => format!(
                "control characters (the first is {hex}): this is a binary file; save its text as UTF-8"
            ),
        }
    }
}

/// Shows place and message: `line 2, column 1: the file is utf-8, but …`.
impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.message())
    }
}

impl Error for DecodeError {}

/// Decodes a raw file: by its byte order mark where it has one, else as UTF-8, else as GB18030.
///
/// The bytes of UTF-8 text are often also (other) characters of GB18030. So that damaged UTF-8 is
/// not read as nonsense, GB18030 is only tried if the file does not look like UTF-8: with more
/// three-byte characters (as all Chinese ones are) than errors, or several of them before the first
/// error.
///
/// ```
/// use figlift_read::encoding::{DecodeReason, Encoding, decode};
///
/// let decoded = decode("增长8.1%".as_bytes())?;
/// assert_eq!((decoded.text.as_str(), decoded.encoding), ("增长8.1%", Encoding::Utf8));
///
/// let decoded = decode(b"\xD4\xF6\xB3\xA48.1%")?;
/// assert_eq!((decoded.text.as_str(), decoded.encoding), ("增长8.1%", Encoding::Gb18030));
///
/// let error = decode(b"\xE5\xA2\x9E\xE9\x95\xBF8\n\xFF.1%").unwrap_err();
/// assert_eq!(error.reason, DecodeReason::Malformed(Encoding::Utf8));
/// assert_eq!((error.offset, error.line, error.column), (8, 2, 1));
/// # Ok::<(), figlift_read::encoding::DecodeError>(())
/// ```
///
/// # Errors
/// If the file is of a known other kind, if the bytes are not valid in the encoding, if there is a zero byte, or if there are many
/// control characters (other than tabs, line ends and form feeds).
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    match bytes {
        [0xFF, 0xFE, ..] => return utf16(bytes, Encoding::Utf16Le, u16::from_le_bytes),
        [0xFE, 0xFF, ..] => return utf16(bytes, Encoding::Utf16Be, u16::from_be_bytes),
        _ => {}
    }
    // First, since these messages are more helpful than those of the other errors of a binary file.
    if let Some(other) = OtherContent::of(bytes) {
        return Err(DecodeError::at(DecodeReason::Other(other), bytes, 0, 4, ""));
    }
    if let Some(offset) = bytes.iter().position(|&byte| byte == 0) {
        return Err(DecodeError::at(DecodeReason::Nul, bytes, offset, 1, &before(bytes, offset)));
    }
    let decoded = match bytes {
        [0xEF, 0xBB, 0xBF, ..] => utf8(bytes, Encoding::Utf8Bom)?,
        _ => without_mark(bytes)?,
    };
    // In both encodings, the bytes of control characters are not part of other characters.
    let controls = bytes.iter().enumerate().filter(|(_, byte)| is_control(char::from(**byte)));
    few_controls(bytes, &decoded.text, controls.map(|(offset, _)| offset))?;
    Ok(decoded)
}

/// Decodes a file that declares its own encoding, such as a web page; also returns whether that is
/// its encoding. A declaration counts only for what is neither UTF-8 nor has a byte order mark.
///
/// ```
/// use figlift_read::encoding::{Encoding, decode_declared};
///
/// let (decoded, right) = decode_declared(b"\xBCW\xAA\xF88.1%", "big5")?;
/// assert_eq!((decoded.text.as_str(), decoded.encoding, right), ("增長8.1%", Encoding::Big5, true));
/// let (decoded, right) = decode_declared("增长8.1%".as_bytes(), "gb2312")?;
/// assert_eq!((decoded.encoding, right), (Encoding::Utf8, false));
/// # Ok::<(), figlift_read::encoding::DecodeError>(())
/// ```
///
/// # Errors
/// As for [`decode`].
pub fn decode_declared(bytes: &[u8], label: &str) -> Result<(Decoded, bool), DecodeError> {
    let declared = encoding_rs::Encoding::for_label(label.as_bytes());
    let has_mark = matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0xEF, 0xBB, 0xBF, ..]);
    let other = has_mark || bytes.contains(&0) || str::from_utf8(bytes).is_ok();
    let may_be_big5 = declared == Some(BIG5) && !other;
    let big5 = may_be_big5.then(|| of_two_bytes(bytes, Encoding::Big5, BIG5).ok()).flatten();
    let decoded = big5.map_or_else(|| decode(bytes), Ok)?;
    let is = match decoded.encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => UTF_8,
        Encoding::Utf16Le => UTF_16LE,
        Encoding::Utf16Be => UTF_16BE,
        Encoding::Gb18030 => GB18030,
        Encoding::Big5 => BIG5,
    };
    // The same bytes in both: a page in English, or all in entities.
    let right = declared == Some(is)
        || declared == Some(GBK) && is == GB18030
        || declared.is_some() && bytes.is_ascii();
    Ok((decoded, right))
}

fn without_mark(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    let fault = match utf8(bytes, Encoding::Utf8) {
        Ok(decoded) => return Ok(decoded),
        Err(fault) => fault,
    };
    if shows_utf8(bytes) {
        return Err(fault);
    }
    gb18030(bytes).map_err(|other| if leads_with_utf8(bytes) > 0 { fault } else { other })
}

fn utf8(bytes: &[u8], encoding: Encoding) -> Result<Decoded, DecodeError> {
    let fault = match str::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded { text: text.to_owned(), encoding }),
        Err(fault) => fault,
    };
    let offset = fault.valid_up_to();
    let (reason, length) = match fault.error_len() {
        Some(length) => (DecodeReason::Malformed(encoding), length),
        None => (DecodeReason::CutShort(encoding), bytes.len() - offset),
    };
    Err(DecodeError::at(reason, bytes, offset, length, &String::from_utf8_lossy(&bytes[..offset])))
}

/// Whether an invalid UTF-8 file is damaged UTF-8.
fn shows_utf8(bytes: &[u8]) -> bool {
    let (mut wide, mut faults) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        wide += chunk.valid().chars().filter(|c| c.len_utf8() > 2).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    wide > faults || leads_with_utf8(bytes) >= SURELY_UTF8
}

/// The number of three-byte characters before the first error.
fn leads_with_utf8(bytes: &[u8]) -> usize {
    let valid = bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    valid.chars().filter(|c| c.len_utf8() > 2).count()
}

/// Decodes a part of a file that is known to be GB18030.
pub(crate) fn gb18030(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    of_two_bytes(bytes, Encoding::Gb18030, GB18030)
}

/// Decodes an encoding in which Han characters have two bytes.
fn of_two_bytes(
    bytes: &[u8],
    encoding: Encoding,
    by: &'static encoding_rs::Encoding,
) -> Result<Decoded, DecodeError> {
    let mut decoder = by.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 2 + 16);
    let mut read = 0;
    loop {
        let (result, more) =
            decoder.decode_to_string_without_replacement(&bytes[read..], &mut text, true);
        read += more;
        match result {
            DecoderResult::InputEmpty => {
                return Ok(Decoded { text, encoding });
            }
            DecoderResult::OutputFull => text.reserve(bytes.len() - read + 16),
            DecoderResult::Malformed(length, after) => {
                let (length, after) = (usize::from(length), usize::from(after));
                let offset = read.saturating_sub(length + after);
                let cut = begins_character(&bytes[offset..]);
                let reason = if cut { DecodeReason::CutShort } else { DecodeReason::Malformed };
                let reason = reason(encoding);
                return Err(DecodeError::at(reason, bytes, offset, length, &text));
            }
        }
    }
}

/// Whether these bytes are an incomplete character of GB18030.
fn begins_character(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0x81..=0xFE] | [0x81..=0xFE, 0x30..=0x39] | [0x81..=0xFE, 0x30..=0x39, 0x81..=0xFE]
    )
}

fn utf16(
    bytes: &[u8],
    encoding: Encoding,
    unit: fn([u8; 2]) -> u16,
) -> Result<Decoded, DecodeError> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len() * 3 / 2);
    let mut controls = Vec::new();
    let mut offset = 0;
    for next in char::decode_utf16(pairs.iter().copied().map(unit)) {
        let reason = match next {
            Ok('\0') => DecodeReason::Nul,
            Ok(c) => {
                controls.extend(is_control(c).then_some(offset));
                text.push(c);
                offset += 2 * c.len_utf16();
                continue;
            }
            // The file ends after the first half of a surrogate pair.
            Err(half) if offset + 2 == bytes.len() && half.unpaired_surrogate() < 0xDC00 => {
                DecodeReason::CutShort(encoding)
            }
            Err(_) => DecodeReason::Malformed(encoding),
        };
        return Err(DecodeError::at(reason, bytes, offset, 2, &text));
    }
    if !odd.is_empty() {
        return Err(DecodeError::at(DecodeReason::CutShort(encoding), bytes, offset, 1, &text));
    }
    few_controls(bytes, &text, controls.into_iter())?;
    Ok(Decoded { text, encoding })
}

/// Control characters of binary files: all except tabs, line ends and form feeds.
fn is_control(c: char) -> bool {
    c.is_ascii_control() && !matches!(c, '\t'..='\r')
}

fn few_controls(
    bytes: &[u8],
    text: &str,
    mut offsets: impl Iterator<Item = usize>,
) -> Result<(), DecodeError> {
    let Some(first) = offsets.next() else { return Ok(()) };
    let count = 1 + offsets.count();
    if count <= STRAY_CONTROLS || count * TEXT_PER_CONTROL <= text.chars().count() {
        return Ok(());
    }
    let before = text.find(is_control).map_or("", |at| &text[..at]);
    Err(DecodeError::at(DecodeReason::Control, bytes, first, 1, before))
}

/// The text before a byte of an undecodable file, for counting lines.
fn before(bytes: &[u8], offset: usize) -> Cow<'_, str> {
    let bytes = &bytes[..offset];
    match str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => GB18030.decode_without_bom_handling(bytes).0,
    }
}

#[cfg(test)]
mod tests;
