//! Rules as their files state them. They are compiled by the extractor.

mod parse;

use std::collections::BTreeMap;
use std::ops::Range;

use figlift_model::{Basis, Code, NumeralClass, ObsStatus, Qualifier, Role, Sign};
use serde::Deserialize;
use serde::de::Deserializer;
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{Reach, Source, Spanned};

pub(crate) use parse::{StatedIds, overlay};

/// One rule: a `[[rule]]` block of a file below `rules/`.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its id, unique in the pack.
    pub id: String,
    /// The construction that it reads, and why it reads it so.
    pub why: String,
    /// Its pattern or shape.
    pub matcher: Matcher,
    /// The class of the numerals that it claims; `None` for a rule that only sets fields.
    pub class: Option<RuleClass>,
    /// If rules of two families claim the same numeral, the earlier band wins.
    pub band: Band,
    /// Its family: its file, or the family of the rule that it replaces.
    pub family: String,
    /// Its number in the order of all rules: within a family, the earlier rule wins.
    pub place: usize,
    /// Fields to set, by the name of the capture.
    pub set: BTreeMap<String, SetFields>,
    /// Names of the captures that are the two ends of one change.
    pub change: Option<(String, String)>,
    /// Names of the captures of which the first restates the second in another unit.
    pub restates: Option<(String, String)>,
    /// Texts that it must read, and how.
    pub accept: Vec<Case>,
    /// Texts in which it must not claim anything.
    pub reject: Vec<Case>,
    /// Its file.
    pub source: Source,
    /// The bytes of its block in the file.
    pub block: Range<usize>,
}

impl Rule {
    /// The source of its block.
    pub fn text(&self) -> &str {
        &self.source.text[self.block.clone()]
    }

    /// The place where it begins: `path:line`.
    pub fn line(&self) -> String {
        self.source.line_of(self.block.start)
    }

    /// The place of a text value in its block; the beginning of the block if the value is written
    /// with escapes.
    pub fn find(&self, value: &str) -> Range<usize> {
        self.source.find(self.block.clone(), value)
    }
}

/// How specific the constructions of a rule are. Of two rules that overlap, the one in the earlier
/// band wins.
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
    /// Names that contain a numeral: in quotation marks, by size, by number.
    Name,
    /// Several words: ranges, lists, ranks, lengths of time.
    Phrase,
    /// A number and its unit.
    #[default]
    Plain,
    /// Numbers without a unit that no other rule reads.
    Leftover,
}

impl Band {
    /// Its name in rule files.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// The pattern or shape of a rule, with its place in the file.
#[derive(Clone, Debug)]
pub enum Matcher {
    /// A pattern over classes of words and numbers.
    Pattern(Spanned<String>),
    /// A regular expression for the shape of one word.
    Shape(Spanned<String>),
}

/// The class of a claimed numeral.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleClass {
    /// A stated value.
    Figure,
    /// A time.
    Period(PeriodKind),
    /// A name or class of things.
    Label,
    /// The number of a point.
    Enumerator,
    /// A reference to something else.
    Reference,
    /// A fixed expression.
    Idiom,
}

impl RuleClass {
    /// The numeral class that the rule gives.
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

/// How a period is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeriodKind {
    /// By its captured year, half, quarter, month and day, and the meanings of their words.
    Calendar,
    /// The captured number of whole years before the year of the document.
    LastYears,
    /// From the captured year, or the first year of the captured plan, to the year in which the
    /// document speaks: 2018年以来.
    Since,
    /// The year that lies the captured number of years before that of the document: 三年前.
    YearsAgo,
    /// The captured number of months, or a year, that end with the captured date: 截至2023年12月31日止年度.
    UpTo,
    /// The period on which is reported, or its year where a year is captured: 报告期, 本年度.
    Reported,
    /// The captured number of whole years from the year of the document on.
    NextYears,
    /// A five-year plan, by its captured number.
    Plan,
    /// The last year of such a plan.
    PlanEnd,
    /// The period carried over, a year earlier.
    YearBefore,
    /// The year of the period carried over, if that lies within one year: 到年底.
    SpokenYear,
    /// The captured number of whole years before the period carried over: 比前五年.
    YearsBefore,
    /// By the same, the year counted from 1911: 民国114年.
    Republic,
    /// A duration or a moment, which sets no period.
    Duration,
}

/// The fields that a rule sets on a captured quantity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct SetFields {
    /// Role of the value.
    pub role: Option<Role>,
    /// Sign of the value.
    pub sign: Option<Carried<Sign>>,
    /// Qualifier.
    pub qualifier: Option<Carried<Qualifier>>,
    /// Denominator, or the name of the captured word that states it.
    pub per: Option<String>,
    /// Basis.
    pub basis: Option<Carried<Basis>>,
    /// Status.
    pub status: Option<Carried<ObsStatus>>,
    /// Scope of a status or basis that is set on a word: the rest of the clause, the statement,
    /// the sentence (always for a basis) or the paragraph.
    pub reach: Option<Reach>,
    /// Whether the captured period sets no field: 由上月下降转为上涨.
    #[serde(default)]
    pub aside: bool,
    /// Whether the captured words name an unknown period: 党的十八大以来.
    #[serde(default)]
    pub untold: bool,
    /// Name of the captured period, which applies to this quantity only.
    pub period: Option<String>,
    /// Name of the captured period with which this quantity is compared.
    pub base: Option<String>,
    /// Canonical unit, if the words do not name one.
    pub unit: Option<String>,
    /// Factor of the number: 10 for 成, which is ten percent.
    pub times: Option<i64>,
    /// Number of the words: 2 for 翻番.
    pub value: Option<i64>,
}

/// The value that a rule gives to a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carried<T> {
    /// A code.
    Code(T),
    /// The code of the word that the pattern captures under this name.
    Capture(String),
}

impl<'de, T: Code> Deserialize<'de> for Carried<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Carried<T>, D::Error> {
        let name = String::deserialize(from)?;
        Ok(T::read(&name).map_or(Carried::Capture(name), Carried::Code))
    }
}

/// A test case of a rule.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The text.
    pub text: String,
    /// Expected numerals, in order; other numerals of the text are ignored.
    #[serde(default)]
    pub numerals: Vec<CaseNumeral>,
}

/// An expected numeral: only the stated fields are compared.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CaseNumeral {
    /// Surface.
    pub surface: String,
    /// Class; `figure` by default.
    pub class: Option<NumeralClass>,
    /// Fields of the figure model, by name.
    pub fields: BTreeMap<String, toml::Value>,
}
