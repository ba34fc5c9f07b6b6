//! Figures and numerals as `extract` and `numerals` print them.

use std::ops::Range;

use arrow::array::RecordBatch;
use arrow::json::LineDelimitedWriter;
use figlift_extract::{Batches, Extraction};
use figlift_text::Document;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::common::CommonFields;

/// An extracted figure.
#[derive(Debug, Deserialize)]
pub(super) struct FoundFigure {
    pub byte_start: usize,
    pub byte_end: usize,
    pub char_start: usize,
    pub char_end: usize,
    pub surface: String,
    pub change_id: Option<String>,
    pub change_end: Option<String>,
    pub indicator_text: Option<String>,
    pub action_text: Option<String>,
    pub ref_area: Option<String>,
    pub base_period: Option<String>,
    pub is_cumulative: Option<bool>,
    pub rule: String,
    #[serde(skip)]
    pub stated: CommonFields,
}

/// A numeral with its class.
#[derive(Debug, Deserialize)]
pub(super) struct FoundNumeral {
    pub char_start: usize,
    pub char_end: usize,
    pub surface: String,
    pub class: String,
}

/// The extraction of a text.
#[derive(Debug)]
pub(super) struct Found {
    pub figures: Vec<FoundFigure>,
    pub numerals: Vec<FoundNumeral>,
}

impl FoundFigure {
    /// Its offsets in code points.
    pub(super) fn range(&self) -> Range<usize> {
        self.char_start..self.char_end
    }
}

impl FoundNumeral {
    /// Its offsets in code points.
    pub(super) fn range(&self) -> Range<usize> {
        self.char_start..self.char_end
    }
}

impl Found {
    /// The printed rows of an extraction.
    pub(super) fn of(document: &Document, extraction: &Extraction) -> anyhow::Result<Found> {
        let batches = Batches::of(&[(document, extraction)])?;
        let mut figures: Vec<FoundFigure> = rows(&batches.figures)?;
        for (figure, stated) in figures.iter_mut().zip(rows(&batches.figures)?) {
            figure.stated = stated;
        }
        Ok(Found { figures, numerals: rows(&batches.numerals)? })
    }
}

/// Reads rows from their printed form, so that the output of the program is compared.
fn rows<Row: DeserializeOwned>(batch: &RecordBatch) -> anyhow::Result<Vec<Row>> {
    let mut writer = LineDelimitedWriter::new(Vec::new());
    writer.write(batch)?;
    writer.finish()?;
    let printed = writer.into_inner();
    let rows = serde_json::Deserializer::from_slice(&printed).into_iter();
    Ok(rows.collect::<Result<_, _>>()?)
}
