//! Fourth pass: how far words reach. Each word holds in its scope (a clause, a statement, a sentence,
//! a bracket); what holds for a value is what the innermost scope says that says it. Periods are
//! carried over sentence, paragraph and heading.

mod base;
mod holds;
mod pass;
mod reached;
mod scene;
mod scope;
mod section;

use std::collections::{BTreeMap, BTreeSet};

use figlift_text::{Document, Freq, Period, Sentence};

use crate::claim::node::Node;
use crate::claim::related::{Related, Relations};
use crate::compile::pattern::Symbol;
use crate::compile::ruleset::RuleSet;

use scene::Scene;
use scope::{ScopeKind, Scopes, Time};
use section::Sections;

pub(crate) use reached::{Reached, Said};

/// What is carried from sentence to sentence, and what holds at the place that the pass has come to.
#[derive(Debug)]
pub(crate) struct Carrier {
    /// Number of the paragraph that it holds for.
    paragraph: usize,
    /// The paragraph and all within it.
    scopes: Scopes,
    /// Whether the paragraph has stated neither a value nor a time yet: 各位代表！
    opens: bool,
    /// Whether the paragraph has stated no value yet: 2025年是收官之年。五年来，….
    silent: bool,
    /// Spoken of last in the document.
    last: Option<Said<Period>>,
    sections: Sections,
    log: SentenceLog,
}

/// What the sentence has said so far, whatever of it still holds.
#[derive(Debug, Default)]
struct SentenceLog {
    /// The periods that it speaks of, in order.
    named: Vec<Said<Period>>,
    /// Periods that belong to one quantity alone, by node.
    own: BTreeMap<usize, Said<Period>>,
    /// Whether a value has been stated.
    states: bool,
    /// Whether a clause has ended.
    goes_on: bool,
}

impl Carrier {
    pub(crate) fn new() -> Carrier {
        Carrier {
            paragraph: usize::MAX,
            scopes: Scopes::default(),
            opens: true,
            silent: true,
            last: None,
            sections: Sections::default(),
            log: SentenceLog::default(),
        }
    }

    /// What reaches each quantity of the next sentence, with its node.
    pub(crate) fn reach(
        &mut self,
        rules: &RuleSet,
        document: &Document,
        sentence: &Sentence,
        nodes: &[Node],
        related: &Relations,
    ) -> Vec<(usize, Reached)> {
        if self.paragraph != sentence.paragraph {
            self.enter_paragraph(document, sentence.paragraph);
        }
        if nodes.first().is_some_and(Node::is_enumerator) {
            self.scopes.leave(ScopeKind::Point);
            self.scopes.enter(ScopeKind::Point);
        }
        let owned: BTreeSet<usize> = related.iter().filter_map(|related| related.period).collect();
        let heading = document.paragraphs()[sentence.paragraph].heading;
        let scene = Scene { rules, document, nodes, related, owned: &owned, heading };
        self.log = SentenceLog::default();
        self.scopes.enter_all(&[ScopeKind::Sentence, ScopeKind::Statement, ScopeKind::Clause]);
        let mut reached = Vec::new();
        for (at, node) in nodes.iter().enumerate() {
            self.pass(scene, at);
            if node.is_quantity() {
                self.log.states = true;
                reached.push((at, self.at(scene, at)));
            }
        }
        self.turn_sections(scene, sentence);
        self.leave(scene, sentence);
        reached
    }

    fn enter_paragraph(&mut self, document: &Document, number: usize) {
        (self.paragraph, self.opens, self.silent) = (number, true, true);
        self.scopes.clear();
        self.scopes.enter(ScopeKind::Paragraph);
        let paragraph = &document.paragraphs()[number];
        if paragraph.heading {
            self.sections.end(&document.reading()[paragraph.span.range()]);
        }
    }

    /// Turns to another period of the heading, or opens its section, with the first words of a
    /// paragraph.
    fn turn_sections(&mut self, scene: Scene<'_, '_>, sentence: &Sentence) {
        let SentenceLog { named, states, .. } = &self.log;
        let opening = opening(sentence, named);
        if self.opens {
            self.sections.turn(opening, *states);
        }
        if self.silent && !self.opens {
            self.sections.turn(opening, true);
        }
        self.silent &= !states;
        if !scene.heading && (*states || !named.is_empty()) {
            self.sections.open(scene.document, opening);
        }
        self.opens &= named.is_empty() && !states;
    }

    /// Ends a sentence: what it said of the time holds for the paragraph, and what a heading or a
    /// lead-in said for its section.
    fn leave(&mut self, scene: Scene<'_, '_>, sentence: &Sentence) {
        let time = self.scopes.leave(ScopeKind::Sentence).and_then(|scope| scope.time);
        let spoken = time.and_then(Time::said);
        let paragraph = &scene.document.paragraphs()[sentence.paragraph];
        let text = &scene.document.reading()[paragraph.span.range()];
        if paragraph.heading || section::is_appendix(scene.rules, text, scene.nodes) {
            let (rules, document, nodes) = (scene.rules, scene.document, scene.nodes);
            self.sections.head(rules, document, paragraph, nodes, &self.log.named);
            return;
        }
        let sentence_text = &scene.document.reading()[sentence.span.range()];
        let aims = scene.nodes.iter().find(|node| node.is(scene.rules.policy.aims));
        let aims = aims.map(|node| node.span);
        if section::leads_in(text, scene.nodes) {
            self.sections.lead_in(scene.document, self.log.named.first().copied(), aims);
        } else if sentence.span.end == paragraph.span.end
            && section::leads_on(sentence_text, scene.nodes)
        {
            let spoken = spoken.or(self.spoken()).filter(|said| section::is_of_years(said.value));
            self.sections.lead_in(scene.document, spoken, aims);
        }
        let leads = |related: &Related| related.status.is_some() && related.reach.is_some();
        if let Some(at) = scene.related.iter().position(leads) {
            let spoken = spoken.or(self.spoken());
            self.sections.aim(scene.document, scene.nodes[at].span, spoken);
        }
        let lasting = time.and_then(Time::lasting);
        let lasting = lasting.filter(|said| !self.is_event(sentence, said));
        self.last = lasting.or(self.last);
        if let Some(paragraph) = self.scopes.at(&[ScopeKind::Point, ScopeKind::Paragraph]) {
            match (lasting, time) {
                (Some(said), _) => paragraph.time = Some(Time::Told { said, passing: false }),
                (None, Some(Time::Untold)) => paragraph.time = None,
                (None, _) => {}
            }
        }
    }

    /// The time spoken of: in the sentence, else earlier in the paragraph.
    fn spoken(&self) -> Option<Said<Period>> {
        self.scopes.said(|scope| scope.time?.said()).map(|(said, _)| said)
    }

    /// Whether a sentence only tells what came to pass on a day or in a month of the time spoken of,
    /// and states no value: 继…之后，1999年12月恢复行使主权.
    fn is_event(&self, sentence: &Sentence, said: &Said<Period>) -> bool {
        let short = said.value.freq().is_some_and(|freq| freq >= Freq::Month);
        let opens = said.words.start == sentence.span.start;
        let wider = self.spoken().or(self.sections.said()).is_some_and(|wider| {
            wider.value.first() <= said.value.first() && said.value.last() <= wider.value.last()
        });
        let day = said.value.freq() == Some(Freq::Day);
        short && wider && (day || !opens) && !self.log.states
    }
}

/// Characters before the time with which a paragraph opens: 各位代表！刚刚过去的.
const OPENING: usize = 12;

/// The time with which a sentence opens.
fn opening(sentence: &Sentence, named: &[Said<Period>]) -> Option<Said<Period>> {
    let near =
        |said: &Said<Period>| said.words.start <= sentence.span.start + OPENING * '年'.len_utf8();
    named.first().copied().filter(near)
}
