//! What each wording allows: 250余亿元 as an interval, 超10亿元 as an open arrow, 约 as a soft edge.

use super::faces::rank_scale;
use super::table::{self, PlacedRow, TableMark, TableRow};
use crate::axis::Axis;
use crate::canvas::Canvas;
use crate::estimate::Estimate;
use crate::ink::Ink;
use crate::key::{Drawn, Key};
use crate::number::{decimals, grouped};
use crate::{Bilingual, ChartError, Draw, Mark, Panel, Ranks, Takes};

pub(super) const MARK: Mark = Mark {
    name: "interval",
    shows: "single values with the bounds of their wording: an interval, an open arrow where one bound is missing, a soft edge where the value is approximate",
    takes: Takes::Values,
    ranks: Ranks::Also,
    mixes_units: false,
    draw: Draw(draw),
};

struct IntervalMark;

/// Draws the panels below `top`.
fn draw(canvas: &Canvas, panels: &[Panel], top: f64) -> Result<Drawn, ChartError> {
    let panels =
        table::panels(panels, |panel, row| Ok(bounds(&Estimate::of(&row.to)?, panel.is_ranked())))?;
    table::draw(&IntervalMark, canvas, &panels, top)
}

/// Both limits in words. Of one alone, and of ranks, the label of the value says all.
fn bounds(estimate: &Estimate, ranks: bool) -> Bilingual {
    let show = |value: f64| grouped(value, decimals(value));
    let limits = estimate.limits().filter(|_| !ranks);
    let words = limits.map(|(low, high)| format!("{} – {}", show(low), show(high)));
    Bilingual { zh: words.unwrap_or_default(), en: String::new() }
}

impl TableMark for IntervalMark {
    const NAME: &'static str = "区间图 Interval chart";

    fn axis(&self, panel: &Panel, low: f64, high: f64, px: f64) -> Axis {
        if panel.is_ranked() {
            Axis::ranks(low, high, px)
        } else {
            Axis::from_zero(low, high, px, "")
        }
    }

    fn scale(&self, panel: &Panel) -> Bilingual {
        if panel.is_ranked() { rank_scale() } else { panel.unit.clone() }
    }

    fn draw(&self, row: &PlacedRow<'_>) -> Result<f64, ChartError> {
        row.dot(0, Ink::Accent, 5.0)
    }

    fn note(&self, set: &TableRow<'_>, key: &mut Key) {
        set.estimates.iter().for_each(|estimate| key.note(estimate));
    }
}
