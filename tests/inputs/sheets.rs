//! Tables of values and workbooks.

use figlift_read::{CSV, ReadOptions, ReadText, TSV, XLS, XLSX};
use figlift_text::BlockKind;
use proptest::prelude::*;

use super::rows_lie_in_their_text;
use crate::made::{book, rows};
use crate::shared::shared;
use crate::support::{number, text};

const TABLE: &str = "青田县主要指标,,\n单位：亿元,,\n指标,2023年,比上年增长（%）\n\"农业\n产值\",\"1,234.5\",3.9\n  林业,12,-1.5\n\n人口,,\n单位：万人,,\n指标,2023年,2022年\n常住人口,56.3,55\n";

figtest!(a_table_of_values_is_published_with_places_of_its_fields, |project| {
    project.write("raw/qingtian.csv", TABLE).write("raw/qingtian.toml", "ref_area = \"CN-ZJ\"");
    project.write("raw/tabs.tsv", "地区\t面积（平方公里）\n青田县\t2,477\n");
    project.figlift(&["run"]).exits(0).prints("documents   2\n");
    let document = &project.table("documents")[0];
    assert_eq!(text(document, "encoding"), "utf-8");
    let whole = text(document, "text").to_owned();
    assert!(
        whole.contains("亿元\n指标\t2023年\t比上年增长（%）\n农业 产值\t1,234.5\t3.9\n"),
        "{whole}"
    );
    let figures = project.table("figures");
    let tabs = figures.iter().find(|row| text(row, "doc_id") == "tabs").expect("a figure");
    assert_eq!((text(tabs, "surface"), text(tabs, "place")), ("2,477", "2:5"));
    let all = figures.iter().filter(|row| text(row, "doc_id") == "qingtian").collect::<Vec<_>>();
    let of = |name: &str| all.iter().map(|row| text(row, name)).collect::<Vec<_>>();
    assert_eq!(of("surface"), ["1,234.5", "3.9", "12", "-1.5", "56.3", "55"]);
    assert_eq!(of("place"), ["5:6", "5:15", "6:6", "6:9", "11:6", "11:11"]);
    let values = all.iter().map(|row| number(row, "obs_value")).collect::<Vec<_>>();
    assert_eq!(values[0], Some(123_450_000_000.0));
    assert_eq!(values[4..], [Some(563_000.0), Some(550_000.0)]);
    for row in &all {
        let byte = |name: &str| number(row, name).expect("a place") as usize;
        assert_eq!(&whole[byte("byte_start")..byte("byte_end")], text(row, "surface"));
    }
    project.figlift(&["explain", "raw/qingtian.csv:11:6"]).exits(0).prints("56.3");
    project.figlift(&["run", "--check"]).exits(0);
});

figtest!(a_table_that_cannot_be_read_is_listed_with_the_place, |project| {
    project.write("raw/a.csv", "指标,值\n产值,\"5\n").write("raw/b.csv", "指标,值\n产值,\"5\"6\n");
    project.write("raw/c.tsv", b"a\tb\n1\t\0\n");
    let run = project.figlift(&["run"]);
    run.exits(1).says_at("raw/a.csv:2:4: ", &["none ends it"]);
    run.says_at("raw/b.csv:2:7: ", &["goes on behind its quotation mark"]);
    run.says_at("raw/c.tsv:2:3: ", &["zero byte"]);
    let codes = project.table("diagnostics");
    assert_eq!(codes.iter().filter(|row| text(row, "code") == "unreadable").count(), 3);
});

figtest!(a_workbook_is_published_with_places_of_its_cells, |project| {
    let heads: &[&str] = &["指标", "2023年产值", "比上年增长（%）"];
    let first = rows(&[&["单位：亿元"], heads, &["农业", "8", "3.9"], &["林业", "12.25", "-1.5"]]);
    let second = rows(&[&["单位：万人"], &["地区", "常住人口"], &["青田县", "56.3"]]);
    let third = rows(&[&["地区", "户籍"], &["青田县", "7"]]);
    let sheets = [("2023 年", first.as_str()), ("Sheet2", &second), ("Sheet3", &third)];
    project.write("raw/qingtian.xlsx", book(&sheets));
    project.figlift(&["run"]).exits(0).prints("documents   1\n");
    let whole = text(&project.table("documents")[0], "text").to_owned();
    assert!(whole.starts_with("2023 年\n单位：亿元\n指标\t2023年产值\t"), "{whole}");
    assert!(whole.ends_with(
        "\nSheet2\n单位：万人\n地区\t常住人口\n青田县\t56.3\nSheet3\n地区\t户籍\n青田县\t7.0"
    ));
    let figures = project.table("figures");
    let of = |name: &str| figures.iter().map(|row| text(row, name)).collect::<Vec<_>>();
    assert_eq!(of("surface"), ["8.0", "3.9", "12.3", "-1.5", "56.3"]);
    let places = ["'2023 年'!B3", "'2023 年'!C3", "'2023 年'!B4", "'2023 年'!C4", "Sheet2!B3"];
    assert_eq!(of("place"), places);
    // What a sheet says does not hold for the next: neither its time nor its unit.
    assert_eq!(figures[0]["time_period"], "2023");
    assert!(figures[4]["time_period"].is_null(), "{:?}", figures[4]);
    let unresolved = project.table("numerals");
    let unresolved = unresolved.iter().filter(|row| text(row, "class") == "unresolved");
    assert_eq!(unresolved.map(|row| text(row, "surface")).collect::<Vec<_>>(), ["7.0"]);
    project.figlift(&["explain", "raw/qingtian.xlsx:'2023 年'!B4"]).exits(0).prints("12.3");
    project.figlift(&["explain", "raw/qingtian.xlsx:Sheet2!Z9"]).exits(2).says("no such place");
    project.figlift(&["run", "--check"]).exits(0);
});

figtest!(a_workbook_that_cannot_be_read_is_listed_with_the_reason, |project| {
    let whole = book(&[("a", &rows(&[&["产值", "5"]]))]);
    project.write("raw/a.xlsx", &whole[..whole.len() - 30]).write("raw/b.xlsx", "text");
    project.write("raw/c.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 cut").write("raw/d.xls", "a,b");
    let control = "<row><c t=\"str\"><v>a_x0001_</v></c></row>";
    project.write("raw/e.xlsx", book(&[("表 1", control)])).write("raw/f.xlsb", "PK");
    // By their content these are others.
    project.write("raw/g.xls", &whole).write("raw/h.xls", "<table><tr><td>产值<td>5亿元</table>");
    let run = project.figlift(&["run"]);
    run.exits(1).says_at("raw/a.xlsx: ", &["the end of its archive is missing"]);
    run.says_at("raw/b.xlsx: ", &["not what its name says"]);
    run.says_at("raw/c.xls: ", &["it is damaged"]);
    run.says_at("raw/d.xls: ", &["not what its name says, a workbook"]);
    run.says_at("raw/e.xlsx: ", &["the cell '表 1'!A1 has control characters"]);
    run.says_at("raw/f.xlsb: ", &["a workbook of another format", "save it as .xlsx"]);
    let texts = project.table("documents");
    let read = |id: &str| texts.iter().find(|row| text(row, "doc_id") == id).expect("listed");
    assert_eq!(text(read("g"), "text"), "a\n产值\t5.0");
    assert_eq!(text(read("h"), "text"), "产值\t5亿元");
});

/// A workbook of the shared material, read.
fn shared_book(name: &str) -> Option<ReadText> {
    let path = shared()?.join("corpus/inputs/xls").join(format!("{name}.xls"));
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some((XLS.read)(&bytes, &ReadOptions::default()).expect("a workbook"))
}

/// Workbooks with the number of their cells with numbers and the sum of these, and the cells with words
/// or dates, as xlrd 2.0 gives them.
const BOOKS: [(&str, usize, f64, usize); 4] = [
    ("nbs-provinces", 155, 4_249_428.47, 43),
    ("nbs-cities", 148, 1_380_606.69, 46),
    ("nbs-annual-hpu1", 418, 14_024_990.34, 66),
    ("nbs-cpi", 2265, 121_182.128_3, 464),
];

#[test]
fn shared_workbooks_have_all_their_numbers() {
    for (name, count, sum, others) in BOOKS {
        let Some(read) = shared_book(name) else { return };
        let words = |span: figlift_text::Span| &read.text[span.range()];
        let blocks = read.layout.blocks.iter();
        let cells = blocks.clone().filter(|block| matches!(block.kind, BlockKind::Cell(_)));
        let numbers: Vec<f64> = cells.filter_map(|cell| words(cell.span).parse().ok()).collect();
        assert_eq!(numbers.len(), count, "{name}");
        assert!((numbers.iter().sum::<f64>() - sum).abs() < 1e-3, "{name}");
        let named = blocks.filter(|block| block.kind != BlockKind::Part).count();
        assert_eq!(named, count + others, "{name}");
    }
}

figtest!(the_numbers_of_shared_workbooks_become_figures, |project| {
    for (name, count, ..) in &BOOKS[..3] {
        let Some(shared) = shared() else { return };
        let path = shared.join("corpus/inputs/xls").join(format!("{name}.xls"));
        let path = path.to_str().expect("UTF-8");
        let rows = project.figlift(&["extract", path, "--format", "jsonl"]).json_lines();
        assert_eq!(rows.len(), *count, "{name}");
        assert!(rows.iter().all(|row| text(row, "rule") == "table.cell"));
    }
});

/// Tables of words, numbers and what parts them in any order.
fn tables() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        ",",
        ",",
        ",",
        "\n",
        "\n",
        "\r\n",
        "\t",
        "\"",
        "\"\"",
        ";",
        " ",
        "　",
        "指标",
        "2023年",
        "亿元",
        "%",
        "单位：亿元",
        "增长",
        "产值",
        "12",
        "3.5",
        "1,234",
        "-",
        "。",
        "[1]",
        "\u{2060}",
        "\u{feff}",
    ]);
    prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_row_of_every_table_lies_in_its_text(table in tables()) {
        for input in [CSV, TSV] {
            let read = (input.read)(table.as_bytes(), &ReadOptions::default());
            // Quotation marks may not fit.
            let Ok(read) = read else { continue };
            rows_lie_in_their_text(read, &table)?;
        }
        // The same words in the cells of a workbook.
        let table: String = table.chars().filter(|c| !c.is_control()).collect();
        let cells: Vec<Vec<&str>> = table.split(';').map(|row| row.split(',').collect()).collect();
        let cells: Vec<&[&str]> = cells.iter().map(Vec::as_slice).collect();
        let book = book(&[("Sheet1", &rows(&cells)), ("2023年", &rows(&cells))]);
        match (XLSX.read)(&book, &ReadOptions::default()) {
            Ok(read) => rows_lie_in_their_text(read, &table)?,
            Err(error) => prop_assert!(error.message().contains("no sheet that is shown"), "{}", error.message()),
        }
    }
}
