//! Figures and numerals held against the annotations of people, field by field.
//!
//! Only the annotated range of a text counts, from its first gold row to the end of its last. A figure
//! is matched with the gold figure that it overlaps most, one to one; fields are scored over matched
//! figures, period and basis over those for which the gold states one.

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

/// A text, what people found in it and what figlift did.
#[derive(Debug)]
pub(crate) struct Annotated<'a> {
    /// The file of the text, for places in it.
    pub file: PathBuf,
    /// The text.
    pub document: Document,
    /// What was extracted from it.
    pub extraction: Extraction,
    /// Its gold rows, of which there is at least one.
    pub gold: &'a [GoldRow],
}

/// The score over all texts together.
///
/// # Errors
/// Where extracted rows do not fit their schema, which is a fault of figlift.
pub(crate) fn score(texts: &[Annotated<'_>]) -> anyhow::Result<Score> {
    let mut tally = Tally::default();
    for text in texts {
        let found = Found::of(&text.document, &text.extraction)?;
        compare::count(text, &found, &mut tally);
    }
    Ok(tally.score())
}
