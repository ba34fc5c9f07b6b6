//! Changes as lines from a left column to a right one: what rose steeply is seen at once. The words
//! stand beside the ends; where ends lie close together, words are moved apart and led back by lines.

mod sides;
mod spread;

use self::sides::{Sides, SlopeRow};
use self::spread::spread;
use super::cell::TextCell;
use super::faces::{HEAD, PANEL};
use super::marker::{Along, Marker};
use crate::axis::{Axis, TICK, span};
use crate::canvas::{Canvas, Plane, Type, place};
use crate::ink::Ink;
use crate::key::{Drawn, Key};
use crate::number::{decimals, grouped};
use crate::page::{LEFT, RIGHT};
use crate::{ChartError, Draw, Mark, Panel, Ranks, Takes};

pub(super) const MARK: Mark = Mark {
    name: "slope",
    shows: "both ends of stated changes as lines from a left to a right column, a panel for each unit",
    takes: Takes::Changes,
    ranks: Ranks::Also,
    mixes_units: false,
    draw: Draw(draw),
};

/// The length of an arrow, in px.
const ARROW: f64 = 24.0;
/// The least height of a panel, in px.
const LEAST: f64 = 200.0;

/// Draws the panels below `top`.
fn draw(canvas: &Canvas, panels: &[Panel], top: f64) -> Result<Drawn, ChartError> {
    let mut sides = Sides::of(panels)?;
    let mut ready = Vec::with_capacity(panels.len());
    for panel in panels {
        let rows = panel.rows.iter().map(|row| sides.set(panel, row));
        let sets = rows.collect::<Result<Vec<_>, _>>()?;
        let height = height(&sets);
        ready.push((panel, axis(panel, &sets, height), sets, height));
    }
    let ticks = ready.iter().flat_map(|(_, axis, ..)| &axis.ticks);
    sides.leave(ticks.map(|tick| TICK.width(&tick.label)).fold(0.0, f64::max));
    let (mut key, mut y, mut described) = (Key::default(), top, Vec::new());
    for (panel, axis, sets, height) in &ready {
        for set in sets {
            set.estimates.iter().for_each(|estimate| key.note(estimate));
            key.pair = true;
        }
        canvas.group("panel", None, || {
            y = draw_panel(canvas, panel, (sets, axis, *height), &sides, y)?;
            Ok(())
        })?;
        described.push(describe(panel, sets));
    }
    let changes: usize = panels.iter().map(|panel| panel.rows.len()).sum();
    let description = format!("斜率图 Slope chart, {changes} changes: {}", described.join("; "));
    Ok(Drawn { bottom: y, description, key })
}

/// How high a panel must be for the words of both sides, in px.
fn height(sets: &[SlopeRow<'_>]) -> f64 {
    let side = |last: usize| sets.iter().map(|set| set.heights[last]).sum::<f64>();
    side(0).max(side(1)).max(LEAST)
}

/// Count and range of a panel in words.
fn describe(panel: &Panel, sets: &[SlopeRow<'_>]) -> String {
    let (low, high) = span(sets.iter().flat_map(SlopeRow::known));
    let show = |value: f64| grouped(value, decimals(value));
    let (title, unit) = (panel.title.joined(), panel.unit.joined());
    let unit = if unit == title { String::new() } else { unit };
    format!("{title} {}, {} to {} {unit}", sets.len(), show(low), show(high)).trim().to_owned()
}

fn axis(panel: &Panel, sets: &[SlopeRow<'_>], px: f64) -> Axis {
    let (low, high) = span(sets.iter().flat_map(SlopeRow::known));
    if panel.is_ranked() { Axis::ranks(low, high, px) } else { Axis::upright(low, high, px) }
}

fn draw_panel(
    canvas: &Canvas,
    panel: &Panel,
    (sets, axis, height): (&[SlopeRow<'_>], &Axis, f64),
    sides: &Sides,
    top: f64,
) -> Result<f64, ChartError> {
    let start = draw_head(canvas, panel, axis, sides, top)? + 10.0;
    let open = sets.iter().any(|set| set.estimates.iter().any(|estimate| estimate.is_open()));
    // Room for arrows, and for half a label at either end.
    let pad = if open { ARROW + 8.0 } else { 12.0 };
    let end = start + height + 2.0 * pad;
    let plane = canvas
        .plane((0.0..1.0, sides.left..sides.right), (axis.start..axis.end, end - pad..start + pad));
    canvas.group("axis", None, || draw_axis(canvas, axis, &plane, sides, (start, end)))?;
    let places = [0, 1].map(|last| {
        let wanted =
            |set: &SlopeRow<'_>| (place(&plane, 0.0, set.anchor(last)).1, set.heights[last]);
        spread(&sets.iter().map(wanted).collect::<Vec<_>>(), (start, end))
    });
    for set in sets {
        let ends = [0, 1].map(|last| place(&plane, last as f64, set.anchor(last)));
        canvas.line(ends[0], ends[1], Ink::Accent, 2.0)?;
    }
    for (n, set) in sets.iter().enumerate() {
        let grows = if panel.is_ranked() { 1.0 } else { -1.0 };
        draw_row(canvas, set, sides, &plane, [places[0][n], places[1][n]], grows)?;
    }
    Ok(end + 34.0)
}

/// The two ends of a change, each with its words.
fn draw_row(
    canvas: &Canvas,
    set: &SlopeRow<'_>,
    sides: &Sides,
    plane: &Plane,
    words: [f64; 2],
    grows: f64,
) -> Result<(), ChartError> {
    for last in [0, 1] {
        let (x, y) = place(plane, last as f64, set.anchor(last));
        sides.lead(canvas, last, (x, y), words[last])?;
        let marker = Marker {
            along: Along::Up { x },
            ink: if last == 0 { Ink::Hollow } else { Ink::Accent },
            radius: 4.5,
            arrow: ARROW,
            grows,
        };
        canvas.mark(set.row.ends()[last], || {
            sides.draw_words(canvas, set, last, words[last])?;
            marker.draw(canvas, &set.estimates[last], |value| place(plane, 0.0, value).1)?;
            Ok(())
        })?;
    }
    Ok(())
}

/// Title and unit of a panel, and the heads of both columns; returns where they end.
fn draw_head(
    canvas: &Canvas,
    panel: &Panel,
    axis: &Axis,
    sides: &Sides,
    top: f64,
) -> Result<f64, ChartError> {
    let mut scale = if panel.is_ranked() {
        "位次，上为前 rank, first on top".to_owned()
    } else {
        panel.unit.joined()
    };
    if !panel.is_ranked() && (axis.start > 0.0 || axis.end < 0.0) {
        let dot = if scale.is_empty() { "" } else { " · " };
        scale = format!("{scale}{dot}纵轴不从零起 axis does not begin at zero");
    }
    let mut y = top + 13.0;
    for (text, face, ink) in [(panel.title.joined(), PANEL, Ink::Text), (scale, HEAD, Ink::Muted)] {
        let cell = TextCell::new(&text, face, RIGHT - LEFT);
        canvas.lines((LEFT, y), Type::start(face, ink), &cell.fitted, &cell.whole, 16.0)?;
        y += cell.height(16.0);
    }
    for (n, line) in sides.heads.iter().enumerate() {
        let x = [sides.left, sides.right, (sides.left + sides.right) / 2.0][n];
        let fitted = HEAD.fit(line, (sides.right - sides.left) / 2.0 - 10.0, 1);
        let kind = Type::middle(HEAD, Ink::Muted);
        canvas.lines((x, y + 6.0), kind, &fitted, line, 16.0)?;
    }
    Ok(y + 10.0)
}

fn draw_axis(
    canvas: &Canvas,
    axis: &Axis,
    plane: &Plane,
    sides: &Sides,
    (start, end): (f64, f64),
) -> Result<(), ChartError> {
    for tick in &axis.ticks {
        let (_, y) = place(plane, 0.0, tick.value);
        let ink = if tick.value == 0.0 { Ink::Axis } else { Ink::Grid };
        let label = TICK.width(&tick.label);
        canvas.line((sides.left, y), (sides.right, y), ink, 1.0)?;
        // Between them stand the words of the right side.
        let edge = RIGHT - label - 6.0;
        canvas.line((edge - 8.0, y), (edge, y), ink, 1.0)?;
        canvas.text((RIGHT, y + 4.0), Type::end(TICK, Ink::Muted), &tick.label)?;
    }
    for x in [sides.left, sides.right] {
        canvas.line((x, start), (x, end), Ink::Axis, 1.0)?;
    }
    Ok(())
}
