//! Values with the words that state them.

use figlift_text::Span;

/// A value, and the words of the reading that state it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Worded<T> {
    pub value: T,
    pub words: Span,
}
