//! Where the words of a value are in its text, with a bounding word next to it.

use figlift_extract::{Extraction, sentence_around};
use figlift_text::{Document, Span};
use polars::prelude::{Column, DataFrame, Int64Chunked, PolarsResult};

/// The columns of the words of a value, besides those of `figures`.
const START: &str = "words_start";
const END: &str = "words_end";

/// The places of the words of a figure in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct WordsPlace {
    /// The value.
    value: Span,
    /// The same with the bounding word right before or after it: 超10亿元, 50万人左右.
    words: Span,
    sentence: Span,
}

/// The columns of places.
pub(super) struct PlaceColumns<'f> {
    value: [&'f Int64Chunked; 2],
    words: [&'f Int64Chunked; 2],
    sentence: [&'f Int64Chunked; 2],
}

/// Adds the columns of the words to the rows of `figures`, which are in order of the documents.
pub(crate) fn add_places(
    figures: &mut DataFrame,
    extracted: &[(&Document, &Extraction)],
) -> PolarsResult<()> {
    let all = || extracted.iter().flat_map(|(_, extraction)| &extraction.figures);
    let words = || all().map(|figure| words(figure.span, figure.evidence.bound));
    let starts: Vec<i64> = words().map(|words| words.start as i64).collect();
    let ends: Vec<i64> = words().map(|words| words.end as i64).collect();
    figures.with_column(Column::new(START.into(), starts))?;
    figures.with_column(Column::new(END.into(), ends))?;
    Ok(())
}

/// The span of a value with a bounding word that touches it.
fn words(value: Span, bound: Option<Span>) -> Span {
    let touches = |bound: &Span| bound.end == value.start || bound.start == value.end;
    bound.filter(touches).map_or(value, |bound| bound.join(value))
}

impl WordsPlace {
    /// The words, in half width, and the sentence that states them.
    pub(super) fn of(self, text: &str) -> (String, String) {
        let words = half_width(text.get(self.words.range()).unwrap_or_default());
        (words, sentence_around(text, self.sentence, self.value).to_owned())
    }
}

impl<'f> PlaceColumns<'f> {
    pub(super) fn of(frame: &'f DataFrame) -> PolarsResult<PlaceColumns<'f>> {
        let number = |name: &str| frame.column(name)?.i64();
        Ok(PlaceColumns {
            value: [number("byte_start")?, number("byte_end")?],
            words: [number(START)?, number(END)?],
            sentence: [number("sentence_start")?, number("sentence_end")?],
        })
    }

    /// The places of a row; all columns have values.
    pub(super) fn get(&self, row: usize) -> WordsPlace {
        let byte = |column: &Int64Chunked| {
            column.get(row).and_then(|byte| usize::try_from(byte).ok()).unwrap_or_default()
        };
        let span = |[start, end]: [&Int64Chunked; 2]| Span::new(byte(start), byte(end));
        WordsPlace {
            value: span(self.value),
            words: span(self.words),
            sentence: span(self.sentence),
        }
    }
}

/// Full-width digits and signs as half-width ones, so that the labels of a chart look alike.
fn half_width(surface: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' | '．' | '％' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    surface.chars().map(narrow).collect()
}
