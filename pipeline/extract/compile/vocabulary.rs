//! All words of rules, units and areas, with their classes and meanings.

use std::fmt;
use std::sync::OnceLock;

use crawdad::Trie;
use crawdad::errors::CrawdadError;
use figlift_config::{Gazetteer, Lexicon, Pack, Reach, WordClass};
use figlift_model::{Basis, NumeralClass, ObsStatus, Qualifier, Sign};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::compile::classes::{ClassId, ClassSet, Classes};
use crate::compile::pattern::literal_class;

/// The class of words that the passes look for at certain places, and that are not words elsewhere.
const IN_PLACE: &str = "in-place";

/// What a word means besides its classes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Meaning {
    pub qualifier: Option<Qualifier>,
    pub sign: Option<Sign>,
    pub basis: Option<Basis>,
    pub per: Option<String>,
    pub status: Option<ObsStatus>,
    pub reach: Option<Reach>,
    /// Whether `year` and `month` count from the period carried over.
    pub from_carried: bool,
    pub year: Option<i32>,
    pub half: Option<i32>,
    pub month: Option<i32>,
    pub week: Option<i32>,
    pub day: Option<i32>,
    /// Whether it names the date of the document.
    pub now: bool,
    /// Area code; `.` is that of the document.
    pub area: Option<String>,
    /// Canonical code of the unit that it names.
    pub unit: Option<String>,
    /// Canonical code of its unit, if a rule captures it as one.
    pub stands_for: Option<String>,
    /// Its number, if a rule captures it as one.
    pub value: Option<i64>,
    /// Numeral class of a word with a numeral, and the class of words that states it.
    pub numeral: Option<(NumeralClass, String)>,
}

impl Meaning {
    /// What a class says of its words.
    fn of(name: &str, class: &WordClass) -> Meaning {
        Meaning {
            qualifier: class.qualifier,
            sign: class.sign,
            basis: class.basis,
            per: class.per.clone(),
            status: class.status,
            reach: class.reach,
            from_carried: class.spoken,
            year: class.year,
            half: class.half,
            month: class.month,
            week: class.week,
            day: class.day,
            now: class.now,
            area: class.area.clone(),
            unit: None,
            stands_for: class.unit.clone(),
            value: class.value,
            numeral: class.numeral.map(|numeral| (numeral, name.to_owned())),
        }
    }

    /// Learns from another what is not known yet.
    fn learn(&mut self, other: &Meaning) {
        fn text(known: &mut Option<String>, new: &Option<String>) {
            if known.is_none() {
                known.clone_from(new);
            }
        }
        text(&mut self.per, &other.per);
        text(&mut self.area, &other.area);
        text(&mut self.unit, &other.unit);
        text(&mut self.stands_for, &other.stands_for);
        self.qualifier = self.qualifier.or(other.qualifier);
        self.sign = self.sign.or(other.sign);
        self.basis = self.basis.or(other.basis);
        self.status = self.status.or(other.status);
        self.reach = self.reach.or(other.reach);
        self.from_carried |= other.from_carried;
        self.year = self.year.or(other.year);
        self.half = self.half.or(other.half);
        self.month = self.month.or(other.month);
        self.week = self.week.or(other.week);
        self.day = self.day.or(other.day);
        self.now |= other.now;
        self.value = self.value.or(other.value);
        if self.numeral.is_none() {
            self.numeral.clone_from(&other.numeral);
        }
    }
}

/// A word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Word {
    pub surface: String,
    pub classes: ClassSet,
    pub stands: Standing,
    pub meaning: Meaning,
}

/// Where a word is one.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Standing {
    /// It is one right after a number.
    pub after_number: bool,
    /// It is one where no number stands before it.
    pub elsewhere: bool,
    /// It ends with a digit, and so may be the beginning of a number.
    pub ends_in_digit: bool,
    /// Although it is one elsewhere, it is none right after a number.
    pub never_after_number: bool,
}

/// The code of an area that has none: a zone, a group, the world, a name that several places share.
pub(crate) const NO_CODE: &str = "-";

/// What words for the area of the text mean instead of a code: 全省, 我市.
pub(crate) const HOME: &str = ".";

/// The words of names, made when a text first holds them.
#[derive(Debug)]
pub(crate) struct PlaceWords {
    /// For each name the word with the code of its place, and that without a code.
    words: OnceLock<Vec<OnceLock<Box<Word>>>>,
    classes: ClassSet,
    /// Names in which no numeral is read, and their classes: 九江.
    unread: (FxHashSet<String>, ClassSet),
}

impl PlaceWords {
    /// The words, all of which have these classes, but for those of names in which no numeral is read.
    pub(crate) fn new(classes: ClassSet, unread: (FxHashSet<String>, ClassSet)) -> PlaceWords {
        PlaceWords { words: OnceLock::new(), classes, unread }
    }

    /// The word of a number that `RuleSet::place_at` gives.
    pub(crate) fn word(&self, number: usize) -> &Word {
        let places = Gazetteer::get();
        let make = || (0..2 * places.count()).map(|_| OnceLock::new()).collect();
        let words: &Vec<OnceLock<Box<Word>>> = self.words.get_or_init(make);
        words[number].get_or_init(|| {
            let name = places.name(number / 2);
            let code =
                if number.is_multiple_of(2) { places.place(name.place).code } else { NO_CODE };
            Box::new(Word {
                surface: name.text.to_owned(),
                classes: match self.unread.0.contains(name.text) {
                    true => self.unread.1.clone(),
                    false => self.classes.clone(),
                },
                stands: Standing { elsewhere: true, ..Standing::default() },
                meaning: Meaning { area: Some(code.to_owned()), ..Meaning::default() },
            })
        })
    }
}

/// All words, and the trie that finds them.
pub(crate) struct Vocabulary {
    words: Vec<Word>,
    places: PlaceWords,
    trie: Trie,
    pairs: Pairs,
}

/// The pairs of characters that words begin with, as bits of a hash: a word of several characters does not
/// begin where its pair is not among them.
struct Pairs(Vec<u64>);

impl Pairs {
    fn of(words: &[Word]) -> Pairs {
        let mut pairs = Pairs(vec![0; (words.len() / 4).next_power_of_two()]);
        for word in words {
            let mut characters = word.surface.chars();
            if let (Some(first), Some(second)) = (characters.next(), characters.next()) {
                let (at, bit) = pairs.place(first, second);
                pairs.0[at] |= 1 << bit;
            }
        }
        pairs
    }

    fn contains(&self, first: char, second: char) -> bool {
        let (at, bit) = self.place(first, second);
        self.0[at] >> bit & 1 == 1
    }

    fn place(&self, first: char, second: char) -> (usize, u32) {
        let hash =
            (first as u32).wrapping_mul(0x9E37_79B1) ^ (second as u32).wrapping_mul(0x85EB_CA77);
        let hash = hash ^ hash >> 15;
        (hash as usize >> 6 & (self.0.len() - 1), hash & 63)
    }
}

impl fmt::Debug for Vocabulary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vocabulary").field("words", &self.words).finish_non_exhaustive()
    }
}

impl Vocabulary {
    /// The word of that number.
    pub(crate) fn word(&self, number: usize) -> &Word {
        match number.checked_sub(self.words.len()) {
            None => &self.words[number],
            Some(place) => self.places.word(place),
        }
    }

    /// The number of a word of the gazetteer among all words.
    pub(crate) fn place(&self, number: usize) -> usize {
        self.words.len() + number
    }

    /// All words, as they are written.
    #[cfg(test)]
    pub(crate) fn surfaces(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| word.surface.as_str())
    }

    /// Whether a word of several characters begins with a character, and whether it is one itself.
    pub(crate) fn begin_with(&self, first: char) -> (bool, bool) {
        let mut bytes = [0; 4];
        let alone = &*first.encode_utf8(&mut bytes);
        let from = self.words.partition_point(|word| word.surface.as_str() < alone);
        let is_word = self.words.get(from).is_some_and(|word| word.surface == alone);
        let next = self.words.get(from + usize::from(is_word));
        (next.is_some_and(|word| word.surface.starts_with(first)), is_word)
    }

    /// Whether a word of several characters may begin with these two.
    pub(crate) fn may_begin_with(&self, first: char, second: char) -> bool {
        self.pairs.contains(first, second)
    }

    /// The longest word that a text begins with: its number and its length in bytes.
    pub(crate) fn longest(&self, text: &str) -> Option<(usize, usize)> {
        let (number, characters) = self.trie.common_prefix_search(text.chars()).last()?;
        let length = text.chars().take(characters).map(char::len_utf8).sum();
        Some((number as usize, length))
    }
}

/// Collects words until the trie is built.
#[derive(Debug, Default)]
pub(crate) struct VocabularyBuilder<'p> {
    words: Vec<Word>,
    /// The numbers of the words.
    numbers: FxHashMap<&'p str, usize>,
}

impl<'p> VocabularyBuilder<'p> {
    /// The words of a pack: its classes, the surfaces of its units, the names of its areas.
    pub(crate) fn of(pack: &'p Pack, classes: &mut Classes) -> VocabularyBuilder<'p> {
        let mut builder = VocabularyBuilder::default();
        builder.lexicon(&pack.lexicon, classes);
        for unit in pack.units.iter() {
            let dimension = format!("unit.{}", unit.dimension.name);
            for surface in &unit.surfaces {
                let word = builder.word(surface, ["unit", &dimension], classes);
                word.meaning.unit = Some(unit.code.clone());
            }
        }
        for (code, area) in pack.areas.stated() {
            for name in std::iter::once(&area.zh).chain(&area.short) {
                builder.word(name, ["area"], classes).meaning.area = Some(code.to_owned());
            }
        }
        builder
    }

    fn lexicon(&mut self, lexicon: &'p Lexicon, classes: &mut Classes) {
        for (name, class) in lexicon.classes() {
            let all = lexicon.with_wider(name);
            if all.contains(&IN_PLACE) || class.words.is_empty() {
                continue;
            }
            // All words of a class have the same classes and the same meaning from it.
            let numbers: Vec<ClassId> = all.iter().map(|name| classes.number(name)).collect();
            let mut meaning = Meaning::default();
            for name in all {
                if let Some(class) = lexicon.get(name) {
                    meaning.learn(&Meaning::of(name, class));
                }
            }
            for surface in &class.words {
                let word = self.entry(surface);
                word.classes.extend(numbers.iter().copied());
                word.meaning.learn(&meaning);
            }
        }
    }

    /// Adds a literal word of a pattern.
    pub(crate) fn literal(&mut self, surface: &'p str, classes: &mut Classes) {
        self.word(surface, [literal_class(surface).as_str()], classes);
    }

    fn word<const N: usize>(
        &mut self,
        surface: &'p str,
        of: [&str; N],
        classes: &mut Classes,
    ) -> &mut Word {
        let word = self.entry(surface);
        word.classes.extend(of.map(|name| classes.number(name)));
        word
    }

    fn entry(&mut self, surface: &'p str) -> &mut Word {
        let number = *self.numbers.entry(surface).or_insert_with(|| {
            self.words.push(Word { surface: surface.to_owned(), ..Word::default() });
            self.words.len() - 1
        });
        &mut self.words[number]
    }

    /// Builds the trie; `stands` says where a word is one, `places` holds the names of
    /// places.
    ///
    /// # Errors
    /// If the lexicon is too large for a trie.
    pub(crate) fn build(
        self,
        stands: impl Fn(&Word) -> Standing,
        places: PlaceWords,
    ) -> Result<Vocabulary, CrawdadError> {
        let mut words = self.words;
        words.sort_unstable_by(|one, other| one.surface.cmp(&other.surface));
        for word in &mut words {
            word.stands = stands(word);
        }
        let trie = Trie::from_keys(words.iter().map(|word| &word.surface))?;
        let pairs = Pairs::of(&words);
        Ok(Vocabulary { words, places, trie, pairs })
    }
}
