//! How a value with what its wording allows is drawn, along a line.

use crate::ChartError;
use crate::canvas::{Canvas, PagePoint};
use crate::estimate::Estimate;
use crate::ink::Ink;

/// The line along which one value is drawn: across the page at a height, or up at a distance.
#[derive(Debug, Clone, Copy)]
pub(super) enum Along {
    Across { y: f64 },
    Up { x: f64 },
}

impl Along {
    /// The place at a px position along the line, and so far beside it.
    pub(super) fn at(self, along: f64, beside: f64) -> PagePoint {
        match self {
            Along::Across { y } => (along, y + beside),
            Along::Up { x } => (x + beside, along),
        }
    }
}

/// A value as marks: a dot, with a band, arrow or halo for what its wording leaves open.
pub(super) struct Marker {
    /// The line that it is drawn along.
    pub(super) along: Along,
    /// Of its dot: filled, hollow, or as what lies ahead.
    pub(super) ink: Ink,
    pub(super) radius: f64,
    /// How long an arrow without end is, in px.
    pub(super) arrow: f64,
    /// 1 where values grow with the px along the line, -1 where they grow against them.
    pub(super) grows: f64,
}

impl Marker {
    /// Draws a value; `position` gives the px along the line for a value. Returns the px that the
    /// marks reach from and to.
    pub(super) fn draw(
        &self,
        canvas: &Canvas,
        estimate: &Estimate,
        position: impl Fn(f64) -> f64,
    ) -> Result<(f64, f64), ChartError> {
        let mut reach = (f64::INFINITY, f64::NEG_INFINITY);
        let mut widen = |(from, to): (f64, f64)| {
            reach = (reach.0.min(from.min(to)), reach.1.max(from.max(to)));
        };
        if let Some((low, high)) = estimate.limits() {
            let ends = (position(low), position(high));
            self.band(canvas, ends, estimate.anchor().is_none())?;
            widen(ends);
        }
        let Some(anchor) = estimate.anchor() else { return Ok(reach) };
        let at = position(anchor);
        let low = estimate.low().is_none().then_some(-self.grows);
        let high = estimate.high().is_none().then_some(self.grows);
        for way in [low, high].into_iter().flatten() {
            widen((at, self.arrow(canvas, at, way)?));
        }
        if estimate.about {
            canvas.dot(self.along.at(at, 0.0), self.radius + 5.0, Ink::Range)?;
            widen((at - self.radius - 5.0, at + self.radius + 5.0));
        }
        canvas.dot(self.along.at(at, 0.0), self.radius, self.ink)?;
        widen((at - self.radius - 1.0, at + self.radius + 1.0));
        Ok(reach)
    }

    /// The light band of an interval; with caps where no value within it is stated.
    fn band(&self, canvas: &Canvas, ends: (f64, f64), caps: bool) -> Result<(), ChartError> {
        let half = self.radius + 1.0;
        canvas.rect(self.along.at(ends.0, -half), self.along.at(ends.1, half), Ink::Range)?;
        if caps {
            let stroke = if self.ink == Ink::Accent { 3.0 } else { 1.5 };
            for end in [ends.0, ends.1] {
                let (from, to) = (self.along.at(end, -half), self.along.at(end, half));
                canvas.line(from, to, Ink::Accent, stroke)?;
            }
        }
        Ok(())
    }

    /// An arrow that begins at a value and goes one way; returns the px of its head.
    fn arrow(&self, canvas: &Canvas, at: f64, way: f64) -> Result<f64, ChartError> {
        arrow(canvas, self.along, at, at + way * self.arrow)?;
        Ok(at + way * self.arrow)
    }
}

/// An arrow along a line, from one px to another.
pub(super) fn arrow(canvas: &Canvas, along: Along, from: f64, to: f64) -> Result<(), ChartError> {
    let way = (to - from).signum();
    let neck = to - way * 8.0;
    canvas.line(along.at(from, 0.0), along.at(neck, 0.0), Ink::Accent, 2.0)?;
    let head = [along.at(to, 0.0), along.at(neck, -4.5), along.at(neck, 4.5)];
    canvas.polygon(&head, Ink::Accent)
}
