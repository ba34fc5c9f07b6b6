use figlift_text::{BlockKind, Document, Metadata};

use super::*;
use crate::encoding::Encoding;

fn document(read: ReadText) -> Document {
    Document::derived("a", read.text, read.layout, Metadata::default())
}

fn csv(text: &str) -> Document {
    document(read_csv(text.as_bytes(), &ReadOptions::default()).unwrap())
}

fn refused(text: &str) -> (usize, usize, String) {
    let error = read_csv(text.as_bytes(), &ReadOptions::default()).unwrap_err();
    let Some(SourcePlace::Line(Position { line, column })) = error.place() else {
        panic!("{error:?}")
    };
    (line, column, error.message())
}

#[test]
fn fields_are_cells_with_their_places() {
    let read =
        csv("\u{feff}title\r\n\r\nitem,\"sum\r\n(t)\",,2024\r\n  a,\"1,234\",\"\"\"x\"\"\t5\"\r\n");
    assert_eq!(read.text(), "title\nitem\tsum (t)\t2024\n  a\t1,234\t\"x\" 5");
    for (words, place) in
        [("title", "1:1"), ("sum", "3:7"), ("(t)", "4:1"), ("2024", "4:7"), ("1,2", "5:6")]
    {
        let byte = read.text().find(words).unwrap();
        assert_eq!(read.place(byte).to_string(), place, "{words}");
        assert_eq!(read.byte_at(&place.parse().unwrap()), Some(byte), "{words}");
    }
    // A doubled quotation mark takes two columns, the tab one.
    let byte = read.text().find("x\" 5").unwrap();
    let places = [0, 1, 3].map(|after| read.place(byte + after).to_string());
    assert_eq!(places, ["5:16", "5:17", "5:20"]);
    let cells: Vec<_> = read.layout().blocks.iter().map(|block| block.kind).collect();
    assert_eq!(cells[0], BlockKind::Paragraph);
    let column = |kind: &BlockKind| match kind {
        BlockKind::Cell(cell) => (cell.row, cell.column),
        kind => panic!("{kind:?}"),
    };
    let places: Vec<_> = cells[1..].iter().map(column).collect();
    assert_eq!(places, [(1, 1), (1, 2), (1, 4), (2, 1), (2, 2), (2, 3)]);
}

#[test]
fn rows_may_have_any_number_of_fields_and_files_none() {
    assert_eq!(csv("a,b\n1\n2,3,4\n,5,\n").text(), "a\tb\n1\n2\t3\t4\n5");
    assert_eq!(csv("a,b\r1,2").text(), "a\tb\n1\t2");
    for empty in ["", "\u{feff}", "\n", ",,\n,", "\"\"", " \t"] {
        assert_eq!(csv(empty).text(), "", "{empty:?}");
    }
    assert_eq!(csv("one\ntwo").layout().blocks.len(), 2);
}

#[test]
fn what_parts_fields_is_told_by_the_first_lines() {
    for (text, expected) in [
        ("a,b\n1,2", ','),
        ("a;b\n1,5;2,5", ';'),
        ("t\na\tb\n1,234\t2", '\t'),
        ("a,b\n\"x;y\",\"z;\"\n1,2;3", ','),
        ("a", ','),
        ("", ','),
    ] {
        assert_eq!(delimiter(text), expected, "{text}");
    }
    let tsv = read_tsv(b"a,b\tc\n1;2\t3", &ReadOptions::default()).unwrap();
    assert_eq!(tsv.text, "a,b\tc\n1;2\t3");
}

#[test]
fn quotation_marks_that_do_not_fit_are_refused() {
    for (text, line, column) in [
        ("a,b\n1,\"2\n3,4\n", 2, 3),
        ("a\n\"1\"2,3", 2, 4),
        ("\"a\nb\" c", 2, 4),
        ("a,\"b\n1,\"2\"", 2, 4),
    ] {
        let (at, of, message) = refused(text);
        assert_eq!((at, of), (line, column), "{text}");
        assert!(message.contains("twice"), "{message}");
    }
    assert_eq!(refused("a,b\n1,\0").0, 2);
    // Within a field they are words.
    assert_eq!(csv("5\" pipe,2 \"x\"").text(), "5\" pipe\t2 \"x\"");
}

#[test]
fn tables_are_in_any_encoding_of_texts() {
    let text = "\u{6307}\u{6807},\u{6570}\n\u{519c}\u{4e1a},1";
    let utf16: Vec<u8> =
        "\u{feff}".chars().chain(text.chars()).flat_map(|c| (c as u16).to_le_bytes()).collect();
    let (gb, _, _) = encoding_rs::GB18030.encode(text);
    let expected = csv(text);
    for (bytes, encoding) in [(&utf16[..], Encoding::Utf16Le), (&gb, Encoding::Gb18030)] {
        let read = read_csv(bytes, &ReadOptions::default()).unwrap();
        assert_eq!(read.encoding, Some(encoding));
        let read = document(read);
        assert_eq!(read.text(), expected.text());
        assert_eq!(read.layout(), expected.layout());
    }
}

/// All texts of a few characters that matter, compared with a reader that refuses nothing.
#[test]
fn every_short_text_is_read_as_the_csv_crate_reads_it_or_refused() {
    const CHARACTERS: [char; 6] = ['1', '2', ',', '"', '\n', '\r'];
    for number in 0..CHARACTERS.len().pow(6) {
        let digit =
            |place: u32| CHARACTERS[number / CHARACTERS.len().pow(place) % CHARACTERS.len()];
        let text: String = (0..6).map(digit).collect();
        let mut fields = FieldReader::new(&text, ',');
        let mut records = Vec::new();
        let refused = loop {
            if fields.chars.peek().is_none() {
                break false;
            }
            match fields.record() {
                Ok(cells) => records.extend(cells.iter().map(|cell| {
                    cell.runs.iter().map(|run| run.words.replace('\r', "\n")).collect::<String>()
                })),
                Err(_) => break true,
            }
        };
        if refused {
            continue;
        }
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let others = reader.records().flat_map(|record| {
            let record = record.unwrap();
            let fields: Vec<String> = record
                .iter()
                .map(|field| field.replace("\r\n", "\n").replace('\r', "\n"))
                .collect();
            fields
        });
        let others: Vec<String> = others.filter(|field| !field.is_empty()).collect();
        assert_eq!(records, others, "{text:?}");
    }
}
