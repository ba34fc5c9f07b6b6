//! The words of the values that a chart shows, and the sentences that state them. They are taken from the
//! texts for the few figures that are shown; of all others only the places are kept.

use std::collections::BTreeMap;

use figlift_chart::{Panel, Point, PointStanding};
use figlift_config::Pack;

use super::inputs::ChartInputs;
use super::shown::ShownFigure;
use super::unit::name;
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
    let mut by_document: BTreeMap<&str, Vec<(&ShownFigure, &mut Point)>> = BTreeMap::new();
    for point in points.filter(|point| point.standing != PointStanding::Implied) {
        let Some(row) = rows.get(point.figure_id.as_str()) else { continue };
        by_document.entry(&row.doc_id).or_default().push((*row, point));
    }
    for (doc_id, points) in by_document {
        inputs.texts.look_into(doc_id, |text| {
            for (row, point) in points {
                (point.surface, point.sentence) = row.place.of(text);
                if is_bare(&point.surface) {
                    point.surface += &unit_of(row, inputs.pack);
                }
            }
        })?;
    }
    Ok(())
}

/// Whether words are no more than a number, as in the cell of a table.
fn is_bare(words: &str) -> bool {
    words.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '-' | '+'))
}

/// The unit in which the text states the value of a row, in Chinese.
fn unit_of(row: &ShownFigure, pack: &Pack) -> String {
    let unit = name(&row.unit, row.unit_mult, pack).zh;
    unit + row.classifier.as_deref().unwrap_or_default()
}
