//! Compiles a pack into the rules and words of the passes.

use std::collections::BTreeMap;
use std::sync::Arc;

use figlift_config::{ConfigError, Matcher, Pack, Rule};
use rustc_hash::FxHashSet;

use crate::compile::classes::{ClassId, ClassSet, Classes};
use crate::compile::pattern::{Part, Program, Symbol, Test, lead, parse};
use crate::compile::policy::Policy;
use crate::compile::ruleset::RuleSet;
use crate::compile::scratch::ScratchPool;
use crate::compile::shape::Shapes;
use crate::compile::stage::{CompiledRule, Stage};
use crate::compile::verify::{NUMBERS, PatternPlace, READ, verify_captures, verify_class};
use crate::compile::vocabulary::{PlaceWords, Standing, VocabularyBuilder, Word};
use crate::numeral::Numeral;
use crate::numeral::han::is_row_digit;
use crate::phrase::segmenter::Segmenter;

/// The classes of a lone 百, 千, 万 and 亿.
const MAGNITUDES: [(i64, &str); 4] = [
    (100, "hundred"),
    (1_000, "thousand"),
    (10_000, "ten-thousand"),
    (100_000_000, "hundred-million"),
];

/// The class of words that are matched only right after a number: measure words that are mostly
/// part of other words.
const ONLY_AFTER_NUMBER: &str = "only-after-number";

/// The class of words that are never matched right after a number.
const NEVER_AFTER_NUMBER: &str = "never-after-number";

/// The class of names of places that count only behind the name of an area that they lie in.
const COMMON_NAMES: &str = "common-area-name";

/// The class of names in which no numeral is read.
const UNREAD_NAMES: &str = "region-name";

/// A rule with its parsed pattern.
struct Parsed<'p> {
    rule: &'p Arc<Rule>,
    place: PatternPlace<'p>,
    part: Part,
}

impl RuleSet {
    /// Compiles the rules and words of a pack.
    ///
    /// # Errors
    /// If a pattern or shape is invalid, names an unknown class, or matches the empty string.
    pub fn compile(pack: &Arc<Pack>) -> Result<RuleSet, ConfigError> {
        let mut classes = Classes::default();
        // Numbered first, so that sets hold them as bits.
        let policy = Policy::new(&mut classes);
        let mut builder = VocabularyBuilder::of(pack, &mut classes);
        let (parsed, shapes) = parse_all(pack, &mut builder, &mut classes)?;
        let text = ClassSet::from_iter([classes.number("text")]);
        let after_number = within(pack, ONLY_AFTER_NUMBER, &mut classes);
        let never_after_number = classes.number(NEVER_AFTER_NUMBER);
        let stands = |word: &Word| {
            let of = &word.classes;
            let is_after = of.contains_any(after_number.ids());
            let plain = |&one: &ClassId| after_number.contains(one) || text.contains(one);
            let is_digit = |c: char| c.is_ascii_digit() || is_row_digit(c);
            Standing {
                after_number: is_after,
                elsewhere: !(is_after && of.ids().iter().all(plain)),
                never_after_number: of.contains(never_after_number),
                ends_in_digit: word.surface.ends_with(is_digit),
            }
        };
        let (claiming, relating) = stages(pack, parsed, &mut classes)?;
        let too_large = |_| match pack.files.first() {
            Some(file) => file.error(0..0, "the lexicon is too large").help("use fewer words"),
            None => unreachable_pack(),
        };
        let unread = ClassSet::from_iter([policy.area, policy.region_name]);
        let unread = (words_in(pack, UNREAD_NAMES), unread);
        let places = PlaceWords::new(ClassSet::from_iter([policy.area]), unread);
        let vocabulary = builder.build(stands, places).map_err(too_large)?;
        Ok(RuleSet {
            policy,
            segmenter: Segmenter::new(&pack.phrase),
            shapes: Shapes::compile(shapes)?,
            number: ClassSet::from_iter([classes.number("number")]),
            magnitudes: MAGNITUDES.map(|(value, name)| {
                (value, ClassSet::from_iter([classes.number("magnitude"), classes.number(name)]))
            }),
            part_of_whole: ClassSet::from_iter([classes.number("part-of-whole")]),
            no_classes: ClassSet::default(),
            text,
            vocabulary,
            claiming,
            relating,
            words: words(pack),
            common_names: words_in(pack, COMMON_NAMES),
            pack: Arc::clone(pack),
            classes,
            scratch: ScratchPool::default(),
        })
    }
}

fn words_in(pack: &Pack, class: &str) -> FxHashSet<String> {
    pack.lexicon.get(class).into_iter().flat_map(|class| class.words.clone()).collect()
}

/// Parses all patterns and adds their literal words to the vocabulary; rules with shapes are
/// separate.
fn parse_all<'p>(
    pack: &'p Pack,
    builder: &mut VocabularyBuilder<'p>,
    classes: &mut Classes,
) -> Result<(Vec<Parsed<'p>>, Vec<Arc<Rule>>), ConfigError> {
    let mut parsed = Vec::new();
    let mut shapes = Vec::new();
    for rule in pack.rules.values() {
        let Matcher::Pattern(text) = &rule.matcher else {
            shapes.push(Arc::clone(rule));
            continue;
        };
        let place = PatternPlace { rule, text };
        let part = parse(text.get_ref()).map_err(|error| place.refuse(error))?;
        for test in part.tests() {
            verify_class(pack, place, test)?;
            if test.literal {
                builder.literal(&text.get_ref()[test.at.clone()], classes);
            }
        }
        parsed.push(Parsed { rule, place, part });
    }
    Ok((parsed, shapes))
}

/// The rules that claim numerals, and those that relate nodes.
fn stages(
    pack: &Pack,
    parsed: Vec<Parsed<'_>>,
    classes: &mut Classes,
) -> Result<(Stage, Stage), ConfigError> {
    let stops = vec![classes.number("q"), classes.number("clause-end")];
    let mut families = BTreeMap::new();
    let (mut claiming, mut relating) = (Stage::default(), Stage::default());
    for Parsed { rule, place, part } in parsed {
        let program = Program::compile(&part, &mut |name| classes.number(name), stops.clone());
        if program.run::<Nothing>(&[], 0).is_some() {
            let error = rule.source.error(place.of(0..1), "this pattern matches the empty string");
            return Err(error.help("write a core with at least one required word"));
        }
        verify_captures(pack, rule, &program)?;
        let family = families.len();
        let family = *families.entry(rule.family.as_str()).or_insert(family);
        let (stage, made) = match rule.class {
            Some(_) => (&mut claiming, NUMBERS),
            None => (&mut relating, READ),
        };
        let lead = lead(&part, &|test: &Test| is_only(test, made));
        stage.push(CompiledRule { rule: Arc::clone(rule), family, program }, lead);
    }
    Ok((claiming, relating))
}

/// Whether a test only passes for words of these classes; a name that ends with a dot is a prefix
/// of names.
fn is_only(test: &Test, made: &[&str]) -> bool {
    let is_made = |class: &String| {
        made.iter().any(|name| class == name || name.ends_with('.') && class.starts_with(name))
    };
    !test.literal && test.classes.iter().all(is_made)
}

/// The words of each class and of its narrower classes.
fn words(pack: &Pack) -> BTreeMap<String, Vec<String>> {
    let mut words: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, class) in pack.lexicon.classes() {
        for wider in pack.lexicon.with_wider(name) {
            words.entry(wider.to_owned()).or_default().extend_from_slice(&class.words);
        }
    }
    words
}

/// A class and its narrower classes.
fn within(pack: &Pack, class: &str, classes: &mut Classes) -> ClassSet {
    let all = pack.lexicon.classes().map(|(name, _)| name);
    let own = all.filter(|name| pack.lexicon.with_wider(name).contains(&class));
    own.map(|name| classes.number(name)).collect()
}

/// A pack without files has no words, so its automaton cannot be too large.
fn unreachable_pack() -> ConfigError {
    figlift_config::Source::new("pack", "").error(0..0, "the pack is empty")
}

/// The symbol type of an empty sentence.
enum Nothing {}

impl Symbol for Nothing {
    fn classes(&self) -> &ClassSet {
        match *self {}
    }

    fn word(&self) -> Option<usize> {
        match *self {}
    }

    fn numeral(&self) -> Option<&Numeral> {
        match *self {}
    }

    fn is_read(&self) -> bool {
        match *self {}
    }
}
