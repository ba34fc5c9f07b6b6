//! Lists of values: 12%、8%和5%.

use super::extent::FAR;
use super::scene::Scene;
use crate::claim::node::Node;
use crate::compile::pattern::Symbol;

/// Where a value stands in its list, by nodes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Member {
    /// The node of the first value.
    pub first: usize,
    /// Its number in the list, from zero.
    pub number: usize,
    /// How many values the list has.
    pub count: usize,
}

/// The place of each quantity in its list, by node; a value that stands alone is a list of one.
pub(crate) fn values(scene: Scene<'_, '_>) -> Vec<Member> {
    let policy = &scene.rules.policy;
    let mut places = vec![Member::default(); scene.nodes.len()];
    let mut list: Vec<usize> = Vec::new();
    // Whether only marks and words of a list stand between the last value and this node.
    let mut joined = false;
    for (at, node) in scene.nodes.iter().enumerate() {
        if node.is_quantity() {
            if !joined {
                close(&mut places, &mut list);
            }
            list.push(at);
            joined = true;
        } else {
            joined &= node.is_any(&[policy.list_join, policy.bound_before]) || turns(scene, at);
        }
    }
    close(&mut places, &mut list);
    places
}

/// Whether a verb stands before a member of a list of one unit (增长5%、6%和下降7%), or of one that 分别
/// leads: 分别提高2个百分点、下降3%.
fn turns(scene: Scene<'_, '_>, at: usize) -> bool {
    let policy = &scene.rules.policy;
    let unit = |node: Option<&Node>| Some(node?.quantity()?.unit.clone());
    let before = at.checked_sub(2).map(|before| &scene.nodes[before]);
    let behind = scene.nodes[at + 1..].iter().find(|node| !node.is(policy.bound_before));
    scene.nodes[at].is(policy.moves)
        && before.is_some_and(Node::is_quantity)
        && scene.nodes[at - 1].is(policy.list_join)
        && (unit(before) == unit(behind) || is_led(scene, at))
}

/// Whether 分别 stands before a node in its clause.
fn is_led(scene: Scene<'_, '_>, at: usize) -> bool {
    let policy = &scene.rules.policy;
    let near = scene.nodes[at.saturating_sub(FAR)..at].iter().rev();
    let clause = near.take_while(|node| !node.is(policy.clause_end));
    clause.into_iter().any(|node| node.is(policy.respectively))
}

fn close(places: &mut [Member], list: &mut Vec<usize>) {
    let (first, count) = (list.first().copied().unwrap_or(0), list.len());
    for (number, at) in list.drain(..).enumerate() {
        places[at] = Member { first, number, count };
    }
}
