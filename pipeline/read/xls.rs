//! Workbooks of the old binary format, in records of a compound file.

mod book;
mod cells;
mod compound;
mod records;

use self::book::BookRecords;
use self::cells::SheetRecords;
use self::compound::CompoundFile;
use crate::input::ReadText;
use crate::package::PackageError;
use crate::sheet::SheetWriter;
use crate::sheet_error::SheetError;
use crate::unread::Unread;

/// The text of a workbook.
///
/// # Errors
/// If it is damaged or protected, or shows no cell.
pub(crate) fn derive(bytes: &[u8]) -> Result<ReadText, Unread> {
    let damaged = |reason: &str| Unread::Sheet(SheetError::Damaged(reason.to_owned()));
    let file = CompoundFile::open(bytes).ok_or_else(|| damaged("wrong tables of sectors"))?;
    if file.stream("EncryptedPackage").is_some() {
        return Err(Unread::Package(PackageError::Encrypted));
    }
    let stream = file.stream("Workbook").or_else(|| file.stream("Book"));
    let stream = stream.ok_or(Unread::Sheet(SheetError::OtherKind))?;
    let stream = stream.ok_or_else(|| damaged("its end is missing"))?;
    let book = BookRecords::read(&stream).ok_or_else(|| damaged("wrong records"))?;
    if book.is_encrypted {
        return Err(Unread::Package(PackageError::Encrypted));
    }
    let mut writer = SheetWriter::default();
    let mut sheets = SheetRecords::new(&stream, book);
    while let Some(sheet) = sheets.next().map_err(Unread::Sheet)? {
        sheet.write(&mut writer).map_err(Unread::Sheet)?;
    }
    let (text, layout) = writer.rows.finish();
    if text.is_empty() {
        return Err(Unread::Sheet(SheetError::NoCells));
    }
    Ok(ReadText { text, layout, ..ReadText::default() })
}

#[cfg(test)]
mod tests;
