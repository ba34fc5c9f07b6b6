//! The rules of one stage, with an index of their first classes.

use figlift_config::Rule;

use crate::compile::pattern::{Program, Symbol};
use crate::compile::vocabulary::{ClassId, Classes};

/// The rules of one stage.
#[derive(Debug, Default)]
pub(crate) struct Stage {
    pub rules: Vec<CompiledRule>,
    /// Rules by first class.
    by_first: Vec<Vec<usize>>,
}

/// A rule with its program.
#[derive(Debug)]
pub(crate) struct CompiledRule {
    pub rule: Rule,
    /// Number of its family.
    pub family: usize,
    pub program: Program,
    /// The maximum number of words of a match before its first number or read node; `None` if it
    /// needs
    /// none.
    pub lead: Option<usize>,
    /// For each word that a match must have, the classes one of which it has.
    pub needs: Vec<Vec<ClassId>>,
}

/// The classes of the words of a sentence.
struct Present(Vec<u64>);

impl Present {
    fn of<'c>(words: impl Iterator<Item = &'c [ClassId]>, classes: usize) -> Present {
        let mut present = Present(vec![0; classes / 64 + 1]);
        for &class in words.flatten() {
            present.0[usize::from(class) / 64] |= 1 << (class % 64);
        }
        present
    }

    fn holds(&self, class: ClassId) -> bool {
        self.0[usize::from(class) / 64] >> (class % 64) & 1 == 1
    }
}

/// The distance of each word to the next number or read node, in words; `usize::MAX` if there is
/// none.
pub(crate) fn ahead<S: Symbol>(symbols: &[S]) -> Vec<usize> {
    let mut ahead = vec![usize::MAX; symbols.len()];
    let mut next = usize::MAX;
    for (at, symbol) in symbols.iter().enumerate().rev() {
        next = if symbol.is_read() { 0 } else { next.saturating_add(1) };
        ahead[at] = next;
    }
    ahead
}

impl Stage {
    pub(crate) fn push(&mut self, rule: CompiledRule) {
        for &class in rule.program.first() {
            let class = usize::from(class);
            if self.by_first.len() <= class {
                self.by_first.resize(class + 1, Vec::new());
            }
            self.by_first[class].push(self.rules.len());
        }
        self.rules.push(rule);
    }

    /// Which rules may match in a sentence with words of these classes, all of them `known`.
    pub(crate) fn possible<'c>(
        &self,
        words: impl Iterator<Item = &'c [ClassId]>,
        known: &Classes,
    ) -> Vec<bool> {
        let present = Present::of(words, known.len());
        let is_there = |any: &Vec<ClassId>| any.iter().any(|&class| present.holds(class));
        self.rules.iter().map(|rule| rule.needs.iter().all(is_there)).collect()
    }

    /// All rules, whether they may match or not.
    pub(crate) fn every(&self) -> Vec<bool> {
        vec![true; self.rules.len()]
    }

    /// The `possible` rules that may match at a word of these classes, in order of their ids, given
    /// the distance to the next number or read node.
    pub(crate) fn beginning_with(
        &self,
        possible: &[bool],
        classes: &[ClassId],
        ahead: usize,
    ) -> Vec<usize> {
        let of = |class: &ClassId| self.by_first.get(usize::from(*class)).into_iter().flatten();
        let reaches = |rule: &usize| {
            possible[*rule] && self.rules[*rule].lead.is_none_or(|lead| ahead <= lead)
        };
        let mut rules: Vec<usize> = classes.iter().flat_map(of).copied().filter(reaches).collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }
}
