//! Ranks on rungs, the first place on the right; a move is an arrow from the former rank.

use super::faces::rank_scale;
use super::marker::{Along, arrow};
use super::table::{self, PlacedRow, TableMark, TableRow};
use crate::axis::Axis;
use crate::canvas::Canvas;
use crate::change;
use crate::estimate::Estimate;
use crate::ink::Ink;
use crate::key::{Drawn, Key};
use crate::{Bilingual, ChartError, ChartRow, Draw, Mark, Panel, Ranks, Scale, Takes};

pub(super) const MARK: Mark = Mark {
    name: "ladder",
    shows: "ranks, the first on the right; changes of rank as arrows",
    takes: Takes::Moves,
    ranks: Ranks::Only,
    mixes_units: false,
    draw: Draw(draw),
};

struct LadderMark;

/// Draws the panels below `top`.
fn draw(canvas: &Canvas, panels: &[Panel], top: f64) -> Result<Drawn, ChartError> {
    table::draw(&LadderMark, canvas, &table::panels(panels, |_, row| moved(row))?, top)
}

/// How far a rank moved, in words.
fn moved(row: &ChartRow) -> Result<Bilingual, ChartError> {
    let Some(from) = &row.from else { return Ok(Bilingual::default()) };
    Ok(change::words(Scale::Rank, &Estimate::of(from)?, &Estimate::of(&row.to)?))
}

impl TableMark for LadderMark {
    const NAME: &'static str = "位次图 Rank ladder";

    fn axis(&self, _: &Panel, low: f64, high: f64, px: f64) -> Axis {
        Axis::ranks(low, high, px)
    }

    fn scale(&self, _: &Panel) -> Bilingual {
        rank_scale()
    }

    fn draw(&self, row: &PlacedRow<'_>) -> Result<f64, ChartError> {
        let (estimates, points) = (&row.set.estimates, &row.set.entry.points);
        let position = |value: f64| row.position(value);
        let place = |estimate: &Estimate| position(estimate.anchor().unwrap_or(estimate.span().0));
        let (first, last) = (place(&estimates[0]), place(&estimates[estimates.len() - 1]));
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
        for n in 0..points.len() {
            let (ink, radius) = match n + 1 < points.len() {
                true => (Ink::Hollow, outer),
                false if points.len() == 1 => (Ink::Accent, 6.0),
                false => (Ink::Accent, inner),
            };
            end = end.max(row.dot(n, ink, radius)?);
        }
        Ok(end)
    }

    fn note(&self, set: &TableRow<'_>, key: &mut Key) {
        set.estimates.iter().for_each(|estimate| key.note(estimate));
        key.pair |= set.estimates.len() > 1;
    }
}
