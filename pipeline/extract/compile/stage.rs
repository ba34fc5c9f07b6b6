//! The rules of one stage.

use figlift_config::Rule;

use crate::compile::pattern::{Automaton, Program};

/// The rules of one stage, in order of their ids.
#[derive(Debug, Default)]
pub(crate) struct Stage {
    pub rules: Vec<CompiledRule>,
    /// The patterns of all of them.
    pub automaton: Automaton,
}

/// A rule with its program.
#[derive(Debug)]
pub(crate) struct CompiledRule {
    pub rule: Rule,
    /// Number of its family.
    pub family: usize,
    pub program: Program,
}

impl Stage {
    /// Adds a rule; `lead` is the maximum number of words of a match before its first number or read
    /// node, `None` if it needs none.
    pub(crate) fn push(&mut self, rule: CompiledRule, lead: Option<usize>) {
        self.automaton.push(&rule.program, lead);
        self.rules.push(rule);
    }
}
