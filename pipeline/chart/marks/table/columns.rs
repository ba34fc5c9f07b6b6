//! The columns of a chart in rows: texts broken to their widths, and where each column stands.

use crate::canvas::{Canvas, Type};
use crate::estimate::Estimate;
use crate::ink::Ink;
use crate::marks::cell::{self, TextCell};
use crate::marks::faces::{
    FROM, HEAD, LABEL, LABEL_LEADING, SMALL, SMALL_LEADING, TO, VALUE_LEADING, shown_period,
};
use crate::measure::Face;
use crate::number::group_digits;
use crate::page::{LEFT, RIGHT};
use crate::{Bilingual, ChartError, Point};

/// The length of an arrow without end, in px.
pub(crate) const ARROW: f64 = 26.0;
/// The room between the last px of the axis and the words beside it: half a mark with its halo.
const BESIDE: f64 = 22.0;
/// The least room between two value columns, for an arrow.
const BETWEEN: f64 = 44.0;

/// What stands above and between the two values of a row.
#[derive(Clone, Copy)]
pub(crate) struct PairWords {
    pub(crate) heads: [&'static str; 2],
    pub(crate) between: &'static str,
}

/// What stands in a row.
pub(crate) struct TableEntry<'a> {
    pub(crate) label: &'a Bilingual,
    /// One value, or a former one and what it became.
    pub(crate) points: Vec<&'a Point>,
    /// What is said of it beside the mark.
    pub(crate) beside: Bilingual,
}

/// A row with its texts broken to the columns and its values understood.
pub(crate) struct TableRow<'a> {
    pub(crate) entry: &'a TableEntry<'a>,
    pub(crate) estimates: Vec<Estimate>,
    label: [TextCell; 2],
    /// The words and the period of each value.
    values: Vec<[TextCell; 2]>,
    /// The period that both values of a change are of, shown once below its arrow.
    common: Option<String>,
    pub(crate) height: f64,
}

impl TableRow<'_> {
    /// The numbers known of its values.
    pub(crate) fn known(&self) -> impl Iterator<Item = f64> {
        self.estimates.iter().flat_map(Estimate::known)
    }
}

/// The columns; all panels share them, so that they line up.
pub(crate) struct TableColumns {
    pub(crate) label: f64,
    /// Right edge and width of each value column; two where any row has a former value.
    values: Vec<(f64, f64)>,
    /// The px between which values are drawn.
    pub(crate) plot: (f64, f64),
    beside: f64,
    /// The room between two value columns.
    between: f64,
    /// The period that all values share, shown once in the head.
    shared: Option<String>,
    pair: PairWords,
}

impl TableColumns {
    /// The columns that these rows need.
    pub(crate) fn of<'a>(
        entries: impl Iterator<Item = &'a TableEntry<'a>>,
        pair: PairWords,
    ) -> Result<TableColumns, ChartError> {
        let entries: Vec<&TableEntry<'_>> = entries.collect();
        let points = || entries.iter().flat_map(|entry| entry.points.iter().copied());
        let shared = shared_period(points());
        let pairs = entries.iter().any(|entry| entry.points.len() > 1);
        let most = if pairs { 116.0 } else { 150.0 };
        let label = label_width(&entries);
        let periods = entries.iter().filter_map(|entry| common_period(entry, &shared));
        let periods = periods.map(|period| SMALL.width(&shown_period(period)) + 14.0);
        let between = widest(periods, BETWEEN, 76.0);
        let mut values: Vec<(f64, f64)> = Vec::new();
        let mut right = LEFT + label + 18.0;
        for last in [false, true].into_iter().filter(|last| *last || pairs) {
            let column = entries.iter().filter(|entry| last || entry.points.len() > 1);
            let column =
                column.filter_map(|e| if last { e.points.last() } else { e.points.first() });
            let head = pairs.then_some(pair.heads[usize::from(last)]);
            let room = value_width(column.copied(), (last, head), most, &shared);
            right += room;
            values.push((right, room));
            right += if last { 36.0 } else { between };
        }
        let mut arrow = 0.0;
        for point in points() {
            arrow = if Estimate::of(point)?.is_open() { ARROW } else { arrow };
        }
        let beside = entries.iter().map(|entry| beside_width(&entry.beside));
        // Very long numbers are cut like other labels.
        let beside = beside.fold(0.0, f64::max).min(190.0).ceil();
        let plot = (right + arrow, RIGHT - beside - BESIDE - arrow);
        Ok(TableColumns { label, values, plot, beside, between, shared, pair })
    }

    /// Breaks the texts of a row to the columns.
    pub(crate) fn set<'a>(&self, entry: &'a TableEntry<'a>) -> Result<TableRow<'a>, ChartError> {
        let estimates: Vec<Estimate> =
            entry.points.iter().map(|point| Estimate::of(point)).collect::<Result<_, _>>()?;
        let Bilingual { zh, en } = entry.label;
        let label = [TextCell::new(zh, LABEL, self.label), TextCell::new(en, SMALL, self.label)];
        let column = |n: usize| self.column(entry.points.len(), n);
        let common = common_period(entry, &self.shared);
        let cells = |(n, point): (usize, &&Point)| {
            let (_, room) = self.values[column(n)];
            let own = point.period.as_deref();
            let own = own.filter(|_| self.shared.is_none() && common.is_none());
            // A row may be called by its period.
            let own = own.filter(|period| shown_period(period) != zh.trim());
            let period = shown_period(own.unwrap_or_default());
            let value = group_digits(&point.surface);
            [TextCell::new(&value, self.face(column(n)), room), TextCell::new(&period, SMALL, room)]
        };
        let values: Vec<[TextCell; 2]> = entry.points.iter().enumerate().map(cells).collect();
        let words = label[0].height(LABEL_LEADING) + label[1].height(SMALL_LEADING);
        let stated = values
            .iter()
            .map(|[value, period]| value.height(VALUE_LEADING) + period.height(SMALL_LEADING));
        let height = stated.fold(words, f64::max).max(20.0) + 12.0;
        let common = common.map(shown_period);
        let height = height.max(if common.is_some() { 46.0 } else { 0.0 });
        Ok(TableRow { entry, estimates, label, values, common, height })
    }

    /// The column of the n-th of so many values: a single one stands in the last.
    fn column(&self, of: usize, n: usize) -> usize {
        (n + self.values.len()).saturating_sub(of).min(self.values.len() - 1)
    }

    fn face(&self, column: usize) -> Face {
        if column + 1 == self.values.len() { TO } else { FROM }
    }

    /// The room for the title of a panel: as far as the values, unless these have heads beside it.
    pub(crate) fn title_room(&self, first: bool) -> f64 {
        let heads = first && (self.values.len() > 1 || self.shared.is_some());
        if heads { self.label } else { self.plot.0 - LEFT - 20.0 - ARROW }
    }

    /// The heads of the value columns; returns how many lines they take.
    pub(crate) fn draw_heads(&self, canvas: &Canvas, baseline: f64) -> Result<usize, ChartError> {
        let kind = Type::end(HEAD, Ink::Muted);
        let pair = self.values.len() > 1;
        for ((edge, room), head) in self.values.iter().zip(self.pair.heads).filter(|_| pair) {
            let fitted = HEAD.fit(head, *room, 1);
            canvas.lines((*edge, baseline), kind, &fitted, head, 16.0)?;
        }
        let Some(period) = self.shared.as_deref().map(shown_period) else {
            return Ok(usize::from(pair));
        };
        let (edge, room) = self.values[self.values.len() - 1];
        let fitted = HEAD.fit(&period, room, 1);
        let baseline = if pair { baseline + 16.0 } else { baseline };
        canvas.lines((edge, baseline), kind, &fitted, &period, 16.0)?;
        Ok(1 + usize::from(pair))
    }

    pub(crate) fn draw_label(
        &self,
        canvas: &Canvas,
        set: &TableRow<'_>,
        y: f64,
    ) -> Result<(), ChartError> {
        cell::draw_label(canvas, &set.label, y)?;
        if set.entry.points.len() < 2 {
            return Ok(());
        }
        let between = self.values[0].0 + self.between / 2.0;
        if !self.pair.between.is_empty() {
            let kind = Type::middle(FROM, Ink::Muted);
            canvas.text((between, y + 4.7), kind, self.pair.between)?;
        }
        let Some(period) = &set.common else { return Ok(()) };
        // A single line: the arrow stands above it.
        let fitted = SMALL.fit(period, self.between - 8.0, 1);
        let kind = Type::middle(SMALL, Ink::Muted);
        canvas.lines((between, y + 18.0), kind, &fitted, period, SMALL_LEADING)
    }

    /// One value in its column: the words of the text, and the period below.
    pub(crate) fn draw_value(
        &self,
        canvas: &Canvas,
        set: &TableRow<'_>,
        n: usize,
        y: f64,
    ) -> Result<(), ChartError> {
        let column = self.column(set.values.len(), n);
        let (edge, _) = self.values[column];
        let [value, period] = &set.values[n];
        let value = (value, Type::end(self.face(column), Ink::Text));
        cell::draw_value(canvas, (edge, y), value, (period, Type::end(SMALL, Ink::Muted)))
    }

    /// The words beside the mark.
    pub(crate) fn draw_beside(
        &self,
        canvas: &Canvas,
        set: &TableRow<'_>,
        x: f64,
        baseline: f64,
    ) -> Result<(), ChartError> {
        let Bilingual { zh, en } = &set.entry.beside;
        let first = FROM.fit(zh, self.beside, 1);
        let kind = Type::start(FROM, Ink::Value);
        canvas.lines((x, baseline), kind, &first, zh, VALUE_LEADING)?;
        let room = self.beside - first.width - 5.0;
        if !en.is_empty() && SMALL.width(en) <= room + 0.5 {
            let at = (x + first.width + 5.0, baseline);
            canvas.text(at, Type::start(SMALL, Ink::Aside), en)?;
        }
        Ok(())
    }
}

/// The period that all values share.
fn shared_period<'a>(mut points: impl Iterator<Item = &'a Point>) -> Option<String> {
    let first = points.next()?.period.clone()?;
    points.all(|point| point.period.as_ref() == Some(&first)).then_some(first)
}

/// The period that both values of a change are of, where it is not that of all.
fn common_period<'a>(entry: &TableEntry<'a>, shared: &Option<String>) -> Option<&'a str> {
    let [from, to] = entry.points[..] else { return None };
    let period = from.period.as_deref().filter(|_| shared.is_none());
    period.filter(|period| to.period.as_deref() == Some(period) && !period.trim().is_empty())
}

/// The widest of some texts in whole px, within limits.
fn widest(widths: impl Iterator<Item = f64>, least: f64, most: f64) -> f64 {
    widths.fold(least, f64::max).min(most).ceil()
}

fn label_width(entries: &[&TableEntry<'_>]) -> f64 {
    let labels = entries
        .iter()
        .flat_map(|entry| [LABEL.width(entry.label.zh.trim()), SMALL.width(entry.label.en.trim())]);
    widest(labels, 150.0, 250.0)
}

fn value_width<'a>(
    points: impl Iterator<Item = &'a Point>,
    (last, head): (bool, Option<&str>),
    most: f64,
    shared: &Option<String>,
) -> f64 {
    let face = if last { TO } else { FROM };
    let words = points.map(|point| {
        let own = point.period.as_deref().filter(|_| shared.is_none());
        let period = own.map_or(0.0, |period| SMALL.width(&shown_period(period)));
        face.width(group_digits(&point.surface).trim()).max(period)
    });
    let period = shared.as_deref().map(|period| HEAD.width(&shown_period(period)));
    let heads = period.into_iter().chain(head.map(|head| HEAD.width(head)));
    widest(words.chain(heads), 56.0, most)
}

fn beside_width(words: &Bilingual) -> f64 {
    let en = if words.en.is_empty() { 0.0 } else { 5.0 + SMALL.width(&words.en) };
    FROM.width(&words.zh) + en
}
