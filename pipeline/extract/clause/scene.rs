//! A sentence as clauses see it.

use figlift_text::Span;

use crate::claim::node::Node;
use crate::claim::related::Relations;
use crate::compile::ruleset::RuleSet;

/// The words for what a quantity measures, as runs of the reading: one, or two where a list shares
/// the end of its words (第一、二产业增加值).
pub(crate) type Words = Vec<Span>;

/// A sentence with what rules found in it.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a, 'r> {
    pub rules: &'r RuleSet,
    pub reading: &'a str,
    pub nodes: &'a [Node<'r>],
    pub related: &'a Relations,
}

/// A run of words alone, if it holds any.
pub(crate) fn one(span: Option<Span>) -> Option<Words> {
    span.filter(|span| !span.is_empty()).map(|span| vec![span])
}
