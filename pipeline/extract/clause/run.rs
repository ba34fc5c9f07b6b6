//! Runs of words from a node on, up to what ends a noun.

use figlift_text::Span;

use super::scene::Scene;
use super::wording::{LONGEST, join};
use crate::claim::node::Node;
use crate::compile::classes::ClassId;
use crate::compile::pattern::Symbol;

/// What ends a list that goes on: 教育、医疗等.
pub(crate) const LIST_END: char = '等';

/// Nodes of a bracket that only gives another measure word: 2.5万套（间）城市危旧房.
const ASIDE: usize = 2;

/// The run of words from a node on, up to what ends a noun. What only describes the noun (过五百亿的县市,
/// 吸引力强、带动面广的场景) is passed over.
pub(super) fn run(scene: Scene<'_, '_>, from: usize) -> Option<Span> {
    let from = behind_aside(scene, from);
    // 180座（含…）: the bracket adds to what was named before.
    if scene.nodes.get(from).is_some_and(|node| node.is(scene.rules.policy.bracket_open)) {
        return None;
    }
    let (noun, end) = plain_run(scene, from);
    behind_description(scene, from, end).and_then(|from| plain_run(scene, from).0).or(noun)
}

/// The first node behind the 的 of a description that ends where a run of words was stopped: by a
/// value, or by a list of properties.
fn behind_description(scene: Scene<'_, '_>, from: usize, end: usize) -> Option<usize> {
    let policy = &scene.rules.policy;
    let is_quantity = |at: usize| scene.nodes[at].is_quantity();
    let stop = scene.nodes.get(end)?;
    // 二级以上的医院: a class of what follows.
    let is_class = end > from + 1
        && scene.nodes[from].is(policy.label)
        && scene.nodes[end - 1].is(policy.bound_after);
    // 经济困难的精神障碍患者: so does what they are like.
    let is_like = || {
        let words = || &scene.reading[join(scene, from, end).range()];
        end > from && scene.rules.segmenter.ends_like(words())
    };
    let describes = scene.nodes[from].is_any(&[policy.describes, policy.has]) || is_class;
    if stop.is(policy.of) && (describes || is_like()) {
        return Some(end + 1);
    }
    if end == from || !(is_quantity(end) || stop.is(policy.list_mark)) {
        return None;
    }
    let of = (end + 1..scene.nodes.len())
        .take_while(|&at| !scene.nodes[at].is(policy.clause_end) && !is_quantity(at))
        .find(|&at| scene.nodes[at].is(policy.of))?;
    let of_value = !is_quantity(end) || of == end + 1;
    of_value.then_some(of + 1)
}

/// The run of words from a node on, and the node that ends it.
pub(super) fn plain_run(scene: Scene<'_, '_>, from: usize) -> (Option<Span>, usize) {
    let policy = &scene.rules.policy;
    let end = run_end(scene, from);
    let mut to = before_next_value(scene, from, end);
    let last_is = |to: usize, classes: &[ClassId]| to > from && scene.nodes[to - 1].is_any(classes);
    // “群众最期盼的10件事”: the mark closes what began before the count.
    while last_is(to, &[policy.quote_close])
        && !scene.nodes[from..to].iter().any(|node| node.is(policy.quote_open))
    {
        to -= 1;
    }
    // 十大突破: the word for a bound is the noun, where no value follows.
    let names = to == from + 1
        && last_is(to, &[policy.bound_before])
        && scene.nodes.get(end).is_none_or(|node| node.is(policy.clause_end));
    let open = [policy.list_join, policy.bracket_open, policy.quote_open, policy.bound_before];
    while !names && last_is(to, &open) {
        to -= 1;
    }
    let words = scene.nodes[from..to].last().map(|last| {
        let whole = scene.nodes[from].span.join(last.span);
        let whole = if last.is(policy.compound) { whole } else { out_of(scene, whole) };
        let end = whole.end.min(whole.start + LONGEST);
        Span::new(whole.start, scene.reading.floor_char_boundary(end))
    });
    (words, end)
}

/// The node that ends the run of words from one on.
fn run_end(scene: Scene<'_, '_>, from: usize) -> usize {
    let policy = &scene.rules.policy;
    let ends = [policy.clause_end, policy.list_mark, policy.noun_end, policy.period];
    let list_end = end_of_list(scene, from);
    let mut depth = 0_usize;
    for (at, node) in scene.nodes.iter().enumerate().skip(from) {
        let closes = node.is(policy.bracket_close);
        if closes && depth == 0 {
            return at;
        }
        let within = depth > 0 && !node.is(policy.clause_end) || at < list_end;
        let is_told = at > from && node.is_any(&[policy.manner, policy.adverb]);
        // 六大行业占比从3成降至2成: a value is told of them.
        let next = scene.nodes.get(at + 1);
        let leads = node.is(policy.from)
            && next.is_some_and(|next| next.is_quantity() || next.is(policy.period));
        // 38个国、省控断面: one character is no whole name.
        let within = within || node.is(policy.list_mark) && is_half_name(scene, from, at);
        if node.is_quantity() || !within && (node.is_any(&ends) || is_told || leads) {
            return at;
        }
        depth = depth + usize::from(node.is(policy.bracket_open)) - usize::from(closes);
    }
    scene.nodes.len()
}

/// Whether words are one character of a list of such: 国 of 国、省控断面.
fn is_half_name(scene: Scene<'_, '_>, from: usize, to: usize) -> bool {
    let said = to == from + 1 && !scene.nodes[from].is_quantity();
    said && scene.reading[scene.nodes[from].span.range()].chars().nth(1).is_none()
}

/// The end of a run of words without those that are of the value which ends it.
fn before_next_value(scene: Scene<'_, '_>, from: usize, end: usize) -> usize {
    let policy = &scene.rules.policy;
    let node = |n: usize| &scene.nodes[n];
    let mut to = end;
    if scene.nodes.get(end).is_some_and(Node::is_quantity) {
        // 22轮强降水和15个台风: what stands behind 和 is of the value that follows.
        to = (from..to).rev().find(|&n| node(n).is(policy.and)).unwrap_or(to);
        // 12个乡镇人均收入过万元: nor is the verb.
        while to > from + 1 && node(to - 1).is_any(&[policy.past, policy.link]) {
            to -= 1;
        }
    }
    // 136个村集体经济收入达20万元: what is measured of them is no part of what is counted.
    let counts =
        from > 0 && (node(from - 1).classifier().is_some() || node(from - 1).is(policy.great));
    let is_told_value = counts && leads_to_value(scene, end);
    let is_per =
        |node: &Node| node.meaning(scene.rules).is_some_and(|meaning| meaning.per.is_some());
    while is_told_value && to > from + 1 && node(to - 1).is(policy.measure_noun) {
        to -= 1;
        while to > from + 1 && is_per(node(to - 1)) {
            to -= 1;
        }
    }
    to
}

/// The words without the 中 that ends them, in which case they name the whole of a part: 40个断面中，….
fn out_of(scene: Scene<'_, '_>, words: Span) -> Span {
    let said = &scene.reading[words.range()];
    let whole = ["之中", "当中", "中"].iter().find_map(|end| said.strip_suffix(end));
    let names = whole.filter(|whole| whole.chars().nth(1).is_some() && !whole.ends_with('集'));
    Span::new(words.start, words.start + names.map_or(words.end - words.start, str::len))
}

/// The node where the last member of a list begins whose noun stands behind 等 (教育、医疗等民生项目); the
/// node itself where there is none.
fn end_of_list(scene: Scene<'_, '_>, from: usize) -> usize {
    let policy = &scene.rules.policy;
    let ends = [policy.clause_end, policy.bracket_open, policy.quote_open, policy.noun_end];
    let list = scene.nodes[from..]
        .iter()
        .take_while(|node| !node.is_quantity() && !node.is_any(&ends))
        .count();
    let list = &scene.nodes[from..from + list];
    let Some(mark) = list.iter().rposition(|node| node.is(policy.list_mark)) else { return from };
    let leads_on = |n: usize| {
        let said = scene.reading[list[n].span.range()].split_once(LIST_END);
        let goes_on = |noun: &str| !noun.is_empty() || n + 1 < list.len();
        !list[n].is(policy.compound) && said.is_some_and(|(_, noun)| goes_on(noun))
    };
    // 5个工作组在河北、江苏等地: the list is of what is said of them.
    let says = [policy.opener, policy.area, policy.link, policy.adverb, policy.manner];
    let first = list.iter().take_while(|node| !node.is(policy.list_mark));
    let is_noun = first.into_iter().all(|node| !node.is_any(&says));
    // 200个智能车间、智能工厂: a list of nouns up to the end of the clause.
    let stop = scene.nodes.get(from + list.len());
    let ends_clause = stop.is_none_or(|stop| stop.is(policy.clause_end)) && mark + 1 < list.len();
    let is_list = || {
        let words = scene.reading[list[0].span.start..list[list.len() - 1].span.end].split('、');
        words.into_iter().all(|member| scene.rules.segmenter.tells_nothing(member))
    };
    if is_noun && ((mark..list.len()).any(leads_on) || ends_clause && is_list()) {
        from + mark + 1
    } else {
        from
    }
}

/// Whether only verbs and words for a bound stand between a node and a value.
fn leads_to_value(scene: Scene<'_, '_>, from: usize) -> bool {
    let policy = &scene.rules.policy;
    let passes = |node: &&Node| node.is_any(&[policy.link, policy.bound_before, policy.manner]);
    // 14个产业产值占总产值的80%: what they make up is told.
    let whole = scene.nodes.get(from).is_some_and(|node| node.is(policy.part_of));
    let first = scene.nodes[from..].iter().find(|node| !passes(node));
    whole || first.is_some_and(Node::is_quantity)
}

/// The first node behind a bracket that gives another measure word.
fn behind_aside(scene: Scene<'_, '_>, from: usize) -> usize {
    let policy = &scene.rules.policy;
    let opens = scene.nodes.get(from).is_some_and(|node| node.is(policy.bracket_open));
    let close = (from + 1..scene.nodes.len().min(from + 2 + ASIDE))
        .find(|&at| scene.nodes[at].is(policy.bracket_close));
    let states = |to: usize| scene.nodes[from..to].iter().any(Node::is_quantity);
    match close {
        Some(close) if opens && !states(close) => close + 1,
        _ => from,
    }
}
