//! Streams of a PDF document, unpacked within limits.

use std::borrow::Cow;

use flate2::{Decompress, FlushDecompress, Status};
use hayro_syntax::Filter;
use hayro_syntax::object::{Array, Dict, Stream};
use hayro_syntax::page::Page;

use super::limits::{MOST_CONTENT, MOST_STREAM};
use crate::pdf_error::PdfError;

/// The most bytes that a document may unpack to in all.
const MOST_TOTAL: usize = 1 << 30;

/// The most times that a packed byte of the other filters unpacks to.
const MOST_OTHER_RATIO: usize = 1400;

/// How deeply a document may pack packed bytes.
const MOST_DEPTH: usize = 2;

pub(super) fn too_large() -> PdfError {
    PdfError::TooLarge("a stream that unpacks to many bytes", MOST_STREAM)
}

/// The bytes of a stream.
///
/// # Errors
/// If it is damaged, or unpacks to too much.
pub(super) fn unpacked<'a>(stream: &Stream<'a>) -> Result<Cow<'a, [u8]>, PdfError> {
    let raw = stream.raw_data();
    let filters = stream.filters();
    let damaged = || PdfError::Damaged("a stream cannot be unpacked".to_owned());
    let has_predictor = [b"DecodeParms".as_slice(), b"DP"].iter().any(|key| {
        let parameters = stream.dict();
        parameters.get::<Dict<'_>>(key).is_some() || parameters.get::<Array<'_>>(key).is_some()
    });
    match filters.as_slice() {
        [] => return Ok(raw),
        [Filter::FlateDecode] => {
            let bytes = inflate(&raw, MOST_STREAM)?;
            if !has_predictor {
                return Ok(Cow::Owned(bytes));
            }
        }
        filters => {
            let packs = |filter: &&Filter| {
                !matches!(filter, Filter::AsciiHexDecode | Filter::Ascii85Decode)
            };
            let packed = filters.iter().filter(packs).count();
            if packed > 1 || (packed == 1 && raw.len() > MOST_STREAM / MOST_OTHER_RATIO) {
                return Err(too_large());
            }
        }
    }
    stream.decoded_data().map_err(|_| damaged())
}

/// The description of a page, whose parts follow each other.
///
/// # Errors
/// If a part is missing, damaged or too large.
pub(super) fn contents(page: &Page<'_>) -> Result<Vec<u8>, PdfError> {
    const KEY: &[u8] = b"Contents";
    let missing = || PdfError::Damaged("the description of a page is missing".to_owned());
    let dict = page.raw();
    let mut bytes = Vec::new();
    let mut add = |stream: &Stream<'_>| -> Result<(), PdfError> {
        bytes.extend_from_slice(&unpacked(stream)?);
        bytes.push(b' ');
        match bytes.len() > MOST_CONTENT {
            true => Err(too_long()),
            false => Ok(()),
        }
    };
    if let Some(stream) = dict.get::<Stream<'_>>(KEY) {
        add(&stream)?;
    } else if let Some(parts) = dict.get::<Array<'_>>(KEY) {
        let expected = parts.raw_iter().count();
        let mut found = 0;
        for stream in parts.iter::<Stream<'_>>() {
            found += 1;
            add(&stream)?;
        }
        if found < expected {
            return Err(missing());
        }
    } else if dict.contains_key(KEY) {
        return Err(missing());
    }
    Ok(bytes)
}

pub(super) fn too_long() -> PdfError {
    PdfError::TooLarge("page descriptions of many bytes", MOST_CONTENT)
}

/// The bytes that were deflated, with the header of zlib or without.
fn inflate(packed: &[u8], limit: usize) -> Result<Vec<u8>, PdfError> {
    let damaged = || PdfError::Damaged("a stream ends too early, or is not deflated".to_owned());
    let mut from = if is_zlib(packed) { &packed[2..] } else { packed };
    let mut inflater = Decompress::new(false);
    let mut bytes = Vec::with_capacity(from.len().saturating_mul(4).clamp(1 << 10, 1 << 20));
    loop {
        let before = inflater.total_in();
        let status = inflater
            .decompress_vec(from, &mut bytes, FlushDecompress::None)
            .map_err(|_| damaged())?;
        from = &from[(inflater.total_in() - before) as usize..];
        match status {
            Status::StreamEnd => return Ok(bytes),
            _ if bytes.len() > limit => return Err(too_large()),
            _ if bytes.len() == bytes.capacity() => bytes.reserve(bytes.len()),
            _ => return Err(damaged()),
        }
    }
}

fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [head, flags, ..]
        if head & 0x0f == 8 && (u16::from(*head) << 8 | u16::from(*flags)) % 31 == 0)
}

/// Checks all deflated streams of a file before any of them is used: what they unpack to is limited,
/// whatever the file says of them.
///
/// # Errors
/// If one, or all in all, unpack to too much.
pub(super) fn check_all(file: &[u8]) -> Result<(), PdfError> {
    let mut total = 0;
    let mut from = 0;
    while let Some(at) = find(&file[from..], b"stream") {
        let begin = from + at + b"stream".len();
        from = begin;
        let rest = &file[begin..];
        let rest = rest.strip_prefix(b"\r").unwrap_or(rest);
        let rest = rest.strip_prefix(b"\n").unwrap_or(rest);
        if is_zlib(rest) {
            let (read, unpacked) = weigh(rest, MOST_DEPTH)?;
            from = begin + read;
            total += unpacked;
        }
        if total > MOST_TOTAL {
            return Err(PdfError::TooLarge("streams that unpack to many bytes", MOST_TOTAL));
        }
    }
    Ok(())
}

/// How many bytes of a deflated stream are read, and what they unpack to, including what is packed in it.
/// One that is damaged counts as far as it can be read.
fn weigh(packed: &[u8], depth: usize) -> Result<(usize, usize), PdfError> {
    let mut from = &packed[2..];
    let mut inflater = Decompress::new(false);
    let mut bytes = Vec::with_capacity(1 << 16);
    let mut kept = None;
    loop {
        let before = inflater.total_in();
        let status = inflater.decompress_vec(from, &mut bytes, FlushDecompress::None);
        from = &from[(inflater.total_in() - before) as usize..];
        let unpacked = inflater.total_out() as usize;
        // Pictures are not unpacked later, yet nothing but the file says that they are pictures.
        if unpacked > 4 * MOST_STREAM {
            return Err(too_large());
        }
        let is_packed = *kept.get_or_insert_with(|| is_zlib(&bytes));
        let ends = !matches!(status, Ok(Status::Ok)) || bytes.len() < bytes.capacity();
        if ends {
            let within = match (is_packed, depth) {
                (false, _) => 0,
                (true, 0) => return Err(too_large()),
                (true, _) => weigh(&bytes, depth - 1)?.1,
            };
            return Ok((inflater.total_in() as usize, unpacked + within));
        }
        match is_packed {
            true => bytes.reserve(bytes.len()),
            false => bytes.clear(),
        }
    }
}

/// The place of a word in bytes.
pub(super) fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let (first, rest) = word.split_first()?;
    let mut from = 0;
    loop {
        from += bytes[from..].iter().position(|byte| byte == first)?;
        if bytes[from + 1..].starts_with(rest) {
            return Some(from);
        }
        from += 1;
    }
}
