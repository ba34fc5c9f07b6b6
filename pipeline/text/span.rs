use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A range of bytes of a text: `start` inclusive, `end` exclusive.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// The span as a range, to index a text with.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether it is empty.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether the two share a byte.
    ///
    /// ```
    /// use figlift_text::Span;
    /// assert!(Span::new(0, 4).overlaps(Span::new(3, 5)));
    /// assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
    /// ```
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The shortest span that contains both.
    pub fn join(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span::new(range.start, range.end)
    }
}
