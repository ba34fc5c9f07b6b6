//! A pattern as a program over the words of a sentence.
//!
//! A run starts at one word. It remembers the pairs of instruction and word that it has visited, so
//! that none is visited twice, and it sees at most [`WINDOW`] words: the cost of a rule is linear in
//! the text, whatever the pattern.

use std::collections::BTreeSet;

use super::{NumberTest, Part, Test};
use crate::compile::classes::ClassSet;
use crate::numeral::{Form, Numeral, Script};

/// The longest match, in words.
pub(super) const WINDOW: usize = 64;

/// Instructions of a run before it remembers visited pairs: most runs end sooner.
const FREE: usize = 128;

/// A word, a number or a quantity, as programs see it.
pub(crate) trait Symbol {
    /// Its classes.
    fn classes(&self) -> &ClassSet;
    /// Number of the known word that it is.
    fn word(&self) -> Option<usize>;
    /// Whether it has a class.
    fn is(&self, class: u16) -> bool {
        self.classes().contains(class)
    }
    /// Whether it has one of these classes.
    fn is_any(&self, classes: &[u16]) -> bool {
        self.classes().contains_any(classes)
    }
    fn numeral(&self) -> Option<&Numeral>;
    /// Whether it is a number, or was read by a rule.
    fn is_read(&self) -> bool;
}

#[derive(Clone, Debug)]
pub(super) struct WordCheck {
    pub classes: Vec<u16>,
    pub number: Vec<NumberTest>,
}

#[derive(Clone, Debug)]
pub(super) enum Step {
    Check(WordCheck),
    /// One word of a gap: any except a figure or the end of a clause.
    Skip,
    Not(WordCheck),
    /// Try the first, then the second.
    Split(usize, usize),
    Jump(usize),
    Open(usize),
    Close,
    CoreStart,
    CoreEnd,
    SentenceStart,
    SentenceEnd,
    Match,
}

/// Where a pattern matched: words as indices, ends exclusive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hit {
    pub start: usize,
    pub end: usize,
    pub core: (usize, usize),
    /// Captured runs, by number of the capture's name, in order.
    pub captures: Vec<(usize, usize, usize)>,
}

impl Hit {
    /// The first run captured under that name.
    pub(crate) fn first(&self, name: Option<usize>) -> Option<(usize, usize)> {
        self.all(name?).next()
    }

    /// All runs captured under that name.
    pub(crate) fn all(&self, name: usize) -> impl Iterator<Item = (usize, usize)> {
        self.captures
            .iter()
            .filter(move |capture| capture.0 == name)
            .map(|&(_, from, to)| (from, to))
    }
}

/// A compiled pattern.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    pub(super) steps: Vec<Step>,
    names: Vec<String>,
    /// Classes that a match may begin with.
    first: BTreeSet<u16>,
    /// Classes that end a gap.
    pub(super) stops: Vec<u16>,
}

impl Program {
    /// Compiles a pattern; `class` gives the number of a class by its name, `stops` are the classes
    /// that end a gap.
    pub(crate) fn compile(
        part: &Part,
        class: &mut dyn FnMut(&str) -> u16,
        stops: Vec<u16>,
    ) -> Program {
        let mut program =
            Program { steps: Vec::new(), names: Vec::new(), first: BTreeSet::new(), stops };
        program.emit(part, class);
        program.steps.push(Step::Match);
        program.first = program.firsts();
        program
    }

    /// The number of a capture's name.
    pub(crate) fn capture(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// Classes that a match may begin with; if empty, the pattern never matches.
    pub(crate) fn first(&self) -> &BTreeSet<u16> {
        &self.first
    }

    fn emit(&mut self, part: &Part, class: &mut dyn FnMut(&str) -> u16) {
        match part {
            Part::Test(test) => self.steps.push(Step::Check(check(test, class))),
            Part::Not(test) => self.steps.push(Step::Not(check(test, class))),
            Part::Sequence(parts) => parts.iter().for_each(|part| self.emit(part, class)),
            Part::Choice(parts) => self.emit_choice(parts, class),
            Part::Repeat { part, least, many } => self.emit_repeat(part, *least, *many, class),
            Part::Gap(most) => (0..*most).for_each(|_| {
                let at = self.steps.len();
                // The shortest gap is tried first.
                self.steps.extend([Step::Split(at + 3, at + 1), Step::Skip, Step::Jump(at + 3)]);
            }),
            Part::Capture { name, part } => {
                let number = self.capture(name).unwrap_or(self.names.len());
                if number == self.names.len() {
                    self.names.push(name.clone());
                }
                self.steps.push(Step::Open(number));
                self.emit(part, class);
                self.steps.push(Step::Close);
            }
            Part::SentenceStart => self.steps.push(Step::SentenceStart),
            Part::SentenceEnd => self.steps.push(Step::SentenceEnd),
            Part::CoreStart => self.steps.push(Step::CoreStart),
            Part::CoreEnd => self.steps.push(Step::CoreEnd),
        }
    }

    fn emit_choice(&mut self, parts: &[Part], class: &mut dyn FnMut(&str) -> u16) {
        let mut ends = Vec::new();
        for (n, part) in parts.iter().enumerate() {
            let split = self.steps.len();
            if n + 1 < parts.len() {
                self.steps.push(Step::Match);
            }
            self.emit(part, class);
            if n + 1 < parts.len() {
                ends.push(self.steps.len());
                self.steps.push(Step::Match);
                self.steps[split] = Step::Split(split + 1, self.steps.len());
            }
        }
        for end in ends {
            self.steps[end] = Step::Jump(self.steps.len());
        }
    }

    fn emit_repeat(
        &mut self,
        part: &Part,
        least: usize,
        many: bool,
        class: &mut dyn FnMut(&str) -> u16,
    ) {
        let start = self.steps.len();
        if least == 0 {
            self.steps.push(Step::Match);
        }
        self.emit(part, class);
        if many {
            let back = start + usize::from(least == 0);
            let at = self.steps.len();
            self.steps.push(Step::Split(back, at + 1));
        }
        if least == 0 {
            self.steps[start] = Step::Split(start + 1, self.steps.len());
        }
    }

    /// Classes of the checks that can be reached without taking a word.
    fn firsts(&self) -> BTreeSet<u16> {
        let mut first = BTreeSet::new();
        let mut seen = vec![false; self.steps.len()];
        let mut open = vec![0];
        while let Some(at) = open.pop() {
            if std::mem::replace(&mut seen[at], true) {
                continue;
            }
            match &self.steps[at] {
                Step::Check(check) => first.extend(&check.classes),
                Step::Split(a, b) => open.extend([*a, *b]),
                Step::Jump(to) => open.push(*to),
                Step::Match | Step::Skip => {}
                _ => open.push(at + 1),
            }
        }
        first
    }

    /// Runs the program at a word.
    pub(crate) fn run<S: Symbol>(&self, symbols: &[S], start: usize) -> Option<Hit> {
        self.run_telling(symbols, start, &mut 0)
    }

    /// Runs the program; returns also the furthest word that it reached, whether it matched or not.
    pub(crate) fn run_telling<S: Symbol>(
        &self,
        symbols: &[S],
        start: usize,
        reached: &mut usize,
    ) -> Option<Hit> {
        let window = (symbols.len() - start).min(WINDOW);
        let mut visited = Visited::new(self.steps.len(), window);
        let mut trail: Vec<(usize, usize)> = Vec::new();
        // Alternatives: instruction, word, and the valid length of the trail. Most runs end at
        // their first word, without any alternative.
        let mut open: Vec<(usize, usize, usize)> = Vec::new();
        let mut next = Some((0, start, 0));
        while let Some((mut at, mut word, held)) = next.take().or_else(|| open.pop()) {
            trail.truncate(held);
            loop {
                if visited.is_again(at, word - start) {
                    break;
                }
                *reached = word.max(*reached);
                let symbol = (word - start < window).then(|| &symbols[word]);
                let goes_on = match &self.steps[at] {
                    Step::Match => return Some(hit(start, word, &trail, &self.steps)),
                    Step::Check(check) => {
                        let met = symbol.is_some_and(|symbol| meets(check, symbol));
                        word += usize::from(met);
                        met
                    }
                    Step::Skip => {
                        let free = symbol
                            .is_some_and(|symbol| !self.stops.iter().any(|&stop| symbol.is(stop)));
                        word += usize::from(free);
                        free
                    }
                    Step::Not(check) => !symbol.is_some_and(|symbol| meets(check, symbol)),
                    Step::SentenceStart => word == 0,
                    Step::SentenceEnd => word == symbols.len(),
                    Step::Split(first, second) => {
                        open.push((*second, word, trail.len()));
                        at = *first;
                        continue;
                    }
                    Step::Jump(to) => {
                        at = *to;
                        continue;
                    }
                    Step::Open(_) | Step::Close | Step::CoreStart | Step::CoreEnd => {
                        trail.push((at, word));
                        true
                    }
                };
                if !goes_on {
                    break;
                }
                at += 1;
            }
        }
        None
    }
}

/// The pairs of instruction and word that a run has been at, remembered from its [`FREE`]th step on.
struct Visited {
    steps: usize,
    /// Words of the window, and the place behind them.
    words: usize,
    taken: usize,
    bits: Vec<u64>,
}

impl Visited {
    fn new(steps: usize, window: usize) -> Visited {
        Visited { steps, words: window + 1, taken: 0, bits: Vec::new() }
    }

    /// Whether the run has been there before, as far as it remembers.
    fn is_again(&mut self, step: usize, word: usize) -> bool {
        self.taken += 1;
        if self.taken <= FREE {
            return false;
        }
        if self.bits.is_empty() {
            self.bits = vec![0; (self.steps * self.words).div_ceil(64)];
        }
        let mark = step * self.words + word;
        let is_again = self.bits[mark / 64] >> (mark % 64) & 1 == 1;
        self.bits[mark / 64] |= 1 << (mark % 64);
        is_again
    }
}

fn check(test: &Test, class: &mut dyn FnMut(&str) -> u16) -> WordCheck {
    WordCheck {
        classes: test.classes.iter().map(|name| class(name)).collect(),
        number: test.number.clone(),
    }
}

fn meets<S: Symbol>(check: &WordCheck, symbol: &S) -> bool {
    symbol.is_any(&check.classes)
        && (check.number.is_empty()
            || symbol
                .numeral()
                .is_some_and(|numeral| check.number.iter().all(|test| passes(test, numeral))))
}

pub(super) fn passes(test: &NumberTest, numeral: &Numeral) -> bool {
    match *test {
        NumberTest::Digits(digits) => numeral.is_whole() && numeral.digits == digits,
        NumberTest::Coded => numeral.is_whole() && numeral.coded,
        NumberTest::Multiplied => numeral.unit_mult > 0,
        NumberTest::Han => numeral.script != Script::Digits,
        NumberTest::More => numeral.form == Form::More,
        NumberTest::Decimal => numeral.last_digit.is_some_and(|digit| digit < 0),
        NumberTest::Range(low, high) => {
            // 40多 is not a number of a range, since it is a lower bound.
            let exact = numeral.to_i64().filter(|_| numeral.form == Form::Exact);
            exact.is_some_and(|whole| low <= whole && whole <= high)
        }
    }
}

fn hit(start: usize, end: usize, trail: &[(usize, usize)], steps: &[Step]) -> Hit {
    let mut hit = Hit { start, end, core: (start, end), captures: Vec::new() };
    let mut open: Vec<(usize, usize)> = Vec::new();
    for &(at, word) in trail {
        match steps[at] {
            Step::Open(name) => open.push((name, word)),
            Step::Close => {
                if let Some((name, from)) = open.pop() {
                    hit.captures.push((name, from, word));
                }
            }
            Step::CoreStart => hit.core.0 = word,
            Step::CoreEnd => hit.core.1 = word,
            _ => {}
        }
    }
    hit
}
