//! Rules as their files state them. They are compiled by the extractor.

mod parse;

use std::collections::BTreeMap;
use std::ops::Range;

use figlift_model::{Basis, Code, NumeralClass, ObsStatus, Qualifier, Role, Sign};
use serde::Deserialize;
use serde::de::Deserializer;
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{Reach, Source, Spanned};

pub(crate) use parse::{Stated, overlay};

/// One rule: a `[[rule]]` block of a file below `rules/`.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its name, unique in the pack.
    pub id: String,
    /// Which construction it is for, and why it reads it so.
    pub why: String,
    /// What it looks for.
    pub matcher: Matcher,
    /// What the numerals that it claims become; `None` for a rule that only sets fields.
    pub class: Option<RuleClass>,
    /// Where rules of two families claim the same numeral, the earlier band wins.
    pub band: Band,
    /// The family that it belongs to: its file, or that of the rule which it replaces.
    pub family: String,
    /// Its place in the order of all rules: within a family, the earlier rule wins.
    pub place: usize,
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
    /// The bytes of the file that its block takes.
    pub block: Range<usize>,
}

impl Rule {
    /// Its block as the file writes it.
    pub fn text(&self) -> &str {
        &self.source.text[self.block.clone()]
    }

    /// Where it begins: `path:line`.
    pub fn line(&self) -> String {
        self.source.line_of(self.block.start)
    }

    /// Where a text value stands in its block; the beginning of the block where it is written in
    /// another way.
    pub fn find(&self, value: &str) -> Range<usize> {
        self.source.find(self.block.clone(), value)
    }
}

/// How specific the constructions of a rule are. Of two rules that overlap, the one of the earlier band
/// wins.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[strum(serialize_all = "kebab-case")]
pub enum Band {
    /// Fixed forms: dates, plans, articles, telephone numbers.
    Fixed,
    /// Names that hold a numeral: in quotation marks, by size, by number.
    Name,
    /// Several words: ranges, lists, ranks, lengths of time.
    Phrase,
    /// A number and its unit.
    #[default]
    Plain,
    /// Numbers without a unit, where nothing else reads them.
    Leftover,
}

impl Band {
    /// Its name in rule files.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
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

impl RuleClass {
    /// The class of a numeral that such a rule claims.
    pub fn numeral(self) -> NumeralClass {
        match self {
            RuleClass::Figure => NumeralClass::Figure,
            RuleClass::Period(_) => NumeralClass::Period,
            RuleClass::Label => NumeralClass::Label,
            RuleClass::Enumerator => NumeralClass::Enumerator,
            RuleClass::Reference => NumeralClass::Reference,
            RuleClass::Idiom => NumeralClass::Idiom,
        }
    }
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
    pub role: Option<Role>,
    /// Sign of the value.
    pub sign: Option<Carried<Sign>>,
    /// Qualifier.
    pub qualifier: Option<Carried<Qualifier>>,
    /// Denominator, or the name of the captured word that carries it.
    pub per: Option<String>,
    /// Basis.
    pub basis: Option<Carried<Basis>>,
    /// Status.
    pub status: Option<Carried<ObsStatus>>,
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

/// What a rule sets a field to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carried<T> {
    /// A code.
    Code(T),
    /// The code of the word that the pattern captures under a name.
    Capture(String),
}

impl<'de, T: Code> Deserialize<'de> for Carried<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Carried<T>, D::Error> {
        let name = String::deserialize(from)?;
        Ok(T::read(&name).map_or(Carried::Capture(name), Carried::Code))
    }
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
    pub class: Option<NumeralClass>,
    /// The fields of the figure model, by name.
    pub fields: BTreeMap<String, toml::Value>,
}
