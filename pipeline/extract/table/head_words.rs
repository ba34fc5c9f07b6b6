//! Words of heads, with the places that they come from.

use figlift_text::{Document, Span};

/// Words that go into the sentence of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct HeadWords {
    pub words: String,
    /// Where they stand in the text.
    pub origin: Span,
    /// Whether they stand there as they are; else they stand for all of it.
    pub is_exact: bool,
    /// The words in full, if they are put more plainly: 农、林、牧、渔业.
    pub in_full: Option<String>,
}

impl HeadWords {
    /// The words of a cell or line, without white space beside Chinese words.
    pub(super) fn of(document: &Document, span: Span) -> HeadWords {
        let words = document.words(span);
        let words = words.trim();
        let tight = without_blanks(words);
        let raw = &document.text()[span.range()];
        let start = span.start + raw.len() - raw.trim_start().len();
        // The marks of notes stand behind the words.
        let is_exact = document.text()[start..].starts_with(words);
        let origin = if is_exact { Span::new(start, start + words.len()) } else { span };
        HeadWords { is_exact: is_exact && tight == words, words: tight, origin, in_full: None }
    }

    /// The part of the words between two bytes of them.
    pub(super) fn slice(&self, from: usize, to: usize) -> HeadWords {
        let origin = match self.is_exact {
            true => Span::new(self.origin.start + from, self.origin.start + to),
            false => self.origin,
        };
        HeadWords {
            words: self.words[from..to].to_owned(),
            origin,
            is_exact: self.is_exact,
            in_full: None,
        }
    }

    /// The words without the first bytes.
    pub(super) fn after(&self, from: usize) -> HeadWords {
        self.slice(from, self.words.len())
    }

    /// The first bytes of the words.
    pub(super) fn before(&self, to: usize) -> HeadWords {
        self.slice(0, to)
    }

    /// Other words in the place of these.
    pub(super) fn saying(&self, words: impl Into<String>) -> HeadWords {
        HeadWords { words: words.into(), origin: self.origin, is_exact: false, in_full: None }
    }

    /// A word that stands for these, which do not go into the sentence.
    pub(super) fn standing_for(&self, word: &str) -> HeadWords {
        HeadWords { in_full: Some(self.words.clone()), ..self.saying(word) }
    }

    /// The same without the marks that would part it: 农、林、牧、渔业 is one thing in a table.
    pub(super) fn plain(&self) -> HeadWords {
        let is_mark = |c| "，、；：:,;。#＃".contains(c);
        match self.words.contains(is_mark) {
            true => HeadWords {
                in_full: Some(self.words.clone()),
                ..self.saying(self.words.replace(is_mark, ""))
            },
            false => self.clone(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

/// A text without the white space beside anything but ASCII: 指　标 is 指标, and GDP per head stays.
fn without_blanks(text: &str) -> String {
    let mut tight = String::with_capacity(text.len());
    let mut gap = "";
    for word in text.split_inclusive(char::is_whitespace) {
        let inner = word.trim_end_matches(char::is_whitespace);
        if !inner.is_empty() {
            if !gap.is_empty() && inner.is_ascii() && tight.ends_with(|c: char| c.is_ascii()) {
                tight.push(' ');
            }
            tight.push_str(inner);
            gap = "";
        }
        if inner.len() < word.len() {
            gap = " ";
        }
    }
    tight
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_stay_between_foreign_words_only() {
        let tight = ["指　标", "GDP  per head", "A 股 市值", "2024 年"].map(without_blanks);
        assert_eq!(tight, ["指标", "GDP per head", "A股市值", "2024年"]);
    }
}
