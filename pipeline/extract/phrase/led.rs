//! Phrases behind a preposition that leads to those to whom something is done.

use figlift_config::PhraseClass;
use figlift_config::dictionary::Speech;

use super::parse::{Phrase, PhraseParts, is_noun, parse};
use super::segmenter::Segmenter;

/// Tells a phrase apart that begins with those to whom something is done: 农户发放补贴 behind 为.
pub(super) fn parse_led(segmenter: &Segmenter, phrase: &str) -> PhraseParts {
    let words = segmenter.cut(phrase);
    let all = Phrase { words: &words };
    let is_verb = |&at: &usize| {
        let (verb, next) = (&words[at], &words[at + 1]);
        let behind_noun = is_noun(words[at - 1].speech) || words[at - 1].is(PhraseClass::Adverb);
        behind_noun
            && verb.speech == Speech::Verb
            && !verb.is_short()
            && !next.is(PhraseClass::NoObject)
            && words.last().is_some_and(|last| is_noun(last.speech))
            && !(at + 2 == words.len() && next.is(PhraseClass::Bearer))
    };
    let verb = (1..words.len().saturating_sub(1)).find(is_verb);
    verb.map_or_else(
        || parse(segmenter, phrase),
        |verb| {
            let object = all.verbs_from(verb).filter(|&to| to < words.len()).unwrap_or(verb + 1);
            let done = words[verb].span.join(words[object - 1].span);
            let class = all.deed_of(verb, object).and_then(|(_, class)| class);
            PhraseParts {
                noun: vec![all.span(object, words.len())],
                deed: Some((done, class)),
                of: None,
            }
        },
    )
}
