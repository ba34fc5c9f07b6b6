//! Indicators by their words.

use std::collections::{BTreeMap, BTreeSet};

use figlift_config::Pack;

/// Classes of words that may stand before the name of an indicator without being part of it.
const PASSABLE: &[&str] =
    &["area", "own-area", "opener", "link", "half-year", "relative-year", "whole-year", "recent"];

/// The indicators of a pack, by all the words for them.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    by_words: BTreeMap<String, String>,
    passable: BTreeSet<String>,
    longest: usize,
}

impl Catalogue {
    /// The catalogue of a pack.
    pub fn new(pack: &Pack) -> Catalogue {
        let mut catalogue = Catalogue::default();
        for (id, indicator) in &pack.indicators {
            for words in indicator.words() {
                catalogue.by_words.insert(plain(words), id.clone());
            }
        }
        for (name, class) in pack.lexicon.classes() {
            let wider = pack.lexicon.with_wider(name);
            if PASSABLE.iter().any(|class| wider.contains(class)) {
                catalogue.passable.extend(class.words.iter().cloned());
            }
        }
        for area in pack.areas.values() {
            catalogue.passable.insert(area.zh.clone());
            catalogue.passable.extend(area.short.iter().cloned());
        }
        catalogue.longest =
            catalogue.passable.iter().map(|word| word.chars().count()).max().unwrap_or(0);
        catalogue
    }

    /// The indicator that the words name: its own words, with nothing before them but areas, times
    /// and the like. Words that the catalogue does not know are never guessed.
    pub fn indicator(&self, words: &str) -> Option<&str> {
        let plain = plain(words);
        let mut rest = plain.as_str();
        loop {
            if let Some(id) = self.by_words.get(rest) {
                return Some(id);
            }
            rest = self.without_first(rest)?;
        }
    }

    /// The words without the longest passable word that they begin with.
    fn without_first<'a>(&self, words: &'a str) -> Option<&'a str> {
        let ends = words.char_indices().map(|(at, c)| at + c.len_utf8()).take(self.longest);
        ends.filter(|&end| self.passable.contains(&words[..end])).last().map(|end| &words[end..])
    }
}

/// Words without blanks and without what stands in brackets: 研究与试验发展（R&D）经费 is
/// 研究与试验发展经费.
pub fn plain(words: &str) -> String {
    let mut depth = 0_usize;
    let mut plain = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 && !c.is_whitespace() => plain.push(c),
            _ => {}
        }
    }
    plain
}
