//! What a quantity measures, as phrases tell it.

use figlift_model::Action;
use figlift_text::Span;

use crate::clause::Words;

/// The verb of what was done, and its class; none for a verb that the pack does not know.
pub(crate) type Done = (Span, Option<Action>);

/// What a quantity measures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Named {
    /// The noun phrase; none where the text leaves it out and nothing of its kind was named.
    pub noun: Words,
    /// The verb that says what was done to it.
    pub deed: Option<Done>,
    /// Whether the value is added up from a start: 累计.
    pub is_cumulative: bool,
}

/// What was measured last.
#[derive(Debug)]
pub(super) struct LastMeasured {
    pub noun: Words,
    pub dimension: Option<String>,
    /// The end that a part took from the whole, which the next parts take as well: 总产量 of
    /// 粮食总产量…，其中夏粮…，秋粮….
    pub tail: Option<Span>,
}
