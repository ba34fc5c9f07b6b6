//! All words of rules, units and areas, with their classes and meanings.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind, BuildError, Input, MatchKind};
use figlift_config::{Lexicon, Pack, Reach, WordClass};
use figlift_model::{Basis, NumeralClass, ObsStatus, Qualifier, Sign};

use crate::compile::pattern::literal_class;

/// The class of words that the passes look for at certain places, and that are not words elsewhere.
const IN_PLACE: &str = "in-place";

/// Number of a class; classes are numbered in the order in which they are first named.
pub(crate) type ClassId = u16;

/// Names of classes and their numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Classes {
    numbers: BTreeMap<String, ClassId>,
}

impl Classes {
    pub(crate) fn number(&mut self, name: &str) -> ClassId {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.numbers.len() as ClassId;
        self.numbers.insert(name.to_owned(), number);
        number
    }

    /// The number of classes.
    pub(crate) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The name of a class.
    pub(crate) fn name(&self, number: ClassId) -> &str {
        self.numbers.iter().find(|&(_, &known)| known == number).map_or("", |(name, _)| name)
    }

    pub(crate) fn get(&self, name: &str) -> Option<ClassId> {
        self.numbers.get(name).copied()
    }
}

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
    fn learn(&mut self, name: &str, class: &WordClass) {
        let or = |known: &mut Option<String>, new: &Option<String>| {
            if known.is_none() {
                known.clone_from(new);
            }
        };
        or(&mut self.per, &class.per);
        or(&mut self.stands_for, &class.unit);
        self.value = self.value.or(class.value);
        or(&mut self.area, &class.area);
        self.qualifier = self.qualifier.or(class.qualifier);
        self.sign = self.sign.or(class.sign);
        self.basis = self.basis.or(class.basis);
        self.status = self.status.or(class.status);
        self.reach = self.reach.or(class.reach);
        self.from_carried |= class.spoken;
        self.year = self.year.or(class.year);
        self.half = self.half.or(class.half);
        self.month = self.month.or(class.month);
        self.week = self.week.or(class.week);
        self.day = self.day.or(class.day);
        if self.numeral.is_none() {
            self.numeral = class.numeral.map(|numeral| (numeral, name.to_owned()));
        }
    }
}

/// A word.
#[derive(Clone, Debug, Default)]
pub(crate) struct Word {
    pub surface: String,
    /// Sorted.
    pub classes: Vec<ClassId>,
    pub meaning: Meaning,
}

/// All words, and the automaton that finds them.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    words: Vec<Word>,
    automaton: AhoCorasick,
}

impl Vocabulary {
    /// The word of that number.
    pub(crate) fn word(&self, number: usize) -> &Word {
        &self.words[number]
    }

    /// The first and longest word of a text at or after a byte: its number, start and end.
    pub(crate) fn next(&self, text: &str, from: usize) -> Option<(usize, usize, usize)> {
        let found = self.automaton.find(Input::new(text).range(from..))?;
        Some((found.pattern().as_usize(), found.start(), found.end()))
    }
}

/// Collects words for the automaton.
#[derive(Debug, Default)]
pub(crate) struct VocabularyBuilder {
    words: BTreeMap<String, Word>,
}

impl VocabularyBuilder {
    /// The words of a pack: its classes, the surfaces of its units, the names of its areas.
    pub(crate) fn of(pack: &Pack, classes: &mut Classes) -> VocabularyBuilder {
        let mut builder = VocabularyBuilder::default();
        builder.lexicon(&pack.lexicon, classes);
        for unit in pack.units.iter() {
            for surface in &unit.surfaces {
                let dimension = format!("unit.{}", unit.dimension.name);
                let word = builder.word(surface, &["unit", &dimension], classes);
                word.meaning.unit = Some(unit.code.clone());
            }
        }
        for (code, area) in &pack.areas {
            for name in std::iter::once(&area.zh).chain(&area.short) {
                builder.word(name, &["area"], classes).meaning.area = Some(code.clone());
            }
        }
        builder
    }

    fn lexicon(&mut self, lexicon: &Lexicon, classes: &mut Classes) {
        for (name, class) in lexicon.classes() {
            let all = lexicon.with_wider(name);
            if all.contains(&IN_PLACE) {
                continue;
            }
            for surface in &class.words {
                let word = self.word(surface, &all, classes);
                for &one in &all {
                    if let Some(class) = lexicon.get(one) {
                        word.meaning.learn(one, class);
                    }
                }
            }
        }
    }

    /// Adds a literal word of a pattern.
    pub(crate) fn literal(&mut self, surface: &str, classes: &mut Classes) {
        self.word(surface, &[&literal_class(surface)], classes);
    }

    fn word(&mut self, surface: &str, of: &[&str], classes: &mut Classes) -> &mut Word {
        let word = self.words.entry(surface.to_owned()).or_default();
        word.surface = surface.to_owned();
        word.classes.extend(of.iter().map(|name| classes.number(name)));
        word.classes.sort_unstable();
        word.classes.dedup();
        word
    }

    /// Builds the automaton.
    ///
    /// # Errors
    /// If the lexicon is too large for an automaton.
    pub(crate) fn build(self) -> Result<Vocabulary, BuildError> {
        let words: Vec<Word> = self.words.into_values().collect();
        // A DFA of some thousand words outgrows the caches, and is slower to build and to run.
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(words.iter().map(|word| &word.surface))?;
        Ok(Vocabulary { words, automaton })
    }
}
