//! PDF documents.

use std::collections::BTreeMap;

use figlift_read::{PDF, ReadOptions, ReadText};
use proptest::prelude::*;

use super::rows_lie_in_their_text;
use crate::made::pdf::{grid, lines, pdf, show};
use crate::shared::shared;
use crate::support::{Project, number, text};

/// Two pages: a heading, a paragraph that goes on behind the edge of a page, and a table.
fn bulletin() -> Vec<u8> {
    let edges = |page: usize| show(290.0, 780.0, 9.0, &format!("— {page} —"));
    let first = show(200.0, 60.0, 18.0, "青田县2023年统计公报")
        + &lines(
            100.0,
            700.0,
            10.0,
            &[
                "全年生产总值312.5亿元，比上年增长6.2%，其中第一产业增加值1",
                "8.9亿元，增长3.1%；年末常住人口50万人，全年财政总收入完成",
            ],
        )
        + &edges(1);
    let cells: [&[&str]; 2] = [&["指标", "数值（亿元）"], &["工业增加值", "1234.5"]];
    let second = lines(100.0, 60.0, 10.0, &["56.3亿元。"])
        + &grid(&[100.0, 200.0, 300.0], &[100.0, 130.0, 160.0], &cells)
        + &edges(2);
    pdf(&[first, second])
}

figtest!(a_document_is_published_with_places_of_its_pages, |project| {
    project
        .write("raw/qingtian.pdf", bulletin())
        .write("raw/qingtian.toml", "ref_area = \"CN-ZJ\"");
    project.figlift(&["run"]).exits(0).prints("2 furniture");
    let figures = project.table("figures");
    let of = |name: &str| figures.iter().map(|row| text(row, name)).collect::<Vec<_>>();
    assert_eq!(
        of("surface"),
        ["312.5亿元", "6.2%", "18.9亿元", "3.1%", "50万人", "56.3亿元", "1234.5"]
    );
    assert_eq!(of("place"), ["p1:2", "p1:2", "p1:2", "p1:3", "p1:3", "p2:1", "p2:3"]);
    assert_eq!(of("section")[0], "青田县2023年统计公报");
    let whole = text(&project.table("documents")[0], "text").to_owned();
    for row in &figures {
        let byte = |name: &str| number(row, name).expect("a place") as usize;
        assert_eq!(&whole[byte("byte_start")..byte("byte_end")], text(row, "surface"));
    }
    project.figlift(&["explain", "raw/qingtian.pdf:p2:1"]).exits(0).prints("56.3亿元");
    project.figlift(&["explain", "raw/qingtian.pdf:p9:1"]).exits(2);
    project.figlift(&["run", "--check"]).exits(0);
});

figtest!(a_document_that_cannot_be_read_is_listed_with_its_reason, |project| {
    let whole = bulletin();
    project.write("raw/a.pdf", "<html>").write("raw/b.pdf", &whole[..whole.len() / 2]);
    project
        .write("raw/c.pdf", pdf(&["0 0 m"]))
        .write("raw/d.pdf", pdf(&[show(9.0, 9.0, 9.0, "。")]));
    let run = project.figlift(&["run"]);
    run.exits(1).says_at("raw/a.pdf: ", &["not what its name says"]);
    run.says_at("raw/b.pdf: ", &["the end of the PDF document is missing", "get it again"]);
    run.says_at("raw/c.pdf: ", &["neither text nor pictures"]);
    let codes = project.table("diagnostics");
    assert_eq!(codes.iter().filter(|row| text(row, "code") == "unreadable").count(), 3);
    project.figlift(&["extract", "raw/a.pdf"]).exits(2).says("not what its name says");
});

/// A file of the shared material, read.
fn shared_file(name: &str) -> Option<Result<ReadText, String>> {
    let path = shared()?.join("corpus/inputs").join(name);
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some((PDF.read)(&bytes, &ReadOptions::default()).map_err(|error| error.message()))
}

/// What PDFium reads of the shared documents: the characters that are no white space, and the numbers
/// (but for two exponents, which are written as such here).
const READ: [(&str, usize, usize); 2] =
    [("made-chromium", 3101, 256), ("pymupdf-chinese-tables", 839, 61)];

#[test]
fn shared_documents_have_the_characters_of_pdfium_or_are_refused() {
    for (name, characters, numbers) in READ {
        let Some(read) = shared_file(&format!("pdf/{name}.pdf")) else { return };
        let text = read.expect("read").text;
        let shown = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{2060}').count();
        assert_eq!(shown, characters, "{name}");
        let parts = text.split(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','));
        let parts = parts.filter(|part| part.contains(|c: char| c.is_ascii_digit()));
        assert_eq!(parts.count(), numbers, "{name}");
    }
    let refused = shared_file("pdf/pdfjs-XiaoBiaoSong.pdf").expect("there");
    assert!(refused.expect_err("GBK without ToUnicode").contains("GBK"));
}

/// The figures of a document by some of their fields, each with how often it is there.
fn figures(project: &Project, doc: &str, fields: &[&str]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    let rows = project.table("figures");
    for row in rows.iter().filter(|row| text(row, "doc_id") == doc) {
        // Numbers that no-break blanks group are printed with blanks.
        let field = |name: &&str| row[*name].to_string().replace('\u{a0}', " ");
        let values: Vec<String> = fields.iter().map(field).collect();
        *counts.entry(values.join(" | ")).or_default() += 1;
    }
    counts
}

figtest!(one_bulletin_as_page_and_as_print_gives_the_same_figures, |project| {
    let Some(shared) = shared() else { return };
    let inputs = shared.join("corpus/inputs");
    for (from, to) in
        [("html/made.html", "raw/page.html"), ("pdf/made-chromium.pdf", "raw/print.pdf")]
    {
        let bytes = std::fs::read(inputs.join(from)).expect("shared");
        project.write(to, bytes);
    }
    project
        .write("raw/page.toml", "date = \"2025-03-18\"")
        .write("raw/print.toml", "date = \"2025-03-18\"");
    project.figlift(&["run"]);
    let values = ["surface", "obs_value", "unit_measure", "role", "time_period"];
    let of = |doc: &str| figures(project, doc, &values);
    assert!(of("page").len() > 100);
    assert_eq!(of("page"), of("print"));
    // Nothing in the print says that the head of a row, in the middle of its column, is indented.
    let worded = [&values[..], &["indicator_text"]].concat();
    let of = |doc: &str| figures(project, doc, &worded);
    let print = of("print");
    let others = of("page").into_iter().filter(|(figure, count)| print.get(figure) != Some(count));
    let others: Vec<(String, usize)> = others.collect();
    assert!(others.len() <= 3, "{others:#?}");
});

/// Pages of words and lines anywhere.
fn pages() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "12",
        "3.5",
        "%",
        "亿元",
        "产值增长",
        "，",
        "。",
        "[1]",
        "10",
        "km",
        "2021年",
        "一、",
        "（一）",
        "1.",
        " ",
        "  ",
        "⽐",
        "～",
        "１２",
        "the year",
        "-",
        "…",
    ]);
    let part = (word, 0..40u32, 0..30u32, prop::sample::select(vec![6.0, 10.0, 10.0, 16.0]));
    let parts = prop::collection::vec(part, 1..40).prop_map(|parts| {
        let shown = parts.into_iter().map(|(words, x, y, size)| {
            show(f64::from(x) * 15.0, f64::from(y) * 8.0 + 40.0, size, words)
        });
        shown.collect::<String>()
    });
    let ruled = grid(&[100.0, 200.0, 300.0, 420.0], &[80.0, 110.0, 140.0, 200.0], &[]);
    (parts, any::<bool>())
        .prop_map(move |(parts, table)| if table { parts + &ruled } else { parts })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_row_of_every_print_lies_in_its_text(pages in prop::collection::vec(pages(), 1..4)) {
        let file = pdf(&pages);
        let Ok(read) = (PDF.read)(&file, &ReadOptions::default()) else { return Ok(()) };
        rows_lie_in_their_text(read, &pages.concat())?;
    }
}
