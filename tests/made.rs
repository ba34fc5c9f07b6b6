//! Makes small files of the kinds that are read: for the tests, and as the seeds of the fuzzer.

// The fuzzer and the tests use parts of it.
#![allow(dead_code)]

use std::io::{Cursor, Write};
use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, StringArray};
use flate2::Compression;
use flate2::write::GzEncoder;
use parquet::arrow::ArrowWriter;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

#[path = "../pipeline/read/pdf/tests/maker.rs"]
pub(crate) mod pdf;
#[path = "../pipeline/read/xls/tests/maker.rs"]
pub(crate) mod xls;

/// A part of a zip archive, with its name.
pub(crate) type Part = (String, Vec<u8>);
/// The parts of a zip archive.
pub(crate) type Parts = Vec<Part>;

/// An archive of parts.
pub(crate) fn zipped(parts: &[Part]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(&**name, SimpleFileOptions::default()).expect("a part");
        archive.write_all(content).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}

/// A Word document with that body.
pub(crate) fn document(body: &str) -> Vec<u8> {
    zipped(&document_parts(body))
}

/// The same as its parts.
pub(crate) fn document_parts(body: &str) -> Parts {
    let names = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let part = format!("<w:document {names}><w:body>{body}</w:body></w:document>");
    vec![("word/document.xml".to_owned(), part.into())]
}

/// A workbook of sheets, each with its name and the elements of its rows. The second style shows one
/// decimal place.
pub(crate) fn book(sheets: &[(&str, &str)]) -> Vec<u8> {
    zipped(&book_parts(sheets))
}

/// The same as its parts.
pub(crate) fn book_parts(sheets: &[(&str, &str)]) -> Parts {
    let mut parts = Parts::new();
    let mut part = |name: &str, content: String| parts.push((name.to_owned(), content.into()));
    let (mut names, mut relations) = (String::new(), String::new());
    for (number, (name, rows)) in sheets.iter().enumerate() {
        names += &format!("<sheet name=\"{name}\" r:id=\"r{number}\"/>");
        relations += &format!(
            "<Relationship Id=\"r{number}\" Type=\"x/worksheet\" Target=\"{number}.xml\"/>"
        );
        let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        part(&format!("xl/{number}.xml"), sheet);
    }
    relations += "<Relationship Id=\"s\" Type=\"x/styles\" Target=\"styles.xml\"/>";
    let formats = "<numFmts><numFmt numFmtId=\"170\" formatCode=\"0.0_ \"/></numFmts>";
    let styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/></cellXfs>";
    part("xl/styles.xml", format!("<styleSheet>{formats}{styles}</styleSheet>"));
    part("xl/_rels/workbook.xml.rels", format!("<Relationships>{relations}</Relationships>"));
    let main = format!("<workbook xmlns:r=\"x\"><sheets>{names}</sheets></workbook>");
    part("xl/workbook.xml", main);
    parts
}

/// Rows of cells: numbers of one decimal place, and words.
pub(crate) fn rows(rows: &[&[&str]]) -> String {
    let cell = |words: &&str| match words.parse::<f64>() {
        Ok(_) => format!("<c s=\"1\"><v>{words}</v></c>"),
        Err(_) => format!("<c t=\"str\"><v>{words}</v></c>"),
    };
    let row = |row: &&[&str]| format!("<row>{}</row>", row.iter().map(cell).collect::<String>());
    rows.iter().map(row).collect()
}

/// The records of a workbook of Excel 97 with these rows: numbers, and words.
pub(crate) fn old_records(rows: &[&[&str]]) -> Vec<u8> {
    let (mut cells, mut texts) = (Vec::new(), Vec::new());
    let mut number_of_texts = 0_u32;
    for (row, words) in (0_u16..).zip(rows) {
        for (column, words) in (0_u16..).zip(*words) {
            if let Ok(value) = words.parse() {
                cells.push(xls::number(row, column, 0, value));
                continue;
            }
            cells.push(xls::label(row, column, number_of_texts));
            number_of_texts += 1;
            let units: Vec<u16> = words.encode_utf16().collect();
            texts.extend(xls::words(&[u16::try_from(units.len()).expect("short")]));
            texts.push(1);
            texts.extend(xls::words(&units));
        }
    }
    let count = number_of_texts.to_le_bytes();
    let strings = xls::record(0xFC, &[&count[..], &count, &texts].concat());
    let style = xls::record(0xE0, &xls::words(&[0, 0, 0]));
    xls::stream(&[style, strings], &cells)
}

/// A workbook of Excel 97 with these rows.
pub(crate) fn old_book(rows: &[&[&str]]) -> Vec<u8> {
    xls::compound(&old_records(rows))
}

/// A corpus in Parquet with columns of texts.
pub(crate) fn parquet(columns: &[(&str, &[&str])]) -> Vec<u8> {
    let column = |texts: &[&str]| -> ArrayRef {
        Arc::new(texts.iter().copied().map(Some).collect::<StringArray>())
    };
    let columns = columns.iter().map(|(name, texts)| (*name, column(texts)));
    let batch = RecordBatch::try_from_iter(columns).expect("columns of one length");
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).expect("a schema");
    writer.write(&batch).expect("written");
    writer.close().expect("written");
    bytes
}

/// Some bytes, packed by gzip.
pub(crate) fn gzipped(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes.as_ref()).expect("packed");
    encoder.finish().expect("packed")
}

/// Some bytes, packed by zstd.
pub(crate) fn zstandard(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    zstd::bulk::compress(bytes.as_ref(), 1).expect("packed")
}
