//! The cells of the sheets of a workbook of the old binary format.

use std::rc::Rc;

use super::book::BookRecords;
use super::records::{Record, RecordStream};
use crate::sheet::digits::plain;
use crate::sheet::{BookSheet, CellPart, Merged, parts_of};
use crate::sheet_error::SheetError;

/// All sheets may have as many bytes as this many times the file: sheets that share records are none
/// that a program writes.
const MOST_TIMES: usize = 4;

/// The sheets that are still to be read.
pub(super) struct SheetRecords<'b> {
    stream: &'b [u8],
    book: BookRecords,
    next: usize,
    /// The bytes that may still be read.
    left: usize,
}

/// A sheet in the making.
struct OpenSheet {
    sheet: BookSheet,
    /// The cell whose formula gives the text that comes next.
    waiting: Option<(usize, usize)>,
}

/// Why a sheet was not read.
enum Stop {
    Damaged,
    Error(SheetError),
}

impl From<SheetError> for Stop {
    fn from(error: SheetError) -> Stop {
        Stop::Error(error)
    }
}

impl<'b> SheetRecords<'b> {
    pub(super) fn new(stream: &'b [u8], book: BookRecords) -> SheetRecords<'b> {
        SheetRecords { stream, book, next: 0, left: stream.len().saturating_mul(MOST_TIMES) }
    }

    /// The next sheet that is shown.
    ///
    /// # Errors
    /// If its records are damaged.
    pub(super) fn next(&mut self) -> Result<Option<BookSheet>, SheetError> {
        let Some(start) = self.book.sheets.get(self.next).cloned() else { return Ok(None) };
        self.next += 1;
        let damaged =
            || SheetError::Damaged(format!("wrong records in the sheet {:?}", start.name));
        let bytes = self.stream.get(start.at..).ok_or_else(damaged)?;
        let mut records = RecordStream::new(bytes);
        let mut open = OpenSheet { sheet: BookSheet::new(start.name.clone()), waiting: None };
        // Charts within a sheet have cells of their own.
        let mut depth = 0;
        while let Some(record) = records.next() {
            match record.kind {
                0x809 => depth += 1,
                0x0A => depth -= 1,
                _ if depth == 1 => self.take(&record, &mut open).map_err(|stop| match stop {
                    Stop::Damaged => damaged(),
                    Stop::Error(error) => error,
                })?,
                _ => {}
            }
            if depth <= 0 {
                let read = bytes.len() - records.left();
                self.left = self.left.checked_sub(read).ok_or_else(damaged)?;
                return if record.kind == 0x0A { Ok(Some(open.sheet)) } else { Err(damaged()) };
            }
        }
        Err(damaged())
    }

    fn take(&mut self, record: &Record<'_>, open: &mut OpenSheet) -> Result<(), Stop> {
        let number = |at| record.u16(at).ok_or(Stop::Damaged);
        match record.kind {
            0x208 if number(12)? & 0x20 != 0 => open.sheet.hide_row(number(0)? + 1),
            0x7D if number(8)? & 1 != 0 => {
                open.sheet.hide_columns(number(0)? + 1, number(2)? + 1);
            }
            0xE5 => {
                for at in 0..number(0)? {
                    let of = |part: usize| Ok::<usize, Stop>(number(2 + 8 * at + 2 * part)? + 1);
                    open.sheet.merge(Merged { rows: (of(0)?, of(1)?), columns: (of(2)?, of(3)?) });
                }
            }
            0x207 => {
                if let Some(place) = open.waiting.take() {
                    let text = record.reader(0).text(self.book.form, 2).ok_or(Stop::Damaged)?;
                    open.sheet.push(place, self.book.parts(text))?;
                }
            }
            0xBD => {
                let (row, first) = (number(0)? + 1, number(2)? + 1);
                let cells = record.bytes().len().saturating_sub(6) / 6;
                for at in 0..cells {
                    let value = rk(record.u32(6 + 6 * at).ok_or(Stop::Damaged)?);
                    let parts = self.shown(value, number(4 + 6 * at)?);
                    open.sheet.push((row, first + at), parts)?;
                }
            }
            0x203 | 0x27E | 0x204 | 0xD6 | 0xFD | 0x205 | 0x06 => {
                let place = (number(0)? + 1, number(2)? + 1);
                open.waiting = None;
                if let Some(parts) = self.cell(record, open, place).ok_or(Stop::Damaged)? {
                    open.sheet.push(place, parts)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// What a cell shows: `None` if its record is damaged, and within it if its text comes next.
    fn cell(
        &mut self,
        record: &Record<'_>,
        open: &mut OpenSheet,
        place: (usize, usize),
    ) -> Option<Option<Rc<[CellPart]>>> {
        let style = record.u16(4)?;
        let bytes = record.bytes();
        let flag = |is_true: bool| parts_of([(if is_true { "TRUE" } else { "FALSE" }, false)]);
        Some(match record.kind {
            0x27E => Some(self.shown(rk(record.u32(6)?), style)),
            0x203 => Some(self.shown(f64_at(bytes)?, style)),
            0xFD => self.book.strings.get(usize::try_from(record.u32(6)?).ok()?).cloned(),
            0x204 | 0xD6 => {
                let text = record.reader(6).text(self.book.form, 2)?;
                Some(self.book.parts(text))
            }
            // What could not be calculated is no value.
            0x205 => (*bytes.get(7)? == 0).then(|| flag(bytes[6] != 0)),
            _ if bytes.get(12..14)? != [0xFF, 0xFF] => Some(self.shown(f64_at(bytes)?, style)),
            _ => {
                open.waiting = (bytes[6] == 0).then_some(place);
                (bytes[6] == 1).then(|| flag(bytes[8] != 0))
            }
        })
    }

    /// What a cell with a number shows.
    fn shown(&mut self, value: f64, style: usize) -> Rc<[CellPart]> {
        let words = match self.book.format(style) {
            Some(format) => format.shown(value, self.book.is_1904),
            None => plain(value),
        };
        parts_of([(words.as_str(), false)])
    }
}

fn f64_at(bytes: &[u8]) -> Option<f64> {
    Some(f64::from_le_bytes(*bytes.get(6..)?.first_chunk()?))
}

/// A number in four bytes: a whole one or the upper half of one, which may be divided by a hundred.
fn rk(packed: u32) -> f64 {
    let number = match packed & 2 {
        0 => f64::from_bits(u64::from(packed & !3) << 32),
        _ => f64::from(packed.cast_signed() >> 2),
    };
    if packed & 1 == 0 { number } else { number / 100.0 }
}
