//! Second pass, first half: rules claim the numerals of a sentence.

mod area_list;
pub(crate) mod contest;
pub(crate) mod list;
pub(crate) mod node;
pub(crate) mod period;
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
use crate::numeral::han::is_han;
use crate::numeral::{Numeral, Script};
use crate::scan::token::{Token, What};

/// The nodes of a sentence: its tokens, the claimed ones joined.
pub(crate) fn claim<'r>(
    rules: &'r RuleSet,
    explored: &mut Explored,
    reading: &str,
    tokens: &[Token<'r>],
) -> Vec<Node<'r>> {
    let contest = Contest::of(rules, explored, tokens);
    let mut nodes = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        match contest.owner[at].map(|number| &contest.claims[number]) {
            Some(claim) if claim.hit.core.0 == at => {
                nodes.push(node(rules, reading, tokens, claim));
            }
            Some(_) => {}
            None => nodes.push(plain(rules, reading, token)),
        }
    }
    share_bounds(rules, &mut nodes);
    nodes
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
        What::Number(numeral) if is_number(numeral) => of(NodeKind::Unresolved, None),
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

/// Whether an unclaimed numeral is a numeral. A lone 一 or 九 is mostly part of a word.
fn is_number(numeral: &Numeral) -> bool {
    match numeral.script {
        Script::Digits => true,
        Script::Places => numeral.digits > 1,
        Script::Row | Script::Single | Script::Bare => false,
    }
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
