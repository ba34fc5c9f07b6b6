//! Rows of numbers that are the shares of a whole: 8.7:43.2:48.1.

use figlift_number::{Exact, Interval};

use crate::compile::pattern::Symbol;
use crate::compile::ruleset::RuleSet;
use crate::numeral::Script;
use crate::scan::list_place::{ListKind, ListPlace};
use crate::scan::token::Token;

/// The number of members of a row of shares.
const PARTS: std::ops::RangeInclusive<usize> = 2..=5;

/// The number of words before a noun of a share that may name industries: 三次产业增加值比例.
const NAMED: usize = 3;

/// Marks between the members of a row.
pub(super) const COLONS: [char; 2] = [':', '：'];

/// Where a composition (结构) is named before a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Composition {
    Unnamed,
    InSentence,
    InClause,
}

/// The numbers of a row such as 8.7:43.2:48.1.
struct Row {
    members: usize,
    sum: Exact,
    /// Whether one of them has decimals.
    decimals: bool,
}

impl Row {
    /// Whether the numbers are shares of a whole: their sum is a hundred up to rounding. Three or
    /// more with decimals are not a time of day, a score or a mixture, so they are shares even if a
    /// digit is wrong, which is for checks to find. So are those in a sentence that names a
    /// composition, and those in a clause that does, whatever their sum.
    fn are_shares(&self, named: Composition) -> bool {
        if self.members > 2 && named == Composition::InClause {
            return PARTS.contains(&self.members);
        }
        let composes = named != Composition::Unnamed;
        let tenths = |tenths: i128| Exact::whole(tenths).times_ten_to(-1);
        let whole = |off: i128| Interval::around(Exact::HUNDRED, tenths(off));
        let off = if self.members > 2 && (self.decimals || composes) { 900 } else { 3 };
        PARTS.contains(&self.members) && whole(off).contains(&self.sum)
    }
}

/// Marks the numbers of rows that are shares of a whole.
pub(crate) fn mark<'r>(rules: &'r RuleSet, text: &str, tokens: &mut [Token<'r>]) {
    let share = |token: &Token| {
        let number = token.numeral()?;
        let is_bare = number.script == Script::Digits && number.unit_mult == 0 && !number.coded;
        number.value.clone().filter(|_| is_bare)
    };
    let places = |token: &Token| token.numeral().and_then(|n| n.last_digit).is_some_and(|d| d < 0);
    let ends = [rules.policy.comma, rules.policy.statement_end];
    let is_colon = |token: &Token| {
        let mut characters = text[token.span.range()].chars();
        characters.next().is_some_and(|c| COLONS.contains(&c)) && characters.next().is_none()
    };
    let mut named = Composition::Unnamed;
    let mut at = 0;
    while at < tokens.len() {
        if names_composition(rules, text, tokens, at) {
            named = Composition::InClause;
        } else if named == Composition::InClause && tokens[at].is_any(&ends) {
            named = Composition::InSentence;
        }
        let mut sum = share(&tokens[at]);
        let (mut end, mut members) = (at + 1, usize::from(sum.is_some()));
        while let (Some(so_far), [colon, number, ..]) = (&sum, &tokens[end..])
            && let Some(part) = share(number).filter(|_| is_colon(colon))
        {
            sum = Some(so_far + &part);
            (end, members) = (end + 2, members + 1);
        }
        let decimals = tokens[at..end].iter().any(places);
        if sum.is_some_and(|sum| Row { members, sum, decimals }.are_shares(named)) {
            let start = tokens[at].span.start;
            for (number, token) in tokens[at..end].iter_mut().step_by(2).enumerate() {
                let place = ListPlace { kind: ListKind::Shares, start, number, count: members };
                (token.classes, token.row) = (&rules.part_of_whole, Some(place));
            }
        }
        at = end;
    }
}

/// Whether a word names a composition (结构), or the share of each of several industries (三次产业比例).
fn names_composition(rules: &RuleSet, text: &str, tokens: &[Token], at: usize) -> bool {
    let policy = &rules.policy;
    let named = || {
        let before = tokens[at.saturating_sub(NAMED)..at].iter();
        before.map(|token| &text[token.span.range()]).any(|word| rules.holds("industry", word))
    };
    tokens[at].is(policy.composition)
        || tokens[at].is_any(&[policy.share_noun, policy.ratio_noun]) && named()
}
