//! Tokens of a sentence: words, numbers and runs of other text.

use figlift_text::Span;

use crate::compile::pattern::Symbol;
use crate::compile::vocabulary::ClassId;
use crate::numeral::Numeral;
use crate::scan::list_place::ListPlace;

/// A word, number or run of other text.
#[derive(Clone, Debug)]
pub(crate) struct Token<'r> {
    /// Its span of the reading.
    pub span: Span,
    pub what: What,
    pub classes: &'r [ClassId],
    /// The place of a number in a row of shares, with places in the reading.
    pub row: Option<ListPlace>,
}

#[derive(Clone, Debug)]
pub(crate) enum What {
    Number(Numeral),
    /// A known word, by number.
    Word(usize),
    /// A shape, by the number of its rule.
    Shape(usize),
    Text,
}

impl Symbol for Token<'_> {
    fn is(&self, class: ClassId) -> bool {
        self.classes.contains(&class)
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
