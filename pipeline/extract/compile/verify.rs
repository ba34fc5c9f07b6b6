//! Checks the names in a pattern and in the fields of its rule.

use figlift_config::{Carried, ConfigError, Pack, Rule, Spanned};
use figlift_model::{Code, Unknown};

use crate::compile::pattern::{PatternError, Program, Test};

/// Classes of numbers, which scanning makes, for rules that claim.
pub(crate) const NUMBERS: &[&str] = &[
    "number",
    "magnitude",
    "hundred",
    "thousand",
    "ten-thousand",
    "hundred-million",
    "part-of-whole",
];

/// Classes of read nodes, for rules that relate.
pub(crate) const READ: &[&str] = &["q", "q.", "period"];

/// Other classes that scanning and reading make, not the lexicon.
const MADE: &[&str] = &["text", "period", "label", "q", "unit", "area"];

/// A pattern in its file.
#[derive(Clone, Copy)]
pub(crate) struct PatternPlace<'r> {
    pub rule: &'r Rule,
    pub text: &'r Spanned<String>,
}

impl PatternPlace<'_> {
    /// The place of a part of the pattern in the file; of the whole pattern if it is written with
    /// escapes.
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

/// Refuses an unknown class.
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
            let names = pack.lexicon.classes().map(|(name, _)| name);
            let unknown = Unknown::of("class", class, names.chain(NUMBERS.iter().copied()));
            let nearest = unknown.nearest();
            let meant = nearest.map_or(String::new(), |name| format!("did you mean `{name}`? "));
            let help = format!(
                "{meant}use a class of lexicon/, or {made}, q.<dimension>, unit.<dimension>"
            );
            return Err(at.rule.source.error(place, unknown.message()).help(help));
        }
    }
    Ok(())
}

/// Refuses names in the fields of a rule that are neither captures of its pattern nor values of the
/// field.
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
            let message = format!("unknown capture `{name}`");
            let help = format!("write `<{name}: …>` in the pattern");
            return Err(source.error(at, message).help(help));
        }
    }
    for set in rule.set.values() {
        verify_carried(rule, program, set.sign.as_ref())?;
        verify_carried(rule, program, set.qualifier.as_ref())?;
        verify_carried(rule, program, set.basis.as_ref())?;
        verify_carried(rule, program, set.status.as_ref())?;
        let of_period = set.period.iter().chain(&set.base);
        if let Some(name) = of_period.into_iter().find(|name| program.capture(name).is_none()) {
            let help = format!("write `<{name}: {{period}}>` in the pattern");
            return wrong(name, format!("unknown capture `{name}`"), help);
        }
        let count = set.per.as_deref().and_then(|per| per.strip_prefix('<')?.split_once('>'));
        if let Some((name, _)) = count.filter(|(name, _)| program.capture(name).is_none()) {
            return wrong(
                set.per.as_deref().unwrap_or_default(),
                format!("unknown capture `{name}`"),
                format!("write `<{name}: {{magnitude}}>` in the pattern"),
            );
        }
        if let Some(unit) = set.unit.as_ref().filter(|unit| pack.units.get(unit).is_none()) {
            let known = pack.units.iter().map(|unit| unit.code.as_str());
            let unknown = Unknown::of("unit", unit, known);
            return wrong(unit, unknown.message(), unknown.help_to_add("pack/units.toml"));
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
