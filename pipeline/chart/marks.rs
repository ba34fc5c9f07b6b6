//! The marks: each is a file of its own here, and an entry in [`MARKS`].

mod bar;
mod cell;
mod dot;
mod dumbbell;
mod faces;
mod interval;
mod labels;
mod ladder;
mod line;
mod marker;
mod slope;
mod table;
mod target;

use crate::Mark;

/// The marks of figlift.
pub const MARKS: &[Mark] = &[
    dumbbell::MARK,
    slope::MARK,
    line::MARK,
    bar::MARK,
    dot::MARK,
    target::MARK,
    interval::MARK,
    ladder::MARK,
];

/// The mark of that name in a list.
///
/// ```
/// use figlift_chart::{MARKS, mark_named};
/// assert!(mark_named(MARKS, "bar").is_some());
/// assert!(mark_named(MARKS, "pie").is_none());
/// ```
pub fn mark_named<'m>(marks: &'m [Mark], name: &str) -> Option<&'m Mark> {
    marks.iter().find(|mark| mark.name == name)
}
