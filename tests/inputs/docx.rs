//! Word documents.

use figlift_read::{DOCX, HTML, Input, ReadOptions, ReadText};
use proptest::prelude::*;

use super::rows_lie_in_their_text;
use crate::made::document;
use crate::shared::shared;
use crate::support::{number, text};

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn cell(text: &str) -> String {
    format!("<w:tc><w:p>{}</w:p></w:tc>", run(text))
}

figtest!(a_document_is_published_with_places_of_its_paragraphs, |project| {
    let raised = "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>[1]</w:t></w:r>";
    let body = format!(
        "<w:p>{}</w:p><w:p/><w:p>{}{raised}{}{}<w:del>{}</w:del>{}</w:p><w:tbl><w:tr>{}{}</w:tr></w:tbl><w:p>{}</w:p>",
        run("青田县2023年统计公报"),
        run("全年生产总值"),
        run("31"),
        run("2.5亿元，比上年增长"),
        run("5.1%"),
        run("6.2%。"),
        cell("游客"),
        cell("1234.5"),
        run("年末人口56.3万人。"),
    );
    project.write("raw/qingtian.docx", document(&body));
    project.write("raw/qingtian.toml", "ref_area = \"CN-ZJ\"");
    project.figlift(&["run"]).exits(0).prints("documents   1\n");
    let row = &project.table("documents")[0];
    assert!(row["encoding"].is_null());
    let whole = text(row, "text").to_owned();
    assert!(
        whole.contains("\n全年生产总值\u{2060}[1]312.5亿元，比上年增长6.2%。\n游客\t1234.5\n年末")
    );
    let figures = project.table("figures");
    let of = |name: &str| figures.iter().map(|row| text(row, name)).collect::<Vec<_>>();
    assert_eq!(of("surface"), ["312.5亿元", "6.2%", "56.3万人"]);
    assert_eq!(of("place"), ["¶2", "¶2", "¶3"]);
    assert_eq!(of("indicator_text")[0], "生产总值");
    for row in &figures {
        let byte = |name: &str| number(row, name).expect("a place") as usize;
        assert_eq!(&whole[byte("byte_start")..byte("byte_end")], text(row, "surface"));
    }
    let numerals = project.table("numerals");
    let cell = numerals.iter().find(|row| text(row, "surface") == "1234.5").expect("a numeral");
    assert_eq!(text(cell, "class"), "unresolved");
    project.figlift(&["explain", "raw/qingtian.docx:¶3"]).exits(0).prints("56.3万人");
    let run = project.figlift(&["explain", "raw/qingtian.docx:¶2"]);
    run.exits(2).says("several numerals").says("raw/qingtian.docx@53  312.5亿元");
    project.figlift(&["explain", "raw/qingtian.docx@53"]).exits(0).prints("quantity");
    project.figlift(&["run", "--check"]).exits(0);
});

figtest!(a_document_that_cannot_be_read_is_listed_with_the_reason, |project| {
    let whole = document(&run("产值5亿元"));
    project
        .write("raw/a.docx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old")
        .write("raw/b.docx", "text");
    project.write("raw/c.docx", &whole[..whole.len() - 30]);
    project.write("raw/d.docx", document("<w:altChunk/>"));
    let run = project.figlift(&["run"]);
    run.exits(1).says_at("raw/a.docx: ", &["old binary format", "save it as .docx"]);
    run.says_at("raw/b.docx: ", &["not what its name says"]);
    run.says_at("raw/c.docx: ", &["the end of its archive is missing", "get it again"]);
    run.says_at("raw/d.docx: ", &["altChunk", "save it anew"]);
    let codes = project.table("diagnostics");
    assert_eq!(codes.iter().filter(|row| text(row, "code") == "unreadable").count(), 4);
    project.figlift(&["extract", "raw/b.docx"]).exits(2).says("not what its name says");
});

/// A file of the shared material, read.
fn shared_file(input: Input, name: &str) -> Option<Result<ReadText, String>> {
    let path = shared()?.join("corpus").join(name);
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some((input.read)(&bytes, &ReadOptions::default()).map_err(|error| error.message()))
}

#[test]
fn one_bulletin_as_page_and_as_document_gives_the_same() {
    let Some(page) = shared_file(HTML, "inputs/html/made.html") else { return };
    let Some(word) = shared_file(DOCX, "inputs/docx/made.docx") else { return };
    let (page, word) = (page.expect("read"), word.expect("read"));
    assert_eq!(page.text, word.text);
    assert_eq!(page.layout.blocks, word.layout.blocks);
    assert_eq!(page.layout.marks, word.layout.marks);
}

#[test]
fn shared_documents_are_read_as_they_are_shown_or_refused() {
    let read = |name: &str| shared_file(DOCX, &format!("inputs/docx/{name}.docx"));
    let Some(tracked) = read("tracked") else { return };
    let expected = "增长8.3%\u{2060}2，达12-15亿元新7亿元11";
    assert_eq!(tracked.expect("read").text, expected);
    let poi = read("poi-delins").expect("there").expect("read").text;
    assert!(!poi.contains("red spot") && poi.lines().count() == 21, "{poi}");
    for (name, reason) in [("deep", "nested"), ("entity", "DOCTYPE"), ("trunc", "get it again")] {
        let error = read(name).expect("there").expect_err(name);
        assert!(error.contains(reason), "{error}");
    }
}

/// The characters that are no white space, and the numbers, of three reports as LibreOffice 7.4 saves
/// their text.
const REPORTS: [(&str, usize, usize); 3] =
    [("云南", 19_513, 357), ("四川", 27_686, 387), ("湖南", 18_300, 228)];

#[test]
fn reports_have_the_characters_that_office_programs_show() {
    for (area, characters, numbers) in REPORTS {
        let name = format!("reports-2025-docx/2025年{area}省政府工作报告.docx");
        let Some(read) = shared_file(DOCX, &name) else { return };
        let text = read.expect("read").text;
        assert_eq!(text.chars().filter(|c| !c.is_whitespace()).count(), characters, "{area}");
        let mut parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit() && c != '.').collect();
        parts.retain(|part| part.starts_with(|c: char| c.is_ascii_digit()));
        assert_eq!(parts.len(), numbers, "{area}");
    }
}

/// Documents of words, numbers and elements in any order.
fn documents() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "<w:p>|</w:p>",
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>|</w:p>",
        "<w:p><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr>|</w:p>",
        "<w:tbl>|</w:tbl>",
        "<w:tr>|</w:tr>",
        "<w:tr><w:trPr><w:gridBefore w:val=\"2\"/><w:tblHeader/></w:trPr>|</w:tr>",
        "<w:tc>|</w:tc>",
        "<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/></w:tcPr>|</w:tc>",
        "<w:tc><w:tcPr><w:vMerge/></w:tcPr>|</w:tc>",
        "<w:r>|</w:r>",
        "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr>|</w:r>",
        "<w:r><w:rPr><w:vanish/></w:rPr>|</w:r>",
        "<w:txbxContent>|</w:txbxContent>",
        "<w:del>|</w:del>",
        "<w:fldChar w:fldCharType=\"begin\"/>|<w:fldChar w:fldCharType=\"end\"/>",
        "<w:fldChar w:fldCharType=\"separate\"/>",
        "<w:footnoteReference w:id=\"1\"/>",
        "<w:br/>",
        "<w:tab/>",
        "<w:noBreakHyphen/>",
        "<w:t>12</w:t>",
        "<w:t>3.5</w:t>",
        "<w:t>%</w:t>",
        "<w:t>亿元</w:t>",
        "<w:t>产值增长</w:t>",
        "<w:t>，</w:t>",
        "<w:t>。</w:t>",
        "<w:t>[1]</w:t>",
        "<w:t>10</w:t>",
        "<w:t>km</w:t>",
        "<w:t xml:space=\"preserve\"> \u{3000}\u{2060}</w:t>",
        "<w:t>2021年</w:t>",
    ]);
    // What is there is put into the next element, or before it.
    prop::collection::vec((part, any::<bool>()), 0..60).prop_map(|parts| {
        parts.into_iter().fold(String::new(), |inner, (part, within)| match within {
            true if part.contains('|') => part.replace('|', &inner),
            _ => inner + &part.replace('|', "<w:r><w:t>5</w:t></w:r>"),
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_row_of_every_document_lies_in_its_text(body in documents()) {
        let read = (DOCX.read)(&document(&body), &ReadOptions::default());
        rows_lie_in_their_text(read.expect("well-formed"), &body)?;
    }
}
