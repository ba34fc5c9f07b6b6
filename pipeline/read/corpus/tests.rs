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
    let other =
        [b"{\"text\": \"\xBC\xD7\"}\n{\"text\": \"".as_slice(), "乙\"}".as_bytes()].concat();
    let found = shown(CorpusFormat::Lines, other, "text = \"text\"");
    begin(&found, &["1 1:11 this record is not in UTF-8", "2 乙"]);
    let deep = "[".repeat(90);
    begin(&shown(CorpusFormat::Lines, deep, "text = \"text\""), &["1 1:1 this record"]);
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
    let other = [b"id,text\n1,\xBC\xD7\n2,".as_slice(), "乙\n".as_bytes()].concat();
    begin(
        &shown(CorpusFormat::Delimited, other, table),
        &["record-1 1:1 this record is not in UTF-8", "2 乙"],
    );
}

#[test]
fn a_corpus_without_records_or_columns_is_refused() {
    let table = "text = \"text\"";
    for format in [CorpusFormat::Lines, CorpusFormat::Delimited] {
        begin(&shown(format, "", table), &["! it has no record"]);
    }
    let found = shown(CorpusFormat::Delimited, "id;content\n1;a", table);
    begin(&found, &["! it has no column text, but id, content; correct the name in [corpus]"]);
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
