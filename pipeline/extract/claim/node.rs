//! A sentence after rules have claimed numerals: words, quantities, periods and other numerals.

use std::borrow::Cow;

use figlift_model::NumeralClass;
use figlift_text::Span;

use crate::claim::period::PeriodReading;
use crate::claim::quantity::Quantity;
use crate::compile::classes::ClassSet;
use crate::compile::pattern::Symbol;
use crate::compile::ruleset::RuleSet;
use crate::compile::vocabulary::Meaning;
use crate::numeral::Numeral;

/// A word, or several that a rule has joined.
#[derive(Debug)]
pub(crate) struct Node<'r> {
    /// Its span of the reading.
    pub span: Span,
    pub classes: Cow<'r, ClassSet>,
    pub kind: NodeKind,
    /// The rule that claimed it.
    pub rule: Option<Cow<'r, str>>,
}

#[derive(Debug)]
pub(crate) enum NodeKind {
    Quantity(Box<Quantity>),
    Period(Box<PeriodReading>),
    /// A numeral of another class.
    Numeral(NumeralClass),
    /// An unclaimed number.
    Unresolved,
    /// A known word, by number.
    Word(usize),
    Text,
}

impl Node<'_> {
    /// The quantity, if it is one.
    pub(crate) fn quantity(&self) -> Option<&Quantity> {
        match &self.kind {
            NodeKind::Quantity(quantity) => Some(quantity),
            _ => None,
        }
    }

    /// Whether it is a quantity.
    pub(crate) fn is_quantity(&self) -> bool {
        self.quantity().is_some()
    }

    /// Whether it is a rank.
    pub(crate) fn is_rank(&self) -> bool {
        self.quantity().is_some_and(Quantity::is_rank)
    }

    /// The measure word of a count.
    pub(crate) fn classifier(&self) -> Option<&str> {
        self.quantity()?.classifier.as_deref()
    }

    /// Whether it is the number of a point: 一是, （二）.
    pub(crate) fn is_enumerator(&self) -> bool {
        matches!(self.kind, NodeKind::Numeral(NumeralClass::Enumerator))
    }

    /// The meaning of the word in the lexicon.
    pub(crate) fn meaning<'r>(&self, rules: &'r RuleSet) -> Option<&'r Meaning> {
        match self.kind {
            NodeKind::Word(number) => Some(&rules.vocabulary.word(number).meaning),
            _ => None,
        }
    }
}

/// Whether a node is the short name of an area, but part of a longer name: 重庆大学, 四川盆地.
pub(crate) fn begins_name(rules: &RuleSet, nodes: &[Node], at: usize) -> bool {
    let Some([Node { kind: NodeKind::Word(word), span, .. }, next, ..]) = nodes.get(at..) else {
        return false;
    };
    let word = rules.vocabulary.word(*word);
    word.meaning.area.is_some()
        && next.is(rules.policy.named_by_area)
        && next.span.start == span.end
        && !rules.ends("end-of-area-name", &word.surface)
}

impl Symbol for Node<'_> {
    fn classes(&self) -> &ClassSet {
        &self.classes
    }

    fn word(&self) -> Option<usize> {
        match self.kind {
            NodeKind::Word(number) => Some(number),
            _ => None,
        }
    }

    fn numeral(&self) -> Option<&Numeral> {
        None
    }

    fn is_read(&self) -> bool {
        !matches!(self.kind, NodeKind::Word(_) | NodeKind::Text)
    }
}
