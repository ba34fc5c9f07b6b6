//! How many numerals may be unresolved.

use std::fmt;

use figlift_model::NumeralClass;

use crate::documents::{self, ReadDocument};

/// The share of all numerals that may be unresolved.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// The share.
    pub most: f64,
    /// How many are unresolved.
    pub unresolved: usize,
    /// How many there are.
    pub all: usize,
}

impl Limit {
    /// What CI knows it by.
    pub const NAME: &'static str = "max-unresolved";

    /// A share held against the numerals of a run.
    pub(crate) fn of(most: f64, documents: &[ReadDocument]) -> Limit {
        let classes = documents::numerals(documents);
        let unresolved = classes.get(NumeralClass::Unresolved.as_str()).copied().unwrap_or(0);
        Limit { most, unresolved, all: classes.values().sum() }
    }

    /// Whether more numerals are unresolved.
    pub fn is_exceeded(&self) -> bool {
        self.unresolved as f64 > self.most * self.all as f64
    }
}

/// What is wrong where it is exceeded.
impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Limit { most, unresolved, all } = self;
        write!(
            f,
            "{unresolved} of {all} numerals are unresolved, more than the share of {most} that is allowed"
        )
    }
}
