//! Workbooks of our time, in parts of an archive.

mod cells;
mod parts;
mod strings;
mod styles;

use self::cells::SheetPart;
use self::parts::BookParts;
use self::strings::shared_strings;
use self::styles::CellFormats;
use crate::input::ReadText;
use crate::package::{Package, PackageError};
use crate::sheet::SheetWriter;
use crate::sheet_error::SheetError;
use crate::unread::Unread;

/// The text of a workbook.
///
/// # Errors
/// If it is damaged or protected, or shows no cell.
pub(crate) fn derive(bytes: &[u8]) -> Result<ReadText, Unread> {
    let mut package = Package::open(bytes).map_err(Unread::Package)?;
    let parts = BookParts::of(&mut package).map_err(Unread::Package)?;
    let mut text_of = |name: &Option<String>| match name {
        Some(name) => package.text(name).map_err(Unread::Package),
        None => Ok(None),
    };
    let formats = match (&parts.styles, text_of(&parts.styles)?) {
        (Some(name), Some(text)) => CellFormats::read(name, &text).map_err(Unread::Package)?,
        _ => CellFormats::default(),
    };
    let strings = match (&parts.strings, text_of(&parts.strings)?) {
        (Some(name), Some(text)) => shared_strings(name, &text).map_err(Unread::Package)?,
        _ => Vec::new(),
    };
    let mut writer = SheetWriter::default();
    for sheet in &parts.sheets {
        let text = text_of(&Some(sheet.part.clone()))?;
        let missing = || Unread::Package(PackageError::Missing(sheet.part.clone()));
        let text = text.ok_or_else(missing)?;
        let part = SheetPart { strings: &strings, formats: &formats, is_1904: parts.is_1904 };
        part.read(sheet, &text)?.write(&mut writer).map_err(Unread::Sheet)?;
    }
    let (text, layout) = writer.rows.finish();
    if text.is_empty() {
        return Err(Unread::Sheet(SheetError::NoCells));
    }
    Ok(ReadText { text, layout, ..ReadText::default() })
}

#[cfg(test)]
mod tests;
