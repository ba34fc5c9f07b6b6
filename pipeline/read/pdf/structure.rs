//! Whether a PDF document is whole: its end, and its table of objects.

use super::stream::find;
use crate::pdf_error::PdfError;

/// The first bytes of a document.
const HEAD: &[u8] = b"%PDF-";

/// The first bytes of a file in which the head of a document is looked for, and the last in which its
/// end is.
const NEAR: usize = 1024;

/// The most tables of objects, each of which a later one adds to.
const MOST_TABLES: usize = 256;

/// Checks that a document has a head and an end, and that its tables lead to its objects.
///
/// # Errors
/// If it is another kind of file, cut off, or damaged.
pub(super) fn check(file: &[u8]) -> Result<(), PdfError> {
    let Some(head) = find(&file[..file.len().min(NEAR)], HEAD) else {
        return Err(PdfError::OtherKind);
    };
    // Places are counted from the head, or from the beginning of the file.
    let from_head = &file[head..];
    let near_end = &file[file.len().saturating_sub(NEAR)..];
    let Some(at) = near_end.windows(9).rposition(|word| word == b"startxref") else {
        return Err(PdfError::CutOff);
    };
    let Some((table, _)) = number(&near_end[at + 9..]) else {
        return Err(PdfError::CutOff);
    };
    match tables(file, table) {
        Err(_) if head > 0 => tables(from_head, table),
        checked => checked,
    }
}

/// Checks the tables of objects that a place leads to.
fn tables(file: &[u8], mut table: usize) -> Result<(), PdfError> {
    for _ in 0..MOST_TABLES {
        let Some(rest) = file.get(table..) else {
            return Err(damaged("its table of objects lies beyond its end"));
        };
        let rest = trimmed(rest);
        if !rest.starts_with(b"xref") {
            // A table in a stream, which is an object itself.
            let is_object = object(rest).is_some();
            return is_object
                .then_some(())
                .ok_or_else(|| damaged("its end leads to no table of objects"));
        }
        match entries(file, &rest[4..])? {
            Some(previous) => table = previous,
            None => return Ok(()),
        }
    }
    Err(damaged("it has too many tables of objects"))
}

/// Checks the entries of a table of objects; the place of the table that it adds to.
fn entries(file: &[u8], table: &[u8]) -> Result<Option<usize>, PdfError> {
    let mut rest = trimmed(table);
    while let Some((first, after)) = number(rest) {
        let (count, after) =
            number(after).ok_or_else(|| damaged("a head of its table is cut off"))?;
        rest = trimmed(after);
        for of in 0..count {
            let (place, after) = number(rest).ok_or_else(|| damaged("its table is cut off"))?;
            let (_, after) = number(after).ok_or_else(|| damaged("its table is cut off"))?;
            let after = trimmed(after);
            let is_used = match after.first() {
                Some(b'n') => true,
                Some(b'f') => false,
                _ => return Err(damaged("its table is no table")),
            };
            rest = trimmed(&after[1..]);
            // Programs write 0 for an object that there is not.
            if is_used && place > 0 {
                let stated = file.get(place..).and_then(object);
                if stated.is_none_or(|stated| stated != first.saturating_add(of)) {
                    return Err(damaged("its table of objects leads to other places"));
                }
            }
        }
    }
    let trailer = &rest[..find(rest, b"startxref").unwrap_or(rest.len())];
    let previous = find(trailer, b"/Prev").and_then(|at| number(&trailer[at + 5..]));
    Ok(previous.map(|(place, _)| place))
}

/// The number of the object that begins here.
fn object(bytes: &[u8]) -> Option<usize> {
    let (stated, rest) = number(bytes)?;
    let (_, rest) = number(rest)?;
    trimmed(rest).starts_with(b"obj").then_some(stated)
}

/// The number that comes next, and what follows it.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let bytes = trimmed(bytes);
    let end = bytes.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(bytes.len());
    let digits = str::from_utf8(&bytes[..end]).ok()?;
    Some((digits.parse().ok()?, &bytes[end..]))
}

/// What follows white space.
fn trimmed(bytes: &[u8]) -> &[u8] {
    let white = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0;
    &bytes[bytes.iter().position(|byte| !white(byte)).unwrap_or(bytes.len())..]
}

fn damaged(reason: &str) -> PdfError {
    PdfError::Damaged(reason.to_owned())
}
