//! One row of a chart of changes: its words, both values, and the mark.

use super::columns::{ARROW, ChangeColumns, ChangeRow};
use crate::canvas::{Canvas, Plane, Type, place};
use crate::change::ratio;
use crate::estimate::Estimate;
use crate::ink::Ink;
use crate::marks::cell;
use crate::marks::faces::{BAR, FROM, SMALL, TO, VALUE_LEADING};
use crate::marks::marker::{Along, Marker, arrow};
use crate::{ChartError, Scale};

/// A row at its place on the page.
pub(super) struct PlacedChange<'r> {
    pub(super) canvas: &'r Canvas,
    pub(super) scale: Scale,
    pub(super) set: &'r ChangeRow<'r>,
    pub(super) columns: &'r ChangeColumns,
    pub(super) plane: &'r Plane,
    /// The height of its middle, in px.
    pub(super) y: f64,
}

impl PlacedChange<'_> {
    /// The px of a value.
    fn position(&self, value: f64) -> f64 {
        place(self.plane, value, self.y).0
    }

    /// Draws the row.
    pub(super) fn draw(&self) -> Result<(), ChartError> {
        let PlacedChange { canvas, set, columns, y, .. } = *self;
        cell::draw_label(canvas, &set.label, y)?;
        let arrow = Type::middle(FROM, Ink::Muted);
        canvas.text((columns.from_edge + 22.0, y + 4.7), arrow, "→")?;
        let right = match self.scale {
            Scale::Level => self.draw_bar()?,
            Scale::Percent | Scale::Rank => self.draw_pair()?,
        };
        self.draw_change(right + 8.0, y + 4.7)
    }

    /// The words for the change, beside the mark.
    fn draw_change(&self, x: f64, baseline: f64) -> Result<(), ChartError> {
        let PlacedChange { canvas, columns, .. } = *self;
        let change = &self.set.change;
        let zh = FROM.fit(&change.zh, columns.change, 1);
        canvas.lines(
            (x, baseline),
            Type::start(FROM, Ink::Value),
            &zh,
            &change.zh,
            VALUE_LEADING,
        )?;
        let room = columns.change - zh.width - 5.0;
        if !change.en.is_empty() && SMALL.width(&change.en) <= room + 0.5 {
            let at = (x + zh.width + 5.0, baseline);
            canvas.text(at, Type::start(SMALL, Ink::Aside), &change.en)?;
        }
        Ok(())
    }

    /// One of the two values in its column: the words of the text, and the period below.
    fn draw_value(&self, last: bool) -> Result<(), ChartError> {
        let PlacedChange { set, columns, .. } = *self;
        let n = usize::from(last);
        let (edge, face) = if last { (columns.to_edge, TO) } else { (columns.from_edge, FROM) };
        let (value, period) = (&set.values[n], &set.periods[n]);
        let (value, period) =
            ((value, Type::end(face, Ink::Text)), (period, Type::end(SMALL, Ink::Muted)));
        cell::draw_value(self.canvas, (edge, self.y), value, period)
    }

    /// The multiple as a bar from zero, with a notch at the first value; returns where it ends.
    fn draw_bar(&self) -> Result<f64, ChartError> {
        let PlacedChange { canvas, set, y, .. } = *self;
        let position = |value: f64| self.position(value);
        let [first, last] = set.row.ends();
        let ratio = ratio(&set.from, &set.to);
        let (mut bar, mut right) = (position(0.0), position(0.0));
        canvas.mark(last, || {
            self.draw_value(true)?;
            if let Some(ratio) = &ratio {
                bar = position(ratio.high().or(ratio.low()).unwrap_or(0.0));
                right = draw_ratio(canvas, ratio, y, position)?;
            }
            Ok(())
        })?;
        canvas.mark(first, || {
            self.draw_value(false)?;
            if ratio.is_none() {
                return Ok(());
            }
            // Within the bar a gap; where the last value is less than the first, a line of its own.
            let notch = position(1.0);
            let ink = if bar > notch { Ink::Paper } else { Ink::Accent };
            canvas.line((notch, y - BAR), (notch, y + BAR), ink, 2.0)?;
            right = right.max(notch);
            Ok(())
        })?;
        Ok(right)
    }

    /// Two dots on a line, hollow for the first value and filled for the last; returns where they end.
    fn draw_pair(&self) -> Result<f64, ChartError> {
        let PlacedChange { canvas, set, y, .. } = *self;
        let position = |value: f64| self.position(value);
        let start = position(nearest(&set.from, &set.to));
        let end = position(nearest(&set.to, &set.from));
        canvas.line((start, y), (end, y), Ink::Accent, 3.0)?;
        let apart = (start - end).abs();
        let grows = if self.scale == Scale::Rank { -1.0 } else { 1.0 };
        // Where the filled dot would hide the hollow one, it lies within it.
        let (outer, inner) = match apart {
            a if a < 2.5 => (7.5, 3.5),
            a if a < 12.0 => (5.0, 5.0),
            _ => (5.0, 6.0),
        };
        let marker = |hollow: bool, radius: f64| Marker {
            along: Along::Across { y },
            ink: if hollow { Ink::Hollow } else { Ink::Accent },
            radius,
            arrow: ARROW,
            grows,
        };
        let [first, last] = set.row.ends();
        let mut right = start.max(end);
        canvas.mark(first, || {
            self.draw_value(false)?;
            right = right.max(marker(true, outer).draw(canvas, &set.from, position)?.1);
            Ok(())
        })?;
        canvas.mark(last, || {
            self.draw_value(true)?;
            right = right.max(marker(false, inner).draw(canvas, &set.to, position)?.1);
            Ok(())
        })?;
        Ok(right)
    }
}

/// The bar of a multiple: dark as far as it is certain, light as far as the wording allows, an
/// arrow where there is no limit. Returns where it ends.
fn draw_ratio(
    canvas: &Canvas,
    ratio: &Estimate,
    y: f64,
    position: impl Fn(f64) -> f64,
) -> Result<f64, ChartError> {
    let bar = |from: f64, to: f64, ink: Ink| canvas.rect((from, y - BAR), (to, y + BAR), ink);
    let (zero, low) = (position(0.0), position(ratio.low().unwrap_or(0.0)));
    if low > zero {
        bar(zero, low, Ink::Accent)?;
    }
    let high = ratio.high().map(&position);
    let (mut end, mut ink) = (low, Ink::Accent);
    match high {
        Some(high) if high > low => {
            bar(low, high, Ink::Range)?;
            (end, ink) = (high, Ink::Range);
        }
        Some(_) => {}
        None => {
            arrow(canvas, Along::Across { y }, low, low + ARROW)?;
            end += ARROW;
        }
    }
    if ratio.about && high.is_some() {
        // The end dissolves: there is no telling where the value ends.
        for (from, to) in [(1.5, 4.0), (6.0, 7.5), (10.0, 10.8)] {
            bar(end + from, end + to, ink)?;
        }
        end += 11.0;
    }
    Ok(end)
}

/// Where the line between two values touches one of them: its mark, or the end of its interval
/// that is nearer to the other.
fn nearest(one: &Estimate, other: &Estimate) -> f64 {
    let (low, high) = one.span();
    let (from, to) = other.span();
    one.anchor().unwrap_or(if (from + to) / 2.0 > (low + high) / 2.0 { high } else { low })
}
