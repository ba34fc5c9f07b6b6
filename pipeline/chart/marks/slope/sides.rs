//! The words at both sides of a slope chart: how wide they are, and at which height each stands.

use crate::canvas::{Canvas, PagePoint, Type};
use crate::change::{estimates, words};
use crate::estimate::Estimate;
use crate::ink::Ink;
use crate::marks::cell::{self, TextCell};
use crate::marks::faces::{
    FROM, LABEL, LABEL_LEADING, SMALL, SMALL_LEADING, TO, VALUE_LEADING, shown_period,
};
use crate::number::group_digits;
use crate::page::{LEFT, RIGHT};
use crate::{Bilingual, ChartError, ChartRow, Panel, Point};

/// The room of a line that leads from words to their mark, with that of the mark.
const LEAD: f64 = 30.0;

/// A change with its texts broken to their widths.
pub(super) struct SlopeRow<'a> {
    pub(super) row: &'a ChartRow,
    pub(super) estimates: [Estimate; 2],
    label: [TextCell; 2],
    /// Both values, their periods below.
    values: [[TextCell; 2]; 2],
    change: Bilingual,
    /// How high the words are at both sides.
    pub(super) heights: [f64; 2],
}

impl SlopeRow<'_> {
    /// The numbers known of both values.
    pub(super) fn known(&self) -> impl Iterator<Item = f64> {
        self.estimates.iter().flat_map(Estimate::known)
    }

    /// Where the line begins or ends; the middle of a mere interval.
    pub(super) fn anchor(&self, last: usize) -> f64 {
        self.estimates[last].middle()
    }
}

/// The columns of a slope chart, common to its panels.
pub(super) struct Sides {
    label: f64,
    values: [f64; 2],
    change: f64,
    /// Where values stand, in px from the left.
    pub(super) left: f64,
    pub(super) right: f64,
    /// What both columns are, with the period that all their values share, and between them the
    /// period that is that of both.
    pub(super) heads: [String; 3],
    shared: [Option<String>; 2],
}

impl Sides {
    pub(super) fn of(panels: &[Panel]) -> Result<Sides, ChartError> {
        let all = || panels.iter().flat_map(|panel| panel.rows.iter().map(move |row| (panel, row)));
        let shared = [0, 1].map(|last| shared_period(all().map(|(_, row)| point(row, last))));
        let labels = all().flat_map(|(_, row)| {
            [LABEL.width(row.label.zh.trim()), SMALL.width(row.label.en.trim())]
        });
        let label = labels.fold(90.0, f64::max).min(210.0).ceil();
        let values = [0, 1].map(|last| {
            let widths = all().map(|(_, row)| value_width(point(row, last), last, &shared[last]));
            widths.fold(48.0, f64::max).min(110.0).ceil()
        });
        let mut change: f64 = 30.0;
        for (panel, row) in all() {
            let [from, to] = estimates(row)?;
            let said = words(panel.scale, &from, &to);
            change = change.max(FROM.width(&said.zh));
        }
        let change = change.min(120.0).ceil();
        let left = LEFT + label + 14.0 + values[0] + LEAD;
        let head = |last: usize| {
            let name = ["起 from", "止 to"][last];
            let period = shared[last].as_deref().filter(|_| shared[0] != shared[1]);
            let period = period.map(shown_period);
            period.map_or(name.to_owned(), |period| format!("{name} {period}"))
        };
        let both = shared[0].as_deref().filter(|_| shared[0] == shared[1]);
        let heads = [head(0), head(1), both.map(shown_period).unwrap_or_default()];
        Ok(Sides { label, values, change, left, right: left, heads, shared })
    }

    /// Places the right column, so that the widest label of an axis fits at the right edge.
    pub(super) fn leave(&mut self, ticks: f64) {
        self.right = RIGHT - ticks - 14.0 - self.change - 10.0 - self.values[1] - LEAD;
    }

    /// Breaks the texts of a change to the columns.
    pub(super) fn set<'a>(
        &self,
        panel: &Panel,
        row: &'a ChartRow,
    ) -> Result<SlopeRow<'a>, ChartError> {
        let estimates = estimates(row)?;
        let Bilingual { zh, en } = &row.label;
        let label = [TextCell::new(zh, LABEL, self.label), TextCell::new(en, SMALL, self.label)];
        let values = [0, 1].map(|last| {
            let point = point(row, last);
            let own = point.period.as_deref().filter(|_| self.shared[last].is_none());
            let period = shown_period(own.unwrap_or_default());
            let (face, room) = (if last == 0 { FROM } else { TO }, self.values[last]);
            [
                TextCell::new(&group_digits(&point.surface), face, room),
                TextCell::new(&period, SMALL, room),
            ]
        });
        let change = words(panel.scale, &estimates[0], &estimates[1]);
        let stated = |last: usize| {
            let [value, period] = &values[last];
            (value.height(VALUE_LEADING) + period.height(SMALL_LEADING)).max(18.0)
        };
        let named = label[0].height(LABEL_LEADING) + label[1].height(SMALL_LEADING);
        let heights = [stated(0).max(named) + 6.0, stated(1) + 6.0];
        Ok(SlopeRow { row, estimates, label, values, change, heights })
    }

    /// The words of one side, the middle of them at a height.
    pub(super) fn draw_words(
        &self,
        canvas: &Canvas,
        set: &SlopeRow<'_>,
        last: usize,
        y: f64,
    ) -> Result<(), ChartError> {
        let [value, period] = &set.values[last];
        if last == 0 {
            let value = (value, Type::end(FROM, Ink::Text));
            let at = (self.left - LEAD, y);
            cell::draw_value(canvas, at, value, (period, Type::end(SMALL, Ink::Muted)))?;
            return cell::draw_label(canvas, &set.label, y);
        }
        let edge = self.right + LEAD;
        let value = (value, Type::start(TO, Ink::Value));
        cell::draw_value(canvas, (edge, y), value, (period, Type::start(SMALL, Ink::Aside)))?;
        let fitted = FROM.fit(&set.change.zh, self.change, 1);
        let at = (edge + self.values[1] + 10.0, y + 4.7);
        canvas.lines(at, Type::start(FROM, Ink::Aside), &fitted, &set.change.zh, VALUE_LEADING)
    }

    /// A thin line from words to their mark.
    pub(super) fn lead(
        &self,
        canvas: &Canvas,
        last: usize,
        mark: PagePoint,
        y: f64,
    ) -> Result<(), ChartError> {
        let way = if last == 0 { -1.0 } else { 1.0 };
        let (near, far) = (mark.0 + way * 11.0, mark.0 + way * (LEAD - 4.0));
        canvas.line((near, mark.1), (far, y), Ink::Axis, 1.0)
    }
}

fn point(row: &ChartRow, last: usize) -> &Point {
    row.ends()[last]
}

fn shared_period<'a>(mut points: impl Iterator<Item = &'a Point>) -> Option<String> {
    let first = points.next()?.period.clone()?;
    points.all(|point| point.period.as_ref() == Some(&first)).then_some(first)
}

fn value_width(point: &Point, last: usize, shared: &Option<String>) -> f64 {
    let face = if last == 0 { FROM } else { TO };
    let own = point.period.as_deref().filter(|_| shared.is_none());
    let period = own.map_or(0.0, |period| SMALL.width(&shown_period(period)));
    face.width(group_digits(&point.surface).trim()).max(period)
}
