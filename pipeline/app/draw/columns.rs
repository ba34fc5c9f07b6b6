//! The columns of `figures` that charts use.

use figlift_chart::Point;
use figlift_model::{ChangeEnd, Role};
use polars::prelude::*;

use super::inputs::ChartInputs;
use super::shown::ShownFigure;
use super::wording;

/// Columns of a frame, looked up once.
pub(super) struct FigureColumns<'f> {
    figure_id: &'f StringChunked,
    doc_id: &'f StringChunked,
    surface: &'f StringChunked,
    sentence: &'f StringChunked,
    qualifier: &'f StringChunked,
    indicator: &'f StringChunked,
    indicator_text: &'f StringChunked,
    ref_area: &'f StringChunked,
    role: &'f StringChunked,
    unit: &'f StringChunked,
    per: &'f StringChunked,
    classifier: &'f StringChunked,
    basis: &'f StringChunked,
    period: &'f StringChunked,
    change_id: &'f StringChunked,
    change_end: &'f StringChunked,
    /// Value and bounds.
    numbers: [&'f Float64Chunked; 3],
    /// First byte of the surface.
    start: &'f Int64Chunked,
    unit_mult: &'f Int16Chunked,
}

impl<'f> FigureColumns<'f> {
    pub(super) fn of(frame: &'f DataFrame) -> PolarsResult<FigureColumns<'f>> {
        let text = |name: &str| frame.column(name)?.str();
        let number = |name: &str| frame.column(name)?.f64();
        Ok(FigureColumns {
            figure_id: text("figure_id")?,
            doc_id: text("doc_id")?,
            surface: text("surface")?,
            sentence: text("sentence")?,
            qualifier: text("qualifier")?,
            indicator: text("indicator")?,
            indicator_text: text("indicator_text")?,
            ref_area: text("ref_area")?,
            role: text("role")?,
            unit: text("unit_measure")?,
            per: text("per")?,
            classifier: text("classifier")?,
            basis: text("basis")?,
            period: text("time_period")?,
            change_id: text("change_id")?,
            change_end: text("change_end")?,
            numbers: [number("obs_value")?, number("value_low")?, number("value_high")?],
            start: frame.column("byte_start")?.i64()?,
            unit_mult: frame.column("unit_mult")?.i16()?,
        })
    }

    /// The qualifier of a row.
    pub(super) fn qualifier(&self, row: usize) -> &'f str {
        self.qualifier.get(row).unwrap_or_default()
    }

    /// A row, as charts see it.
    pub(super) fn row(&self, inputs: &ChartInputs<'_>, row: usize) -> ShownFigure {
        let text = |column: &StringChunked| column.get(row).map(str::to_owned);
        let whole = |column: &StringChunked| text(column).unwrap_or_default();
        let point = self.point(inputs, row);
        ShownFigure {
            doc_id: whole(self.doc_id),
            indicator: text(self.indicator),
            words: whole(self.indicator_text),
            area: text(self.ref_area),
            role: self.role.get(row).and_then(Role::named).unwrap_or(Role::Level),
            unit: whole(self.unit),
            unit_mult: self.unit_mult.get(row).unwrap_or_default(),
            per: text(self.per),
            classifier: text(self.classifier),
            basis: text(self.basis),
            period: point.period.as_deref().and_then(|name| name.parse().ok()),
            change: text(self.change_id).zip(self.change_end.get(row).and_then(ChangeEnd::named)),
            point,
        }
    }

    fn point(&self, inputs: &ChartInputs<'_>, row: usize) -> Point {
        let whole = |column: &StringChunked| column.get(row).unwrap_or_default().to_owned();
        let [value, low, high] = self.numbers.map(|column| column.get(row));
        let (figure_id, doc_id) = (whole(self.figure_id), self.doc_id.get(row).unwrap_or_default());
        Point {
            link: Some(inputs.link(doc_id, &figure_id)),
            figure_id,
            surface: self.words(inputs, doc_id, row).unwrap_or_else(|| whole(self.surface)),
            period: self.period.get(row).map(str::to_owned),
            value,
            low,
            high,
            sentence: whole(self.sentence),
            implied: false,
        }
    }

    /// The value in the words of its text.
    fn words(&self, inputs: &ChartInputs<'_>, doc_id: &str, row: usize) -> Option<String> {
        let start = usize::try_from(self.start.get(row)?).ok()?;
        let (text, figure) = inputs.figure(doc_id, start)?;
        Some(wording::of(text, figure.span, figure.evidence.bound))
    }
}
