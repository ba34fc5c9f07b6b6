//! Which rule is granted which words of a sentence.
//!
//! Every rule is tried at every word. If claims of two rules of one family overlap, the first rule
//! of the file wins. Of the remaining claims, the one of the earlier band wins, then the one over
//! more words, then the longer match, then the one further left, then the first id.

use std::cmp::Reverse;
use std::collections::HashMap;

use figlift_config::RuleClass;

use crate::claim::quantity::states_value;
use crate::compile::pattern::{Explored, Hit};
use crate::compile::ruleset::RuleSet;
use crate::compile::stage::CompiledRule;
use crate::scan::token::Token;

/// A rule that matched, and where.
pub(crate) struct Claim<'r> {
    pub rule: &'r CompiledRule,
    pub hit: Hit,
    /// The number of the overlapping claim of an earlier rule of its family.
    pub yields_to: Option<usize>,
}

/// All claims of a sentence, in the order in which they are granted.
pub(crate) struct Contest<'r> {
    pub claims: Vec<Claim<'r>>,
    /// The claim to which each word was granted.
    pub owner: Vec<Option<usize>>,
}

impl<'r> Contest<'r> {
    /// Tries every rule at every word, and grants claims of words that are still free.
    pub(crate) fn of(
        rules: &'r RuleSet,
        explored: &mut Explored,
        tokens: &[Token<'r>],
    ) -> Contest<'r> {
        let claims = claims(rules, explored, tokens);
        let mut owner = vec![None; tokens.len()];
        for (number, claim) in claims.iter().enumerate() {
            let (from, to) = claim.hit.core;
            if claim.yields_to.is_none() && owner[from..to].iter().all(Option::is_none) {
                owner[from..to].fill(Some(number));
            }
        }
        Contest { claims, owner }
    }
}

fn claims<'r>(rules: &'r RuleSet, explored: &mut Explored, tokens: &[Token<'r>]) -> Vec<Claim<'r>> {
    let stage = &rules.claiming;
    let mut claims = Vec::new();
    explored.matches(&stage.automaton, tokens, |at, number| {
        let rule = &stage.rules[number];
        let hit = rule.program.run(tokens, at).filter(|hit| hit.core.0 < hit.core.1);
        let is_figure = rule.rule.class == Some(RuleClass::Figure);
        let hit = hit.filter(|hit| !is_figure || states_value(rules, rule, hit, tokens));
        claims.extend(hit.map(|hit| Claim { rule, hit, yields_to: None }));
    });
    claims.sort_by_key(|Claim { rule, hit, .. }| {
        let (core, whole) = (hit.core.1 - hit.core.0, hit.end - hit.start);
        (rule.rule.band, Reverse(core), Reverse(whole), hit.core.0)
    });
    yield_within_families(&mut claims);
    claims
}

/// If claims of two rules of one family overlap, the one of the later rule yields.
fn yield_within_families(claims: &mut [Claim]) {
    let mut order: Vec<usize> = (0..claims.len()).collect();
    order.sort_by_key(|&number| claims[number].rule.rule.place);
    let mut taken: HashMap<(usize, usize), usize> = HashMap::new();
    for number in order {
        let Claim { rule, hit, .. } = &claims[number];
        let words = (hit.core.0..hit.core.1).map(|word| (rule.family, word));
        let is_earlier = |other: &usize| claims[*other].rule.rule.place < rule.rule.place;
        let other = words.clone().filter_map(|word| taken.get(&word).copied()).find(is_earlier);
        if other.is_none() {
            for word in words {
                taken.entry(word).or_insert(number);
            }
        }
        claims[number].yields_to = other;
    }
}
