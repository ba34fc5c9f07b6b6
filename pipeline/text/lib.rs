//! Documents, and places and problems in them: the base of all other stages.
//!
//! ```
//! use figlift_text::{Document, Metadata};
//!
//! let document = Document::new("demo", "一、概况\n产值５亿元。增长3%。", Metadata::default());
//! assert_eq!(document.sentences().len(), 3);
//! // Rules see full-width digits as plain ones, and spans map back to the raw text.
//! let at = document.reading().find('5').unwrap();
//! let span = document.to_text((at..at + 1).into());
//! assert_eq!(&document.text()[span.range()], "５");
//! assert_eq!(document.place(span.start).to_string(), "2:3");
//! ```

mod diagnostic;
mod document;
mod fold;
mod layout;
mod offsets;
mod period;
mod span;
mod structure;

pub use diagnostic::Diagnostic;
pub use document::{Document, Metadata};
pub use fold::plain_words;
pub use layout::{
    BlockKind, LayoutBlock, ParsePlaceError, SourcePiece, SourcePlace, TableCell, TextLayout,
};
pub use offsets::Position;
pub use period::{Freq, ParsePeriodError, Period};
pub use span::Span;
pub use structure::{Paragraph, ParagraphKind, Sentence, heading_mark};
