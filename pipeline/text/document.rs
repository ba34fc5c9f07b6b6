use crate::fold::Fold;
use crate::offsets::Offsets;
use crate::structure::structure;
use crate::{Paragraph, Period, Position, Sentence, Span};

/// What is known of a document besides its text: its sidecar. All of it may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The day of publication, or on which it was given: a year, a month or a day.
    pub date: Option<Period>,
    /// Reporting period.
    pub period: Option<Period>,
    /// Area that it is about, as a code: `CN`, `CN-JX`.
    pub ref_area: Option<String>,
    /// Where the text was taken from.
    pub source: Option<String>,
    /// Licence of the text.
    pub licence: Option<String>,
}

/// One text with its structure and metadata.
///
/// It has two faces: [`text`](Document::text) is what was published, and all offsets that leave
/// figlift refer to it; [`reading`](Document::reading) is the same text with one character folded
/// to one and without line ends that only break a word, and rules see only that. [`to_text`](Document::to_text) leads from one to the other.
#[derive(Debug)]
pub struct Document {
    id: String,
    text: String,
    metadata: Metadata,
    dateline: Option<Span>,
    fold: Fold,
    offsets: Offsets,
    paragraphs: Vec<Paragraph>,
    sentences: Vec<Sentence>,
}

impl Document {
    /// A document of that id, text and metadata.
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
            fold,
            offsets,
            paragraphs,
            sentences,
        }
    }

    /// The same document with the date that its own text states there.
    pub fn dated_by(mut self, date: Period, dateline: Span) -> Document {
        (self.metadata.date, self.dateline) = (Some(date), Some(dateline));
        self
    }

    /// Where the text states its date, if that was taken from it.
    pub fn dateline(&self) -> Option<Span> {
        self.dateline
    }

    /// Path below the raw folder, without extension.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The text as published.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the sidecar says, and the date of the text where only the text states one.
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

    /// The span of the text that a span of the reading stands for.
    pub fn to_text(&self, reading: Span) -> Span {
        let start = self.fold.to_text(reading.start);
        Span::new(start, self.fold.end_to_text(reading.end).max(start))
    }

    /// A span of the text in code points.
    pub fn code_points(&self, text: Span) -> Span {
        let at = |byte| self.offsets.code_points(&self.text, byte);
        Span::new(at(text.start), at(text.end))
    }

    /// The byte of the text at a line and column; `None` where there is no such place.
    pub fn byte_at(&self, position: Position) -> Option<usize> {
        self.offsets.byte_at(&self.text, position)
    }

    /// Line and column of a byte of the text.
    pub fn position(&self, byte: usize) -> Position {
        self.offsets.position(&self.text, byte)
    }
}
