//! Cuts a phrase into words: of all ways to cut it, the most probable one.

use std::fmt;
use std::sync::LazyLock;

use crawdad::Trie;
use figlift_config::dictionary::{LexicalEntry, Speech};
use figlift_config::{DeedVerb, PhraseClass, PhraseWords};
use figlift_text::Span;
use rustc_hash::FxHashMap;

/// The words of the language with their cost and part of speech.
static DICTIONARY: LazyLock<Trie> =
    LazyLock::new(|| Trie::deserialize_from_slice(figlift_config::DICTIONARY).0);

/// Cost of a character that is no word, in the steps of the dictionary.
const UNKNOWN: u32 = 149;

/// Cost of a word of the pack, at most.
const KNOWN: u8 = 98;

/// How much less a verb of the pack costs: it is a word of its own where official texts are cut (落实
/// 惠企政策, not 落 实惠 企 政策).
const PREFERENCE: u8 = 20;

/// What a word of the pack is to a phrase.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PhraseMeaning {
    classes: u32,
    pub deed: Option<DeedVerb>,
}

impl PhraseMeaning {
    pub(crate) fn is(self, class: PhraseClass) -> bool {
        self.classes & 1 << class as u32 != 0
    }
}

/// A word of a phrase.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PhraseWord<'t> {
    pub text: &'t str,
    /// Its span of the phrase.
    pub span: Span,
    pub speech: Speech,
    pub meaning: PhraseMeaning,
}

impl PhraseWord<'_> {
    /// Whether it is one character.
    pub(crate) fn is_short(&self) -> bool {
        self.text.chars().nth(1).is_none()
    }

    pub(crate) fn is(&self, class: PhraseClass) -> bool {
        self.meaning.is(class)
    }

    /// Whether it is a verb of a deed wherever it stands.
    pub(crate) fn is_firm(&self) -> bool {
        self.meaning.deed.is_some_and(|deed| deed.is_firm)
    }

    /// Whether it is a noun of measure, or one of a thing that a verb before it describes.
    pub(crate) fn is_described(&self) -> bool {
        self.is_measure() || self.is(PhraseClass::Bearer)
    }

    /// Whether it is a noun of measure, and more than the character that ends one.
    pub(crate) fn is_measure(&self) -> bool {
        self.is(PhraseClass::Measure) && !self.is_short()
    }

    /// Whether it is a noun, and no verb in any use.
    pub(crate) fn is_plain_noun(&self) -> bool {
        self.speech == Speech::Noun && self.meaning.deed.is_none()
    }
}

/// Knows the words that phrases are cut into.
pub(crate) struct Segmenter {
    /// The words of the pack, with their entries.
    own: Option<Trie>,
    meanings: FxHashMap<Box<str>, PhraseMeaning>,
    /// Characters of the longest word of each class.
    longest: [usize; CLASSES],
}

/// How many classes of words there may be.
const CLASSES: usize = 32;

impl Segmenter {
    pub(crate) fn new(words: &PhraseWords) -> Segmenter {
        let mut meanings: FxHashMap<Box<str>, PhraseMeaning> = FxHashMap::default();
        let mut longest = [0; CLASSES];
        for (word, class) in words.classes() {
            meanings.entry(word.into()).or_default().classes |= 1 << class as u32;
            let of_class = &mut longest[class as usize];
            *of_class = word.chars().count().max(*of_class);
        }
        for (verb, deed) in words.deeds() {
            meanings.entry(verb.into()).or_default().deed = Some(deed);
        }
        let mut own: Vec<(&str, u32)> = meanings
            .iter()
            .map(|(word, meaning)| (&**word, entry(word, *meaning).pack()))
            .collect();
        own.sort_unstable();
        // Without words there is no trie, and with too many for one they are cut by the dictionary.
        Segmenter { own: Trie::from_records(own).ok(), meanings, longest }
    }

    /// Whether a word is one of that class.
    pub(crate) fn is(&self, word: &str, class: PhraseClass) -> bool {
        self.meanings.get(word).is_some_and(|meaning| meaning.is(class))
    }

    /// The words of a phrase, in order; they hold all of it.
    pub(crate) fn cut<'t>(&self, phrase: &'t str) -> Vec<PhraseWord<'t>> {
        let places: Vec<(usize, char)> = phrase.char_indices().collect();
        let mut best: Vec<(u32, usize, Speech)> = vec![(0, 0, Speech::Noun); places.len() + 1];
        for from in (0..places.len()).rev() {
            let name = name_length(&places[from..]);
            let mut found = (UNKNOWN + best[from + name].0, from + name, Speech::Noun);
            let mut take = |length: usize, entry: LexicalEntry| {
                let cost = u32::from(entry.cost) + best[from + length].0;
                if cost < found.0 {
                    found = (cost, from + length, entry.speech);
                }
            };
            if name == 1 {
                let characters = || places[from..].iter().map(|&(_, character)| character);
                let all = self.own.iter().chain([&*DICTIONARY]);
                for (value, length) in all.flat_map(|trie| trie.common_prefix_search(characters()))
                {
                    take(length, LexicalEntry::unpack(value));
                }
            }
            best[from] = found;
        }
        self.words(phrase, &places, &best)
    }

    /// Whether a text ends with a word of that class.
    pub(crate) fn ends_with(&self, text: &str, class: PhraseClass) -> bool {
        let longest = self.longest[class as usize];
        text.char_indices().rev().take(longest).any(|(at, _)| self.is(&text[at..], class))
    }

    /// Whether a phrase holds nothing but nouns and what describes them.
    pub(crate) fn is_name(&self, phrase: &str) -> bool {
        let names = |word: &PhraseWord<'_>| {
            matches!(word.speech, Speech::Noun | Speech::Adjective) && word.meaning.deed.is_none()
        };
        self.cut(phrase).iter().all(names)
    }

    /// Whether a phrase ends with an adjective: 经济困难.
    pub(crate) fn ends_like(&self, phrase: &str) -> bool {
        self.cut(phrase).last().is_some_and(|last| {
            last.speech == Speech::Adjective && !last.is_short() && last.meaning.deed.is_none()
        })
    }

    /// Whether a phrase holds no verb or adverb that would tell something of its noun.
    pub(crate) fn tells_nothing(&self, phrase: &str) -> bool {
        let told = |word: &PhraseWord<'_>| {
            matches!(word.speech, Speech::Verb | Speech::Adverb | Speech::Preposition)
                && !word.is(PhraseClass::Kind)
                || word.is(PhraseClass::Predicate)
        };
        !phrase.is_empty() && !self.cut(phrase).iter().any(told)
    }

    /// What a word is to a phrase; one that ends with a noun of measure or rate is one, too: 税收收入, but no
    /// verb: 消费.
    fn meaning(&self, word: &str, speech: Speech) -> PhraseMeaning {
        let mut meaning = self.meanings.get(word).copied().unwrap_or_default();
        let is_verb = matches!(speech, Speech::Verb | Speech::VerbalNoun);
        let end = word.chars().next().map_or("", |first| &word[first.len_utf8()..]);
        if is_verb && end.chars().nth(1).is_none() {
            return meaning;
        }
        for class in [PhraseClass::Measure, PhraseClass::Rate] {
            meaning.classes |= u32::from(self.ends_with(end, class)) << class as u32;
        }
        meaning
    }

    fn words<'t>(
        &self,
        phrase: &'t str,
        places: &[(usize, char)],
        best: &[(u32, usize, Speech)],
    ) -> Vec<PhraseWord<'t>> {
        let byte = |place: usize| places.get(place).map_or(phrase.len(), |&(byte, _)| byte);
        let mut words = Vec::new();
        let mut from = 0;
        while from < places.len() {
            let (_, to, speech) = best[from];
            let span = Span::new(byte(from), byte(to));
            let text = &phrase[span.range()];
            let meaning = self.meaning(text, speech);
            words.push(PhraseWord { text, span, speech, meaning });
            from = to;
        }
        words
    }
}

impl fmt::Debug for Segmenter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Segmenter").field("meanings", &self.meanings).finish_non_exhaustive()
    }
}

/// The entry of a word of the pack.
fn entry(word: &str, meaning: PhraseMeaning) -> LexicalEntry {
    let is_verb = meaning.deed.is_some();
    let speech = if is_verb { Speech::Verb } else { Speech::Noun };
    let unknown = LexicalEntry { cost: KNOWN, speech };
    let known = DICTIONARY.exact_match(word.chars()).map_or(unknown, LexicalEntry::unpack);
    let is_long = word.chars().nth(1).is_some();
    let preference = if is_verb && is_long { PREFERENCE } else { 0 };
    LexicalEntry { cost: known.cost.min(KNOWN).saturating_sub(preference), ..known }
}

/// Characters of a name in letters and digits that begins there, at least one: PM2.5.
fn name_length(places: &[(usize, char)]) -> usize {
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '+' | '-');
    places.iter().take_while(|&&(_, c)| is_of_name(c)).count().max(1)
}

#[cfg(test)]
mod tests {
    use crate::sample::rules;

    #[test]
    fn a_phrase_is_cut_into_its_words() {
        let cut = |phrase: &str| {
            let words = rules().segmenter.cut(phrase);
            words.iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(cut("遴选实施重大科技专项"), "遴选实施 重大 科技 专项");
        assert_eq!(cut("PM2.5平均浓度"), "PM2.5 平均 浓度");
        assert_eq!(cut("新（改）建农村公路"), "新（改）建 农村 公路");
        assert_eq!(cut("就诊人次"), "就诊 人次");
        assert_eq!(cut("𠀀𠀀"), "𠀀 𠀀");
        assert_eq!(cut(""), "");
    }
}
