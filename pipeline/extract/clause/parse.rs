//! What stands before a value in its clause.

use figlift_model::Role;
use figlift_text::Span;

use super::extent::clause_start;
use super::scene::Scene;
use super::wording::{join, says_nothing_new, trimmed};
use crate::claim::node::Node;
use crate::claim::quantity::Quantity;
use crate::compile::pattern::Symbol;

/// What stands before a value in its clause.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clause {
    /// Its first node.
    pub start: usize,
    /// The words that say what is measured.
    pub subject: Option<Span>,
    /// Whether these name it anew; else they only say something of what was measured before: 增速, 占全国.
    pub is_new: bool,
}

impl Clause {
    /// The clause of a quantity.
    pub(super) fn parse(scene: Scene<'_, '_>, at: usize, quantity: &Quantity) -> Clause {
        let start = clause_start(scene, at);
        let subject = subject(scene, start, at, quantity);
        Clause {
            start,
            subject: subject.map(|(words, _)| words),
            is_new: subject.is_some_and(|(_, is_new)| is_new),
        }
    }
}

/// The words before a quantity, and whether they name what is measured anew.
fn subject(
    scene: Scene<'_, '_>,
    start: usize,
    at: usize,
    quantity: &Quantity,
) -> Option<(Span, bool)> {
    let policy = &scene.rules.policy;
    let (start, end) = match behind_scope(scene, start, quantity) {
        Some(end) => (clause_start(scene, end), end),
        None => (start, at),
    };
    let (from, to) = trimmed(scene, start, end)?;
    let dimension = scene.rules.dimension(&quantity.unit);
    let is_part = matches!(dimension, Some("share" | "points"));
    let object = if is_part { behind_verb_of_change(scene, from, to, at) } else { None };
    let from = object.unwrap_or(from);
    // 为年初预算的102%, 完成预算的97%: how far the plan was reached.
    let is_share = dimension == Some("share");
    let run = &scene.nodes[from..to];
    let run = if run.len() > 1 && run[0].is(policy.light_verb) { &run[1..] } else { run };
    let of_plan = run.iter().all(|node| node.is(policy.planned));
    // 扣除房地产投资后增长3.6%: what was measured before, without a part of it.
    let text = &scene.reading[join(scene, from, to).range()];
    let excludes = text.ends_with(['后', '外']) && scene.rules.begins("excluding", text);
    let is_new = !(is_share && of_plan || excludes || says_nothing_new(scene, from, to));
    // 年底前削减300个岗位: the 前 is of the time.
    let said = Some(join(scene, from, to)).filter(|said| !said.is_empty())?;
    Some((said, is_new))
}

/// The object of the verb of change that the value is one by, where the verb stands before it: 存款准备金率 of
/// 央行下调存款准备金率0.5个百分点.
fn behind_verb_of_change(scene: Scene<'_, '_>, from: usize, to: usize, at: usize) -> Option<usize> {
    let policy = &scene.rules.policy;
    let is_changed = matches!(scene.related[at].role, Some(Role::Change | Role::Growth));
    let verb = (from..to).rfind(|&n| scene.nodes[n].is(policy.moves)).filter(|_| is_changed)?;
    let aspects = [policy.rate_noun, policy.share_noun, policy.total_noun];
    let names = scene.nodes[verb + 1..to].iter().any(|node| node.is(policy.text));
    let says = scene.nodes[verb + 1..to].iter().any(|node| node.is_any(&aspects));
    (names && !says).then_some(verb + 1)
}

/// The verb of a rank before what it is among, where the clause counts these: 增速居全市12个县第3位.
fn behind_scope(scene: Scene<'_, '_>, start: usize, quantity: &Quantity) -> Option<usize> {
    let count = start.checked_sub(1).filter(|_| quantity.is_rank())?;
    rank_verb_before(scene, count)
}

/// The verb of a rank right before a count, but for areas.
pub(super) fn rank_verb_before(scene: Scene<'_, '_>, count: usize) -> Option<usize> {
    let policy = &scene.rules.policy;
    scene.nodes[count].quantity().filter(|quantity| quantity.unit == "1")?;
    let passed = [policy.area, policy.bound_before];
    let verb = (0..count).rev().find(|&n| !scene.nodes[n].is_any(&passed))?;
    scene.nodes[verb].is(policy.rank_verb).then_some(verb)
}

/// The words of a sentence of one clause without a value, of which the next one speaks: 经营主体稳中培优。总量达
/// 1461万户.
pub(crate) fn topic(scene: Scene<'_, '_>) -> Option<Span> {
    let ends = |node: &Node| node.is(scene.rules.policy.clause_end);
    let (last, words) = scene.nodes.split_last()?;
    let is_topic = ends(last) && !words.iter().any(|node| node.is_quantity() || ends(node));
    let (from, to) = if is_topic { trimmed(scene, 0, words.len())? } else { return None };
    Some(join(scene, from, to))
}
