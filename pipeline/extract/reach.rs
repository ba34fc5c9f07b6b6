//! Fourth pass: how far words reach. Periods are carried over sentence, paragraph and heading;
//! bases, status words and areas to the end of their sentence or statement.

use figlift_text::{Document, Period, Sentence, Span};

use crate::RuleSet;
use crate::claim::{Kind, Node};
use crate::pattern::Symbol;
use crate::relate::Related;
use crate::vocabulary::Meaning;

/// Where a figure's period comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodSource {
    /// Its clause.
    Stated,
    /// Earlier in its paragraph.
    Carried,
    /// The heading above it.
    Heading,
    /// The document's reporting period.
    Document,
}

impl PeriodSource {
    /// As the tables write it.
    pub fn as_str(self) -> &'static str {
        match self {
            PeriodSource::Stated => "stated",
            PeriodSource::Carried => "carried",
            PeriodSource::Heading => "heading",
            PeriodSource::Document => "document",
        }
    }
}

/// What reaches a figure.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reached {
    pub period: Option<(Period, PeriodSource)>,
    pub basis: Option<String>,
    pub base_period: Option<Period>,
    pub status: Option<String>,
    /// Code and words.
    pub area: Option<(Option<String>, Option<Span>)>,
    pub per: Option<String>,
}

/// What is carried from sentence to sentence.
#[derive(Debug)]
pub(crate) struct Carrier {
    /// Number of the paragraph that it holds for.
    paragraph: usize,
    section: Option<usize>,
    carried: Option<Period>,
    heading: Option<Period>,
}

/// What holds at one place of a sentence.
#[derive(Clone, Debug, Default)]
struct State {
    /// The first period of the sentence.
    first: Option<Period>,
    stated: Option<Period>,
    in_sentence: Option<Period>,
    basis: Option<Base>,
    status: Option<String>,
    area: Option<(Option<String>, Option<Span>)>,
    per: Option<String>,
}

#[derive(Clone, Debug)]
enum Base {
    /// 同比, 环比, 年均.
    Word(String),
    /// 比2015年, 较上年: the basis that the words state, and the period.
    Period(String, Option<Period>),
}

impl Carrier {
    pub(crate) fn new() -> Carrier {
        Carrier { paragraph: usize::MAX, section: None, carried: None, heading: None }
    }

    /// What reaches each node of the next sentence.
    pub(crate) fn reach(
        &mut self,
        rules: &RuleSet,
        document: &Document,
        sentence: &Sentence,
        nodes: &[Node],
        related: &[Related],
    ) -> Vec<Reached> {
        self.enter(document, sentence);
        let mut state = State::default();
        let mut reached = Vec::with_capacity(nodes.len());
        for (at, node) in nodes.iter().enumerate() {
            self.pass(rules, document, nodes, related, at, &mut state);
            reached.push(match node.kind {
                Kind::Quantity(_) => self.at(document, &state),
                _ => Reached::default(),
            });
        }
        self.leave(document, sentence, &state);
        reached
    }

    fn enter(&mut self, document: &Document, sentence: &Sentence) {
        let paragraph = &document.paragraphs()[sentence.paragraph];
        if self.section != paragraph.section {
            self.section = paragraph.section;
            // A period that a heading names has been carried there by the heading's own sentence.
            self.heading =
                self.heading.take().filter(|_| paragraph.section == Some(self.paragraph));
        }
        if self.paragraph != sentence.paragraph {
            self.paragraph = sentence.paragraph;
            self.carried = None;
        }
    }

    fn leave(&mut self, document: &Document, sentence: &Sentence, state: &State) {
        let spoken = state.stated.or(state.in_sentence);
        if document.paragraphs()[sentence.paragraph].heading {
            // 2025年和“十四五”时期工作回顾: what follows is first of all of 2025.
            self.heading = state.first.or(self.heading);
        } else {
            self.carried = spoken.or(self.carried);
        }
    }

    fn pass(
        &self,
        rules: &RuleSet,
        document: &Document,
        nodes: &[Node],
        related: &[Related],
        at: usize,
        state: &mut State,
    ) {
        let node = &nodes[at];
        let policy = &rules.policy;
        if node.is(policy.clause_end) {
            state.in_sentence = state.stated.take().or(state.in_sentence);
            state.per = None;
        }
        if node.is(policy.statement_end) {
            state.status = state.status.take().filter(|status| status == "P");
        }
        if let Kind::Period(reading) = &node.kind {
            let before = state.stated.or(state.in_sentence).or(self.carried).or(self.heading);
            let period = reading.resolve(document.metadata(), before);
            match &related[at].basis {
                Some(basis) => state.basis = Some(Base::Period(basis.clone(), period)),
                None => {
                    state.first = state.first.or(period);
                    state.stated = period.or(state.stated);
                }
            }
        }
        if let Some(meaning) = word(rules, node) {
            if let Some(basis) = &meaning.basis {
                state.basis = Some(Base::Word(basis.clone()));
            }
            state.status = meaning.status.clone().or(state.status.take());
            state.per = meaning.per.clone().or(state.per.take());
            if let Some(area) = &meaning.area
                && !is_scope(rules, nodes, at)
            {
                let code = if area == "." {
                    document.metadata().ref_area.clone()
                } else {
                    Some(area.clone())
                };
                state.area = Some((code, Some(node.span)));
            }
        }
    }

    fn at(&self, document: &Document, state: &State) -> Reached {
        let metadata = document.metadata();
        let carried = state.in_sentence.or(self.carried);
        let period = (state.stated.map(|period| (period, PeriodSource::Stated)))
            .or(carried.map(|period| (period, PeriodSource::Carried)))
            .or(self.heading.map(|period| (period, PeriodSource::Heading)))
            .or(metadata.period.map(|period| (period, PeriodSource::Document)));
        let (basis, base_period) = basis(state.basis.as_ref(), period.map(|(period, _)| period));
        let area = state.area.clone().unwrap_or((metadata.ref_area.clone(), None));
        Reached {
            period,
            basis,
            base_period,
            status: state.status.clone(),
            area: Some(area),
            per: state.per.clone(),
        }
    }
}

/// The basis of a comparison and the period compared with, where that can be told.
fn basis(base: Option<&Base>, period: Option<Period>) -> (Option<String>, Option<Period>) {
    match base {
        None => (None, None),
        Some(Base::Word(word)) => {
            let year_before =
                if word == "yoy" { period.and_then(|period| period.shift_years(-1)) } else { None };
            (Some(word.clone()), year_before)
        }
        Some(Base::Period(stated, base)) => {
            let year_before = period.and_then(|period| period.shift_years(-1));
            // 比上年 is said of the year before the one spoken of, whenever that is printed.
            let is_year_before = stated == "yoy" || (base.is_some() && *base == year_before);
            let basis = if is_year_before { "yoy" } else { stated };
            let base = if is_year_before { year_before.or(*base) } else { *base };
            (Some(basis.to_owned()), base)
        }
    }
}

/// Whether an area only says among whom something is ranked or what it is compared with: 居全国第11位.
fn is_scope(rules: &RuleSet, nodes: &[Node], at: usize) -> bool {
    let ranked = nodes.get(at + 1).is_some_and(|node| match &node.kind {
        Kind::Quantity(quantity) => quantity.unit == "rank",
        _ => node.is(rules.policy.rank_word),
    });
    let compared = at > 0
        && (nodes[at - 1].is(rules.policy.compare) || nodes[at - 1].is(rules.policy.rank_verb));
    ranked || compared
}

fn word<'r>(rules: &'r RuleSet, node: &Node) -> Option<&'r Meaning> {
    match node.kind {
        Kind::Word(number) => Some(&rules.vocabulary.word(number).meaning),
        _ => None,
    }
}
