//! The `series` table: the last published value of each period of a series.

use arrow::array::RecordBatch;
use figlift_schema::SERIES;
use polars::prelude::*;

use crate::reference::by_reference;
use crate::{FrameError, bridge};

/// One row for each period of a series: the first exact value in the latest document that states
/// one. Takes the frame of [`figures`](crate::figures), and the rows of `documents`.
///
/// # Errors
/// If one of both lacks a column of its table.
pub fn series(figures: &DataFrame, documents: &RecordBatch) -> Result<DataFrame, FrameError> {
    let vintages =
        bridge::to_frame(documents)?.lazy().select([col("doc_id"), col("date").alias("vintage")]);
    let observed = col("obs_status").eq(lit("A")).or(col("obs_status").eq(lit("P")));
    let is_known = |name: &str| col(name).is_not_null();
    let is_exact = col("obs_value").is_not_null().and(col("qualifier").eq(lit("exact")));
    let is_absent = |name: &str| col(name).is_null();
    let stands_alone = is_absent("alt_of").and(is_absent("repeat_of")).and(not_former());
    let timed = is_known("ref_period").and(is_known("flow_stock"));
    let named = is_known("indicator").and(is_known("ref_area")).and(timed);
    let by_change = JoinArgs::new(JoinType::Left);
    let latest = by_reference(figures)?
        .join(later_ends(figures), [col("change_id")], [col("change_id")], by_change)
        .filter(named.and(observed).and(is_exact).and(stands_alone))
        .join(vintages, [col("doc_id")], [col("doc_id")], JoinArgs::new(JoinType::Left))
        .sort_by_exprs(
            [col("vintage"), col("doc_id"), col("byte_start")],
            SortMultipleOptions::default()
                .with_order_descending_multi([true, false, false])
                .with_nulls_last(true),
        )
        .unique_stable(
            Some(by_name(SERIES.key.iter().copied(), true, false)),
            UniqueKeepStrategy::First,
        );
    let columns: Vec<Expr> = SERIES.columns.iter().map(|column| col(column.name)).collect();
    let order: Vec<Expr> = SERIES.order.iter().map(|&name| col(name)).collect();
    Ok(latest.select(columns).sort_by_exprs(order, SortMultipleOptions::default()).collect()?)
}

/// Whether a value is no former value of a change, or is one of another time than the later value.
fn not_former() -> Expr {
    let is_dated = col("ref_period").neq_missing(col("to_period"));
    col("change_end").neq_missing(lit("from")).or(is_dated)
}

/// The periods of the later values of changes.
fn later_ends(figures: &DataFrame) -> LazyFrame {
    let later = figures.clone().lazy().filter(col("change_end").eq(lit("to")));
    later.select([col("change_id"), col("ref_period").alias("to_period")])
}
