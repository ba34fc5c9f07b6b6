//! Values over time: a panel a series, with the values at the points.

mod curve;

use std::ops::Range;

use self::curve::{ARROW, Curve, ENDS, Known, YEAR};
use super::labels::{LabelBox, Surroundings, Wanted, thin};
use super::marker::{Along, Marker};
use crate::axis::{Axis, TICK, span};
use crate::canvas::{Canvas, PagePoint, Plane, Type, place};
use crate::ink::Ink;
use crate::key::{Drawn, Key};
use crate::measure::{Face, Fitted};
use crate::page::{LEFT, RIGHT};
use crate::{ChartError, Draw, Mark, Panel, Ranks, Takes};

pub(super) const MARK: Mark = Mark {
    name: "line",
    shows: "values over periods, a panel for each series. If a period has several values, the last published is on the line and former ones are hollow; so are values implied by a later release that differ from the announced one (a row of `revisions`)",
    takes: Takes::Series,
    ranks: Ranks::No("the first place would be the lowest point"),
    mixes_units: false,
    draw: Draw(draw),
};

const LABEL: Face = Face { size: 14.0, bold: true };
const UNIT: Face = Face { size: 12.0, bold: false };
const VALUE: Face = Face { size: 12.0, bold: false };
const LEADING: f64 = 17.0;

/// The space between two panels side by side, in px.
const GAP: f64 = 44.0;
/// So many labels are all shown; of more, those that keep clear of the line.
const FEW: usize = 12;

/// What all panels have in common, so that they can be compared.
struct Shared {
    range: Range<f64>,
    ticks: Vec<(f64, Fitted)>,
    /// The room at both sides for the labels of the first and last point, and above and below
    /// for labels and arrows, in px.
    side: f64,
    above: f64,
    below: f64,
}

/// A panel before it is drawn.
struct LinePanel<'a> {
    curve: &'a Curve<'a>,
    axis: Axis,
    left: f64,
    width: f64,
    /// What is measured, and in which unit, with the whole text of each.
    head: [(String, Fitted, Face, Ink); 2],
}

/// Draws a panel for each series below `top`.
fn draw(canvas: &Canvas, all: &[Panel], top: f64) -> Result<Drawn, ChartError> {
    let curves = all.iter().map(Curve::of).collect::<Result<Vec<_>, _>>()?;
    let shared = Shared::of(&curves);
    let columns = if curves.len() == 1 { 1 } else { 2 };
    let height = if curves.len() <= 2 { 300.0 } else { 220.0 };
    let mut key = Key::default();
    curves.iter().for_each(|curve| curve.note(&mut key));
    let panels: Vec<LinePanel<'_>> = curves
        .iter()
        .enumerate()
        .map(|(n, curve)| LinePanel::new(curve, curve.axis(&curves, height - 40.0), n, columns))
        .collect();
    let mut y = top;
    for line in panels.chunks(columns) {
        let head = line.iter().map(LinePanel::head_height).fold(0.0, f64::max);
        for panel in line {
            canvas.group("panel", None, || panel.draw(canvas, &shared, y, head, height))?;
        }
        y += head + height + 44.0;
    }
    Ok(Drawn { bottom: y, description: describe(&curves), key })
}

/// Type, count and range in words.
fn describe(curves: &[Curve<'_>]) -> String {
    let points: usize = curves.iter().map(|curve| curve.points.len()).sum();
    let all = || curves.iter().flat_map(|curve| &curve.points);
    let first = all().min_by(|a, b| a.x.total_cmp(&b.x)).map_or("", |known| known.tick);
    let last = all().max_by(|a, b| a.x.total_cmp(&b.x)).map_or("", |known| known.tick);
    let parts: Vec<String> = curves.iter().map(Curve::describe).collect();
    format!(
        "折线图 Line chart, {} series, {points} points, {first} to {last}: {}",
        curves.len(),
        parts.join("; ")
    )
}

impl Shared {
    fn of(curves: &[Curve<'_>]) -> Shared {
        let points = || curves.iter().flat_map(|curve| &curve.points);
        let mut ticks: Vec<(f64, Fitted)> =
            points().map(|known| (known.x, YEAR.fit(known.tick, 90.0, 1))).collect();
        ticks.sort_by(|a, b| a.0.total_cmp(&b.0));
        ticks.dedup_by(|a, b| a.0 == b.0);
        let (low, high) = span(ticks.iter().map(|tick| tick.0));
        // A single position, or ones too close to be told apart, stand in the middle.
        let size = low.abs().max(high.abs());
        let pad = if high - low <= size * 1e-12 { size.max(1.0) } else { 0.0 };
        let labels = points().map(|known| known.label.width);
        let widest = ticks.iter().map(|(_, tick)| tick.width).chain(labels).fold(24.0, f64::max);
        let open = points().any(|known| known.estimate.is_open());
        let (above, below) = if open { (ARROW + 18.0, ARROW + 6.0) } else { (28.0, 0.0) };
        Shared { range: low - pad..high + pad, ticks, side: widest / 2.0 + 4.0, above, below }
    }
}

impl<'a> LinePanel<'a> {
    fn new(curve: &'a Curve<'a>, axis: Axis, n: usize, columns: usize) -> LinePanel<'a> {
        let width = (RIGHT - LEFT - GAP * (columns - 1) as f64) / columns as f64;
        let left = LEFT + (n % columns) as f64 * (width + GAP);
        let label = curve.panel.title.joined();
        let mut unit = curve.panel.unit.joined();
        if axis.start > 0.0 || axis.end < 0.0 {
            let dot = if unit.is_empty() { "" } else { " · " };
            unit = format!("{unit}{dot}纵轴不从零起 axis does not begin at zero");
        }
        let (label_lines, unit_lines) = (LABEL.fit(&label, width, 2), UNIT.fit(&unit, width, 2));
        let head = [(label, label_lines, LABEL, Ink::Text), (unit, unit_lines, UNIT, Ink::Muted)];
        LinePanel { curve, axis, left, width, head }
    }

    fn head_height(&self) -> f64 {
        let lines: usize = self.head.iter().map(|(_, fitted, ..)| fitted.lines.len()).sum();
        lines as f64 * LEADING + 8.0
    }

    fn draw(
        &self,
        canvas: &Canvas,
        shared: &Shared,
        top: f64,
        head: f64,
        height: f64,
    ) -> Result<(), ChartError> {
        let mut y = top + 13.0;
        for (whole, fitted, face, ink) in &self.head {
            canvas.lines((self.left, y), Type::start(*face, *ink), fitted, whole, LEADING)?;
            y += fitted.lines.len() as f64 * LEADING;
        }
        let widest = self.axis.ticks.iter().map(|tick| TICK.width(&tick.label));
        let left = self.left + widest.fold(0.0, f64::max) + 8.0;
        let (right, top) = (self.left + self.width, top + head);
        let area = LabelBox { left, right, top, bottom: top + height };
        let plane = canvas.plane(
            (shared.range.clone(), area.left + shared.side..area.right - shared.side),
            (self.axis.start..self.axis.end, area.bottom - shared.below..area.top + shared.above),
        );
        canvas.group("axis", None, || self.draw_axis(canvas, shared, &plane, &area))?;
        for line in self.curve.lines().into_iter().filter(|line| line.len() > 1) {
            canvas.path(&plane, line, Ink::Accent, 2.5)?;
        }
        let ahead = self.curve.ahead();
        if ahead.len() > 1 {
            canvas.path(&plane, ahead, Ink::Ahead, 2.0)?;
        }
        self.draw_points(canvas, &plane, &area)
    }

    fn draw_axis(
        &self,
        canvas: &Canvas,
        shared: &Shared,
        plane: &Plane,
        area: &LabelBox,
    ) -> Result<(), ChartError> {
        for tick in &self.axis.ticks {
            let (_, y) = place(plane, shared.range.start, tick.value);
            let ink = if tick.value == 0.0 { Ink::Axis } else { Ink::Grid };
            canvas.line((area.left, y), (area.right, y), ink, 1.0)?;
            let at = (area.left - 6.0, y + 4.0);
            canvas.text(at, Type::end(TICK, Ink::Muted), &tick.label)?;
        }
        let x = |tick: &(f64, Fitted)| place(plane, tick.0, self.axis.start).0;
        let span =
            |tick: &(f64, Fitted)| (x(tick) - tick.1.width / 2.0, x(tick) + tick.1.width / 2.0);
        let shown = thin(&shared.ticks.iter().map(span).collect::<Vec<_>>(), 10.0);
        for (tick, _) in shared.ticks.iter().zip(shown).filter(|(_, shown)| *shown) {
            let (at, kind) = ((x(tick), area.bottom + 20.0), Type::middle(YEAR, Ink::Muted));
            canvas.lines(at, kind, &tick.1, self.whole_tick(tick.0), LEADING)?;
        }
        Ok(())
    }

    /// The words of a tick before they were cut, where this series has a value there.
    fn whole_tick(&self, x: f64) -> &str {
        let found = self.curve.points.iter().find(|known| known.x == x);
        found.map_or("", |known| known.tick)
    }

    fn draw_points(
        &self,
        canvas: &Canvas,
        plane: &Plane,
        area: &LabelBox,
    ) -> Result<(), ChartError> {
        let points = &self.curve.points;
        let places: Vec<PagePoint> = points.iter().map(|known| known.place(plane)).collect();
        let (left, right) = span(places.iter().map(|at| at.0));
        let radius = match (right - left) / (places.len() as f64 - 1.0).max(1.0) {
            _ if places.len() == 1 => 4.5,
            spacing if spacing < 7.0 => 2.0,
            spacing if spacing < 16.0 => 3.0,
            _ => 4.5,
        };
        let labels = self.place_labels(plane, area, &places, radius);
        for (n, (known, label)) in points.iter().zip(labels).enumerate() {
            let along = Along::Up { x: places[n].0 };
            let marker = Marker { along, ink: known.ink(), radius, arrow: ARROW, grows: -1.0 };
            canvas.mark(known.point, || {
                marker.draw(canvas, &known.estimate, |value| place(plane, known.x, value).1)?;
                let Some(label) = label else { return Ok(()) };
                let beyond = |mut rest: std::slice::Iter<'_, Known<'_>>| rest.all(|one| one.former);
                let end = beyond(points[..n].iter()) || beyond(points[n + 1..].iter());
                let end = end && !known.former;
                let kind = Type::middle(if end { ENDS } else { VALUE }, Ink::Value);
                let at = ((label.left + label.right) / 2.0, label.bottom - 2.5);
                canvas.lines(at, kind, &known.label, &known.whole, LEADING)
            })?;
        }
        Ok(())
    }

    fn place_labels(
        &self,
        plane: &Plane,
        area: &LabelBox,
        places: &[PagePoint],
        radius: f64,
    ) -> Vec<Option<LabelBox>> {
        let points = &self.curve.points;
        let on_page =
            |line: Vec<(f64, f64)>| line.into_iter().map(|(x, y)| place(plane, x, y)).collect();
        let mut around = Surroundings {
            bounds: LabelBox { top: area.top - 4.0, ..*area },
            taken: points.iter().map(|known| known.area(plane, radius)).collect(),
            lines: self.curve.lines().into_iter().map(on_page).collect(),
        };
        let mut found = vec![None; places.len()];
        for (n, must) in self.label_order(places).into_iter().filter(|(n, _)| !points[*n].repeated)
        {
            let (width, mark) = (points[n].label.width, around.taken[n]);
            let valley = self.is_valley(places, n);
            found[n] = around.settle(&Wanted { x: places[n].0, width, mark, valley, must });
        }
        found
    }

    /// The order in which labels get their places: the ends, the extremes, and then as many of
    /// the others as stand far enough apart. True marks those that are shown in any case.
    fn label_order(&self, places: &[PagePoint]) -> Vec<(usize, bool)> {
        let count = places.len();
        let by_height = |a: &usize, b: &usize| places[*a].1.total_cmp(&places[*b].1);
        let highest = (0..count).min_by(by_height).unwrap_or(0);
        let lowest = (0..count).max_by(by_height).unwrap_or(0);
        let last = count.saturating_sub(1);
        let widest = self.curve.points.iter().map(|known| known.label.width).fold(0.0, f64::max);
        let (left, right) = span(places.iter().map(|at| at.0));
        let spacing = ((right - left) / count.max(2) as f64).max(0.01);
        let step = if count <= FEW { 1 } else { (widest / spacing).ceil() as usize + 1 };
        let mut order: Vec<(usize, bool)> = Vec::new();
        let first = [last, 0, highest, lowest].map(|n| (n, true));
        let others = (0..count).rev().step_by(step).map(|n| (n, count <= FEW));
        for (n, must) in first.into_iter().chain(others) {
            if !order.iter().any(|(have, _)| *have == n) {
                order.push((n, must));
            }
        }
        // Labels of former values come last: the latest have the first claim to the room.
        order.sort_by_key(|(n, _)| self.curve.points[*n].former);
        order
    }

    /// Whether the line comes down to a point, or begins or ends far below: there is more room
    /// below it than above.
    fn is_valley(&self, places: &[PagePoint], n: usize) -> bool {
        let on_line = |at: &usize| !self.curve.points[*at].former;
        let before = (0..n).rev().find(on_line).map(|at| places[at].1);
        let after = (n + 1..places.len()).find(on_line).map(|at| places[at].1);
        let own = places[n].1;
        match (before, after) {
            (Some(before), Some(after)) => own >= before.max(after) && own > before.min(after),
            (Some(beside), None) | (None, Some(beside)) => own > beside + 40.0,
            (None, None) => false,
        }
    }
}
