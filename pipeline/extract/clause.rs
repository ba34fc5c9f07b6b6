//! Third pass, first part: the clause of each value, parsed once: where it begins, and which of its
//! words say what is measured.
//!
//! [`attach`](mod@crate::attach) asks these clauses which words a value is attached to, and
//! [`phrase`](mod@crate::phrase) tells verb and noun in them apart.

mod ending;
mod extent;
mod heads;
mod kind;
mod lists;
mod noun;
mod parse;
mod run;
mod scene;
mod steps;
mod subject;
mod value;
mod wording;

pub(crate) use ending::ending;
pub(crate) use kind::{PhraseKind, behind_level, behind_size, is_aspect, is_total, without_end};
pub(crate) use parse::topic;
pub(crate) use run::LIST_END;
pub(crate) use scene::{Scene, Words, one};
pub(crate) use value::Value;
