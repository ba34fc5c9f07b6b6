//! The words before a value, and the verbs in them.

use figlift_config::PhraseClass;
use figlift_text::Span;

use super::deed::{deed_at_head, deed_before};
use super::named::Done;
use super::value::{CLAUSE_MARKS, MARKS};
use crate::clause::Value;

/// The words behind the last of some marks in a text; all of it if none stands there.
pub(super) fn behind_last<'t>(text: &'t str, marks: &[char]) -> &'t str {
    text.rsplit(marks).next().unwrap_or(text)
}

impl<'a> Value<'a, '_> {
    /// The words before a byte, back to the last mark or quantity.
    pub(super) fn text_before(self, end: usize, marks: &[char]) -> &'a str {
        let quantity = self.before.map(|before| self.scene.nodes[before].span.end);
        let earliest = quantity.unwrap_or(self.scene.nodes[0].span.start).min(end);
        behind_last(&self.scene.reading[earliest..end], marks)
    }

    /// The verb right before a byte.
    pub(super) fn deed_before(self, end: usize) -> Option<Done> {
        let text = self.text_before(end, &MARKS);
        self.found(end - text.len(), deed_before(self.segmenter(), text))
    }

    /// The verb before a word that joins it to another right before a byte: 新建 of 新建和.
    pub(super) fn deed_before_and(self, end: usize) -> Option<Done> {
        let text = self.text_before(end, &CLAUSE_MARKS);
        let words = self.segmenter().cut(text);
        let and = words.last().filter(|last| last.is(PhraseClass::And))?;
        let before = end - text.len() + and.span.start;
        self.deed_before(before).filter(|(verb, _)| verb.end == before)
    }

    /// The verb that opens the clause of the value.
    pub(super) fn deed_at_head(self) -> Option<Done> {
        let text = self.text_before(self.start(), &CLAUSE_MARKS);
        self.found(self.start() - text.len(), deed_at_head(self.segmenter(), text))
    }

    fn found(self, start: usize, deed: Option<Done>) -> Option<Done> {
        let (span, action) = deed?;
        let deed = (Span::new(start + span.start, start + span.end), action);
        Some(deed).filter(|&deed| self.takes(deed))
    }
}
