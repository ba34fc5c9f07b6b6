use figlift_text::{BlockKind, Document, Metadata};

use super::*;
use crate::package::tests::zipped;

/// A workbook of sheets, each with its attributes and its content.
pub(crate) fn book(sheets: &[(&str, &str)], more: &[(&str, &str)]) -> Vec<u8> {
    let mut names = String::new();
    let mut relations = String::new();
    let mut parts = Vec::new();
    for (number, (attributes, content)) in sheets.iter().enumerate() {
        names += &format!("<sheet {attributes} r:id=\"r{number}\"/>");
        relations += &format!(
            "<Relationship Id=\"r{number}\" Type=\"http://x/worksheet\" Target=\"s{number}.xml\"/>"
        );
        parts.push((format!("xl/s{number}.xml"), format!("<worksheet>{content}</worksheet>")));
    }
    for (kind, content) in more {
        relations += &format!(
            "<Relationship Id=\"{kind}\" Type=\"http://x/{kind}\" Target=\"{kind}.xml\"/>"
        );
        parts.push((format!("xl/{kind}.xml"), (*content).to_owned()));
    }
    let space = "xmlns:r=\"http://x\"";
    let main = format!("<workbook {space}><sheets>{names}</sheets></workbook>");
    let relations = format!("<Relationships>{relations}</Relationships>");
    parts.push(("xl/workbook.xml".to_owned(), main));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), relations));
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, content)| (name.as_str(), content.as_bytes())).collect();
    zipped(&parts)
}

fn derived(bytes: &[u8]) -> Result<Document, String> {
    let read = derive(bytes).map_err(|error| error.message())?;
    Ok(Document::derived("a", read.text, read.layout, Metadata::default()))
}

/// The text of one sheet.
fn text(content: &str) -> String {
    derived(&book(&[("name=\"Sheet1\"", content)], &[])).unwrap().text().to_owned()
}

const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"0.0_ \"/></numFmts>\
    <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"10\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";

#[test]
fn cells_are_shown_with_their_formats_and_places() {
    let sheet = "<sheetData><row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\" t=\"inlineStr\"><is><t>sum\t(t)&#10;x</t></is></c></row>\
        <row r=\"3\"><c r=\"A3\" t=\"str\"><f>A2</f><v>a</v></c><c r=\"B3\" s=\"1\"><v>8</v></c><c r=\"C3\" s=\"2\"><v>0.123</v></c><c r=\"D3\" s=\"3\"><v>45382</v></c></row>\
        <row><c><v>596000</v></c><c t=\"b\"><v>1</v></c><c t=\"e\"><v>#DIV/0!</v></c><c><f>1+1</f></c><c><v>35371.279999999999</v></c></row></sheetData>";
    let strings = "<sst><si><t>no</t></si><si><r><t>it</t></r><r><t>em</t></r></si></sst>";
    let more = [("styles", STYLES), ("sharedStrings", strings)];
    let read = derived(&book(&[("name=\"Sheet1\"", sheet)], &more)).unwrap();
    let expected = "item\tsum (t) x\na\t8.0\t12.30%\t2024/3/31\n596000\tTRUE\t35371.28";
    assert_eq!(read.text(), expected);
    for (words, place) in
        [("item", "Sheet1!A2"), ("(t)", "Sheet1!B2"), ("12.3", "Sheet1!C3"), ("35371", "Sheet1!E4")]
    {
        let byte = expected.find(words).unwrap();
        assert_eq!(read.place(byte).to_string(), place);
    }
    assert_eq!(read.byte_at(&"Sheet1!D3".parse().unwrap()), expected.find("2024"));
    assert_eq!(read.byte_at(&"Sheet1!D2".parse().unwrap()), None);
}

#[test]
fn what_is_hidden_is_left_out() {
    let row = |number: usize, more: &str| {
        format!(
            "<row r=\"{number}\" {more}><c r=\"A{number}\"><v>{number}</v></c><c r=\"B{number}\"><v>5{number}</v></c><c r=\"D{number}\"><v>7{number}</v></c></row>"
        )
    };
    let rows = row(1, "") + &row(2, "hidden=\"1\"") + &row(3, "");
    let sheet = format!(
        "<cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData>{rows}</sheetData>"
    );
    let sheets = [
        ("name=\"a\" state=\"hidden\"", sheet.as_str()),
        ("name=\"b c\"", &sheet),
        ("name=\"d\" state=\"veryHidden\"", &sheet),
        ("name=\"Sheet4\"", &sheet),
        ("name=\"e\"", "<sheetData/>"),
    ];
    let read = derived(&book(&sheets, &[])).unwrap();
    assert_eq!(read.text(), "b c\n1\t71\n3\t73\nSheet4\n1\t71\n3\t73");
    assert_eq!(read.place(0).to_string(), "'b c'!");
    let kinds: Vec<_> = read.layout().blocks.iter().map(|block| block.kind).collect();
    assert_eq!((kinds[0], kinds[5]), (BlockKind::Part, BlockKind::Part));
    let table = |kind: BlockKind| match kind {
        BlockKind::Cell(cell) => (cell.table, cell.row, cell.column),
        kind => panic!("{kind:?}"),
    };
    assert_eq!(
        [1, 2, 3, 8].map(|at| table(kinds[at])),
        [(1, 1, 1), (1, 1, 4), (1, 2, 1), (2, 2, 1)]
    );
    let hidden = derived(&book(&sheets[..1], &[])).unwrap_err();
    assert!(hidden.contains("no sheet that is shown"), "{hidden}");
}

#[test]
fn merged_cells_span_rows_and_columns() {
    let cell = |place: &str, text: &str| format!("<c r=\"{place}\" t=\"str\"><v>{text}</v></c>");
    let rows = [
        cell("A1", "title") + &cell("B1", "under"),
        cell("A2", "item") + &cell("B2", "sum") + &cell("C2", "under"),
        cell("A3", "under") + &cell("B3", "x") + &cell("C3", "y"),
        cell("A4", "a") + &cell("B4", "1") + &cell("C4", "2"),
    ];
    let rows: String = rows.iter().map(|row| format!("<row>{row}</row>")).collect();
    let merged = "<mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:C2\"/><mergeCell ref=\"C9:A1\"/><mergeCell ref=\"A1\"/></mergeCells>";
    let sheet = format!("<sheetData>{rows}</sheetData>{merged}");
    let read = derived(&book(&[("name=\"Sheet1\"", &sheet)], &[])).unwrap();
    assert_eq!(read.text(), "title\nitem\tsum\nx\ty\na\t1\t2");
    let spans = read.layout().blocks.iter().map(|block| match block.kind {
        BlockKind::Cell(cell) => Some((cell.row, cell.column, cell.rows, cell.columns)),
        _ => None,
    });
    let spans: Vec<_> = spans.take(4).collect();
    assert_eq!(spans, [None, Some((1, 1, 2, 1)), Some((1, 2, 1, 2)), Some((2, 2, 1, 1))]);
}

#[test]
fn a_cell_far_away_takes_no_memory() {
    let far = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"200000\"><c r=\"XFD200000\"><v>2</v></c></row></sheetData>\
        <mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>";
    assert_eq!(text(far), "1");
    let apart = far.replace("A1:XFD1048576", "B2:XFD100");
    assert_eq!(text(&apart), "1\n2");
    for beyond in ["XFE1", "A1048577", "ZZZZZZZZZ1"] {
        let sheet = format!("<sheetData><row><c r=\"{beyond}\"><v>1</v></c></row></sheetData>");
        let error = derived(&book(&[("name=\"a\"", &sheet)], &[])).unwrap_err();
        assert!(error.contains("beyond column XFD"), "{error}");
    }
}

#[test]
fn texts_that_grow_and_control_characters_are_refused() {
    let shared = "<c t=\"s\"><v>0</v></c>".repeat(1000);
    let sheet = format!("<sheetData>{}</sheetData>", format!("<row>{shared}</row>").repeat(10));
    let string = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(10_000));
    let bomb = book(&[("name=\"a\"", &sheet)], &[("sharedStrings", &string)]);
    assert!(derived(&bomb).unwrap_err().contains("bytes of text"));
    let zeros = book(&[("name=\"a\"", &" ".repeat(65 << 20))], &[]);
    assert!(derived(&zeros).unwrap_err().contains("unpacks to more than"));
    let sheet = "<sheetData><row><c r=\"B7\" t=\"str\"><v>a_x0001_</v></c></row></sheetData>";
    let error = derived(&book(&[("name=\"it's\"", sheet)], &[])).unwrap_err();
    assert!(error.contains("'it''s'!B7"), "{error}");
    let whole = book(&[("name=\"a\"", sheet)], &[]);
    assert!(derived(&whole[..whole.len() - 30]).unwrap_err().contains("get it again"));
    assert!(derived(b"text").unwrap_err().contains("not what its name says"));
    let word = zipped(&[("word/document.xml", b"<w:document/>")]);
    assert!(derived(&word).unwrap_err().contains("xl/workbook.xml"));
}
