//! The Arrow form of an extraction: the published columns that do not depend on catalogues.

use arrow::array::RecordBatch;
use arrow::error::ArrowError;
use figlift_number::Exact;
use figlift_schema::{Cell, DIAGNOSTICS, FIGURES, NUMERALS, Rows};
use figlift_text::{Document, Period};

use crate::extraction::cut;
use crate::{Extraction, Figure};

/// Characters of the sentence that are kept on each side of a figure.
const AROUND: usize = 140;

/// The tables of some documents.
#[derive(Clone, Debug)]
pub struct Batches {
    /// `figures`, without the columns that catalogues fill.
    pub figures: RecordBatch,
    /// `numerals`.
    pub numerals: RecordBatch,
    /// `diagnostics`.
    pub diagnostics: RecordBatch,
}

impl Batches {
    /// The tables of documents and their extractions, in the given order.
    ///
    /// # Errors
    /// If a row does not fit the published schema, which is a bug in figlift.
    pub fn of(extracted: &[(&Document, &Extraction)]) -> Result<Batches, ArrowError> {
        let mut figures = Rows::extracted(&FIGURES);
        let mut numerals = Rows::extracted(&NUMERALS);
        let mut diagnostics = Rows::extracted(&DIAGNOSTICS);
        for (document, extraction) in extracted {
            for figure in &extraction.figures {
                figures.push(|name| figure.cell(document, name));
            }
            for row in &extraction.numerals {
                let points = document.code_points(row.span);
                numerals.push(|name| match name {
                    "doc_id" => document.id().into(),
                    "byte_start" => row.span.start.into(),
                    "byte_end" => row.span.end.into(),
                    "char_start" => points.start.into(),
                    "char_end" => points.end.into(),
                    "surface" => document.text()[row.span.range()].into(),
                    "class" => row.class.as_str().into(),
                    "figure_id" => row.figure.clone().into(),
                    "rule" => row.rule.clone().into(),
                    _ => Cell::Text(None),
                });
            }
            for problem in &extraction.diagnostics {
                let position = document.position(problem.span.start);
                diagnostics.push(|name| match name {
                    "doc_id" => document.id().into(),
                    "code" => problem.code.into(),
                    "severity" => problem.severity.to_string().as_str().into(),
                    "line" => position.line.into(),
                    "column" => position.column.into(),
                    "byte_start" => problem.span.start.into(),
                    "byte_end" => problem.span.end.into(),
                    "message" => problem.message.as_str().into(),
                    _ => Cell::Text(None),
                });
            }
        }
        Ok(Batches {
            figures: figures.finish()?,
            numerals: numerals.finish()?,
            diagnostics: diagnostics.finish()?,
        })
    }
}

impl Figure {
    /// The value of a column of `figures`; `document` is the one that states the figure. Null for
    /// columns that the extractor does not fill.
    pub fn cell(&self, document: &Document, column: &str) -> Cell {
        figure_cell(document, self, column)
    }
}

fn figure_cell(document: &Document, figure: &Figure, name: &str) -> Cell {
    let text = document.text();
    let points = || document.code_points(figure.span);
    let exact = |value: Option<&Exact>| Cell::Float(value.map(Exact::to_f64));
    let words = |span: Option<figlift_text::Span>| {
        Cell::Text(span.map(|span| text[span.range()].to_owned()))
    };
    let indicator = figure.indicator.as_ref().and_then(|measured| measured.span);
    let period = figure.period.map(|(period, _)| period);
    let day = |date: fn(Period) -> jiff::civil::Date| {
        Cell::Date(period.and_then(|period| days(date(period))))
    };
    match name {
        "figure_id" => figure.id.as_str().into(),
        "doc_id" => document.id().into(),
        "byte_start" => figure.span.start.into(),
        "byte_end" => figure.span.end.into(),
        "char_start" => points().start.into(),
        "char_end" => points().end.into(),
        "surface" => text[figure.span.range()].into(),
        "obs_value" => exact(figure.value.as_ref()),
        "qualifier" => figure.qualifier.as_str().into(),
        "value_low" => exact(figure.bounds.low.as_ref().map(|end| &end.value)),
        "value_high" => exact(figure.bounds.high.as_ref().map(|end| &end.value)),
        "low_closed" => Cell::Bool(figure.bounds.low.as_ref().map(|end| end.closed)),
        "high_closed" => Cell::Bool(figure.bounds.high.as_ref().map(|end| end.closed)),
        "resolution" => exact(figure.resolution.as_ref()),
        "unit_measure" => figure.unit.as_str().into(),
        "unit_mult" => Cell::Int(Some(figure.unit_mult.into())),
        "classifier" => figure.classifier.clone().into(),
        "per" => figure.per.clone().into(),
        "role" => figure.role.as_str().into(),
        "change_id" => figure.change.as_ref().map(|(id, _)| id.clone()).into(),
        "change_end" => figure.change.as_ref().map(|(_, end)| end.as_str().to_owned()).into(),
        "alt_of" => figure.alt_of.clone().into(),
        "basis" => figure.basis.map(|basis| basis.as_str().to_owned()).into(),
        "base_period" => figure.base_period.map(|period| period.to_string()).into(),
        "indicator_text" => figure.indicator.as_ref().map(|it| it.words.clone()).into(),
        "indicator_start" => Cell::Int(indicator.and_then(|span| span.start.try_into().ok())),
        "indicator_end" => Cell::Int(indicator.and_then(|span| span.end.try_into().ok())),
        "ref_area" => figure.area.clone().into(),
        "ref_area_text" => words(figure.area_words),
        "time_period" => period.map(|period| period.to_string()).into(),
        "period_start" => day(Period::first),
        "period_end" => day(Period::last),
        "freq" => period.and_then(Period::freq).map(|freq| freq.code().to_owned()).into(),
        "period_source" => {
            let source = figure.period.and_then(|(_, source)| source);
            source.map(|source| source.as_str().to_owned()).into()
        }
        "obs_status" => figure.status.as_str().into(),
        "section" => words(figure.section),
        "sentence" => cut(text, figure.sentence, figure.span, AROUND).as_str().into(),
        "sentence_start" => figure.sentence.start.into(),
        "sentence_end" => figure.sentence.end.into(),
        "rule" => figure.rule.as_str().into(),
        "correction" => figure.correction.clone().into(),
        _ => Cell::Text(None),
    }
}

fn days(date: jiff::civil::Date) -> Option<i32> {
    let epoch = jiff::civil::date(1970, 1, 1);
    Some(epoch.until(date).ok()?.get_days())
}
