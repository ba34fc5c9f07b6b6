//! Places of values in lists of values.

use serde::{Deserialize, Serialize};

/// The place of a value in a list of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListPlace {
    /// Kind of the list.
    pub kind: ListKind,
    /// First byte of the first value, which identifies the list.
    pub start: usize,
    /// Number of the value in the list, from zero.
    pub number: usize,
    /// Number of values in the list, at least two.
    pub count: usize,
}

/// A kind of list of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ListKind {
    /// The shares of a whole, separated by colons: 8.7:43.2:48.1.
    Shares,
    /// Values coordinated by commas and conjunctions: 12%、8%和5%.
    Values,
}
