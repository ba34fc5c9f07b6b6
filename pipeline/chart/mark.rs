//! The marks, one kind a file, and what they share: how a value with what its wording allows is
//! drawn, and which special marks a reader has to be told about.

pub(crate) mod bar;
mod cell;
pub(crate) mod dumbbell;
pub(crate) mod interval;
mod labels;
pub(crate) mod ladder;
pub(crate) mod line;
pub(crate) mod slope;
mod table;

use self::cell::Cell;
use self::table::{Entry, Part};
use crate::canvas::{Canvas, Place};
use crate::extent::Extent;
use crate::ink::Ink;
use crate::measure::Face;
use crate::{ChartError, Group, Item, Words};

/// The faces of labels, small print, heads, titles of panels, and values.
const LABEL: Face = Face { size: 14.0, bold: false };
const SMALL: Face = Face { size: 11.0, bold: false };
const HEAD: Face = Face { size: 12.0, bold: false };
const PANEL: Face = Face { size: 13.0, bold: true };
const FROM: Face = Face { size: 13.0, bold: false };
const TO: Face = Face { size: 13.0, bold: true };

/// The distances between baselines of labels, small print and values.
const LABEL_LEADING: f64 = 18.0;
const SMALL_LEADING: f64 = 14.0;
const VALUE_LEADING: f64 = 17.0;
/// Half the height of a bar.
const BAR: f64 = 8.0;

/// What is left of drawing the marks of a chart.
pub(crate) struct Drawn {
    /// Where they end, in px from the top.
    pub(crate) bottom: f64,
    /// Type, count and range, for those who do not see the chart.
    pub(crate) description: String,
    /// The special marks that occur.
    pub(crate) key: Key,
}

/// Which special marks occur, and so have to be explained.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Key {
    /// Hollow and filled marks of a change.
    pub(crate) pair: bool,
    /// A line in a bar, at the first value.
    pub(crate) first_value: bool,
    /// Hollow marks of a series, as stated before.
    pub(crate) former: bool,
    /// Hollow marks of a series, as a later value implies.
    pub(crate) implied: bool,
    pub(crate) interval: bool,
    pub(crate) open: bool,
    pub(crate) about: bool,
}

impl Key {
    /// Notes what it takes to read a value.
    pub(crate) fn note(&mut self, extent: &Extent) {
        self.interval |= extent.is_interval();
        self.open |= extent.is_open();
        self.about |= extent.about;
    }

    /// How the marks are to be read; `None` where nothing is special.
    pub(crate) fn words(&self) -> Option<Words> {
        let all = [
            (self.pair, "空心为起，实心为止", "hollow: first value, filled: last value"),
            (self.first_value, "竖线处为起值（1×）", "line at 1×: the first value"),
            (self.former, "空心为先前所述之值", "hollow: as stated formerly"),
            (
                self.implied,
                "空心为后一公报的数值与增量所隐含之值，与当初公布的不符",
                "hollow: implied by the next release and its change, unlike what was announced",
            ),
            (
                self.interval,
                "浅色为措辞所容许的区间",
                "light: the interval that the wording allows",
            ),
            (self.open, "箭头一侧未设界限", "arrow: no limit stated on this side"),
            (self.about, "边缘虚化为约数", "soft edge: an approximate value"),
        ];
        let said: Vec<_> = all.iter().filter(|(occurs, ..)| *occurs).collect();
        let zh: Vec<&str> = said.iter().map(|(_, zh, _)| *zh).collect();
        let en: Vec<&str> = said.iter().map(|(.., en)| *en).collect();
        let reading = Words::of(
            &format!("读法：{}。", zh.join("；")),
            &format!("Reading: {}.", en.join("; ")),
        );
        (!said.is_empty()).then_some(reading)
    }
}

/// A period as it is shown: a span as 2017–2021.
fn shown_period(period: &str) -> String {
    period.trim().replace('/', "–")
}

/// What an axis of ranks says.
fn rank_scale() -> Words {
    Words::of("位次，右为前", "rank, first on the right")
}

/// Groups of single values as rows, with what `beside` says of each.
fn singles(
    groups: &[Group<Item>],
    beside: impl Fn(&Extent, bool) -> Words,
) -> Result<Vec<Part<'_>>, ChartError> {
    let mut parts = Vec::with_capacity(groups.len());
    for Group { title, unit, ranks, rows } in groups {
        let mut entries = Vec::with_capacity(rows.len());
        for Item { label, point } in rows {
            let beside = beside(&Extent::of(point)?, *ranks);
            entries.push(Entry { label, points: vec![point], beside });
        }
        parts.push(Part { title, unit, ranks: *ranks, entries });
    }
    Ok(parts)
}

/// The line along which one value is drawn: across the page at a height, or up at a distance.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Along {
    Across { y: f64 },
    Up { x: f64 },
}

impl Along {
    /// The place at a px position along the line, and so far beside it.
    pub(crate) fn at(self, along: f64, beside: f64) -> Place {
        match self {
            Along::Across { y } => (along, y + beside),
            Along::Up { x } => (x + beside, along),
        }
    }
}

/// A value as marks: a dot, with a band, arrow or halo for what its wording leaves open.
pub(crate) struct Marker {
    /// The line that it is drawn along.
    pub(crate) along: Along,
    pub(crate) hollow: bool,
    pub(crate) radius: f64,
    /// How long an arrow without end is, in px.
    pub(crate) arrow: f64,
    /// 1 where values grow with the px along the line, -1 where they grow against them.
    pub(crate) grows: f64,
}

impl Marker {
    /// Draws a value; `position` gives the px along the line for a value. Returns the px that the
    /// marks reach from and to.
    pub(crate) fn draw(
        &self,
        canvas: &Canvas,
        extent: &Extent,
        position: impl Fn(f64) -> f64,
    ) -> Result<(f64, f64), ChartError> {
        let mut reach = (f64::INFINITY, f64::NEG_INFINITY);
        let mut widen = |(from, to): (f64, f64)| {
            reach = (reach.0.min(from.min(to)), reach.1.max(from.max(to)));
        };
        if let (Some(low), Some(high), true) = (extent.low, extent.high, extent.is_interval()) {
            let ends = (position(low), position(high));
            self.band(canvas, ends, extent.anchor().is_none())?;
            widen(ends);
        }
        let Some(anchor) = extent.anchor() else { return Ok(reach) };
        let at = position(anchor);
        let low = extent.low.is_none().then_some(-self.grows);
        let high = extent.high.is_none().then_some(self.grows);
        for way in [low, high].into_iter().flatten().filter(|_| extent.is_open()) {
            widen((at, self.arrow(canvas, at, way)?));
        }
        if extent.about {
            canvas.dot(self.along.at(at, 0.0), self.radius + 5.0, Ink::Range)?;
            widen((at - self.radius - 5.0, at + self.radius + 5.0));
        }
        let ink = if self.hollow { Ink::Hollow } else { Ink::Accent };
        canvas.dot(self.along.at(at, 0.0), self.radius, ink)?;
        widen((at - self.radius - 1.0, at + self.radius + 1.0));
        Ok(reach)
    }

    /// The light band of an interval; with caps where no value within it is stated.
    fn band(&self, canvas: &Canvas, ends: (f64, f64), caps: bool) -> Result<(), ChartError> {
        let half = self.radius + 1.0;
        canvas.rect(self.along.at(ends.0, -half), self.along.at(ends.1, half), Ink::Range)?;
        if caps {
            let stroke = if self.hollow { 1.5 } else { 3.0 };
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
pub(crate) fn arrow(canvas: &Canvas, along: Along, from: f64, to: f64) -> Result<(), ChartError> {
    let way = (to - from).signum();
    let neck = to - way * 8.0;
    canvas.line(along.at(from, 0.0), along.at(neck, 0.0), Ink::Accent, 2.0)?;
    let head = [along.at(to, 0.0), along.at(neck, -4.5), along.at(neck, 4.5)];
    canvas.polygon(&head, Ink::Accent)
}
