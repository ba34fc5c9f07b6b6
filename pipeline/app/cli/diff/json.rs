//! Differences as one JSON object, for programs.

use serde_json::{Map, Value, json};

use crate::diff::{COMPARED, Diff, KEY, Side};

/// Identifying columns of a figure, besides the key and the compared columns.
const EVIDENCE: &[&str] = &["figure_id", "surface", "sentence"];

/// One object on one line: the counts, and up to `limit` figures of each kind.
pub(super) fn text(diff: &Diff, limit: usize) -> anyhow::Result<String> {
    let figures = |side: &Side, rows: &[usize]| {
        let shown: Vec<Value> = rows.iter().take(limit).map(|&row| figure(side, row)).collect();
        json!({ "count": rows.len(), "shown": shown })
    };
    let change = |&(old, new): &(usize, usize)| {
        let columns = diff.departures((old, new)).into_iter().map(|departure| departure.column);
        json!({
            "columns": columns.collect::<Vec<_>>(),
            "old": figure(&diff.old, old),
            "new": figure(&diff.new, new),
        })
    };
    let changes: Vec<Value> = diff.changed.iter().take(limit).map(change).collect();
    let object = json!({
        "figures": {
            "old": diff.old.batch.num_rows(),
            "new": diff.new.batch.num_rows(),
            "same": diff.same(),
        },
        "added": figures(&diff.new, &diff.added),
        "removed": figures(&diff.old, &diff.removed),
        "changed": { "count": diff.changed.len(), "shown": changes },
    });
    Ok(serde_json::to_string(&object)? + "\n")
}

/// A figure with its key, its compared columns and its place; every key is present.
fn figure(side: &Side, row: usize) -> Value {
    let columns = [EVIDENCE, KEY, COMPARED].concat();
    let cell = |column: &str| (column.to_owned(), side.cell(column, row).unwrap_or_default());
    let mut figure: Map<String, Value> = columns.into_iter().map(cell).collect();
    figure.insert("ordinal".to_owned(), side.ordinals[row].into());
    Value::Object(figure)
}
