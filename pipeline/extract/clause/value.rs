//! A quantity in its clause.

use figlift_model::Role;
use figlift_text::Span;

use super::lists::{self, Member};
use super::parse::Clause;
use super::scene::Scene;
use crate::claim::node::Node;
use crate::claim::quantity::Quantity;
use crate::compile::pattern::Symbol;

/// A quantity in its clause.
#[derive(Clone, Copy)]
pub(crate) struct Value<'a, 'r> {
    pub scene: Scene<'a, 'r>,
    /// Its node.
    pub at: usize,
    pub quantity: &'a Quantity,
    /// The node of the quantity before it in its sentence.
    pub before: Option<usize>,
    pub clause: Clause,
    /// Its place in its list of values.
    pub list: Member,
}

impl<'a, 'r> Value<'a, 'r> {
    /// The quantities of a sentence in their clauses, in order.
    pub(crate) fn all(scene: Scene<'a, 'r>) -> Vec<Value<'a, 'r>> {
        let mut before = None;
        let lists = lists::values(scene);
        let values = lists.into_iter().enumerate().filter_map(|(at, list)| {
            let value = Value::at(scene, at)?;
            Some(Value { before: before.replace(at), list, ..value })
        });
        values.collect()
    }

    /// The quantity of a node in its clause.
    pub(super) fn at(scene: Scene<'a, 'r>, at: usize) -> Option<Value<'a, 'r>> {
        let quantity = scene.nodes[at].quantity()?;
        let clause = Clause::parse(scene, at, quantity);
        Some(Value { scene, at, quantity, before: None, clause, list: Member::default() })
    }

    /// The words that name anew what is measured.
    pub(crate) fn subject(self) -> Option<Span> {
        self.clause.subject.filter(|_| self.clause.is_new)
    }

    /// What the clause says of that which was measured before: its 增速, that it makes up 占全国.
    pub(crate) fn aspect(self) -> Option<Span> {
        self.clause.subject.filter(|_| !self.clause.is_new)
    }

    /// The dimension of its unit.
    pub(crate) fn dimension(self) -> Option<&'r str> {
        self.scene.rules.dimension(&self.quantity.unit)
    }

    /// Whether rules make it no change, growth or rank of what is measured.
    pub(crate) fn is_level(self) -> bool {
        self.scene.related[self.at].role.is_none_or(|role| role == Role::Level)
    }

    /// The verb before it that says that something has come to the value in the end: 达到, 迈上, 提高到.
    pub(crate) fn arrival(self) -> Option<Span> {
        let policy = &self.scene.rules.policy;
        let nodes = &self.scene.nodes[..self.at];
        let leads =
            |node: &&Node<'r>| node.is_any(&[policy.link, policy.bound_before, policy.arrival]);
        let leading = nodes.iter().rev().take_while(leads).count();
        let moved = |at: usize| {
            let to = &nodes[at];
            let before = nodes[..at].last().filter(|before| before.is(policy.moves));
            to.is(policy.to).then(|| Some(before?.span.join(to.span)))?
        };
        let from = nodes.len() - leading;
        let says = |at: usize| {
            moved(at).or_else(|| nodes[at].is(policy.arrival).then_some(nodes[at].span))
        };
        (from..nodes.len()).rev().find_map(says)
    }

    /// Whether no verb leads to it: 生产总值6.6万亿元, and not 完成投资6.6万亿元.
    pub(crate) fn is_bare(self) -> bool {
        let policy = &self.scene.rules.policy;
        let ends = [policy.clause_end, policy.list_mark, policy.bracket_open];
        let nodes = self.scene.nodes[..self.at].iter().rev();
        let mut clause = nodes.take_while(|node| !node.is_any(&ends) && !node.is_quantity());
        let verbs =
            [policy.link, policy.light_verb, policy.bound_before, policy.moves, policy.gives];
        !clause.any(|node| node.is_any(&verbs))
    }

    /// Whether a node before it, but for words that bound the value, is such as asked.
    pub(super) fn follows(self, asked: impl Fn(&Node<'r>) -> bool) -> bool {
        let nodes = &self.scene.nodes[..self.at];
        let mut before = nodes.iter().rev();
        let led = before.find(|node| !node.is(self.scene.rules.policy.bound_before));
        led.is_some_and(asked)
    }
}
