//! Values of the same rows side by side, a column of dots for each panel: areas by level and growth.

use super::cell::TextCell;
use super::faces::{HEAD, LABEL_LEADING, PANEL, TO, VALUE_LEADING, rank_scale, shown_period};
use super::marker::{Along, Marker};
use super::table::{self, ARROW};
use crate::axis::{Axis, span};
use crate::canvas::{Canvas, Plane, Type, place};
use crate::estimate::Estimate;
use crate::ink::Ink;
use crate::key::{Drawn, Key};
use crate::measure::Face;
use crate::number::{decimals, group_digits, grouped};
use crate::page::{LEFT, RIGHT};
use crate::{
    Bilingual, ChartError, ChartRow, Draw, Mark, Panel, Point, PointStanding, Ranks, Takes,
};

pub(super) const MARK: Mark = Mark {
    name: "dot",
    shows: "values of the same rows side by side, a column of dots for each panel: areas by level and growth; a line marks the value of the nation",
    takes: Takes::Values,
    ranks: Ranks::Also,
    mixes_units: false,
    draw: Draw(draw),
};

/// So many panels stand side by side; more begin a new band of rows.
const BESIDE: usize = 3;
/// The space between two panels, and between words and dots, in px.
const GAP: f64 = 26.0;
/// Half a dot, with the room that it needs at the ends of an axis.
const RADIUS: f64 = 5.0;
const HALF: f64 = RADIUS + 3.0;
/// The height of a row.
const ROW: f64 = 23.0;
/// The faces of labels: those of reference rows are bold.
const NAME: Face = Face { size: 13.0, bold: false };
const REFERENCE: Face = Face { size: 13.0, bold: true };

/// Draws the panels below `top`.
fn draw(canvas: &Canvas, panels: &[Panel], top: f64) -> Result<Drawn, ChartError> {
    let (mut key, mut y, mut told) = (Key::default(), top, Vec::new());
    for panels in panels.chunks(BESIDE) {
        let band = DotBand::of(panels)?;
        band.note(&mut key);
        y = band.draw(canvas, y)?;
        told.extend(band.columns.iter().map(DotColumn::describe));
    }
    let values: usize = panels.iter().map(|panel| panel.rows.len()).sum();
    let description = format!("点图 Dot plot, {values} values: {}", told.join("; "));
    Ok(Drawn { bottom: y, description, key })
}

/// Panels side by side, with the rows that they share.
struct DotBand<'a> {
    /// What rows are called, and whether others are compared with them.
    labels: Vec<(&'a Bilingual, bool)>,
    names: Vec<TextCell>,
    columns: Vec<DotColumn<'a>>,
}

/// A panel with its place on the page.
struct DotColumn<'a> {
    panel: &'a Panel,
    /// The value of each row of the band, if it has one.
    cells: Vec<Option<DotCell<'a>>>,
    title: TextCell,
    unit: TextCell,
    /// Right edge of the words of values.
    edge: f64,
    plot: (f64, f64),
    axis: Axis,
}

/// A value of a row.
struct DotCell<'a> {
    row: &'a ChartRow,
    estimate: Estimate,
    words: TextCell,
}

impl<'a> DotBand<'a> {
    fn of(panels: &'a [Panel]) -> Result<DotBand<'a>, ChartError> {
        let mut labels: Vec<(&Bilingual, bool)> = Vec::new();
        for row in panels.iter().flat_map(|panel| &panel.rows) {
            if !labels.iter().any(|(label, _)| **label == row.label) {
                labels.push((&row.label, row.is_reference));
            }
        }
        let width = |(label, bold): &(&Bilingual, bool)| face(*bold).width(&label.joined());
        let room = labels.iter().map(width).fold(70.0, f64::max).min(230.0).ceil();
        let name = |(label, bold): &(&Bilingual, bool)| TextCell {
            whole: label.joined(),
            fitted: face(*bold).fit(&label.joined(), room, 1),
        };
        let names = labels.iter().map(name).collect();
        let left = LEFT + room + 14.0;
        let each = (RIGHT - left + GAP) / panels.len().max(1) as f64;
        let mut columns = Vec::with_capacity(panels.len());
        for (n, panel) in panels.iter().enumerate() {
            let from = left + n as f64 * each;
            columns.push(DotColumn::of(panel, &labels, (from, from + each - GAP))?);
        }
        Ok(DotBand { labels, names, columns })
    }

    fn note(&self, key: &mut Key) {
        let cells = self.columns.iter().flat_map(|column| column.cells.iter().flatten());
        for cell in cells {
            key.note(&cell.estimate);
            key.provisional |= cell.row.to.standing == PointStanding::Provisional;
        }
        key.reference |= self.labels.iter().any(|(_, reference)| *reference);
    }

    fn draw(&self, canvas: &Canvas, top: f64) -> Result<f64, ChartError> {
        let heads = self.columns.iter().map(DotColumn::head_lines).max().unwrap_or(0);
        // Of many rows, the upper ones are far from the ticks below: these stand above as well.
        let above = self.labels.len() > 12;
        let start = top + heads as f64 * 16.0 + if above { 24.0 } else { 8.0 };
        let end = start + self.labels.len() as f64 * ROW;
        let middle = |n: usize| start + (n as f64 + 0.5) * ROW;
        canvas.group("names", None, || {
            for (n, (name, (_, bold))) in self.names.iter().zip(&self.labels).enumerate() {
                let kind = Type::start(face(*bold), Ink::Text);
                let at = (LEFT, middle(n) + 4.7);
                canvas.lines(at, kind, &name.fitted, &name.whole, LABEL_LEADING)?;
            }
            Ok(())
        })?;
        for column in &self.columns {
            canvas.group("panel", None, || column.draw(canvas, top, (start, end), above))?;
        }
        Ok(end + 40.0)
    }
}

impl<'a> DotColumn<'a> {
    fn of(
        panel: &'a Panel,
        labels: &[(&Bilingual, bool)],
        (left, right): (f64, f64),
    ) -> Result<DotColumn<'a>, ChartError> {
        let words = |row: &ChartRow| group_digits(row.to.surface.trim());
        let widest = panel.rows.iter().map(|row| TO.width(&words(row)));
        // Half of the column at most is words.
        let room = widest.fold(30.0, f64::max).min((right - left) * 0.5).ceil();
        let cell = |row: &'a ChartRow| -> Result<DotCell<'a>, ChartError> {
            let whole = words(row);
            let fitted = face(row.is_reference).fit(&whole, room, 1);
            Ok(DotCell { row, estimate: Estimate::of(&row.to)?, words: TextCell { whole, fitted } })
        };
        let mut cells: Vec<Option<DotCell<'_>>> = labels.iter().map(|_| None).collect();
        for row in &panel.rows {
            let at = labels.iter().position(|(label, _)| **label == row.label);
            if let Some(place) = at.and_then(|at| cells.get_mut(at)).filter(|cell| cell.is_none()) {
                *place = Some(cell(row)?);
            }
        }
        let known = || cells.iter().flatten();
        let arrow = if known().any(|cell| cell.estimate.is_open()) { ARROW } else { 0.0 };
        let plot = (left + room + HALF + 8.0, right - HALF - arrow);
        let (low, high) = span(known().flat_map(|cell| cell.estimate.known()));
        let axis = match panel.is_ranked() {
            true => Axis::ranks(low, high, plot.1 - plot.0),
            false => Axis::from_zero(low, high, plot.1 - plot.0, ""),
        };
        let unit = if panel.is_ranked() { rank_scale() } else { panel.unit.clone() };
        let title = TextCell::new(&panel.title.joined(), PANEL, right - left);
        let unit = TextCell::new(&with_period(panel, &unit), HEAD, right - left);
        Ok(DotColumn { panel, cells, title, unit, edge: left + room, plot, axis })
    }

    fn head_lines(&self) -> usize {
        self.title.fitted.lines.len() + self.unit.fitted.lines.len()
    }

    fn draw(
        &self,
        canvas: &Canvas,
        top: f64,
        (start, end): (f64, f64),
        above: bool,
    ) -> Result<(), ChartError> {
        let left = self.edge - self.widest();
        let mut y = top + 13.0;
        for (cell, kind) in [
            (&self.title, Type::start(PANEL, Ink::Text)),
            (&self.unit, Type::start(HEAD, Ink::Muted)),
        ] {
            canvas.lines((left, y), kind, &cell.fitted, &cell.whole, 16.0)?;
            y += cell.fitted.lines.len() as f64 * 16.0;
        }
        let across = (self.axis.start..self.axis.end, self.plot.0..self.plot.1);
        let plane = canvas.plane(across, (start..end, start..end));
        canvas.group("axis", None, || {
            table::draw_axis(
                canvas,
                &self.axis,
                &plane,
                (start, end),
                above,
                self.panel.is_ranked(),
            )?;
            self.draw_reference(canvas, &plane, (start, end))
        })?;
        for (n, cell) in self.cells.iter().enumerate() {
            let Some(cell) = cell else { continue };
            let middle = start + (n as f64 + 0.5) * ROW;
            canvas.group("row", None, || self.draw_cell(canvas, &plane, cell, middle))?;
        }
        Ok(())
    }

    /// A line through the value that the others are compared with.
    fn draw_reference(
        &self,
        canvas: &Canvas,
        plane: &Plane,
        (start, end): (f64, f64),
    ) -> Result<(), ChartError> {
        let mut cells = self.cells.iter().flatten().filter(|cell| cell.row.is_reference);
        let Some(value) = cells.find_map(|cell| cell.estimate.anchor()) else { return Ok(()) };
        let x = place(plane, value, start).0;
        canvas.line((x, start), (x, end), Ink::Accent, 1.0)
    }

    fn draw_cell(
        &self,
        canvas: &Canvas,
        plane: &Plane,
        cell: &DotCell<'_>,
        y: f64,
    ) -> Result<(), ChartError> {
        let grows = if self.panel.is_ranked() { -1.0 } else { 1.0 };
        let along = Along::Across { y };
        let marker = Marker { along, ink: ink(&cell.row.to), radius: RADIUS, arrow: ARROW, grows };
        canvas.mark(&cell.row.to, || {
            let kind = Type::end(face(cell.row.is_reference), Ink::Text);
            let words = &cell.words;
            canvas.lines((self.edge, y + 4.7), kind, &words.fitted, &words.whole, VALUE_LEADING)?;
            marker.draw(canvas, &cell.estimate, |value| place(plane, value, y).0)?;
            Ok(())
        })
    }

    /// The room of the widest words of a value.
    fn widest(&self) -> f64 {
        let words = self.cells.iter().flatten().map(|cell| cell.words.fitted.width);
        words.fold(30.0, f64::max)
    }

    /// Count and range in words.
    fn describe(&self) -> String {
        let known = || self.cells.iter().flatten();
        let (low, high) = span(known().flat_map(|cell| cell.estimate.known()));
        let show = |value: f64| grouped(value, decimals(value));
        let (title, unit) = (self.panel.title.joined(), self.panel.unit.joined());
        let range = format!("{} to {} {unit}", show(low), show(high));
        format!("{title} {}, {range}", known().count()).trim().to_owned()
    }
}

/// Provisional values are hollow.
fn ink(point: &Point) -> Ink {
    match point.standing {
        PointStanding::Provisional => Ink::Hollow,
        _ => Ink::Accent,
    }
}

fn face(bold: bool) -> Face {
    if bold { REFERENCE } else { NAME }
}

/// The unit of a panel, and the period that all its values are of.
fn with_period(panel: &Panel, unit: &Bilingual) -> String {
    let mut periods = panel.rows.iter().map(|row| row.to.period.as_deref());
    let first = periods.next().flatten().filter(|_| panel.rows.len() > 1);
    let shared = first.filter(|first| periods.all(|period| period == Some(first)));
    let parts = [shared.map(shown_period), Some(unit.joined())];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}
