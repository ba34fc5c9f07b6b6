//! What the words for a value are: one noun, a verb alone, the name of a body, a part of other words.

use figlift_config::PhraseClass;
use figlift_config::dictionary::Speech;
use figlift_text::Span;

use super::noun::ends_with_measure;
use super::parse::parse;
use super::segmenter::PhraseWord;
use crate::clause::{Value, Words};
use crate::compile::vocabulary::HOME;

/// Characters that name a kind of thing at the end of a noun, at least.
const KIND: usize = 2;

impl<'a> Value<'a, '_> {
    /// Whether words are one noun.
    pub(super) fn is_plain(self, words: &Words) -> bool {
        self.only_word(words).is_some_and(|word| word.is_plain_noun())
    }

    /// Whether words are one noun that a verb before it describes: 任务.
    pub(super) fn is_bearer(self, words: &Words) -> bool {
        self.only_word(words).is_some_and(|word| word.is_described())
    }

    /// The word that words are, if they are one.
    pub(super) fn only_word(self, words: &Words) -> Option<PhraseWord<'a>> {
        let [only] = words.as_slice() else { return None };
        let mut cut = self.segmenter().cut(self.text(*only));
        cut.pop().filter(|_| cut.is_empty())
    }

    /// Whether words are no more than what was done.
    pub(super) fn is_verb(self, words: &Words) -> bool {
        let [only] = words.as_slice() else { return false };
        let parsed = parse(self.segmenter(), self.text(*only));
        parsed.noun.is_empty() && parsed.deed.is_some()
    }

    /// Where words begin behind the area of the text, if they name that at their head: 我市, 全省.
    pub(super) fn behind_home(self, words: Span) -> usize {
        let head = self.nodes_of(words).first().filter(|node| node.span.start == words.start);
        let home = head.filter(|node| {
            let said = node.meaning(self.scene.rules).and_then(|said| said.area.as_deref());
            said == Some(HOME) && node.span.end < words.end
        });
        home.map_or(words.start, |node| node.span.end)
    }

    /// Whether words are the name of a body that acts: 公安机关.
    pub(super) fn is_body(self, words: &Words) -> bool {
        let [only] = words.as_slice() else { return false };
        let cut = self.segmenter().cut(self.text(*only));
        self.quantity.classifier.is_some()
            && cut.last().is_some_and(|last| last.is(PhraseClass::Body))
            && cut.iter().all(PhraseWord::is_plain_noun)
    }

    /// What stands in other words behind those that name the same kind of thing, which words end with: 增加值 of
    /// 规模以上工业增加值, for 铝加工业; 总里程 of 境内公路总里程, for 高速公路.
    pub(super) fn measure_of_kind(self, own: Span, whole: Span) -> Option<Span> {
        let (own, text) = (self.text(own), self.text(whole));
        let (kind, _) = own.char_indices().rev().nth(KIND - 1)?;
        let behind = text.find(&own[kind..])? + own.len() - kind;
        let measures = ends_with_measure(self.segmenter(), &text[behind..]);
        measures.then(|| Span::new(whole.start + behind, whole.end))
    }

    /// Whether words end with a verb of what was done, which is no noun: 人均结案.
    pub(super) fn ends_with_verb(self, words: &Words) -> bool {
        let last = words.last().map(|last| self.segmenter().cut(self.text(*last)));
        let last = last.as_ref().and_then(|cut| cut.last());
        last.is_some_and(|word| {
            word.speech == Speech::Verb && word.meaning.deed.is_some() && !word.is_described()
        })
    }
}
