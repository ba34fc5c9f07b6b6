//! Builds a derived text block by block, with the places that its bytes come from.

use figlift_text::{BlockKind, LayoutBlock, Position, SourcePiece, SourcePlace, Span, TextLayout};

use crate::superscript::{Superscript, raised, superscript};

/// The word joiner, which parts the mark of a note from the number before it.
pub(crate) const JOINER: char = '\u{2060}';

/// A derived text in the making.
#[derive(Debug, Default)]
pub(crate) struct TextBuilder {
    text: String,
    layout: TextLayout,
    /// The block that has begun, with its first byte once it has text.
    open: Option<(BlockKind, Option<usize>)>,
    /// White space that is written if the block goes on.
    gap: Option<char>,
    /// Where the next character comes from if it follows the last.
    next: Option<Position>,
}

impl TextBuilder {
    /// Begins a block, and ends the one before.
    pub(crate) fn begin(&mut self, kind: BlockKind) {
        self.end();
        self.open = Some((kind, None));
    }

    /// Whether a block has begun.
    pub(crate) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Adds text that stands in the original as it is, in the open block.
    pub(crate) fn push(&mut self, text: &str, place: &SourcePlace) {
        if text.is_empty() {
            return;
        }
        let Some((kind, start)) = self.open else { return };
        if start.is_none() {
            self.part(kind);
            self.open = Some((kind, Some(self.text.len())));
        } else if let Some(gap) = self.gap {
            self.text.push(gap);
            let follows = gap == ' ';
            self.next = self.next.filter(|_| follows);
            self.next.iter_mut().for_each(|next| next.column += 1);
        }
        self.gap = None;
        let follows = place.position().is_some_and(|position| self.next == Some(position));
        if !follows && self.layout.pieces.last().is_none_or(|piece| piece.place != *place) {
            self.layout.pieces.push(SourcePiece { start: self.text.len(), place: place.clone() });
        }
        self.text.push_str(text);
        self.next = place.position().map(|Position { line, column }| Position {
            line,
            column: column + text.chars().count(),
        });
    }

    /// White space: one blank, unless the block ends or something wider stands there.
    pub(crate) fn blank(&mut self) {
        if self.has_text() {
            self.gap.get_or_insert(' ');
        }
    }

    /// The end of a line within a block.
    pub(crate) fn line_end(&mut self) {
        if self.has_text() {
            self.gap = Some('\n');
        }
    }

    /// Whether the open block has text.
    pub(crate) fn has_text(&self) -> bool {
        self.open.is_some_and(|(_, start)| start.is_some())
    }

    /// Whether what follows begins a line of the open block.
    pub(crate) fn at_line_start(&self) -> bool {
        !self.has_text() || self.gap == Some('\n')
    }

    /// Writes what parts a block from the one before: a tab between cells of a row, else a line end.
    fn part(&mut self, kind: BlockKind) {
        self.next = None;
        let Some(last) = self.layout.blocks.last() else { return };
        let one_row = match (last.kind, kind) {
            (BlockKind::Cell(last), BlockKind::Cell(cell)) => {
                (last.table, last.row) == (cell.table, cell.row)
            }
            _ => false,
        };
        self.text.push(if one_row { '\t' } else { '\n' });
    }

    /// Ends the open block; its number, unless it is nothing but white space.
    pub(crate) fn end(&mut self) -> Option<usize> {
        self.gap = None;
        let (kind, start) = self.open.take()?;
        let start = start?;
        if self.text[start..].trim_matches(|c: char| c.is_whitespace() || c == JOINER).is_empty() {
            self.text.truncate(self.layout.blocks.last().map_or(0, |last| last.span.end));
            let end = self.text.len();
            let pieces = self.layout.pieces.partition_point(|piece| piece.start < end);
            self.layout.pieces.truncate(pieces);
            let marks = self.layout.marks.partition_point(|mark| mark.start < end);
            self.layout.marks.truncate(marks);
            return None;
        }
        self.layout.blocks.push(LayoutBlock { span: Span::new(start, self.text.len()), kind });
        Some(self.layout.blocks.len() - 1)
    }

    /// The blocks so far, whose kinds may turn out to be others.
    pub(crate) fn blocks(&mut self) -> &mut [LayoutBlock] {
        &mut self.layout.blocks
    }

    /// The text so far.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Takes back what was written from a byte on, with the place that it came from.
    pub(crate) fn take_back(&mut self, from: usize) -> (String, Option<SourcePlace>) {
        let words = self.text.split_off(from);
        let after = self.layout.pieces.partition_point(|piece| piece.start < from);
        let place = self.layout.pieces.get(after).map(|piece| piece.place.clone());
        self.layout.pieces.truncate(after);
        self.next = None;
        (words, place)
    }

    /// Writes a mark that leads to a note.
    pub(crate) fn mark(&mut self, words: &str, place: &SourcePlace) {
        if self.open.is_none() {
            return;
        }
        // It belongs to the word before it, but not to that of the line before.
        self.gap = self.gap.filter(|&gap| gap != ' ');
        let mark = format!("{JOINER}{words}");
        self.push(&mark, place);
        self.next = None;
        let end = self.text.len();
        // Of a block that begins with it, what parts it from the one before is no part of the mark.
        self.layout.marks.push(Span::new(end - mark.len(), end));
    }

    /// Ends a superscript that began at a byte: an exponent is written as one, and the mark of a note is
    /// told apart.
    pub(crate) fn raise(&mut self, from: usize) {
        let Some(words) = self.text.get(from..).map(|words| words.trim().to_owned()) else {
            return;
        };
        let kind = superscript(&self.text[..from], &words);
        if kind == Superscript::Words {
            return;
        }
        if let (_, Some(place)) = self.take_back(from) {
            match kind {
                Superscript::Exponent => self.push(&raised(&words), &place),
                _ => self.mark(&words, &place),
            }
        }
    }

    /// The text with its layout.
    pub(crate) fn finish(mut self) -> (String, TextLayout) {
        self.end();
        (self.text, self.layout)
    }
}
