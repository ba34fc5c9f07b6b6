//! `checks.toml`: what is checked, and the severity of failures.

use std::collections::BTreeMap;
use std::ops::Range;

use figlift_model::Severity;
use serde::Deserialize;

use crate::{ConfigError, Source, Spanned, names};

/// How the figures of a text are checked.
#[derive(Clone, Debug)]
pub struct Checks {
    /// Share of a value by which 约 and 左右 widen it on either side.
    pub about: f64,
    /// The highest ratio of neighbouring values of a series that is not reported.
    pub jump: f64,
    /// The configuration of kinds of checks, by name.
    kinds: BTreeMap<String, ConfiguredKind>,
    /// Words that checks look for; an overlay adds to them.
    pub words: CheckWords,
    /// Parts that make up a whole, by name.
    pub wholes: BTreeMap<String, Whole>,
    /// Means and what they are the ratio of, by name.
    pub ratios: BTreeMap<String, Ratio>,
    /// Things that have nothing in common, by the name of their set.
    pub disjoint: BTreeMap<String, Disjoint>,
}

/// The configuration of a kind of check.
#[derive(Clone, Debug)]
struct ConfiguredKind {
    /// Severity of a failure; `None` if the kind is switched off.
    severity: Option<Severity>,
    /// Where its name stands.
    source: Source,
    name_at: Range<usize>,
}

/// Words that checks look for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct CheckWords {
    /// Words for an indicator or a growth that say that the growth is not that of the stated
    /// values: 增加值, 按可比口径.
    pub not_comparable: Vec<String>,
    /// Nouns of shares of one whole: 比重, 占比.
    pub share: Vec<String>,
    /// Verbs between a part and its whole: 占.
    pub share_verb: Vec<String>,
    /// Particles between a part or a whole and the noun of its share: 的, 所.
    pub share_particle: Vec<String>,
    /// Words that introduce a part of the whole before them: 其中.
    pub among: Vec<String>,
    /// Words that announce, in a note or next to a value, that an earlier value was revised.
    pub revised: Vec<String>,
    /// Nouns of indicators that do not add up: 人均, 率.
    pub averaged: Vec<String>,
    /// Nouns of rows that state all shares of a whole: 结构.
    pub composition: Vec<String>,
    /// Words that begin a note: 注.
    pub note: Vec<String>,
    /// Balances, which may be less than one of their parts: 顺差, 利润.
    pub net: Vec<String>,
    /// Words before a name that mean the whole: 国家, 全部.
    pub in_all: Vec<String>,
    /// The whole numbers from one up, each with its words: 一, 二 and 两. An overlay replaces them.
    pub numbers: Vec<Vec<String>>,
    /// Words before a number that make it a place: 第.
    pub ordinal: Vec<String>,
    /// Words after a number that make it a number of years: 年.
    pub years: Vec<String>,
    /// Words that state how a growth was computed, which the growths beside it need not be: 可比口径.
    pub terms: Vec<String>,
    /// Words for points of a share, which are mistaken for %: 个百分点.
    pub points: Vec<String>,
    /// The two multipliers that are mistaken for each other, the smaller first: 万, 亿.
    pub steps: Vec<String>,
    /// Words after an age that leave it open: 及以上.
    pub and_over: Vec<String>,
    /// Units of ages: 岁.
    pub age: Vec<String>,
    /// Verbs of growth after all deductions: 净增.
    pub net_growth: Vec<String>,
    /// Words for some days of a period: 假期.
    pub days: Vec<String>,
    /// Conjunctions between values of which another is a part: 和.
    pub and: Vec<String>,
    /// Verbs after 其中 that begin a statement, not a part: 明确.
    pub stating: Vec<String>,
    /// Words that announce a list of what makes up a value: 分国别看.
    pub listing: Vec<String>,
    /// Nouns of what is better the smaller it is, so that it rises as its number falls: 精度.
    pub finer: Vec<String>,
    /// Words before a measure word that begin a mean: 平均每.
    pub each: Vec<String>,
    /// Words before a name that say nothing of what is measured: 主要.
    pub own: Vec<String>,
    /// Words between what is measured and its value: 达到.
    pub link: Vec<String>,
    /// Prepositions before a partner: 对.
    pub toward: Vec<String>,
    /// Words before the day up to which a value was added up: 截至.
    pub upto: Vec<String>,
    /// Words that state that a value is added up: 累计, 合计.
    pub adding: Vec<String>,
    /// Words for the start of the year that a value is compared with: 年初.
    pub year_start: Vec<String>,
    /// Nouns that make a verb the name of how much was done: 量 of 接待量.
    pub amount: Vec<String>,
    /// Words that name nothing, but point to the value before them: 该指标.
    pub pointing: Vec<String>,
}

impl CheckWords {
    fn extend(&mut self, more: CheckWords) {
        // Of these the place in the list counts, so that another list replaces them.
        if !more.numbers.is_empty() {
            self.numbers = more.numbers;
        }
        if !more.steps.is_empty() {
            self.steps = more.steps;
        }
        self.not_comparable.extend(more.not_comparable);
        self.share.extend(more.share);
        self.share_verb.extend(more.share_verb);
        self.share_particle.extend(more.share_particle);
        self.among.extend(more.among);
        self.revised.extend(more.revised);
        self.averaged.extend(more.averaged);
        self.composition.extend(more.composition);
        self.note.extend(more.note);
        self.net.extend(more.net);
        self.in_all.extend(more.in_all);
        self.ordinal.extend(more.ordinal);
        self.years.extend(more.years);
        self.terms.extend(more.terms);
        self.points.extend(more.points);
        self.and_over.extend(more.and_over);
        self.age.extend(more.age);
        self.net_growth.extend(more.net_growth);
        self.days.extend(more.days);
        self.and.extend(more.and);
        self.stating.extend(more.stating);
        self.listing.extend(more.listing);
        self.finer.extend(more.finer);
        self.each.extend(more.each);
        self.own.extend(more.own);
        self.link.extend(more.link);
        self.toward.extend(more.toward);
        self.upto.extend(more.upto);
        self.adding.extend(more.adding);
        self.year_start.extend(more.year_start);
        self.amount.extend(more.amount);
        self.pointing.extend(more.pointing);
    }
}

/// Parts that make up a whole: the three industries, revenue from taxes and other revenue.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Whole {
    /// Why the whole has no other parts.
    pub why: String,
    /// The parts, each with all its words.
    pub parts: Vec<Vec<String>>,
    /// What the names of the parts may have besides these words (增加值); anything if empty.
    #[serde(default)]
    pub frames: Vec<String>,
    /// Names of the whole; if empty, it is named by what its parts have in common.
    #[serde(default)]
    pub total: Vec<String>,
    /// Names of rows such as 8.7:43.2:48.1 that state the shares of the parts in their order.
    #[serde(default)]
    pub rows: Vec<String>,
    /// Words for the surplus of the first of two parts over the second: 顺差.
    #[serde(default)]
    pub surplus: Vec<String>,
    /// Words for the surplus of the second of two parts over the first: 逆差.
    #[serde(default)]
    pub deficit: Vec<String>,
    /// Whether the parts are rates of one thing (births and deaths per head), not amounts.
    #[serde(default)]
    pub rates: bool,
}

/// A mean that is an amount over a number: 人均地区生产总值.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Ratio {
    /// Why it is their ratio.
    pub why: String,
    /// Names of the mean.
    pub mean: Vec<String>,
    /// Names of the mean or the amount that do not say of what, so that both amount and number must be told
    /// right before.
    #[serde(default)]
    pub bare: Vec<String>,
    /// Names of the amount.
    pub amount: Vec<String>,
    /// Names of the number.
    pub number: Vec<String>,
    /// Whether the number is of things that are counted; else it is an amount as well.
    #[serde(default)]
    pub counted: bool,
    /// Whether the text may state the number as of the end of the period, and not its mean.
    #[serde(default)]
    pub at_end: bool,
}

/// Things that have nothing in common, so that some of them come to no more than all.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Disjoint {
    /// Why they have nothing in common.
    pub why: String,
    /// The things, each with all its words.
    pub members: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChecksFile {
    about: Option<Spanned<f64>>,
    jump: Option<Spanned<f64>>,
    #[serde(default)]
    words: CheckWords,
    #[serde(default)]
    kind: BTreeMap<Spanned<String>, KindEntry>,
    #[serde(default)]
    whole: BTreeMap<Spanned<String>, Spanned<WholeEntry>>,
    #[serde(default)]
    disjoint: BTreeMap<String, Disjoint>,
    #[serde(default)]
    ratio: BTreeMap<String, Ratio>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindEntry {
    // For people alone.
    #[serde(rename = "why")]
    _why: Option<String>,
    severity: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WholeEntry {
    #[serde(default)]
    off: bool,
    #[serde(default)]
    why: String,
    #[serde(default)]
    parts: Vec<Vec<String>>,
    #[serde(default)]
    frames: Vec<String>,
    #[serde(default)]
    total: Vec<String>,
    #[serde(default)]
    rows: Vec<String>,
    #[serde(default)]
    surplus: Vec<String>,
    #[serde(default)]
    deficit: Vec<String>,
    #[serde(default)]
    rates: bool,
}

impl Default for Checks {
    fn default() -> Checks {
        Checks {
            about: 0.0,
            jump: f64::MAX,
            kinds: BTreeMap::new(),
            words: CheckWords::default(),
            wholes: BTreeMap::new(),
            disjoint: BTreeMap::new(),
            ratios: BTreeMap::new(),
        }
    }
}

impl Checks {
    /// Severity of a failed check of that kind: the configured one, or else the default; `None` if
    /// the kind is switched off.
    pub fn severity(&self, kind: &str, default: Severity) -> Option<Severity> {
        self.kinds.get(kind).map_or(Some(default), |kind| kind.severity)
    }

    /// Refuses the configuration of an unknown kind of check.
    ///
    /// # Errors
    /// If a file configures one; the error is located at its name.
    pub fn refuse_others(&self, known: &[&str]) -> Result<(), ConfigError> {
        self.kinds.iter().try_for_each(|(name, kind)| {
            names::check(&kind.source, kind.name_at.clone(), "check", name, known)
        })
    }

    /// Lays a file over the configuration: kinds and wholes by name.
    pub(crate) fn overlay(&mut self, source: &Source) -> Result<(), ConfigError> {
        let file: ChecksFile = source.parse()?;
        if let Some(about) = &file.about {
            self.about = number(source, about, 0.0..1.0, "a share from 0 to 1, such as 0.05")?;
        }
        if let Some(jump) = &file.jump {
            self.jump = number(source, jump, 1.0..f64::MAX, "1 or more, such as 20")?;
        }
        self.words.extend(file.words);
        for (name, kind) in file.kind {
            let stated = kind.severity.get_ref().as_str();
            let at = kind.severity.span();
            names::check(source, at, "severity", stated, names::SEVERITIES)?;
            let severity = Severity::named(stated);
            let (source, name_at) = (source.clone(), name.span());
            self.kinds.insert(name.into_inner(), ConfiguredKind { severity, source, name_at });
        }
        for (name, entry) in file.whole {
            match whole(source, entry)? {
                Some(whole) => self.wholes.insert(name.into_inner(), whole),
                None => self.wholes.remove(name.get_ref()),
            };
        }
        self.disjoint.extend(file.disjoint);
        self.ratios.extend(file.ratio);
        Ok(())
    }
}

fn number(
    source: &Source,
    stated: &Spanned<f64>,
    allowed: Range<f64>,
    help: &str,
) -> Result<f64, ConfigError> {
    let number = *stated.get_ref();
    if allowed.contains(&number) {
        return Ok(number);
    }
    Err(source
        .error(stated.span(), format!("invalid number {number}"))
        .help(format!("write {help}")))
}

/// A whole; `None` if it is switched off.
fn whole(source: &Source, entry: Spanned<WholeEntry>) -> Result<Option<Whole>, ConfigError> {
    let at = entry.span();
    let WholeEntry { off, why, parts, frames, total, rows, surplus, deficit, rates } =
        entry.into_inner();
    if off {
        return Ok(None);
    }
    let wrong = |message: &str, help: &str| Err(source.error(at.clone(), message).help(help));
    if why.is_empty() {
        return wrong("missing key `why`", "state why it has no other parts");
    }
    let is_empty = |words: &Vec<String>| words.is_empty() || words.iter().any(String::is_empty);
    if parts.len() < 2 || parts.iter().any(is_empty) {
        let help = "write at least two parts, each a list of its words: [[\"税收\"], [\"非税\"]]";
        return wrong("missing key `parts`", help);
    }
    Ok(Some(Whole { why, parts, frames, total, rows, surplus, deficit, rates }))
}
