//! What words further off say of a figure.

use figlift_text::{Period, Span};

/// Where a figure's period comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodSource {
    /// Its clause.
    Stated,
    /// Earlier in its paragraph.
    Carried,
    /// The heading above it, or a lead-in.
    Heading,
    /// The document's reporting period.
    Document,
}

impl PeriodSource {
    /// As the tables write it.
    pub fn as_str(self) -> &'static str {
        match self {
            PeriodSource::Stated => "stated",
            PeriodSource::Carried => "carried",
            PeriodSource::Heading => "heading",
            PeriodSource::Document => "document",
        }
    }
}

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
    pub basis: Option<Said<String>>,
    pub base_period: Option<Period>,
    pub status: Option<Said<String>>,
    /// Code and words.
    pub area: Option<(Option<String>, Option<Span>)>,
    pub per: Option<Said<String>>,
}
