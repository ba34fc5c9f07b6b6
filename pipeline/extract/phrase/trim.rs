//! What a value takes off the end of the noun that it is of.

use figlift_config::PhraseClass;
use figlift_model::Role;
use figlift_text::Span;

use crate::clause::{Value, Words, ending};

impl Value<'_, '_> {
    /// Without the 占 that a share ends with, where its whole is not named: 民生支出39亿元，占79%.
    pub(super) fn drop_part_of(self, noun: &mut Words) {
        let Some(&last) = noun.last().filter(|_| self.is_part()) else { return };
        if let Some(stem) = self.text(last).strip_suffix('占') {
            noun.pop();
            let stem = stem.strip_suffix("分别").unwrap_or(stem);
            if !stem.is_empty() {
                noun.push(Span::new(last.start, last.start + stem.len()));
            }
        }
    }

    /// Without the noun of a rate where the value is the rate: 产值增速 of 产值增速为5%.
    pub(super) fn drop_rate(self, noun: &mut Words) {
        if self.role() != Role::Growth {
            return;
        }
        let Some(&last) = noun.last() else { return };
        let text = self.text(last);
        let Some(rate) = ending(self.scene, "rate-noun", text) else { return };
        let stem = &text[..text.len() - rate.len()];
        let words = self.segmenter().cut(stem);
        let said = words.iter().rev().take_while(|word| word.is(PhraseClass::Basis)).last();
        let stem = said.map_or(stem, |said| &stem[..said.span.start]);
        if !stem.is_empty() {
            noun.pop();
            noun.push(Span::new(last.start, last.start + stem.len()));
        } else if noun.len() > 1 {
            noun.pop();
        }
    }
}
