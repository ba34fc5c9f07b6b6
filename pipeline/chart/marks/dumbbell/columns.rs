//! The columns of a chart of changes: texts broken to their widths, and where each column stands.

use crate::change::{estimates, words};
use crate::estimate::Estimate;
use crate::marks::cell::TextCell;
use crate::marks::faces::{
    FROM, HEAD, LABEL, LABEL_LEADING, PANEL, SMALL, SMALL_LEADING, TO, VALUE_LEADING, shown_period,
};
use crate::measure::Face;
use crate::number::group_digits;
use crate::page::{LEFT, RIGHT};
use crate::{Bilingual, ChartError, ChartRow, Panel, Point, Scale};

/// The length of an arrow without end, in px.
pub(super) const ARROW: f64 = 26.0;

/// A row with its texts broken to the columns and its values understood.
pub(super) struct ChangeRow<'a> {
    pub(super) row: &'a ChartRow,
    pub(super) from: Estimate,
    pub(super) to: Estimate,
    pub(super) change: Bilingual,
    pub(super) label: [TextCell; 2],
    pub(super) values: [TextCell; 2],
    pub(super) periods: [TextCell; 2],
    pub(super) height: f64,
}

/// The columns of a chart; all panels share them, so that they line up.
pub(super) struct ChangeColumns {
    pub(super) label: f64,
    pub(super) from: f64,
    pub(super) to: f64,
    /// The right edges of the value columns.
    pub(super) from_edge: f64,
    pub(super) to_edge: f64,
    /// The px between which values are drawn.
    pub(super) plot: (f64, f64),
    /// The widest word of change.
    pub(super) change: f64,
    /// The period that all first (last) values share, shown once in the head.
    pub(super) shared: [Option<String>; 2],
}

impl ChangeColumns {
    pub(super) fn of(panels: &[Panel]) -> Result<ChangeColumns, ChartError> {
        let shared = [false, true].map(|last| shared_period(panels, last));
        let label = label_width(panels);
        let from = value_width(panels, FROM, false, &shared[0]);
        let to = value_width(panels, TO, true, &shared[1]);
        let (mut change, mut arrow) = (40.0_f64, 0.0);
        for (panel, row) in rows(panels) {
            let [from, to] = estimates(row)?;
            if from.is_open() || to.is_open() {
                arrow = ARROW;
            }
            change = change.max(change_width(&words(panel.scale, &from, &to)));
        }
        // Very long numbers are cut like other labels.
        let change = change.min(190.0).ceil();
        let from_edge = LEFT + label + 18.0 + from;
        let to_edge = from_edge + 44.0 + to;
        let plot = (to_edge + 36.0 + arrow, RIGHT - change - BESIDE - arrow);
        Ok(ChangeColumns { label, from, to, from_edge, to_edge, plot, change, shared })
    }

    /// The period that all values share, first and last: both are of one span.
    pub(super) fn one_period(&self) -> Option<String> {
        let [first, last] = &self.shared;
        first.as_deref().filter(|_| first == last).map(shown_period).filter(|one| !one.is_empty())
    }

    /// The head of a value column: what it is, and the period that all its values share, unless both
    /// columns share it.
    pub(super) fn heads(&self, last: bool) -> Vec<String> {
        let mut heads = heads(&self.shared[usize::from(last)], last);
        heads.truncate(if self.one_period().is_some() { 1 } else { 2 });
        heads
    }

    /// How long the value axis is, in px.
    pub(super) fn length(&self) -> f64 {
        self.plot.1 - self.plot.0
    }
}

/// The room between the last px of the axis and the words beside it: half a mark with its halo.
const BESIDE: f64 = 22.0;

fn rows(panels: &[Panel]) -> impl Iterator<Item = (&Panel, &ChartRow)> {
    panels.iter().flat_map(|panel| panel.rows.iter().map(move |row| (panel, row)))
}

fn point(row: &ChartRow, last: bool) -> &Point {
    row.ends()[usize::from(last)]
}

/// The period that all first (last) values share.
fn shared_period(panels: &[Panel], last: bool) -> Option<String> {
    let mut periods = rows(panels).map(|(_, row)| &point(row, last).period);
    let first = periods.next()?.as_ref()?;
    periods.all(|period| period.as_ref() == Some(first)).then(|| first.clone())
}

/// The widest of some texts in whole px, within limits.
fn widest(widths: impl Iterator<Item = f64>, least: f64, most: f64) -> f64 {
    widths.fold(least, f64::max).min(most).ceil()
}

fn label_width(panels: &[Panel]) -> f64 {
    let labels = rows(panels)
        .flat_map(|(_, row)| [LABEL.width(row.label.zh.trim()), SMALL.width(row.label.en.trim())]);
    let titles = panels.iter().map(|panel| PANEL.width(&panel.title.joined()));
    widest(labels.chain(titles), 110.0, 236.0)
}

fn value_width(panels: &[Panel], face: Face, last: bool, shared: &Option<String>) -> f64 {
    let words = rows(panels).map(|(_, row)| {
        let point = point(row, last);
        let period = point.period.as_ref().filter(|_| shared.is_none());
        let period = period.map_or(0.0, |period| SMALL.width(&shown_period(period)));
        face.width(group_digits(&point.surface).trim()).max(period)
    });
    let heads = heads(shared, last).into_iter().map(|head| HEAD.width(&head));
    widest(words.chain(heads), 52.0, 116.0)
}

/// The head of a value column: what it is, and the period that all its values share.
fn heads(shared: &Option<String>, last: bool) -> Vec<String> {
    let head = if last { "止 to" } else { "起 from" };
    let period = shared.as_deref().map(shown_period);
    std::iter::once(head.to_owned()).chain(period.filter(|p| !p.is_empty())).collect()
}

pub(super) fn change_width(change: &Bilingual) -> f64 {
    FROM.width(&change.zh) + if change.en.is_empty() { 0.0 } else { 5.0 + SMALL.width(&change.en) }
}

pub(super) fn set_rows<'a>(
    panel: &'a Panel,
    columns: &ChangeColumns,
) -> Result<Vec<ChangeRow<'a>>, ChartError> {
    panel.rows.iter().map(|row| set_row(panel.scale, row, columns)).collect()
}

pub(super) fn set_row<'a>(
    scale: Scale,
    row: &'a ChartRow,
    columns: &ChangeColumns,
) -> Result<ChangeRow<'a>, ChartError> {
    let [from, to] = estimates(row)?;
    let [first, last] = row.ends();
    let label = [
        TextCell::new(&row.label.zh, LABEL, columns.label),
        TextCell::new(&row.label.en, SMALL, columns.label),
    ];
    let values = [
        TextCell::new(&group_digits(&first.surface), FROM, columns.from),
        TextCell::new(&group_digits(&last.surface), TO, columns.to),
    ];
    let period = |n: usize, period: &Option<String>, room: f64| {
        let own = period.as_deref().filter(|_| columns.shared[n].is_none());
        TextCell::new(&shown_period(own.unwrap_or("")), SMALL, room)
    };
    let periods = [period(0, &first.period, columns.from), period(1, &last.period, columns.to)];
    let words_height = label[0].height(LABEL_LEADING) + label[1].height(SMALL_LEADING);
    let value_height =
        |n: usize| values[n].height(VALUE_LEADING) + periods[n].height(SMALL_LEADING);
    let height = words_height.max(value_height(0)).max(value_height(1)).max(20.0) + 12.0;
    let change = words(scale, &from, &to);
    Ok(ChangeRow { row, from, to, change, label, values, periods, height })
}
