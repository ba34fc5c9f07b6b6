//! Whether a pattern and the fields of its rule name only what there is.

use figlift_config::{Carried, ConfigError, Pack, Rule, Spanned};
use figlift_model::{Code, Unknown};

use crate::compile::pattern::{PatternError, Program, Test};

/// Classes of numbers, which scanning makes and rules that claim are about.
pub(crate) const NUMBERS: &[&str] = &[
    "number",
    "magnitude",
    "hundred",
    "thousand",
    "ten-thousand",
    "hundred-million",
    "part-of-whole",
];

/// Classes of what was read, which rules that relate are about.
pub(crate) const READ: &[&str] = &["q", "q.", "period"];

/// Other classes that are no words of the lexicon: what scanning and reading make.
const MADE: &[&str] = &["text", "period", "label", "q", "unit", "area"];

/// A pattern in its file.
#[derive(Clone, Copy)]
pub(crate) struct PatternPlace<'r> {
    pub rule: &'r Rule,
    pub text: &'r Spanned<String>,
}

impl PatternPlace<'_> {
    /// Where a part of the pattern stands in the file. Where the file writes the pattern with
    /// escapes, the whole of it is shown.
    pub(crate) fn of(self, part: std::ops::Range<usize>) -> std::ops::Range<usize> {
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

    /// The error of a pattern that cannot be parsed, with its place in the file.
    pub(crate) fn refuse(self, error: PatternError) -> ConfigError {
        self.rule.source.error(self.of(error.at), error.message).help(error.help)
    }
}

/// Refuses a class that no word belongs to.
pub(crate) fn verify_class(
    pack: &Pack,
    at: PatternPlace<'_>,
    test: &Test,
) -> Result<(), ConfigError> {
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
pub(crate) fn verify_captures(
    pack: &Pack,
    rule: &Rule,
    program: &Program,
) -> Result<(), ConfigError> {
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
        verify_carried(rule, program, set.sign.as_ref())?;
        verify_carried(rule, program, set.qualifier.as_ref())?;
        verify_carried(rule, program, set.basis.as_ref())?;
        verify_carried(rule, program, set.status.as_ref())?;
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
                format!("unknown unit `{unit}`"),
                "add it to units.toml, or correct its name".to_owned(),
            );
        }
    }
    Ok(())
}

/// Refuses a name that is neither a code nor a capture of the pattern.
fn verify_carried<C: Code>(
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
