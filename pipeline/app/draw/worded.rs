//! The words of the values that a chart shows, and the sentences that state them. They are taken from the
//! texts for the few figures that are shown; of all others only the places are kept.

use std::collections::BTreeMap;

use figlift_chart::{Panel, Point};

use super::inputs::ChartInputs;
use super::shown::ShownFigure;
use super::wording::WordsPlace;
use crate::RunError;

/// Gives the points of panels their words and sentences. Each text is looked into once.
pub(super) fn fill(
    panels: &mut [Panel],
    rows: &[ShownFigure],
    inputs: &ChartInputs<'_>,
) -> Result<(), RunError> {
    let rows: BTreeMap<&str, &ShownFigure> =
        rows.iter().map(|row| (row.point.figure_id.as_str(), row)).collect();
    let points = panels.iter_mut().flat_map(|panel| &mut panel.rows);
    let points = points.flat_map(|row| row.from.iter_mut().chain([&mut row.to]));
    let mut by_document: BTreeMap<&str, Vec<(WordsPlace, &mut Point)>> = BTreeMap::new();
    for point in points.filter(|point| !point.implied) {
        let Some(row) = rows.get(point.figure_id.as_str()) else { continue };
        by_document.entry(&row.doc_id).or_default().push((row.place, point));
    }
    for (doc_id, points) in by_document {
        inputs.texts.look_into(doc_id, |text| {
            for (place, point) in points {
                (point.surface, point.sentence) = place.of(text);
            }
        })?;
    }
    Ok(())
}
