//! What words further off say of a figure.

use figlift_model::{Basis, ObsStatus, PeriodSource};
use figlift_text::{Period, Span};

/// What some words of the reading say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Said<T> {
    pub value: T,
    pub words: Span,
}

/// What reaches a figure.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reached {
    pub period: Option<(Period, PeriodSource)>,
    /// The words that name the period.
    pub period_words: Option<Span>,
    pub basis: Option<Said<Basis>>,
    pub base_period: Option<Period>,
    pub status: Option<Said<ObsStatus>>,
    /// Code and words.
    pub area: Option<(Option<String>, Option<Span>)>,
    pub per: Option<Said<String>>,
}
