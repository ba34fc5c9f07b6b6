//! What a workbook of the old binary format says of all its sheets.

use std::collections::HashMap;
use std::rc::Rc;

use super::records::{Record, RecordStream, RecordText, TextForm};
use crate::sheet::format::CellFormat;
use crate::sheet::{CellPart, builtin, parts_of};

/// A sheet of cells that is shown, with the place of its records.
#[derive(Clone, Debug)]
pub(super) struct SheetStart {
    pub name: String,
    pub at: usize,
}

/// What holds for all sheets.
#[derive(Debug)]
pub(super) struct BookRecords {
    pub form: TextForm,
    pub is_1904: bool,
    pub sheets: Vec<SheetStart>,
    pub strings: Vec<Rc<[CellPart]>>,
    /// Whether each font is raised.
    fonts: Vec<bool>,
    formats: HashMap<usize, Option<Rc<CellFormat>>>,
    /// The number of the format of each style.
    styles: Vec<usize>,
    pub is_encrypted: bool,
}

/// The version of records in which texts say how they are encoded.
const WIDE: usize = 0x600;

impl BookRecords {
    /// Reads the records that come before those of sheets; `None` if they are damaged.
    pub(super) fn read(stream: &[u8]) -> Option<BookRecords> {
        let mut book = BookRecords {
            form: TextForm { is_wide: true, codepage: 0 },
            is_1904: false,
            sheets: Vec::new(),
            strings: Vec::new(),
            fonts: Vec::new(),
            formats: HashMap::new(),
            styles: Vec::new(),
            is_encrypted: false,
        };
        let mut records = RecordStream::new(stream);
        let first = records.next().filter(|record| record.kind == 0x809)?;
        book.form.is_wide = first.u16(0)? == WIDE;
        for record in records {
            if record.kind == 0x0A {
                return Some(book);
            }
            book.take(&record)?;
            if book.is_encrypted {
                return Some(book);
            }
        }
        None
    }

    fn take(&mut self, record: &Record<'_>) -> Option<()> {
        match record.kind {
            0x2F => self.is_encrypted = record.u16(0)? != 0 || self.form.is_wide,
            0x42 => self.form.codepage = record.u16(0)?,
            0x22 => self.is_1904 = record.u16(0)? == 1,
            0x31 => self.fonts.push(record.u16(8)? == 1),
            0x41E => {
                let length = if self.form.is_wide { 2 } else { 1 };
                let code = record.reader(2).text(self.form, length)?.words;
                self.formats.insert(record.u16(0)?, Some(Rc::new(CellFormat::parse(&code))));
            }
            0xE0 => self.styles.push(record.u16(2)?),
            0x85 => {
                let name = record.reader(6).text(self.form, 1)?.words;
                // Others are hidden, or hold charts and macros.
                if record.u16(4)? == 0 {
                    self.sheets.push(SheetStart { name, at: record.u32(0)?.try_into().ok()? });
                }
            }
            0xFC => {
                let mut reader = record.reader(8);
                while reader.has_more() {
                    let text = reader.text(self.form, 2)?;
                    self.strings.push(self.parts(text));
                }
            }
            _ => {}
        }
        Some(())
    }

    /// A text in parts, by the fonts of its runs.
    pub(super) fn parts(&self, text: RecordText) -> Rc<[CellPart]> {
        let RecordText { words, runs } = text;
        // Fonts from the fifth on have a number too high.
        let is_raised = |font: usize| {
            let font = if font > 3 { font - 1 } else { font };
            self.fonts.get(font).copied().unwrap_or_default()
        };
        if !runs.iter().any(|&(_, font)| is_raised(font)) {
            return parts_of([(words.as_str(), false)]);
        }
        let units: Vec<u16> = words.encode_utf16().collect();
        let ends = runs.iter().skip(1).map(|&(start, _)| start).chain([units.len()]);
        let first = runs.first().map_or(0, |&(start, _)| start);
        let all = [(0, first, false)].into_iter();
        let all = all.chain(
            runs.iter().zip(ends).map(|(&(start, font), end)| (start, end, is_raised(font))),
        );
        let cut = all.filter_map(|(start, end, raised)| {
            Some((String::from_utf16_lossy(units.get(start..end)?), raised))
        });
        let cut: Vec<(String, bool)> = cut.collect();
        parts_of(cut.iter().map(|(words, raised)| (words.as_str(), *raised)))
    }

    /// The format of a style.
    pub(super) fn format(&mut self, style: usize) -> Option<Rc<CellFormat>> {
        let number = *self.styles.get(style)?;
        self.formats.entry(number).or_insert_with(|| builtin(number).map(Rc::new)).clone()
    }
}
