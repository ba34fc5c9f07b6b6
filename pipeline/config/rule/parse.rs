//! Reads the `[[rule]]` blocks of a file.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use figlift_model::{Code, NumeralClass, Unknown};
use serde::Deserialize;
use serde::de::IgnoredAny;
use strum::VariantArray;

use super::{Band, Case, Matcher, PeriodKind, Rule, RuleClass, SetFields};
use crate::{ConfigError, Reach, Source, Spanned, names};

/// A file of rules.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Family {
    #[serde(default)]
    rule: Vec<Spanned<Block>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    id: Option<Spanned<String>>,
    why: Option<String>,
    pattern: Option<Spanned<String>>,
    shape: Option<Spanned<String>>,
    class: Option<Spanned<String>>,
    period: Option<Spanned<PeriodKind>>,
    band: Option<Spanned<String>>,
    #[serde(default)]
    set: BTreeMap<String, SetFields>,
    change: Option<[String; 2]>,
    restates: Option<[String; 2]>,
    #[serde(default)]
    off: bool,
    #[serde(default)]
    accept: Vec<Case>,
    #[serde(default)]
    reject: Vec<Case>,
}

/// The ids of the files of one layer (the built-in pack, a project), and their places: file and byte.
pub(crate) type StatedIds = BTreeMap<String, (Source, usize)>;

/// Lays the rules of a file over the known ones: a rule replaces the one with its id, or switches
/// it off.
pub(crate) fn overlay(
    rules: &mut BTreeMap<String, Arc<Rule>>,
    source: &Source,
    stated: &mut StatedIds,
) -> Result<(), ConfigError> {
    // Only a file that is not right is read again, for what is wrong.
    let wrong = |error| refuse_keys_outside(source).err().unwrap_or(error);
    let blocks = source.parse::<Family>().map_err(wrong)?.rule;
    let mut next_place = rules.values().map(|rule| rule.place + 1).max().unwrap_or(0);
    let starts: Vec<usize> = blocks.iter().map(|block| block.span().start).collect();
    for (number, block) in blocks.into_iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(source.text.len());
        let place = starts[number]..starts[number] + trimmed(&source.text[starts[number]..end]);
        let block = block.into_inner();
        let Some(id) = &block.id else {
            return Err(source
                .error(header(&place), "missing key `id`")
                .help("add an id such as \"family.kind\""));
        };
        let at = (source.clone(), id.span().start);
        if let Some((other, at)) = stated.insert(id.get_ref().clone(), at) {
            return Err(source
                .error(id.span(), format!("two rules have the id `{}`", id.get_ref()))
                .help(format!("rename one of them; the other is at {}", other.line_of(at))));
        }
        let id = id.clone();
        if !block.off {
            let mut rule = rule(source, place, id.into_inner(), block)?;
            if let Some(replaced) = rules.get(&rule.id) {
                (rule.family, rule.place) = (replaced.family.clone(), replaced.place);
            } else {
                rule.place = next_place;
                next_place += 1;
            }
            rules.insert(rule.id.clone(), Arc::new(rule));
        } else if rules.remove(id.get_ref()).is_none() {
            return Err(unknown(source, &id, rules));
        }
    }
    Ok(())
}

/// The error of an id that no rule has.
fn unknown(
    source: &Source,
    id: &Spanned<String>,
    rules: &BTreeMap<String, Arc<Rule>>,
) -> ConfigError {
    let unknown = Unknown::of("rule", id.get_ref(), rules.keys().map(String::as_str));
    let list = "`figlift rules` lists all";
    let help = match unknown.nearest() {
        Some(name) => format!("did you mean `{name}`? {list}"),
        None => list.to_owned(),
    };
    source.error(id.span(), unknown.message()).help(help)
}

/// The length of a block without the blank lines and comments after it, which belong to the next.
fn trimmed(block: &str) -> usize {
    let lines: Vec<&str> = block.split_inclusive('\n').collect();
    let is_said = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let last = lines.iter().rposition(is_said).unwrap_or(0);
    lines[..=last].iter().map(|line| line.len()).sum()
}

/// The `[[rule]]` of a block.
fn header(block: &Range<usize>) -> Range<usize> {
    block.start..block.start + "[[rule]]".len()
}

/// Refuses keys outside of a rule: formerly a file was one rule, its id the name of the file.
fn refuse_keys_outside(source: &Source) -> Result<(), ConfigError> {
    let Ok(keys) = source.parse::<BTreeMap<Spanned<String>, IgnoredAny>>() else {
        return Ok(());
    };
    match keys.into_keys().filter(|key| key.get_ref() != "rule").min_by_key(|key| key.span().start)
    {
        Some(key) => Err(source
            .error(key.span(), format!("key `{}` is outside of a rule", key.get_ref()))
            .help(format!(
                "begin the rule with `[[rule]]` and `id = \"{}\"`; its tables are then \
                 `[rule.set.…]`, `[[rule.accept]]` and `[[rule.reject]]`",
                source.stem()
            ))),
        None => Ok(()),
    }
}

fn rule(
    source: &Source,
    place: Range<usize>,
    id: String,
    block: Block,
) -> Result<Rule, ConfigError> {
    let at = header(&place);
    let Some(why) = block.why else {
        return Err(source
            .error(at, "missing key `why`")
            .help("state in a sentence which construction the rule reads"));
    };
    for (reach, name) in [(Reach::Paragraph, "paragraph"), (Reach::Document, "document")] {
        let reaches = |set: &SetFields| set.reach == Some(reach) && set.basis.is_none();
        if block.set.values().any(reaches) {
            return Err(source
                .error(
                    source.find(place, name),
                    format!("the scope of a status cannot be the {name}"),
                )
                .help("write \"statement\" or \"sentence\""));
        }
    }
    let class = class_of(source, block.class.as_ref(), block.period.as_ref())?;
    let matcher = match (block.pattern, block.shape) {
        (Some(pattern), None) => Matcher::Pattern(pattern),
        (None, Some(shape)) => Matcher::Shape(shape),
        _ => {
            return Err(source
                .error(at, "a rule has either `pattern` or `shape`")
                .help("state one of them"));
        }
    };
    if class.is_none() && block.set.is_empty() && block.change.is_none() && block.restates.is_none()
    {
        return Err(source
            .error(at, "this rule sets nothing")
            .help("state `class`, `change`, `restates` or `[rule.set.…]`"));
    }
    Ok(Rule {
        id,
        why,
        matcher,
        class,
        band: band_of(source, block.band.as_ref())?,
        family: family_of(source),
        place: 0,
        set: block.set,
        change: block.change.map(|[from, to]| (from, to)),
        restates: block.restates.map(|[other, first]| (other, first)),
        accept: block.accept,
        reject: block.reject,
        source: source.clone(),
        block: place,
    })
}

/// A file is a family, in any layer: a project adds to the family whose file has the same name.
fn family_of(source: &Source) -> String {
    let name = source.name.trim_start_matches("pack/").trim_start_matches("rules/");
    name.trim_end_matches(".toml").to_owned()
}

fn band_of(source: &Source, band: Option<&Spanned<String>>) -> Result<Band, ConfigError> {
    let Some(band) = band else { return Ok(Band::default()) };
    band.get_ref().parse().map_err(|_| {
        let known = Band::VARIANTS.iter().map(|band| band.as_str());
        names::refused(source, band.span(), &Unknown::of("band", band.get_ref(), known))
    })
}

fn class_of(
    source: &Source,
    class: Option<&Spanned<String>>,
    period: Option<&Spanned<PeriodKind>>,
) -> Result<Option<RuleClass>, ConfigError> {
    let Some(class) = class else {
        return match period {
            Some(period) => Err(source
                .error(period.span(), "`period` requires class = \"period\"")
                .help("add class = \"period\"")),
            None => Ok(None),
        };
    };
    let kind = period.map_or(PeriodKind::Calendar, |kind| *kind.get_ref());
    let class = match NumeralClass::named(class.get_ref()) {
        Some(NumeralClass::Figure) => RuleClass::Figure,
        Some(NumeralClass::Period) => RuleClass::Period(kind),
        Some(NumeralClass::Label) => RuleClass::Label,
        Some(NumeralClass::Enumerator) => RuleClass::Enumerator,
        Some(NumeralClass::Reference) => RuleClass::Reference,
        Some(NumeralClass::Idiom) => RuleClass::Idiom,
        Some(NumeralClass::Furniture | NumeralClass::Unresolved) | None => {
            let of_rules = |class: &&NumeralClass| {
                !matches!(class, NumeralClass::Furniture | NumeralClass::Unresolved)
            };
            let claimed = NumeralClass::ALL.iter().filter(of_rules);
            let known = claimed.map(|class| class.as_str());
            let unknown = Unknown::of(NumeralClass::KIND, class.get_ref(), known);
            return Err(names::refused(source, class.span(), &unknown));
        }
    };
    match (class, period) {
        (RuleClass::Period(_), _) | (_, None) => Ok(Some(class)),
        (_, Some(period)) => Err(source
            .error(period.span(), "`period` requires class = \"period\"")
            .help("remove it")),
    }
}
