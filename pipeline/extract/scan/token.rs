//! What a sentence is made of: words, numbers and runs of other text.

use figlift_text::Span;

use crate::compile::pattern::Symbol;
use crate::compile::vocabulary::ClassId;
use crate::numeral::Numeral;
use crate::scan::list_place::ListPlace;

/// One word, number or run of other text.
#[derive(Clone, Debug)]
pub(crate) struct Token<'r> {
    /// Where it stands in the reading.
    pub span: Span,
    pub what: What,
    pub classes: &'r [ClassId],
    /// The row of shares that a number stands in; places are of the reading.
    pub row: Option<ListPlace>,
}

#[derive(Clone, Debug)]
pub(crate) enum What {
    Number(Numeral),
    /// A known word, by number.
    Word(usize),
    /// What has a known shape, by number of its rule.
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
