use figlift_text::BlockKind;

use self::maker::{PdfFile, grid, lines, pdf, rule, show, stream};
use super::*;

mod maker;

fn read_pages<S: AsRef<[u8]>>(pages: &[S]) -> ReadText {
    derive(&pdf(pages)).unwrap_or_else(|error| panic!("{error}"))
}

fn text(page: &str) -> String {
    read_pages(&[page]).text
}

/// The blocks of pages: what each is, and its text.
fn blocks<S: AsRef<[u8]>>(pages: &[S]) -> Vec<(String, String)> {
    let ReadText { text, layout, .. } = read_pages(pages);
    let name = |kind: BlockKind| match kind {
        BlockKind::Cell(cell) => {
            format!("{},{} {}×{}", cell.row, cell.column, cell.rows, cell.columns)
        }
        kind => format!("{kind:?}"),
    };
    let blocks = layout.blocks.iter();
    blocks.map(|block| (name(block.kind), text[block.span.range()].to_owned())).collect()
}

fn of_kind<S: AsRef<[u8]>>(pages: &[S], kind: &str) -> Vec<String> {
    blocks(pages).into_iter().filter(|(of, _)| of == kind).map(|(_, text)| text).collect()
}

/// The reason why a file is not read.
fn refused(bytes: &[u8]) -> PdfError {
    match read(bytes, &ReadOptions::default()) {
        Err(Unread::Pdf(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn lines_of_a_paragraph_are_joined() {
    // The first two lines are full; the first line of each paragraph is indented.
    let page = lines(120.0, 100.0, 10.0, &["全年实现地区生产总值一千零七十四点二"])
        + &lines(100.0, 115.0, 10.0, &["亿元，比上年增长５．８％，增速加快零点三个", "百分点。"])
        + &lines(120.0, 145.0, 10.0, &["年末常住人口五百三十万人。"]);
    let expected = "全年实现地区生产总值一千零七十四点二亿元，比上年增长５．８％，增速加快零点三个百分点。\n\
        年末常住人口五百三十万人。";
    assert_eq!(text(&page), expected);
}

#[test]
fn latin_words_are_joined_with_a_blank_and_numbers_are_not_parted() {
    let page = lines(100.0, 100.0, 10.0, &["the output of grain rose", "by 3.5 percent in 2021"]);
    assert_eq!(text(&page), "the output of grain rose by 3.5 percent in 2021");
    let page = lines(100.0, 100.0, 10.0, &["全年粮食产量达到12345", "67.89吨，增长百分之三"]);
    assert_eq!(text(&page), "全年粮食产量达到1234567.89吨，增长百分之三");
}

#[test]
fn heads_of_lists_headings_and_short_lines_begin_paragraphs() {
    for head in ["一、", "（一）", "(3)", "1.", "2、", "3）", "第二章 ", "•"] {
        let second = format!("{head}乙乙乙乙乙乙");
        let page = lines(100.0, 100.0, 10.0, &["甲甲甲甲甲甲甲甲甲甲", &second]);
        assert_eq!(text(&page), format!("甲甲甲甲甲甲甲甲甲甲\n{second}"));
    }
    let joined = ["3.5亿元", "1000", "一千元", "（含税）", "第二产业"];
    for words in joined {
        let page = lines(100.0, 100.0, 10.0, &["甲甲甲甲甲甲甲甲甲甲", words]);
        assert_eq!(text(&page), format!("甲甲甲甲甲甲甲甲甲甲{words}"));
    }
    // The line before is not full.
    let page = lines(100.0, 100.0, 10.0, &["甲甲甲", "乙乙乙乙乙乙乙乙乙乙"]);
    assert_eq!(text(&page), "甲甲甲\n乙乙乙乙乙乙乙乙乙乙");
    // Another size, and more room between.
    let page = show(100.0, 100.0, 16.0, "公报公报公报公")
        + &lines(100.0, 125.0, 10.0, &["甲甲甲甲甲甲甲甲甲甲", "乙乙乙乙乙乙乙乙乙乙"])
        + &lines(100.0, 175.0, 10.0, &["丙丙丙"]);
    let kinds = [
        ("Heading", "公报公报公报公"),
        ("Paragraph", "甲甲甲甲甲甲甲甲甲甲乙乙乙乙乙乙乙乙乙乙"),
        ("Paragraph", "丙丙丙"),
    ];
    assert_eq!(blocks(&[page]), kinds.map(|(kind, text)| (kind.to_owned(), text.to_owned())));
}

#[test]
fn rows_without_ruling_lines_and_contents_are_not_joined() {
    let row = |top: f64, words: [&str; 3]| {
        let cells = words.iter().zip([100.0, 200.0, 300.0]);
        cells.map(|(words, left)| show(left, top, 10.0, words)).collect::<String>()
    };
    let page = row(100.0, ["营业收入", "10,025,118.68", "7,142.40"])
        + &row(115.0, ["净利润", "1,208.33", "980.00"]);
    assert_eq!(text(&page), "营业收入 10,025,118.68 7,142.40\n净利润 1,208.33 980.00");
    let page = lines(100.0, 100.0, 10.0, &["总则…………………………3", "附录…………………………21"]);
    assert_eq!(text(&page), "总则…………………………3\n附录…………………………21");
}

#[test]
fn glyphs_printed_over_themselves_are_one() {
    let page = show(100.0, 100.0, 10.0, "2021年11月")
        + &show(100.3, 100.0, 10.0, "2021年11月")
        + &show(100.3, 100.3, 10.0, "2021年11月");
    assert_eq!(text(&page), "2021年11月");
}

#[test]
fn radicals_are_read_as_characters() {
    assert_eq!(
        text(&show(100.0, 100.0, 10.0, "⽐上年增⻓3.5%，10〜12万⼈")),
        "比上年增长3.5%，10～12万人"
    );
}

#[test]
fn superscripts_are_exponents_or_marks_of_notes() {
    let page = show(100.0, 100.0, 10.0, "1.2×10")
        + &show(135.0, 96.0, 6.0, "4")
        + &show(138.0, 100.0, 10.0, "km")
        + &show(148.0, 96.0, 6.0, "2")
        + &show(151.0, 100.0, 10.0, "，产值5亿元")
        + &show(206.0, 96.0, 6.0, "[3]")
        + &show(215.0, 100.0, 10.0, "，PM")
        + &show(235.0, 102.0, 6.0, "2.5");
    let ReadText { text, layout, .. } = read_pages(&[page]);
    assert_eq!(text, "1.2×10⁴km²，产值5亿元\u{2060}[3]，PM2.5");
    assert_eq!(layout.marks.len(), 1);
}

#[test]
fn columns_are_read_one_after_the_other() {
    let left = [
        "左一左一左一左一左一左一",
        "左二左二左二左二左二左二",
        "左三左三左三左三左三左三",
        "左四左四左四左四左四左四",
    ];
    let right = [
        "右一右一右一右一右一右一",
        "右二右二右二右二右二右二",
        "右三右三右三右三右三右三",
        "右四右四",
    ];
    // The lines of the right column stand a little lower.
    for lower in [0.0, 6.0] {
        let page = show(100.0, 60.0, 10.0, "一行横贯两栏的文字，一行横贯两栏的文字。")
            + &lines(100.0, 100.0, 10.0, &left)
            + &lines(235.0, 100.0 + lower, 10.0, &right);
        let columns = left.concat() + &right.concat();
        assert_eq!(text(&page), format!("一行横贯两栏的文字，一行横贯两栏的文字。\n{columns}"));
    }
}

#[test]
fn three_columns_are_no_two() {
    let column = |name: &str| -> Vec<String> {
        ["一", "二", "三", "四", "五"].map(|number| format!("{name}{number}").repeat(6)).into()
    };
    let columns = ["左", "中", "右"].map(column);
    for lower in [0.0, 6.0] {
        let mut page = String::new();
        for (number, (left, column)) in [60.0, 200.0, 340.0].into_iter().zip(&columns).enumerate() {
            let words: Vec<&str> = column.iter().map(String::as_str).collect();
            page += &lines(left, 100.0 + lower * f64::from(number as u8 % 2), 10.0, &words);
        }
        assert_eq!(text(&page), columns.concat().concat());
    }
}

#[test]
fn a_full_grid_of_ruling_lines_is_a_table() {
    let xs = [100.0, 200.0, 300.0, 400.0];
    let ys = [100.0, 130.0, 160.0];
    let cells: [&[&str]; 2] =
        [&["指标", "2023年", "比上年增长(%)"], &["工业增加值", "3 489.12", "-1.2"]];
    let page = show(100.0, 80.0, 10.0, "单位：亿元") + &grid(&xs, &ys, &cells);
    let expected = [
        ("Paragraph", "单位：亿元"),
        ("1,1 1×1", "指标"),
        ("1,2 1×1", "2023年"),
        ("1,3 1×1", "比上年增长(%)"),
        ("2,1 1×1", "工业增加值"),
        ("2,2 1×1", "3 489.12"),
        ("2,3 1×1", "-1.2"),
    ];
    let read = blocks(&[page]);
    assert_eq!(read, expected.map(|(kind, text)| (kind.to_owned(), text.to_owned())));
}

#[test]
fn cells_may_span_rows_and_columns() {
    let down = |x: f64, top: f64, bottom: f64| rule(x, top, x, bottom);
    let across = |left: f64, right: f64, y: f64| rule(left, y, right, y);
    let page = across(100.0, 400.0, 100.0)
        + &across(200.0, 400.0, 130.0)
        + &across(100.0, 400.0, 160.0)
        + &across(100.0, 400.0, 190.0)
        + &down(100.0, 100.0, 190.0)
        + &down(200.0, 100.0, 190.0)
        + &down(300.0, 130.0, 190.0)
        + &down(400.0, 100.0, 190.0)
        + &show(110.0, 130.0, 10.0, "指标")
        + &show(210.0, 115.0, 10.0, "2023年")
        + &show(210.0, 145.0, 10.0, "绝对数")
        + &show(310.0, 145.0, 10.0, "占比")
        + &show(110.0, 175.0, 10.0, "总计")
        + &show(210.0, 175.0, 10.0, "12")
        + &show(310.0, 175.0, 10.0, "100");
    let kinds: Vec<String> = blocks(&[page]).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(
        kinds,
        ["1,1 2×1", "1,2 1×2", "2,2 1×1", "2,3 1×1", "3,1 1×1", "3,2 1×1", "3,3 1×1"]
    );
}

#[test]
fn heads_of_rows_keep_how_far_they_are_indented() {
    let xs = [100.0, 200.0, 300.0];
    let ys = [100.0, 130.0, 160.0, 190.0, 220.0];
    let cells: [&[&str]; 4] = [&["指标", "产值"], &["总计", "3"], &["", "1"], &["其他", "2"]];
    for part in [show(114.0, 175.0, 10.0, "甲"), show(104.0, 175.0, 10.0, "\u{3000}甲")] {
        let page = grid(&xs, &ys, &cells) + &part;
        assert_eq!(of_kind(&[page], "3,1 1×1"), ["\u{3000}甲"]);
    }
    // In the middle of a column heads begin anywhere.
    let page = grid(&xs, &ys, &cells) + &show(121.0, 175.0, 10.0, "甲");
    assert_eq!(of_kind(&[page], "3,1 1×1"), ["甲"]);
}

#[test]
fn an_open_grid_is_no_table() {
    let xs = [100.0, 200.0, 300.0];
    let cells: [&[&str]; 2] = [&["指标", "2023年"], &["总计", "12"]];
    let whole = grid(&xs, &[100.0, 130.0, 160.0], &cells);
    // Without the lines at its sides.
    let open: String = whole
        .lines()
        .filter(|line| !line.starts_with("100 700 m 100 640"))
        .map(|line| format!("{line}\n"))
        .collect();
    assert_ne!(open.len(), whole.len());
    assert_eq!(text(&open), "指标 2023年\n总计 12");
    // A frame around a text is none, either.
    let frame = grid(&[90.0, 400.0], &[80.0, 300.0], &[]);
    assert_eq!(blocks(&[frame + &show(100.0, 100.0, 10.0, "产值5亿元。")])[0].0, "Paragraph");
}

#[test]
fn lines_in_a_cell_are_joined_where_they_are_full_but_numbers_never() {
    let xs = [100.0, 160.0, 260.0];
    let cells: [&[&str]; 1] = [&["本期比上年", "12"]];
    let page = grid(&xs, &[100.0, 150.0], &cells)
        + &show(104.0, 130.0, 10.0, "同期增减")
        + &show(164.0, 130.0, 10.0, "34");
    assert_eq!(text(&page), "本期比上年同期增减\t12\n34");
}

#[test]
fn a_table_goes_on_on_the_next_page_unless_it_has_heads_of_its_own() {
    let xs = [100.0, 200.0, 300.0];
    let first: [&[&str]; 2] = [&["地区", "2023"], &["江西", "12"]];
    let foot = show(290.0, 770.0, 9.0, "— 1 —");
    let more: [&[&str]; 1] = [&["浙江", "34"]];
    let pages =
        [grid(&xs, &[700.0, 730.0, 760.0], &first) + &foot, grid(&xs, &[60.0, 90.0], &more)];
    // A year at its head may be a value, so nothing tells them apart.
    assert_eq!(of_kind(&pages, "1,1 1×1"), ["地区", "浙江"]);
    let first: [&[&str]; 2] = [&["地区", "产值"], &["江西", "12"]];
    let pages =
        [grid(&xs, &[700.0, 730.0, 760.0], &first) + &foot, grid(&xs, &[60.0, 90.0], &more)];
    assert_eq!(of_kind(&pages, "3,1 1×1"), ["浙江"]);
    let pages =
        [grid(&xs, &[700.0, 730.0, 760.0], &first), grid(&xs, &[60.0, 90.0, 120.0], &first)];
    assert_eq!(of_kind(&pages, "1,1 1×1"), ["地区"; 2]);
}

/// A page with a head and a foot.
fn with_edges(page: usize, body: &str) -> String {
    show(250.0, 40.0, 9.0, "某某公司年度报告")
        + body
        + &show(290.0, 770.0, 9.0, &format!("{page} / 9"))
}

#[test]
fn heads_and_feet_of_pages_are_furniture_and_lines_go_on_behind_them() {
    let full = "甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲甲";
    let pages = [
        with_edges(
            1,
            &lines(100.0, 700.0, 10.0, &[full, "乙乙乙乙乙乙乙乙乙乙乙乙乙，全年完成产值"]),
        ),
        with_edges(2, &lines(100.0, 100.0, 10.0, &["35.2亿元。", "丙丙。"])),
        with_edges(3, &lines(100.0, 100.0, 10.0, &[&full[..57], "丁。"])),
    ];
    let paragraphs = of_kind(&pages, "Paragraph");
    assert_eq!(paragraphs[0], format!("{full}乙乙乙乙乙乙乙乙乙乙乙乙乙，全年完成产值35.2亿元。"));
    assert_eq!(paragraphs[1..], ["丙丙。".to_owned(), format!("{}丁。", &full[..57])]);
    let furniture = of_kind(&pages, "Furniture");
    assert_eq!(furniture.len(), 6, "{furniture:?}");
    let numbers: Vec<&String> = furniture.iter().filter(|line| line.contains('/')).collect();
    assert_eq!(numbers, ["1 / 9", "2 / 9", "3 / 9"]);
}

#[test]
fn a_sentence_that_ends_with_its_page_does_not_go_on() {
    let page = |lines_of: &[&str]| lines(100.0, 100.0, 10.0, lines_of);
    let full = "甲甲甲甲甲甲甲甲甲";
    for (end, begin) in [("。", "乙乙"), ("：", "乙乙"), ("甲", "一、乙"), ("甲", "  ")]
    {
        let pages = [page(&[&format!("{full}{end}")]), page(&[begin, "丙丙丙丙丙丙丙丙丙丙"])];
        assert!(!of_kind(&pages, "Paragraph")[0].contains("乙"), "{end}{begin}");
    }
    let pages = [page(&[&format!("{full}甲")]), page(&["乙乙"])];
    assert_eq!(of_kind(&pages, "Paragraph"), [format!("{full}甲乙乙")]);
}

#[test]
fn numbers_of_pages_are_known_by_their_signs_and_values_are_kept() {
    for number in ["— 3 —", "- 3 -", "第3页 共12页", "3/12", "3"] {
        let page = show(100.0, 100.0, 10.0, "产值5亿元。") + &show(290.0, 770.0, 9.0, number);
        assert_eq!(of_kind(&[page], "Furniture"), [number], "{number}");
    }
    let page = lines(100.0, 100.0, 10.0, &["产值（亿元）", "3500"]);
    assert!(of_kind(&[page], "Furniture").is_empty());
}

#[test]
fn words_that_the_document_says_are_at_the_edge_are_furniture() {
    let marked = "/Artifact << /Type /Pagination >> BDC\n".to_owned()
        + &show(100.0, 60.0, 10.0, "内部资料2021")
        + "EMC\n";
    let page = marked + &show(100.0, 100.0, 10.0, "产值5亿元。");
    assert_eq!(of_kind(&[page], "Furniture"), ["内部资料2021"]);
}

#[test]
fn words_askew_are_furniture_and_turned_pages_are_read() {
    let watermark =
        "q 0.7 0.7 -0.7 0.7 300 300 cm\n".to_owned() + &show(0.0, 800.0, 30.0, "样本2021") + "Q\n";
    let page = watermark + &show(100.0, 100.0, 10.0, "产值5亿元。");
    let read = blocks(&[page]);
    assert_eq!((read[0].0.as_str(), read[0].1.as_str()), ("Paragraph", "产值5亿元。"));
    assert!(read[1..].iter().all(|(kind, _)| kind == "Furniture"));
    let turned =
        "q 0 1 -1 0 600 0 cm\n".to_owned() + &show(100.0, 600.0, 10.0, "产值5亿元。") + "Q\n";
    assert_eq!(text(&turned), "产值5亿元。");
    let cells: [&[&str]; 1] = [&["产值", "5"]];
    let table = grid(&[100.0, 200.0, 300.0], &[500.0, 530.0], &cells);
    for matrix in ["0 1 -1 0 600 0", "-1 0 0 -1 600 800", "0 -1 1 0 0 600"] {
        assert_eq!(text(&format!("q {matrix} cm\n{table}Q\n")), "产值\t5", "{matrix}");
    }
}

#[test]
fn codes_of_known_encodings_need_no_table_of_characters() {
    for (encoding, codes) in [("GBK-EUC-H", "b2fad6b535"), ("UniGB-UCS2-H", "4ea7503c0035")] {
        let mut file = PdfFile::of(&[format!("BT /F1 10 Tf 100 700 Td <{codes}> Tj ET")]);
        file.replace(3, "/Identity-H", &format!("/{encoding}"));
        file.replace(3, &format!("/ToUnicode {} 0 R", maker::TO_UNICODE), "");
        assert_eq!(derive(&file.bytes()).unwrap().text, "产值5", "{encoding}");
    }
}

#[test]
fn what_is_not_shown_is_not_read() {
    let mut file = PdfFile::of(&["/OC /L1 BDC\n".to_owned()
        + &show(100.0, 60.0, 10.0, "隐藏")
        + "EMC\n/OC /L2 BDC\n"
        + &show(100.0, 100.0, 10.0, "显示")
        + "EMC\n"]);
    let off = file.add("<< /Type /OCG /Name (a) >>");
    let on = file.add("<< /Type /OCG /Name (b) >>");
    file.resources(&format!("/Properties << /L1 {off} 0 R /L2 {on} 0 R >>"));
    file.replace(
        1,
        "/Pages",
        &format!("/OCProperties << /OCGs [{off} 0 R {on} 0 R] /D << /OFF [{off} 0 R] >> >> /Pages"),
    );
    assert_eq!(derive(&file.bytes()).unwrap().text, "显示");
    let beyond = show(700.0, 100.0, 10.0, "页外") + &show(100.0, -50.0, 10.0, "页外");
    assert_eq!(text(&(beyond + &show(100.0, 100.0, 10.0, "页内"))), "页内");
}

#[test]
fn each_line_has_its_page_and_number() {
    let pages =
        [lines(100.0, 100.0, 10.0, &["甲。", "乙。"]), lines(100.0, 100.0, 10.0, &["丙。"])];
    let pieces = read_pages(&pages).layout.pieces;
    let places: Vec<String> = pieces.iter().map(|piece| piece.place.to_string()).collect();
    assert_eq!(places, ["p1:1", "p1:2", "p2:1"]);
}

mod refusals;
