//! Tables of values and workbooks.

use figlift_read::{CSV, ReadOptions, TSV};
use proptest::prelude::*;

use super::rows_lie_in_their_text;
use crate::support::{number, text};

const TABLE: &str = "青田县主要指标,,\n单位：亿元,,\n指标,2023年,比上年增长（%）\n\"农业\n产值\",\"1,234.5\",3.9\n  林业,12,-1.5\n\n人口,,\n单位：万人,,\n指标,2023年,2022年\n常住人口,56.3,55\n";

figtest!(a_table_of_values_is_published_with_places_of_its_fields, |project| {
    project.write("raw/qingtian.csv", TABLE).write("raw/qingtian.toml", "ref_area = \"CN-ZJ\"");
    let tabs = TABLE.replace("1,234.5", "1234.5").replace(',', "\t").replace("1234.5", "1,234.5");
    project.write("raw/tabs.tsv", tabs);
    project.figlift(&["run"]).exits(0).prints("documents   2\n");
    let document = &project.table("documents")[0];
    assert_eq!(text(document, "encoding"), "utf-8");
    let whole = text(document, "text").to_owned();
    assert!(
        whole.contains("亿元\n指标\t2023年\t比上年增长（%）\n农业 产值\t1,234.5\t3.9\n"),
        "{whole}"
    );
    let figures = project.table("figures");
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
    project
        .write("raw/d.csv", "text\n产值5亿元\n")
        .write("raw/d.toml", "[corpus]\ntext = \"text\"");
    let run = project.figlift(&["run"]);
    run.exits(1).says_at("raw/a.csv:2:4: ", &["none ends it"]);
    run.says_at("raw/b.csv:2:7: ", &["goes on behind its quotation mark"]);
    run.says_at("raw/c.tsv:2:3: ", &["zero byte"]);
    run.says_at("raw/d.csv: ", &["[corpus]", "a .txt file of its own"]);
    let codes = project.table("diagnostics");
    assert_eq!(codes.iter().filter(|row| text(row, "code") == "unreadable").count(), 4);
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
    }
}
