//! A sentence, and what stands around a time in it.

use std::collections::BTreeSet;

use figlift_text::Document;

use super::base::BasePart;
use crate::claim::node::{Node, NodeKind};
use crate::claim::related::Relations;
use crate::compile::pattern::Symbol;
use crate::compile::ruleset::RuleSet;

/// Words between a time and the value of its own.
const BEFORE_VALUE: usize = 3;

/// Words of an event from which something holds.
const EVENT: usize = 10;

/// A sentence with what was found in it.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a, 'r> {
    pub(super) rules: &'r RuleSet,
    pub(super) document: &'a Document,
    pub(super) nodes: &'a [Node<'r>],
    pub(super) related: &'a Relations,
    /// The periods that belong to one quantity alone.
    pub(super) owned: &'a BTreeSet<usize>,
    pub(super) heading: bool,
}

impl Scene<'_, '_> {
    /// Whether the denominator of a value ends behind it: another thing with a value of another unit follows in a
    /// list (人均占有量221公斤、出口额68亿美元), or the value only describes (日均用水超过1000吨的企业12家).
    pub(super) fn ends_denominator(self, at: usize) -> bool {
        let (policy, nodes) = (&self.rules.policy, self.nodes);
        let Some(value) = at.checked_sub(1).and_then(|before| nodes[before].quantity()) else {
            return false;
        };
        let mut behind = nodes[at + 1..].iter();
        let is_named = behind.next().is_some_and(|next| next.is(policy.text));
        let next = behind.take_while(|node| !node.is(policy.clause_end)).find_map(Node::quantity);
        let differs = next.is_some_and(|next| next.unit != value.unit);
        nodes[at].is(policy.of) || nodes[at].is(policy.list_join) && is_named && differs
    }

    /// Whether 其中 leads to a time: …，其中6月份1774亿元.
    pub(super) fn is_among(self, at: usize) -> bool {
        let (policy, nodes) = (&self.rules.policy, self.nodes);
        let before = nodes[..at].iter().rev().find(|node| !node.is(policy.comma));
        before.is_some_and(|node| node.is_any(&[policy.among, policy.aside_lead]))
    }

    /// Whether only 其中 and commas stand before a time.
    pub(super) fn opens_aside(self, at: usize) -> bool {
        let leads =
            [self.rules.policy.among, self.rules.policy.aside_lead, self.rules.policy.comma];
        self.nodes[..at].iter().all(|node| node.is_any(&leads))
    }

    /// Whether a time opens the sentence or a point and a comma sets it off, with at most an event
    /// behind it: 自2021年新政实施以来，….
    pub(super) fn leads(self, at: usize) -> bool {
        let (policy, nodes) = (&self.rules.policy, self.nodes);
        let is_lead = |node: &Node| {
            node.is_enumerator() || node.is_any(&[policy.from, policy.opener, policy.quote_open])
        };
        let behind = nodes[at..].iter().take_while(|node| !node.is_quantity());
        let set_off = behind.take(EVENT).any(|node| node.is(policy.comma));
        nodes[..at].iter().all(is_lead) && set_off
    }

    /// Whether a time only qualifies: 按上年不变价计算, 以2020年可比价, 对标2030年.
    pub(super) fn only_qualifies(self, at: usize) -> bool {
        let (reading, time) = (self.document.reading(), self.nodes[at].span);
        let behind = reading[time.end..].trim_start_matches(is_closing);
        let before = reading[..time.start].trim_end_matches(is_opening);
        self.rules.begins("qualified-by-time", behind) || self.rules.ends("by-the-time", before)
    }

    /// Whether a time is part of a title: 《健身“十四五”规划》.
    pub(super) fn is_in_title(self, at: usize) -> bool {
        let start = self.nodes.first().map_or(0, |node| node.span.start);
        let before = &self.document.reading()[start..self.nodes[at].span.start];
        before.rfind('《') > before.rfind('》')
    }

    /// What of a period values are compared with.
    pub(super) fn compared(self, at: usize) -> BasePart {
        let (reading, time) = (self.document.reading(), self.nodes[at].span);
        let behind = reading[time.end..].trim_start_matches(is_closing);
        let names_itself = self.rules.ends("period-itself", &reading[time.range()]);
        if names_itself || self.rules.begins("period-itself", behind) {
            BasePart::Itself
        } else if self.rules.begins("same-time", behind) {
            BasePart::SameTime
        } else {
            BasePart::Spoken
        }
    }

    /// Whether a time follows 从.
    pub(super) fn is_from(self, at: usize) -> bool {
        at > 0 && self.nodes[at - 1].is(self.rules.policy.from)
    }

    /// Whether a word such as 现有 speaks of now: at the head of a clause, behind an area, and not in
    /// a sentence that has named its time.
    pub(super) fn speaks_of_now(self, at: usize) -> bool {
        let (policy, nodes) = (&self.rules.policy, self.nodes);
        let is_time = |node: &Node| matches!(node.kind, NodeKind::Period(_));
        let heads = at == 0 || nodes[at - 1].is_any(&[policy.clause_end, policy.area]);
        nodes[at].is(policy.opener) || heads && !nodes[..at].iter().any(is_time)
    }

    /// Whether a time opens a clause or statement behind a value and only leads to another: 浓度为30微克，2022年为29微克.
    pub(super) fn states_former(self, at: usize) -> bool {
        let (policy, nodes) = (&self.rules.policy, self.nodes);
        let is_time = |node: &Node| matches!(&node.kind, NodeKind::Period(_));
        let follows_value = at >= 2
            && nodes[at - 1].is_any(&[policy.comma, policy.statement_end])
            && (nodes[at - 2].is_quantity() || nodes[at - 2].is(policy.bracket_close));
        // 上月为下降0.1%: the verb is what it was, and tells no move of its own.
        let leads = |before: &Node, node: &Node| {
            let tells = node.is(policy.moves) && !before.is(policy.to);
            !tells && node.is_any(&[policy.link, policy.bound_before])
        };
        let pairs = nodes[at..].windows(2).take(BEFORE_VALUE);
        let mut behind = pairs.skip_while(|pair| leads(&pair[0], &pair[1]));
        follows_value
            && nodes.get(at).is_some_and(is_time)
            && behind.next().is_some_and(|pair| pair[1].is_quantity())
    }

    /// Whether a clause only tells what a value has come to: …，达到94元.
    pub(super) fn comes_to(self, at: usize) -> bool {
        let (policy, nodes) = (&self.rules.policy, self.nodes);
        let value = nodes.iter().skip(at + 1).find(|node| !node.is(policy.bound_before));
        nodes.get(at).is_some_and(|node| node.is(policy.bound_filler))
            && value.is_some_and(Node::is_quantity)
    }

    /// Whether a clause only tells by how much the value of the last differs from another: 人均收入3万元，
    /// 比上年增加2000元.
    pub(super) fn tells_difference(self, at: usize) -> bool {
        let (policy, nodes) = (&self.rules.policy, self.nodes);
        let compares = |node: &Node| node.is_any(&[policy.compare, policy.basis_word]);
        let last = nodes.iter().take(at).rev().find_map(Node::quantity);
        let next = nodes.iter().skip(at).find_map(Node::quantity);
        let same = last.zip(next).is_some_and(|(last, next)| last.unit == next.unit);
        same && nodes.get(at).is_some_and(compares)
    }

    /// Whether a time stands behind what is measured: 产值近三年年均增长9%.
    pub(super) fn is_within(self, at: usize) -> bool {
        let (policy, nodes) = (&self.rules.policy, self.nodes);
        let follows = at > 0 && nodes[at - 1].is(policy.text);
        follows && nodes.get(at + 1).is_some_and(|next| !next.is(policy.clause_end))
    }

    /// Whether something holds from a time on: 从2004年起, 2008年起，.
    pub(super) fn is_onward(self, at: usize) -> bool {
        let (reading, time) = (self.document.reading(), self.nodes[at].span);
        let behind = &reading[time.end..];
        let Some(word) = self.rules.words("onward").find(|word| behind.starts_with(word)) else {
            return false;
        };
        self.rules.leads_onward(reading, time) || behind[word.len()..].starts_with(['，', ','])
    }
}

fn is_opening(c: char) -> bool {
    matches!(c, '“' | '"' | '‘')
}

fn is_closing(c: char) -> bool {
    matches!(c, '”' | '"' | '’')
}
