//! Second pass, second half: rules relate the claimed nodes, and set their fields.
//!
//! Several rules may set fields of one quantity. Each field is set once: by the rule of the earlier
//! band, then by the longer match, then by the one further left.

use std::cmp::Reverse;

use figlift_config::{Carried, SetFields};
use figlift_model::{ChangeEnd, Role};
use figlift_text::Span;

use crate::claim::area_list::share_areas;
use crate::claim::node::{Node, NodeKind};
use crate::claim::related::{Related, Relations};
use crate::compile::classes::ClassSet;
use crate::compile::pattern::{Explored, Hit, Symbol};
use crate::compile::ruleset::RuleSet;
use crate::compile::stage::CompiledRule;
use crate::compile::vocabulary::Meaning;

/// The fields that rules set on each node.
pub(crate) fn relate(rules: &RuleSet, explored: &mut Explored, nodes: &[Node]) -> Relations {
    let mut related = Relations::new(nodes.len());
    for (rule, hit) in hits(rules, explored, nodes) {
        for (name, set) in &rule.rule.set {
            let Some(capture) = rule.program.capture(name) else { continue };
            for (number, (from, to)) in hit.all(capture).enumerate() {
                for node in from..to {
                    let matched = Match { rule, hit: &hit, number };
                    apply(rules, nodes, matched, set, &mut related[node]);
                }
            }
        }
        pair(rule, &hit, nodes, &mut related);
        restate(rules, rule, &hit, nodes, &mut related);
    }
    inherit(nodes, &mut related);
    share_areas(rules, nodes, &mut related);
    related
}

/// Copies the fields of each restated quantity to the one that restates it: both values of
/// 增加636千公顷（954万亩） are changes.
fn inherit(nodes: &[Node], related: &mut Relations) {
    for at in 0..related.len() {
        let Some(first) = related[at].restates else { continue };
        let said = related[first].clone();
        let own = nodes[first].quantity().and_then(|quantity| quantity.own.role);
        let restated = &mut related[at];
        keep(&mut restated.role, said.role.or(own));
        keep(&mut restated.sign, said.sign);
        keep(&mut restated.per, said.per);
        keep(&mut restated.basis, said.basis);
        keep(&mut restated.status, said.status);
        keep(&mut restated.period, said.period);
        keep(&mut restated.base, said.base);
    }
}

/// Sets a field that is not set yet.
fn keep<T>(known: &mut Option<T>, new: Option<T>) {
    if known.is_none() {
        *known = new;
    }
}

/// The rules that match the nodes, once for each match.
pub(crate) fn speaking<'r>(
    rules: &'r RuleSet,
    explored: &mut Explored,
    nodes: &[Node],
) -> Vec<&'r str> {
    hits(rules, explored, nodes).into_iter().map(|(rule, _)| rule.rule.id.as_str()).collect()
}

/// Whether a rule matches the nodes.
pub(crate) fn speaks_in(
    rules: &RuleSet,
    explored: &mut Explored,
    rule: &str,
    nodes: &[Node],
) -> bool {
    speaking(rules, explored, nodes).contains(&rule)
}

/// The rules that set fields of a node, in the order in which they apply: the match as a run of
/// nodes, and the fields that the rule was the first to set.
pub(crate) fn replay<'r>(
    rules: &'r RuleSet,
    explored: &mut Explored,
    nodes: &[Node],
    at: usize,
) -> Vec<(&'r str, (usize, usize), Vec<&'static str>)> {
    let mut heard = Vec::new();
    let mut known = Related::default();
    // Values of different units are never the two ends of a change, whatever a pattern captures.
    let tied = relate(rules, explored, nodes)[at].clone();
    for (rule, hit) in hits(rules, explored, nodes) {
        let before = known.clone();
        let mut speaks = false;
        for (name, set) in &rule.rule.set {
            let Some(capture) = rule.program.capture(name) else { continue };
            let is_here = |(from, to): (usize, usize)| (from..to).contains(&at);
            if let Some(number) = hit.all(capture).position(is_here) {
                speaks = true;
                apply(rules, nodes, Match { rule, hit: &hit, number }, set, &mut known);
            }
        }
        let captured = |name: &String| quantities(rule, &hit, nodes, name).contains(&at);
        let is_end = tied.change.is_some()
            && rule.rule.change.iter().any(|(from, to)| captured(from) || captured(to))
            || tied.restates.is_some()
                && rule.rule.restates.iter().any(|(other, _)| captured(other));
        if speaks || is_end {
            let mut fields = newly_set(&before, &known);
            fields.extend(is_end.then_some(if rule.rule.change.is_some() {
                "change_end"
            } else {
                "alt_of"
            }));
            heard.push((rule.rule.id.as_str(), (hit.start, hit.end), fields));
        }
    }
    heard
}

/// Names of the fields that only the second has.
fn newly_set(before: &Related, after: &Related) -> Vec<&'static str> {
    let fields = [
        ("role", before.role.is_none() && after.role.is_some()),
        ("sign", before.sign.is_none() && after.sign.is_some()),
        ("qualifier", before.qualifier.is_none() && after.qualifier.is_some()),
        ("per", before.per.is_none() && after.per.is_some()),
        ("basis", before.basis.is_none() && after.basis.is_some()),
        ("obs_status", before.status.is_none() && after.status.is_some()),
        ("time_period", before.period.is_none() && after.period.is_some()),
        ("base_period", before.base.is_none() && after.base.is_some()),
    ];
    fields.into_iter().filter_map(|(name, is_new)| is_new.then_some(name)).collect()
}

fn hits<'r>(
    rules: &'r RuleSet,
    explored: &mut Explored,
    nodes: &[Node],
) -> Vec<(&'r CompiledRule, Hit)> {
    let stage = &rules.relating;
    let mut hits = Vec::new();
    explored.matches(&stage.automaton, nodes, |at, number| {
        let rule = &stage.rules[number];
        hits.extend(rule.program.run(nodes, at).map(|hit| (rule, hit)));
    });
    hits.sort_by_key(|(rule, hit)| (rule.rule.band, Reverse(hit.end - hit.start), hit.start));
    hits
}

/// A match of a rule, and one of the nodes that it captured under a name.
#[derive(Clone, Copy)]
struct Match<'a> {
    rule: &'a CompiledRule,
    hit: &'a Hit,
    number: usize,
}

/// A match of a rule, with the words that state the fields that it sets.
struct Carrying<'a> {
    rules: &'a RuleSet,
    nodes: &'a [Node<'a>],
    rule: &'a CompiledRule,
    hit: &'a Hit,
}

impl<'a> Carrying<'a> {
    /// The meaning and place of the first meaningful word captured under a name.
    fn meant<T>(&self, capture: &str, of: impl Fn(&'a Meaning) -> Option<T>) -> Option<(T, Span)> {
        let (from, to) = self.hit.first(self.rule.program.capture(capture))?;
        let meant = |node: &Node| Some((of(node.meaning(self.rules)?)?, node.span));
        self.nodes[from..to].iter().find_map(meant)
    }

    /// A code, with the word that states it, if one does.
    fn worded<T: Copy>(
        &self,
        set: Option<&Carried<T>>,
        of: impl Fn(&'a Meaning) -> Option<T>,
    ) -> Option<(T, Option<Span>)> {
        match set? {
            Carried::Code(code) => Some((*code, None)),
            Carried::Capture(name) => self.meant(name, of).map(|(code, at)| (code, Some(at))),
        }
    }

    fn code<T: Copy>(
        &self,
        set: Option<&Carried<T>>,
        of: impl Fn(&'a Meaning) -> Option<T>,
    ) -> Option<T> {
        self.worded(set, of).map(|(code, _)| code)
    }

    /// The denominator: stated by the rule, counted by a captured magnitude, or stated by a
    /// captured word.
    fn per(&self, set: &SetFields) -> Option<String> {
        let name = set.per.as_ref()?;
        self.per_count(name).or_else(|| match self.rule.program.capture(name) {
            Some(_) => self.meant(name, |word| word.per.clone()).map(|(per, _)| per),
            None => Some(name.clone()),
        })
    }

    /// The denominator `<count>-person` of a captured 百, 千 or 万: `100-person`, `1k-person`, `10k-person`.
    fn per_count(&self, per: &str) -> Option<String> {
        let (name, of) = per.strip_prefix('<')?.split_once('>')?;
        let (at, _) = self.hit.first(self.rule.program.capture(name))?;
        let is_it = |(_, classes): &&(i64, ClassSet)| {
            classes.ids().iter().all(|&class| self.nodes[at].is(class))
        };
        let (count, _) = self.rules.magnitudes.iter().find(is_it)?;
        Some(if *count < 1000 { format!("{count}{of}") } else { format!("{}k{of}", count / 1000) })
    }
}

fn apply(
    rules: &RuleSet,
    nodes: &[Node],
    Match { rule, hit, number }: Match<'_>,
    set: &SetFields,
    related: &mut Related,
) {
    let carrying = Carrying { rules, nodes, rule, hit };
    keep(&mut related.role, set.role);
    keep(&mut related.sign, carrying.code(set.sign.as_ref(), |word| word.sign));
    let qualifier = carrying.worded(set.qualifier.as_ref(), |word| word.qualifier);
    if let (None, Some((qualifier, words))) = (related.qualifier, qualifier) {
        let captured = || hit.first(rule.program.capture("bound")).map(|(at, _)| nodes[at].span);
        (related.qualifier, related.bound) = (Some(qualifier), words.or_else(captured));
    }
    keep(&mut related.per, carrying.per(set));
    keep(&mut related.basis, carrying.code(set.basis.as_ref(), |word| word.basis));
    keep(&mut related.status, carrying.code(set.status.as_ref(), |word| word.status));
    keep(&mut related.reach, set.reach);
    related.aside |= set.aside;
    related.untold |= set.untold;
    // Several periods are paired with the values in order.
    let captured = |name: &String| {
        let all: Vec<(usize, usize)> = hit.all(rule.program.capture(name)?).collect();
        let (from, to) =
            if all.len() > 1 { all.get(number).copied() } else { all.first().copied() }?;
        (from..to).find(|&at| matches!(nodes[at].kind, NodeKind::Period(_)))
    };
    keep(&mut related.period, set.period.as_ref().and_then(captured));
    keep(&mut related.base, set.base.as_ref().and_then(captured));
}

/// The first quantity captured under a name.
fn quantity(rule: &CompiledRule, hit: &Hit, nodes: &[Node], name: &str) -> Option<usize> {
    quantities(rule, hit, nodes, name).first().copied()
}

/// The quantities captured under a name.
fn quantities(rule: &CompiledRule, hit: &Hit, nodes: &[Node], name: &str) -> Vec<usize> {
    let Some(capture) = rule.program.capture(name) else { return Vec::new() };
    let captured = hit.all(capture).flat_map(|(from, to)| from..to);
    captured.filter(|&at| nodes[at].is_quantity()).collect()
}

/// Links the two ends of a change, if they have one unit and neither is linked yet. The ends of two
/// lists (从3家、5家增加到7家、9家) are paired in order.
fn pair(rule: &CompiledRule, hit: &Hit, nodes: &[Node], related: &mut Relations) {
    let Some((from, to)) = &rule.rule.change else { return };
    let (from, to) = (quantities(rule, hit, nodes, from), quantities(rule, hit, nodes, to));
    if from.len() != to.len() {
        return;
    }
    for (from, to) in from.into_iter().zip(to) {
        let free = related[from].change.is_none() && related[to].change.is_none();
        // 上调120元至2200元: the amount of the change is not the former value.
        let own = nodes[from].quantity().and_then(|quantity| quantity.own.role);
        if free && own != Some(Role::Change) && unit(nodes, from) == unit(nodes, to) {
            related[from].change = Some((ChangeEnd::From, to));
            related[to].change = Some((ChangeEnd::To, from));
        }
    }
}

/// Links a quantity to the one that it restates: in the same dimension, in another unit or with
/// another denominator.
fn restate(
    rules: &RuleSet,
    rule: &CompiledRule,
    hit: &Hit,
    nodes: &[Node],
    related: &mut Relations,
) {
    let Some((other, first)) = &rule.rule.restates else { return };
    let Some((other, first)) =
        quantity(rule, hit, nodes, other).zip(quantity(rule, hit, nodes, first))
    else {
        return;
    };
    // 12亿美元（约合86亿元人民币）: every currency is money.
    let dimension = |at: usize| {
        let own = rules.dimension(unit(nodes, at)?)?;
        Some(if own.starts_with("money-") { "money" } else { own })
    };
    // 44公斤/公顷（2.9公斤/亩）: one unit, another denominator.
    let per = |at: usize| nodes[at].quantity().and_then(|quantity| quantity.own.per.as_deref());
    let measure = |at: usize| (unit(nodes, at), per(at));
    if measure(other) != measure(first) && dimension(other) == dimension(first) {
        related[other].restates = related[other].restates.or(Some(first));
    }
}

/// The unit of a quantity.
fn unit<'n>(nodes: &'n [Node], at: usize) -> Option<&'n str> {
    nodes[at].quantity().map(|quantity| quantity.unit.as_str())
}
