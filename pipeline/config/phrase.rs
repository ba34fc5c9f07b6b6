//! Words by which a phrase is told apart: verbs that say what was done, and nouns that a verb before
//! them describes.

use std::collections::BTreeMap;

use figlift_model::Action;
use serde::Deserialize;
use strum::IntoStaticStr;

use crate::word_classes::{ClassEntry, WordClasses, empty_word};
use crate::{ConfigError, Source};

/// What a word is to a phrase, if it names no deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum PhraseClass {
    /// An adverb before a verb: 相继.
    Adverb,
    /// A word at the head of a phrase that says nothing of what is measured: 累计.
    Dropped,
    /// A verb between a thing and its measure: 实现.
    Link,
    /// A noun that a verb before it describes: 项目.
    Bearer,
    /// A noun of measure: 收入.
    Measure,
    /// A noun of a rate or level: 利率.
    Rate,
    /// A verb that tells what became of things: 获.
    Predicate,
    /// A word for a plan or its year: 预算数.
    Plan,
    /// A noun of a kind of things: 产业.
    Kind,
    /// A name that begins with a verb: 服务贸易.
    Name,
    /// A verb that brings about what follows it: 推动.
    Cause,
    /// A verb of a deed that tells no series from another: 投入.
    Flow,
    /// A word between a verb and its value: 超.
    Passed,
    /// What completes a verb: 梳理出.
    Complement,
    /// A word that no object begins with: 等.
    NoObject,
    /// A character that makes a noun or adjective of the word before it: 性.
    Suffix,
    /// A word that a statement about things begins with: 均.
    Tells,
    /// A word for a sum from a start on: 累计.
    Sum,
    /// A word for what a rate is compared with: 同比.
    Basis,
    /// 新 before a verb: for the first time.
    Anew,
    /// 的
    Of,
    /// A verb before what money was given for: 支持.
    Purpose,
    /// A noun of two measures: 产销量.
    Both,
    /// A preposition before those to whom something is done: 为.
    Toward,
    /// A preposition before what something is done about: 围绕.
    About,
    /// A verb behind which stands all of what was done: 完成.
    Finished,
    /// A thing that bears the name of the place before it: 机场.
    Site,
    /// A word between two verbs that are done to one thing: 并.
    And,
    /// A word for those of the things spoken of that were not told yet: 其余.
    Rest,
    /// A body that acts: 法院.
    Body,
    /// The state of things named before: 在建.
    State,
    /// A verb of having: 拥有.
    Owned,
}

/// A verb that says what was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeedVerb {
    /// Its class.
    pub action: Action,
    /// Whether it is a verb wherever it stands; others are also part of names: 建设项目.
    pub is_firm: bool,
}

/// The words of `phrase.toml`.
#[derive(Clone, Debug, Default)]
pub struct PhraseWords {
    classes: WordClasses<PhraseClass>,
    deeds: BTreeMap<String, DeedVerb>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct PhraseFile {
    words: BTreeMap<PhraseClass, ClassEntry>,
    deeds: BTreeMap<Action, DeedEntry>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct DeedEntry {
    /// Only for readers of the file.
    #[serde(rename = "why")]
    _why: String,
    firm: Vec<String>,
    loose: Vec<String>,
    remove: Vec<String>,
}

impl PhraseWords {
    /// The verbs that say what was done, in order.
    ///
    /// ```
    /// use figlift_config::Config;
    /// use figlift_model::Action;
    /// let config = Config::built_in()?;
    /// let built = config.pack.phrase.deeds().find(|(verb, _)| *verb == "建成").map(|(_, deed)| deed);
    /// assert_eq!(built.map(|deed| deed.action), Some(Action::Built));
    /// # Ok::<(), figlift_config::ConfigError>(())
    /// ```
    pub fn deeds(&self) -> impl Iterator<Item = (&str, DeedVerb)> {
        self.deeds.iter().map(|(verb, deed)| (verb.as_str(), *deed))
    }

    /// The class of words, by word.
    pub fn classes(&self) -> impl Iterator<Item = (&str, PhraseClass)> {
        self.classes.all()
    }

    /// Lays a file over the words: those of a known class are added to it.
    ///
    /// # Errors
    /// If the file has another shape, a word is empty, or a verb already is one of another class.
    pub(crate) fn overlay(&mut self, source: &Source) -> Result<(), ConfigError> {
        let file: PhraseFile = source.parse()?;
        self.classes.overlay(source, "words", file.words)?;
        for (action, entry) in file.deeds {
            let header = format!("[deeds.{action}]");
            self.deeds.retain(|verb, deed| deed.action != action || !entry.remove.contains(verb));
            let stated = [(entry.firm, true), (entry.loose, false)];
            for (verb, is_firm) in stated
                .into_iter()
                .flat_map(|(verbs, is_firm)| verbs.into_iter().map(move |verb| (verb, is_firm)))
            {
                if verb.is_empty() {
                    return Err(empty_word(source, &header));
                }
                self.add(source, &header, verb, DeedVerb { action, is_firm })?;
            }
        }
        Ok(())
    }

    fn add(
        &mut self,
        source: &Source,
        header: &str,
        verb: String,
        deed: DeedVerb,
    ) -> Result<(), ConfigError> {
        if let Some(other) = self.deeds.get(&verb).filter(|other| other.action != deed.action) {
            let message = format!("`{verb}` already is a deed of `{}`", other.action);
            let help = format!("remove it there first: [deeds.{}] with `remove`", other.action);
            let at = source.text.find(header).unwrap_or(0);
            return Err(source.error(source.find(at..at + 1, &verb), message).help(help));
        }
        self.deeds.insert(verb, deed);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid_over(text: &str) -> Result<PhraseWords, ConfigError> {
        let mut words = PhraseWords::default();
        let built_in = "[words.adverb]\nwords = [\"再\"]\n[deeds.built]\nfirm = [\"建成\"]\nloose = [\"建设\"]\n";
        words.overlay(&Source::new("built-in", built_in))?;
        words.overlay(&Source::new("pack/phrase.toml", text))?;
        Ok(words)
    }

    #[test]
    fn a_file_adds_words_and_removes_them() {
        let words = laid_over("[words.adverb]\nwords = [\"又\"]\nremove = [\"再\"]\n[deeds.renewed]\nloose = [\"改造\"]\n[deeds.built]\nremove = [\"建设\"]\n").unwrap();
        assert_eq!(words.classes().collect::<Vec<_>>(), [("又", PhraseClass::Adverb)]);
        let deeds: Vec<_> = words.deeds().map(|(verb, deed)| (verb, deed.is_firm)).collect();
        assert_eq!(deeds, [("建成", true), ("改造", false)]);
    }

    #[test]
    fn a_verb_of_two_classes_is_refused() {
        let error = laid_over("[deeds.held]\nfirm = [\"建成\"]\n").unwrap_err().to_string();
        assert!(error.contains("`建成` already is a deed of `built`"), "{error}");
        assert!(laid_over("[deeds.held]\nfirm = [\"\"]\n").is_err());
        let error = laid_over("[deeds.hold]\nfirm = []\n").unwrap_err().to_string();
        assert!(error.contains("unknown action `hold`"), "{error}");
    }
}
