//! Coordinated areas paired with values by 分别: 北京、上海分别增长5%、6%.

use crate::claim::node::Node;
use crate::claim::related::Relations;
use crate::compile::pattern::Symbol;
use crate::compile::ruleset::RuleSet;
use crate::compile::vocabulary::NO_CODE;

/// The longest list on either side of 分别, in nodes.
const FAR: usize = 64;

/// Pairs each value after 分别 with its area, if the clause begins with as many areas as there are
/// values.
pub(crate) fn share_areas(rules: &RuleSet, nodes: &[Node], related: &mut Relations) {
    for (each, _) in nodes.iter().enumerate().filter(|(_, node)| node.is(rules.policy.respectively))
    {
        let areas = areas_before(rules, nodes, each);
        let values = values_after(rules, nodes, each);
        if areas.len() > 1 && areas.len() == values.len() {
            for (value, area) in values.into_iter().zip(areas) {
                related[value].area = Some(area);
                related[area].is_listed_area = true;
            }
        }
    }
}

/// The areas at the start of the clause before a node. All have a code.
fn areas_before(rules: &RuleSet, nodes: &[Node], each: usize) -> Vec<usize> {
    let policy = &rules.policy;
    let earliest = each.saturating_sub(FAR);
    let ends = |&n: &usize| nodes[n].is(policy.clause_end);
    let start = (earliest..each).rev().find(ends).map_or(earliest, |end| end + 1);
    let leads = |node: &Node| node.is_any(&[policy.opener, policy.link, policy.period]);
    let first = (start..each).find(|&n| !leads(&nodes[n])).unwrap_or(each);
    let has_code = |node: &Node| {
        let code = node.meaning(rules).and_then(|said| said.area.as_deref());
        code.is_some_and(|code| code != NO_CODE)
    };
    let mut areas = Vec::new();
    for (n, node) in nodes.iter().enumerate().take(each).skip(first) {
        let is_member = (n - first).is_multiple_of(2);
        let fits = match is_member {
            true => has_code(node),
            false => node.is(policy.list_join),
        };
        if !fits {
            break;
        }
        areas.extend(is_member.then_some(n));
    }
    areas
}

/// The values after a node, to the end of its clause.
fn values_after(rules: &RuleSet, nodes: &[Node], each: usize) -> Vec<usize> {
    let clause =
        (each..nodes.len()).take(FAR).take_while(|&n| !nodes[n].is(rules.policy.clause_end));
    clause.filter(|&n| nodes[n].is_quantity()).collect()
}
