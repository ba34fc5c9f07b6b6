use crate::fold::Fold;
use crate::offsets::Offsets;
use crate::structure::structure;
use crate::{Paragraph, Period, Position, Sentence, Span};

/// The metadata of a document, from its sidecar. All of it is optional.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Title.
    pub title: Option<String>,
    /// Publisher.
    pub publisher: Option<String>,
    /// The date on which it was published or given: a year, a month or a day.
    pub date: Option<Period>,
    /// Reporting period.
    pub period: Option<Period>,
    /// Code of its area: `CN`, `CN-JX`.
    pub ref_area: Option<String>,
    /// The source of the text.
    pub source: Option<String>,
    /// Licence of the text.
    pub licence: Option<String>,
}

/// A text with its structure and metadata.
///
/// It has two forms: [`text`](Document::text) is the published text, to which all published offsets
/// refer; [`reading`](Document::reading) is the same text with characters folded one to one and
/// without line ends within words, and rules see only that. [`to_text`](Document::to_text) maps
/// spans of the reading to the text.
#[derive(Debug)]
pub struct Document {
    id: String,
    text: String,
    metadata: Metadata,
    dateline: Option<Span>,
    area_words: Option<Span>,
    fold: Fold,
    offsets: Offsets,
    paragraphs: Vec<Paragraph>,
    sentences: Vec<Sentence>,
}

impl Document {
    /// A document with that id, text and metadata.
    pub fn new(id: impl Into<String>, text: impl Into<String>, metadata: Metadata) -> Document {
        let text = text.into();
        let fold = Fold::new(&text);
        let offsets = Offsets::new(&text);
        let (paragraphs, sentences) = structure(fold.reading().unwrap_or(&text));
        Document {
            id: id.into(),
            text,
            metadata,
            dateline: None,
            area_words: None,
            fold,
            offsets,
            paragraphs,
            sentences,
        }
    }

    /// The same document with other metadata.
    pub fn with_metadata(self, metadata: Metadata) -> Document {
        Document { metadata, ..self }
    }

    /// The same document with the date that its text states at a span.
    pub fn dated_by(mut self, date: Period, dateline: Span) -> Document {
        (self.metadata.date, self.dateline) = (Some(date), Some(dateline));
        self
    }

    /// The same document with the area of the source that it names: in its text at a span, or in its
    /// sidecar.
    pub fn located_in(mut self, area: String, words: Option<Span>) -> Document {
        (self.metadata.ref_area, self.area_words) = (Some(area), words);
        self
    }

    /// The span of the source that the area was taken from, if it was taken from the text.
    pub fn area_words(&self) -> Option<Span> {
        self.area_words
    }

    /// The span of the date, if it was taken from the text.
    pub fn dateline(&self) -> Option<Span> {
        self.dateline
    }

    /// Path in the raw folder, without extension.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The text as published.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The metadata of the sidecar, and the date and area of the text if only the text states them.
    pub fn metadata(&self) -> &Metadata {
        &self.metadata
    }

    /// The text as rules read it.
    pub fn reading(&self) -> &str {
        self.fold.reading().unwrap_or(&self.text)
    }

    /// All paragraphs, in order.
    pub fn paragraphs(&self) -> &[Paragraph] {
        &self.paragraphs
    }

    /// All sentences, in order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// The span of the text for a span of the reading.
    pub fn to_text(&self, reading: Span) -> Span {
        let start = self.fold.to_text(reading.start);
        Span::new(start, self.fold.end_to_text(reading.end).max(start))
    }

    /// A span of the text in code points.
    pub fn code_points(&self, text: Span) -> Span {
        self.offsets.span(&self.text, text)
    }

    /// The byte of the text at a line and column; `None` if there is no such place.
    pub fn byte_at(&self, position: Position) -> Option<usize> {
        self.offsets.byte_at(&self.text, position)
    }

    /// Line and column of a byte of the text.
    pub fn position(&self, byte: usize) -> Position {
        self.offsets.position(&self.text, byte)
    }
}
