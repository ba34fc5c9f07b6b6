//! The `changes` table: pairs of values of one indicator.

mod bounded;

use figlift_number::Exact;
use figlift_schema::{CHANGES, Cell, Rows, SERIES_KEY};
use polars::prelude::*;

use crate::{FrameError, bridge};
use bounded::{Bounded, ZeroSide};

/// A row for each from-to statement, and for each step between the periods of a series that
/// different documents state. Takes the frames of [`figures`](crate::figures) and
/// [`series`](crate::series).
///
/// # Errors
/// If a frame lacks a column of its table.
pub fn changes(figures: &DataFrame, series: &DataFrame) -> Result<DataFrame, FrameError> {
    let pairs =
        concat([stated(figures), steps(figures, series)?], UnionArgs::default())?.collect()?;
    let mut rows = Rows::new(&CHANGES);
    for row in 0..pairs.height() {
        let change = Change::read(&pairs, row)?;
        rows.push(|name| change.cell(name));
    }
    let frame = bridge::to_frame(&rows.finish()?)?;
    Ok(frame.sort(["change_id"], SortMultipleOptions::default())?)
}

/// Columns of both ends of a pair, and their names after from_ or to_.
const ENDS: &[(&str, &str)] = &[
    ("figure_id", "figure_id"),
    ("time_period", "period"),
    ("obs_value", "value"),
    ("value_low", "low"),
    ("value_high", "high"),
];

/// Columns of `changes` that a pair has.
const TEXTS: &[&str] = &[
    "change_id",
    "doc_id",
    "kind",
    "indicator",
    "indicator_text",
    "ref_area",
    "from_figure_id",
    "to_figure_id",
    "from_period",
    "to_period",
    "unit_measure",
];

fn ends(prefix: &str) -> Vec<Expr> {
    ENDS.iter().map(|(column, name)| col(*column).alias(format!("{prefix}{name}"))).collect()
}

/// The two ends of each from-to statement.
fn stated(figures: &DataFrame) -> LazyFrame {
    let end = |which: &str| figures.clone().lazy().filter(col("change_end").eq(lit(which)));
    let shared = ["doc_id", "indicator", "indicator_text", "ref_area", "unit_measure"].map(col);
    let to = end("to").select([vec![col("change_id")], shared.to_vec(), ends("to_")].concat());
    let from = end("from").select(
        [vec![col("change_id"), col("unit_measure").alias("from_unit")], ends("from_")].concat(),
    );
    to.join(from, [col("change_id")], [col("change_id")], JoinArgs::new(JoinType::Inner))
        .filter(col("unit_measure").eq(col("from_unit")))
        .with_columns([lit("stated").alias("kind")])
        .select(pair_columns())
}

/// The steps from one period to the next of the levels and ranks of a series, where different
/// documents state them.
fn steps(figures: &DataFrame, series: &DataFrame) -> PolarsResult<LazyFrame> {
    let key: Vec<Expr> = SERIES_KEY.iter().map(|&name| col(name)).collect();
    let stated = figures
        .clone()
        .lazy()
        .join(stepped(series), [col("figure_id")], [col("figure_id")], JoinType::Semi.into())
        .sort_by_exprs([&key[..], &[col("period_start")]].concat(), SortMultipleOptions::default());
    let before = |name: &str| col(name).shift(lit(1)).over(key.clone());
    let mut from = vec![before("doc_id")?.alias("from_doc_id")];
    for (column, name) in ENDS {
        from.push(before(column)?.alias(format!("from_{name}")));
    }
    let id = col("from_figure_id") + lit("~") + col("to_figure_id");
    Ok(stated
        .with_columns([from, ends("to_")].concat())
        .filter(col("from_figure_id").is_not_null().and(col("from_doc_id").neq(col("doc_id"))))
        .with_columns([id.alias("change_id"), lit("series").alias("kind")])
        .select(pair_columns()))
}

/// The figures of a series between which steps are made. `changes` has no denominator, so figures
/// with one are left out.
fn stepped(series: &DataFrame) -> LazyFrame {
    let role = |name: &str| col("role").eq(lit(name));
    series
        .clone()
        .lazy()
        .filter(col("freq").is_not_null().and(col("per").is_null()))
        .filter(role("level").or(role("rank")))
        .select([col("figure_id")])
}

fn pair_columns() -> Vec<Expr> {
    let bounds = ["from_value", "from_low", "from_high", "to_value", "to_low", "to_high"];
    TEXTS.iter().copied().chain(bounds).map(col).collect()
}

/// A pair, with the difference of its ends.
struct Change {
    texts: Vec<(&'static str, Option<String>)>,
    from: Bounded,
    to: Bounded,
    difference: Bounded,
    multiple: Bounded,
}

impl Change {
    fn read(pairs: &DataFrame, row: usize) -> PolarsResult<Change> {
        let text = |name: &&'static str| -> PolarsResult<_> {
            Ok((*name, pairs.column(name)?.str()?.get(row).map(str::to_owned)))
        };
        let texts = TEXTS.iter().map(text).collect::<PolarsResult<_>>()?;
        let (from, to) = (Bounded::read(pairs, "from_", row)?, Bounded::read(pairs, "to_", row)?);
        let difference = to.minus(&from);
        let mut change = Change { texts, from, to, difference, multiple: Bounded::default() };
        // The second rank is not twice the first.
        if !change.is_rank() {
            change.multiple = change.to.over(&change.from);
        }
        Ok(change)
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.texts.iter().find(|(known, _)| *known == name)?.1.as_deref()
    }

    fn is_rank(&self) -> bool {
        self.text("unit_measure") == Some("rank")
    }

    /// The value of a column of `changes`.
    fn cell(&self, name: &str) -> Cell {
        let exact = |value: Option<&Exact>| Cell::Float(value.map(Exact::to_f64));
        let growth = self.multiple.as_growth();
        match name {
            "from_value" => exact(self.from.value.as_ref()),
            "to_value" => exact(self.to.value.as_ref()),
            "difference" => exact(self.difference.value.as_ref()),
            "difference_low" => exact(self.difference.low()),
            "difference_high" => exact(self.difference.high()),
            "difference_unit" => self.difference_unit().into(),
            "relative_percent" => exact(growth.value.as_ref()),
            "relative_percent_low" => exact(growth.low()),
            "relative_percent_high" => exact(growth.high()),
            "multiple" => exact(self.multiple.value.as_ref()),
            "multiple_low" => exact(self.multiple.low()),
            "multiple_high" => exact(self.multiple.high()),
            "direction" => self.direction().map(str::to_owned).into(),
            name => self.text(name).map(str::to_owned).into(),
        }
    }

    fn difference_unit(&self) -> &str {
        match self.text("unit_measure") {
            Some("%") => "pp",
            unit => unit.unwrap_or_default(),
        }
    }

    /// The direction, if the bounds determine it; a lower rank is a better one.
    fn direction(&self) -> Option<&'static str> {
        let (up, down) = if self.is_rank() { ("down", "up") } else { ("up", "down") };
        Some(match self.difference.sign()? {
            ZeroSide::Above => up,
            ZeroSide::Below => down,
            ZeroSide::Zero => "flat",
        })
    }
}
