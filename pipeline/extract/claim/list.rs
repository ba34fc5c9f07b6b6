//! Lists of values: what is said behind the last is said of all of them.

use figlift_model::Qualifier;

use crate::claim::node::{Node, NodeKind};
use crate::claim::worded::Worded;
use crate::compile::pattern::Symbol;
use crate::compile::ruleset::RuleSet;

/// Gives the members of a list that 分别 leads the bound that stands behind the last: of 分别达到60%、
/// 90%和20%以上 each is at least so much.
pub(crate) fn share_bounds(rules: &RuleSet, nodes: &mut [Node]) {
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

/// The end of the list of values that begins at a node, and of any other node its own.
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
