//! What bars, intervals and ladders have in common: a row for each value, with its words on the
//! left, the value as the text states it, and the mark on an axis that runs across the page.

mod columns;

pub(super) use self::columns::{ARROW, PairWords, TableColumns, TableEntry, TableRow};

use super::cell::TextCell;
use super::faces::{HEAD, PANEL};
use super::marker::{Along, Marker};
use crate::axis::{Axis, TICK, span};
use crate::canvas::{Canvas, Plane, Type, place};
use crate::ink::Ink;
use crate::key::{Drawn, Key};
use crate::number::{decimals, grouped};
use crate::page::{LEFT, RIGHT, WIDTH};
use crate::{Bilingual, ChartError, ChartRow, Panel};

/// A kind of mark that stands in rows.
pub(super) trait TableMark {
    /// What a chart of it is called.
    const NAME: &'static str;

    /// What stands above and between the two values of a row.
    const PAIR: PairWords = PairWords { heads: ["起 from", "止 to"], between: "→" };

    /// The axis for values from `low` to `high`, `px` long.
    fn axis(&self, panel: &Panel, low: f64, high: f64, px: f64) -> Axis;

    /// What the axis says, beside the unit.
    fn scale(&self, panel: &Panel) -> Bilingual;

    /// Draws the marks of a row, each with its value; returns the px where they end.
    fn draw(&self, row: &PlacedRow<'_>) -> Result<f64, ChartError>;

    /// Notes what it takes to read a row.
    fn note(&self, set: &TableRow<'_>, key: &mut Key);
}

/// The rows of one panel.
pub(super) struct TablePanel<'a> {
    pub(super) panel: &'a Panel,
    pub(super) entries: Vec<TableEntry<'a>>,
}

/// The panels of a chart, with what `beside` says of each row.
pub(super) fn panels<'a>(
    panels: &'a [Panel],
    beside: impl Fn(&Panel, &ChartRow) -> Result<Bilingual, ChartError>,
) -> Result<Vec<TablePanel<'a>>, ChartError> {
    let mut all = Vec::with_capacity(panels.len());
    for panel in panels {
        let mut entries = Vec::with_capacity(panel.rows.len());
        for row in &panel.rows {
            let points = row.from.iter().chain([&row.to]).collect();
            entries.push(TableEntry { label: &row.label, points, beside: beside(panel, row)? });
        }
        all.push(TablePanel { panel, entries });
    }
    Ok(all)
}

/// A row at its place on the page.
pub(super) struct PlacedRow<'r> {
    pub(super) canvas: &'r Canvas,
    pub(super) table: &'r TableColumns,
    pub(super) set: &'r TableRow<'r>,
    pub(super) plane: &'r Plane,
    /// The height of its middle, in px.
    pub(super) y: f64,
    /// 1 where values grow to the right, -1 where they grow to the left.
    pub(super) grows: f64,
}

impl PlacedRow<'_> {
    /// The px of a value.
    pub(super) fn position(&self, value: f64) -> f64 {
        place(self.plane, value, self.y).0
    }

    /// Draws one of its values: its words in their column, and a dot of that ink and radius on the axis.
    /// Returns the px where the mark ends.
    pub(super) fn dot(&self, n: usize, ink: Ink, radius: f64) -> Result<f64, ChartError> {
        let marker = Marker {
            along: Along::Across { y: self.y },
            ink,
            radius,
            arrow: ARROW,
            grows: self.grows,
        };
        let mut end = f64::NEG_INFINITY;
        self.canvas.mark(self.set.entry.points[n], || {
            self.value(n)?;
            let draw = |value: f64| self.position(value);
            end = marker.draw(self.canvas, &self.set.estimates[n], draw)?.1;
            Ok(())
        })?;
        Ok(end)
    }

    /// The words of one of its values, in the column of its own.
    pub(super) fn value(&self, n: usize) -> Result<(), ChartError> {
        self.table.draw_value(self.canvas, self.set, n, self.y)
    }
}

/// Draws the panels below `top`.
pub(super) fn draw<K: TableMark>(
    kind: &K,
    canvas: &Canvas,
    parts: &[TablePanel<'_>],
    top: f64,
) -> Result<Drawn, ChartError> {
    let table = TableColumns::of(parts.iter().flat_map(|part| &part.entries), K::PAIR)?;
    let (mut key, mut y, mut told) = (Key::default(), top, Vec::new());
    for (n, part) in parts.iter().enumerate() {
        let sets: Vec<TableRow<'_>> =
            part.entries.iter().map(|entry| table.set(entry)).collect::<Result<_, _>>()?;
        sets.iter().for_each(|set| kind.note(set, &mut key));
        canvas.group("panel", None, || {
            y = draw_panel(kind, canvas, part, &sets, &table, (y, n == 0))?;
            Ok(())
        })?;
        told.push(describe(part, &sets));
    }
    let marks: usize =
        parts.iter().flat_map(|part| &part.entries).map(|entry| entry.points.len()).sum();
    let description = format!("{}, {marks} values: {}", K::NAME, told.join("; "));
    Ok(Drawn { bottom: y, description, key })
}

/// Count and range of a panel in words.
fn describe(part: &TablePanel<'_>, sets: &[TableRow<'_>]) -> String {
    let (low, high) = span(sets.iter().flat_map(TableRow::known));
    let show = |value: f64| grouped(value, decimals(value));
    let values: usize = sets.iter().map(|set| set.estimates.len()).sum();
    let (title, unit) = (part.panel.title.joined(), part.panel.unit.joined());
    let unit = if unit == title { String::new() } else { unit };
    format!("{title} {values}, {} to {} {unit}", show(low), show(high)).trim().to_owned()
}

fn draw_panel<K: TableMark>(
    kind: &K,
    canvas: &Canvas,
    part: &TablePanel<'_>,
    sets: &[TableRow<'_>],
    table: &TableColumns,
    (top, first): (f64, bool),
) -> Result<f64, ChartError> {
    // Of many rows, the upper ones are far from the ticks below: these stand above as well.
    let above = sets.len() > 12;
    let head = draw_head(canvas, part, &kind.scale(part.panel), table, (top, first))?;
    let start = head + if above { 24.0 } else { 6.0 };
    let end = start + sets.iter().map(|set| set.height).sum::<f64>();
    let (low, high) = span(sets.iter().flat_map(TableRow::known));
    let axis = kind.axis(part.panel, low, high, table.plot.1 - table.plot.0);
    let across = (axis.start..axis.end, table.plot.0..table.plot.1);
    let plane = canvas.plane(across, (start..end, start..end));
    canvas.group("axis", None, || {
        draw_axis(canvas, &axis, &plane, (start, end), above, part.panel.is_ranked())
    })?;
    let grows = if part.panel.is_ranked() { -1.0 } else { 1.0 };
    let mut y = start;
    for set in sets {
        let row = PlacedRow { canvas, table, set, plane: &plane, y: y + set.height / 2.0, grows };
        canvas.group("row", None, || {
            table.draw_label(canvas, set, row.y)?;
            let right = kind.draw(&row)?;
            table.draw_beside(canvas, set, right + 8.0, row.y + 4.7)
        })?;
        y += set.height;
    }
    Ok(end + 40.0)
}

/// The title of a panel, the heads of its columns (in the first panel) and its unit; returns where
/// they end.
fn draw_head(
    canvas: &Canvas,
    part: &TablePanel<'_>,
    scale: &Bilingual,
    table: &TableColumns,
    (top, first): (f64, bool),
) -> Result<f64, ChartError> {
    let title = TextCell::new(&part.panel.title.joined(), PANEL, table.title_room(first));
    let scale = TextCell::new(&scale.joined(), HEAD, RIGHT - table.plot.0);
    let mut most = title.fitted.lines.len().max(scale.fitted.lines.len());
    let draw = |cell: &TextCell, x: f64, kind: Type| {
        canvas.lines((x, top + 13.0), kind, &cell.fitted, &cell.whole, 16.0)
    };
    draw(&title, LEFT, Type::start(PANEL, Ink::Text))?;
    draw(&scale, table.plot.0, Type::start(HEAD, Ink::Muted))?;
    if first {
        most = most.max(table.draw_heads(canvas, top + 13.0)?);
    }
    Ok(top + 16.0 * most.max(1) as f64)
}

/// Grid lines at the ticks of an axis, with their labels below, and above where it is asked for.
pub(super) fn draw_axis(
    canvas: &Canvas,
    axis: &Axis,
    plane: &Plane,
    (start, end): (f64, f64),
    above: bool,
    ranks: bool,
) -> Result<(), ChartError> {
    for tick in &axis.ticks {
        let (x, _) = place(plane, tick.value, start);
        let ink = if tick.value == 0.0 && !ranks { Ink::Axis } else { Ink::Grid };
        canvas.line((x, start), (x, end), ink, 1.0)?;
        let kind = Type::middle(TICK, Ink::Muted);
        // A label of very many digits at the end of the axis would leave the page.
        if x + TICK.width(&tick.label) / 2.0 > WIDTH {
            continue;
        }
        if above {
            canvas.text((x, start - 7.0), kind, &tick.label)?;
        }
        canvas.text((x, end + 16.0), kind, &tick.label)?;
    }
    Ok(())
}
