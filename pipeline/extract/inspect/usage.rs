//! How often each rule is used.

use std::collections::BTreeMap;

use figlift_text::Document;

use crate::claim::contest::Contest;
use crate::claim::relate::speaking;
use crate::compile::ruleset::RuleSet;

/// How often a rule was used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Matches that were granted, or heard.
    pub fired: usize,
    /// Matches that another rule had a word of.
    pub lost: usize,
}

impl RuleSet {
    /// How often each rule that claims or relates by a pattern, or claims by a shape, was used in a
    /// document, by id; rules that matched nothing are not in it.
    pub fn usage(&self, document: &Document) -> BTreeMap<String, Usage> {
        let mut usage: BTreeMap<String, Usage> = BTreeMap::new();
        self.extract_watched(document, |_, tokens, nodes| {
            let contest = Contest::of(self, tokens);
            for (number, claim) in contest.claims.iter().enumerate() {
                if contest.owner[claim.hit.core.0] != Some(number) {
                    usage.entry(claim.rule.rule.id.clone()).or_default().lost += 1;
                }
            }
            let claimed = nodes.iter().filter_map(|node| node.rule.as_deref());
            for rule in claimed.chain(speaking(self, nodes)) {
                usage.entry(rule.to_owned()).or_default().fired += 1;
            }
        });
        usage
    }
}
