//! Invariants of all texts.

use std::collections::BTreeSet;

use figlift_extract::Extraction;
use figlift_model::NumeralClass;
use figlift_text::Document;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

use crate::support::{RULES, document, of_document, text};

/// Pieces of which odd sentences are made.
const PIECES: &[&str] = &[
    "0",
    "7",
    "12",
    "2021",
    "1,234",
    "3.5",
    "0.04",
    "007",
    "9999999999999999999999999999999999",
    "１２",
    "３．５",
    "一",
    "两",
    "十",
    "十二",
    "二〇二二",
    "三百二十",
    "百分之三",
    "几十",
    "数百",
    "上百",
    "两三百",
    "千",
    "万",
    "亿",
    "万亿",
    "年",
    "月",
    "日",
    "季度",
    "上半年",
    "今年",
    "去年",
    "上月",
    "近五年",
    "“十四五”",
    "以来",
    "元",
    "亿元",
    "家",
    "个",
    "人次",
    "%",
    "％",
    "个百分点",
    "倍",
    "亩",
    "吨",
    "公里",
    "℃",
    "位",
    "第",
    "届",
    "余",
    "多",
    "左右",
    "以上",
    "超",
    "近",
    "约",
    "不到",
    "从",
    "由",
    "到",
    "至",
    "为",
    "增长",
    "下降",
    "提高",
    "增加",
    "同比",
    "比上年",
    "较",
    "比",
    "分别",
    "均",
    "翻番",
    "人均",
    "亩产",
    "预计",
    "力争",
    "初步核算",
    "全省",
    "全国",
    "江西",
    "企业",
    "产值",
    "研发经费",
    "（R&D）",
    "一是",
    "（二）",
    "三、",
    "1.",
    "，",
    "。",
    "；",
    "、",
    "：",
    "！",
    "“",
    "”",
    "（",
    "）",
    "(",
    ")",
    "[1]",
    "〔2021〕15号",
    "—",
    "～",
    "-",
    "/",
    "+",
    ".",
    ",",
    "·",
    "'",
    "’",
    "1.5.3亿元",
    "2亿3",
    "1 2 %",
    " ",
    "\u{3000}",
    "\u{3000}\u{3000}",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\0",
    "\u{1b}",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "\u{200b}",
    "5G",
    "PM2.5",
    "C919",
    "“2+6+N”",
    "kW",
    "GW",
    "www.a.cn/1",
    "a@b.c",
    "https://",
    "X",
    "é",
    "①",
    "½",
    "Ⅷ",
    "㎡",
    "٣",
    "𝟗",
    "🚀",
    "👨‍👩‍👧",
    "e\u{301}",
    "\u{fe0f}",
    "𠮷",
    "〇",
    "零",
    "貳",
    "\u{10ffff}",
];

fn odd_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => select(PIECES).prop_map(str::to_owned),
        2 => any::<char>().prop_map(String::from),
        1 => "[0-9０-９.,]{1,40}",
        1 => "[0-9万亿千百.,，'’· -]{1,16}(元|家|%|℃)",
        1 => "[〇一二三四五六七八九十百千万亿两几点]{1,12}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// The same texts each time, so that a commit does not fail by chance; PROPTEST_CASES=100000 goes
/// and looks for others.
fn settings() -> ProptestConfig {
    let settings = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    match std::env::var_os("PROPTEST_CASES") {
        Some(_) => settings,
        None => ProptestConfig { cases: 600, rng_seed: RngSeed::Fixed(2022), ..settings },
    }
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn every_text(text in odd_text()) {
        holds(&document(&text));
    }

    /// A text without metadata: nothing can be resolved.
    #[test]
    fn every_text_of_no_date(text in odd_text()) {
        holds(&Document::new("x", text, Default::default()));
    }

    /// The reading of a line does not depend on the lines around it.
    #[test]
    fn a_line_is_read_alike_in_the_midst_of_others(before in "[甲乙丙，。\n]{0,8}", behind in "[甲乙丙，。\n]{0,8}") {
        let line = "产量3.5万吨。";
        let (figures, _) = of_document(&RULES, &document(&format!("{before}\n{line}\n{behind}")));
        prop_assert_eq!(figures.len(), 1);
        prop_assert_eq!(text(&figures[0], "surface"), "3.5万吨");
        prop_assert_eq!(text(&figures[0], "sentence"), line);
    }
}

/// The invariants of the architecture, on one document.
fn holds(document: &Document) {
    let extraction = RULES.extract(document);
    spans_are_their_surfaces(document);
    numerals_stand_in_order(&extraction);
    every_digit_is_accounted_for(document, &extraction);
    figures_are_numerals(&extraction);
    no_figure_is_a_piece_of_a_number(document, &extraction);
}

fn spans_are_their_surfaces(document: &Document) {
    let (figures, numerals) = of_document(&RULES, document);
    let points: Vec<char> = document.text().chars().collect();
    for row in figures.iter().chain(&numerals) {
        let place = |column: &str| row[column].as_u64().expect("a place") as usize;
        let surface = text(row, "surface");
        assert_eq!(document.text().get(place("byte_start")..place("byte_end")), Some(surface));
        assert_eq!(
            points[place("char_start")..place("char_end")].iter().collect::<String>(),
            surface
        );
        assert!(!surface.is_empty() && surface.trim() == surface, "{surface:?}");
    }
    for row in &figures {
        let place = |column: &str| row[column].as_u64().map(|byte| byte as usize);
        let (start, end) = (place("sentence_start").unwrap(), place("sentence_end").unwrap());
        assert!(start <= place("byte_start").unwrap() && place("byte_end").unwrap() <= end);
        assert!(document.text()[start..end].contains(text(row, "sentence")));
        if let (Some(start), Some(end)) = (place("indicator_start"), place("indicator_end")) {
            assert_eq!(&document.text()[start..end], text(row, "indicator_text"));
        }
    }
}

fn numerals_stand_in_order(extraction: &Extraction) {
    for pair in extraction.numerals.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "{pair:?}");
    }
}

fn every_digit_is_accounted_for(document: &Document, extraction: &Extraction) {
    let mut numerals = extraction.numerals.iter().peekable();
    // The digits of a blank that a scraper wrote as text do not count.
    let blanks = ["<U+00A0>", "<U+3000>", "<U+FEFF>", "<U+200B>", "<U+2002>", "<U+2003>"];
    let text = blanks.iter().fold(document.text().to_owned(), |text, blank| {
        text.replace(blank, &" ".repeat(blank.len()))
    });
    for (at, c) in text.char_indices() {
        if !matches!(c, '0'..='9' | '０'..='９') {
            continue;
        }
        while numerals.next_if(|numeral| numeral.span.end <= at).is_some() {}
        let is_within = numerals.peek().is_some_and(|numeral| numeral.span.start <= at);
        assert!(is_within, "the {c:?} at byte {at} lies in no numeral of {:?}", document.text());
    }
}

/// A figure right behind an unresolved number, with nothing between but a mark that numbers contain, a blank
/// or a hyphen, would state a part of that number.
fn no_figure_is_a_piece_of_a_number(document: &Document, extraction: &Extraction) {
    for pair in extraction.numerals.windows(2) {
        let (former, figure) = (&pair[0], &pair[1]);
        if former.class != NumeralClass::Unresolved || figure.class != NumeralClass::Figure {
            continue;
        }
        let between = &document.text()[former.span.end..figure.span.start];
        let is_within = ["", ".", ",", "，", "'", "’", "·", " ", "-"].contains(&between);
        assert!(!is_within, "{pair:?} of {:?}", document.text());
    }
}

fn figures_are_numerals(extraction: &Extraction) {
    let figures: Vec<_> =
        extraction.figures.iter().map(|figure| (figure.span, Some(&figure.id))).collect();
    let of_class =
        extraction.numerals.iter().filter(|numeral| numeral.class == NumeralClass::Figure);
    let numerals: Vec<_> =
        of_class.map(|numeral| (numeral.span, numeral.figure.as_ref())).collect();
    assert_eq!(figures, numerals);
    let ids: BTreeSet<&str> = extraction.figures.iter().map(|figure| figure.id.as_str()).collect();
    assert_eq!(ids.len(), extraction.figures.len(), "ids are unique");
    let unresolved =
        extraction.numerals.iter().filter(|numeral| numeral.class == NumeralClass::Unresolved);
    let reported: Vec<_> = extraction.diagnostics.iter().map(|problem| problem.span).collect();
    assert_eq!(
        unresolved.map(|numeral| numeral.span).collect::<Vec<_>>(),
        reported,
        "each is reported"
    );
}

#[test]
fn pieces_of_a_number_state_nothing() {
    for number in ["12.5.3", "1.234,56", "1’234", "1'234", "2亿3", "1 2", "5亿万", "3万5"] {
        let document = document(&format!("产值{number}亿元。"));
        holds(&document);
        let extraction = RULES.extract(&document);
        assert_eq!((extraction.figures.len(), extraction.numerals.len()), (0, 1), "{number}");
    }
}

#[test]
fn an_address_of_any_length_is_one_reference() {
    let address = format!("https://www.example.cn/{}", "2021/a12/".repeat(300));
    let document = document(&format!("详见{address}，企业12家。"));
    holds(&document);
    let numerals = RULES.extract(&document).numerals;
    assert_eq!(numerals.len(), 2);
    assert_eq!(&document.text()[numerals[0].span.range()], address);
    assert_eq!(numerals[0].class, NumeralClass::Reference);
}

#[test]
fn a_repeated_sentence_gives_two_figures() {
    let document = document(&"企业增加12家，12家。\n".repeat(3));
    holds(&document);
    assert_eq!(RULES.extract(&document).figures.len(), 6);
}

#[test]
fn the_id_of_a_figure_survives_edits_elsewhere() {
    let ids = |text: &str| -> Vec<String> {
        RULES.extract(&document(text)).figures.into_iter().map(|figure| figure.id).collect()
    };
    let before = ids("产量3吨。\n企业12家。\n");
    let after = ids("产量大增，达到35吨。\n新建学校2所。\n企业12家。\n");
    assert_eq!(before.last(), after.last());
    assert_ne!(before.first(), after.first());
}

#[test]
fn ten_thousand_digits_and_brackets() {
    let digits = document(&"9".repeat(10_000));
    holds(&digits);
    let extraction = RULES.extract(&digits);
    assert_eq!(extraction.numerals.len(), 1);
    assert_eq!(
        (extraction.numerals[0].class, extraction.diagnostics.len()),
        (NumeralClass::Unresolved, 1)
    );
    let measured = document(&format!("企业{}家。", "9".repeat(10_000)));
    holds(&measured);
    assert_eq!(RULES.extract(&measured).figures.len(), 0, "too long to hold is no value");
    holds(&document(&("（".repeat(10_000) + "企业12家" + &"）".repeat(10_000))));
    holds(&document(&"((((12]]]]".repeat(2_000)));
    holds(&document(&"企业从2138家增长到6669家。".repeat(2_000)));
}
