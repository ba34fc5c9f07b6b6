//! The pattern language, over words and classes of words rather than characters.
//!
//! ```text
//! before / core / after     context around the core; only the core is claimed
//! 从  比上年                 a literal word
//! {rise}  {rise|fall}       a word of one of these classes; also number, text, q, q.money …
//! {number 1..12}            a number from 1 to 12; {number 4 digits} one of four digits;
//!                           {number coded} one like 03, {number multiplied} one with 万 or 亿,
//!                           {number han} one in Chinese characters, {number decimal} one with places,
//!                           {number more} one with 余, 多 or 几 (300余);
//!                           {number han, 1..9} both at once
//! <name: …>                 captured under that name
//! ( a | b )  ?  *  +        groups, alternatives, optional, repeated
//! ..  ..3                   a gap of at most 6 (or 3) words, none of them a figure or the end of a clause
//! !x                        not followed by x
//! ^  $                      the start of the sentence; its end
//! ```

mod automaton;
mod explored;
mod lead;
mod parse;
mod program;

pub(crate) use automaton::Automaton;
pub(crate) use explored::Explored;
pub(crate) use lead::lead;
pub(crate) use parse::parse;
pub(crate) use program::{Hit, Program, Symbol};

/// The longest gap of a plain `..`.
const GAP: usize = 6;

/// One part of a parsed pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Test(Test),
    Sequence(Vec<Part>),
    Choice(Vec<Part>),
    Repeat { part: Box<Part>, least: usize, many: bool },
    Capture { name: String, part: Box<Part> },
    Gap(usize),
    Not(Test),
    SentenceStart,
    SentenceEnd,
    CoreStart,
    CoreEnd,
}

impl Part {
    /// All tests of words in it, in the order in which they are written.
    pub(crate) fn tests(&self) -> Vec<&Test> {
        match self {
            Part::Test(test) | Part::Not(test) => vec![test],
            Part::Sequence(parts) | Part::Choice(parts) => {
                parts.iter().flat_map(Part::tests).collect()
            }
            Part::Repeat { part, .. } | Part::Capture { part, .. } => part.tests(),
            Part::Gap(_)
            | Part::SentenceStart
            | Part::SentenceEnd
            | Part::CoreStart
            | Part::CoreEnd => Vec::new(),
        }
    }
}

/// The conditions on one word or number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Test {
    /// Names of classes, one of which it must have. A literal word is a class of its own.
    pub classes: Vec<String>,
    /// Their place in the pattern, for messages.
    pub at: std::ops::Range<usize>,
    /// Whether it is a literal word.
    pub literal: bool,
    /// Further conditions on a number, all of which must hold.
    pub number: Vec<NumberTest>,
}

/// A condition on a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberTest {
    Range(i64, i64),
    /// A whole number of that many digits.
    Digits(usize),
    /// A whole number that begins with zero.
    Coded,
    /// One with 万 or 亿.
    Multiplied,
    /// One in Chinese characters.
    Han,
    /// One with decimal places.
    Decimal,
    /// One with 余, 多 or 几, which is a lower bound.
    More,
}

/// The class name of a literal word.
pub(crate) fn literal_class(word: &str) -> String {
    format!("={word}")
}

/// A syntax error in a pattern: where, why, and what to write instead.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PatternError {
    pub at: std::ops::Range<usize>,
    pub message: String,
    pub help: String,
}
