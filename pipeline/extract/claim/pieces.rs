//! Pieces of one number that could not be read as a whole: 12.5.3亿元 states no 3亿元.

use figlift_config::RuleClass;

use crate::claim::contest::Contest;
use crate::compile::pattern::Symbol;
use crate::numeral::Numeral;
use crate::scan::token::Token;

/// Marks that stand between the pieces of a number that was split or written by other rules.
const MARKS: [char; 8] = ['.', ',', '，', '\'', '’', '·', '•', '-'];

/// Those of them that never stand between two numbers of their own.
const WITHIN: [char; 5] = ['.', '\'', '’', '·', '•'];

/// Takes back the claims of figures that begin with a piece of a number whose former piece no rule read,
/// since what they state would be a part of it. Gives the tokens of each such number, from its first to
/// behind its last.
pub(crate) fn take_back(
    reading: &str,
    tokens: &[Token],
    contest: &mut Contest,
) -> Vec<(usize, usize)> {
    let mut whole: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let core = figure_at(contest, at);
        let Some((start, end)) = core.filter(|&(start, _)| start == at) else {
            at += 1;
            continue;
        };
        let joined_to = whole.last().map_or(0, |&(_, before)| before);
        if let Some(former) = former_piece(reading, tokens, contest, start, joined_to) {
            contest.owner[former..end].fill(None);
            let last = (start..end).rev().find(|&n| tokens[n].numeral().is_some());
            let last = last.unwrap_or(former) + 1;
            match whole.last_mut().filter(|(_, before)| *before > former) {
                Some(joined) => joined.1 = last,
                None => whole.push((former, last)),
            }
        }
        at = end;
    }
    whole
}

/// The tokens of the figure to which a token was granted.
fn figure_at(contest: &Contest, at: usize) -> Option<(usize, usize)> {
    let claim = &contest.claims[contest.owner[at]?];
    (claim.rule.rule.class == Some(RuleClass::Figure)).then_some(claim.hit.core)
}

/// The token of the number that ends right before another, with nothing between but a mark of
/// numbers, or a blank, if no rule read it; a bare number that a rule read is a piece as well where the
/// mark is one within numbers. Tokens before `joined_to` are of a number that was taken back.
fn former_piece(
    reading: &str,
    tokens: &[Token],
    contest: &Contest,
    at: usize,
    joined_to: usize,
) -> Option<usize> {
    let start = tokens[at].span.start;
    let former = (at.saturating_sub(2)..at).rev().find(|&n| tokens[n].numeral().is_some())?;
    let between = &reading[tokens[former].span.end..start];
    let mark = between.strip_prefix(' ').unwrap_or(between);
    let mark = mark.strip_suffix(' ').unwrap_or(mark);
    let is_of = |marks: &[char]| mark.chars().count() == 1 && mark.starts_with(marks);
    let is_open =
        || former < joined_to || tokens[former].numeral().is_some_and(Numeral::counts_alone);
    let is_bare = || figure_at(contest, former) == Some((former, former + 1));
    let is_piece = match contest.owner[former] {
        None => (mark.is_empty() || is_of(&MARKS)) && is_open(),
        Some(_) => between.len() == mark.len() && is_of(&WITHIN) && is_bare(),
    };
    is_piece.then_some(former)
}
