//! Words by class, as files of the pack state and change them.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{ConfigError, Source};

/// Words by class.
#[derive(Clone, Debug)]
pub(crate) struct WordClasses<K>(BTreeMap<K, Vec<String>>);

/// What a file says of a class.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ClassEntry {
    /// Only for readers of the file.
    #[serde(rename = "why")]
    _why: String,
    words: Vec<String>,
    remove: Vec<String>,
}

impl<K> Default for WordClasses<K> {
    fn default() -> WordClasses<K> {
        WordClasses(BTreeMap::new())
    }
}

impl<K: Copy + Ord + Into<&'static str>> WordClasses<K> {
    /// The words of a class.
    pub(crate) fn of(&self, class: K) -> &[String] {
        self.0.get(&class).map_or(&[], Vec::as_slice)
    }

    /// All words, each with its class.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, K)> {
        let words = |(class, words)| {
            let (class, words): (&K, &Vec<String>) = (class, words);
            words.iter().map(|word| (word.as_str(), *class))
        };
        self.0.iter().flat_map(words)
    }

    /// Lays what a file says of classes in tables below `table` over the words: they are added to
    /// those of a known class.
    ///
    /// # Errors
    /// If a word is empty.
    pub(crate) fn overlay(
        &mut self,
        source: &Source,
        table: &str,
        entries: BTreeMap<K, ClassEntry>,
    ) -> Result<(), ConfigError> {
        for (class, entry) in entries {
            let words = self.0.entry(class).or_default();
            words.retain(|word| !entry.remove.contains(word));
            words.extend(entry.words);
            words.sort();
            words.dedup();
            if words.iter().any(String::is_empty) {
                let name: &str = class.into();
                return Err(empty_word(source, &format!("[{table}.{name}]")));
            }
        }
        Ok(())
    }
}

/// The error of an empty word in a table of a file.
pub(crate) fn empty_word(source: &Source, header: &str) -> ConfigError {
    let at = source.text.find(header).unwrap_or(0);
    source.error(source.find(at..at + 1, ""), "empty word").help("remove it")
}
