//! The noun behind a quantity: 24个联合体, 三分之二的耕地.

use figlift_text::Span;

use super::Scene;
use super::clause::{FAR, LONGEST};
use super::subject;
use crate::claim::node::Node;
use crate::compile::classes::ClassId;
use crate::compile::pattern::Symbol;

/// Nodes of a bracket that only gives another measure word: 2.5万套（间）城市危旧房.
const ASIDE: usize = 2;

/// Nodes up to the noun for a step: 3个万亿元新台阶.
const STEP: usize = 3;

/// The noun right behind a count, or that of the count that it is listed with: 首批12项和14项改革.
pub(super) fn after(scene: Scene<'_, '_>, at: usize) -> Option<Span> {
    let policy = &scene.rules.policy;
    let next = scene.nodes.get(at + 1)?;
    if next.is(policy.list_join) {
        let other = (at + 2..scene.nodes.len().min(at + 5))
            .find(|&other| scene.nodes[other].is_quantity())?;
        let alike = classifier(&scene.nodes[other]) == classifier(&scene.nodes[at]);
        return if alike && !next.is(policy.list_mark) { run(scene, other + 1) } else { None };
    }
    // 第一大贸易伙伴, but not 500亿元大关.
    if next.is(policy.great) && scene.nodes[at].quantity()?.unit != "1" {
        return if scene.nodes[at].is_rank() { run(scene, at + 2) } else { None };
    }
    // 6组10家国企: both count the same.
    let counted = [&scene.nodes[at], next].map(|node| classifier(node).is_some());
    if counted == [true, true] {
        return after(scene, at + 1);
    }
    if is_of_times(scene, at) && next.is_any(&[policy.moves, policy.noun_end]) {
        return deed(scene, at + 1);
    }
    // 由2138家增至6669家: what follows is a move, not a noun.
    // 与2010年的96万人相比: nor what it is compared by.
    if next.is_any(&[policy.moves, policy.to, policy.compare]) {
        return None;
    }
    // 由162个整合为123个: how it became so many.
    if at > 0 && scene.nodes[at - 1].is(policy.from) && becomes(scene, at + 1) {
        return None;
    }
    if let Some(from) = behind_size(scene, at + 1) {
        return run(scene, from);
    }
    // 出台创业“15条”政策: a mark that closes what began before the count is no noun.
    if next.is(policy.quote_close) {
        return None;
    }
    // 3个万亿级台阶 are steps of what was measured before.
    let steps = (at + 1..scene.nodes.len()).take(STEP).any(|n| step_end(scene, n).is_some());
    if steps { None } else { run(scene, at + 1) }
}

/// Nodes up to the word before what became of a count.
const BECOMES: usize = 3;

/// Whether a count stands behind so many words, the last of them one that leads to a later value.
fn becomes(scene: Scene<'_, '_>, from: usize) -> bool {
    let policy = &scene.rules.policy;
    let end = scene.nodes.len().min(from + BECOMES);
    let to = (from..end).find(|&n| scene.nodes[n].is(policy.to));
    let later = to.and_then(|to| scene.nodes.get(to + 1));
    later.is_some_and(Node::is_quantity)
}

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

/// What a level takes of the noun that the next count in its list has behind its own level: 8个国家级、
/// 13个省级医疗中心.
pub(super) fn lent(scene: Scene<'_, '_>, at: usize) -> Option<Span> {
    let policy = &scene.rules.policy;
    let is_level = |node: &Node| {
        let said = &scene.reading[node.span.range()];
        node.is(policy.label) || node.is(policy.text) && said.ends_with('级')
    };
    let mut count = at;
    for _ in 0..MEMBERS {
        let [level, join, ..] = scene.nodes.get(count + 1..)? else { return None };
        if level.is_quantity() || !join.is(policy.list_join) || !is_level(level) {
            return None;
        }
        let end = scene.nodes.len().min(count + 5);
        let next = (count + 3..end).find(|&n| scene.nodes[n].is_quantity())?;
        let alike = classifier(&scene.nodes[next]) == classifier(&scene.nodes[at]);
        scene.nodes.get(next + 1).filter(|level| alike && is_level(level))?;
        if scene.nodes.get(next + 2).is_some_and(|node| !node.is(policy.list_join)) {
            return plain_run(scene, next + 2).0;
        }
        count = next;
    }
    None
}

/// Members of a list that are looked at on either side of one.
const MEMBERS: usize = 8;

/// The first node behind a size that what is counted has passed: 3个过三千亿元城市, 4个超百亿的园区; or
/// that it measures at least: 23个投资额百亿元以上项目.
fn behind_size(scene: Scene<'_, '_>, from: usize) -> Option<usize> {
    let policy = &scene.rules.policy;
    let [passes, size, next, ..] = scene.nodes.get(from..)? else { return None };
    let is_size = size.is_quantity() || size.is(policy.label);
    let names = next.is_any(&[policy.of, policy.text]);
    let after = from + 2 + usize::from(next.is(policy.of));
    let is_least =
        size.is(policy.label) || size.quantity().is_some_and(|size| size.grown.is_some());
    let measures = passes.is(policy.measure_noun) && is_least;
    let is_passed = passes.is_any(&[policy.past, policy.bound_before]);
    ((is_passed || measures) && is_size && names).then_some(after)
}

/// What was done so often: 三次提高工资标准, 两次获全国表彰.
fn deed(scene: Scene<'_, '_>, verb: usize) -> Option<Span> {
    scene
        .nodes
        .get(verb + 1)
        .filter(|node| node.is_any(&[scene.rules.policy.text, scene.rules.policy.area]))?;
    let object = plain_run(scene, verb + 1).0?;
    Some(scene.nodes[verb].span.join(object))
}

/// Whether a count tells how often: 三次.
fn is_of_times(scene: Scene<'_, '_>, at: usize) -> bool {
    let said = classifier(&scene.nodes[at]);
    scene.rules.words("often").any(|word| Some(word) == said)
}

/// The noun right behind an amount of which the clause only says what was done with it: 发行50亿元
/// 专项债券. What the amount is for (安排5亿元扶持农户) is none.
pub(super) fn acted_on(scene: Scene<'_, '_>, at: usize) -> Option<Span> {
    let policy = &scene.rules.policy;
    let is_noun =
        |node: &Node| node.is_any(&[policy.text, policy.label]) && !node.is(policy.purpose);
    // 安排3亿元、2亿元专项资金: the noun behind the last is of each.
    let (first, at) = list_around(scene, at);
    if !subject::only_acts(scene, first) && !subject::gives(scene, first) {
        return None;
    }
    if !scene.nodes.get(at + 1).is_some_and(is_noun) {
        return of(scene, at);
    }
    let ends = |n: &usize| scene.nodes[*n].is_any(&[policy.purpose, policy.opener]);
    let end = (at + 2..scene.nodes.len()).find(ends).unwrap_or(scene.nodes.len());
    run(Scene { nodes: &scene.nodes[..end], ..scene }, at + 1)
}

/// The first and the last of the amounts that a list joins to one, within so many members.
fn list_around(scene: Scene<'_, '_>, at: usize) -> (usize, usize) {
    let amount = |n: usize| {
        let node = scene.nodes.get(n);
        node.is_some_and(|node| node.is_quantity() && classifier(node).is_none())
    };
    let joins =
        |n: usize| scene.nodes.get(n).is_some_and(|node| node.is(scene.rules.policy.list_join));
    let before = (1..=MEMBERS.min(at / 2)).map(|n| at - 2 * n);
    let first = before.take_while(|&n| joins(n + 1) && amount(n)).last().unwrap_or(at);
    let behind = (1..=MEMBERS).map(|n| at + 2 * n);
    let last = behind.take_while(|&n| amount(at) && joins(n - 1) && amount(n)).last();
    (first, last.unwrap_or(at))
}

/// The noun right behind a share of it, where what stands before the share only tells what is done
/// with it: 贡献了50%以上的税收, 80%以上行政村通车.
pub(super) fn of_share(scene: Scene<'_, '_>, at: usize) -> Option<Span> {
    let policy = &scene.rules.policy;
    let from = at + 1 + usize::from(scene.nodes.get(at + 1)?.is(policy.of));
    let other = [
        policy.link,
        policy.noun_end,
        policy.standing,
        policy.step_noun,
        policy.purpose,
        policy.rank_word,
        policy.clause_end,
        policy.list_join,
        policy.bracket_open,
        policy.bracket_close,
        policy.quote_close,
        policy.of,
        policy.period,
        policy.compare,
        policy.moves,
        policy.opener,
        policy.manner,
        policy.adverb,
        policy.to,
    ];
    let run = if takes_part(scene, at, &other) { plain_run(scene, from).0 } else { None };
    run.filter(|run| scene.reading[run.range()].chars().nth(1).is_some())
}

/// Whether a share is one of the noun behind it, or listed behind one that is: 50%以上的税收、60%以上的
/// 生产总值. What is of one of the classes is no noun.
fn takes_part(scene: Scene<'_, '_>, at: usize, other: &[ClassId]) -> bool {
    let policy = &scene.rules.policy;
    let mut share = at;
    for _ in 0..MEMBERS {
        let of = scene.nodes.get(share + 1).is_some_and(|next| next.is(policy.of));
        let noun = scene.nodes.get(share + 1 + usize::from(of));
        if noun.is_none_or(|noun| noun.is_quantity() || noun.is_any(other)) {
            return false;
        }
        if subject::takes_part(scene, share) {
            return true;
        }
        let joins = share > 0 && scene.nodes[share - 1].is(policy.list_join);
        let before = (share.saturating_sub(FAR)..share).rev();
        match before.into_iter().find(|&n| scene.nodes[n].is_quantity()).filter(|_| joins) {
            Some(before) => share = before,
            None => return false,
        }
    }
    false
}

/// Whether a rank is followed by what it ranks: 第一大贸易伙伴, 第一经济大省.
pub(super) fn is_ranked_behind(scene: Scene<'_, '_>, at: usize) -> bool {
    let policy = &scene.rules.policy;
    scene.nodes.get(at + 1).is_some_and(|next| next.is(policy.text) || next.is(policy.great))
}

/// The noun behind a quantity and 的, which the quantity is a part of: 一半的行政村.
pub(super) fn of(scene: Scene<'_, '_>, at: usize) -> Option<Span> {
    let policy = &scene.rules.policy;
    let is_of = scene.nodes.get(at + 1)?.is(policy.of);
    // 超过10%的有44种: no noun stands there.
    // 翻一番的目标: nor is what is aimed at.
    let names = !scene.nodes.get(at + 2)?.is_any(&[policy.link, policy.planned]);
    if is_of && names { run(scene, at + 2) } else { None }
}

fn classifier<'n>(node: &'n Node) -> Option<&'n str> {
    node.quantity()?.classifier.as_deref()
}

/// The run of words from a node on, up to what ends a noun. What only describes the noun (过五百亿的县市,
/// 吸引力强、带动面广的场景) is passed over.
fn run(scene: Scene<'_, '_>, from: usize) -> Option<Span> {
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
    let describes = scene.nodes[from].is_any(&[policy.describes, policy.has]) || is_class;
    if stop.is(policy.of) && describes {
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
fn plain_run(scene: Scene<'_, '_>, from: usize) -> (Option<Span>, usize) {
    let policy = &scene.rules.policy;
    let mut depth = 0_usize;
    let mut noun: Vec<&Node> = Vec::new();
    let mut end = from;
    let list_end = end_of_list(scene, from);
    for node in &scene.nodes[from..] {
        let opens = usize::from(node.is(policy.bracket_open));
        let closes = node.is(policy.bracket_close);
        if closes && depth == 0 {
            break;
        }
        let ends = [policy.clause_end, policy.list_mark, policy.noun_end, policy.period];
        let within = depth > 0 && !node.is(policy.clause_end) || end < list_end;
        let is_told = !noun.is_empty() && node.is_any(&[policy.manner, policy.adverb]);
        // 六大行业占比从3成降至2成: a value is told of them.
        let next = scene.nodes.get(end + 1);
        let leads = node.is(policy.from)
            && next.is_some_and(|next| next.is_quantity() || next.is(policy.period));
        if node.is_quantity() || !within && (node.is_any(&ends) || is_told || leads) {
            break;
        }
        depth = depth + opens - usize::from(closes);
        noun.push(node);
        end += 1;
    }
    // 22轮强降水和15个台风: what stands behind 和 is of the value that follows.
    if scene.nodes.get(end).is_some_and(Node::is_quantity)
        && let Some(last) = noun.iter().rposition(|node| node.is(policy.and))
    {
        noun.truncate(last);
    }
    // 12个乡镇人均收入过万元: nor is the verb.
    while noun.len() > 1
        && noun.last().is_some_and(|node| node.is_any(&[policy.past, policy.link]))
        && scene.nodes.get(end).is_some_and(Node::is_quantity)
    {
        noun.pop();
    }
    // 136个村集体经济收入达20万元: what is measured of them is no part of what is counted.
    let counts = from > 0
        && (classifier(&scene.nodes[from - 1]).is_some() || scene.nodes[from - 1].is(policy.great));
    let is_told_value = counts && leads_to_value(scene, end);
    while is_told_value
        && noun.len() > 1
        && noun.last().is_some_and(|last| last.is(policy.measure_noun))
    {
        noun.pop();
        let is_per =
            |node: &&Node| node.meaning(scene.rules).is_some_and(|meaning| meaning.per.is_some());
        while noun.len() > 1 && noun.last().is_some_and(is_per) {
            noun.pop();
        }
    }
    let open = [policy.list_join, policy.bracket_open, policy.quote_open, policy.bound_before];
    // “群众最期盼的10件事”: the mark closes what began before the count.
    while noun.last().is_some_and(|node| node.is(policy.quote_close))
        && !noun.iter().any(|node| node.is(policy.quote_open))
    {
        noun.pop();
    }
    // 十大突破: the word for a bound is the noun, where no value follows.
    let names = noun.len() == 1
        && noun[0].is(policy.bound_before)
        && scene.nodes.get(end).is_none_or(|node| node.is(policy.clause_end));
    while !names && noun.last().is_some_and(|node| node.is_any(&open)) {
        noun.pop();
    }
    let words = noun.first().zip(noun.last()).map(|(first, last)| {
        let whole = first.span.join(last.span);
        let whole = if last.is(policy.compound) { whole } else { out_of(scene, whole) };
        let end = whole.end.min(whole.start + LONGEST);
        Span::new(whole.start, scene.reading.floor_char_boundary(end))
    });
    (words, end)
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
        let said = scene.reading[list[n].span.range()].split_once('等');
        let goes_on = |noun: &str| !noun.is_empty() || n + 1 < list.len();
        !list[n].is(policy.compound) && said.is_some_and(|(_, noun)| goes_on(noun))
    };
    // 5个工作组在河北、江苏等地: the list is of what is said of them.
    let says = [policy.opener, policy.area, policy.link, policy.adverb, policy.manner];
    let first = list.iter().take_while(|node| !node.is(policy.list_mark));
    let is_noun = first.into_iter().all(|node| !node.is_any(&says));
    if is_noun && (mark..list.len()).any(leads_on) { from + mark + 1 } else { from }
}

/// Whether only verbs and words for a bound stand between a node and a value.
fn leads_to_value(scene: Scene<'_, '_>, from: usize) -> bool {
    let policy = &scene.rules.policy;
    let passes = |node: &&Node| node.is_any(&[policy.link, policy.bound_before, policy.manner]);
    let first = scene.nodes[from..].iter().find(|node| !passes(node));
    first.is_some_and(Node::is_quantity)
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
