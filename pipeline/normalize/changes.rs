//! The `changes` table: two values of one thing side by side.

use figlift_extract::Exact;
use figlift_schema::{CHANGES, Cell, Rows};
use polars::prelude::*;

use crate::{FrameError, bridge};

/// A row for each from-to statement, and for each step between the periods of a series that
/// different documents state. Expects the frames that [`figures`](crate::figures) and
/// [`series`](crate::series) give.
///
/// # Errors
/// Where a frame lacks a column of its table.
pub fn changes(figures: &DataFrame, series: &DataFrame) -> Result<DataFrame, FrameError> {
    let pairs =
        concat([stated(figures), steps(figures, series)?], UnionArgs::default())?.collect()?;
    let mut rows = Rows::new(&CHANGES);
    for row in 0..pairs.height() {
        push(&mut rows, &pairs, row)?;
    }
    let frame = bridge::to_frame(&rows.finish()?)?;
    Ok(frame.sort(["change_id"], SortMultipleOptions::default())?)
}

/// Columns that both ends of a pair have.
const ENDS: &[&str] = &["figure_id", "time_period", "obs_value", "value_low", "value_high"];

/// Columns that tell one series from another.
const SERIES: &[&str] = &["indicator", "ref_area", "role", "unit_measure", "freq"];

fn ends(prefix: &str) -> Vec<Expr> {
    ENDS.iter().map(|&name| col(name).alias(format!("{prefix}{name}"))).collect()
}

/// The two ends of each from-to statement.
fn stated(figures: &DataFrame) -> LazyFrame {
    let end = |which: &str| figures.clone().lazy().filter(col("change_end").eq(lit(which)));
    let shared =
        ["doc_id", "indicator", "indicator_text", "ref_area", "unit_measure", "role"].map(col);
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
    let one_of = |name: &str, values: [&str; 2]| {
        col(name).eq(lit(values[0])).or(col(name).eq(lit(values[1])))
    };
    let keys: Vec<Expr> = SERIES.iter().map(|&name| col(name)).collect();
    let periods = series
        .clone()
        .lazy()
        .filter(col("freq").is_not_null().and(col("per").is_null()))
        .filter(one_of("role", ["level", "rank"]))
        .select([col("figure_id")]);
    let stated = figures
        .clone()
        .lazy()
        .join(periods, [col("figure_id")], [col("figure_id")], JoinArgs::new(JoinType::Semi))
        .sort_by_exprs(
            [&keys[..], &[col("period_start")]].concat(),
            SortMultipleOptions::default(),
        );
    let before = |name: &str| col(name).shift(lit(1)).over(keys.clone());
    let mut from = vec![before("doc_id")?.alias("from_doc_id")];
    for name in ENDS {
        from.push(before(name)?.alias(format!("from_{name}")));
    }
    let id = col("from_figure_id") + lit("~") + col("to_figure_id");
    Ok(stated
        .with_columns([from, ends("to_")].concat())
        .filter(col("from_figure_id").is_not_null().and(col("from_doc_id").neq(col("doc_id"))))
        .with_columns([id.alias("change_id"), lit("series").alias("kind")])
        .select(pair_columns()))
}

fn pair_columns() -> Vec<Expr> {
    let shared = [
        "change_id",
        "doc_id",
        "kind",
        "role",
        "indicator",
        "indicator_text",
        "ref_area",
        "unit_measure",
    ]
    .map(col);
    let of = |prefix: &str| ENDS.iter().map(|name| col(format!("{prefix}{name}"))).collect();
    [shared.to_vec(), of("from_"), of("to_")].concat()
}

/// One end of a change: its value and what the wording allows.
#[derive(Clone, Copy)]
struct End {
    value: Option<Exact>,
    low: Option<Exact>,
    high: Option<Exact>,
}

impl End {
    /// Where nothing is left open, the bounds are the value itself.
    fn read(pairs: &DataFrame, prefix: &str, row: usize) -> PolarsResult<End> {
        let get = |name: &str| -> PolarsResult<Option<Exact>> {
            Ok(pairs.column(&format!("{prefix}{name}"))?.f64()?.get(row).and_then(Exact::of_f64))
        };
        Ok(End { value: get("obs_value")?, low: get("value_low")?, high: get("value_high")? })
    }
}

fn push(rows: &mut Rows, pairs: &DataFrame, row: usize) -> Result<(), FrameError> {
    let text = |name: &str| -> PolarsResult<Option<String>> {
        Ok(pairs.column(name)?.str()?.get(row).map(str::to_owned))
    };
    let (from, to) = (End::read(pairs, "from_", row)?, End::read(pairs, "to_", row)?);
    let unit = text("unit_measure")?.unwrap_or_default();
    let is_rank = unit == "rank";
    let minus = |a: Option<Exact>, b: Option<Exact>| a.zip(b).and_then(|(a, b)| a.plus(-b));
    let ratio = |a: Option<Exact>, b: Option<Exact>| {
        a.zip(b).filter(|(_, b)| *b > Exact::ZERO && !is_rank).and_then(|(a, b)| a.over(b))
    };
    let percent = |multiple: Option<Exact>| {
        multiple.and_then(|m| m.plus(-Exact::whole(1))?.times(Exact::whole(100)))
    };
    let difference = minus(to.value, from.value);
    let multiple = ratio(to.value, from.value);
    let (low, high) = (minus(to.low, from.high), minus(to.high, from.low));
    let (multiple_low, multiple_high) = (ratio(to.low, from.high), ratio(to.high, from.low));
    let exact = |value: Option<Exact>| Cell::Float(value.map(Exact::to_f64));
    let columns = [
        "change_id",
        "doc_id",
        "kind",
        "indicator",
        "indicator_text",
        "ref_area",
        "from_figure_id",
        "to_figure_id",
    ];
    let mut texts = Vec::new();
    for name in columns {
        texts.push((name, text(name)?));
    }
    let periods = (text("from_time_period")?, text("to_time_period")?);
    let direction = direction(difference, low, high, is_rank);
    rows.push(|name| match name {
        "from_period" => periods.0.clone().into(),
        "to_period" => periods.1.clone().into(),
        "from_value" => exact(from.value),
        "to_value" => exact(to.value),
        "unit_measure" => unit.as_str().into(),
        "difference" => exact(difference),
        "difference_low" => exact(low),
        "difference_high" => exact(high),
        "difference_unit" => if unit == "%" { "pp" } else { unit.as_str() }.into(),
        "relative_percent" => exact(percent(multiple)),
        "relative_percent_low" => exact(percent(multiple_low)),
        "relative_percent_high" => exact(percent(multiple_high)),
        "multiple" => exact(multiple),
        "multiple_low" => exact(multiple_low),
        "multiple_high" => exact(multiple_high),
        "direction" => direction.map(str::to_owned).into(),
        name => {
            texts.iter().find(|(known, _)| *known == name).and_then(|(_, text)| text.clone()).into()
        }
    });
    Ok(())
}

/// Which way it went, where the bounds leave no doubt; a smaller rank is a better one.
fn direction(
    difference: Option<Exact>,
    low: Option<Exact>,
    high: Option<Exact>,
    is_rank: bool,
) -> Option<&'static str> {
    let (up, down) = if is_rank { ("down", "up") } else { ("up", "down") };
    if low.is_some_and(|low| low > Exact::ZERO) {
        Some(up)
    } else if high.is_some_and(|high| high < Exact::ZERO) {
        Some(down)
    } else if difference == Some(Exact::ZERO) && low == high {
        Some("flat")
    } else {
        None
    }
}
