//! The noun of a phrase that names no deed.

use figlift_config::PhraseClass;
use figlift_config::dictionary::Speech;
use figlift_text::Span;

use super::{Phrase, PhraseParts};
use crate::phrase::segmenter::PhraseWord;

impl Phrase<'_, '_> {
    /// The word behind a verb that describes things: 中心 of 新认定的中心. A measure (新发放的贷款利率) is one of those alone.
    fn behind_description(self, from: usize) -> Option<usize> {
        let verbs = self.verbs_from(from)?;
        let is_of = self.words.get(verbs).is_some_and(|next| next.is(PhraseClass::Of));
        let things = self
            .words
            .last()
            .is_some_and(|last| !last.is(PhraseClass::Measure) && !last.is(PhraseClass::Rate));
        (is_of && things && verbs + 1 < self.words.len()).then_some(verbs + 1)
    }

    /// The phrase without adverbs at its head and end.
    pub(super) fn bare(self, from: usize) -> PhraseParts {
        let mut to = self.words.len();
        let mut from = from;
        // 累计完成营造林: a verb that names no deed, and that no name begins with (实现率).
        let drops = |at: usize| {
            (self.is(at, PhraseClass::Dropped) || self.is(at, PhraseClass::Link))
                && !self.is(at + 1, PhraseClass::Suffix)
        };
        while from + 1 < to && drops(from) {
            from += 1;
        }
        from = self.behind_description(from).unwrap_or(from);
        // 在省级设计中心中: the things of which some are told.
        to -= usize::from(to > from + 1 && self.words[to - 1].text == "中");
        let trails = |word: &PhraseWord| {
            word.is(PhraseClass::Adverb)
                || word.is(PhraseClass::Link)
                || word.speech == Speech::Adverb && !word.is_measure()
                || word.is(PhraseClass::Passed)
        };
        while to > from + 1 && trails(&self.words[to - 1]) {
            to -= 1;
        }
        PhraseParts { noun: self.without_sum(from, to), deed: None, of: None }
    }

    /// The words between two places, without an adverb of a sum within them: 公司售电量 of 公司已累计售电量.
    fn without_sum(self, from: usize, to: usize) -> Vec<Span> {
        let sum = (from + 1..to.saturating_sub(1)).find(|&at| self.is(at, PhraseClass::Sum));
        let before = |sum: usize| {
            (from + 1..sum).rev().take_while(|&at| self.is(at, PhraseClass::Adverb)).count()
        };
        match sum {
            Some(sum) => vec![self.span(from, sum - before(sum)), self.span(sum + 1, to)],
            None if from < to => vec![self.span(from, to)],
            None => Vec::new(),
        }
    }
}
