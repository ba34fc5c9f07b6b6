//! Rows of tables and of extractions of the library.

use std::sync::LazyLock;

use arrow::array::RecordBatch;
use arrow::json::LineDelimitedWriter;
use figlift_config::Config;
use figlift_extract::{Batches, RuleSet};
use figlift_text::{Document, Metadata};
use serde_json::{Map, Value};

/// A row of a table, by the names of its columns; every column is present.
pub(crate) type Row = Map<String, Value>;

/// The rules and words that are built into the program.
pub(crate) static RULES: LazyLock<RuleSet> = LazyLock::new(|| {
    let config = Config::built_in().expect("the built-in pack is right");
    RuleSet::compile(&config.pack).expect("the built-in rules are right")
});

/// A text that was published in 2022, so that relative periods can be resolved.
pub(crate) fn document(text: &str) -> Document {
    let date = Some("2022".parse().expect("a year"));
    Document::new("test", text, Metadata { date, ..Metadata::default() })
}

/// Figures and numerals of a text of 2022, as rows.
pub(crate) fn extract(rules: &RuleSet, text: &str) -> (Vec<Row>, Vec<Row>) {
    of_document(rules, &document(text))
}

/// Figures and numerals of a document, as rows.
pub(crate) fn of_document(rules: &RuleSet, document: &Document) -> (Vec<Row>, Vec<Row>) {
    let extraction = rules.extract(document);
    let batches = Batches::of(&[(document, &extraction)]).expect("rows fit their schema");
    (rows(&batches.figures), rows(&batches.numerals))
}

/// The rows of a batch.
pub(crate) fn rows(batch: &RecordBatch) -> Vec<Row> {
    let builder = arrow::json::WriterBuilder::new().with_explicit_nulls(true);
    let mut writer: LineDelimitedWriter<Vec<u8>> = builder.build(Vec::new());
    writer.write(batch).expect("rows can be written");
    writer.finish().expect("rows can be written");
    let lines = String::from_utf8(writer.into_inner()).expect("UTF-8");
    lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// A text of a row; empty where it has none.
pub(crate) fn text<'a>(row: &'a Row, column: &str) -> &'a str {
    match row.get(column) {
        Some(value) => value.as_str().unwrap_or_default(),
        None => panic!("there is no column {column}"),
    }
}

/// A number of a row.
pub(crate) fn number(row: &Row, column: &str) -> Option<f64> {
    match row.get(column) {
        Some(value) => value.as_f64(),
        None => panic!("there is no column {column}"),
    }
}

/// Whether two numbers are equal up to the last digits, which JSON may lose.
pub(crate) fn same(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-12 * a.abs().max(b.abs()),
        (a, b) => a.is_none() && b.is_none(),
    }
}
