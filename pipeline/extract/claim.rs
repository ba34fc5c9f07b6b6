//! Second pass, first half: rules claim the numerals of a sentence.
//!
//! Every rule is tried from every word on. Where claims overlap, the one of greater priority wins,
//! then the one over more words, then the one whose match reaches further, then the one further to
//! the left, then the one whose id comes first.

use std::borrow::Cow;
use std::cmp::Reverse;

use figlift_config::RuleClass;
use figlift_number::Exact;
use figlift_text::Span;

use crate::RuleSet;
use crate::list::share_bounds;
use crate::numeral::{Numeral, Script};
use crate::pattern::{Hit, Symbol};
use crate::period::PeriodReading;
use crate::quantity::{Quantity, states_value};
use crate::ruleset::{CompiledRule, ahead};
use crate::scan::{Token, What, is_han};
use crate::vocabulary::{ClassId, Meaning};

/// A word, or what a rule made of several.
#[derive(Debug)]
pub(crate) struct Node<'r> {
    /// Where it stands in the reading.
    pub span: Span,
    pub classes: Cow<'r, [ClassId]>,
    pub kind: Kind,
    /// The rule that claimed it.
    pub rule: Option<Cow<'r, str>>,
}

#[derive(Debug)]
pub(crate) enum Kind {
    Quantity(Box<Quantity>),
    Period(Box<PeriodReading>),
    /// A numeral that is neither: its class.
    Numeral(&'static str),
    /// A number that no rule claimed.
    Unresolved,
    /// A known word, by number.
    Word(usize),
    Text,
}

impl Node<'_> {
    /// The quantity that it is.
    pub(crate) fn quantity(&self) -> Option<&Quantity> {
        match &self.kind {
            Kind::Quantity(quantity) => Some(quantity),
            _ => None,
        }
    }

    /// Whether it is a quantity.
    pub(crate) fn is_quantity(&self) -> bool {
        self.quantity().is_some()
    }

    /// Whether it is a place in an order.
    pub(crate) fn is_rank(&self) -> bool {
        self.quantity().is_some_and(|quantity| quantity.unit == "rank")
    }

    /// Whether it numbers a point: 一是, （二）.
    pub(crate) fn is_enumerator(&self) -> bool {
        matches!(self.kind, Kind::Numeral("enumerator"))
    }

    /// What the lexicon says of the word that it is.
    pub(crate) fn meaning<'r>(&self, rules: &'r RuleSet) -> Option<&'r Meaning> {
        match self.kind {
            Kind::Word(number) => Some(&rules.vocabulary.word(number).meaning),
            _ => None,
        }
    }
}

/// Endings of full names of areas, in which what stands behind them lies.
const FULL_NAMES: [char; 5] = ['省', '市', '县', '区', '国'];

/// Whether a node is the short name of an area that only begins another name: 重庆大学, 四川盆地.
pub(crate) fn begins_name(rules: &RuleSet, nodes: &[Node], at: usize) -> bool {
    let Some([Node { kind: Kind::Word(word), span, .. }, next, ..]) = nodes.get(at..) else {
        return false;
    };
    let word = rules.vocabulary.word(*word);
    word.meaning.area.is_some()
        && next.is(rules.policy.named_by_area)
        && next.span.start == span.end
        && !word.surface.ends_with(FULL_NAMES)
}

impl Symbol for Node<'_> {
    fn is(&self, class: ClassId) -> bool {
        self.classes.contains(&class)
    }

    fn numeral(&self) -> Option<&Numeral> {
        None
    }

    fn is_read(&self) -> bool {
        !matches!(self.kind, Kind::Word(_) | Kind::Text)
    }
}

/// A rule that matched, and where.
pub(crate) struct Claim<'r> {
    pub rule: &'r CompiledRule,
    pub hit: Hit,
}

/// All claims of a sentence, in the order in which they are granted.
pub(crate) struct Contest<'r> {
    pub claims: Vec<Claim<'r>>,
    /// The claim that each word was granted to.
    pub owner: Vec<Option<usize>>,
}

impl<'r> Contest<'r> {
    /// Tries every rule from every word on, and grants what was not granted before.
    pub(crate) fn of(rules: &'r RuleSet, tokens: &[Token<'r>]) -> Contest<'r> {
        let claims = claims(rules, tokens);
        let mut owner = vec![None; tokens.len()];
        for (number, claim) in claims.iter().enumerate() {
            let (from, to) = claim.hit.core;
            if owner[from..to].iter().all(Option::is_none) {
                owner[from..to].fill(Some(number));
            }
        }
        Contest { claims, owner }
    }
}

/// The nodes of a sentence: its tokens, the claimed ones joined.
pub(crate) fn claim<'r>(rules: &'r RuleSet, reading: &str, tokens: &[Token<'r>]) -> Vec<Node<'r>> {
    let contest = Contest::of(rules, tokens);
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

fn claims<'r>(rules: &'r RuleSet, tokens: &[Token<'r>]) -> Vec<Claim<'r>> {
    let stage = &rules.claiming;
    let mut claims = Vec::new();
    let possible = stage.possible(tokens.iter().map(|token| token.classes), &rules.classes);
    for (at, ahead) in ahead(tokens).into_iter().enumerate() {
        for number in stage.beginning_with(&possible, tokens[at].classes, ahead) {
            let rule = &stage.rules[number];
            let hit = rule.program.run(tokens, at).filter(|hit| hit.core.0 < hit.core.1);
            let is_figure = rule.rule.class == Some(RuleClass::Figure);
            let hit = hit.filter(|hit| !is_figure || states_value(rules, rule, hit, tokens));
            claims.extend(hit.map(|hit| Claim { rule, hit }));
        }
    }
    claims.sort_by_key(|Claim { rule, hit }| {
        let (core, whole) = (hit.core.1 - hit.core.0, hit.end - hit.start);
        (Reverse(rule.rule.priority), Reverse(core), Reverse(whole), hit.core.0)
    });
    claims
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
    let mut classes: Vec<ClassId> =
        if to - from == 1 { tokens[from].classes.to_vec() } else { Vec::new() };
    let kind = match rule.class {
        Some(RuleClass::Figure) => {
            let quantity = Quantity::read(rules, claim.rule, &claim.hit, tokens, reading);
            match quantity {
                Some(quantity) => {
                    classes = rules.quantity_classes(&quantity.unit);
                    Kind::Quantity(Box::new(quantity))
                }
                None => Kind::Unresolved,
            }
        }
        Some(RuleClass::Period(kind)) => {
            classes.push(rules.policy.period);
            Kind::Period(Box::new(PeriodReading::read(rules, kind, claim.rule, &claim.hit, tokens)))
        }
        Some(RuleClass::Label) => {
            classes.push(rules.policy.label);
            Kind::Numeral("label")
        }
        Some(RuleClass::Enumerator) => Kind::Numeral("enumerator"),
        Some(RuleClass::Reference) => Kind::Numeral("reference"),
        Some(RuleClass::Idiom) => Kind::Numeral("idiom"),
        None => Kind::Text,
    };
    Node { span, classes: classes.into(), kind, rule: Some(rule.id.as_str().into()) }
}

/// A token that no rule claimed.
fn plain<'r>(rules: &'r RuleSet, reading: &str, token: &Token<'r>) -> Node<'r> {
    let of =
        |kind, rule| Node { span: token.span, classes: Cow::Borrowed(token.classes), kind, rule };
    match &token.what {
        What::Text => of(Kind::Text, None),
        What::Number(numeral) if is_number(numeral) => of(Kind::Unresolved, None),
        What::Number(numeral) if is_in_name(numeral, reading, token.span) => {
            of(Kind::Numeral("label"), Some(IN_NAME.into()))
        }
        What::Number(_) => of(Kind::Text, None),
        What::Word(number) => match &rules.vocabulary.word(*number).meaning.numeral {
            Some((numeral, class)) => {
                let rule = Some(format!("lexicon/{class}").into());
                Node {
                    classes: with_label(rules, token.classes, numeral),
                    ..of(Kind::Numeral(known(numeral)), rule)
                }
            }
            None => of(Kind::Word(*number), None),
        },
        What::Shape(number) => {
            let rule = &rules.shapes.rules[*number];
            let (kind, class) = match rule.class {
                Some(RuleClass::Period(kind)) => (
                    Kind::Period(Box::new(PeriodReading::of_kind(kind))),
                    Some(rules.policy.period),
                ),
                Some(RuleClass::Reference) => (Kind::Numeral("reference"), None),
                Some(RuleClass::Enumerator) => (Kind::Numeral("enumerator"), None),
                Some(RuleClass::Idiom) => (Kind::Numeral("idiom"), None),
                _ => (Kind::Numeral("label"), Some(rules.policy.label)),
            };
            let classes = class.into_iter().collect::<Vec<_>>().into();
            Node { classes, ..of(kind, Some(rule.id.as_str().into())) }
        }
    }
}

/// The class of words that speaks for a lone numeral that is part of a name.
const IN_NAME: &str = "lexicon/within-name";

/// Whether a numeral that no rule claimed is one character of a name: 三星堆, 零碳, 千企. The words
/// of everyday that hold one are idioms of the lexicon; a lone 一 is mostly part of one.
fn is_in_name(numeral: &Numeral, reading: &str, span: Span) -> bool {
    let is_one = numeral.value == Some(Exact::ONE);
    let is_lone = reading[span.range()].chars().nth(1).is_none();
    let before = reading[..span.start].chars().next_back().is_some_and(is_han);
    let after = reading[span.end..].chars().next().is_some_and(is_han);
    is_lone && !is_one && (before || after)
}

/// Whether a numeral that no rule claimed is one. A lone 一 or 九 is mostly part of a word.
fn is_number(numeral: &Numeral) -> bool {
    match numeral.script {
        Script::Digits => true,
        Script::Places => numeral.digits > 1,
        Script::Row | Script::Single | Script::Bare => false,
    }
}

fn with_label<'r>(rules: &RuleSet, classes: &'r [ClassId], numeral: &str) -> Cow<'r, [ClassId]> {
    if numeral != "label" {
        return Cow::Borrowed(classes);
    }
    let mut all = classes.to_vec();
    all.push(rules.policy.label);
    Cow::Owned(all)
}

fn known(numeral: &str) -> &'static str {
    ["period", "enumerator", "reference", "idiom"]
        .into_iter()
        .find(|&class| class == numeral)
        .unwrap_or("label")
}
