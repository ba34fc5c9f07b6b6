//! The differences of one kind as rows of cells, for the formats for people.

use serde_json::Value;

use super::print::shortened;
use crate::diff::{ChangedCell, Diff, Side};

/// The differences of one kind, up to a limit.
pub(super) struct DiffSection {
    /// Changed, removed or added.
    pub name: &'static str,
    /// Their number.
    pub count: usize,
    /// The names of the columns.
    pub head: Vec<&'static str>,
    /// The rows, each with a short cell for each column.
    pub rows: Vec<Vec<String>>,
}

/// The columns that describe a figure.
const PLACE: [&str; 5] = ["document", "measured", "ref_area", "time_period", "role"];

/// The kinds with any differences. Changes come first, as they are the most informative.
pub(super) fn sections(diff: &Diff, limit: usize) -> Vec<DiffSection> {
    let one = |side: &Side, row: usize| {
        let mut cells = place(side, row);
        cells.push(shown(side, "surface", row));
        cells
    };
    let change = |&(old, new): &(usize, usize)| {
        let mut cells = place(&diff.new, new);
        cells.push(shown(&diff.old, "surface", old));
        cells.push(shown(&diff.new, "surface", new));
        cells.push(departures(&diff.departures((old, new))));
        cells
    };
    let changed = diff.changed.iter().take(limit).map(change).collect();
    let removed = diff.removed.iter().take(limit).map(|&row| one(&diff.old, row)).collect();
    let added = diff.added.iter().take(limit).map(|&row| one(&diff.new, row)).collect();
    let all = [
        section("changed", diff.changed.len(), &["old", "new", "what changed"], changed),
        section("removed", diff.removed.len(), &["figure"], removed),
        section("added", diff.added.len(), &["figure"], added),
    ];
    all.into_iter().filter(|section| section.count > 0).collect()
}

fn section(
    name: &'static str,
    count: usize,
    more: &[&'static str],
    rows: Vec<Vec<String>>,
) -> DiffSection {
    DiffSection { name, count, head: [&PLACE, more].concat(), rows }
}

impl DiffSection {
    /// The note if not all are shown.
    pub(super) fn unshown(&self) -> Option<String> {
        let unshown = self.count - self.rows.len();
        (unshown > 0).then(|| format!("… and {unshown} more not shown (--limit)"))
    }
}

/// The description of a figure. Figures with equal keys are numbered.
fn place(side: &Side, row: usize) -> Vec<String> {
    let known = side.cell("indicator", row).is_some_and(|id| !id.is_null());
    let mut measured = shown(side, if known { "indicator" } else { "indicator_text" }, row);
    if side.ordinals[row] > 1 {
        measured = format!("{measured} #{}", side.ordinals[row]).trim_start().to_owned();
    }
    let mut cells = vec![shown(side, "doc_id", row), measured];
    cells.extend(PLACE[2..].iter().map(|column| shown(side, column, row)));
    cells
}

/// A cell; empty if there is no value.
fn shown(side: &Side, column: &str, row: usize) -> String {
    match side.cell(column, row) {
        None | Some(Value::Null) => String::new(),
        Some(value) => text(&value),
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => shortened(text),
        // Without exponent and without `.0`.
        Value::Number(number) => number.as_f64().unwrap_or_default().to_string(),
        other => other.to_string(),
    }
}

/// The changed columns: `obs_value 320 → 330; basis null → yoy`. Bounds that follow from an exact
/// value are left out.
fn departures(departures: &[ChangedCell]) -> String {
    let value = departures.iter().find(|departure| departure.column == "obs_value");
    let follows = |departure: &&ChangedCell| {
        let bound = matches!(departure.column, "value_low" | "value_high");
        let same = |value: &ChangedCell| value.old == departure.old && value.new == departure.new;
        bound && value.is_some_and(same)
    };
    let own = departures.iter().filter(|departure| !follows(departure));
    let changes = own
        .map(|ChangedCell { column, old, new }| format!("{column} {} → {}", text(old), text(new)));
    changes.collect::<Vec<_>>().join("; ")
}

/// The number of figures of each kind, as one line.
pub(super) fn summary(diff: &Diff) -> String {
    format!(
        "{} → {} figures: {} added, {} removed, {} changed, {} the same",
        diff.old.batch.num_rows(),
        diff.new.batch.num_rows(),
        diff.added.len(),
        diff.removed.len(),
        diff.changed.len(),
        diff.same(),
    )
}
