//! The rules of one stage, with an index of the classes that they may begin with.

use figlift_config::Rule;

use crate::compile::pattern::{Program, Symbol};
use crate::compile::vocabulary::{ClassId, Classes};

/// The rules of one stage.
#[derive(Debug, Default)]
pub(crate) struct Stage {
    pub rules: Vec<CompiledRule>,
    /// Rules by the class that they may begin with.
    by_first: Vec<Vec<usize>>,
}

/// A rule with its program.
#[derive(Debug)]
pub(crate) struct CompiledRule {
    pub rule: Rule,
    /// Number of its family.
    pub family: usize,
    pub program: Program,
    /// Words before the number or what was read that a match must hold; `None` where it need not.
    pub lead: Option<usize>,
    /// For each word that a match must hold, the classes one of which it is of.
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

/// How many words off the next number is, or what was read, for each word; `usize::MAX` where there is
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

    /// Which rules may match in a sentence of words of these classes, which are all of `known`.
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

    /// Rules of the `possible` ones that may match from a word of these classes on, in order of their
    /// ids, where the next number, or what was read, is so many words ahead.
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
