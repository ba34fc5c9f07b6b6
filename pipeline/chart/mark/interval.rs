//! What each wording allows: 250余亿元 as an interval, 超10亿元 as an open arrow, 约 as a soft edge.

use super::table::{ARROW, Kind, Part, RowAt, Set, draw as draw_rows};
use super::{Along, Drawn, Key, Marker};
use crate::axis::Axis;
use crate::canvas::Canvas;
use crate::extent::Extent;
use crate::number::{decimals, grouped};
use crate::{ChartError, Group, Item, Words};

struct Interval;

/// Draws the panels below `top`.
pub(crate) fn draw(canvas: &Canvas, groups: &[Group<Item>], top: f64) -> Result<Drawn, ChartError> {
    draw_rows(&Interval, canvas, &super::singles(groups, bounds)?, top)
}

/// Both limits in words. Of one alone, and of ranks, the label of the value says all.
fn bounds(extent: &Extent, ranks: bool) -> Words {
    let show = |value: f64| grouped(value, decimals(value));
    let words = match (extent.low, extent.high) {
        (Some(low), Some(high)) if low < high && !ranks => {
            format!("{} – {}", show(low), show(high))
        }
        _ => String::new(),
    };
    Words { zh: words, en: String::new() }
}

impl Kind for Interval {
    const NAME: &'static str = "区间图 Interval chart";

    fn axis(&self, part: &Part<'_>, low: f64, high: f64, px: f64) -> Axis {
        if part.ranks { Axis::ranks(low, high, px) } else { Axis::from_zero(low, high, px, "") }
    }

    fn scale(&self, part: &Part<'_>) -> Words {
        if part.ranks { super::rank_scale() } else { part.unit.clone() }
    }

    fn draw(&self, row: &RowAt<'_>) -> Result<f64, ChartError> {
        let along = Along::Across { y: row.y };
        let marker = Marker { along, hollow: false, radius: 5.0, arrow: ARROW, grows: row.grows };
        let mut end = 0.0;
        row.canvas.mark(row.set.entry.points[0], || {
            row.value(0)?;
            let draw = |value: f64| row.position(value);
            end = marker.draw(row.canvas, &row.set.extents[0], draw)?.1;
            Ok(())
        })?;
        Ok(end)
    }

    fn note(&self, set: &Set<'_>, key: &mut Key) {
        set.extents.iter().for_each(|extent| key.note(extent));
    }
}
