//! The noun behind a quantity: 24个联合体, 三分之二的耕地.

use figlift_text::Span;

use super::extent::FAR;
use super::run::{plain_run, run};
use super::scene::Scene;
use super::steps::step_end;
use super::value::Value;
use crate::claim::node::Node;
use crate::compile::classes::ClassId;
use crate::compile::pattern::Symbol;

/// Nodes up to the noun for a step: 3个万亿元新台阶.
const STEP: usize = 3;

impl Value<'_, '_> {
    /// The noun right behind it, or that of the count that it is listed with: 首批12项和14项改革.
    pub(crate) fn noun_behind(self) -> Option<Span> {
        if self.is_some_of_whole() { None } else { after(self.scene, self.at) }
    }

    /// Whether it counts some of the things that the clause before counts all of, and what they did stands behind
    /// it: 31个省区市中，有27个粮食增产.
    fn is_some_of_whole(self) -> bool {
        let Value { scene, at, .. } = self;
        let policy = &scene.rules.policy;
        let whole = self.before.and_then(|before| scene.nodes[before].classifier());
        let alike = whole.is_some() && whole == scene.nodes[at].classifier();
        let told = || {
            let (_, end) = plain_run(scene, at + 1);
            let verbs = [policy.moves, policy.predicate, policy.link];
            scene.nodes.get(end).is_some_and(|verb| !verb.is_quantity() && verb.is_any(&verbs))
        };
        alike && self.whole_is_named() && told()
    }

    /// Whether it tells how often: 三次.
    pub(crate) fn counts_times(self) -> bool {
        is_of_times(self.scene, self.at)
    }

    /// Whether it tells how often in a row: 连续三次.
    pub(crate) fn goes_on_so(self) -> bool {
        let said = |node: &Node| self.scene.reading[node.span.range()].ends_with("连续");
        self.scene.nodes[..self.at].last().is_some_and(said)
    }

    /// What its level takes of the noun that the next count in its list has behind its own level:
    /// 8个国家级、13个省级医疗中心.
    pub(crate) fn lent(self) -> Option<Span> {
        lent(self.scene, self.at)
    }

    /// The noun right behind an amount of which the clause only says what was done with it: 发行50亿元
    /// 专项债券. What the amount is for (安排5亿元扶持农户) is none.
    pub(crate) fn noun_acted_on(self) -> Option<Span> {
        acted_on(self.scene, self.at)
    }

    /// The noun right behind a share of it, where what stands before the share only tells what is done
    /// with it: 贡献了50%以上的税收, 80%以上行政村通车.
    pub(crate) fn noun_of_share(self) -> Option<Span> {
        of_share(self.scene, self.at)
    }

    /// The noun behind it and 的, which it is a part of: 一半的行政村.
    pub(crate) fn noun_by_of(self) -> Option<Span> {
        of(self.scene, self.at)
    }

    /// Whether a rank is followed by what it ranks: 第一大贸易伙伴, 第一经济大省.
    pub(crate) fn ranks_noun_behind(self) -> bool {
        let policy = &self.scene.rules.policy;
        let next = self.scene.nodes.get(self.at + 1);
        next.is_some_and(|next| next.is_any(&[policy.text, policy.great]))
    }
}

fn after(scene: Scene<'_, '_>, at: usize) -> Option<Span> {
    let policy = &scene.rules.policy;
    let next = scene.nodes.get(at + 1)?;
    // 出游人次达7.65亿 出入境人次超1309万: a blank parts two statements, where no measure word says what is counted.
    let counts = scene.nodes[at].classifier().is_some();
    if !counts && scene.reading[scene.nodes[at].span.end..].starts_with(char::is_whitespace) {
        return None;
    }
    if next.is(policy.list_join) {
        let other = (at + 2..scene.nodes.len().min(at + 5))
            .find(|&other| scene.nodes[other].is_quantity())?;
        let alike = scene.nodes[other].classifier() == scene.nodes[at].classifier();
        return if alike && !next.is(policy.list_mark) { run(scene, other + 1) } else { None };
    }
    // 第一大贸易伙伴, but not 500亿元大关.
    if next.is(policy.great) && scene.nodes[at].quantity()?.unit != "1" {
        return if scene.nodes[at].is_rank() { run(scene, at + 2) } else { None };
    }
    // 6组10家国企: both count the same.
    let counted = [&scene.nodes[at], next].map(|node| node.classifier().is_some());
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

fn lent(scene: Scene<'_, '_>, at: usize) -> Option<Span> {
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
        let alike = scene.nodes[next].classifier() == scene.nodes[at].classifier();
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
    let said = scene.nodes[at].classifier();
    scene.rules.words("often").any(|word| Some(word) == said)
}

fn acted_on(scene: Scene<'_, '_>, at: usize) -> Option<Span> {
    let policy = &scene.rules.policy;
    let is_noun =
        |node: &Node| node.is_any(&[policy.text, policy.label]) && !node.is(policy.purpose);
    // 安排3亿元、2亿元专项资金: the noun behind the last is of each.
    let (first, at) = list_around(scene, at);
    let leads = Value::at(scene, first).is_some_and(|value| value.only_acts() || value.gives());
    if !leads {
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
        node.is_some_and(|node| node.is_quantity() && node.classifier().is_none())
    };
    let joins =
        |n: usize| scene.nodes.get(n).is_some_and(|node| node.is(scene.rules.policy.list_join));
    let before = (1..=MEMBERS.min(at / 2)).map(|n| at - 2 * n);
    let first = before.take_while(|&n| joins(n + 1) && amount(n)).last().unwrap_or(at);
    let behind = (1..=MEMBERS).map(|n| at + 2 * n);
    let last = behind.take_while(|&n| amount(at) && joins(n - 1) && amount(n)).last();
    (first, last.unwrap_or(at))
}

fn of_share(scene: Scene<'_, '_>, at: usize) -> Option<Span> {
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
        if Value::at(scene, share).is_some_and(Value::takes_part) {
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

fn of(scene: Scene<'_, '_>, at: usize) -> Option<Span> {
    let policy = &scene.rules.policy;
    let is_of = scene.nodes.get(at + 1)?.is(policy.of);
    // 超过10%的有44种: no noun stands there.
    // 翻一番的目标: nor is what is aimed at.
    let names = !scene.nodes.get(at + 2)?.is_any(&[policy.link, policy.planned]);
    if is_of && names { run(scene, at + 2) } else { None }
}
