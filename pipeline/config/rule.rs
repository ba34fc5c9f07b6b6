//! Rules as their files state them. They are compiled by the extractor.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{ConfigError, Reach, Source, Spanned};

/// One rule: one file below `rules/`, its id the file's name.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Name, `family.kind`.
    pub id: String,
    /// Which kind of sentence it is for, and why it reads it so.
    pub why: String,
    /// What it looks for.
    pub matcher: Matcher,
    /// What the numerals that it claims become; `None` for a rule that only sets fields.
    pub class: Option<RuleClass>,
    /// Where two rules claim the same numeral, the greater one wins (0 unless stated).
    pub priority: i32,
    /// Fields to set, by the name of what the pattern captured.
    pub set: BTreeMap<String, SetFields>,
    /// Names of the captures that are the two ends of one change.
    pub change: Option<(String, String)>,
    /// Names of the captures of which the first restates the second in another unit.
    pub restates: Option<(String, String)>,
    /// Texts that it must read, and how.
    pub accept: Vec<Case>,
    /// Texts that it must not claim anything in.
    pub reject: Vec<Case>,
    /// The file that states it.
    pub source: Source,
}

/// What a rule looks for, with its place in the file.
#[derive(Clone, Debug)]
pub enum Matcher {
    /// A pattern over classes of words and numbers.
    Pattern(Spanned<String>),
    /// A regular expression for the shape of one word.
    Shape(Spanned<String>),
}

/// What a claimed numeral is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleClass {
    /// A value that the text states.
    Figure,
    /// A time.
    Period(PeriodKind),
    /// A name or class of things.
    Label,
    /// The number of a point.
    Enumerator,
    /// A number that leads to something else.
    Reference,
    /// A fixed expression.
    Idiom,
}

/// How a period is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeriodKind {
    /// By its captured year, half, quarter, month and day, and what its words say of these.
    Calendar,
    /// The captured number of whole years before that of the document.
    LastYears,
    /// From the captured year to the last whole one before the document: 2018年以来.
    Since,
    /// The captured number of whole years from that of the document on.
    NextYears,
    /// A five-year plan, by its captured number.
    Plan,
    /// The last year of such a plan.
    PlanEnd,
    /// The time spoken of before, a year earlier.
    YearBefore,
    /// The year of the time spoken of, where that lies within one: 到年底.
    SpokenYear,
    /// The captured number of whole years before the time spoken of: 比前五年.
    YearsBefore,
    /// A length of time or a moment, which sets nothing.
    Duration,
}

/// What a rule sets on a captured quantity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct SetFields {
    /// Role of the value.
    pub role: Option<String>,
    /// Sign: `+`, `-`, or the name of the captured verb that carries it.
    pub sign: Option<String>,
    /// Qualifier, or the name of the captured word that carries it.
    pub qualifier: Option<String>,
    /// Denominator, or the name of the captured word that carries it.
    pub per: Option<String>,
    /// Basis, or the name of the captured word that carries it.
    pub basis: Option<String>,
    /// Status, or the name of the captured word that carries it.
    pub status: Option<String>,
    /// How far a status or basis reaches that is set on a word: to the end of the statement, of the
    /// sentence (a basis always does) or of the paragraph.
    pub reach: Option<Reach>,
    /// Whether the captured period sets nothing: 由上月下降转为上涨.
    #[serde(default)]
    pub aside: bool,
    /// Whether the captured words speak of a time that cannot be told: 党的十八大以来.
    #[serde(default)]
    pub untold: bool,
    /// Name of the captured period that belongs to the quantity alone.
    pub period: Option<String>,
    /// Canonical unit, where the words do not name one.
    pub unit: Option<String>,
    /// Power of ten that the number counts: 10 for 成, which is ten percent.
    pub times: Option<i64>,
    /// Number that the words stand for: 2 for 翻番.
    pub value: Option<i64>,
}

/// One tested text of a rule.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The text.
    pub text: String,
    /// Numerals that must come out of it, in order; others of the text are not looked at.
    #[serde(default)]
    pub numerals: Vec<CaseNumeral>,
}

/// What must come out of a tested text: only what is stated is compared.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CaseNumeral {
    /// Surface.
    pub surface: String,
    /// Class; `figure` unless stated.
    pub class: Option<String>,
    /// The fields of the figure model, by name.
    pub fields: BTreeMap<String, toml::Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleFile {
    why: Option<String>,
    pattern: Option<Spanned<String>>,
    shape: Option<Spanned<String>>,
    class: Option<Spanned<String>>,
    period: Option<Spanned<PeriodKind>>,
    #[serde(default)]
    priority: i32,
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

impl Rule {
    /// Reads one rule file; `None` where it switches the rule of its name off.
    pub(crate) fn parse(source: &Source) -> Result<Option<Rule>, ConfigError> {
        let file: RuleFile = source.parse()?;
        if file.off {
            return Ok(None);
        }
        let Some(why) = file.why else {
            return Err(source
                .error(0..1, "this rule does not say why it is")
                .help("state why = \"…\": for which kind of sentence it is"));
        };
        let reaches = |set: &&SetFields| set.reach == Some(Reach::Paragraph) && set.basis.is_none();
        if file.set.values().find(reaches).is_some() {
            return Err(source
                .error(
                    source.find(0..source.text.len(), "paragraph"),
                    "only a basis reaches to the end of the paragraph",
                )
                .help("let a status reach to the end of its statement or sentence"));
        }
        let class = class_of(source, file.class.as_ref(), file.period.as_ref())?;
        let matcher = match (file.pattern, file.shape) {
            (Some(pattern), None) => Matcher::Pattern(pattern),
            (None, Some(shape)) => Matcher::Shape(shape),
            _ => {
                return Err(source
                    .error(0..1, "a rule has either a pattern or a shape")
                    .help("state one of them"));
            }
        };
        if class.is_none()
            && file.set.is_empty()
            && file.change.is_none()
            && file.restates.is_none()
        {
            return Err(source
                .error(0..1, "this rule does nothing")
                .help("state class, change, restates or [set.…]"));
        }
        Ok(Some(Rule {
            id: source.stem().to_owned(),
            why,
            matcher,
            class,
            priority: file.priority,
            set: file.set,
            change: file.change.map(|[from, to]| (from, to)),
            restates: file.restates.map(|[other, first]| (other, first)),
            accept: file.accept,
            reject: file.reject,
            source: source.clone(),
        }))
    }
}

fn class_of(
    source: &Source,
    class: Option<&Spanned<String>>,
    period: Option<&Spanned<PeriodKind>>,
) -> Result<Option<RuleClass>, ConfigError> {
    let Some(class) = class else {
        return match period {
            Some(period) => Err(source
                .error(period.span(), "period goes with class = \"period\"")
                .help("state the class")),
            None => Ok(None),
        };
    };
    let class = match (class.get_ref().as_str(), period) {
        ("period", Some(kind)) => RuleClass::Period(*kind.get_ref()),
        ("period", None) => RuleClass::Period(PeriodKind::Calendar),
        (_, Some(period)) => {
            return Err(source
                .error(period.span(), "period goes with class = \"period\"")
                .help("take it out"));
        }
        ("figure", None) => RuleClass::Figure,
        ("label", None) => RuleClass::Label,
        ("enumerator", None) => RuleClass::Enumerator,
        ("reference", None) => RuleClass::Reference,
        ("idiom", None) => RuleClass::Idiom,
        (other, None) => {
            let message = format!("class = \"{other}\" means nothing");
            let help = "use one of: figure, period, label, enumerator, reference, idiom";
            return Err(source.error(class.span(), message).help(help));
        }
    };
    Ok(Some(class))
}
