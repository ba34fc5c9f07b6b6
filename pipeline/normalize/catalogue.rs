//! Finds indicators by their words.

use std::borrow::Cow;
use std::collections::BTreeSet;

use figlift_config::{Gazetteer, Indicator, Lexicon, Pack, Whole};
use figlift_extract::{Figure, ListKind, ListPlace};
use figlift_model::Role;
use figlift_text::Document;
use rustc_hash::{FxHashMap, FxHashSet};

/// Classes of words before the name of an indicator that are not part of it.
const PASSABLE: &[&str] =
    &["area", "own-area", "opener", "link", "half-year", "relative-year", "whole-year", "recent"];

/// Classes of words after the name that only mark a value as a growth: 年均增速, 涨幅.
const OF_GROWTH: &[&str] = &["rate-noun", "basis-word"];

/// The class of words for newly added things (新增), which are not the stock.
const NEWLY: &[&str] = &["newly"];

/// The data of a value that identify its indicator.
#[derive(Clone, Copy, Debug)]
pub struct Mention<'t> {
    /// The indicator words.
    pub words: &'t str,
    /// Role of the value.
    pub role: Role,
    /// Canonical code of its unit.
    pub unit: &'t str,
    /// The verb of what was done to what they name: 新增.
    pub action: Option<&'t str>,
    /// Its place in a list of values.
    pub list: Option<ListPlace>,
}

impl<'t> Mention<'t> {
    /// The data of a figure; `None` if it has no indicator words.
    pub fn of(document: &'t Document, figure: &'t Figure) -> Option<Mention<'t>> {
        Some(Mention {
            words: &figure.indicator.as_ref()?.words,
            role: figure.role,
            unit: &figure.unit,
            action: figure.action.map(|deed| &document.text()[deed.words.range()]),
            list: figure.list,
        })
    }
}

/// The indicators of a pack, by all their words.
#[derive(Clone, Debug)]
pub struct Catalogue<'a> {
    pack: &'a Pack,
    by_words: FxHashMap<String, Vec<(&'a str, &'a Indicator)>>,
    passable: FxHashSet<&'a str>,
    longest: usize,
    of_growth: FxHashSet<&'a str>,
}

impl<'a> Catalogue<'a> {
    /// The catalogue of a pack.
    pub fn new(pack: &'a Pack) -> Catalogue<'a> {
        let mut by_words: FxHashMap<String, Vec<_>> = FxHashMap::default();
        for (id, indicator) in &pack.indicators {
            for words in indicator.words().map(Indicator::plain).collect::<BTreeSet<_>>() {
                by_words.entry(words).or_default().push((id.as_str(), indicator));
            }
        }
        let mut passable = words_of(&pack.lexicon, PASSABLE);
        let newly = words_of(&pack.lexicon, NEWLY);
        passable.retain(|word| !newly.contains(word));
        passable.extend(pack.areas.stated().flat_map(|(_, area)| area.names()));
        let longest = passable.iter().map(|word| word.chars().count()).max().unwrap_or(0);
        let of_growth = words_of(&pack.lexicon, OF_GROWTH);
        Catalogue { pack, by_words, passable, longest, of_growth }
    }

    /// The indicator of a value: the one with these words, ignoring areas, times and similar words
    /// before them. Unknown and ambiguous words have no indicator, and neither have words with a
    /// unit that the indicator cannot have, since they mean something else. A value of a row
    /// (三次产业结构为9.1:36.8:54.1) is the share of the part at its place in the whole that the row
    /// names.
    ///
    /// ```
    /// use figlift_model::Role;
    /// use figlift_normalize::{Catalogue, Mention};
    /// let config = figlift_config::Config::built_in()?;
    /// let catalogue = Catalogue::new(&config.pack);
    /// let words = "高新技术企业";
    /// let firms = Mention { words, role: Role::Level, unit: "1", action: None, list: None };
    /// assert_eq!(catalogue.indicator(&firms), Some("high-tech-firms"));
    /// assert_eq!(catalogue.indicator(&Mention { unit: "CNY", ..firms }), None);
    /// assert_eq!(catalogue.indicator(&Mention { action: Some("新增"), ..firms }), None);
    /// # Ok::<(), figlift_config::ConfigError>(())
    /// ```
    pub fn indicator(&self, mention: &Mention) -> Option<&'a str> {
        let plain = Indicator::plain(&with_action(mention.action, mention.words));
        if let Some(place) = mention.list.filter(|list| list.kind == ListKind::Shares) {
            return self.share(&plain, place, mention);
        }
        let is_growth = mention.role == Role::Growth;
        let mut rest = if is_growth { self.without_rate(&plain) } else { plain.as_str() };
        loop {
            if let Some(named) = self.by_words.get(rest) {
                return self.only(named, mention);
            }
            rest = self.without_first(rest)?;
        }
    }

    /// The share of the part at a place in a row of that name: the first of 三次产业结构 is 第一产业比重.
    fn share(&self, row: &str, place: ListPlace, mention: &Mention) -> Option<&'a str> {
        let checks = &self.pack.checks;
        let of_row = |name: &String| row.ends_with(name.as_str());
        let mut wholes = checks.wholes.values();
        let whole = wholes
            .find(|whole| whole.parts.len() == place.count && whole.rows.iter().any(of_row))?;
        let mut names = self.names_of_share(&whole.parts[place.number]);
        names.find_map(|name| self.only(self.by_words.get(&name)?, mention))
    }

    /// The indicators of the shares of the parts of a whole, in their order; `None` unless the catalogue has
    /// each.
    pub fn shares(&self, whole: &Whole) -> Option<Vec<&'a str>> {
        let share = |part: &Vec<String>| {
            self.names_of_share(part).find_map(|name| match self.by_words.get(&name)?[..] {
                [(id, _)] => Some(id),
                _ => None,
            })
        };
        whole.parts.iter().map(share).collect()
    }

    /// What the share of a part may be called: 第一产业比重.
    fn names_of_share(&self, part: &[String]) -> impl Iterator<Item = String> {
        let shares = &self.pack.checks.words.share;
        part.iter().flat_map(move |part| shares.iter().map(move |share| format!("{part}{share}")))
    }

    /// The one that fits the role and the unit, if there is exactly one.
    fn only(&self, named: &[(&'a str, &Indicator)], mention: &Mention) -> Option<&'a str> {
        let unit = self.pack.units.get(mention.unit)?;
        let mut fitting = named.iter().filter(|(_, indicator)| indicator.takes(mention.role, unit));
        let (id, _) = fitting.next()?;
        fitting.next().is_none().then_some(*id)
    }

    /// Words as [`Indicator::plain`] gives them, without areas, times and similar words at their
    /// start: 常住人口 of 全省年末常住人口.
    pub fn core<'b>(&self, plain: &'b str) -> &'b str {
        let mut core = plain;
        while let Some(rest) = self.without_first(core).filter(|rest| !rest.is_empty()) {
            core = rest;
        }
        core
    }

    /// The words without the longest word at their start that may be ignored.
    fn without_first<'b>(&self, words: &'b str) -> Option<&'b str> {
        let ends = words.char_indices().map(|(at, c)| at + c.len_utf8()).take(self.longest);
        let known = ends.filter(|&end| self.passable.contains(&words[..end])).last();
        let place = || {
            let names = Gazetteer::get().names_at(words);
            names.into_iter().find(|name| name.full).map(|name| name.text.len())
        };
        known.or_else(place).map(|end| &words[end..])
    }

    /// The words of a growth without those at their end that only mark it as one. For other roles
    /// these words matter: a rank by 增速 is not a rank of the indicator itself.
    fn without_rate<'b>(&self, words: &'b str) -> &'b str {
        let mut rest = words;
        while let Some(at) =
            rest.char_indices().map(|(at, _)| at).find(|&at| self.of_growth.contains(&rest[at..]))
        {
            rest = &rest[..at];
        }
        rest
    }
}

/// Indicator words, preceded by the verb of what was done to what they name: a deed (新增高新技术企业) is
/// another thing than the stock.
///
/// ```
/// use figlift_normalize::with_action;
/// assert_eq!(with_action(Some("新增"), "企业"), "新增企业");
/// assert_eq!(with_action(Some("新增"), "新增企业"), "新增企业");
/// assert_eq!(with_action(None, "企业"), "企业");
/// ```
pub fn with_action<'t>(action: Option<&str>, words: &'t str) -> Cow<'t, str> {
    match action.filter(|action| !words.starts_with(action)) {
        Some(action) => Cow::Owned(format!("{action}{words}")),
        None => Cow::Borrowed(words),
    }
}

/// The words of classes and of the classes within them.
fn words_of<'a>(lexicon: &'a Lexicon, classes: &[&str]) -> FxHashSet<&'a str> {
    let within = |name: &str| lexicon.with_wider(name).iter().any(|wider| classes.contains(wider));
    let classes = lexicon.classes().filter(|(name, _)| within(name));
    classes.flat_map(|(_, class)| class.words.iter().map(String::as_str)).collect()
}
