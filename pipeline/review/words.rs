//! What pages call each code, in Chinese and in English: the table `words.tsv`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a page calls a code. A page shows one of both: Chinese, until its script knows the language of
/// the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct CodeWord<'a> {
    pub zh: &'a str,
    pub en: &'a str,
}

/// The words of a group by their codes.
type WordsOfGroup = BTreeMap<&'static str, CodeWord<'static>>;

static WORDS: LazyLock<BTreeMap<&'static str, WordsOfGroup>> = LazyLock::new(|| {
    let mut words: BTreeMap<&str, WordsOfGroup> = BTreeMap::new();
    for line in include_str!("words.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        if let [Some(group), Some(code), Some(zh), Some(en)] = [(); 4].map(|()| fields.next()) {
            words.entry(group).or_default().insert(code, CodeWord { zh, en });
        }
    }
    words
});

/// The word for a code of a group; the code itself if there is none.
pub(crate) fn word<'a>(group: &str, code: &'a str) -> CodeWord<'a> {
    let known = WORDS.get(group).and_then(|words| words.get(code));
    known.copied().unwrap_or(CodeWord { zh: code, en: code })
}

/// The words of all groups.
pub(crate) fn all() -> impl Iterator<Item = (&'static str, &'static WordsOfGroup)> {
    WORDS.iter().map(|(group, words)| (*group, words))
}

/// Whether pages have a word for a code of a group, such as `attachment`.
///
/// ```
/// assert!(figlift_review::has_word("attachment", "subject"));
/// assert!(!figlift_review::has_word("attachment", "predicate"));
/// ```
pub fn has_word(group: &str, code: &str) -> bool {
    WORDS.get(group).is_some_and(|words| words.contains_key(code))
}

#[cfg(test)]
mod tests {
    use figlift_model::{
        Basis, ChangeEnd, CheckStatus, Code, DiagnosticCode, NumeralClass, ObsStatus, PeriodSource,
        Qualifier, Role, Severity,
    };

    use super::*;

    #[test]
    fn each_line_has_a_group_a_code_and_both_words() {
        let mut seen = std::collections::BTreeSet::new();
        for line in include_str!("words.tsv").lines().skip(1) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert!(fields.len() == 4 && fields.iter().all(|field| !field.is_empty()), "{line}");
            assert!(seen.insert((fields[0], fields[1])), "{line}: stands twice");
        }
    }

    #[test]
    fn there_is_a_word_for_each_code_of_the_model() {
        let named = |group: &'static str, names: Vec<&str>| {
            names.into_iter().for_each(|name| assert!(has_word(group, name), "{group} {name}"));
        };
        named("class", NumeralClass::names().collect());
        named("qualifier", Qualifier::names().collect());
        named("role", Role::names().collect());
        named("status", ObsStatus::names().collect());
        named("basis", Basis::names().collect());
        named("source", PeriodSource::names().collect());
        named("end", ChangeEnd::names().collect());
        named("result", Severity::names().chain(CheckStatus::names()).collect());
        named("kind", DiagnosticCode::names().collect());
    }

    #[test]
    fn an_unknown_code_is_its_own_word() {
        assert_eq!(word("role", "level").en, "level");
        assert_eq!(word("role", "flow"), CodeWord { zh: "flow", en: "flow" });
    }
}
