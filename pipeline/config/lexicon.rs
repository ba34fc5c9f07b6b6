//! Words by class. A class may belong to wider classes, and states what its words mean.

use std::collections::BTreeMap;
use std::ops::Range;

use figlift_model::{Basis, Code, NumeralClass, ObsStatus, Qualifier, Sign, Unknown};
use serde::Deserialize;

use crate::{ConfigError, Source, Spanned, Units, names};

/// One class of words, as `lexicon/*.toml` states it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct WordClass {
    /// Why the class exists: what its words have in common.
    pub why: String,
    /// The words.
    pub words: Vec<String>,
    /// Words that the overlay removes from the built-in class.
    pub remove: Vec<String>,
    /// Wider classes that it belongs to.
    pub is: Vec<String>,
    /// Class of the numerals in the words, if they state no figure.
    pub numeral: Option<NumeralClass>,
    /// Qualifier that a word gives to a value.
    pub qualifier: Option<Qualifier>,
    /// Sign that the verb gives to a change.
    pub sign: Option<Sign>,
    /// Basis of comparison.
    pub basis: Option<Basis>,
    /// Denominator.
    pub per: Option<String>,
    /// Canonical unit of the words, if a rule captures them as `unit`.
    pub unit: Option<String>,
    /// Number of the words, if a rule captures them as `n`: 2 for 翻番.
    pub value: Option<i64>,
    /// Observation status.
    pub status: Option<ObsStatus>,
    /// Scope of the status of the words; by default the rest of the statement.
    pub reach: Option<Reach>,
    /// Whether years and months count from the period carried over: 上月, but not 去年.
    pub spoken: bool,
    /// Years from that of the document: 0 for 今年, -1 for 去年.
    pub year: Option<i32>,
    /// Half of the year: 1 or 2.
    pub half: Option<i32>,
    /// Months from that of the document.
    pub month: Option<i32>,
    /// Weeks, which begin on Monday, from that of the document: -1 for 上周.
    pub week: Option<i32>,
    /// Days from that of the document: -1 for 昨天.
    pub day: Option<i32>,
    /// Whether it names the date of the document, as closely as that is known: 目前.
    pub now: bool,
    /// Area code.
    pub area: Option<String>,
}

/// Scope of what a word or a rule sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// The rest of the clause, to the next comma.
    Clause,
    /// The rest of the statement, to the next ； or 。
    Statement,
    /// The rest of the sentence.
    Sentence,
    /// The rest of the paragraph.
    Paragraph,
    /// The rest of the text.
    Document,
}

/// All classes of words by name.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    classes: BTreeMap<String, WordClass>,
}

impl Lexicon {
    /// The class of that name.
    pub fn get(&self, class: &str) -> Option<&WordClass> {
        self.classes.get(class)
    }

    /// All classes, by name.
    pub fn classes(&self) -> impl Iterator<Item = (&str, &WordClass)> {
        self.classes.iter().map(|(name, class)| (name.as_str(), class))
    }

    /// The class and all its wider classes, itself first.
    pub fn with_wider<'a>(&'a self, class: &'a str) -> Vec<&'a str> {
        let mut all = vec![class];
        let mut next = 0;
        while let Some(&name) = all.get(next) {
            for wider in self.classes.get(name).map_or(&[][..], |class| &class.is) {
                if !all.contains(&wider.as_str()) {
                    all.push(wider);
                }
            }
            next += 1;
        }
        all
    }

    /// Whether a pattern may name the class: it has words, or is wider than a class that has.
    pub fn knows(&self, class: &str) -> bool {
        self.classes.contains_key(class)
            || self.classes.values().any(|narrow| narrow.is.iter().any(|wide| wide == class))
    }

    /// Refuses an unknown wider class.
    pub(crate) fn check_wider(&self, file: &Source) -> Result<(), ConfigError> {
        for (name, class) in &self.classes {
            if let Some(wider) = class.is.iter().find(|wider| !self.classes.contains_key(*wider)) {
                let message = format!("the class `{name}` belongs to the unknown class `{wider}`");
                let at = file.find(0..file.text.len(), wider);
                return Err(file
                    .error(at, message)
                    .help("add that class, with its `why`, or correct its name"));
            }
        }
        Ok(())
    }

    /// Refuses a word of two classes that contradict each other, such as verbs of rising and
    /// falling.
    pub(crate) fn check_meanings(&self, files: &[Source]) -> Result<(), ConfigError> {
        let mut first: BTreeMap<(&str, &str), (&str, &str)> = BTreeMap::new();
        for (name, class) in &self.classes {
            let says = self.says(name);
            for word in &class.words {
                for &(field, value) in &says {
                    let (other, known) = *first.entry((word, field)).or_insert((name, value));
                    if known == value || self.is_wider(other, name) || self.is_wider(name, other) {
                        continue;
                    }
                    let message = format!(
                        "`{word}` is a word of `{other}` ({field} = \"{known}\") and of `{name}` ({field} = \"{value}\")"
                    );
                    let stated = |file: &&Source| {
                        file.name.contains("lexicon/") && file.text.contains(&format!("\"{word}\""))
                    };
                    let file = files.iter().rev().find(stated).or(files.last());
                    return Err(match file {
                        Some(file) => file.error(file.find(0..file.text.len(), word), message),
                        None => Source::new("pack", "").error(0..0, message),
                    }
                    .help(
                        "keep it in one of them; `remove` removes a built-in word from its class",
                    ));
                }
            }
        }
        Ok(())
    }

    /// Refuses a class with an unknown unit.
    pub(crate) fn check_units(&self, units: &Units, files: &[Source]) -> Result<(), ConfigError> {
        let stated = self.classes.values().filter_map(|class| class.unit.as_ref());
        let Some(unit) = stated.into_iter().find(|unit| units.get(unit).is_none()) else {
            return Ok(());
        };
        let line = format!("unit = \"{unit}\"");
        let place = files.iter().rev().find_map(|file| {
            let is_lexicon = file.name.contains("lexicon/");
            file.text.find(&line).filter(|_| is_lexicon).map(|at| (file, at + "unit = ".len()))
        });
        let unknown = Unknown::of("unit", unit, units.iter().map(|unit| unit.code.as_str()));
        let message = unknown.message();
        let error = match place {
            Some((file, at)) => file.error(at..at + unit.len() + 2, message),
            None => Source::new("pack", "").error(0..0, message),
        };
        Err(error.help(unknown.help_to_add("pack/units.toml")))
    }

    /// What a class states of its words, itself or by a wider class: the nearest takes precedence.
    fn says<'a>(&'a self, name: &'a str) -> Vec<(&'static str, &'a str)> {
        let wider = self.with_wider(name);
        let classes: Vec<&WordClass> =
            wider.iter().filter_map(|name| self.classes.get(*name)).collect();
        let nearest =
            |of: fn(&WordClass) -> Option<&str>| classes.iter().find_map(|class| of(class));
        let fields = [
            ("sign", nearest(|class| class.sign.map(Sign::as_str))),
            ("qualifier", nearest(|class| class.qualifier.map(Qualifier::as_str))),
            ("basis", nearest(|class| class.basis.map(Basis::as_str))),
            ("per", nearest(|class| class.per.as_deref())),
            ("status", nearest(|class| class.status.map(ObsStatus::as_str))),
            ("area", nearest(|class| class.area.as_deref())),
        ];
        fields.into_iter().filter_map(|(field, value)| Some((field, value?))).collect()
    }

    fn is_wider(&self, wider: &str, name: &str) -> bool {
        self.with_wider(name).contains(&wider)
    }

    /// Lays a file over the classes: words of a known class are added to it, its other keys are
    /// replaced.
    pub(crate) fn overlay(&mut self, source: &Source) -> Result<(), ConfigError> {
        let file: BTreeMap<Spanned<String>, WordClass> = source.parse()?;
        for (name, class) in file {
            let span = name.span();
            check(source, &span, &class)?;
            merge(self.classes.entry(name.into_inner()).or_default(), class);
        }
        Ok(())
    }
}

fn merge(known: &mut WordClass, mut over: WordClass) {
    let mut words = std::mem::take(&mut known.words);
    words.retain(|word| !over.remove.contains(word));
    words.extend(std::mem::take(&mut over.words));
    words.sort();
    words.dedup();
    let why = if over.why.is_empty() { std::mem::take(&mut known.why) } else { over.why };
    let is = if over.is.is_empty() { std::mem::take(&mut known.is) } else { over.is };
    *known = WordClass {
        why,
        is,
        words,
        remove: Vec::new(),
        numeral: over.numeral.or(known.numeral),
        qualifier: over.qualifier.or(known.qualifier),
        sign: over.sign.or(known.sign),
        basis: over.basis.or(known.basis),
        per: over.per.or(known.per.take()),
        unit: over.unit.or(known.unit.take()),
        value: over.value.or(known.value),
        status: over.status.or(known.status),
        reach: over.reach.or(known.reach),
        spoken: over.spoken || known.spoken,
        now: over.now || known.now,
        area: over.area.or(known.area.take()),
        year: over.year.or(known.year),
        half: over.half.or(known.half),
        month: over.month.or(known.month),
        week: over.week.or(known.week),
        day: over.day.or(known.day),
    };
}

/// The classes of numerals that words can give.
pub(crate) const WORD_CLASSES: [NumeralClass; 5] = [
    NumeralClass::Period,
    NumeralClass::Label,
    NumeralClass::Enumerator,
    NumeralClass::Reference,
    NumeralClass::Idiom,
];

/// The error of a numeral class that words cannot give.
pub(crate) fn not_of_words(source: &Source, at: Range<usize>, class: &str) -> ConfigError {
    let known = WORD_CLASSES.iter().map(|class| class.as_str());
    names::refused(source, at, &Unknown::of(NumeralClass::KIND, class, known))
}

/// The highest offset of a word from the date of the document, in years, months, weeks or days.
const FAR: i32 = 1200;

fn check(
    source: &Source,
    span: &std::ops::Range<usize>,
    class: &WordClass,
) -> Result<(), ConfigError> {
    let entry = span.start
        ..source.text[span.start..].find("\n[").map_or(source.text.len(), |at| span.start + at);
    if let Some(numeral) = class.numeral.filter(|class| !WORD_CLASSES.contains(class)) {
        let at = source.find(entry, numeral.as_str());
        return Err(not_of_words(source, at, numeral.as_str()));
    }
    let far = |number: Option<i32>| number.is_some_and(|number| number.abs() > FAR);
    if [class.year, class.month, class.week, class.day].into_iter().any(far)
        || class.half.is_some_and(|half| !(1..=2).contains(&half))
    {
        let help =
            "a half is 1 or 2; years, months, weeks and days count from those of the document";
        return Err(source.error(span.clone(), "invalid time").help(help));
    }
    if class.words.iter().any(String::is_empty) {
        return Err(source.error(span.clone(), "empty word").help("remove it"));
    }
    Ok(())
}
