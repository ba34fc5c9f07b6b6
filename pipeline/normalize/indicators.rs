//! The indicators of figures, for stages that process single figures.

use std::collections::BTreeMap;

use polars::prelude::DataFrame;

use crate::FrameError;

/// The indicator of each figure that has one, by the figure's id. Takes the frame of
/// [`figures`](crate::figures).
///
/// # Errors
/// If the frame lacks a column.
pub fn indicators(figures: &DataFrame) -> Result<BTreeMap<String, String>, FrameError> {
    let ids = figures.column("figure_id")?.str()?.iter();
    let indicators = figures.column("indicator")?.str()?.iter();
    let known = ids
        .zip(indicators)
        .filter_map(|(id, indicator)| Some((id?.to_owned(), indicator?.to_owned())));
    Ok(known.collect())
}
