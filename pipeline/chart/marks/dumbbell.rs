//! Changes between two values, a row each: words, both values as the text states them, and the
//! mark. Levels are drawn as bars of the multiple, shares and ranks as two dots on a line.

mod columns;
mod rows;

use self::columns::{ChangeColumns, ChangeRow, set_rows};
use self::rows::PlacedChange;
use super::cell::TextCell;
use super::faces::{HEAD, PANEL};
use crate::axis::{Axis, TICK, span};
use crate::canvas::{Canvas, Plane, Type, place};
use crate::change::ratio;
use crate::ink::Ink;
use crate::key::{Drawn, Key};
use crate::number::{decimals, grouped};
use crate::page::{LEFT, RIGHT};
use crate::{ChartError, Draw, Mark, Panel, Ranks, Scale, Takes};

pub(super) const MARK: Mark = Mark {
    name: "dumbbell",
    shows: "both ends of stated changes: levels as multiples, shares and ranks on axes of their own",
    takes: Takes::Changes,
    ranks: Ranks::Also,
    mixes_units: true,
    draw: Draw(draw),
};

/// Draws the panels below `top`.
fn draw(canvas: &Canvas, panels: &[Panel], top: f64) -> Result<Drawn, ChartError> {
    let columns = ChangeColumns::of(panels)?;
    let mut key = Key::default();
    let mut y = top;
    let mut parts = Vec::new();
    for (n, panel) in panels.iter().enumerate() {
        let rows = set_rows(panel, &columns)?;
        canvas.group("panel", None, || {
            y = draw_panel(canvas, panel, &rows, &columns, y, n == 0, &mut key)?;
            Ok(())
        })?;
        parts.push(describe(panel, &rows));
    }
    let changes: usize = panels.iter().map(|panel| panel.rows.len()).sum();
    let description = format!("变化图 Dumbbell chart, {changes} changes: {}", parts.join("; "));
    Ok(Drawn { bottom: y, description, key })
}

/// Type, count and range of a panel in words.
fn describe(panel: &Panel, rows: &[ChangeRow<'_>]) -> String {
    let changes = rows.len();
    let show = |v: f64| grouped(v, decimals((v * 100.0).round() / 100.0));
    let (low, high) = span(rows.iter().flat_map(|set| values(panel.scale, set)));
    let range = match panel.scale {
        _ if rows.iter().all(|set| values(panel.scale, set).is_empty()) => "no range".to_owned(),
        Scale::Level => format!("multiples {} to {}", show(low), show(high)),
        Scale::Percent => format!("{} to {} %", show(low), show(high)),
        Scale::Rank => format!("ranks {} to {}", show(high), show(low)),
    };
    format!("{} {changes}, {range}", panel.title.joined()).trim().to_owned()
}

/// The numbers that the axis of a scale has to hold.
fn values(scale: Scale, set: &ChangeRow<'_>) -> Vec<f64> {
    match scale {
        Scale::Level => ratio(&set.from, &set.to).map_or(Vec::new(), |r| r.known().collect()),
        Scale::Percent | Scale::Rank => set.from.known().chain(set.to.known()).collect(),
    }
}

fn axis(panel: &Panel, rows: &[ChangeRow<'_>], columns: &ChangeColumns) -> Axis {
    let (low, high) = span(rows.iter().flat_map(|set| values(panel.scale, set)));
    match panel.scale {
        Scale::Level => Axis::from_zero(0.0, high.max(1.0), columns.length(), "×"),
        Scale::Percent => Axis::from_zero(low, high, columns.length(), ""),
        Scale::Rank => Axis::ranks(low, high, columns.length()),
    }
}

fn draw_panel(
    canvas: &Canvas,
    panel: &Panel,
    rows: &[ChangeRow<'_>],
    columns: &ChangeColumns,
    top: f64,
    first: bool,
    key: &mut Key,
) -> Result<f64, ChartError> {
    // Of many rows, the upper ones are far from the ticks below: these stand above as well.
    let above = rows.len() > 12;
    let start = draw_head(canvas, panel, columns, top, first)? + if above { 24.0 } else { 6.0 };
    let end = start + rows.iter().map(|set| set.height).sum::<f64>();
    let axis = axis(panel, rows, columns);
    let plane = canvas
        .plane((axis.start..axis.end, columns.plot.0..columns.plot.1), (start..end, start..end));
    canvas.group("axis", None, || {
        draw_axis(canvas, panel.scale, &axis, &plane, (start, end), above)
    })?;
    let mut y = start;
    for set in rows {
        let middle = y + set.height / 2.0;
        let row =
            PlacedChange { canvas, scale: panel.scale, set, columns, plane: &plane, y: middle };
        canvas.group("row", None, || row.draw())?;
        note(panel.scale, set, key);
        y += set.height;
    }
    Ok(end + 40.0)
}

/// Notes which special marks a row has.
fn note(scale: Scale, set: &ChangeRow<'_>, key: &mut Key) {
    match (scale, ratio(&set.from, &set.to)) {
        (Scale::Level, Some(ratio)) => {
            key.note(&ratio);
            key.first_value = true;
        }
        (Scale::Level, None) => {}
        (Scale::Percent | Scale::Rank, _) => {
            key.note(&set.from);
            key.note(&set.to);
            key.pair = true;
        }
    }
}

/// The panel's title, the heads of the columns (in the first panel) and the scale; returns where
/// they end.
fn draw_head(
    canvas: &Canvas,
    panel: &Panel,
    columns: &ChangeColumns,
    top: f64,
    first: bool,
) -> Result<f64, ChartError> {
    let scale = match panel.scale {
        Scale::Level => "倍数 multiple of the first value",
        Scale::Percent => "百分比 %",
        Scale::Rank => "位次，右为前 rank, first on the right",
    };
    let title = TextCell::new(&panel.title.joined(), PANEL, columns.label);
    let scale = TextCell::new(scale, HEAD, RIGHT - columns.plot.0);
    let mut most = title.fitted.lines.len().max(scale.fitted.lines.len());
    let draw = |cell: &TextCell, x: f64, kind: Type| {
        canvas.lines((x, top + 13.0), kind, &cell.fitted, &cell.whole, 16.0)
    };
    draw(&title, LEFT, Type::start(PANEL, Ink::Text))?;
    draw(&scale, columns.plot.0, Type::start(HEAD, Ink::Muted))?;
    let edges = [(columns.from_edge, columns.from), (columns.to_edge, columns.to)];
    for (last, (edge, room)) in [false, true].into_iter().zip(edges).filter(|_| first) {
        let lines = columns.heads(last);
        most = most.max(lines.len());
        for (n, line) in lines.iter().enumerate() {
            let fitted = HEAD.fit(line, room, 1);
            let at = (edge, top + 13.0 + 16.0 * n as f64);
            canvas.lines(at, Type::end(HEAD, Ink::Muted), &fitted, line, 16.0)?;
        }
    }
    if let Some(period) = columns.one_period().filter(|_| first) {
        most = most.max(2);
        let (left, right) = (columns.from_edge - columns.from, columns.to_edge);
        let fitted = HEAD.fit(&period, right - left, 1);
        let at = ((left + right) / 2.0, top + 29.0);
        canvas.lines(at, Type::middle(HEAD, Ink::Muted), &fitted, &period, 16.0)?;
    }
    Ok(top + 16.0 * most.max(1) as f64)
}

fn draw_axis(
    canvas: &Canvas,
    scale: Scale,
    axis: &Axis,
    plane: &Plane,
    (start, end): (f64, f64),
    above: bool,
) -> Result<(), ChartError> {
    let label = |x: f64, text: &str| {
        if above {
            canvas.text((x, start - 7.0), Type::middle(TICK, Ink::Muted), text)?;
        }
        canvas.text((x, end + 16.0), Type::middle(TICK, Ink::Muted), text)
    };
    for tick in &axis.ticks {
        let (x, _) = place(plane, tick.value, start);
        let zero = tick.value == 0.0 && scale != Scale::Rank;
        let ink = if zero { Ink::Axis } else { Ink::Grid };
        canvas.line((x, start), (x, end), ink, 1.0)?;
        label(x, &tick.label)?;
    }
    if scale != Scale::Level {
        return Ok(());
    }
    // Where a bar crosses this line, the last value exceeds the first.
    let (x, _) = place(plane, 1.0, start);
    canvas.line((x, start), (x, end), Ink::Axis, 1.0)?;
    let half = |label: &str| TICK.width(label) / 2.0;
    let free = axis.ticks.iter().all(|tick| {
        let distance = (place(plane, tick.value, start).0 - x).abs();
        distance > half(&tick.label) + half("1×") + 3.0
    });
    if free {
        label(x, "1×")?;
    }
    Ok(())
}
