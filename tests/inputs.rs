//! Documents of other kinds than plain text.

mod corpora;
mod docx;
mod examples;
mod messages;
mod packed;
#[cfg(feature = "pdf")]
mod pdf;
mod sheets;

use figlift_read::{HTML, ReadOptions, ReadText};
use figlift_text::{Document, Metadata};
use proptest::prelude::*;

use crate::support::{RULES, Row, number, text};

const PAGE: &str = "<!DOCTYPE html><html><head><meta charset=gbk><title>2021年</title></head><body>
<div class=menu><a href=/>首页 12 条</a></div>
<h1>青田县2023年统计公报<sup>[1]</sup></h1>
<div id=zoom>
<p>全年生产总值<sup>[2]</sup>31<span>2.</span>5亿元，比上年增长6.<b>2%</b>。</p>
<p>年末人口5&#54;.3万人<br>面积2477km<sup>2</sup>。</p>
<table><tr><th>指标<th>数值<tr><td>游客<td>1234.5</table>
</div><div>电话：0578-6821 234</div></body></html>";

figtest!(a_page_is_published_with_places_of_its_file, |project| {
    project.write("raw/qingtian.html", PAGE).write("raw/qingtian.toml", "ref_area = \"CN-ZJ\"");
    let run = project.figlift(&["run"]);
    run.exits(0).says_at("raw/qingtian.html:2:27: info: ", &["charset is gbk, but it is utf-8"]);
    run.prints("4 furniture");
    let document = &project.table("documents")[0];
    assert_eq!((text(document, "doc_id"), text(document, "encoding")), ("qingtian", "utf-8"));
    let whole = text(document, "text").to_owned();
    assert!(whole.contains("生产总值\u{2060}[2]312.5亿元，比上年增长6.2%。\n年末人口56.3万人\n面积2477km²。\n指标\t数值\n游客\t1234.5\n"));
    let figures = project.table("figures");
    let of = |name: &str| figures.iter().map(|row| text(row, name)).collect::<Vec<_>>();
    assert_eq!(of("surface"), ["312.5亿元", "6.2%", "56.3万人", "2477km²"]);
    assert_eq!(of("place"), ["5:24", "5:50", "6:8", "6:24"]);
    assert_eq!(of("indicator_text")[..2], ["生产总值", "生产总值"]);
    assert_eq!(of("section")[0], "青田县2023年统计公报");
    assert!(of("sentence")[0].starts_with("全年生产总值312.5亿元"), "{:?}", of("sentence"));
    let byte = |row: &Row, name: &str| number(row, name).expect("a place") as usize;
    for row in &figures {
        let span = byte(row, "byte_start")..byte(row, "byte_end");
        assert_eq!(&whole[span], text(row, "surface"));
    }
    let numerals = project.table("numerals");
    let class = |class: &str| {
        let of_class = numerals.iter().filter(|row| text(row, "class") == class);
        of_class.map(|row| text(row, "surface")).collect::<Vec<_>>()
    };
    assert_eq!(class("furniture").len(), 4, "{:?}", class("furniture"));
    assert_eq!(class("reference"), ["1", "2"]);
    assert_eq!(class("unresolved"), ["1234.5"]);
    project.figlift(&["explain", "raw/qingtian.html:5:24"]).exits(0).prints("312.5亿元");
});

figtest!(the_sidecar_names_the_main_text_of_a_page, |project| {
    project.write("raw/a.html", PAGE).write("raw/a.toml", "[html]\nmain = \".menu\"");
    project.figlift(&["numerals", "raw/a.html"]).exits(0).prints("furniture");
    project.figlift(&["extract", "raw/a.html"]).exits(0).prints("12 条");
    project.write("raw/a.toml", "[html]\nmain = \"div > p\"");
    let run = project.figlift(&["run"]);
    run.exits(2)
        .says("raw/a.toml:2:8")
        .says("`div > p` does not select")
        .says("#zoom, .TRS_Editor");
});

figtest!(one_page_in_two_encodings_gives_the_same, |project| {
    let (gbk, _, _) = encoding_rs::GB18030.encode(PAGE);
    project.write("raw/a.html", PAGE.replace("gbk", "utf-8")).write("raw/b.html", &gbk[..]);
    project.figlift(&["run"]).exits(0);
    let documents = project.table("documents");
    assert_eq!([0, 1].map(|at| text(&documents[at], "encoding")), ["utf-8", "gb18030"]);
    assert_eq!(documents[0]["text"], documents[1]["text"]);
    let of = |doc: &str| {
        let figures = project.table("figures");
        let own = figures.iter().filter(|row| text(row, "doc_id") == doc);
        own.map(|row| (text(row, "surface").to_owned(), text(row, "sentence").to_owned()))
            .collect::<Vec<_>>()
    };
    assert_eq!(of("a"), of("b"));
});

figtest!(numbers_before_and_after_a_mark_are_two, |project| {
    project.write("raw/a.html", "<p>产值12<sup>[1]</sup><sup>[2]</sup>35亿元，PM<sup>[3]</sup>6。");
    project.figlift(&["run"]).exits(0);
    let numerals = project.table("numerals");
    let of = |name: &str| numerals.iter().map(|row| text(row, name)).collect::<Vec<_>>();
    assert_eq!(of("surface"), ["12", "1", "2", "35亿元", "3", "6"]);
});

/// Pages of words, numbers and tags in any order.
fn pages() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "<p>",
        "</p>",
        "<div id=zoom>",
        "</div>",
        "<table>",
        "</table>",
        "<tr>",
        "<td colspan=2>",
        "<th>",
        "</td>",
        "<br>",
        "<wbr>",
        "<sup>",
        "</sup>",
        "<b>",
        "</b>",
        "<a href=x>",
        "</a>",
        "<h1>",
        "</h1>",
        "<script>",
        "</script>",
        "<pre>",
        "</pre>",
        "<!-- > -->",
        "<select>",
        "&nbsp;",
        "&#57;",
        "&amp",
        "&",
        "<",
        " ",
        "\n",
        "\u{200b}",
        "\u{2060}",
        "　",
        "[1]",
        "12",
        "3.5",
        "%",
        "亿元",
        "增长",
        "产值",
        "，",
        "。",
        "（",
        "）",
        "10",
        "km",
        "2",
        "2021年",
        "１２",
    ]);
    prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_row_of_every_page_lies_in_its_text(page in pages()) {
        let Ok(read) = (HTML.read)(page.as_bytes(), &ReadOptions::default()) else { return Ok(()) };
        rows_lie_in_their_text(read, &page)?;
    }
}

/// Checks that all digits of a derived text are accounted for, and that its blocks hold all of it.
fn rows_lie_in_their_text(read: ReadText, original: &str) -> Result<(), TestCaseError> {
    let is_digit = |c: &char| c.is_ascii_digit() || ('０'..='９').contains(c);
    let digits = |text: &str| text.chars().filter(is_digit).count();
    let document = Document::derived("a", read.text, read.layout, Metadata::default());
    let extraction = RULES.extract(&document);
    let mut end = 0;
    let mut counted = 0;
    for numeral in &extraction.numerals {
        // A mark between a number and its unit lies in both.
        let is_mark = document.layout().marks.iter().any(|mark| mark.overlaps(numeral.span));
        if is_mark && numeral.span.end <= end {
            continue;
        }
        prop_assert!(end <= numeral.span.start, "{original:?}");
        end = numeral.span.end;
        counted += digits(&document.text()[numeral.span.range()]);
    }
    prop_assert_eq!(counted, digits(document.text()), "{:?} {:?}", original, document.text());
    for figure in &extraction.figures {
        prop_assert!(!document.text()[figure.span.range()].is_empty());
    }
    let mut last = 0;
    for block in &document.layout().blocks {
        prop_assert!(last <= block.span.start && !block.span.is_empty());
        prop_assert!(document.text()[last..block.span.start].chars().all(char::is_whitespace));
        last = block.span.end;
    }
    Ok(())
}
