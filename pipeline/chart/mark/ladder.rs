//! Ranks on rungs, the first place on the right; a move is an arrow from the former rank.

use super::table::{ARROW, Entry, Kind, Part, RowAt, Set, draw as draw_rows};
use super::{Along, Drawn, Key, Marker, arrow, rank_scale};
use crate::axis::Axis;
use crate::canvas::Canvas;
use crate::change;
use crate::extent::Extent;
use crate::{ChartError, Group, Move, Scale, Words};

struct Ladder;

/// Draws the panels below `top`.
pub(crate) fn draw(canvas: &Canvas, groups: &[Group<Move>], top: f64) -> Result<Drawn, ChartError> {
    let parts: Vec<Part<'_>> = groups.iter().map(part).collect::<Result<_, _>>()?;
    draw_rows(&Ladder, canvas, &parts, top)
}

fn part(group: &Group<Move>) -> Result<Part<'_>, ChartError> {
    let entry = |row: &'_ Move| -> Result<Words, ChartError> {
        let Some(from) = &row.from else { return Ok(Words::default()) };
        Ok(change::words(Scale::Rank, &Extent::of(from)?, &Extent::of(&row.to)?))
    };
    let mut entries = Vec::with_capacity(group.rows.len());
    for row in &group.rows {
        let points = row.from.iter().chain([&row.to]).collect();
        entries.push(Entry { label: &row.label, points, beside: entry(row)? });
    }
    Ok(Part { title: &group.title, unit: &group.unit, ranks: true, entries })
}

impl Kind for Ladder {
    const NAME: &'static str = "位次图 Rank ladder";

    fn axis(&self, _: &Part<'_>, low: f64, high: f64, px: f64) -> Axis {
        Axis::ranks(low, high, px)
    }

    fn scale(&self, _: &Part<'_>) -> Words {
        rank_scale()
    }

    fn draw(&self, row: &RowAt<'_>) -> Result<f64, ChartError> {
        let (extents, points) = (&row.set.extents, &row.set.entry.points);
        let position = |value: f64| row.position(value);
        let place = |extent: &Extent| position(extent.anchor().unwrap_or(extent.span().0));
        let (first, last) = (place(&extents[0]), place(&extents[extents.len() - 1]));
        let along = Along::Across { y: row.y };
        let apart = (last - first).abs();
        // Where the filled dot would hide the hollow one, it lies within it.
        let (outer, inner) = if apart < 2.5 { (7.5, 3.5) } else { (5.0, 6.0) };
        if apart > 22.0 {
            // The tip of the arrow touches the filled dot.
            let way = (last - first).signum();
            arrow(row.canvas, along, first, last - way * inner)?;
        }
        let mut end = f64::NEG_INFINITY;
        for (n, (extent, point)) in extents.iter().zip(points).enumerate() {
            let hollow = n + 1 < points.len();
            let radius = if hollow {
                outer
            } else if points.len() == 1 {
                6.0
            } else {
                inner
            };
            let marker = Marker { along, hollow, radius, arrow: ARROW, grows: row.grows };
            row.canvas.mark(point, || {
                row.value(n)?;
                end = end.max(marker.draw(row.canvas, extent, position)?.1);
                Ok(())
            })?;
        }
        Ok(end)
    }

    fn note(&self, set: &Set<'_>, key: &mut Key) {
        set.extents.iter().for_each(|extent| key.note(extent));
        key.pair |= set.extents.len() > 1;
    }
}
