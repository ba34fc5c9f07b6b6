//! The cells of a sheet.

use std::rc::Rc;

use super::parts::SheetName;
use super::strings::{string, text, unescaped};
use super::styles::CellFormats;
use crate::package::PackageError;
use crate::sheet::digits::plain;
use crate::sheet::{BookSheet, CellPart, Merged};
use crate::sheet_error::SheetError;
use crate::unread::Unread;
use crate::xml::{Start, XmlPart};

/// What the part of a sheet is read with.
#[derive(Clone, Copy)]
pub(super) struct SheetPart<'a> {
    pub strings: &'a [Rc<[CellPart]>],
    pub formats: &'a CellFormats,
    pub is_1904: bool,
}

/// What a cell is, as its element says.
#[derive(Debug)]
struct CellStart {
    kind: Option<String>,
    style: usize,
}

/// A sheet in the making.
struct SheetRead {
    sheet: BookSheet,
    /// The row that is open, and the last cell in it.
    row: usize,
    column: usize,
    /// The first cell that no sheet can have.
    error: Option<SheetError>,
}

impl SheetPart<'_> {
    /// The sheet of a part.
    ///
    /// # Errors
    /// If the part is damaged, or has more cells than a sheet can have.
    pub(super) fn read(self, name: &SheetName, text: &str) -> Result<BookSheet, Unread> {
        let sheet = BookSheet::new(name.name.clone());
        let mut read = SheetRead { sheet, row: 0, column: 0, error: None };
        let mut part = XmlPart::new(&name.part, text);
        let done = part.each(|part, _| {
            part.each(|part, start| match start.name() {
                b"cols" => part.each(|part, start| {
                    if is_true(start, "hidden") {
                        let of = |name| start.value(name).and_then(|number| number.parse().ok());
                        let first = of("min").unwrap_or(1);
                        read.sheet.hide_columns(first, of("max").unwrap_or(first));
                    }
                    part.skip()
                }),
                b"sheetData" => part.each(|part, start| self.row(part, start, &mut read)),
                b"mergeCells" => part.each(|part, start| {
                    start
                        .value("ref")
                        .and_then(|range| merged(&range))
                        .into_iter()
                        .for_each(|range| read.sheet.merge(range));
                    part.skip()
                }),
                _ => part.skip(),
            })
        });
        match read.error {
            Some(error) => Err(Unread::Sheet(error)),
            None => done.map(|()| read.sheet).map_err(Unread::Package),
        }
    }

    fn row(
        self,
        part: &mut XmlPart<'_>,
        start: &Start<'_>,
        read: &mut SheetRead,
    ) -> Result<(), PackageError> {
        let number = start.value("r").and_then(|number| number.parse().ok());
        let number = number.filter(|number| *number > 0);
        read.row = number.unwrap_or(read.row.saturating_add(1));
        read.column = 0;
        if is_true(start, "hidden") {
            read.sheet.hide_row(read.row);
        }
        part.each(|part, start| {
            if start.name() != b"c" {
                return part.skip();
            }
            let place = start.value("r").and_then(|cell| place(&cell));
            let (row, column) = place.unwrap_or((read.row, read.column.saturating_add(1)));
            read.column = column;
            let style = start.value("s").and_then(|style| style.parse().ok()).unwrap_or(0);
            let parts = self.cell(part, &CellStart { kind: start.value("t"), style })?;
            if read.error.is_none() {
                read.error = read.sheet.push((row, column), parts).err();
            }
            Ok(())
        })
    }

    /// What a cell shows.
    fn cell(
        self,
        part: &mut XmlPart<'_>,
        cell: &CellStart,
    ) -> Result<Rc<[CellPart]>, PackageError> {
        let (mut value, mut own) = (None, None);
        part.each(|part, start| {
            match start.name() {
                b"v" => value = Some(text(part)?),
                b"is" => own = Some(string(part)?),
                // A formula, whose value stands beside it.
                _ => part.skip()?,
            }
            Ok(())
        })?;
        if let Some(own) = own {
            return Ok(own);
        }
        let Some(value) = value else { return Ok(Rc::default()) };
        let words = match cell.kind.as_deref() {
            Some("s") => {
                let number: Option<usize> = value.trim().parse().ok();
                let shared = number.and_then(|number| self.strings.get(number));
                return Ok(shared.cloned().unwrap_or_default());
            }
            Some("str") => unescaped(&value),
            Some("inlineStr" | "d") => value,
            Some("b") => (if value.trim() == "0" { "FALSE" } else { "TRUE" }).to_owned(),
            // What could not be calculated is no value.
            Some("e") => String::new(),
            _ => match value.trim().parse::<f64>() {
                Ok(number) => match self.formats.of(cell.style) {
                    Some(format) => format.shown(number, self.is_1904),
                    None => plain(number),
                },
                Err(_) => value,
            },
        };
        Ok(Rc::new([CellPart { words, is_mark: false }]))
    }
}

fn is_true(start: &Start<'_>, name: &str) -> bool {
    matches!(start.value(name).as_deref(), Some("1" | "true"))
}

/// Row and column of a cell, as C14.
fn place(cell: &str) -> Option<(usize, usize)> {
    let cell = cell.trim().replace('$', "");
    let letters = cell.bytes().take_while(u8::is_ascii_alphabetic).count();
    let value = |byte: u8| usize::from(byte.to_ascii_uppercase() - b'A') + 1;
    let column =
        cell.bytes().take(letters.min(5)).fold(0, |column, byte| column * 26 + value(byte));
    let row = cell[letters..].parse().ok()?;
    (column > 0 && row > 0).then_some((row, column))
}

fn merged(range: &str) -> Option<Merged> {
    let (first, last) = range.split_once(':')?;
    let ((top, left), (bottom, right)) = (place(first)?, place(last)?);
    Some(Merged { rows: (top, bottom), columns: (left, right) })
}
