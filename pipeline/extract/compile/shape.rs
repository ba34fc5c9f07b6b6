//! Shapes: regular expressions for single words such as 5G or 〔2021〕15号.

use figlift_config::{ConfigError, Matcher, Rule};
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input, MatchKind};

/// The longest match of a shape, in bytes.
const WINDOW: usize = 256;

/// All shapes as one automaton.
#[derive(Debug)]
pub(crate) struct Shapes {
    pub rules: Vec<Rule>,
    automaton: DFA,
}

impl Shapes {
    /// Compiles the shapes of rules, in order of bands and ids.
    pub(crate) fn compile(mut rules: Vec<Rule>) -> Result<Shapes, ConfigError> {
        rules.sort_by(|a, b| a.band.cmp(&b.band).then_with(|| a.id.cmp(&b.id)));
        let mut patterns = Vec::new();
        for rule in &rules {
            let Matcher::Shape(shape) = &rule.matcher else { continue };
            let wrong = |message: String| {
                let help = "write a regular expression without look-around that matches at least one character";
                rule.source.error(shape.span(), format!("invalid shape: {message}")).help(help)
            };
            let one = build(&[shape.get_ref().clone()]).map_err(|error| wrong(cause(&error)))?;
            let empty = one
                .try_search_fwd(&mut one.create_cache(), &Input::new("").anchored(Anchored::Yes));
            if !matches!(empty, Ok(None)) {
                return Err(wrong("it matches the empty string".to_owned()));
            }
            patterns.push(shape.get_ref().clone());
        }
        let place = |error: Box<regex_automata::hybrid::BuildError>| match rules.first() {
            Some(rule) => rule.source.error(0..0, format!("the shapes are too large: {error}")),
            None => figlift_config::Source::new("pack", "").error(0..0, error.to_string()),
        };
        let automaton = build(&patterns).map_err(place)?;
        Ok(Shapes { rules, automaton })
    }

    pub(crate) fn cache(&self) -> Cache {
        self.automaton.create_cache()
    }

    /// The longest match of a shape at a byte of a text: number of its rule, and its end.
    pub(crate) fn at(&self, cache: &mut Cache, text: &str, from: usize) -> Option<(usize, usize)> {
        let end = text.floor_char_boundary(from + WINDOW);
        let input = Input::new(text).range(from..end).anchored(Anchored::Yes);
        let found = self.automaton.try_search_fwd(cache, &input).ok()??;
        Some((found.pattern().as_usize(), found.offset()))
    }
}

fn build(patterns: &[String]) -> Result<DFA, Box<regex_automata::hybrid::BuildError>> {
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
