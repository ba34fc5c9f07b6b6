//! What a quantity measures, as phrases tell it.

use figlift_model::Action;
use figlift_text::Span;

use crate::clause::Words;

/// What a quantity measures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Named {
    /// The noun phrase; none where the text leaves it out and nothing of its kind was named.
    pub noun: Words,
    /// The verb that says what was done to it.
    pub deed: Option<(Span, Action)>,
    /// Whether the value is added up from a start: 累计.
    pub is_cumulative: bool,
}

/// What was measured last.
#[derive(Debug)]
pub(super) struct LastMeasured {
    pub noun: Words,
    pub dimension: Option<String>,
}
