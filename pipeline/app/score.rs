//! Compares figures and numerals with annotations, field by field.
//!
//! Only the annotated range of a text counts, from the start of its first gold row to the end of
//! its last. Figures are matched one to one with the gold figures that they overlap most; fields
//! are scored over matched figures, period and basis over those for which the gold states one.

mod answers;
mod common;
mod compare;
mod field;
mod found;
mod gold;
mod right;
mod tally;

use std::path::PathBuf;

use figlift_extract::Extraction;
use figlift_text::Document;

use found::Found;
use gold::GoldRow;
use tally::Tally;

pub(crate) use gold::Gold;
pub(crate) use tally::{Measure, Mistake, Score};

/// A text with its annotations and its extraction.
#[derive(Debug)]
pub(crate) struct Annotated<'a> {
    /// The file of the text, for places.
    pub file: PathBuf,
    /// The text.
    pub document: Document,
    /// Its extraction.
    pub extraction: Extraction,
    /// Its gold rows, at least one.
    pub gold: &'a [GoldRow],
}

/// The score over all texts together.
///
/// # Errors
/// If extracted rows do not fit their schema, which is a bug in figlift.
pub(crate) fn score(texts: &[Annotated<'_>]) -> anyhow::Result<Score> {
    let mut tally = Tally::default();
    for text in texts {
        let found = Found::of(&text.document, &text.extraction)?;
        compare::count(text, &found, &mut tally);
    }
    Ok(tally.score())
}
