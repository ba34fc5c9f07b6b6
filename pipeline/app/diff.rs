//! Compares the figures of two outputs: added, removed, changed.
//!
//! Figures have the same key if they have the same document, indicator (or, if the catalogue does
//! not know it, indicator words), area, period and role. Of several figures with one key, equal
//! ones are matched first, so that a removal in the middle is one removal, not a change of all that
//! follow.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use arrow::array::{Array, ArrayRef, AsArray, RecordBatch, StringArray};
use arrow::compute::{is_not_null, nullif};
use arrow::datatypes::{DataType, Float64Type, Int16Type, Int64Type};
use arrow::error::ArrowError;
use arrow::row::{Row, RowConverter, Rows, SortField};
use arrow::util::display::array_value_to_string;
use imara_diff::{Algorithm, Hunk, InternedInput, Interner};
use serde_json::Value;

/// The key of a figure. The words only count if there is no indicator.
pub(crate) const KEY: &[&str] =
    &["doc_id", "indicator", "indicator_text", "ref_area", "time_period", "role"];

/// The compared columns. All others follow from these, change with edits elsewhere (offsets, ids,
/// the sentence) or only state how the figure was read (its rule).
pub(crate) const COMPARED: &[&str] = &[
    "obs_value",
    "qualifier",
    "value_low",
    "value_high",
    "low_closed",
    "high_closed",
    "resolution",
    "unit_measure",
    "classifier",
    "per",
    "change_end",
    "basis",
    "base_period",
    "action_text",
    "is_cumulative",
    "obs_status",
];

/// The kind of amount. If several figures of one place changed, those that agree in it are matched.
const KIND: &[&str] = &["unit_measure", "classifier", "per", "change_end"];

/// The differences of the figures of two outputs. Rows count from 0 and are listed in reading
/// order.
#[derive(Debug)]
pub(crate) struct Diff {
    /// The former figures.
    pub old: Side,
    /// The present figures.
    pub new: Side,
    /// Rows of `new` without a match in `old`.
    pub added: Vec<usize>,
    /// Rows of `old` without a match in `new`.
    pub removed: Vec<usize>,
    /// Rows of `old` with their changed matches in `new`, in the order of the latter.
    pub changed: Vec<(usize, usize)>,
}

/// The figures of one output.
#[derive(Debug)]
pub(crate) struct Side {
    /// The rows of the table `figures`.
    pub batch: RecordBatch,
    /// The number of each row among those with its key, from 1.
    pub ordinals: Vec<usize>,
}

/// A column in which two figures differ.
#[derive(Debug, PartialEq)]
pub(crate) struct ChangedCell {
    /// Its name.
    pub column: &'static str,
    /// The former cell; null if there was none.
    pub old: Value,
    /// The present cell.
    pub new: Value,
}

impl Diff {
    /// Compares two tables `figures`, each in reading order. Compared columns that only one of them
    /// has are ignored, since another version of figlift wrote it.
    ///
    /// # Errors
    /// If one lacks a column of the key or the ids of figures, or a column has another type in the
    /// other.
    pub(crate) fn of(old: RecordBatch, new: RecordBatch) -> Result<Diff, ArrowError> {
        let [former, present] = &Encoded::both(&old, &new)?;
        let groups = groups(former, present);
        let ordinals = [0, 1].map(|side| ordinals(&groups, side));
        let mut rest = Rest::of(former, present, &groups);
        // Equal figures that only moved are also matched.
        rest.pair(|side, left| (side.keys.row(left.row), side.values.row(left.row)));
        // An id depends on the whole sentence, so these are new readings of the same words.
        let mut changed = rest.pair(|side, left| side.ids.value(left.row));
        changed.extend(rest.pair(|side, left| (left.gap, side.kinds.row(left.row))));
        changed.extend(rest.pair(|_, left| left.gap));
        changed.sort_by_key(|&(old, new)| (new, old));
        let rows = |left: Vec<Left>| {
            let rows: BTreeSet<usize> = left.into_iter().map(|left| left.row).collect();
            rows.into_iter().collect()
        };
        let (removed, added) = (rows(rest.old), rows(rest.new));
        let [former, present] = ordinals;
        let old = Side { batch: old, ordinals: former };
        let new = Side { batch: new, ordinals: present };
        Ok(Diff { old, new, added, removed, changed })
    }

    /// Whether both have the same figures.
    pub(crate) fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }

    /// The number of equal figures.
    pub(crate) fn same(&self) -> usize {
        self.new.batch.num_rows() - self.added.len() - self.changed.len()
    }

    /// The columns in which a figure differs from its match: those of the key, if both were read
    /// from the same words, then the compared ones.
    pub(crate) fn departures(&self, (old, new): (usize, usize)) -> Vec<ChangedCell> {
        let known = |side: &Side, row| !side.cell("indicator", row).is_some_and(|id| id.is_null());
        let both_known = known(&self.old, old) && known(&self.new, new);
        let counts = |column: &&&str| !(both_known && **column == "indicator_text");
        let departure = |&column: &&'static str| {
            let (old, new) = (self.old.cell(column, old)?, self.new.cell(column, new)?);
            (old != new).then_some(ChangedCell { column, old, new })
        };
        KEY.iter().chain(COMPARED).filter(counts).filter_map(departure).collect()
    }
}

impl Side {
    /// A cell; null if the row has no value, `None` if there is no such column.
    pub(crate) fn cell(&self, column: &str, row: usize) -> Option<Value> {
        let array = self.batch.column_by_name(column)?;
        if array.is_null(row) {
            return Some(Value::Null);
        }
        Some(match array.data_type() {
            DataType::Utf8 => array.as_string::<i32>().value(row).into(),
            DataType::Int16 => array.as_primitive::<Int16Type>().value(row).into(),
            DataType::Int64 => array.as_primitive::<Int64Type>().value(row).into(),
            DataType::Float64 => array.as_primitive::<Float64Type>().value(row).into(),
            DataType::Boolean => array.as_boolean().value(row).into(),
            _ => array_value_to_string(array, row).unwrap_or_default().into(),
        })
    }
}

/// The rows of one side for comparison: equal bytes mean equal cells.
struct Encoded {
    keys: Rows,
    values: Rows,
    kinds: Rows,
    ids: StringArray,
}

impl Encoded {
    fn both(old: &RecordBatch, new: &RecordBatch) -> Result<[Encoded; 2], ArrowError> {
        let shared = |names: &[&'static str]| -> Vec<&'static str> {
            let there =
                |name: &&&str| [old, new].iter().all(|batch| batch.column_by_name(name).is_some());
            names.iter().filter(there).copied().collect()
        };
        let [(keys, other_keys), (values, other_values), (kinds, other_kinds)] = [
            encoded(&key(old)?, &key(new)?)?,
            encoded(&columns(old, &shared(COMPARED))?, &columns(new, &shared(COMPARED))?)?,
            encoded(&columns(old, &shared(KIND))?, &columns(new, &shared(KIND))?)?,
        ];
        let ids = |batch| -> Result<StringArray, ArrowError> {
            let ids = columns(batch, &["figure_id"])?.remove(0);
            let text = ids.as_string_opt::<i32>().cloned();
            text.ok_or_else(|| ArrowError::SchemaError("figure_id is not text".to_owned()))
        };
        let former = Encoded { keys, values, kinds, ids: ids(old)? };
        let present =
            Encoded { keys: other_keys, values: other_values, kinds: other_kinds, ids: ids(new)? };
        Ok([former, present])
    }
}

fn columns(batch: &RecordBatch, names: &[&str]) -> Result<Vec<ArrayRef>, ArrowError> {
    let column = |name: &&str| Ok(batch.column(batch.schema().index_of(name)?).clone());
    names.iter().map(column).collect()
}

/// The columns of the key, without the words if there is an indicator.
fn key(batch: &RecordBatch) -> Result<Vec<ArrayRef>, ArrowError> {
    let [indicator, words] = ["indicator", "indicator_text"].map(|name| columns(batch, &[name]));
    let words = nullif(&words?[0], &is_not_null(&indicator?[0])?)?;
    let mut key = columns(batch, KEY)?;
    for (name, array) in KEY.iter().zip(&mut key) {
        if *name == "indicator_text" {
            *array = words.clone();
        }
    }
    Ok(key)
}

fn encoded(old: &[ArrayRef], new: &[ArrayRef]) -> Result<(Rows, Rows), ArrowError> {
    let fields = old.iter().map(|array| SortField::new(array.data_type().clone())).collect();
    let converter = RowConverter::new(fields)?;
    Ok((converter.convert_columns(old)?, converter.convert_columns(new)?))
}

/// The rows of each key, former and present, in reading order.
type Groups<'a> = BTreeMap<Row<'a>, [Vec<usize>; 2]>;

fn groups<'a>(old: &'a Encoded, new: &'a Encoded) -> Groups<'a> {
    let mut groups = Groups::new();
    for (side, encoded) in [old, new].into_iter().enumerate() {
        for (row, key) in encoded.keys.iter().enumerate() {
            groups.entry(key).or_default()[side].push(row);
        }
    }
    groups
}

/// The number of each row of a side in its group, from 1.
fn ordinals(groups: &Groups<'_>, side: usize) -> Vec<usize> {
    let rows = groups.values().flat_map(|group| group[side].iter().zip(1..));
    let by_row: BTreeMap<usize, usize> = rows.map(|(&row, ordinal)| (row, ordinal)).collect();
    by_row.into_values().collect()
}

/// The rows that are not yet matched.
struct Rest<'a> {
    sides: [&'a Encoded; 2],
    old: Vec<Left>,
    new: Vec<Left>,
}

/// A row, and its gap between equal rows of its key: gaps are numbered across all keys.
#[derive(Clone, Copy)]
struct Left {
    gap: usize,
    row: usize,
}

impl<'a> Rest<'a> {
    /// All rows except those that are equal and in the same order on both sides.
    fn of(former: &'a Encoded, present: &'a Encoded, groups: &Groups<'a>) -> Rest<'a> {
        let mut rest = Rest { sides: [former, present], old: Vec::new(), new: Vec::new() };
        let mut gap = 0;
        for [old, new] in groups.values() {
            let interner = Interner::new(old.len() + new.len());
            let mut input = InternedInput { before: Vec::new(), after: Vec::new(), interner };
            input.update_before(old.iter().map(|&row| former.values.row(row)));
            input.update_after(new.iter().map(|&row| present.values.row(row)));
            for Hunk { before, after } in
                imara_diff::Diff::compute(Algorithm::Myers, &input).hunks()
            {
                let left = |&row: &usize| Left { gap, row };
                let range = |ends: std::ops::Range<u32>| ends.start as usize..ends.end as usize;
                rest.old.extend(old[range(before)].iter().map(left));
                rest.new.extend(new[range(after)].iter().map(left));
                gap += 1;
            }
        }
        rest
    }

    /// Removes the rows that have the same token on both sides, each former row with the first
    /// remaining present one, and returns them in pairs.
    fn pair<T: Ord>(&mut self, token: impl Fn(&'a Encoded, &Left) -> T) -> Vec<(usize, usize)> {
        let [former, present] = self.sides;
        let mut waiting: BTreeMap<T, VecDeque<usize>> = BTreeMap::new();
        for left in &self.new {
            waiting.entry(token(present, left)).or_default().push_back(left.row);
        }
        let mut pairs = Vec::new();
        self.old.retain(|left| {
            let found = waiting.get_mut(&token(former, left)).and_then(VecDeque::pop_front);
            pairs.extend(found.map(|row| (left.row, row)));
            found.is_none()
        });
        let taken: BTreeSet<usize> = pairs.iter().map(|&(_, row)| row).collect();
        self.new.retain(|left| !taken.contains(&left.row));
        pairs
    }
}
