//! Fourth pass: how far words reach. Each word holds in its scope (a clause, a statement, a sentence,
//! a bracket); what holds for a value is what the innermost scope says that says it. Periods are
//! carried over sentence, paragraph and heading.

mod area;
mod base;
mod holds;
mod pass;
mod reached;
mod scene;
mod scope;
mod scope_kind;
mod section;

use std::collections::{BTreeMap, BTreeSet};

use figlift_config::Reach;
use figlift_model::ObsStatus;
use figlift_text::{Document, Freq, Period, Sentence, Span};

use crate::claim::node::Node;
use crate::claim::related::{Related, Relations};
use crate::compile::pattern::Symbol;
use crate::compile::ruleset::RuleSet;

use area::SpokenAreas;
use base::Base;
use scene::Scene;
use scope::{Scopes, Time};
use scope_kind::ScopeKind;
use section::Sections;

pub(crate) use reached::{ReachOrigins, Reached, Said};

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
    /// The aim or forecast of which the last sentence of the paragraph spoke.
    aimed: Option<Said<ObsStatus>>,
    sections: Sections,
    /// The period that the title of the text names: that of the sidecar, else its first line.
    title: Option<Period>,
    /// That of a title outside of the text, which holds for all its parts.
    given: Option<Period>,
    /// What all growth below is compared with that states nothing else: 同比（下同）.
    below: Option<Base>,
    log: SentenceLog,
}

/// What the sentence has said so far, whatever of it still holds.
#[derive(Debug, Default)]
struct SentenceLog {
    /// The periods that it speaks of, in order.
    named: Vec<Said<Period>>,
    /// Periods that belong to one quantity alone, by node.
    own: BTreeMap<usize, Said<Period>>,
    /// The standards of comparison, by the node of their period.
    bases: BTreeMap<usize, Base>,
    /// The denominator that a rule gave to the last value.
    per: Option<Said<String>>,
    /// The status that words gave to the last value.
    status: Option<Said<ObsStatus>>,
    /// Whether a value has been stated.
    states: bool,
    /// Whether a clause has ended.
    goes_on: bool,
    areas: SpokenAreas,
}

impl Carrier {
    pub(crate) fn new() -> Carrier {
        Carrier {
            paragraph: usize::MAX,
            scopes: Scopes::default(),
            opens: true,
            silent: true,
            aimed: None,
            sections: Sections::default(),
            title: None,
            given: None,
            below: None,
            log: SentenceLog::default(),
        }
    }

    /// The same, below a title that was read.
    pub(crate) fn below(title: &Carrier, date: Option<Period>) -> Carrier {
        let title = title.titled(date, |_| false);
        Carrier { title, given: title, ..Carrier::new() }
    }

    /// That of a text below a heading that names a period.
    pub(crate) fn below_heading(period: Option<Period>) -> Carrier {
        Carrier { title: period, ..Carrier::new() }
    }

    /// The period of a text whose title was read last. A report that is named by the year in which
    /// it is given is not of that year, but news of 今年 is.
    fn titled(&self, date: Option<Period>, says_now: impl Fn(Span) -> bool) -> Option<Period> {
        let named = self.log.named.first()?;
        let is_now = says_now(named.words);
        let is_to_come = !is_now && date.is_some_and(|date| named.value.last() > date.last());
        Some(named.value).filter(|period| section::is_reported(*period) && !is_to_come)
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
        let paragraph = &document.paragraphs()[sentence.paragraph];
        let line = &document.reading()[paragraph.span.range()];
        let caption =
            paragraph.heading && !paragraph.begins_part && section::is_caption(rules, line);
        let heading = paragraph.heading && !caption;
        if self.paragraph != sentence.paragraph {
            self.enter_paragraph(sentence.paragraph);
            if paragraph.begins_part {
                (self.sections, self.title) = (Sections::default(), self.given);
            }
            if heading {
                self.sections.end(line);
            }
        }
        if nodes.first().is_some_and(Node::is_enumerator) {
            self.scopes.leave(ScopeKind::Point);
            self.scopes.enter(ScopeKind::Point);
        }
        let owned: BTreeSet<usize> = related.iter().filter_map(|related| related.period).collect();
        let scene = Scene { rules, document, nodes, related, owned: &owned, heading };
        self.log = SentenceLog::default();
        self.scopes.enter_all(&[ScopeKind::Sentence, ScopeKind::Statement, ScopeKind::Clause]);
        self.go_on_aiming(scene);
        let mut reached = Vec::new();
        for (at, node) in nodes.iter().enumerate() {
            self.pass(scene, at);
            if self.log.areas.pass(scene, at)
                && let Some(sentence) = self.scopes.at(&[ScopeKind::Sentence])
            {
                sentence.area = self.log.areas.spoken();
            }
            if let Some(quantity) = node.quantity() {
                self.log.states = true;
                self.log.status = self.scopes.said(|scope| scope.status).map(|((said, _), _)| said);
                let per = quantity.own.per.as_ref().or(related[at].per.as_ref());
                self.log.per = per.map(|per| Said { value: per.clone(), words: node.span });
                reached.push((at, self.at(scene, at)));
            }
        }
        if caption {
            self.scopes.leave(ScopeKind::Sentence);
        } else {
            self.turn_sections(scene, sentence);
            self.leave(scene, sentence);
        }
        reached
    }

    fn enter_paragraph(&mut self, number: usize) {
        (self.paragraph, self.opens, self.silent, self.aimed) = (number, true, true, None);
        self.scopes.clear();
        self.scopes.enter(ScopeKind::Paragraph);
    }

    /// A sentence that opens with 其中 goes on with the aim of the one before: 将新建道路12公里。其中，….
    fn go_on_aiming(&mut self, scene: Scene<'_, '_>) {
        let policy = &scene.rules.policy;
        let opens = scene.nodes.first().is_some_and(|node| node.is(policy.among));
        if let Some(aimed) = self.aimed.filter(|_| opens) {
            self.scopes.state(aimed, Reach::Sentence);
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
        let aims = |said: &Said<_>| matches!(said.value, ObsStatus::Forecast | ObsStatus::Target);
        self.aimed = self.log.status.filter(aims);
        let Some(left) = self.scopes.leave(ScopeKind::Sentence) else { return };
        let spoken = left.time.and_then(Time::said);
        let paragraph = &scene.document.paragraphs()[sentence.paragraph];
        let text = &scene.document.reading()[paragraph.span.range()];
        if paragraph.heading || section::is_appendix(scene.rules, text, scene.nodes) {
            let (rules, document, nodes) = (scene.rules, scene.document, scene.nodes);
            if sentence.paragraph == 0 && paragraph.heading {
                let says_now =
                    |words: Span| rules.begins("this-year", &document.reading()[words.range()]);
                self.title = self.title.or_else(|| self.titled(document.metadata().date, says_now));
            }
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
        let far = |reach| matches!(reach, Reach::Sentence | Reach::Paragraph);
        let leads = |related: &Related| related.status.is_some() && related.reach.is_some_and(far);
        if let Some(at) = scene.related.iter().position(leads) {
            let spoken = spoken.or(self.spoken());
            self.sections.aim(scene.document, scene.nodes[at].span, spoken);
        }
        let lasting = left.lasting.and_then(Time::said);
        let date = scene.document.metadata().date;
        // 当前，形势复杂。: where nothing is stated, nothing is of now.
        let is_idle = |said: &Said<_>| !self.log.states && Some(said.value) == date;
        let lasting = lasting.filter(|said| !is_idle(said) && !self.is_event(sentence, said));
        if let Some(paragraph) = self.scopes.at(&[ScopeKind::Point, ScopeKind::Paragraph]) {
            match (lasting, left.lasting) {
                (Some(said), _) => paragraph.time = Some(Time::told(said)),
                (None, Some(Time::Untold)) => paragraph.time = None,
                (None, _) => {}
            }
        }
    }

    /// The time spoken of: in the sentence, else earlier in the paragraph.
    fn spoken(&self) -> Option<Said<Period>> {
        self.scopes.said(|scope| scope.time?.said()).map(|(said, _)| said)
    }

    /// The period that the nearest heading names, or the title.
    pub(crate) fn heading_period(&self) -> Option<Period> {
        self.sections.period().or(self.title)
    }

    /// Whether a sentence only tells what came to pass on a day or in a month of the time spoken of,
    /// and states no value: 继…之后，1999年12月恢复行使主权.
    fn is_event(&self, sentence: &Sentence, said: &Said<Period>) -> bool {
        let short = said.value.freq().is_some_and(|freq| freq >= Freq::Month);
        let opens = said.words.start == sentence.span.start;
        let wider = self.spoken().map(|said| said.value).or(self.heading_period());
        let wider = wider.is_some_and(|wider| {
            wider.first() <= said.value.first() && said.value.last() <= wider.last()
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
