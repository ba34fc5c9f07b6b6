//! The words at both sides of a slope chart: how wide they are, and at which height each stands.

use crate::canvas::{Canvas, Place, Type};
use crate::change::words;
use crate::extent::Extent;
use crate::frame::{LEFT, RIGHT};
use crate::ink::Ink;
use crate::mark::{
    Cell, FROM, LABEL, LABEL_LEADING, SMALL, SMALL_LEADING, TO, VALUE_LEADING, cell, shown_period,
};
use crate::number::group_digits;
use crate::{ChartError, Group, Point, Row, Scale, Words};

/// The room of a line that leads from words to their mark, with that of the mark.
const LEAD: f64 = 30.0;

/// A change with its texts broken to their widths.
pub(super) struct Set<'a> {
    pub(super) row: &'a Row,
    pub(super) extents: [Extent; 2],
    label: [Cell; 2],
    /// Both values, their periods below.
    values: [[Cell; 2]; 2],
    change: Words,
    /// How high the words are at both sides.
    pub(super) heights: [f64; 2],
}

impl Set<'_> {
    /// The numbers known of both values.
    pub(super) fn known(&self) -> impl Iterator<Item = f64> {
        self.extents.iter().flat_map(Extent::known)
    }

    /// Where the line begins or ends; the middle of a mere interval.
    pub(super) fn anchor(&self, last: usize) -> f64 {
        let (low, high) = self.extents[last].span();
        self.extents[last].anchor().unwrap_or(low / 2.0 + high / 2.0)
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
    pub(super) fn of(groups: &[Group<Row>]) -> Result<Sides, ChartError> {
        let all = || groups.iter().flat_map(|group| group.rows.iter().map(move |row| (group, row)));
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
        for (group, row) in all() {
            let said = words(scale(group), &Extent::of(&row.from)?, &Extent::of(&row.to)?);
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
    pub(super) fn set<'a>(&self, group: &Group<Row>, row: &'a Row) -> Result<Set<'a>, ChartError> {
        let extents = [Extent::of(&row.from)?, Extent::of(&row.to)?];
        let Words { zh, en } = &row.label;
        let label = [Cell::new(zh, LABEL, self.label), Cell::new(en, SMALL, self.label)];
        let values = [0, 1].map(|last| {
            let point = point(row, last);
            let own = point.period.as_deref().filter(|_| self.shared[last].is_none());
            let period = shown_period(own.unwrap_or_default());
            let (face, room) = (if last == 0 { FROM } else { TO }, self.values[last]);
            [Cell::new(&group_digits(&point.surface), face, room), Cell::new(&period, SMALL, room)]
        });
        let change = words(scale(group), &extents[0], &extents[1]);
        let stated = |last: usize| {
            let [value, period] = &values[last];
            (value.height(VALUE_LEADING) + period.height(SMALL_LEADING)).max(18.0)
        };
        let named = label[0].height(LABEL_LEADING) + label[1].height(SMALL_LEADING);
        let heights = [stated(0).max(named) + 6.0, stated(1) + 6.0];
        Ok(Set { row, extents, label, values, change, heights })
    }

    /// The words of one side, the middle of them at a height.
    pub(super) fn draw_words(
        &self,
        canvas: &Canvas,
        set: &Set<'_>,
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
        mark: Place,
        y: f64,
    ) -> Result<(), ChartError> {
        let way = if last == 0 { -1.0 } else { 1.0 };
        let (near, far) = (mark.0 + way * 11.0, mark.0 + way * (LEAD - 4.0));
        canvas.line((near, mark.1), (far, y), Ink::Axis, 1.0)
    }
}

fn point(row: &Row, last: usize) -> &Point {
    if last == 0 { &row.from } else { &row.to }
}

/// What the values of a group are compared on.
fn scale(group: &Group<Row>) -> Scale {
    match (group.ranks, group.unit.zh.trim()) {
        (true, _) => Scale::Rank,
        (_, "%") => Scale::Percent,
        _ => Scale::Multiple,
    }
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

/// Where the middles of blocks of words stand that want to be at certain heights: in the same order,
/// as near as they can be, none over another, all between two px. They fit if their heights do.
pub(super) fn spread(wanted: &[(f64, f64)], (top, bottom): (f64, f64)) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].0.total_cmp(&wanted[*b].0));
    // Runs of blocks that touch: their members, where the run begins, and how high it is.
    let mut runs: Vec<(Vec<usize>, f64, f64)> = Vec::new();
    for block in order {
        let (middle, height) = wanted[block];
        runs.push((vec![block], middle - height / 2.0, height));
        settle(&mut runs, wanted, (top, bottom));
    }
    let mut places = vec![0.0; wanted.len()];
    for (blocks, mut y, _) in runs {
        for block in blocks {
            places[block] = y + wanted[block].1 / 2.0;
            y += wanted[block].1;
        }
    }
    places
}

/// Joins the last runs until none touches the one before it.
fn settle(
    runs: &mut Vec<(Vec<usize>, f64, f64)>,
    wanted: &[(f64, f64)],
    (top, bottom): (f64, f64),
) {
    while let Some((blocks, _, height)) = runs.pop() {
        let start = ideal(&blocks, wanted).min(bottom - height).max(top);
        match runs.pop() {
            Some((mut before, from, upper)) if from + upper > start => {
                before.extend(blocks);
                runs.push((before, 0.0, upper + height));
            }
            Some(before) => {
                runs.push(before);
                return runs.push((blocks, start, height));
            }
            None => return runs.push((blocks, start, height)),
        }
    }
}

/// Where a run of blocks begins if their distances from where they want to be are to be even.
fn ideal(blocks: &[usize], wanted: &[(f64, f64)]) -> f64 {
    let mut above = 0.0;
    let mut sum = 0.0;
    for block in blocks {
        let (middle, height) = wanted[*block];
        sum += middle - (above + height / 2.0);
        above += height;
    }
    sum / blocks.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_order_and_do_not_touch() {
        let page = (0.0, 100.0);
        assert_eq!(spread(&[(50.0, 10.0), (20.0, 10.0)], page), [50.0, 20.0]);
        assert_eq!(spread(&[(50.0, 10.0), (50.0, 10.0)], page), [45.0, 55.0]);
        assert_eq!(spread(&[(0.0, 20.0), (99.0, 20.0)], page), [10.0, 90.0]);
        assert_eq!(spread(&[(0.0, 50.0), (0.0, 50.0)], page), [25.0, 75.0]);
        assert_eq!(spread(&[], page), [] as [f64; 0]);
    }
}
