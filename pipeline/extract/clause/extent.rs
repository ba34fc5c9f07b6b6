//! Where the clause of a value begins.

use figlift_config::{PeriodKind, PhraseClass};

use super::scene::Scene;
use crate::claim::node::{Node, NodeKind};
use crate::compile::pattern::Symbol;

/// Nodes that a look back passes at most; a rule sees no further either.
pub(super) const FAR: usize = 64;

/// Brackets that one clause may hold before a value.
const ASIDES: usize = 3;

/// The first node of the clause: behind a clause end, a quantity, or a list mark that follows one.
pub(super) fn clause_start(scene: Scene<'_, '_>, at: usize) -> usize {
    let policy = &scene.rules.policy;
    let mut start = at;
    let mut closed = 0_usize;
    let mut behind_closed = at;
    // Whether the clause says by now what is measured; what stands before a time is then of another.
    let mut speaks = false;
    let mut asides = 0;
    while start > 0 {
        let node = &scene.nodes[start - 1];
        // 比2019年同期 is a part of the clause, what it is compared with.
        let is_base = scene.related[start - 1].basis.is_some();
        // 占当年缴存额的…: the time is that of the whole.
        let of_whole = start > 1 && scene.nodes[start - 2].is(policy.part_of);
        // 恢复至2019年同期的九成: so is that of what a share is one of.
        let is_aside = scene.related[start - 1].aside;
        let is_time = speaks && !is_base && !of_whole && !is_aside && is_point_in_time(node);
        let opens = node.is(policy.bracket_open) && closed == 0;
        // 文盲人口（15岁及以上不识字的人）为…: what a bracket states is an aside.
        if let Some(open) = bracket_before(scene, start).filter(|_| asides < ASIDES) {
            asides += 1;
            start = open;
            continue;
        }
        // 总额9亿元（人民币，下同）增长…: the mark is one within the bracket.
        if node.is(policy.clause_end) && closed > 0 {
            return behind_closed;
        }
        if node.is(policy.clause_end) || node.is_quantity() || is_time || opens {
            break;
        }
        if node.is(policy.bracket_close) && closed == 0 {
            behind_closed = start;
        }
        closed += usize::from(node.is(policy.bracket_close));
        closed = closed.saturating_sub(usize::from(node.is(policy.bracket_open)));
        // “十四五”期间突破3万亿元: the words for a time say nothing of what is measured.
        let tells_time = node.is_any(&[policy.plan_word, policy.quote_close]);
        speaks |= says_something(scene, node) && !tells_time;
        start -= 1;
    }
    // 7.4万套（间）、累计…: the bracket belongs to the value before.
    if start > 0 && scene.nodes[start - 1].is_quantity() {
        start = behind_bracket(scene, start, at);
    }
    behind_member(scene, start, at)
}

/// The first node of a clause behind the member of a list that opens it, where that is of the value before.
fn behind_member(scene: Scene<'_, '_>, start: usize, at: usize) -> usize {
    let policy = &scene.rules.policy;
    // 投资1亿元的剧院、投资2亿元的…: what 的 leads on to is of the value before.
    let described = start > 0 && scene.nodes[start - 1].is_quantity();
    // 过万件的县（市、区）: a mark within a bracket ends nothing.
    let mut depth = 0_usize;
    let ends = (start..at).rev().find(|&n| {
        depth += usize::from(scene.nodes[n].is(policy.bracket_close));
        depth = depth.saturating_sub(usize::from(scene.nodes[n].is(policy.bracket_open)));
        depth == 0 && scene.nodes[n].is(policy.list_mark)
    });
    // 6处煤矿、产能1400万吨: behind what is counted begins a measure of it.
    let measures = |mark: usize| {
        let of_count = described && scene.nodes[start - 1].classifier().is_some();
        let said = scene.nodes[mark + 1..at].iter().map(|node| node.span).reduce(|a, b| a.join(b));
        of_count
            && said.is_some_and(|said| {
                scene.rules.segmenter.ends_with(&scene.reading[said.range()], PhraseClass::Measure)
            })
    };
    match ends {
        Some(mark) if measures(mark) => mark + 1,
        Some(mark) if described && scene.nodes[start].is(policy.of) => mark + 1,
        _ => start,
    }
}

/// Words of a bracket that is an aside at most.
const ASIDE: usize = 16;

/// The node that opens the bracket which ends before a node, where the bracket states a value and words
/// for what is measured stand before it.
fn bracket_before(scene: Scene<'_, '_>, end: usize) -> Option<usize> {
    let policy = &scene.rules.policy;
    let close = end.checked_sub(1).filter(|&n| scene.nodes[n].is(policy.bracket_close))?;
    let mut within = 0_usize;
    let open = (close.saturating_sub(ASIDE)..close).rev().find(|&n| {
        within += usize::from(scene.nodes[n].is(policy.bracket_close));
        let opens = scene.nodes[n].is(policy.bracket_open);
        let is_own = opens && within == 0;
        within -= usize::from(opens && within > 0);
        is_own
    })?;
    // 汽车（增长8%）、水泥…: the next of a list begins anew.
    let goes_on = scene.nodes.get(end).is_some_and(|next| !next.is(policy.list_join));
    let states = goes_on && scene.nodes[open..close].iter().any(Node::is_quantity);
    let no_words = [policy.clause_end, policy.list_join, policy.bracket_close, policy.period];
    let before = &scene.nodes[open.checked_sub(1)?];
    (states && !before.is_quantity() && !before.is_any(&no_words)).then_some(open)
}

/// The first node behind a bracket that opens there.
fn behind_bracket(scene: Scene<'_, '_>, from: usize, to: usize) -> usize {
    let policy = &scene.rules.policy;
    let close = (from..to).find(|&n| scene.nodes[n].is(policy.bracket_close));
    let opens = from < to && scene.nodes[from].is(policy.bracket_open);
    close.filter(|_| opens).map_or(from, |close| close + 1)
}

/// Whether a node is a time of what follows, and no length of time: 连续九年.
fn is_point_in_time(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Period(period) if period.kind != PeriodKind::Duration)
}

/// Whether a node could say what is measured.
pub(super) fn says_something(scene: Scene<'_, '_>, node: &Node) -> bool {
    let policy = &scene.rules.policy;
    let silent = [
        policy.link,
        policy.opener,
        policy.period,
        policy.clause_end,
        policy.list_join,
        policy.compare,
        policy.manner,
        policy.bound_before,
    ];
    !node.is_any(&silent)
}
