//! The published tables in Parquet: schema, order, keys, and computed changes.

use std::collections::BTreeSet;
use std::fs::File;

use arrow::datatypes::Schema;
use figlift_schema::{SCHEMA_VERSION, TABLES, Table};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::Value;

use crate::support::{Project, Row, number, same, text};

/// A project with the repository's own texts, published.
fn published(project: &Project) -> &Project {
    project.with_repository().figlift(&["run"]).exits(0);
    project
}

figtest!(every_table_is_published_with_its_schema, |project| {
    published(project);
    for table in TABLES {
        let file = File::open(project.path(&format!("output/tables/{}.parquet", table.name)));
        let file = file.unwrap_or_else(|error| panic!("{}: {error}", table.name));
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).expect("Parquet");
        let fields = |schema: &Schema| {
            let field = |field: &arrow::datatypes::FieldRef| {
                let meta = field.metadata().get("description").cloned();
                (field.name().clone(), field.data_type().clone(), field.is_nullable(), meta)
            };
            schema.fields().iter().map(field).collect::<Vec<_>>()
        };
        assert_eq!(fields(reader.schema()), fields(&table.arrow()), "{}", table.name);
        assert!(fields(reader.schema()).iter().all(|(_, _, _, meta)| meta.is_some()));
        metadata_tells_what_the_file_is(table, &reader);
    }
    let files = project.files("output/tables");
    assert_eq!(files.len(), TABLES.len(), "no other tables");
});

fn metadata_tells_what_the_file_is(table: &Table, reader: &ParquetRecordBatchReaderBuilder<File>) {
    let meta = reader.metadata().file_metadata();
    let pairs = meta.key_value_metadata().expect("key-value metadata");
    let value = |key: &str| {
        let pair = pairs.iter().find(|pair| pair.key == format!("figlift.{key}"));
        let value = pair.and_then(|pair| pair.value.clone());
        value.unwrap_or_else(|| panic!("{}: no figlift.{key}", table.name))
    };
    assert_eq!(value("schema_version"), SCHEMA_VERSION.to_string());
    assert_eq!(value("program"), format!("figlift {}", env!("CARGO_PKG_VERSION")));
    assert_eq!(
        (value("table").as_str(), value("description").as_str()),
        (table.name, table.description)
    );
    let dictionary: Vec<Row> = serde_json::from_str(&value("dictionary")).expect("JSON");
    let described: Vec<_> =
        dictionary.iter().map(|row| (text(row, "name"), text(row, "description"))).collect();
    let columns: Vec<_> =
        table.columns.iter().map(|column| (column.name, column.description)).collect();
    assert_eq!(described, columns);
    let created_by = format!("figlift version {}", env!("CARGO_PKG_VERSION"));
    assert_eq!(meta.created_by(), Some(created_by.as_str()));
    for group in reader.metadata().row_groups() {
        assert!(group.sorting_columns().is_some_and(|columns| columns.len() == table.order.len()));
        for column in group.columns() {
            assert!(column.statistics().is_some(), "{}", column.column_path());
            let compression = column.compression();
            assert!(matches!(compression, parquet::basic::Compression::ZSTD(_)), "{compression}");
        }
    }
}

figtest!(rows_are_sorted_and_keys_are_unique, |project| {
    let again =
        "企业12家。出口从12亿元增加到15亿元。企业12家。出口从12亿元增加到15亿元。\n".repeat(3);
    let again = format!("{again}共有07、08、09三种，5、8、13亿元。\n");
    // A repeated sentence, which is another change, a repeated paragraph, and a repeated text.
    published(project).write("raw/more/a.txt", &again).write("raw/more/aa.txt", &again);
    project.write("raw/more/b.txt", b"\xff\xff").figlift(&["run"]).exits(1);
    let repeated = |name: &str, id: &str| {
        let rows = project.table(name);
        let of = rows.iter().filter(|row| text(row, "doc_id") == "more/a");
        of.map(|row| text(row, id).to_owned()).collect::<BTreeSet<_>>().len()
    };
    assert_eq!((repeated("figures", "figure_id"), repeated("changes", "change_id")), (22, 2));
    for table in TABLES {
        let rows = project.table(table.name);
        let of = |row: &Row, columns: &[&str]| -> Vec<(u64, String)> {
            let cell = |name: &&str| match &row[*name] {
                Value::Number(number) => {
                    (number.as_u64().expect("keys are no fractions"), String::new())
                }
                Value::Bool(is) => (u64::from(*is), String::new()),
                value => (0, value.as_str().unwrap_or_default().to_owned()),
            };
            columns.iter().map(cell).collect()
        };
        assert!(!rows.is_empty(), "{} is empty", table.name);
        assert!(rows.is_sorted_by_key(|row| of(row, table.order)), "{} is not sorted", table.name);
        let keys: BTreeSet<_> = rows.iter().map(|row| of(row, table.key)).collect();
        assert_eq!(keys.len(), rows.len(), "{}", table.name);
    }
});

figtest!(tables_agree_with_each_other, |project| {
    published(project);
    let [figures, numerals, documents, changes] =
        ["figures", "numerals", "documents", "changes"].map(|name| project.table(name));
    let ids: BTreeSet<&str> = figures.iter().map(|row| text(row, "figure_id")).collect();
    let of_numerals = numerals.iter().map(|row| text(row, "figure_id")).filter(|id| !id.is_empty());
    assert_eq!(of_numerals.collect::<BTreeSet<_>>(), ids);
    for row in &changes {
        assert!(
            ids.contains(text(row, "from_figure_id")) && ids.contains(text(row, "to_figure_id"))
        );
    }
    for document in &documents {
        let own =
            |rows: &[Row]| rows.iter().filter(|row| row["doc_id"] == document["doc_id"]).count();
        assert_eq!(document["figures"], own(&figures));
        assert_eq!(document["numerals"], own(&numerals));
        assert_eq!(document["sha256"].as_str().map(str::len), Some(64));
        let published = text(document, "text");
        for row in figures.iter().chain(&numerals).filter(|row| row["doc_id"] == document["doc_id"])
        {
            let at = |name: &str| row[name].as_u64().expect("a place") as usize;
            assert_eq!(&published[at("byte_start")..at("byte_end")], text(row, "surface"));
        }
    }
    let encodings: Vec<&str> = documents.iter().map(|row| text(row, "encoding")).collect();
    let (first, provinces) = encodings.split_at(9);
    assert_eq!(
        first,
        ["utf-8", "utf-8", "utf-8", "", "gb18030", "utf-8-bom", "utf-8", "utf-8", "utf-8"]
    );
    assert!(provinces.iter().all(|encoding| *encoding == "utf-8"), "{provinces:?}");
});

/// The from-to statements of the bulletin, computed by hand: words, difference with its bounds and
/// unit, multiple with its bounds, direction.
type Change = (&'static str, [f64; 3], &'static str, Option<[f64; 3]>, &'static str);

const STATED: &[Change] = &[
    ("高新技术企业", [4531.0; 3], "1", Some([6669.0 / 2138.0; 3]), "up"),
    ("科技型中小企业", [8951.0; 3], "1", Some([9415.0 / 464.0; 3]), "up"),
    ("研发投入强度", [0.42; 3], "pp", Some([1.328125; 3]), "up"),
    ("全社会研发投入", [250e8, 240e8, 350e8], "CNY", Some([2.0, 500.0 / 260.0, 2.4]), "up"),
    ("专利授权总量", [64_000.0; 3], "1", Some([97.0 / 33.0; 3]), "up"),
    ("技术合同成交额", [31_781_000_000.0; 3], "CNY", Some([414.0 / 96.19; 3]), "up"),
    ("工业企业增加值的比重", [9.3; 3], "pp", Some([40.2 / 30.9; 3]), "up"),
    ("综合科技创新水平指数", [-4.0; 3], "rank", None, "up"),
];

figtest!(stated_changes_are_computed, |project| {
    published(project);
    let changes = project.table("changes");
    let of_bulletin = |row: &&Row| text(row, "doc_id") == "jiangxi/innovation";
    let stated = changes.iter().filter(|row| text(row, "kind") == "stated").filter(of_bulletin);
    let stated: Vec<&Row> = stated.collect();
    assert_eq!(stated.len(), STATED.len());
    for (words, difference, unit, multiple, direction) in STATED {
        let row = stated.iter().find(|row| text(row, "indicator_text").ends_with(words));
        let row = row.unwrap_or_else(|| panic!("no change of {words}"));
        assert_eq!(text(row, "doc_id"), "jiangxi/innovation");
        for (n, end) in ["", "_low", "_high"].iter().enumerate() {
            let is = |column: &str, value: Option<f64>| {
                let own = number(row, &format!("{column}{end}"));
                assert!(same(own, value), "{words}: {column}{end} is {own:?}, not {value:?}");
            };
            is("difference", Some(difference[n]));
            is("multiple", multiple.map(|multiple| multiple[n]));
            let own = number(row, &format!("relative_percent{end}"));
            let percent = multiple.map(|multiple| (multiple[n] - 1.0) * 100.0);
            let is_near = own.zip(percent).is_some_and(|(a, b)| (a - b).abs() < 1e-9 * b.abs());
            assert!(is_near || own == percent, "{words}: {own:?}, not {percent:?}");
        }
        assert_eq!(
            (text(row, "difference_unit"), text(row, "direction")),
            (*unit, *direction),
            "{words}"
        );
        // Said of the five years: the year before them, and the last of them.
        assert_eq!((text(row, "from_period"), text(row, "to_period")), ("2016", "2021"));
    }
});

figtest!(steps_of_the_national_series_are_computed, |project| {
    published(project);
    let changes = project.table("changes");
    let steps = |indicator: &str| -> Vec<(String, f64)> {
        let own = |row: &&Row| text(row, "kind") == "series" && text(row, "indicator") == indicator;
        let mut steps: Vec<(String, f64)> = changes
            .iter()
            .filter(own)
            .map(|row| {
                // Only the share of applied research fell.
                let way = if indicator == "applied-research-share" { "down" } else { "up" };
                assert_eq!((text(row, "ref_area"), text(row, "direction")), ("CN", way));
                assert_eq!(text(row, "doc_id"), format!("national-rd/{}", text(row, "to_period")));
                let step = format!("{}-{}", text(row, "from_period"), text(row, "to_period"));
                (step, number(row, "difference").expect("a difference"))
            })
            .collect();
        steps.sort_by(|a, b| a.0.cmp(&b.0));
        steps
    };
    let years = ["2018-2019", "2019-2020", "2020-2021", "2021-2022", "2022-2023"];
    for (indicator, differences) in [
        ("rd-expenditure", [2465.7e8, 2249.5e8, 3563.2e8, 2826.6e8, 2574.2e8]),
        ("rd-intensity", [0.04, 0.17, 0.04, 0.10, 0.11]),
    ] {
        let own = steps(indicator);
        assert_eq!(own.len(), 5, "{indicator}: {own:?}");
        for ((step, difference), (year, expected)) in own.iter().zip(years.iter().zip(differences))
        {
            assert_eq!(step, year);
            assert!(same(Some(*difference), Some(expected)), "{indicator} {step}: {difference}");
        }
    }
    // Three kinds of research, with their shares, are stated for two years, and three performers
    // for three.
    let kinds = ["basic-research", "applied-research", "experimental-development"];
    let of_parts = kinds
        .map(|kind| (kind.to_owned(), 1))
        .into_iter()
        .chain(kinds.map(|kind| (format!("{kind}-share"), 1)))
        .chain(
            ["rd-business", "rd-government", "rd-universities"].map(|kind| (kind.to_owned(), 2)),
        );
    for (indicator, count) in of_parts {
        assert_eq!(steps(&indicator).len(), count, "{indicator}");
    }
    assert_eq!(changes.iter().filter(|row| text(row, "kind") == "series").count(), 22);
});

figtest!(a_change_whose_bounds_overlap_has_no_direction, |project| {
    project.write("raw/a.txt", "企业从近300家增加到超200家，学校从12所变为12所，居第3位到第5位。");
    project.figlift(&["run"]).exits(0);
    let changes = project.table("changes");
    let of = |unit: &str, from: f64| {
        let row = changes.iter().find(|row| {
            text(row, "unit_measure") == unit && number(row, "from_value") == Some(from)
        });
        row.unwrap_or_else(|| panic!("no change from {from} in {changes:?}"))
    };
    let open = of("1", 300.0);
    assert!(open["direction"].is_null() && open["difference_high"].is_null(), "{open:?}");
    assert_eq!(text(of("1", 12.0), "direction"), "flat");
    assert_eq!(text(of("rank", 3.0), "direction"), "down");
});
