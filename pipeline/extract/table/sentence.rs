//! The sentence that a cell makes with its heads.

use figlift_text::{Document, Metadata, Period, Span};

use super::head_words::HeadWords;

/// A cell as a sentence.
#[derive(Debug)]
pub(crate) struct CellSentence {
    /// The sentence.
    pub document: Document,
    /// The span of the cell in the text, without the white space and marks around its words.
    pub cell: Span,
    /// The span of its row.
    pub row: Span,
    /// Whether the cell is a number and nothing else.
    pub is_number: bool,
    /// The words of its area, if that is not known.
    pub place: Option<Span>,
    /// The period that holds for it, unless its heads name one.
    pub period: Option<Period>,
    pieces: Vec<LinePiece>,
}

/// A part of the sentence.
#[derive(Debug)]
struct LinePiece {
    /// Its span of the sentence.
    span: Span,
    /// Where its words stand in the text; none for words of our own.
    origin: Option<Span>,
    is_exact: bool,
    is_cell: bool,
    /// Its words in full, if the sentence has them without their marks.
    in_full: Option<String>,
}

/// Where a cell stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct CellContext<'d> {
    pub document: &'d Document,
    /// The span of its row.
    pub row: Span,
    /// The period that holds for it, unless its heads name one.
    pub period: Option<Period>,
}

/// Builds a sentence.
#[derive(Debug, Default)]
pub(super) struct LineBuilder {
    is_number: bool,
    text: String,
    pieces: Vec<LinePiece>,
}

impl LineBuilder {
    /// The sentence of a cell that is a number and nothing else, or of one that is not.
    pub(super) fn of(is_number: bool) -> LineBuilder {
        LineBuilder { is_number, ..LineBuilder::default() }
    }

    /// Adds words of a head.
    pub(super) fn head(&mut self, part: &HeadWords) {
        self.add(part, false);
    }

    /// Adds the words of the cell.
    pub(super) fn cell(&mut self, part: &HeadWords) {
        self.add(part, true);
    }

    fn add(&mut self, part: &HeadWords, is_cell: bool) {
        let span = self.push(&part.words);
        self.pieces.push(LinePiece {
            span,
            origin: Some(part.origin),
            is_exact: part.is_exact,
            is_cell,
            in_full: part.in_full.clone(),
        });
    }

    /// Adds words of our own.
    pub(super) fn own(&mut self, words: &str) {
        let span = self.push(words);
        let none = LinePiece { span, origin: None, is_exact: false, is_cell: false, in_full: None };
        self.pieces.push(none);
    }

    fn push(&mut self, words: &str) -> Span {
        let start = self.text.len();
        self.text.push_str(words);
        Span::new(start, self.text.len())
    }

    /// The sentence of a cell of that document and row.
    pub(super) fn finish(self, of: CellContext<'_>, place: Option<Span>) -> Option<CellSentence> {
        let CellContext { document, row, period } = of;
        let cell = self.pieces.iter().find(|piece| piece.is_cell)?.origin?;
        let metadata = Metadata { title: None, ..document.metadata().clone() };
        let document = Document::new(document.id(), self.text, metadata);
        Some(CellSentence {
            document,
            cell,
            row,
            is_number: self.is_number,
            place,
            period,
            pieces: self.pieces,
        })
    }
}

impl CellSentence {
    /// The words of the text that a span of the sentence comes from; `None` if they stand apart, or are
    /// our own.
    pub(crate) fn to_text(&self, span: Span) -> Option<Span> {
        let mut pieces = self.pieces.iter().filter(|piece| piece.span.overlaps(span));
        let first = pieces.next()?.origin_of(span)?;
        pieces.try_fold(first, |joined, piece| {
            let next = piece.origin_of(span)?;
            (joined.end == next.start || joined == next).then(|| joined.join(next))
        })
    }

    /// The same, where they stand there as they are.
    pub(crate) fn to_exact(&self, span: Span) -> Option<Span> {
        let mut pieces = self.pieces.iter().filter(|piece| piece.span.overlaps(span));
        pieces.all(|piece| piece.is_exact).then(|| self.to_text(span))?
    }

    /// The words of the cell in a span of the sentence.
    pub(crate) fn to_cell(&self, span: Span) -> Option<Span> {
        let cell = self.pieces.iter().find(|piece| piece.is_cell)?;
        cell.span.overlaps(span).then(|| cell.origin_of(span))?
    }

    /// Words of the sentence as the heads have them.
    pub(crate) fn in_full(&self, words: &str) -> String {
        let mut words = words.to_owned();
        for piece in &self.pieces {
            if let Some(full) = piece.in_full.as_ref().filter(|_| !piece.span.is_empty()) {
                words = words.replacen(&self.document.text()[piece.span.range()], full, 1);
            }
        }
        words
    }

    /// The byte of the sentence for one of the cell; `None` if that is none of its words.
    pub(crate) fn byte_of(&self, byte: usize) -> Option<usize> {
        let cell = self.pieces.iter().find(|piece| piece.is_cell)?;
        let within = byte.checked_sub(self.cell.start).filter(|_| byte < self.cell.end)?;
        Some(cell.span.start + if cell.is_exact { within } else { 0 })
    }
}

impl LinePiece {
    /// Where the part of it in a span of the sentence comes from.
    fn origin_of(&self, span: Span) -> Option<Span> {
        let origin = self.origin?;
        if !self.is_exact {
            return Some(origin);
        }
        let from = span.start.max(self.span.start) - self.span.start;
        let to = span.end.min(self.span.end) - self.span.start;
        Some(Span::new(origin.start + from, origin.start + to))
    }
}
