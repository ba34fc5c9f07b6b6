//! With which value before it a value shares its verb.

use super::noun::ends_with_measure;
use crate::claim::node::Node;
use crate::clause::{Value, Words};
use crate::compile::pattern::Symbol;

impl Value<'_, '_> {
    /// The quantity with which it shares a verb: the first of a list of values (分别), or the one before it
    /// that the same verb counts.
    pub(super) fn shares(self, noun: &Words) -> Option<usize> {
        let list = &self.list;
        if list.number > 0 {
            return Some(list.first);
        }
        let before = self.before?;
        let other = self.scene.nodes[before].quantity()?;
        let policy = &self.scene.rules.policy;
        let between = &self.scene.nodes[before + 1..self.at];
        let is_alike = other.unit == self.quantity.unit
            && other.classifier.is_some() == self.quantity.classifier.is_some();
        let is_thing =
            !noun.last().is_some_and(|last| ends_with_measure(self.segmenter(), self.text(*last)));
        let says = |node: &Node<'_>| node.is(policy.link) && !node.is(policy.bound_before);
        let is_told = between.last().is_some_and(says);
        let ends = between.iter().any(|node| node.is_any(&[policy.clause_end, policy.part_of]));
        // 盘活土地20亩、厂房3座: but no measure of another kind, as of 新建学校3所、投资2亿元.
        let in_list = self.is_listed(between) && (is_alike || is_thing) && !ends;
        let in_next =
            is_thing && (is_alike && self.is_next(between, noun) || self.is_within(between));
        (self.is_counted() && !is_told && (in_list || in_next)).then_some(before)
    }

    /// Whether a list mark joins it to the value before: 建成学校3所、医院2家; 改造5套危房、3户老宅.
    fn is_listed(self, between: &[Node<'_>]) -> bool {
        let policy = &self.scene.rules.policy;
        let joins = |node: Option<&Node<'_>>| node.is_some_and(|node| node.is(policy.list_join));
        joins(between.iter().find(|node| !node.is(policy.bracket_close)))
            || joins(between.iter().rev().find(|node| !node.is(policy.bound_before)))
    }

    /// Whether only its noun stands between it and the comma behind the value before: 建成新线59公里，复线46公里,
    /// or that of a part: 发现隐患57项，其中重大隐患2项.
    fn is_next(self, between: &[Node<'_>], noun: &Words) -> bool {
        let policy = &self.scene.rules.policy;
        let is_lead = |node: &&Node<'_>| node.is_any(&[policy.clause_end, policy.among]);
        let leads = between.iter().take_while(is_lead).count();
        let is_noun = |node: &Node<'_>| node.is_any(&[policy.text, policy.label]);
        leads > 0
            && leads < between.len()
            && between[leads..].iter().all(is_noun)
            && between[..leads].iter().all(|node| !node.is(policy.statement_end))
            && noun.iter().all(|&run| self.segmenter().is_name(self.text(run)))
            && noun.first().is_some_and(|run| run.start == between[leads].span.start)
    }

    /// Whether it counts what the things counted right before it have: 惠及80个乡镇300万群众.
    fn is_within(self, between: &[Node<'_>]) -> bool {
        let policy = &self.scene.rules.policy;
        let is_noun =
            |node: &Node<'_>| node.is_any(&[policy.text, policy.label, policy.bound_before]);
        let behind = self.scene.nodes.get(self.at + 1);
        self.quantity.unit == "1"
            && !between.is_empty()
            && between.iter().all(is_noun)
            && behind.is_some_and(|next| next.is_any(&[policy.text, policy.label]))
    }
}
