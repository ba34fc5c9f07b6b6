//! Counts how often each rule matches.

use std::collections::BTreeMap;

use figlift_text::Document;

use crate::attach::ATTACHMENTS;
use crate::claim::contest::Contest;
use crate::claim::relate::speaking;
use crate::compile::ruleset::RuleSet;
use crate::extraction::Watched;

/// How often a rule matched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Matches that were granted.
    pub fired: usize,
    /// Matches of which another rule had claimed a word.
    pub lost: usize,
}

impl RuleSet {
    /// How often each rule matched in a document, by id; rules without matches are left out.
    pub fn usage(&self, document: &Document) -> BTreeMap<String, Usage> {
        let mut usage: BTreeMap<String, Usage> = BTreeMap::new();
        let mut scratch = self.scratch.get();
        self.extract_watched(document, ATTACHMENTS, |seen| {
            let Watched { tokens, nodes, .. } = *seen;
            let contest = Contest::of(self, &mut scratch.claiming, tokens);
            for (number, claim) in contest.claims.iter().enumerate() {
                if contest.owner[claim.hit.core.0] != Some(number) {
                    usage.entry(claim.rule.rule.id.clone()).or_default().lost += 1;
                }
            }
            let claimed = nodes.iter().filter_map(|node| node.rule.as_deref());
            for rule in claimed.chain(speaking(self, &mut scratch.relating, nodes)) {
                usage.entry(rule.to_owned()).or_default().fired += 1;
            }
        });
        usage
    }
}
