//! The columns of `figures` that charts use.

use figlift_chart::{Point, PointStanding};
use figlift_model::{ChangeEnd, ObsStatus, Role};
use figlift_normalize::with_action;
use figlift_text::Period;
use polars::prelude::*;

use super::inputs::ChartInputs;
use super::shown::ShownFigure;
use super::wording::PlaceColumns;

/// Columns of a frame, looked up once.
pub(super) struct FigureColumns<'f> {
    figure_id: &'f StringChunked,
    doc_id: &'f StringChunked,
    qualifier: &'f StringChunked,
    indicator: &'f StringChunked,
    indicator_text: &'f StringChunked,
    action_text: &'f StringChunked,
    ref_area: &'f StringChunked,
    role: &'f StringChunked,
    unit: &'f StringChunked,
    per: &'f StringChunked,
    classifier: &'f StringChunked,
    basis: &'f StringChunked,
    period: &'f StringChunked,
    ref_period: &'f StringChunked,
    action: &'f StringChunked,
    is_cumulative: &'f BooleanChunked,
    status: &'f StringChunked,
    change_id: &'f StringChunked,
    change_end: &'f StringChunked,
    /// Value and bounds.
    numbers: [&'f Float64Chunked; 3],
    unit_mult: &'f Int16Chunked,
    places: PlaceColumns<'f>,
}

/// A row, as far as charts select by it.
pub(super) struct SelectedRow<'f> {
    row: usize,
    pub(super) figure_id: &'f str,
    pub(super) doc_id: &'f str,
    pub(super) qualifier: &'f str,
    pub(super) indicator: Option<&'f str>,
    /// The indicator words.
    pub(super) words: &'f str,
    pub(super) area: Option<&'f str>,
    /// The period that it is of, else the span of years that it is stated of.
    pub(super) period: Option<Period>,
    /// The period that it is of.
    pub(super) ref_period: Option<Period>,
    /// Id of its change, and the end.
    pub(super) change: Option<(&'f str, ChangeEnd)>,
    /// Value and bounds.
    pub(super) numbers: [Option<f64>; 3],
}

impl<'f> FigureColumns<'f> {
    pub(super) fn of(frame: &'f DataFrame) -> PolarsResult<FigureColumns<'f>> {
        let text = |name: &str| frame.column(name)?.str();
        let number = |name: &str| frame.column(name)?.f64();
        Ok(FigureColumns {
            figure_id: text("figure_id")?,
            doc_id: text("doc_id")?,
            qualifier: text("qualifier")?,
            indicator: text("indicator")?,
            indicator_text: text("indicator_text")?,
            action_text: text("action_text")?,
            ref_area: text("ref_area")?,
            role: text("role")?,
            unit: text("unit_measure")?,
            per: text("per")?,
            classifier: text("classifier")?,
            basis: text("basis")?,
            period: text("time_period")?,
            ref_period: text("ref_period")?,
            action: text("action")?,
            is_cumulative: frame.column("is_cumulative")?.bool()?,
            status: text("obs_status")?,
            change_id: text("change_id")?,
            change_end: text("change_end")?,
            numbers: [number("obs_value")?, number("value_low")?, number("value_high")?],
            unit_mult: frame.column("unit_mult")?.i16()?,
            places: PlaceColumns::of(frame)?,
        })
    }

    /// A row, as far as charts select by it.
    pub(super) fn selected(&self, row: usize) -> SelectedRow<'f> {
        let whole = |column: &'f StringChunked| column.get(row).unwrap_or_default();
        let period = |column: &StringChunked| column.get(row).and_then(|name| name.parse().ok());
        let ref_period = period(self.ref_period);
        SelectedRow {
            row,
            figure_id: whole(self.figure_id),
            doc_id: whole(self.doc_id),
            qualifier: whole(self.qualifier),
            indicator: self.indicator.get(row),
            words: whole(self.indicator_text),
            area: self.ref_area.get(row),
            period: ref_period.or_else(|| period(self.period)),
            ref_period,
            change: self
                .change_id
                .get(row)
                .zip(self.change_end.get(row).and_then(ChangeEnd::named)),
            numbers: self.numbers.map(|column| column.get(row)),
        }
    }

    /// The same row, as charts see it.
    pub(super) fn shown(
        &self,
        inputs: &ChartInputs<'_>,
        selected: &SelectedRow<'_>,
    ) -> ShownFigure {
        let row = selected.row;
        let text = |column: &StringChunked| column.get(row).map(str::to_owned);
        ShownFigure {
            doc_id: selected.doc_id.to_owned(),
            indicator: selected.indicator.map(str::to_owned),
            words: with_action(self.action_text.get(row), selected.words).into_owned(),
            area: selected.area.map(str::to_owned),
            role: self.role.get(row).and_then(Role::named).unwrap_or(Role::Level),
            unit: text(self.unit).unwrap_or_default(),
            unit_mult: self.unit_mult.get(row).unwrap_or_default(),
            per: text(self.per),
            classifier: text(self.classifier),
            basis: text(self.basis),
            action: text(self.action),
            is_cumulative: self.is_cumulative.get(row).unwrap_or_default(),
            status: self.status.get(row).and_then(ObsStatus::named).unwrap_or(ObsStatus::Actual),
            period: selected.period,
            change: selected.change.map(|(id, end)| (id.to_owned(), end)),
            point: self.point(inputs, selected),
            place: self.places.get(row),
        }
    }

    fn point(&self, inputs: &ChartInputs<'_>, selected: &SelectedRow<'_>) -> Point {
        let SelectedRow { row, doc_id, numbers: [value, low, high], .. } = *selected;
        let whole = |column: &StringChunked| column.get(row).unwrap_or_default().to_owned();
        let figure_id = whole(self.figure_id);
        Point {
            link: Some(inputs.link(doc_id, &figure_id)),
            figure_id,
            surface: String::new(),
            period: selected.period.map(|period| period.to_string()),
            value,
            low,
            high,
            sentence: String::new(),
            standing: standing(self.status.get(row)),
        }
    }
}

/// How a value of that status stands to what is over.
fn standing(status: Option<&str>) -> PointStanding {
    match status.and_then(ObsStatus::named) {
        Some(ObsStatus::Provisional) => PointStanding::Provisional,
        Some(ObsStatus::Forecast | ObsStatus::Target) => PointStanding::Ahead,
        Some(ObsStatus::Actual) | None => PointStanding::Stated,
    }
}
