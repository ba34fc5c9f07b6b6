//! Single values as bars from zero; those below zero go to the left.

use super::faces::BAR;
use super::marker::{Along, arrow};
use super::table::{self, ARROW, PlacedRow, TableMark, TableRow};
use crate::axis::{Axis, span};
use crate::canvas::Canvas;
use crate::estimate::Estimate;
use crate::ink::Ink;
use crate::key::{Drawn, Key};
use crate::{Bilingual, ChartError, Draw, Mark, Panel, Ranks, Takes};

pub(super) const MARK: Mark = Mark {
    name: "bar",
    shows: "single values from zero, negative ones to the left; no ranks",
    takes: Takes::Values,
    ranks: Ranks::No("the first place would be the shortest bar"),
    mixes_units: false,
    draw: Draw(draw),
};

struct BarMark;

/// Draws the panels below `top`.
fn draw(canvas: &Canvas, panels: &[Panel], top: f64) -> Result<Drawn, ChartError> {
    table::draw(&BarMark, canvas, &table::panels(panels, |_, _| Ok(Bilingual::default()))?, top)
}

impl TableMark for BarMark {
    const NAME: &'static str = "条形图 Bar chart";

    fn axis(&self, _: &Panel, low: f64, high: f64, px: f64) -> Axis {
        Axis::from_zero(low, high, px, "")
    }

    fn scale(&self, panel: &Panel) -> Bilingual {
        panel.unit.clone()
    }

    fn draw(&self, row: &PlacedRow<'_>) -> Result<f64, ChartError> {
        let (estimate, mut end) = (&row.set.estimates[0], row.position(0.0));
        row.canvas.mark(row.set.entry.points[0], || {
            row.value(0)?;
            end = draw_bar(row, estimate)?;
            Ok(())
        })?;
        Ok(end)
    }

    fn note(&self, set: &TableRow<'_>, key: &mut Key) {
        set.estimates.iter().for_each(|estimate| key.note(estimate));
        key.interval |=
            set.estimates.iter().any(|estimate| estimate.is_open() && light(estimate).is_some());
    }
}

/// What of a bar is certain: from zero to the limit that is nearer to it.
fn certain(estimate: &Estimate) -> f64 {
    let above = estimate.low().filter(|low| *low > 0.0);
    above.or(estimate.high().filter(|high| *high < 0.0)).unwrap_or(0.0)
}

/// What of a bar is open: from the certain part to the limit that is farther off.
fn light(estimate: &Estimate) -> Option<(f64, f64)> {
    let certain = certain(estimate);
    let far: Vec<f64> = estimate.known().filter(|number| *number != certain).collect();
    let (low, high) = span(far.iter().copied().chain([certain]));
    (low < high).then_some((low, high))
}

/// The bar of a value: dark as far as it is certain, light as far as the wording allows, an arrow
/// where there is no limit. Returns the px where it ends on the right.
fn draw_bar(row: &PlacedRow<'_>, estimate: &Estimate) -> Result<f64, ChartError> {
    let (canvas, y) = (row.canvas, row.y);
    let bar = |from: f64, to: f64, ink: Ink| {
        canvas.rect((from.min(to), y - BAR), (from.max(to), y + BAR), ink)
    };
    let (zero, sure) = (row.position(0.0), row.position(certain(estimate)));
    bar(zero, sure, Ink::Accent)?;
    let mut ends = (zero.min(sure), zero.max(sure));
    if let Some((low, high)) = light(estimate) {
        let (from, to) = (row.position(low), row.position(high));
        bar(from, to, Ink::Range)?;
        ends = (ends.0.min(from), ends.1.max(to));
    }
    let along = Along::Across { y };
    // A fall of at least so much, and a rise of at most so much, are open away from their bars.
    if estimate.high().is_none() {
        arrow(canvas, along, ends.1, ends.1 + ARROW)?;
        ends.1 += ARROW;
    }
    if estimate.low().is_none() && estimate.high().is_some_and(|high| high <= 0.0) {
        arrow(canvas, along, ends.0, ends.0 - ARROW)?;
    }
    if estimate.about {
        // The end dissolves: there is no telling where the value ends.
        let way = if sure < zero { -1.0 } else { 1.0 };
        for (from, to) in [(1.5, 4.0), (6.0, 7.5), (10.0, 10.8)] {
            bar(sure + way * from, sure + way * to, Ink::Accent)?;
        }
        ends.1 = ends.1.max(sure + way * 11.0);
    }
    Ok(ends.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::bounded;

    #[test]
    fn a_bar_is_dark_as_far_as_it_is_certain() {
        let parts = |value, low, high| {
            let estimate = Estimate::of(&bounded("1", "", value, low, high)).unwrap();
            (certain(&estimate), light(&estimate))
        };
        assert_eq!(parts(Some(3.0), Some(3.0), Some(3.0)), (3.0, None));
        assert_eq!(parts(Some(25.0), Some(25.0), Some(26.0)), (25.0, Some((25.0, 26.0))));
        assert_eq!(parts(None, Some(-12.0), Some(-8.0)), (-8.0, Some((-12.0, -8.0))));
        assert_eq!(parts(None, Some(-1.0), Some(2.0)), (0.0, Some((-1.0, 2.0))));
        assert_eq!(parts(Some(10.0), Some(10.0), None), (10.0, None));
        assert_eq!(parts(Some(30.0), None, Some(30.0)), (0.0, Some((0.0, 30.0))));
        assert_eq!(parts(Some(-30.0), None, Some(-30.0)), (-30.0, None));
        assert_eq!(parts(Some(5.0), None, None), (5.0, None));
    }
}
