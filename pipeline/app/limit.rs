//! The limit of unresolved numerals.

use std::fmt;

use figlift_model::NumeralClass;

use crate::documents::{self, ReadDocument};

/// The limit of the share of unresolved numerals.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// The allowed share.
    pub most: f64,
    /// Number of unresolved numerals.
    pub unresolved: usize,
    /// Number of all numerals.
    pub all: usize,
}

impl Limit {
    /// The id for CI.
    pub const NAME: &'static str = "max-unresolved";

    /// The limit for the numerals of a run.
    pub(crate) fn of(most: f64, documents: &[ReadDocument]) -> Limit {
        let classes = documents::numerals(documents);
        let unresolved = classes.get(NumeralClass::Unresolved.as_str()).copied().unwrap_or(0);
        Limit { most, unresolved, all: classes.values().sum() }
    }

    /// Whether the limit is exceeded.
    pub fn is_exceeded(&self) -> bool {
        self.unresolved as f64 > self.most * self.all as f64
    }
}

/// The message if it is exceeded.
impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Limit { most, unresolved, all } = self;
        write!(
            f,
            "{unresolved} of {all} numerals are unresolved, more than the allowed share of {most}"
        )
    }
}
