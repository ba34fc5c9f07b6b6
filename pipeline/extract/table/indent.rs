//! How far the heads of rows are indented below those above.

use figlift_config::{HeadClass, TableWords};
use figlift_text::{Document, Span};

/// How far the words of a cell are indented, in halves of a Chinese character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Indent {
    /// The white space before them.
    pub blank: usize,
    /// The width of 其中： behind it, below the words behind which the next parts may begin.
    pub among: usize,
}

impl Indent {
    pub(super) fn of(tables: &TableWords, document: &Document, span: Span) -> Indent {
        let words = document.words(span);
        let rest = words.trim_start();
        let width = |c: char| if c.is_ascii() || c == '\u{a0}' { 1 } else { 2 };
        let among = tables.start(rest, HeadClass::Among).unwrap_or_default();
        Indent {
            blank: words[..words.len() - rest.len()].chars().map(width).sum(),
            among: among.chars().map(width).sum(),
        }
    }

    /// How deep it stands below others, and the indent that the next parts of the same whole go by: that of
    /// the one with 其中： before it, behind which the others begin. A part at the margin is one, too.
    pub(super) fn depth(self, mut above: impl Iterator<Item = Indent>) -> (usize, Indent) {
        let is_aligned = |part: &Indent| {
            let behind = part.blank + 1..=part.blank + part.among + 2;
            part.among > 0 && self.among == 0 && behind.contains(&self.blank)
        };
        let of = above.find(is_aligned).unwrap_or(self);
        (of.own_depth(), of)
    }

    fn own_depth(self) -> usize {
        self.blank + usize::from(self.among > 0)
    }
}
