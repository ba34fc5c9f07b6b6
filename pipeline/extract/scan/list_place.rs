//! Where values stand in lists of values.

/// Where a value stands in a list of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListPlace {
    /// What makes the values a list.
    pub kind: ListKind,
    /// First byte of the first value, by which lists are told apart.
    pub start: usize,
    /// Number of the value in the list, from zero.
    pub number: usize,
    /// How many values the list has, at least two.
    pub count: usize,
}

/// What makes values a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// The shares of one whole, parted by colons: 8.7:43.2:48.1.
    Shares,
    /// Values that commas and conjunctions join: 12%、8%和5%.
    Values,
}
