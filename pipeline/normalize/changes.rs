//! The `changes` table: pairs of values of one indicator.

mod bounded;

use figlift_number::Exact;
use figlift_schema::{CHANGES, SERIES_KEY};
use polars::prelude::*;

use crate::FrameError;
use crate::reference::by_reference;
use bounded::{Bounded, ValueColumns, ZeroSide};

/// A row for each from-to statement, and for each step between the periods of a series that
/// different documents state. Takes the frames of [`figures`](crate::figures) and
/// [`series`](crate::series).
///
/// # Errors
/// If a frame lacks a column of its table.
pub fn changes(figures: &DataFrame, series: &DataFrame) -> Result<DataFrame, FrameError> {
    let figures = by_reference(figures)?;
    let pairs =
        concat([stated(&figures), steps(&figures, series)?], UnionArgs::default())?.collect()?;
    let (from, to) = (ValueColumns::of(&pairs, "from_")?, ValueColumns::of(&pairs, "to_")?);
    let units = pairs.column("unit_measure")?.str()?;
    let made = |(row, unit): (usize, Option<&str>)| {
        Change::of(&from.get(row), &to.get(row), unit == Some("rank"))
    };
    let made: Vec<Change> = units.iter().enumerate().map(made).collect();
    let mut columns: Vec<Expr> = NUMBERS.iter().map(|number| lit(number.column(&made))).collect();
    let directions = made.iter().map(Change::direction).collect::<StringChunked>();
    columns.push(lit(directions.with_name("direction".into()).into_series()));
    let is_percent = col("unit_measure").eq(lit("%"));
    let unit = when(is_percent).then(lit("pp")).otherwise(col("unit_measure"));
    columns.push(unit.alias("difference_unit"));
    let published: Vec<Expr> = CHANGES.columns.iter().map(|column| col(column.name)).collect();
    let changes = pairs.lazy().with_columns(columns).select(published);
    Ok(changes.sort(["change_id"], SortMultipleOptions::default()).collect()?)
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
fn stated(figures: &LazyFrame) -> LazyFrame {
    // Both ends of a change repeat another, or none does.
    let told_once = || figures.clone().filter(col("repeat_of").is_null());
    let end = |which: &str| told_once().filter(col("change_end").eq(lit(which)));
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
fn steps(figures: &LazyFrame, series: &DataFrame) -> PolarsResult<LazyFrame> {
    let key: Vec<Expr> = SERIES_KEY.iter().map(|&name| col(name)).collect();
    let stated = figures
        .clone()
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

/// The difference between the ends of a pair.
struct Change {
    is_rank: bool,
    difference: Bounded,
    multiple: Bounded,
    growth: Bounded,
}

impl Change {
    fn of(from: &Bounded, to: &Bounded, is_rank: bool) -> Change {
        // The second rank is not twice the first.
        let multiple = if is_rank { Bounded::default() } else { to.over(from) };
        let growth = multiple.as_growth();
        Change { is_rank, difference: to.minus(from), multiple, growth }
    }

    /// The direction, if the bounds determine it; a lower rank is a better one.
    fn direction(&self) -> Option<&'static str> {
        let (up, down) = if self.is_rank { ("down", "up") } else { ("up", "down") };
        Some(match self.difference.sign()? {
            ZeroSide::Above => up,
            ZeroSide::Below => down,
            ZeroSide::Zero => "flat",
        })
    }
}

/// A column of numbers that are worked out of both ends.
struct NumberColumn {
    name: &'static str,
    number: fn(&Change) -> Option<&Exact>,
}

impl NumberColumn {
    const fn new(name: &'static str, number: fn(&Change) -> Option<&Exact>) -> NumberColumn {
        NumberColumn { name, number }
    }

    fn column(&self, changes: &[Change]) -> Series {
        let numbers = changes.iter().map(|change| (self.number)(change).map(Exact::to_f64));
        numbers.collect::<Float64Chunked>().with_name(self.name.into()).into_series()
    }
}

const NUMBERS: &[NumberColumn] = &[
    NumberColumn::new("difference", |change| change.difference.value.as_ref()),
    NumberColumn::new("difference_low", |change| change.difference.low()),
    NumberColumn::new("difference_high", |change| change.difference.high()),
    NumberColumn::new("relative_percent", |change| change.growth.value.as_ref()),
    NumberColumn::new("relative_percent_low", |change| change.growth.low()),
    NumberColumn::new("relative_percent_high", |change| change.growth.high()),
    NumberColumn::new("multiple", |change| change.multiple.value.as_ref()),
    NumberColumn::new("multiple_low", |change| change.multiple.low()),
    NumberColumn::new("multiple_high", |change| change.multiple.high()),
];
