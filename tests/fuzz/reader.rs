//! What is done with each damaged file: it is read, and what comes of it must hold. A panic is a fault.

use std::io::Cursor;

use figlift_read::encoding::decode_declared;
use figlift_read::{
    CSV, Corpus, CorpusColumns, CorpusFormat, DOCX, HTML, Input, MARKDOWN, PLAIN, Raw, RawState,
    ReadOptions, SizeLimit, TSV, XLS, XLSX,
};
use figlift_text::{Document, Metadata};

/// The column of texts in corpora.
pub(crate) const TEXT_COLUMN: &str = "text";

/// A reader of files.
pub(crate) struct Reader {
    /// Its name.
    pub(crate) name: &'static str,
    /// Reads a file.
    pub(crate) read: fn(&[u8]),
}

/// All readers.
pub(crate) const READERS: &[Reader] = &[
    Reader { name: "encodings", read: encodings },
    Reader { name: "md", read: |bytes| of_input(&MARKDOWN, bytes) },
    Reader { name: "html", read: |bytes| of_input(&HTML, bytes) },
    Reader { name: "docx", read: |bytes| of_input(&DOCX, bytes) },
    Reader { name: "csv", read: table },
    Reader { name: "xlsx", read: |bytes| of_input(&XLSX, bytes) },
    Reader { name: "xls", read: |bytes| of_input(&XLS, bytes) },
    #[cfg(feature = "pdf")]
    Reader { name: "pdf", read: |bytes| of_input(&figlift_read::PDF, bytes) },
    Reader { name: "jsonl", read: |bytes| corpus(CorpusFormat::Lines, bytes) },
    Reader { name: "corpus-csv", read: |bytes| corpus(CorpusFormat::Delimited, bytes) },
    Reader { name: "parquet", read: |bytes| corpus(CorpusFormat::Columnar, bytes) },
    Reader { name: "gz", read: packed },
    Reader { name: "zst", read: packed },
];

fn of_input(input: &Input, bytes: &[u8]) {
    let Ok(read) = (input.read)(bytes, &ReadOptions::default()) else { return };
    check(&Document::derived("a", read.text, read.layout, Metadata::default()));
}

fn encodings(bytes: &[u8]) {
    of_input(&PLAIN, bytes);
    for label in ["utf-8", "gb2312", "big5", "utf-16", "nonsense"] {
        let _ = decode_declared(bytes, label);
    }
}

fn table(bytes: &[u8]) {
    of_input(&CSV, bytes);
    of_input(&TSV, bytes);
}

fn corpus(format: CorpusFormat, bytes: &[u8]) {
    let stream = Cursor::new(bytes.to_vec());
    let columns = CorpusColumns::of_text(TEXT_COLUMN);
    let limit = SizeLimit::default();
    let Ok(corpus) = Corpus::of_stream(stream, format, columns, Metadata::default(), limit) else {
        return;
    };
    for record in corpus {
        let Ok(record) = record else { return };
        if let RawState::Read { document, .. } = record.document("a/1") {
            check(&document);
        }
    }
}

fn packed(bytes: &[u8]) {
    let raw = Raw::of_stream(bytes, SizeLimit::default(), PLAIN).expect("bytes can be read");
    if let Ok(RawState::Read { document, .. }) = figlift_read::read("a", &raw) {
        check(&document);
    }
}

/// Blocks follow each other and hold all that is no blank, and every place is found.
fn check(document: &Document) {
    let (text, mut last) = (document.text(), 0);
    for block in &document.layout().blocks {
        assert!(last <= block.span.start && !block.span.is_empty(), "blocks out of order");
        assert!(text[last..block.span.start].chars().all(char::is_whitespace), "text in no block");
        let _ = (&text[block.span.range()], document.place(block.span.start));
        last = block.span.end;
    }
    for mark in &document.layout().marks {
        let _ = &text[mark.range()];
    }
    let _ = document.place(text.len());
}
