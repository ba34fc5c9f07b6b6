//! Second pass, first half: rules claim the numerals of a sentence.

mod area_list;
pub(crate) mod contest;
pub(crate) mod home;
pub(crate) mod list;
pub(crate) mod node;
pub(crate) mod period;
mod pieces;
pub(crate) mod quantity;
pub(crate) mod relate;
pub(crate) mod related;
pub(crate) mod worded;

use std::borrow::Cow;

use figlift_config::RuleClass;
use figlift_model::NumeralClass;
use figlift_number::Exact;
use figlift_text::Span;

use crate::claim::contest::{Claim, Contest};
use crate::claim::list::share_bounds;
use crate::claim::node::{Node, NodeKind};
use crate::claim::period::PeriodReading;
use crate::claim::quantity::Quantity;
use crate::compile::classes::ClassSet;
use crate::compile::pattern::Explored;
use crate::compile::ruleset::RuleSet;
use crate::numeral::Numeral;
use crate::numeral::han::is_han;
use crate::scan::token::{Token, What};

/// The nodes of a sentence: its tokens, the claimed ones joined.
pub(crate) fn claim<'r>(
    rules: &'r RuleSet,
    explored: &mut Explored,
    reading: &str,
    tokens: &[Token<'r>],
) -> Vec<Node<'r>> {
    let mut contest = Contest::of(rules, explored, tokens);
    let mut pieces = pieces::take_back(reading, tokens, &mut contest).into_iter().peekable();
    let units = units_before(&contest);
    let mut nodes = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        pieces.next_if(|&(_, end)| end <= at);
        match pieces.peek() {
            Some(&(start, end)) if start == at => {
                let span = token.span.join(tokens[end - 1].span);
                nodes.push(Node {
                    span,
                    kind: NodeKind::Unresolved,
                    ..plain(rules, reading, token)
                });
                continue;
            }
            Some(&(start, _)) if start < at => continue,
            _ => {}
        }
        match contest.owner[at].map(|number| &contest.claims[number]) {
            Some(claim) if claim.hit.core.0 == at => {
                nodes.push(node(rules, reading, tokens, claim));
            }
            Some(_) => {}
            None => {
                let mut node = plain(rules, reading, token);
                if units.contains(&at) {
                    // It belongs to the value, not to the words before it.
                    node.classes.to_mut().insert(rules.policy.link);
                }
                nodes.push(node);
            }
        }
    }
    share_bounds(rules, &mut nodes);
    nodes
}

/// The words that state the unit of a figure before its number: the 港币 of 港币1206亿元.
fn units_before(contest: &Contest) -> Vec<usize> {
    let granted = contest.claims.iter().enumerate();
    let granted =
        granted.filter(|(number, claim)| contest.owner[claim.hit.core.0] == Some(*number));
    let unit = granted.filter_map(|(_, claim)| {
        let (from, _) = claim.hit.first(claim.rule.program.capture("unit"))?;
        (from < claim.hit.core.0).then_some(from)
    });
    unit.collect()
}

fn node<'r>(
    rules: &'r RuleSet,
    reading: &str,
    tokens: &[Token<'r>],
    claim: &Claim<'r>,
) -> Node<'r> {
    let (from, to) = claim.hit.core;
    let span = tokens[from].span.join(tokens[to - 1].span);
    let rule = &claim.rule.rule;
    let mut classes =
        if to - from == 1 { tokens[from].classes.clone() } else { ClassSet::default() };
    let kind = match rule.class {
        Some(RuleClass::Figure) => {
            let quantity = Quantity::read(rules, claim.rule, &claim.hit, tokens, reading);
            match quantity {
                Some(quantity) => {
                    classes = rules.quantity_classes(&quantity.unit);
                    NodeKind::Quantity(Box::new(quantity))
                }
                None => NodeKind::Unresolved,
            }
        }
        Some(RuleClass::Period(kind)) => {
            classes.insert(rules.policy.period);
            NodeKind::Period(Box::new(PeriodReading::read(
                rules, kind, claim.rule, &claim.hit, tokens,
            )))
        }
        Some(class) => {
            classes.extend((class == RuleClass::Label).then_some(rules.policy.label));
            NodeKind::Numeral(class.numeral())
        }
        None => NodeKind::Text,
    };
    Node { span, classes: Cow::Owned(classes), kind, rule: Some(rule.id.as_str().into()) }
}

/// A token that no rule claimed.
fn plain<'r>(rules: &'r RuleSet, reading: &str, token: &Token<'r>) -> Node<'r> {
    let of =
        |kind, rule| Node { span: token.span, classes: Cow::Borrowed(token.classes), kind, rule };
    match &token.what {
        What::Text => of(NodeKind::Text, None),
        What::Number(numeral) if numeral.counts_alone() => of(NodeKind::Unresolved, None),
        What::Number(numeral) if is_in_name(numeral, reading, token.span) => {
            of(NodeKind::Numeral(NumeralClass::Label), Some(IN_NAME.into()))
        }
        What::Number(_) => of(NodeKind::Text, None),
        What::Word(number) => match &rules.vocabulary.word(*number).meaning.numeral {
            Some((class, words)) => {
                let rule = Some(format!("lexicon/{words}").into());
                Node {
                    classes: with_label(rules, token.classes, *class),
                    ..of(NodeKind::Numeral(*class), rule)
                }
            }
            None if reading[token.span.range()].contains(|c: char| c.is_ascii_digit()) => {
                of(NodeKind::Numeral(NumeralClass::Label), Some(IN_UNIT.into()))
            }
            None => of(NodeKind::Word(*number), None),
        },
        What::Shape(number) => {
            let rule = &rules.shapes.rules[*number];
            let (kind, class) = match rule.class {
                Some(RuleClass::Period(kind)) => (
                    NodeKind::Period(Box::new(PeriodReading::of_kind(kind))),
                    Some(rules.policy.period),
                ),
                Some(RuleClass::Label | RuleClass::Figure) | None => {
                    (NodeKind::Numeral(NumeralClass::Label), Some(rules.policy.label))
                }
                Some(class) => (NodeKind::Numeral(class.numeral()), None),
            };
            let classes = Cow::Owned(class.into_iter().collect());
            Node { classes, ..of(kind, Some(rule.id.as_str().into())) }
        }
    }
}

/// How the digits of a unit are read that is no part of a value: 元/50公斤, m3.
const IN_UNIT: &str = "lexicon/unit";

/// The class of words that mark a lone numeral as part of a name.
const IN_NAME: &str = "lexicon/within-name";

/// Whether an unclaimed numeral is a character of a name: 三星堆, 零碳, 千企. Common words with a
/// numeral are idioms of the lexicon; a lone 一 is mostly part of one.
fn is_in_name(numeral: &Numeral, reading: &str, span: Span) -> bool {
    let is_one = numeral.value == Some(Exact::ONE);
    let is_lone = reading[span.range()].chars().nth(1).is_none();
    let before = reading[..span.start].chars().next_back().is_some_and(is_han);
    let after = reading[span.end..].chars().next().is_some_and(is_han);
    is_lone && !is_one && (before || after)
}

fn with_label<'r>(
    rules: &RuleSet,
    classes: &'r ClassSet,
    class: NumeralClass,
) -> Cow<'r, ClassSet> {
    if class != NumeralClass::Label {
        return Cow::Borrowed(classes);
    }
    let mut all = classes.clone();
    all.insert(rules.policy.label);
    Cow::Owned(all)
}
