//! Rules and words, compiled once and used for all documents.

use std::collections::BTreeMap;

use figlift_config::{Carried, ConfigError, Matcher, Pack, Rule, Spanned};
use figlift_model::{Code, Unknown};
use figlift_text::Span;

use crate::compile::pattern::{Part, PatternError, Program, Symbol, Test, lead, needs, parse};
use crate::compile::policy::Policy;
use crate::compile::shape::Shapes;
use crate::compile::vocabulary::{ClassId, Classes, Vocabulary, VocabularyBuilder};
use crate::numeral::Numeral;

/// Classes of numbers, which scanning makes and rules that claim are about.
const NUMBERS: &[&str] = &[
    "number",
    "magnitude",
    "hundred",
    "thousand",
    "ten-thousand",
    "hundred-million",
    "part-of-whole",
];

/// Other classes that are no words of the lexicon: what scanning and reading make.
const MADE: &[&str] = &["text", "period", "label", "q", "unit", "area"];

/// The classes of a lone 百, 千, 万 and 亿.
const MAGNITUDES: [(i64, &str); 4] = [
    (100, "hundred"),
    (1_000, "thousand"),
    (10_000, "ten-thousand"),
    (100_000_000, "hundred-million"),
];

/// The class of words that are such only behind a number: measure words that are mostly part of
/// other words.
const ONLY_BEHIND_NUMBER: &str = "only-behind-number";

/// The class of words that are none right behind a number.
const NEVER_BEHIND_NUMBER: &str = "never-behind-number";

/// Classes of what was read, which rules that relate are about.
const READ: &[&str] = &["q", "q.", "period"];

/// The rules and words of a pack, compiled.
///
/// ```
/// use figlift_config::Config;
/// use figlift_extract::RuleSet;
/// let rules = RuleSet::compile(&Config::built_in()?.pack)?;
/// # Ok::<(), figlift_config::ConfigError>(())
/// ```
#[derive(Debug)]
pub struct RuleSet {
    pub(crate) pack: Pack,
    /// The words of each class and of all that belong to it.
    words: BTreeMap<String, Vec<String>>,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) shapes: Shapes,
    /// Rules that claim numerals, and rules that relate what was claimed.
    pub(crate) claiming: Stage,
    pub(crate) relating: Stage,
    pub(crate) policy: Policy,
    pub(crate) number: Vec<ClassId>,
    /// The classes of each lone magnitude, by its value.
    pub(crate) magnitudes: [(i64, Vec<ClassId>); 4],
    pub(crate) part_of_whole: Vec<ClassId>,
    /// Classes of which words are such only behind a number.
    pub(crate) only_behind_number: Vec<ClassId>,
    /// The class of words that are none right behind a number.
    pub(crate) never_behind_number: ClassId,
    pub(crate) text: Vec<ClassId>,
    pub(crate) classes: Classes,
}

/// The rules of one stage.
#[derive(Debug, Default)]
pub(crate) struct Stage {
    pub rules: Vec<CompiledRule>,
    /// Rules by the class that they may begin with.
    by_first: Vec<Vec<usize>>,
}

/// A rule with its program.
#[derive(Debug)]
pub(crate) struct CompiledRule {
    pub rule: Rule,
    /// Number of its family.
    pub family: usize,
    pub program: Program,
    /// Words before the number or what was read that a match must hold; `None` where it need not.
    lead: Option<usize>,
    /// For each word that a match must hold, the classes one of which it is of.
    needs: Vec<Vec<ClassId>>,
}

/// The classes of the words of a sentence.
struct Present(Vec<u64>);

impl Present {
    fn of<'c>(words: impl Iterator<Item = &'c [ClassId]>, classes: usize) -> Present {
        let mut present = Present(vec![0; classes / 64 + 1]);
        for &class in words.flatten() {
            present.0[usize::from(class) / 64] |= 1 << (class % 64);
        }
        present
    }

    fn holds(&self, class: ClassId) -> bool {
        self.0[usize::from(class) / 64] >> (class % 64) & 1 == 1
    }
}

/// How many words off the next number is, or what was read, for each word; `usize::MAX` where there is
/// none.
pub(crate) fn ahead<S: Symbol>(symbols: &[S]) -> Vec<usize> {
    let mut ahead = vec![usize::MAX; symbols.len()];
    let mut next = usize::MAX;
    for (at, symbol) in symbols.iter().enumerate().rev() {
        next = if symbol.is_read() { 0 } else { next.saturating_add(1) };
        ahead[at] = next;
    }
    ahead
}

impl Stage {
    fn push(&mut self, rule: CompiledRule) {
        for &class in rule.program.first() {
            let class = usize::from(class);
            if self.by_first.len() <= class {
                self.by_first.resize(class + 1, Vec::new());
            }
            self.by_first[class].push(self.rules.len());
        }
        self.rules.push(rule);
    }

    /// Which rules may match in a sentence of words of these classes, which are all of `known`.
    pub(crate) fn possible<'c>(
        &self,
        words: impl Iterator<Item = &'c [ClassId]>,
        known: &Classes,
    ) -> Vec<bool> {
        let present = Present::of(words, known.len());
        let is_there = |any: &Vec<ClassId>| any.iter().any(|&class| present.holds(class));
        self.rules.iter().map(|rule| rule.needs.iter().all(is_there)).collect()
    }

    /// All rules, whether they may match or not.
    pub(crate) fn every(&self) -> Vec<bool> {
        vec![true; self.rules.len()]
    }

    /// Rules of the `possible` ones that may match from a word of these classes on, in order of their
    /// ids, where the next number, or what was read, is so many words ahead.
    pub(crate) fn beginning_with(
        &self,
        possible: &[bool],
        classes: &[ClassId],
        ahead: usize,
    ) -> Vec<usize> {
        let of = |class: &ClassId| self.by_first.get(usize::from(*class)).into_iter().flatten();
        let reaches = |rule: &usize| {
            possible[*rule] && self.rules[*rule].lead.is_none_or(|lead| ahead <= lead)
        };
        let mut rules: Vec<usize> = classes.iter().flat_map(of).copied().filter(reaches).collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }
}

impl RuleSet {
    /// Compiles the rules and words of a pack.
    ///
    /// # Errors
    /// Where a pattern or shape cannot be read, names a class that no word belongs to, or can match
    /// nothing.
    pub fn compile(pack: &Pack) -> Result<RuleSet, ConfigError> {
        let mut classes = Classes::default();
        let mut builder = VocabularyBuilder::of(pack, &mut classes);
        let mut parsed = Vec::new();
        let mut shapes = Vec::new();
        for rule in pack.rules.values() {
            match &rule.matcher {
                Matcher::Pattern(text) => {
                    let at = Place { rule, text };
                    let part = parse(text.get_ref()).map_err(|error| at.wrong(error))?;
                    let mut tests = Vec::new();
                    collect(&part, &mut tests);
                    for test in tests {
                        known(pack, at, test)?;
                        if test.literal {
                            builder.literal(&test.classes[0][1..], &mut classes);
                        }
                    }
                    parsed.push((rule, at, part));
                }
                Matcher::Shape(_) => shapes.push(rule.clone()),
            }
        }
        let only_behind_number = within(pack, ONLY_BEHIND_NUMBER, &mut classes);
        let never_behind_number = classes.number(NEVER_BEHIND_NUMBER);
        let stops = vec![classes.number("q"), classes.number("clause-end")];
        let mut families = BTreeMap::new();
        let (mut claiming, mut relating) = (Stage::default(), Stage::default());
        for (rule, at, part) in parsed {
            let program = Program::compile(&part, &mut |name| classes.number(name), stops.clone());
            if program.run::<Nothing>(&[], 0).is_some() {
                let message = "this pattern matches where nothing stands";
                return Err(rule
                    .source
                    .error(at.of(0..1), message)
                    .help("let the core hold at least one word that must be there"));
            }
            check_captures(pack, rule, &program)?;
            let family = families.len();
            let family = *families.entry(rule.family.as_str()).or_insert(family);
            let stage = if rule.class.is_some() { &mut claiming } else { &mut relating };
            let made = if rule.class.is_some() { NUMBERS } else { READ };
            let holds = |test: &Test| {
                let is_made = |class: &String| {
                    made.iter()
                        .any(|name| class == name || name.ends_with('.') && class.starts_with(name))
                };
                !test.literal && test.classes.iter().all(is_made)
            };
            let lead = lead(&part, &holds);
            let numbered = |any: Vec<&str>| any.iter().map(|name| classes.number(name)).collect();
            let needs = needs(&part).into_iter().map(numbered).collect();
            stage.push(CompiledRule { rule: rule.clone(), family, program, lead, needs });
        }
        let too_large = |_| match pack.files.first() {
            Some(file) => {
                file.error(0..0, "all words together are too large").help("use fewer words")
            }
            None => unreachable_pack(),
        };
        Ok(RuleSet {
            policy: Policy::new(&mut classes),
            shapes: Shapes::compile(shapes)?,
            number: vec![classes.number("number")],
            magnitudes: MAGNITUDES.map(|(value, name)| {
                (value, vec![classes.number("magnitude"), classes.number(name)])
            }),
            part_of_whole: vec![classes.number("part-of-whole")],
            only_behind_number,
            never_behind_number,
            text: vec![classes.number("text")],
            vocabulary: builder.build().map_err(too_large)?,
            claiming,
            relating,
            words: words(pack),
            pack: pack.clone(),
            classes,
        })
    }
}

impl RuleSet {
    /// Whether an area lies in another, by the catalogue; none lies in itself.
    pub(crate) fn lies_within(&self, area: &str, wider: &str) -> bool {
        let parent = |code: &str| self.pack.areas.get(code)?.parent.as_deref();
        std::iter::successors(parent(area), |code| parent(code)).any(|code| code == wider)
    }

    /// The name of the dimension of a unit.
    pub(crate) fn dimension(&self, unit: &str) -> Option<&str> {
        self.pack.units.get(unit).map(|unit| unit.dimension.name.as_str())
    }

    /// The words of a class and of all that belong to it.
    pub(crate) fn words(&self, class: &str) -> impl Iterator<Item = &str> {
        self.words.get(class).into_iter().flatten().map(String::as_str)
    }

    /// Whether a text holds a word of a class.
    pub(crate) fn holds(&self, class: &str, text: &str) -> bool {
        self.words(class).any(|word| text.contains(word))
    }

    /// Whether what stands before a time says that something holds from then on: 从2004年起.
    pub(crate) fn leads_onward(&self, reading: &str, time: Span) -> bool {
        self.ends("onward-from", &reading[..time.start])
    }

    /// Whether a text ends with a word of a class.
    pub(crate) fn ends(&self, class: &str, text: &str) -> bool {
        self.words(class).any(|word| text.ends_with(word))
    }

    /// Whether a text begins with a word of a class.
    pub(crate) fn begins(&self, class: &str, text: &str) -> bool {
        self.words(class).any(|word| text.starts_with(word))
    }

    /// The classes of a quantity in that unit: `q` and `q.<dimension>`.
    pub(crate) fn quantity_classes(&self, unit: &str) -> Vec<ClassId> {
        let dimension = self.dimension(unit).map(|name| format!("q.{name}"));
        let of_dimension = dimension.and_then(|name| self.classes.get(&name));
        std::iter::once(self.policy.q).chain(of_dimension).collect()
    }
}

/// The words of each class and of all that belong to it.
fn words(pack: &Pack) -> BTreeMap<String, Vec<String>> {
    let mut words: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, class) in pack.lexicon.classes() {
        for wider in pack.lexicon.with_wider(name) {
            words.entry(wider.to_owned()).or_default().extend_from_slice(&class.words);
        }
    }
    words
}

/// A class and all classes that belong to it.
fn within(pack: &Pack, class: &str, classes: &mut Classes) -> Vec<ClassId> {
    let all = pack.lexicon.classes().map(|(name, _)| name);
    let own = all.filter(|name| pack.lexicon.with_wider(name).contains(&class));
    own.map(|name| classes.number(name)).collect()
}

/// A pack without files has no words either, and an automaton without words is never too large.
fn unreachable_pack() -> ConfigError {
    figlift_config::Source::new("pack", "").error(0..0, "the pack is empty")
}

/// What an empty sentence is made of.
enum Nothing {}

impl Symbol for Nothing {
    fn is(&self, _: ClassId) -> bool {
        match *self {}
    }

    fn numeral(&self) -> Option<&Numeral> {
        match *self {}
    }

    fn is_read(&self) -> bool {
        match *self {}
    }
}

/// A pattern in its file.
#[derive(Clone, Copy)]
struct Place<'r> {
    rule: &'r Rule,
    text: &'r Spanned<String>,
}

impl Place<'_> {
    /// Where a part of the pattern stands in the file. Where the file writes the pattern with
    /// escapes, the whole of it is shown.
    fn of(self, part: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let whole = self.text.span();
        let file = &self.rule.source.text;
        let quotes = if file[whole.clone()].starts_with("\"\"\"")
            || file[whole.clone()].starts_with("'''")
        {
            3
        } else {
            1
        };
        let from = whole.start + quotes;
        let plain =
            file.get(from..).is_some_and(|rest| rest.starts_with(self.text.get_ref().as_str()));
        if plain { from + part.start..from + part.end } else { whole }
    }

    fn wrong(self, error: PatternError) -> ConfigError {
        self.rule.source.error(self.of(error.at), error.message).help(error.help)
    }
}

fn collect<'a>(part: &'a Part, tests: &mut Vec<&'a Test>) {
    match part {
        Part::Test(test) | Part::Not(test) => tests.push(test),
        Part::Sequence(parts) | Part::Choice(parts) => {
            parts.iter().for_each(|part| collect(part, tests));
        }
        Part::Repeat { part, .. } | Part::Capture { part, .. } => collect(part, tests),
        _ => {}
    }
}

fn known(pack: &Pack, at: Place<'_>, test: &Test) -> Result<(), ConfigError> {
    if test.literal {
        return Ok(());
    }
    for class in &test.classes {
        let dimension = |prefix: &str| {
            class
                .strip_prefix(prefix)
                .is_some_and(|name| pack.units.iter().any(|unit| unit.dimension.name == name))
        };
        let found = NUMBERS.iter().chain(MADE).any(|made| made == class)
            || pack.lexicon.knows(class)
            || dimension("q.")
            || dimension("unit.");
        if !found {
            let place = at.of(test.at.clone());
            let made = [NUMBERS, MADE].concat().join(", ");
            let help =
                format!("use a class of lexicon/, or {made}, q.<dimension>, unit.<dimension>");
            return Err(at
                .rule
                .source
                .error(place, format!("no word belongs to the class `{class}`"))
                .help(help));
        }
    }
    Ok(())
}

/// Every name that the rule's fields use must be one that its pattern captures, or one that the
/// field may have.
fn check_captures(pack: &Pack, rule: &Rule, program: &Program) -> Result<(), ConfigError> {
    let source = &rule.source;
    let wrong = |name: &str, message: String, help: String| {
        Err(source.error(rule.find(name), message).help(help))
    };
    let ends = rule.change.iter().chain(&rule.restates).flat_map(|(from, to)| [from, to]);
    for name in rule.set.keys().filter(|name| *name != "it").chain(ends) {
        if program.capture(name).is_none() {
            let header = format!("set.{name}");
            let at = rule.text().find(&header).map_or(rule.find(name), |at| {
                let at = rule.block.start + at;
                at + "set.".len()..at + header.len()
            });
            let message = format!("the pattern captures nothing under the name `{name}`");
            let help = format!("write `<{name}: …>` in the pattern");
            return Err(source.error(at, message).help(help));
        }
    }
    for set in rule.set.values() {
        carried(rule, program, set.sign.as_ref())?;
        carried(rule, program, set.qualifier.as_ref())?;
        carried(rule, program, set.basis.as_ref())?;
        carried(rule, program, set.status.as_ref())?;
        let count = set.per.as_deref().and_then(|per| per.strip_prefix('<')?.split_once('>'));
        if let Some((name, _)) = count.filter(|(name, _)| program.capture(name).is_none()) {
            return wrong(
                set.per.as_deref().unwrap_or_default(),
                format!("the pattern captures nothing under the name `{name}`"),
                format!("write `<{name}: {{magnitude}}>` in the pattern"),
            );
        }
        if let Some(unit) = set.unit.as_ref().filter(|unit| pack.units.get(unit).is_none()) {
            return wrong(
                unit,
                format!("`{unit}` is no unit"),
                "add it to units.toml, or mend its name".to_owned(),
            );
        }
    }
    Ok(())
}

/// Refuses a name that is neither a code nor a capture of the pattern.
fn carried<C: Code>(
    rule: &Rule,
    program: &Program,
    set: Option<&Carried<C>>,
) -> Result<(), ConfigError> {
    let Some(Carried::Capture(name)) = set else { return Ok(()) };
    if program.capture(name).is_some() {
        return Ok(());
    }
    let source = &rule.source;
    let unknown = Unknown::of(C::KIND, name, C::names());
    let help = format!("{}, or the name of a capture", unknown.help());
    Err(source.error(source.find(0..source.text.len(), name), unknown.message()).help(help))
}
