//! A series made ready to be drawn: in order, understood, with the labels of its values.

use crate::axis::{Axis, span};
use crate::canvas::{PagePoint, Plane, place};
use crate::estimate::{Estimate, exact};
use crate::ink::Ink;
use crate::key::Key;
use crate::marks::labels::LabelBox;
use crate::measure::{Face, Fitted};
use crate::number::{decimals, group_digits, grouped, numeral};
use crate::{ChartError, ChartRow, Panel, Point, PointStanding};

/// The faces of the values at both ends, and of what stands below the horizontal axis.
pub(super) const ENDS: Face = Face { size: 12.0, bold: true };
pub(super) const YEAR: Face = Face { size: 12.0, bold: false };

/// The length of an arrow, in px.
pub(super) const ARROW: f64 = 24.0;

/// A value that is understood and has its place in the series.
pub(super) struct Known<'a> {
    pub(super) x: f64,
    pub(super) tick: &'a str,
    pub(super) point: &'a Point,
    pub(super) estimate: Estimate,
    /// A later value of the same position is on the line instead.
    pub(super) former: bool,
    /// The value that is on the line is stated in the same words.
    pub(super) repeated: bool,
    pub(super) label: Fitted,
    /// The label before it was cut.
    pub(super) whole: String,
}

/// A series made ready.
pub(super) struct Curve<'a> {
    pub(super) panel: &'a Panel,
    pub(super) points: Vec<Known<'a>>,
}

impl<'a> Curve<'a> {
    pub(super) fn of(panel: &'a Panel) -> Result<Curve<'a>, ChartError> {
        let mut points = Vec::with_capacity(panel.rows.len());
        for (ChartRow { label: tick, at, to: point, .. }, whole) in
            panel.rows.iter().zip(labels(panel))
        {
            exact(&point.figure_id, "position", *at)?;
            let estimate = Estimate::of(point)?;
            let label = ENDS.fit(&whole, 110.0, 1);
            // Adding zero makes a negative zero positive, so that both are one position.
            let (former, repeated) = (point.is_implied(), false);
            let (x, tick) = (*at + 0.0, tick.zh.as_str());
            points.push(Known { x, tick, point, estimate, former, repeated, label, whole });
        }
        // What is implied comes before what is stated of the same position.
        points.sort_by(|a, b| {
            a.x.total_cmp(&b.x).then(b.point.is_implied().cmp(&a.point.is_implied()))
        });
        let mut latest = None;
        for n in (0..points.len()).rev() {
            if points[n].point.is_implied() {
                continue;
            }
            match latest.filter(|at: &usize| points[*at].x == points[n].x) {
                Some(at) => {
                    points[n].former = true;
                    points[n].repeated = points[n].estimate == points[at].estimate;
                }
                None => latest = Some(n),
            }
        }
        Ok(Curve { panel, points })
    }

    fn numbers(&self) -> impl Iterator<Item = f64> {
        self.points.iter().flat_map(|known| known.estimate.known())
    }

    fn shares_unit(&self, other: &Curve<'_>) -> bool {
        let same = self.panel.unit == other.panel.unit && !self.panel.unit.joined().is_empty();
        same || std::ptr::eq(self.panel, other.panel)
    }

    /// The vertical axis, common to all series of the same unit.
    pub(super) fn axis(&self, all: &[Curve<'_>], px: f64) -> Axis {
        let alike = all.iter().filter(|other| other.shares_unit(self));
        let (low, high) = span(alike.flat_map(Curve::numbers));
        Axis::upright(low, high, px)
    }

    pub(super) fn note(&self, key: &mut Key) {
        for known in &self.points {
            key.note(&known.estimate);
            key.implied |= known.point.is_implied();
            key.provisional |= known.point.standing == PointStanding::Provisional && !known.former;
            key.ahead |= known.is_ahead();
            key.former |= known.former && !known.point.is_implied() && !known.repeated;
        }
    }

    /// What is measured, with the least and the greatest value.
    pub(super) fn describe(&self) -> String {
        let (low, high) = span(self.numbers());
        let show = |value: f64| grouped(value, decimals(value));
        let (label, unit) = (self.panel.title.joined(), self.panel.unit.joined());
        format!("{label} {} to {} {unit}", show(low), show(high)).trim().to_owned()
    }

    /// The values that lie ahead, which a line of their own joins: it does not go on that of the others.
    pub(super) fn ahead(&self) -> Vec<(f64, f64)> {
        let ahead = self.points.iter().filter(|known| known.is_ahead() && !known.former);
        ahead.filter_map(|known| Some((known.x, known.estimate.anchor()?))).collect()
    }

    /// The values that a line joins, parted where one is a mere interval.
    pub(super) fn lines(&self) -> Vec<Vec<(f64, f64)>> {
        let mut lines = vec![Vec::new()];
        for known in self.points.iter().filter(|known| !known.former && !known.is_ahead()) {
            match (known.estimate.anchor(), lines.last_mut()) {
                (Some(value), Some(line)) => line.push((known.x, value)),
                _ => lines.push(Vec::new()),
            }
        }
        lines
    }
}

impl Known<'_> {
    fn is_ahead(&self) -> bool {
        self.point.standing == PointStanding::Ahead
    }

    /// How its dot is drawn.
    pub(super) fn ink(&self) -> Ink {
        match self.point.standing {
            PointStanding::Ahead => Ink::Ahead,
            PointStanding::Stated if !self.former => Ink::Accent,
            _ => Ink::Hollow,
        }
    }

    /// Where the value stands; a mere interval stands at its middle.
    pub(super) fn place(&self, plane: &Plane) -> PagePoint {
        place(plane, self.x, self.estimate.middle())
    }

    /// What the marks of the value cover.
    pub(super) fn area(&self, plane: &Plane, radius: f64) -> LabelBox {
        if self.estimate.about {
            return LabelBox::around(self.place(plane), radius + 5.0);
        }
        let (low, high) = self.estimate.span();
        let (bottom, top) = (place(plane, self.x, low).1, place(plane, self.x, high).1);
        let mut area = LabelBox::around(self.place(plane), radius + 1.0);
        area.top = area.top.min(top - 1.0);
        area.bottom = area.bottom.max(bottom + 1.0);
        if self.estimate.high().is_none() {
            area.top = area.top.min(top - ARROW);
        }
        if self.estimate.low().is_none() {
            area.bottom = area.bottom.max(bottom + ARROW);
        }
        area
    }
}

/// The labels of a series: the numbers as the text states them. The unit is left away where it is
/// the same for all and the number is in the unit of the series, for the panel's head says it.
fn labels(panel: &Panel) -> Vec<String> {
    let points = || panel.rows.iter().map(|row| &row.to);
    let numerals: Vec<_> = points().map(|point| numeral(&point.surface)).collect();
    let unit = numerals.first().copied().flatten().map(|(.., unit)| unit);
    let plain = points().zip(&numerals).all(|(point, numeral)| {
        numeral.is_some_and(|(_, value, of)| {
            let same = |stated: f64| (stated - value).abs() <= value.abs() * 1e-9;
            Some(of) == unit && point.value.is_some_and(same)
        })
    });
    let label = |(point, numeral): (&Point, &Option<(&str, f64, &str)>)| match numeral {
        Some((number, ..)) if plain => group_digits(number),
        _ => group_digits(point.surface.trim()),
    };
    points().zip(&numerals).map(label).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Bilingual, Scale};

    fn series(stated: &[(&str, f64)]) -> Panel {
        let point = |(n, (surface, value)): (usize, &(&str, f64))| {
            let to = Point {
                figure_id: n.to_string(),
                surface: (*surface).to_owned(),
                period: None,
                value: Some(*value),
                low: Some(*value),
                high: Some(*value),
                sentence: String::new(),
                link: None,
                standing: PointStanding::Stated,
            };
            ChartRow {
                label: Bilingual::of(&n.to_string(), ""),
                at: -(n as f64),
                from: None,
                to,
                is_reference: false,
            }
        };
        let rows = stated.iter().enumerate().map(point).collect();
        Panel { title: Bilingual::default(), unit: Bilingual::default(), scale: Scale::Level, rows }
    }

    #[test]
    fn a_unit_that_all_share_is_left_to_the_head() {
        assert_eq!(labels(&series(&[("2.40%", 2.4), ("12345.6%", 12345.6)])), ["2.40", "12,345.6"]);
        assert_eq!(labels(&series(&[("2.4%", 2.4), ("3亿元", 3.0)])), ["2.4%", "3亿元"]);
        // The number is not in the unit that is drawn: the words must say which it is in.
        assert_eq!(labels(&series(&[("2万亿元", 20000.0)])), ["2万亿元"]);
    }

    #[test]
    fn points_are_put_in_order_and_the_last_of_a_position_is_the_latest() {
        let mut series = series(&[("3", 3.0), ("1", 1.0), ("2", 2.0)]);
        series.rows[2].at = -1.0;
        let curve = Curve::of(&series);
        let order: Vec<_> = curve
            .iter()
            .flat_map(|curve| curve.points.iter().map(|known| (known.tick, known.former)))
            .collect();
        assert_eq!(order, [("1", true), ("2", false), ("0", false)]);
    }
}
