use std::io::Cursor;
use std::sync::Arc;

use arrow::array::{ArrayRef, Date32Array, Int32Array, RecordBatch, StringArray};
use figlift_config::Source;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

use super::*;
use crate::sidecar;

/// The columns that the sidecar of a corpus names.
fn columns(table: &str) -> CorpusColumns {
    let source = Source::new("a.toml", &format!("[corpus]\n{table}"));
    sidecar(&source).unwrap().options.corpus.unwrap()
}

fn open(format: CorpusFormat, bytes: &[u8], table: &str) -> Result<Corpus, ReadFault> {
    let (stream, columns) = (Cursor::new(bytes.to_vec()), columns(table));
    let metadata = Metadata { publisher: Some("统计局".to_owned()), ..Metadata::default() };
    Corpus::of_stream(stream, format, columns, metadata, "100B".parse().unwrap())
}

/// Each record as its id and text, or the place and the reason; at the end what ended it.
fn shown(format: CorpusFormat, bytes: impl AsRef<[u8]>, table: &str) -> Vec<String> {
    let fault = |fault| match fault {
        ReadFault::Unread(error) => format!("! {}", error.message()),
        ReadFault::Io(error) => panic!("{error}"),
    };
    let record = |record: Result<CorpusRecord, ReadFault>| match record {
        Ok(CorpusRecord { id, content: Ok(content), .. }) => format!("{id} {}", content.text),
        Ok(CorpusRecord { number, id, content: Err(error) }) => {
            format!("{id} {number}:{} {}", error.column, error.reason)
        }
        Err(error) => fault(error),
    };
    match open(format, bytes.as_ref(), table) {
        Ok(corpus) => corpus.map(record).collect(),
        Err(error) => vec![fault(error)],
    }
}

/// Whether each of these begins as it should.
fn begin(found: &[String], expected: &[&str]) {
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{found} should begin {expected}");
    }
}

#[test]
fn the_number_of_a_record_of_lines_is_that_of_its_line() {
    let lines = "\u{feff}{\"text\": \"甲\\n乙\", \"text2\": \"丙\"}\r\n\n{\"a\": {\"text\": 1}, \"text\": \"丁\"}";
    begin(&shown(CorpusFormat::Lines, lines, "text = \"text\""), &["1 甲\n乙", "3 丁"]);
}

#[test]
fn lines_that_are_no_records_are_told_one_by_one() {
    let long = format!("{{\"text\": \"{}\"}}", "长".repeat(40));
    let lines = [
        "{\"text\": \"甲\"",
        "{\"text\": \"甲\"} 乙",
        "[\"text\"]",
        "\"text\"",
        "{\"Text\": \"甲\"}",
        "{\"text\": null}",
        "{\"text\": [\"甲\"]}",
        "{\"text\": 1.5}",
        "{\"text\": \" \"}",
        "{\"text\": \"甲\", \"text\": \"乙\"}",
        &long,
        "{\"text\": \"乙\"}",
    ];
    let expected = [
        "1 1:12 this record is no valid JSON (EOF while parsing an object)",
        "2 2:15 this record is no valid JSON (trailing characters)",
        "3 3:1 this record is JSON, but no object",
        "4 4:1 this record is JSON, but no object",
        "5 5:1 this record has no text, which should hold its text",
        "6 6:1 text of this record is null",
        "7 7:1 text of this record is a list",
        "8 8:1 text of this record is a number",
        "9 9:1 text of this record is blank",
        "10 10:",
        "11 11:1 this record: the text has more than the limit of 100 bytes",
        "12 乙",
    ];
    begin(&shown(CorpusFormat::Lines, lines.join("\n"), "text = \"text\""), &expected);
}

#[test]
fn the_first_record_that_is_not_ascii_tells_the_encoding() {
    let (chinese, _, _) = encoding_rs::GB18030.encode("{\"正文\": \"产值 \\\\ 5亿元，‰\"}\n");
    let utf8 = "{\"正文\": \"产值 \\\\ 5亿元，‰\"}\n".as_bytes();
    let (table, ascii) = ("text = \"正文\"", b"{\"text\": \"a\"}\n".as_slice());
    let both = |first: &[u8], other: &[u8]| [ascii, first, ascii, other].concat();
    let is_not = "4 4:1 this record is not in UTF-8 or GB18030, or in another";
    for (first, other) in [(&*chinese, utf8), (utf8, &*chinese)] {
        let found = shown(CorpusFormat::Lines, both(first, first), table);
        let missing = ["1 1:1 this record has no 正文", "3 3:1 this record has no 正文"];
        begin(&found, &[missing[0], "2 产值 \\ 5亿元，‰", missing[1], "4 产值 \\ 5亿元，‰"]);
        let found = shown(CorpusFormat::Lines, both(first, other), table);
        assert!(found[3].starts_with(&is_not[..4]) && found[3].contains(&is_not[6..]), "{found:?}");
    }
    let rows = encoding_rs::GB18030.encode("编号,正文\n甲,\"产值5亿元，‰\"\n").0;
    let found = shown(CorpusFormat::Delimited, rows, "text = \"正文\"\nid = \"编号\"");
    begin(&found, &["甲 产值5亿元，‰"]);
    for format in [CorpusFormat::Lines, CorpusFormat::Delimited] {
        let damaged = shown(format, b"text\n{\"text\": \"\xFF\xFF\"}\n", "text = \"text\"");
        assert!(damaged.last().unwrap().contains("is not in UTF-8 or GB18030"), "{damaged:?}");
    }
}

#[test]
fn a_file_that_is_no_corpus_of_text_is_one_error() {
    let table = "text = \"text\"";
    let wide = |text: &str, mark: &str| -> Vec<u8> {
        (mark.to_owned() + text).encode_utf16().flat_map(u16::to_le_bytes).collect()
    };
    let line = "{\"text\": \"甲\"}\n";
    for format in [CorpusFormat::Lines, CorpusFormat::Delimited] {
        for mark in ["\u{feff}", ""] {
            begin(&shown(format, wide(&line.repeat(3), mark), table), &["! it is in UTF-16"]);
        }
        let found = shown(format, b"%PDF-1.7\n1 0 obj\n", table);
        begin(&found, &["! this is a PDF document (.pdf), not a corpus of text"]);
    }
    let list = "[{\"text\": \"甲\"},\n{\"text\": \"乙\"}]\n";
    let long = format!("[{}]", "{\"text\": \"甲\"},".repeat(20));
    let object = "{\n  \"a\": [\n  ]\n}\n";
    for whole in [list, &list.replace('\n', ""), &long, object, &"[".repeat(90), "[\n", "\n[\n"] {
        begin(&shown(CorpusFormat::Lines, whole, table), &["! it is one JSON list or object"]);
    }
    let lines = format!("[1]\n{line}");
    begin(&shown(CorpusFormat::Lines, lines, table), &["1 1:1 this record is JSON", "2 甲"]);
}

#[test]
fn a_column_that_no_record_has_is_one_error() {
    let lines = "{\"text\": \"甲\", \"n\": 1}\n{\"m\": 1}\n[\n".repeat(2);
    let found = shown(CorpusFormat::Lines, &lines, "id = \"n\"\n\ntext = \"body\"");
    begin(&found, &["! it has no column body, but text, n, m; correct the name in a.toml:4"]);
    let found = shown(CorpusFormat::Lines, &lines, "text = \"text\"\ndate = \"day\"");
    assert_eq!(found.len(), 7);
    begin(&found[..1], &["1 甲"]);
    begin(&found[6..], &["! it has no column day, but text, n, m; correct the name in a.toml:3"]);
    // Those without it at the beginning are told as soon as one has it.
    let late = format!("{}{{\"body\": \"乙\"}}\n", "{\"text\": \"甲\"}\n".repeat(4000));
    let found = shown(CorpusFormat::Lines, &late, "text = \"body\"");
    begin(&found[3999..], &["4000 4000:1 this record has no body", "4001 乙"]);
    let found = shown(CorpusFormat::Lines, late.replace("body", "other"), "text = \"body\"");
    begin(&found, &["! it has no column body, but text, other; correct the name in a.toml:2"]);
    let many = "{\"text\": \"甲\"}\n".repeat(5000);
    let found = shown(CorpusFormat::Lines, many, "text = \"body\"");
    begin(&found, &["! its first 4096 records have no column body, but text; correct"]);
    let found = shown(CorpusFormat::Delimited, "id;content\n1;a", "text = \"text\"");
    begin(&found, &["! it has no column text, but id, content; correct the name in a.toml:2"]);
}

#[test]
fn a_table_is_parted_by_what_gives_the_named_columns() {
    let table = "text = \"正文\"\nid = \"编号\"";
    for delimiter in [",", ";", "\t"] {
        let rows = "\u{feff}\n编号,正文\r\n甲1,\"产值\n\"\"5\"\"亿元\" \r\n\r\n乙2,利润\n";
        let rows = rows.replace(',', delimiter);
        let found = shown(CorpusFormat::Delimited, rows, table);
        begin(&found, &["甲1 产值\n\"5\"亿元", "乙2 利润"]);
    }
}

#[test]
fn rows_that_are_no_records_are_told_one_by_one() {
    let table = "text = \"text\"\nid = \"id\"";
    let rows = "id,text\n1,产值1,234亿元\n2\n3,\"a\"b\n,甲\n4,\"open\n5,乙\n";
    let expected = [
        "record-1 1:1 this record has 3 fields, but the head of the table 2",
        "record-2 2:1 this record has 1 fields",
        "record-3 3:1 a field of this record goes on behind its quotation mark",
        "record-4 甲",
        "record-5 5:1 this record has a quotation mark that none ends",
    ];
    begin(&shown(CorpusFormat::Delimited, rows, table), &expected);
    let long = format!("id,text\n1,{}\n2,乙\n", "长".repeat(40));
    let found = shown(CorpusFormat::Delimited, long, table);
    begin(&found, &["record-1 1:1 this record: the text has more than", "2 乙"]);
}

#[test]
fn a_corpus_without_records_or_columns_is_refused() {
    let table = "text = \"text\"";
    for format in [CorpusFormat::Lines, CorpusFormat::Delimited] {
        begin(&shown(format, "", table), &["! it has no record"]);
    }
    let found = shown(CorpusFormat::Delimited, "text,text\n1,a", table);
    begin(&found, &["! several of its columns are named text"]);
    begin(&shown(CorpusFormat::Columnar, "id,text", table), &["! it is not what its name says"]);
}

#[test]
fn what_a_record_says_comes_before_what_the_sidecar_says() {
    let table = "text = \"t\"\nid = \"n\"\ndate = \"d\"\nref_area = \"a\"\npublisher = \"p\"\ntitle = \"n\"";
    let lines = "{\"t\": \"a\", \"n\": 7, \"d\": 2022, \"a\": \" CN-JX \", \"p\": null}\n\
        {\"t\": \"a\", \"n\": \"x y#\", \"d\": \"2022-03-04T05:06:07\", \"p\": \"日报\"}\n\
        {\"t\": \"a\", \"n\": \"\", \"d\": \"前天\", \"a\": [1]}\n\
        {\"t\": \"a\", \"n\": \"z\", \"d\": \"2021/2022\"}";
    let corpus = Corpus::of_stream(
        Cursor::new(lines),
        CorpusFormat::Lines,
        columns(table),
        Metadata { publisher: Some("统计局".to_owned()), ..Metadata::default() },
        SizeLimit::default(),
    );
    let records: Vec<CorpusRecord> = corpus.unwrap().map(Result::unwrap).collect();
    let ids: Vec<&str> = records.iter().map(|record| &*record.id).collect();
    assert_eq!(ids, ["7", "x%20y%23", "record-3", "z"]);
    let contents: Vec<RecordContent> =
        records.into_iter().map(|record| record.content.unwrap()).collect();
    let of = |get: fn(&Metadata) -> Option<String>| {
        contents.iter().map(|one| get(&one.metadata).unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(of(|one| one.date.map(|date| date.to_string())), ["2022", "2022-03-04", "", ""]);
    assert_eq!(of(|one| one.publisher.clone()), ["统计局", "日报", "统计局", "统计局"]);
    assert_eq!(of(|one| one.ref_area.clone()), ["CN-JX", "", "", ""]);
    assert_eq!(of(|one| one.title.clone()), ["7", "x y#", "", "z"]);
    let noticed =
        |at: usize| -> Vec<&str> { contents[at].noticed.iter().map(|one| &*one.message).collect() };
    assert!(noticed(0).is_empty() && noticed(1).is_empty());
    assert!(noticed(2)[0].starts_with("a of this record is a list"));
    assert!(noticed(2)[1].starts_with("d of this record is `前天`, which is not used; write 2021"));
    assert!(noticed(3)[0].contains("`2021/2022`"));
}

/// Records as a file of Parquet.
pub(crate) fn in_parquet(columns: Vec<(&str, ArrayRef)>, compression: Compression) -> Vec<u8> {
    let batch = RecordBatch::try_from_iter_with_nullable(
        columns.into_iter().map(|(name, column)| (name, column, true)),
    );
    let batch = batch.unwrap();
    let properties = WriterProperties::builder().set_compression(compression).build();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    bytes
}

#[test]
fn parquet_is_read_batch_by_batch() {
    let texts = (0..150).map(|n| (n != 70).then(|| format!("文本{n}")));
    let texts: ArrayRef = Arc::new(texts.collect::<StringArray>());
    let ids: ArrayRef = Arc::new(Int32Array::from_iter_values(1000..1150));
    // Days since 1970.
    let dates: ArrayRef = Arc::new(Date32Array::from_iter_values(19_000..19_150));
    for compression in
        [Compression::UNCOMPRESSED, Compression::SNAPPY, Compression::GZIP(Default::default())]
    {
        let columns = vec![
            ("d", dates.clone()),
            ("i", ids.clone()),
            ("x", ids.clone()),
            ("t", texts.clone()),
        ];
        let bytes = in_parquet(columns, compression);
        let table = "text = \"t\"\nid = \"i\"\ndate = \"d\"";
        let found = shown(CorpusFormat::Columnar, &bytes, table);
        assert_eq!(found.len(), 150);
        assert_eq!((&*found[0], &*found[149]), ("1000 文本0", "1149 文本149"));
        assert!(found[70].starts_with("1070 71:1 t of this record is null"), "{}", found[70]);
        let first = open(CorpusFormat::Columnar, &bytes, table).unwrap().next().unwrap().unwrap();
        assert_eq!(first.content.unwrap().metadata.date.unwrap().to_string(), "2022-01-08");
        let found = shown(CorpusFormat::Columnar, &bytes, "text = \"i\"");
        begin(&found, &["! its column i holds Int32, no texts"]);
        let found = shown(CorpusFormat::Columnar, &bytes, "text = \"text\"");
        begin(&found, &["! it has no column text, but d, i, x, t;"]);
        let found = shown(CorpusFormat::Columnar, &bytes[..bytes.len() - 9], table);
        begin(&found, &["! it is not what its name says, or damaged"]);
    }
}

#[test]
fn places_within_a_long_text_are_those_of_counting() {
    let text = "产值5亿元，增长8.1%。".repeat(2000);
    let lines = serde_json::json!({ "text": text }).to_string();
    let (lines, format) = (format!("\n{lines}\n"), CorpusFormat::Lines);
    let (columns, metadata) = (columns("text = \"text\""), Metadata::default());
    let limit = SizeLimit::default();
    let mut corpus =
        Corpus::of_stream(Cursor::new(lines), format, columns, metadata, limit).unwrap();
    let RawState::Read { document, .. } = corpus.next().unwrap().unwrap().document("a/2") else {
        panic!("it is read");
    };
    for (column, (byte, _)) in text.char_indices().enumerate() {
        let place = SourcePlace::Line(Position { line: 2, column: column + 1 });
        assert_eq!(document.place(byte), place);
    }
    let place = SourcePlace::Line(Position { line: 2, column: 20_001 });
    assert_eq!(document.byte_at(&place), text.char_indices().nth(20_000).map(|(byte, _)| byte));
}

#[test]
fn a_packed_corpus_that_is_cut_off_gives_the_records_before() {
    let line = |n: usize| format!("{{\"text\": \"文本{}\"}}\n", n * 7919 % 10_007);
    let lines: String = (0..50_000).map(line).collect();
    let packed = crate::unpack::tests::gzipped(lines.as_bytes());
    let found = shown(CorpusFormat::Lines, &packed[..packed.len() / 2], "text = \"text\"");
    assert!(found.len() > 1000 && found.len() < 50_000);
    assert!(found.last().unwrap().starts_with("! its end is missing"));
}
