//! The `series` table: the last published value of each period of a series.

use arrow::array::RecordBatch;
use figlift_schema::SERIES;
use polars::prelude::*;

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
    let stands_alone = is_absent("change_end").and(is_absent("alt_of")).and(is_absent("repeat_of"));
    let named = is_known("indicator").and(is_known("ref_area")).and(is_known("time_period"));
    let latest = figures
        .clone()
        .lazy()
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
