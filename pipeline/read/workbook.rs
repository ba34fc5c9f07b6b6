//! `xlsx`, `xls`: workbooks. The text is that of the sheets that are shown, one below the other, without
//! hidden rows and columns; numbers and dates stand there as their cells show them.

use crate::html::HTML;
use crate::input::{Input, ReadOptions, ReadText};
use crate::sheet_error::SheetError;
use crate::unread::Unread;
use crate::{xls, xlsx};

/// Workbooks.
pub const XLSX: Input = Input { extensions: &["xlsx", "xlsm"], about: "workbook", read };

/// Workbooks of the old binary format.
pub const XLS: Input = Input { extensions: &["xls"], about: "workbook of Excel 97", read };

/// The first bytes of a compound file, and of an archive.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
const ARCHIVE: &[u8] = b"PK";

/// The first bytes by which a web page is told.
const PAGE_START: usize = 1024;

/// Reads a workbook as what it is by its content, which is often not what its name says.
fn read(bytes: &[u8], options: &ReadOptions) -> Result<ReadText, Unread> {
    match bytes {
        _ if bytes.starts_with(ARCHIVE) => xlsx::derive(bytes),
        _ if bytes.starts_with(COMPOUND) => xls::derive(bytes),
        _ if is_page(bytes) => (HTML.read)(bytes, options),
        _ => Err(Unread::Sheet(SheetError::OtherKind)),
    }
}

/// Whether the first bytes are those of a web page, which many sites call a workbook.
fn is_page(bytes: &[u8]) -> bool {
    let start = bytes[..bytes.len().min(PAGE_START)].to_ascii_lowercase();
    let has = |words: &[u8]| start.windows(words.len()).any(|window| window == words);
    let is_other = start.starts_with(b"mime-version") || has(b"<workbook");
    !is_other && (has(b"<html") || has(b"<!doctype html") || has(b"<table"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::package::tests::zipped;

    #[test]
    fn files_are_told_by_their_content() {
        let read = |bytes| read(bytes, &ReadOptions::default());
        let page = b"<html><table><tr><td>a<td>12</table>";
        assert_eq!(read(page).unwrap().text, "a\t12");
        for other in [
            &b"a,b\n1,2"[..],
            b"<?xml version=\"1.0\"?><Workbook><Table>",
            b"MIME-Version: 1.0\n<html>",
            b"",
        ] {
            assert_eq!(read(other).unwrap_err(), Unread::Sheet(SheetError::OtherKind));
        }
        let document = zipped(&[("word/document.xml", b"<w:document/>")]);
        let error = read(&document).unwrap_err();
        assert!(error.message().contains("xl/workbook.xml"));
        assert!(read(COMPOUND).unwrap_err().message().contains("damaged"));
    }
}
