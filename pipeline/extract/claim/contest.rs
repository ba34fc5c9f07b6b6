//! Which rule is granted which words of a sentence.
//!
//! Every rule is tried from every word on. Where claims overlap, the one of greater priority wins,
//! then the one over more words, then the one whose match reaches further, then the one further to
//! the left, then the one whose id comes first.

use std::cmp::Reverse;

use figlift_config::RuleClass;

use crate::claim::quantity::states_value;
use crate::compile::pattern::Hit;
use crate::compile::ruleset::{CompiledRule, RuleSet, ahead};
use crate::scan::token::Token;

/// A rule that matched, and where.
pub(crate) struct Claim<'r> {
    pub rule: &'r CompiledRule,
    pub hit: Hit,
}

/// All claims of a sentence, in the order in which they are granted.
pub(crate) struct Contest<'r> {
    pub claims: Vec<Claim<'r>>,
    /// The claim that each word was granted to.
    pub owner: Vec<Option<usize>>,
}

impl<'r> Contest<'r> {
    /// Tries every rule from every word on, and grants what was not granted before.
    pub(crate) fn of(rules: &'r RuleSet, tokens: &[Token<'r>]) -> Contest<'r> {
        let claims = claims(rules, tokens);
        let mut owner = vec![None; tokens.len()];
        for (number, claim) in claims.iter().enumerate() {
            let (from, to) = claim.hit.core;
            if owner[from..to].iter().all(Option::is_none) {
                owner[from..to].fill(Some(number));
            }
        }
        Contest { claims, owner }
    }
}

fn claims<'r>(rules: &'r RuleSet, tokens: &[Token<'r>]) -> Vec<Claim<'r>> {
    let stage = &rules.claiming;
    let mut claims = Vec::new();
    let possible = stage.possible(tokens.iter().map(|token| token.classes), &rules.classes);
    for (at, ahead) in ahead(tokens).into_iter().enumerate() {
        for number in stage.beginning_with(&possible, tokens[at].classes, ahead) {
            let rule = &stage.rules[number];
            let hit = rule.program.run(tokens, at).filter(|hit| hit.core.0 < hit.core.1);
            let is_figure = rule.rule.class == Some(RuleClass::Figure);
            let hit = hit.filter(|hit| !is_figure || states_value(rules, rule, hit, tokens));
            claims.extend(hit.map(|hit| Claim { rule, hit }));
        }
    }
    claims.sort_by_key(|Claim { rule, hit }| {
        let (core, whole) = (hit.core.1 - hit.core.0, hit.end - hit.start);
        (Reverse(rule.rule.priority), Reverse(core), Reverse(whole), hit.core.0)
    });
    claims
}
