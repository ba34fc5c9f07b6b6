//! What the texts state as a change, and what their wordings leave open.

use figlift_config::ChartSpec;
use figlift_model::Role;
use polars::prelude::*;

use super::default_chart::{DefaultChart, ROWS, Specs};
use crate::RunError;
use crate::draw::inputs::ChartInputs;

/// The changes that are stated as from … to ….
pub(super) fn changes(
    inputs: &ChartInputs<'_>,
    specs: &Specs<'_>,
) -> Result<Option<DefaultChart>, RunError> {
    let (from, to) = (ends(inputs.figures, "from")?, ends(inputs.figures, "to")?);
    let pairs = to
        .lazy()
        .join(from.lazy(), [col("change_id")], [col("change_id")], JoinType::Inner.into())
        .filter(col("unit_measure").eq(col("unit_measure_right")))
        .collect()?;
    let of_indicator = col("indicator").count().over([col("indicator")])?;
    // What several texts say comes first, and what the catalogue does not know last.
    let sorted = pairs.lazy().sort_by_exprs([of_indicator, col("indicator")], most_first());
    let sorted = sorted.collect()?;
    let ids = |column: &str| -> PolarsResult<Vec<String>> {
        Ok(sorted.column(column)?.str()?.iter().flatten().map(str::to_owned).collect())
    };
    let (from, to) = (ids("figure_id_right")?, ids("figure_id")?);
    let figures: Vec<_> = from.into_iter().zip(to).map(|(from, to)| [from, to]).collect();
    let spec = specs.read("changes", "changes")?;
    Ok(of_rows(spec, figures))
}

/// The known values that are not exact.
pub(super) fn open(
    inputs: &ChartInputs<'_>,
    specs: &Specs<'_>,
) -> Result<Option<DefaultChart>, RunError> {
    let named = col("indicator").is_not_null().and(col("ref_period").is_not_null());
    let open = col("qualifier").neq(lit("exact")).and(named).and(col("per").is_null());
    let alone = col("repeat_of").is_null().and(col("change_end").is_null());
    // What lies ahead would look like what was reached.
    let [actual, provisional] = ["A", "P"].map(|status| col("obs_status").eq(lit(status)));
    let is_level = col("role").eq(lit(Role::Level.as_str())).and(actual.or(provisional));
    let units = ["CNY", "%", "1"].map(|unit| col("unit_measure").eq(lit(unit)));
    let [money, share, count] = units;
    let rows = inputs
        .figures
        .clone()
        .lazy()
        .filter(open.and(alone).and(is_level).and(money.or(share).or(count)))
        // 突破3万亿元、达到32765亿元: what is stated exactly is not left open.
        .join(exact(inputs.figures), KEY.map(col), KEY.map(col), JoinArgs::new(JoinType::Anti))
        .unique_stable(Some(by_name(KEY, true, false)), UniqueKeepStrategy::First)
        .sort_by_exprs(
            [col("indicator").count().over([col("indicator")])?, col("indicator")],
            most_first(),
        )
        .collect()?;
    let ids = rows.column("figure_id")?.str()?;
    let figures = ids.iter().flatten().map(|id| vec![id.to_owned()]).collect::<Vec<_>>();
    let spec = specs.read("bounds", "bounds")?;
    Ok(of_rows(spec, figures))
}

/// The highest count first, then by name, else in order of the texts.
fn most_first() -> SortMultipleOptions {
    SortMultipleOptions::default()
        .with_order_descending_multi([true, false])
        .with_maintain_order(true)
}

/// The rows of `figures` at one end of a change.
fn ends(figures: &DataFrame, end: &str) -> PolarsResult<DataFrame> {
    let rows = col("change_end").eq(lit(end)).and(col("repeat_of").is_null());
    let columns = ["change_id", "figure_id", "unit_measure", "indicator"].map(col);
    figures.clone().lazy().filter(rows).select(columns).collect()
}

/// What tells one level from another.
const KEY: [&str; 4] = ["indicator", "ref_area", "ref_period", "unit_measure"];

/// The levels that are stated exactly.
fn exact(figures: &DataFrame) -> LazyFrame {
    let is_level = col("role").eq(lit(Role::Level.as_str()));
    let rows = col("qualifier").eq(lit("exact")).and(is_level).and(col("ref_period").is_not_null());
    figures.clone().lazy().filter(rows).select(KEY.map(col))
}

/// A chart of as many rows as it holds.
fn of_rows(spec: ChartSpec, rows: Vec<impl IntoIterator<Item = String>>) -> Option<DefaultChart> {
    let left_out = rows.len().saturating_sub(ROWS);
    let figures: Vec<String> = rows.into_iter().take(ROWS).flatten().collect();
    (!figures.is_empty()).then_some(DefaultChart { spec, figures, left_out })
}
