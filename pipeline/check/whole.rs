//! The words of wholes and their parts in the indicator words of a run.

use aho_corasick::{AhoCorasick, BuildError, MatchKind};
use figlift_config::Whole;

use crate::record::{Id, Interner, Name};

/// The part of a whole that indicator words name, and their other words: 增加值.
#[derive(Debug)]
pub(crate) struct PartOfWhole {
    pub number: usize,
    pub frame: String,
    /// Whether its words also name the whole: 占地区生产总值的比重.
    pub names_whole: bool,
}

/// A whole of `checks.toml`, and what the indicator words of a run name of it.
#[derive(Debug)]
pub(crate) struct NamedWhole<'a> {
    pub whole: &'a Whole,
    /// For all indicator words of the run, by their ids.
    parts: Vec<Option<PartOfWhole>>,
}

impl<'a> NamedWhole<'a> {
    /// Finds the parts in all indicator words of a run once, since most are those of many figures.
    pub(crate) fn of(whole: &'a Whole, names: &Interner<&str, Name<'_>>) -> NamedWhole<'a> {
        let words = WordsOfWhole::of(whole);
        // The core may lack more than what stands before a name: 住在城镇 of 居住在城镇.
        let part = |name: &Name<'_>| {
            let words = words.as_ref().ok()?;
            let of_name = words.part(&name.plain).filter(|part| part.frame.is_empty());
            of_name.or_else(|| words.part(&name.core))
        };
        NamedWhole { whole, parts: names.entries().iter().map(part).collect() }
    }

    /// The part that indicator words name; `None` if they name two.
    pub(crate) fn part(&self, words: Option<Id>) -> Option<&PartOfWhole> {
        self.parts.get(words?.get() as usize - 1)?.as_ref()
    }
}

/// The words of the parts and of the whole itself.
struct WordsOfWhole {
    words: AhoCorasick,
    /// The part of each word; `None` is the whole.
    parts: Vec<Option<usize>>,
}

impl WordsOfWhole {
    /// # Errors
    /// If the words are more than an automaton can hold.
    fn of(whole: &Whole) -> Result<WordsOfWhole, BuildError> {
        // Of equal words the first counts: that of the whole, or else of the last part.
        let totals = whole.total.iter().map(|word| (word, None));
        let parts = whole.parts.iter().enumerate().rev();
        let parts = parts.flat_map(|(number, words)| words.iter().map(move |w| (w, Some(number))));
        let (words, parts): (Vec<&String>, Vec<_>) = totals.chain(parts).unzip();
        // The longest, since 进出口 contains the word of a part.
        let words = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words)?;
        Ok(WordsOfWhole { words, parts })
    }

    fn part(&self, text: &str) -> Option<PartOfWhole> {
        let (mut number, mut frame, mut end, mut names_whole) = (None, String::new(), 0, false);
        for word in self.words.find_iter(text) {
            match self.parts[word.pattern()] {
                Some(_) if number.is_some() => return None,
                Some(found) => number = Some(found),
                None => names_whole = true,
            }
            frame.push_str(&text[end..word.start()]);
            end = word.end();
        }
        let number = number?;
        frame.push_str(&text[end..]);
        Some(PartOfWhole { number, frame, names_whole })
    }
}
