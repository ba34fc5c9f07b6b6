//! Which patterns of a stage match from a word on.
//!
//! The programs of all patterns run at once, as sets of instructions. Which set follows on which, by
//! the kind of the next word, is worked out when it first occurs and then remembered: a word costs one
//! look-up for each word that some pattern still goes on over, however many patterns there are. What a
//! match captures is left to [`Program::run`](super::Program::run), for those that match.

use rustc_hash::FxHashMap;

use super::automaton::{Automaton, Instruction, Question};
use super::program::{Symbol, WINDOW, passes};
use crate::compile::memo::Memo;

/// Sets of instructions, and ways from one to another, that are remembered; with more, all are forgotten
/// and worked out anew.
const STATES: usize = 1 << 14;
const EDGES: usize = 1 << 19;

/// Kinds of words that are remembered likewise.
const KINDS: usize = 1 << 14;

/// Number of a kind of word: all that patterns can tell apart.
type KindId = u32;

/// Behind the last word of a sentence.
const END: KindId = 0;

/// Behind the last word that a match may reach over.
const CUT: KindId = 1;

/// What stands behind a word, or that nothing does.
#[derive(Clone, Debug)]
enum WordKind {
    End,
    Cut,
    Word {
        classes: Box<[u16]>,
        /// The tests that it passes as a number, by their numbers.
        passed: Box<[u16]>,
    },
}

impl WordKind {
    fn meets(&self, question: &Question) -> bool {
        let WordKind::Word { classes, passed } = self else { return false };
        question.classes.iter().any(|class| classes.contains(class))
            && question.tests.iter().all(|test| passed.contains(test))
    }

    fn is_skipped(&self, stops: &[u16]) -> bool {
        match self {
            WordKind::Word { classes, .. } => !stops.iter().any(|stop| classes.contains(stop)),
            WordKind::End | WordKind::Cut => false,
        }
    }
}

/// Where a kind of word leads to from a set of instructions, and the rules that match before it.
#[derive(Clone, Copy, Debug)]
struct Edge {
    next: u32,
    rules: u32,
}

/// The set without instructions, and the set without rules.
const DEAD: u32 = 0;
const NO_RULES: u32 = 0;

/// Sets of numbers, each once; the first is empty.
#[derive(Debug)]
struct Sets {
    all: Vec<Box<[u32]>>,
    numbers: FxHashMap<Box<[u32]>, u32>,
}

impl Default for Sets {
    fn default() -> Sets {
        Sets { all: vec![Box::default()], numbers: FxHashMap::from_iter([(Box::default(), 0)]) }
    }
}

impl Sets {
    /// The number of a set, which is in order.
    fn number(&mut self, set: Vec<u32>) -> u32 {
        let set = set.into_boxed_slice();
        *self.numbers.entry(set).or_insert_with_key(|set| {
            self.all.push(set.clone());
            self.all.len() as u32 - 1
        })
    }
}

/// The part of an automaton that was worked out so far.
#[derive(Debug, Default)]
pub(crate) struct Explored {
    kinds: Vec<WordKind>,
    kind_ids: FxHashMap<Box<[u16]>, KindId>,
    /// The kind of each known word, by its number.
    of_words: Memo<KindId>,
    /// The kind of what has a single class and is no number, by the class.
    of_classes: Memo<KindId>,
    /// Sets of instructions.
    states: Sets,
    /// Where the first words of patterns lead to, by the state before them and their kind: most words
    /// begin nothing, so this is looked up more often than all else.
    first: Vec<Memo<u32>>,
    /// Where other sets and kinds of words lead to.
    edges: FxHashMap<(u32, KindId), Edge>,
    /// Sets of rules that match at one place.
    rules: Sets,
    seen: Seen,
    buffers: Buffers,
}

/// The instructions that one step has come to.
#[derive(Debug, Default)]
struct Seen {
    /// The step that came to an instruction last.
    last: Vec<u32>,
    step: u32,
}

impl Seen {
    fn begin(&mut self, instructions: usize) {
        if self.step == u32::MAX || self.last.len() != instructions {
            (self.step, self.last) = (0, vec![0; instructions]);
        }
        self.step += 1;
    }

    fn is_new(&mut self, instruction: u32) -> bool {
        std::mem::replace(&mut self.last[instruction as usize], self.step) != self.step
    }
}

#[derive(Debug, Default)]
struct Buffers {
    sentence: Vec<KindId>,
    ahead: Vec<usize>,
    key: Vec<u16>,
    found: Vec<u32>,
}

impl Explored {
    /// Tells of each word of a sentence, in order, which rules match from it on, in order.
    pub(crate) fn matches<S: Symbol>(
        &mut self,
        automaton: &Automaton,
        symbols: &[S],
        mut tell: impl FnMut(usize, usize),
    ) {
        if self.kinds.len() > KINDS || self.kinds.is_empty() {
            *self = Explored { kinds: vec![WordKind::End, WordKind::Cut], ..Explored::default() };
        }
        let mut buffers = std::mem::take(&mut self.buffers);
        buffers.sentence.clear();
        for symbol in symbols {
            let kind = self.kind_of(automaton, symbol, &mut buffers.key);
            buffers.sentence.push(kind);
        }
        measure_ahead(symbols, &mut buffers.ahead);
        for at in 0..symbols.len() {
            buffers.found.clear();
            self.walk(automaton, &buffers.sentence, at, buffers.ahead[at], &mut buffers.found);
            if buffers.found.len() > 1 {
                buffers.found.sort_unstable();
                buffers.found.dedup();
            }
            buffers.found.iter().for_each(|&rule| tell(at, rule as usize));
        }
        self.buffers = buffers;
    }

    /// Goes from one word on until no pattern goes on.
    fn walk(
        &mut self,
        automaton: &Automaton,
        sentence: &[KindId],
        at: usize,
        ahead: usize,
        found: &mut Vec<u32>,
    ) {
        if self.states.all.len() > STATES || self.edges.len() > EDGES || self.first.is_empty() {
            self.forget_states(automaton);
        }
        let mut state = self.begin(automaton, start(automaton, ahead, at == 0), sentence[at]);
        let mut word = at + 1;
        while state != DEAD {
            let kind = match sentence.get(word) {
                None => END,
                Some(_) if word - at == WINDOW => CUT,
                Some(&kind) => kind,
            };
            let edge = match self.edges.get(&(state, kind)) {
                Some(edge) => *edge,
                None => {
                    let edge = self.explore(automaton, state, kind);
                    self.edges.insert((state, kind), edge);
                    edge
                }
            };
            if edge.rules != NO_RULES {
                found.extend_from_slice(&self.rules.all[edge.rules as usize]);
            }
            (state, word) = (edge.next, word + 1);
        }
    }

    /// Where the first word of patterns leads to. No pattern matches before it, since none matches
    /// without a word.
    fn begin(&mut self, automaton: &Automaton, start: u32, kind: KindId) -> u32 {
        if let Some(known) = self.first[start as usize].get(kind as usize) {
            return known;
        }
        let next = self.explore(automaton, start, kind).next;
        self.first[start as usize].remember(kind as usize, next);
        next
    }

    /// The first states are that without instructions, and those before the first word: they are told
    /// apart by what is ahead, and hold no instructions either, since a kind of word says which patterns
    /// it may begin.
    fn forget_states(&mut self, automaton: &Automaton) {
        (self.states, self.rules) = (Sets::default(), Sets::default());
        self.states.all.resize(1 + starts(automaton), Box::default());
        self.edges.clear();
        self.first.clear();
        self.first.resize_with(self.states.all.len(), Memo::default);
    }

    /// Works out what follows a set of instructions on a kind of word.
    fn explore(&mut self, automaton: &Automaton, state: u32, kind: KindId) -> Edge {
        let is = &self.kinds[kind as usize];
        let (mut next, mut rules) = (Vec::new(), Vec::new());
        let mut open = self.states.all[state as usize].to_vec();
        let begun = begun(automaton, state);
        if let (Some((ahead, _)), WordKind::Word { classes, .. }) = (begun, is) {
            let begin =
                automaton.beginning_with(classes).into_iter().map(|n| &automaton.entries[n]);
            let reach = begin.filter(|entry| entry.lead.is_none_or(|lead| ahead <= lead));
            open.extend(reach.map(|entry| entry.step));
        }
        let is_first = begun.is_some_and(|(_, is_first)| is_first);
        self.seen.begin(automaton.steps.len());
        while let Some(at) = open.pop() {
            if !self.seen.is_new(at) {
                continue;
            }
            match &automaton.steps[at as usize] {
                Instruction::Take(question) if is.meets(question) => next.push(at + 1),
                Instruction::Skip if is.is_skipped(&automaton.stops) => next.push(at + 1),
                Instruction::Take(_) | Instruction::Skip => {}
                Instruction::Not(question) if is.meets(question) => {}
                Instruction::Not(_) => open.push(at + 1),
                Instruction::Either(a, b) => open.extend([*a, *b]),
                Instruction::Jump(to) => open.push(*to),
                Instruction::SentenceStart => open.extend(is_first.then_some(at + 1)),
                Instruction::SentenceEnd => {
                    open.extend(matches!(is, WordKind::End).then_some(at + 1));
                }
                Instruction::Accept(rule) => rules.push(*rule),
            }
        }
        next.sort_unstable();
        next.dedup();
        rules.sort_unstable();
        Edge { next: self.states.number(next), rules: self.rules.number(rules) }
    }

    fn kind_of<S: Symbol>(
        &mut self,
        automaton: &Automaton,
        symbol: &S,
        key: &mut Vec<u16>,
    ) -> KindId {
        let word = symbol.word();
        if let Some(kind) = word.and_then(|word| self.of_words.get(word)) {
            return kind;
        }
        let numeral = symbol.numeral();
        let single = match symbol.classes().ids() {
            [class] if numeral.is_none() => Some(usize::from(*class)),
            _ => None,
        };
        if let Some(kind) = single.and_then(|class| self.of_classes.get(class)) {
            return kind;
        }
        key.clear();
        let is_tested = |class: &u16| automaton.is_tested.get(usize::from(*class)) == Some(&true);
        key.extend(symbol.classes().ids().iter().copied().filter(is_tested));
        let classes = key.len();
        if let Some(numeral) = numeral {
            key.push(u16::MAX);
            let tests = automaton.tests.iter().enumerate();
            key.extend(tests.filter(|(_, test)| passes(test, numeral)).map(|(n, _)| n as u16));
        }
        let kind = match self.kind_ids.get(key.as_slice()) {
            Some(&kind) => kind,
            None => {
                let passed = key.get(classes + 1..).unwrap_or_default().into();
                self.kinds.push(WordKind::Word { classes: key[..classes].into(), passed });
                let kind = self.kinds.len() as KindId - 1;
                self.kind_ids.insert(key.as_slice().into(), kind);
                kind
            }
        };
        if let Some(word) = word {
            self.of_words.remember(word, kind);
        }
        if let Some(class) = single {
            self.of_classes.remember(class, kind);
        }
        kind
    }
}

/// How many states before the first word there are.
fn starts(automaton: &Automaton) -> usize {
    2 * (automaton.leads.len() + 1)
}

/// The state before the first word: by how many leads are too short for what is so many words ahead, and
/// by whether the word is the first of its sentence.
fn start(automaton: &Automaton, ahead: usize, is_first: bool) -> u32 {
    let too_short = automaton.leads.partition_point(|&lead| lead < ahead);
    1 + 2 * too_short as u32 + u32::from(is_first)
}

/// What a state before the first word stands for: the words to what is ahead, at most, and whether the
/// word is the first of its sentence; `None` of other states.
fn begun(automaton: &Automaton, state: u32) -> Option<(usize, bool)> {
    let number = state.checked_sub(1).filter(|&number| (number as usize) < starts(automaton))?;
    let ahead = automaton.leads.get(number as usize / 2).copied().unwrap_or(usize::MAX);
    Some((ahead, number % 2 == 1))
}

/// How many words off the next number is, or what was read, for each word; `usize::MAX` where there is
/// none.
fn measure_ahead<S: Symbol>(symbols: &[S], ahead: &mut Vec<usize>) {
    ahead.clear();
    ahead.resize(symbols.len(), usize::MAX);
    let mut next = usize::MAX;
    for (at, symbol) in symbols.iter().enumerate().rev() {
        next = if symbol.is_read() { 0 } else { next.saturating_add(1) };
        ahead[at] = next;
    }
}
