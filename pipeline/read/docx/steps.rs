//! The steps through a part in reading order, and its paragraphs, of runs that are joined.

use super::styles::{Look, ParagraphRole};

/// A step through a part in reading order.
#[derive(Debug)]
pub(super) enum StoryStep {
    Paragraph(WordParagraph),
    Table,
    Row {
        /// Whether it is repeated as the head of the table.
        is_head: bool,
        /// Columns that are left free.
        before: usize,
    },
    Cell {
        columns: usize,
        merge: Merge,
    },
    EndCell,
    EndTable,
}

/// Whether a cell is merged with those above and below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Merge {
    #[default]
    Alone,
    First,
    Continued,
}

/// The kind of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NoteKind {
    Footnote,
    Endnote,
}

/// A part of a paragraph.
#[derive(Debug)]
pub(super) enum Inline {
    /// Text, with tabs and the ends of lines.
    Text(String),
    /// Text that is raised.
    Raised(String),
    /// The mark that leads to a note.
    Mark(String),
}

/// A paragraph.
#[derive(Debug)]
pub(super) struct WordParagraph {
    pub role: ParagraphRole,
    /// How its runs look that say nothing else.
    pub look: Look,
    pub inlines: Vec<Inline>,
    /// The text boxes that are fixed to it.
    pub boxes: Vec<StoryStep>,
    /// Whether it goes on in the next paragraph.
    pub goes_on: bool,
    /// Whether it begins with the number of a note, which is no text.
    pub is_note: bool,
    /// The size of the characters that are not raised.
    size: u32,
}

impl WordParagraph {
    pub(super) fn new(role: ParagraphRole, look: Look) -> WordParagraph {
        let (inlines, boxes) = (Vec::new(), Vec::new());
        let size = look.size();
        WordParagraph { role, look, inlines, boxes, goes_on: false, is_note: false, size }
    }

    /// Gives it the role and look of its style.
    pub(super) fn style(&mut self, role: ParagraphRole, look: Look) {
        (self.role, self.look, self.size) = (role, look, look.size());
    }

    /// Adds the text of a run, joined with that before if both are raised or both are not.
    pub(super) fn push(&mut self, text: &str, look: Look) {
        let text = match self.is_note && self.inlines.is_empty() {
            true => text.trim_start_matches([' ', '\t']),
            false => text,
        };
        if text.is_empty() {
            return;
        }
        let look = look.or(self.look);
        // Characters that are raised by hand are made smaller; a whole line may be raised as it is.
        let by_hand = look.raised.is_some_and(|raised| raised > 0) && look.size() < self.size;
        let raised = look.superscript.unwrap_or_default() || by_hand;
        match self.inlines.last_mut() {
            Some(Inline::Text(last)) if !raised => last.push_str(text),
            Some(Inline::Raised(last)) if raised => last.push_str(text),
            _ if raised => self.inlines.push(Inline::Raised(text.to_owned())),
            _ => self.inlines.push(Inline::Text(text.to_owned())),
        }
        if !raised {
            self.size = look.size();
        }
    }

    /// The paragraph, with the next one in which it goes on.
    pub(super) fn then(mut self, next: WordParagraph) -> WordParagraph {
        if self.inlines.is_empty() {
            self.role = next.role;
        }
        for inline in next.inlines {
            match (self.inlines.last_mut(), inline) {
                (Some(Inline::Text(last)), Inline::Text(text))
                | (Some(Inline::Raised(last)), Inline::Raised(text)) => last.push_str(&text),
                (_, inline) => self.inlines.push(inline),
            }
        }
        self.boxes.extend(next.boxes);
        self.goes_on = next.goes_on;
        self
    }
}
