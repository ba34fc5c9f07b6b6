use figlift_text::{BlockKind, SourcePlace};

use super::*;

fn read_text(source: &str) -> ReadText {
    read(source.as_bytes(), &ReadOptions::default()).unwrap()
}

fn kinds(read: &ReadText) -> Vec<(&str, BlockKind)> {
    let blocks = read.layout.blocks.iter();
    blocks.map(|block| (&read.text[block.span.range()], block.kind)).collect()
}

#[test]
fn marks_and_links_are_no_part_of_the_text() {
    let source = "# 2024年**公报**\n\n全年产值[5**3**1.5](http://a/12.html)亿元，\n增长~~快~~ 3%，人口5~6万，7~8万。\n\n![图12](a13.png)";
    let read = read_text(source);
    assert_eq!(
        kinds(&read),
        [
            ("2024年公报", BlockKind::Heading),
            ("全年产值531.5亿元，增长~~快~~ 3%，人口5~6万，7~8万。", BlockKind::Paragraph)
        ]
    );
}

#[test]
fn lists_quotes_and_code() {
    let source = "1. 铜5万吨\n2. 锌3万吨\n\n> 引用8件\n\n    缩进9家\n\n```\n代码10\n```\n";
    let read = read_text(source);
    let kinds = kinds(&read);
    assert_eq!(
        kinds.iter().map(|(words, _)| *words).collect::<Vec<_>>(),
        ["铜5万吨", "锌3万吨", "引用8件", "缩进9家", "代码10"]
    );
    assert_eq!(kinds[3].1, BlockKind::Paragraph);
    assert_eq!(kinds[4].1, BlockKind::Furniture);
}

#[test]
fn tables_are_cells() {
    let read =
        read_text("单位：亿元\n\n| 指标 | 2024年 |\n|---|---:|\n| 产值 | 12.5 |\n| 税收 |  |\n");
    assert_eq!(read.text, "单位：亿元\n指标\t2024年\n产值\t12.5\n税收");
    let BlockKind::Cell(cell) = read.layout.blocks[4].kind else { panic!("a cell") };
    assert_eq!((cell.row, cell.column, cell.is_head), (2, 2, false));
    let BlockKind::Cell(cell) = read.layout.blocks[1].kind else { panic!("a cell") };
    assert!(cell.is_head);
}

#[test]
fn front_matter_dates_the_text_and_is_no_part_of_it() {
    let read = read_text("---\ntitle: 3项\ndate: 2024-03-18\n---\n\n产值5亿元");
    assert_eq!(read.date.map(|date| date.to_string()).as_deref(), Some("2024-03-18"));
    assert_eq!(read.text, "产值5亿元");
}

#[test]
fn notes_exponents_entities_and_places() {
    let read =
        read_text("面积12km<sup>2</sup>，产值5亿元[^1]，A&amp;B共&#49;2家\n\n[^1]: 初步数。");
    assert_eq!(read.text, "面积12km²，产值5亿元\u{2060}[1]，A&B共12家\n初步数。");
    assert_eq!(read.layout.marks.len(), 1);
    let piece =
        read.layout.pieces.iter().rfind(|piece| piece.start <= read.text.find("产值").unwrap());
    assert!(
        matches!(piece.unwrap().place, SourcePlace::Line(at) if at.line == 1 && at.column > 15)
    );
}

#[test]
fn any_text_is_read() {
    for source in [
        "",
        "---",
        "---\n",
        "|",
        "|-|\n|-",
        "[",
        "<sup>",
        "</sup>",
        "&#0;",
        "\u{feff}# 1",
        "a\r\nb\r",
    ] {
        read_text(source);
    }
}
