//! What is checked, and how much a failure matters: `checks.toml`.

use std::collections::BTreeMap;
use std::ops::Range;

use figlift_model::Severity;
use serde::Deserialize;

use crate::{ConfigError, Source, Spanned, names};

/// How the figures of a text are checked.
#[derive(Clone, Debug)]
pub struct Checks {
    /// Share of a value by which 约 and 左右 leave it open on either side.
    pub about: f64,
    /// How many times its neighbour a value of a series may be before it is looked at.
    pub jump: f64,
    /// What is configured of a kind of check, by its name.
    kinds: BTreeMap<String, ConfiguredKind>,
    /// Words by what checks take them for; an overlay adds to them.
    pub words: CheckWords,
    /// Parts that make up a whole, by name.
    pub wholes: BTreeMap<String, Whole>,
}

/// What a file configures of a kind of check.
#[derive(Clone, Debug)]
struct ConfiguredKind {
    /// How much a failure matters; `None` where the kind is switched off.
    severity: Option<Severity>,
    /// Where its name stands.
    source: Source,
    name_at: Range<usize>,
}

/// Words that checks look for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct CheckWords {
    /// What is measured, or said of a growth, where the growth is not that of the values stated:
    /// 增加值, 按可比口径.
    pub not_comparable: Vec<String>,
    /// Nouns of shares of one whole: 比重, 占比.
    pub share: Vec<String>,
    /// Verbs between a part and its whole: 占.
    pub share_verb: Vec<String>,
    /// Particles between a part or a whole and the noun of its share: 的, 所.
    pub share_particle: Vec<String>,
    /// What says that a part of what was stated before follows: 其中.
    pub among: Vec<String>,
    /// What announces, in a note or beside a value, that an earlier value was revised.
    pub revised: Vec<String>,
    /// Nouns of what does not add up: 人均, 率.
    pub averaged: Vec<String>,
    /// Nouns of rows that state all shares of one whole: 结构.
    pub composition: Vec<String>,
    /// What a note begins with: 注.
    pub note: Vec<String>,
    /// Balances, which may be less than a part of them: 顺差, 利润.
    pub net: Vec<String>,
    /// Words before a name that say that all of it is meant: 国家, 全部.
    pub in_all: Vec<String>,
}

impl CheckWords {
    fn extend(&mut self, more: CheckWords) {
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
    }
}

/// Parts that make up a whole: the three industries, revenue from taxes and other revenue.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Whole {
    /// Why nothing else belongs to the whole.
    pub why: String,
    /// The parts, each with all the words for it.
    pub parts: Vec<Vec<String>>,
    /// What the names of the parts may have beside these words (增加值); anything where none is stated.
    #[serde(default)]
    pub frames: Vec<String>,
    /// Names of the whole; where none is stated it is named by what its parts have in common.
    #[serde(default)]
    pub total: Vec<String>,
    /// Names of rows such as 8.7:43.2:48.1 that state the shares of the parts in their order.
    #[serde(default)]
    pub rows: Vec<String>,
    /// Words for what the first of two parts is more than the second: 顺差.
    #[serde(default)]
    pub surplus: Vec<String>,
    /// Words for what the second of two parts is more than the first: 逆差.
    #[serde(default)]
    pub deficit: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChecksFile {
    about: Option<Spanned<f64>>,
    jump: Option<Spanned<f64>>,
    #[serde(default)]
    words: CheckWords,
    #[serde(default)]
    kind: BTreeMap<Spanned<String>, Kind>,
    #[serde(default)]
    whole: BTreeMap<Spanned<String>, Spanned<WholeEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
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
}

impl Default for Checks {
    fn default() -> Checks {
        Checks {
            about: 0.0,
            jump: f64::MAX,
            kinds: BTreeMap::new(),
            words: CheckWords::default(),
            wholes: BTreeMap::new(),
        }
    }
}

impl Checks {
    /// How much a failed check of that kind matters: what is configured, else the default; `None` where
    /// the kind is switched off.
    pub fn severity(&self, kind: &str, default: Severity) -> Option<Severity> {
        self.kinds.get(kind).map_or(Some(default), |kind| kind.severity)
    }

    /// Refuses a configuration of a kind of check that is none of these.
    ///
    /// # Errors
    /// Where a file configures one; the error stands at its name.
    pub fn refuse_others(&self, known: &[&str]) -> Result<(), ConfigError> {
        self.kinds.iter().try_for_each(|(name, kind)| {
            names::check(&kind.source, kind.name_at.clone(), "check", name, known)
        })
    }

    /// Lays a file over what is known: kinds and wholes by name.
    pub(crate) fn overlay(&mut self, source: &Source) -> Result<(), ConfigError> {
        let file: ChecksFile = source.parse()?;
        if let Some(about) = &file.about {
            self.about = number(source, about, 0.0..1.0, "a share from 0 up to 1, such as 0.05")?;
        }
        if let Some(jump) = &file.jump {
            self.jump = number(source, jump, 1.0..f64::MAX, "a number from 1 up, such as 20")?;
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

/// A whole; `None` where it is switched off.
fn whole(source: &Source, entry: Spanned<WholeEntry>) -> Result<Option<Whole>, ConfigError> {
    let at = entry.span();
    let WholeEntry { off, why, parts, frames, total, rows, surplus, deficit } = entry.into_inner();
    if off {
        return Ok(None);
    }
    let wrong = |message: &str, help: &str| Err(source.error(at.clone(), message).help(help));
    if why.is_empty() {
        return wrong("missing key `why`", "state why nothing else belongs to it");
    }
    let is_empty = |words: &Vec<String>| words.is_empty() || words.iter().any(String::is_empty);
    if parts.len() < 2 || parts.iter().any(is_empty) {
        let help = "write two parts or more, each a list of its words: [[\"税收\"], [\"非税\"]]";
        return wrong("missing key `parts`", help);
    }
    Ok(Some(Whole { why, parts, frames, total, rows, surplus, deficit }))
}
