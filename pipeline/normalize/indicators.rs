//! The indicators of figures, for stages that look at figures one by one.

use std::collections::BTreeMap;

use polars::prelude::DataFrame;

use crate::FrameError;

/// The indicator of each figure that has one, by the figure's id. Expects the frame that
/// [`figures`](crate::figures) gives.
///
/// # Errors
/// Where the frame lacks a column.
pub fn indicators(figures: &DataFrame) -> Result<BTreeMap<String, String>, FrameError> {
    let ids = figures.column("figure_id")?.str()?.iter();
    let indicators = figures.column("indicator")?.str()?.iter();
    let known = ids
        .zip(indicators)
        .filter_map(|(id, indicator)| Some((id?.to_owned(), indicator?.to_owned())));
    Ok(known.collect())
}
