//! What is aimed at beside what was reached the year before: a dot, and an upright line on its axis.

use super::marker::{Along, arrow};
use super::table::{self, ARROW, PairWords, PlacedRow, TableMark, TableRow};
use crate::axis::Axis;
use crate::canvas::Canvas;
use crate::estimate::Estimate;
use crate::ink::Ink;
use crate::key::{Drawn, Key};
use crate::{Bilingual, ChartError, Draw, Mark, Panel, Ranks, Takes};

pub(super) const MARK: Mark = Mark {
    name: "target",
    shows: "targets and forecasts as upright lines, each beside what was reached the year before as a dot; no ranks",
    takes: Takes::Targets,
    ranks: Ranks::No("a better rank would be a smaller value"),
    mixes_units: false,
    draw: Draw(draw),
};

/// Half the height of the line of a target, in px.
const HALF: f64 = 9.0;
/// How far an approximate target is light on either side.
const SOFT: f64 = 9.0;

struct TargetMark;

/// Draws the panels below `top`.
fn draw(canvas: &Canvas, panels: &[Panel], top: f64) -> Result<Drawn, ChartError> {
    table::draw(&TargetMark, canvas, &table::panels(panels, |_, _| Ok(Bilingual::default()))?, top)
}

impl TableMark for TargetMark {
    const NAME: &'static str = "目标图 Target chart";

    const PAIR: PairWords = PairWords { heads: ["实绩 outcome", "目标 target"], between: "" };

    fn axis(&self, _: &Panel, low: f64, high: f64, px: f64) -> Axis {
        Axis::from_zero(low, high, px, "")
    }

    fn scale(&self, panel: &Panel) -> Bilingual {
        panel.unit.clone()
    }

    fn draw(&self, row: &PlacedRow<'_>) -> Result<f64, ChartError> {
        let (estimates, points) = (&row.set.estimates, &row.set.entry.points);
        let last = points.len() - 1;
        let mut end = f64::NEG_INFINITY;
        // The target lies below the dot: where both are the same, both are seen.
        row.canvas.mark(points[last], || {
            row.value(last)?;
            end = draw_target(row, &estimates[last])?;
            Ok(())
        })?;
        for n in 0..last {
            end = end.max(row.dot(n, Ink::Accent, 5.0)?);
        }
        Ok(end)
    }

    fn note(&self, set: &TableRow<'_>, key: &mut Key) {
        set.estimates.iter().for_each(|estimate| key.note(estimate));
        key.target = true;
    }
}

/// The target: a line at each number of it, light between two or around an approximate one, an arrow
/// where no limit is set. Returns the px where it ends.
fn draw_target(row: &PlacedRow<'_>, estimate: &Estimate) -> Result<f64, ChartError> {
    let (canvas, y) = (row.canvas, row.y);
    let (low, high) = estimate.span();
    let (mut from, mut to) = (row.position(low), row.position(high));
    if estimate.about {
        (from, to) = (from - SOFT, to + SOFT);
    }
    if to > from {
        canvas.rect((from, y - HALF), (to, y + HALF), Ink::Range)?;
    }
    let mut lines: Vec<f64> = vec![row.position(low), row.position(high)];
    lines.dedup();
    if let Some(anchor) = estimate.anchor() {
        lines = vec![row.position(anchor)];
    }
    for x in lines {
        canvas.line((x, y - HALF), (x, y + HALF), Ink::Accent, 3.0)?;
    }
    let along = Along::Across { y };
    if estimate.high().is_none() && !estimate.about {
        arrow(canvas, along, to, to + ARROW)?;
        to += ARROW;
    }
    if estimate.low().is_none() && !estimate.about {
        arrow(canvas, along, from, from - ARROW)?;
    }
    Ok(to + 2.0)
}
