//! Tokens of a sentence: words, numbers and runs of other text.

use figlift_text::Span;

use crate::compile::classes::ClassSet;
use crate::compile::pattern::Symbol;
use crate::numeral::Numeral;
use crate::scan::list_place::ListPlace;

/// A word, number or run of other text.
#[derive(Clone, Debug)]
pub(crate) struct Token<'r> {
    /// Its span of the reading.
    pub span: Span,
    pub what: What,
    pub classes: &'r ClassSet,
    /// The row of shares that a number stands in; places are of the reading.
    pub row: Option<ListPlace>,
}

#[derive(Clone, Debug)]
pub(crate) enum What {
    Number(Box<Numeral>),
    /// A known word, by number.
    Word(usize),
    /// A shape, by the number of its rule.
    Shape(usize),
    Text,
}

impl Symbol for Token<'_> {
    fn classes(&self) -> &ClassSet {
        self.classes
    }

    fn word(&self) -> Option<usize> {
        match self.what {
            What::Word(number) => Some(number),
            _ => None,
        }
    }

    fn numeral(&self) -> Option<&Numeral> {
        match &self.what {
            What::Number(numeral) => Some(numeral),
            _ => None,
        }
    }

    fn is_read(&self) -> bool {
        matches!(self.what, What::Number(_))
    }
}
