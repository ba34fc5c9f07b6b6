use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::fold::Fold;
use crate::layout::TextLayout;
use crate::offsets::Offsets;
use crate::structure::structure;
use crate::{Diagnostic, Paragraph, Period, Sentence, SourcePlace, Span};

/// The metadata of a document, from its sidecar. All of it is optional.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    layout: TextLayout,
    noticed: Vec<Diagnostic>,
    metadata: Metadata,
    dateline: Option<Span>,
    area_words: Option<Span>,
    fold: Fold,
    offsets: Offsets,
    paragraphs: Vec<Paragraph>,
    sentences: Vec<Sentence>,
}

impl Document {
    /// A document of plain text, with that id and metadata.
    pub fn new(id: impl Into<String>, text: impl Into<String>, metadata: Metadata) -> Document {
        Document::derived(id, text, TextLayout::default(), metadata)
    }

    /// A document of a text that was derived from something else.
    pub fn derived(
        id: impl Into<String>,
        text: impl Into<String>,
        layout: TextLayout,
        metadata: Metadata,
    ) -> Document {
        let text = text.into();
        let fold = Fold::new(&text, &layout);
        let offsets = Offsets::new(&text);
        let (paragraphs, sentences) = structure(fold.reading().unwrap_or(&text), &layout, &fold);
        Document {
            id: id.into(),
            text,
            layout,
            noticed: Vec::new(),
            metadata,
            dateline: None,
            area_words: None,
            fold,
            offsets,
            paragraphs,
            sentences,
        }
    }

    /// The same document with what its reader noticed.
    pub fn with_noticed(self, noticed: Vec<Diagnostic>) -> Document {
        Document { noticed, ..self }
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

    /// How the text was derived from its original.
    pub fn layout(&self) -> &TextLayout {
        &self.layout
    }

    /// What its reader noticed.
    pub fn noticed(&self) -> &[Diagnostic] {
        &self.noticed
    }

    /// The words of a span of the text, without the marks of notes in it.
    pub fn words(&self, span: Span) -> Cow<'_, str> {
        let first = self.layout.marks.partition_point(|mark| mark.end <= span.start);
        let marks = self.layout.marks[first..].iter().take_while(|mark| mark.start < span.end);
        let mut words = String::new();
        let mut from = span.start;
        for mark in marks {
            words.push_str(&self.text[from..mark.start.max(from)]);
            from = mark.end.min(span.end);
        }
        let rest = &self.text[from..span.end];
        if from == span.start { Cow::Borrowed(rest) } else { Cow::Owned(words + rest) }
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

    /// The byte of the reading for a byte of the text; where the reading leaves it out, the next that it holds.
    pub fn to_reading(&self, text: usize) -> usize {
        self.fold.to_reading(text)
    }

    /// A span of the text in code points.
    pub fn code_points(&self, text: Span) -> Span {
        self.offsets.span(&self.text, text)
    }

    /// The first byte of the text at a place of its original; `None` if nothing of it is there.
    pub fn byte_at(&self, place: &SourcePlace) -> Option<usize> {
        match place {
            SourcePlace::Line(position) if self.layout.is_plain() => {
                self.offsets.byte_at(&self.text, *position)
            }
            _ => self.layout.byte_at(&self.text, place),
        }
    }

    /// The place in the original of a byte of the text.
    pub fn place(&self, byte: usize) -> SourcePlace {
        if self.layout.is_plain() {
            SourcePlace::Line(self.offsets.position(&self.text, byte))
        } else {
            self.layout.place(&self.text, byte)
        }
    }
}
