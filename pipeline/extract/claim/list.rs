//! Lists of values: words after the last one apply to all of them.

use figlift_model::Qualifier;

use crate::claim::node::{Node, NodeKind};
use crate::claim::worded::Worded;
use crate::compile::pattern::Symbol;
use crate::compile::ruleset::RuleSet;

/// Gives each value of a list after 分别 the bound after the last one: 分别达到60%、90%和20%以上 states
/// three lower bounds.
pub(crate) fn share_bounds(rules: &RuleSet, nodes: &mut [Node]) {
    if !nodes.iter().any(|node| node.is(rules.policy.respectively)) {
        return;
    }
    let mut led = false;
    let mut at = 0;
    while at < nodes.len() {
        if nodes[at].is(rules.policy.clause_end) {
            led = false;
        }
        led |= nodes[at].is(rules.policy.respectively);
        let end = list_end(rules, nodes, at);
        if led && let Some(bound) = nodes[end - 1].quantity().and_then(|last| last.grown) {
            nodes[at..end].iter_mut().for_each(|node| take(node, bound));
        }
        at = end;
    }
}

/// The end of the list of values that begins at a node; the end of the node if none does.
fn list_end(rules: &RuleSet, nodes: &[Node], at: usize) -> usize {
    let mut end = at + 1;
    while nodes[at].is_quantity()
        && let [join, value, ..] = &nodes[end..]
        && join.is(rules.policy.list_join)
        && value.is_quantity()
    {
        end += 2;
    }
    end
}

fn take(node: &mut Node, bound: Worded<Qualifier>) {
    if let NodeKind::Quantity(quantity) = &mut node.kind {
        quantity.grown = quantity.grown.or(Some(bound));
    }
}
