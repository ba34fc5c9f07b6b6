//! The content of files, and errors before anything is written.

use std::sync::Arc;

use arrow::array::{ArrayRef, Float64Array, RecordBatch, StringArray, StringViewArray};
use figlift_schema::{FIGURES, TABLES, Table};

use super::*;
use crate::no_table;
use crate::sample::{SMALL, figures, origin, output, small, untyped};

fn tables(batch: RecordBatch) -> Result<Rendered, PublishError> {
    render(
        Output {
            tables: vec![(&SMALL, batch)],
            charts: Vec::new(),
            pages: Vec::new(),
            origin: origin(),
        },
        FORMATS,
    )
}

fn message(result: Result<Rendered, PublishError>) -> String {
    result.expect_err("it should be refused").to_string()
}

fn text_of(rendered: &Rendered, path: &str) -> String {
    String::from_utf8(rendered.bytes(path).unwrap().unwrap()).unwrap()
}

#[test]
fn equal_outputs_give_equal_bytes() {
    let bytes = |rendered: &Rendered| {
        rendered.contents().map(|(path, it)| (path.to_owned(), it.bytes().unwrap())).collect()
    };
    let mut other = output("<svg/>");
    other.origin.inputs.reverse();
    let first: Vec<_> = bytes(&render(output("<svg/>"), FORMATS).unwrap());
    assert_eq!(first, bytes(&render(other, FORMATS).unwrap()) as Vec<_>);
    assert_eq!(first.len(), 4);
}

#[test]
fn every_published_table_can_be_rendered_empty() {
    let empty = |table: &&'static Table| (*table, RecordBatch::new_empty(table.arrow()));
    let tables = TABLES.iter().map(empty).collect();
    let rendered =
        render(Output { tables, charts: Vec::new(), pages: Vec::new(), origin: origin() }, FORMATS)
            .unwrap();
    assert_eq!(rendered.files().count(), TABLES.len() + 3);
    assert_eq!(rendered.files().find(|f| f.path == "figures.csv").unwrap().rows, Some(0));
}

#[test]
fn unsorted_rows_are_refused() {
    let text = message(tables(small(&["a", "b", "c"], &[1, 3, 2])));
    assert!(text.contains("`small` is not sorted by place, id: row 2 (2, c)"), "{text}");
}

#[test]
fn duplicate_keys_are_refused() {
    let text = message(tables(small(&["a", "b", "a"], &[1, 2, 3])));
    assert!(text.contains("rows 0 and 2 have the same key id (a)"), "{text}");
}

/// Rows of a table in two batches, with the error of the second.
fn second(first: (&[&str], &[i64]), second: (&[&str], &[i64])) -> Result<(), PublishError> {
    let mut draft = Draft::new("figlift 0.1.0", FORMATS);
    draft.append(&SMALL, &small(first.0, first.1)).unwrap();
    draft.append(&SMALL, &small(second.0, second.1))
}

#[test]
fn rows_are_held_against_those_of_batches_before() {
    assert!(second((&["a", "b"], &[1, 3]), (&["c"], &[3])).is_ok());
    let late = second((&["a", "b"], &[1, 3]), (&["c"], &[2])).unwrap_err().to_string();
    assert!(late.contains("`small` is not sorted by place, id: row 2 (2, c)"), "{late}");
    let twice = second((&["a", "b"], &[1, 3]), (&["c", "a"], &[4, 5])).unwrap_err().to_string();
    assert!(twice.contains("rows 0 and 3 have the same key id (a)"), "{twice}");
}

/// A figure of a document at a place.
fn figure(doc_id: &str, figure_id: &str, place: i64) -> RecordBatch {
    let text = |value: &str| -> ArrayRef { Arc::new(StringArray::from(vec![value])) };
    let given = [
        ("doc_id", text(doc_id)),
        ("figure_id", text(figure_id)),
        ("byte_start", Arc::new(arrow::array::Int64Array::from(vec![place])) as ArrayRef),
    ];
    figures(1, &given)
}

#[test]
fn keys_of_figures_are_those_of_their_document() {
    let mut draft = Draft::new("figlift 0.1.0", FORMATS);
    let mut append = |doc_id, id, place| draft.append(&FIGURES, &figure(doc_id, id, place));
    for (doc_id, id, place) in [("a", "a#1", 1), ("b", "b#1", 1), ("b", "b#2", 5)] {
        append(doc_id, id, place).unwrap();
    }
    let twice = append("b", "b#1", 9).unwrap_err().to_string();
    assert!(twice.contains("rows 1 and 3 have the same key figure_id (b#1)"), "{twice}");
    for id in ["b#1", "c1", "c#d#1", "#1"] {
        let other = append("c", id, 1).unwrap_err().to_string();
        assert!(other.contains(&format!("`figure_id` is {id}, which is not of c")), "{other}");
    }
}

/// A key that is the order: equal rows are neighbours.
#[test]
fn a_key_that_is_the_order_is_unique() {
    const BY_ID: Table = Table { name: "by-id", order: &["id"], ..SMALL };
    let mut draft = Draft::new("figlift 0.1.0", FORMATS);
    draft.append(&BY_ID, &small(&["a", "b"], &[1, 3])).unwrap();
    let twice = draft.append(&BY_ID, &small(&["b"], &[4])).unwrap_err().to_string();
    assert!(twice.contains("rows 1 and 2 have the same key id (b)"), "{twice}");
}

#[test]
fn values_that_must_be_there_are_missed() {
    let batch = small(&["a", "b"], &[1, 2]);
    let mut arrays = batch.columns().to_vec();
    arrays[0] = Arc::new(StringArray::from(vec![Some("a"), None]));
    let text = message(tables(untyped(&SMALL, arrays)));
    assert_eq!(text, "table `small`, row 1: column `id` has no value, but must have one");
}

#[test]
fn other_columns_are_refused() {
    let batch = small(&["a"], &[1]);
    let text = message(tables(batch.project(&[0, 1, 2]).unwrap()));
    assert!(text.ends_with("`power` is missing"), "{text}");
    let text = message(tables(batch.project(&[1, 0, 2, 3, 4, 5, 6]).unwrap()));
    assert!(text.contains("another order: place, id, value"), "{text}");
    let text = message(tables(batch.project(&[0, 1, 2, 3, 4, 5, 6, 6]).unwrap()));
    assert!(text.ends_with("occurs twice"), "{text}");

    let mut arrays = batch.columns().to_vec();
    arrays[1] = Arc::new(Float64Array::from(vec![1.0]));
    let text = message(tables(untyped(&SMALL, arrays)));
    assert!(text.ends_with("`place` is Float64, not Int64"), "{text}");
}

#[test]
fn text_views_are_the_same_text() {
    let batch = small(&["a"], &[1]);
    let mut arrays = batch.columns().to_vec();
    arrays[0] = Arc::new(StringViewArray::from(vec!["a"]));
    let path = "tables/small.parquet";
    let (plain, views) = (tables(batch).unwrap(), tables(untyped(&SMALL, arrays)).unwrap());
    assert_eq!(plain.bytes(path).unwrap(), views.bytes(path).unwrap());
}

#[test]
fn names_of_charts_are_plain_and_unlike() {
    for name in ["", "a/b", "../a", ".hidden", "a b", "a:b", "a.", "a\\b"] {
        let mut output = output("<svg/>");
        output.charts[0].0 = name.to_owned();
        assert!(matches!(render(output, FORMATS), Err(PublishError::Name { .. })), "{name}");
    }
    let mut output = output("<svg/>");
    output.charts.push(("Spending".to_owned(), String::new()));
    assert!(message(render(output.clone(), FORMATS)).contains("`charts/Spending.svg`"));
    output.charts[1].0 = "研发经费-2023".to_owned();
    assert!(render(output, FORMATS).is_ok());
}

#[test]
fn origins_name_nothing_outside_the_raw_folder() {
    for path in ["/srv/raw/a.txt", "../a.txt", "a//b.txt", "./a.txt", "C:/a.txt", ""] {
        let mut output = output("<svg/>");
        output.origin.inputs[0].0 = path.to_owned();
        assert!(matches!(render(output, FORMATS), Err(PublishError::Origin { .. })), "{path}");
    }
    let mut output = output("<svg/>");
    output.origin.inputs[1].0 = output.origin.inputs[0].0.clone();
    assert!(message(render(output, FORMATS)).ends_with("it is listed twice"));
}

#[test]
fn origins_have_hashes_and_our_name() {
    let mut first = output("<svg/>");
    first.origin.rules_sha256 = "ABC".to_owned();
    assert!(message(render(first, FORMATS)).contains("64 lower-case hex digits"));
    let mut second = output("<svg/>");
    second.origin.program = "other 1.0".to_owned();
    assert!(message(render(second, FORMATS)).contains("must begin with `figlift `"));
}

#[test]
fn the_manifest_lists_files_and_sorted_inputs() {
    let rendered = render(output("<svg/>"), FORMATS).unwrap();
    let text = text_of(&rendered, MANIFEST);
    assert!(text.ends_with("}\n"));
    assert!(text.find("2018.txt").unwrap() < text.find("2019.txt").unwrap());
    let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(manifest["program"], "figlift 0.1.0");
    assert_eq!(manifest["features"], serde_json::json!(["pdf"]));
    assert_eq!(manifest["schema_version"], figlift_schema::SCHEMA_VERSION);
    let table = &manifest["files"]["tables/small.parquet"];
    assert_eq!(table["rows"], 3);
    assert_eq!(table["schema"][2]["name"], "value");
    assert_eq!(table["schema"][2]["type"], "float64");
    let bytes = rendered.bytes("tables/small.parquet").unwrap().unwrap();
    assert_eq!(table["bytes"], bytes.len());
    assert_eq!(table["sha256"], crate::sha256_hex(&bytes));
    assert!(manifest["files"]["charts/spending.svg"].get("rows").is_none());
}

#[test]
fn figures_have_a_text_view() {
    let text = |values: Vec<Option<&str>>| -> ArrayRef { Arc::new(StringArray::from(values)) };
    let given = [
        ("figure_id", text(vec![Some("x#1"), Some("x#2")])),
        ("surface", text(vec![Some("-3.2%"), Some("147.57亿元")])),
        ("obs_value", Arc::new(Float64Array::from(vec![-3.2, 14_757_000_000.0])) as ArrayRef),
        ("classifier", text(vec![None, Some("a,b")])),
        ("sentence", text(vec![Some("=1+1"), Some("说“好”。")])),
    ];
    let tables = vec![(&FIGURES, figures(2, &given))];
    let rendered =
        render(Output { tables, charts: Vec::new(), pages: Vec::new(), origin: origin() }, FORMATS)
            .unwrap();
    let csv = text_of(&rendered, "figures.csv");
    let lines: Vec<&str> = csv.lines().collect();
    assert!(lines[0].starts_with("doc_id,surface,obs_value,qualifier,value_low,"));
    assert_eq!(lines[1], "x,'-3.2%,-3.2,x,,,x,,,x,,,,,,,x,,'=1+1,");
    assert_eq!(lines[2], "x,147.57亿元,14757000000,x,,,x,\"a,b\",,x,,,,,,,x,,说“好”。,");
    assert_eq!(lines.len(), 3);
}

/// A third-party format next to those of figlift: its file is written and listed in the dictionary.
#[test]
fn a_list_of_formats_may_have_more() {
    const NAMES: Format = Format {
        name: "names",
        listed: || Ok(vec![["`names.txt`".to_owned(), "The names of the tables.".to_owned()]]),
        table: no_table,
        files: |contents| {
            let names: Vec<&str> = contents.tables.iter().map(|table| table.name).collect();
            Ok(vec![File::new("names.txt".to_owned(), names.join("\n").into_bytes())])
        },
    };
    let with = |more: &[Format]| [FORMATS, more].concat().leak();
    let rendered = render(output("<svg/>"), with(&[NAMES])).unwrap();
    assert_eq!(text_of(&rendered, "names.txt"), "small");
    let dictionary = text_of(&rendered, "README.md");
    assert!(dictionary.contains("\n| `names.txt` | The names of the tables. |\n"));
    assert!(text_of(&rendered, MANIFEST).contains("\"names.txt\""));
    let twice = with(&[NAMES, NAMES]);
    assert!(message(render(output("<svg/>"), twice)).contains("`names.txt`"));
}

#[test]
fn each_format_has_a_name_of_its_own() {
    let names: BTreeSet<&str> = FORMATS.iter().map(|format| format.name).collect();
    assert_eq!(names.len(), FORMATS.len());
}
