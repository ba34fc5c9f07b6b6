//! Steps that a value passes: 3个万亿元新台阶, 500亿元大关.

use super::scene::Scene;
use crate::claim::node::Node;
use crate::compile::pattern::Symbol;

/// The node behind what is stepped up to that begins at a node: 台阶, 大关.
pub(super) fn step_end(scene: Scene<'_, '_>, at: usize) -> Option<usize> {
    let policy = &scene.rules.policy;
    let says_mark = |node: &Node| scene.reading[node.span.range()].starts_with('关');
    match scene.nodes.get(at..)? {
        [noun, ..] if noun.is(policy.step_noun) => Some(at + 1),
        [great, mark, ..] if great.is(policy.great) && says_mark(mark) => Some(at + 2),
        _ => None,
    }
}
