//! Third pass: the words that say what a quantity measures.
//!
//! A count is followed by its noun (24个联合体), every other quantity follows the words for what it
//! measures (产值147.57亿元). Where a clause leaves these out (…，增长12%), it goes on speaking of what
//! the clause before measured.

use figlift_text::Span;

use crate::RuleSet;
use crate::claim::{Kind, Node};
use crate::pattern::Symbol;
use crate::relate::{ChangeEnd, Related};
use crate::vocabulary::ClassId;

/// The words for each node that is a quantity, as spans of the reading. `before` are those that the
/// sentence before measured last.
pub(crate) fn attribute(
    rules: &RuleSet,
    nodes: &[Node],
    related: &[Related],
    before: Option<Span>,
) -> Vec<Option<Span>> {
    let mut words: Vec<Option<Span>> = vec![None; nodes.len()];
    let mut last = before;
    for (at, node) in nodes.iter().enumerate() {
        let Kind::Quantity(quantity) = &node.kind else { continue };
        let from_end = match related[at].change {
            Some((ChangeEnd::To, from)) => words[from],
            _ => None,
        };
        let counts = quantity.unit == "1" && related[at].role.is_none();
        let own = from_end
            .or_else(|| if counts { noun_after(rules, nodes, at) } else { None })
            .or_else(|| words_before(rules, nodes, at));
        words[at] = own.or(last);
        last = words[at];
    }
    words
}

/// The noun right behind a count.
fn noun_after(rules: &RuleSet, nodes: &[Node], at: usize) -> Option<Span> {
    let policy = &rules.policy;
    let ends = [policy.clause_end, policy.list_mark, policy.noun_end, policy.period];
    // 由2138家增至6669家: what follows is a move, not a noun.
    if nodes.get(at + 1).is_some_and(|next| is_any(next, &[policy.moves, policy.to])) {
        return None;
    }
    let behind = nodes[at + 1..].iter();
    let mut noun: Vec<&Node> = behind
        .take_while(|node| !matches!(node.kind, Kind::Quantity(_)) && !is_any(node, &ends))
        .collect();
    while noun.last().is_some_and(|node| node.is(policy.list_join)) {
        noun.pop();
    }
    let (first, last) = (noun.first()?, noun.last()?);
    Some(first.span.join(last.span))
}

/// The words before a quantity, to the start of its clause.
fn words_before(rules: &RuleSet, nodes: &[Node], at: usize) -> Option<Span> {
    let policy = &rules.policy;
    let start = clause_start(rules, nodes, at);
    let mut run = &nodes[start..at];
    // What tells how the value is reached, or when, is no part of what is measured; nor is among
    // whom it is ranked.
    let trailing = [
        policy.predicate,
        policy.link,
        policy.period,
        policy.clause_end,
        policy.list_join,
        policy.compare,
        policy.quote_open,
    ];
    let ranked = matches!(&nodes[at].kind, Kind::Quantity(quantity) if quantity.unit == "rank");
    while run.last().is_some_and(|node| is_any(node, &trailing) || ranked && node.is(policy.area)) {
        run = &run[..run.len() - 1];
    }
    let leading = [
        policy.area,
        policy.opener,
        policy.period,
        policy.link,
        policy.list_join,
        policy.compare,
        policy.quote_close,
    ];
    while run.first().is_some_and(|node| is_any(node, &leading) || is_enumerator(node)) {
        run = &run[1..];
    }
    let (first, last) = (run.first()?, run.last()?);
    Some(first.span.join(last.span))
}

/// The first node of the clause: behind a clause end, a quantity, or a list mark that follows one.
fn clause_start(rules: &RuleSet, nodes: &[Node], at: usize) -> usize {
    let policy = &rules.policy;
    let mut start = at;
    let mut closed = 0_usize;
    // Whether the clause says by now what is measured; what stands before a time is then of another.
    let mut speaks = false;
    while start > 0 {
        let node = &nodes[start - 1];
        let is_quantity = matches!(node.kind, Kind::Quantity(_));
        let is_time = matches!(node.kind, Kind::Period(_)) && speaks;
        let opens = node.is(policy.bracket_open) && closed == 0;
        if node.is(policy.clause_end) || is_quantity || is_time || opens {
            break;
        }
        closed += usize::from(node.is(policy.bracket_close));
        closed = closed.saturating_sub(usize::from(node.is(policy.bracket_open)));
        speaks |= says_something(rules, node);
        start -= 1;
    }
    start
}

/// Whether a node could say what is measured.
fn says_something(rules: &RuleSet, node: &Node) -> bool {
    let policy = &rules.policy;
    let silent = [
        policy.link,
        policy.opener,
        policy.period,
        policy.clause_end,
        policy.list_join,
        policy.compare,
    ];
    !is_any(node, &silent)
}

fn is_enumerator(node: &Node) -> bool {
    matches!(node.kind, Kind::Numeral("enumerator"))
}

fn is_any(node: &Node, classes: &[ClassId]) -> bool {
    classes.iter().any(|&class| node.is(class))
}
