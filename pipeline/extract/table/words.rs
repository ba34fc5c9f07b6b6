//! Matches the rules in the words of heads and cells.

use figlift_config::TableWords;
use figlift_text::{Document, Metadata, Period, Span};

use crate::claim::node::{Node, NodeKind};
use crate::claim::related::Relations;
use crate::compile::ruleset::RuleSet;
use crate::compile::scratch::Scratch;
use crate::extraction::Matched;

/// Matches the rules in words of a table.
pub(super) struct WordReader<'a> {
    rules: &'a RuleSet,
    scratch: &'a mut Scratch,
    /// That of the text.
    metadata: &'a Metadata,
    /// The period that holds above the table.
    pub before: Option<Period>,
}

/// Words as the rules see them.
pub(super) struct SeenWords<'a> {
    text: Document,
    pub nodes: Vec<Node<'a>>,
    pub related: Relations,
}

impl<'a> WordReader<'a> {
    pub(super) fn new(
        rules: &'a RuleSet,
        scratch: &'a mut Scratch,
        metadata: &'a Metadata,
        before: Option<Period>,
    ) -> WordReader<'a> {
        WordReader { rules, scratch, metadata, before }
    }

    pub(super) fn rules(&self) -> &'a RuleSet {
        self.rules
    }

    pub(super) fn tables(&self) -> &'a TableWords {
        &self.rules.pack.tables
    }

    /// Words as the rules see them; `None` if they are empty or more than a sentence.
    pub(super) fn see(&mut self, words: &str) -> Option<SeenWords<'a>> {
        let text = Document::new("", words, self.metadata.clone());
        let [sentence] = text.sentences() else { return None };
        let Matched { nodes, related, .. } =
            Matched::of(self.rules, self.scratch, &text, sentence, 0);
        Some(SeenWords { text, nodes, related })
    }

    /// The period that nodes name one after another, which say no more together than a time.
    pub(super) fn resolve(&self, nodes: &[Node]) -> Option<Period> {
        nodes.iter().fold(self.before, |before, node| match &node.kind {
            NodeKind::Period(period) => period.resolve(self.metadata, before),
            _ => before,
        })
    }
}

impl SeenWords<'_> {
    /// The place of a node in the words.
    pub(super) fn span(&self, node: usize) -> Span {
        self.text.to_text(self.nodes[node].span)
    }

    /// Whether a node names a time, and is not what values are compared with: the 上年 of 上年同期, and not
    /// that of 比上年.
    pub(super) fn is_time(&self, node: usize) -> bool {
        let names = matches!(&self.nodes[node].kind, NodeKind::Period(it) if it.names_a_period());
        names && (node == 0 || self.related[node].basis.is_none())
    }

    /// Whether the words hold a number, which may be taken for a value.
    pub(super) fn hold_a_number(&self) -> bool {
        let is_number = |node: &Node| !matches!(node.kind, NodeKind::Word(_) | NodeKind::Text);
        self.nodes.iter().any(is_number)
    }

    /// Whether the last node says with what values are compared.
    pub(super) fn ends_with_basis(&self, rules: &RuleSet) -> bool {
        self.nodes.len().checked_sub(1).is_some_and(|last| self.is_basis(rules, last))
    }

    /// Whether they say with what values are compared.
    pub(super) fn tell_a_basis(&self, rules: &RuleSet) -> bool {
        (0..self.nodes.len()).any(|node| self.is_basis(rules, node))
    }

    fn is_basis(&self, rules: &RuleSet, node: usize) -> bool {
        let of_word = self.nodes[node].meaning(rules).and_then(|meaning| meaning.basis);
        of_word.or(self.related[node].basis).is_some()
    }
}
