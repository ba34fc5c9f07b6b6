//! All patterns of a stage as one automaton.
//!
//! It is immutable; what was worked out of it so far is [`Explored`](super::Explored).

use super::NumberTest;
use super::program::{Program, Step, WordCheck};

/// The patterns of a stage, in order of their numbers.
#[derive(Debug, Default)]
pub(crate) struct Automaton {
    pub(super) steps: Vec<Instruction>,
    pub(super) entries: Vec<PatternEntry>,
    /// Whether a pattern looks for a class, by its number.
    pub(super) is_tested: Vec<bool>,
    /// All that patterns ask of numbers.
    pub(super) tests: Vec<NumberTest>,
    /// Classes in a gap's way.
    pub(super) stops: Vec<u16>,
    /// Patterns that may begin with a class, by its number.
    beginning: Vec<Vec<usize>>,
    /// All leads that patterns have, in order.
    pub(super) leads: Vec<usize>,
}

/// Where a pattern begins.
#[derive(Debug)]
pub(super) struct PatternEntry {
    pub step: u32,
    /// Words before the number or what was read that a match must hold; `None` where it need not.
    pub lead: Option<usize>,
}

#[derive(Debug)]
pub(super) enum Instruction {
    Take(Question),
    Skip,
    Not(Question),
    Either(u32, u32),
    Jump(u32),
    SentenceStart,
    SentenceEnd,
    Accept(u32),
}

/// What one word must be.
#[derive(Debug)]
pub(super) struct Question {
    pub classes: Vec<u16>,
    /// What a number must be besides, by the number of the test.
    pub tests: Vec<u16>,
}

impl Automaton {
    /// Adds a pattern; `lead` is how many words may stand before what it must hold.
    pub(crate) fn push(&mut self, program: &Program, lead: Option<usize>) {
        let (from, rule) = (self.steps.len(), self.entries.len() as u32);
        self.entries.push(PatternEntry { step: from as u32, lead });
        if let Some(lead) = lead
            && let Err(at) = self.leads.binary_search(&lead)
        {
            self.leads.insert(at, lead);
        }
        for &class in program.first() {
            let class = usize::from(class);
            if self.beginning.len() <= class {
                self.beginning.resize(class + 1, Vec::new());
            }
            self.beginning[class].push(rule as usize);
        }
        self.stops.clone_from(&program.stops);
        program.stops.iter().for_each(|&class| self.test_class(class));
        for (at, step) in program.steps.iter().enumerate() {
            let to = |step: &usize| (from + step) as u32;
            let instruction = match step {
                Step::Check(check) => Instruction::Take(self.question(check)),
                Step::Not(check) => Instruction::Not(self.question(check)),
                Step::Skip => Instruction::Skip,
                Step::Split(a, b) => Instruction::Either(to(a), to(b)),
                Step::Jump(a) => Instruction::Jump(to(a)),
                Step::SentenceStart => Instruction::SentenceStart,
                Step::SentenceEnd => Instruction::SentenceEnd,
                Step::Open(_) | Step::Close | Step::CoreStart | Step::CoreEnd => {
                    Instruction::Jump(to(&(at + 1)))
                }
                Step::Match => Instruction::Accept(rule),
            };
            self.steps.push(instruction);
        }
    }

    /// How many words may stand before what a match of a pattern must hold; `None` if it need not hold it.
    #[cfg(test)]
    pub(crate) fn lead(&self, pattern: usize) -> Option<usize> {
        self.entries[pattern].lead
    }

    fn question(&mut self, check: &WordCheck) -> Question {
        check.classes.iter().for_each(|&class| self.test_class(class));
        let tests = check.number.iter().map(|test| {
            let known = self.tests.iter().position(|known| known == test);
            known.unwrap_or_else(|| {
                self.tests.push(*test);
                self.tests.len() - 1
            }) as u16
        });
        Question { classes: check.classes.clone(), tests: tests.collect() }
    }

    /// The patterns that may begin with a word of these classes, in order of their numbers.
    pub(crate) fn beginning_with(&self, classes: &[u16]) -> Vec<usize> {
        let of = |class: &u16| self.beginning.get(usize::from(*class)).into_iter().flatten();
        let mut patterns: Vec<usize> = classes.iter().flat_map(of).copied().collect();
        patterns.sort_unstable();
        patterns.dedup();
        patterns
    }

    fn test_class(&mut self, class: u16) {
        let class = usize::from(class);
        if self.is_tested.len() <= class {
            self.is_tested.resize(class + 1, false);
        }
        self.is_tested[class] = true;
    }
}
