//! The pattern language: what a rule looks for, over classes of words rather than raw characters.
//!
//! ```text
//! before / core / after     context may stand around the core; only the core is claimed
//! 从  比上年                 a literal word
//! {rise}  {rise|fall}       a word of one of these classes; also number, text, q, q.money …
//! {number 1..12}            a number from 1 to 12; {number 4 digits} one of four digits;
//!                           {number coded} one like 03, {number multiplied} one with 万 or 亿,
//!                           {number han} one in Chinese characters, {number decimal} one with places,
//!                           {number more} one with 余, 多 or 几 (300余);
//!                           {number han, 1..9} both at once
//! <name: …>                 what it matches is captured under that name
//! ( a | b )  ?  *  +        groups, alternatives, optional, repeated
//! ..  ..3                   a gap of at most 6 (or 3) words that are no figure and end no clause
//! !x                        not followed by x
//! ^  $                      the start of the sentence; its end
//! ```

mod lead;
mod needs;
mod parse;
mod program;

pub(crate) use lead::lead;
pub(crate) use needs::needs;
pub(crate) use parse::parse;
pub(crate) use program::{Hit, Program, Symbol};

/// Longest gap that `..` alone allows.
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

/// What one word or number must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Test {
    /// Names of classes, one of which it must belong to. A literal word is a class of its own.
    pub classes: Vec<String>,
    /// Place of these in the pattern, for messages.
    pub at: std::ops::Range<usize>,
    /// Whether it is a literal word.
    pub literal: bool,
    /// What a number must be besides, all of these.
    pub number: Vec<NumberTest>,
}

/// What a number must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberTest {
    Range(i64, i64),
    /// A whole number of so many digits.
    Digits(usize),
    /// A whole number that begins with zero.
    Coded,
    /// One with 万 or 亿.
    Multiplied,
    /// One in Chinese characters.
    Han,
    /// One with places after the point.
    Decimal,
    /// One with 余, 多 or 几, which is more than it states.
    More,
}

/// The name of the class that a literal word of a pattern is.
pub(crate) fn literal_class(word: &str) -> String {
    format!("={word}")
}

/// A pattern that cannot be read: where, why, and what to write instead.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PatternError {
    pub at: std::ops::Range<usize>,
    pub message: String,
    pub help: String,
}
