//! Shapes: regular expressions for single words such as 5G or 〔2021〕15号.

use std::sync::Arc;

use figlift_config::{ConfigError, Matcher, Rule, Spanned};
use regex_automata::hybrid::BuildError;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input, MatchKind};

/// How far a shape is looked for, in bytes. Where it matches as far as that, it is followed twice as far.
const WINDOW: usize = 256;

/// All shapes as one automaton.
#[derive(Debug)]
pub(crate) struct Shapes {
    pub rules: Vec<Arc<Rule>>,
    automaton: DFA,
}

impl Shapes {
    /// Compiles the shapes of rules, in order of bands and ids.
    pub(crate) fn compile(mut rules: Vec<Arc<Rule>>) -> Result<Shapes, ConfigError> {
        rules.sort_by(|a, b| a.band.cmp(&b.band).then_with(|| a.id.cmp(&b.id)));
        let shapes: Vec<&str> =
            rules.iter().filter_map(|rule| shape(rule)).map(|it| it.get_ref().as_str()).collect();
        match build(&shapes) {
            Ok(automaton) if !takes_nothing(&automaton) => Ok(Shapes { rules, automaton }),
            // Only then is each shape built alone, for the place of the error.
            result => Err(wrong(&rules, result.err())),
        }
    }

    /// The longest match of a shape at a byte of a text: number of its rule, and its end.
    pub(crate) fn at(
        &self,
        cache: &mut ShapeCache,
        text: &str,
        from: usize,
    ) -> Option<(usize, usize)> {
        let states = cache.states(&self.automaton);
        let mut window = WINDOW;
        loop {
            let end = text.floor_char_boundary(from + window);
            let input = Input::new(text).range(from..end).anchored(Anchored::Yes);
            let found = self.automaton.try_search_fwd(states, &input).ok()??;
            if found.offset() < end || end == text.len() {
                return Some((found.pattern().as_usize(), found.offset()));
            }
            window *= 2;
        }
    }

    /// Whether a shape may begin with a character.
    pub(crate) fn may_begin_with(&self, cache: &mut ShapeCache, first: char) -> bool {
        AROUND.iter().any(|before| {
            let text = format!("{before}{first}");
            goes_on(&self.automaton, cache.states(&self.automaton), &text, before.len())
                != Some(false)
        })
    }
}

/// What was worked out of the automaton so far.
#[derive(Debug, Default)]
pub(crate) struct ShapeCache(Option<Cache>);

impl ShapeCache {
    fn states(&mut self, automaton: &DFA) -> &mut Cache {
        self.0.get_or_insert_with(|| automaton.create_cache())
    }
}

/// What may stand before a shape, as far as the look-behind of an expression can tell: nothing, a line
/// end, part of a word, part of none.
const AROUND: [&str; 5] = ["", "\n", "\r", "a", " "];

/// Whether a shape that begins at a byte may go on behind the end of a text; `None` where the automaton
/// does not say.
fn goes_on(automaton: &DFA, cache: &mut Cache, text: &str, from: usize) -> Option<bool> {
    let input = Input::new(text).range(from..).anchored(Anchored::Yes);
    let mut state = automaton.start_state_forward(cache, &input).ok()?;
    for &byte in &text.as_bytes()[from..] {
        state = automaton.next_state(cache, state, byte).ok()?;
        if state.is_dead() {
            return Some(false);
        }
    }
    (!state.is_quit()).then_some(true)
}

fn shape(rule: &Rule) -> Option<&Spanned<String>> {
    match &rule.matcher {
        Matcher::Shape(shape) => Some(shape),
        Matcher::Pattern(_) => None,
    }
}

/// The error of the first shape that is not right; if each is right by itself, why all of them together
/// are not.
fn wrong(rules: &[Arc<Rule>], together: Option<Box<BuildError>>) -> ConfigError {
    for rule in rules {
        let Some(shape) = shape(rule) else { continue };
        let message = match build(&[shape.get_ref()]) {
            Err(error) => cause(&error),
            Ok(automaton) if takes_nothing(&automaton) => "it matches the empty string".to_owned(),
            Ok(_) => continue,
        };
        let help =
            "write a regular expression without look-around that matches at least one character";
        return rule.source.error(shape.span(), format!("invalid shape: {message}")).help(help);
    }
    let message =
        together.map_or("they match the empty string".to_owned(), |error| error.to_string());
    match rules.first() {
        Some(rule) => rule.source.error(0..0, format!("the shapes are too large: {message}")),
        None => figlift_config::Source::new("pack", "").error(0..0, message),
    }
}

/// Whether a shape matches the empty string, or may do so.
fn takes_nothing(automaton: &DFA) -> bool {
    let nothing = Input::new("").anchored(Anchored::Yes);
    !matches!(automaton.try_search_fwd(&mut automaton.create_cache(), &nothing), Ok(None))
}

fn build(patterns: &[&str]) -> Result<DFA, Box<BuildError>> {
    DFA::builder()
        .configure(DFA::config().match_kind(MatchKind::All).skip_cache_capacity_check(true))
        .syntax(syntax::Config::new().unicode(true))
        .build_many(patterns)
        .map_err(Box::new)
}

/// The cause of an error in one line, in the words of the parser.
fn cause(error: &dyn std::error::Error) -> String {
    let mut last = error;
    while let Some(source) = last.source() {
        last = source;
    }
    let text = last.to_string();
    let line = text.lines().last().unwrap_or_default();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}
