//! Lifts figures out of a document with their evidence, and accounts for every numeral in it.
//!
//! ```
//! use figlift_config::Config;
//! use figlift_extract::RuleSet;
//! use figlift_text::{Document, Metadata};
//!
//! let rules = RuleSet::compile(&Config::built_in()?.pack)?;
//! let document = Document::new("demo", "高新技术企业从2138家增长到6669家。", Metadata::default());
//! let extraction = rules.extract(&document);
//! let values: Vec<_> = extraction.figures.iter().filter_map(|figure| figure.value.as_ref()).collect();
//! assert_eq!(values.iter().map(|value| value.to_f64()).collect::<Vec<_>>(), [2138.0, 6669.0]);
//! # Ok::<(), figlift_config::ConfigError>(())
//! ```
//!
//! There are four passes, each a module with one type in and one out: [`scan`](mod@scan) finds
//! numerals and known words, [`claim`](mod@claim) and [`relate`](mod@claim::relate) match the
//! rules, [`clause`](mod@clause) parses the clause of each value, [`attach`](mod@attach) finds the
//! words for what it measures and [`phrase`](mod@phrase) tells verb and noun in them apart,
//! [`reach`](mod@reach) carries over periods, bases, statuses and areas. A cell of a
//! [`table`](mod@table) goes through them as the sentence that its heads make with it.
#![allow(rustdoc::private_intra_doc_links)]

mod attach;
mod claim;
mod clause;
mod compile;
mod dateline;
mod extraction;
mod figure;
mod inspect;
mod numeral;
mod phrase;
mod reach;
#[cfg(test)]
mod sample;
mod scan;
mod table;

pub use attach::attachment_names;
pub use compile::ruleset::RuleSet;
pub use extraction::batch::Batches;
pub use extraction::row::{FigureRow, sentence_around};
pub use extraction::{Extraction, NumeralRow};
pub use figure::{Deed, Evidence, Figure, Measured};
pub use inspect::explain::{Explanation, Fate, Heard, SeenWord, Tried};
pub use inspect::meaning::{SeenClause, TriedAttachment, ValueMeaning};
pub use inspect::usage::Usage;
pub use scan::list_place::{ListKind, ListPlace};
