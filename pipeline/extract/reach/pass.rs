//! What each node of a sentence says, and the scopes that it begins and ends.

use figlift_config::{PeriodKind, Reach};
use figlift_model::Basis;
use figlift_text::{Document, Freq, Period};

use super::base::Base;
use super::scene::Scene;
use super::scope::{ScopeKind, Time};
use super::{Carrier, Said};
use crate::claim::node::{Node, NodeKind};
use crate::claim::period::PeriodReading;
use crate::compile::pattern::Symbol;
use crate::compile::vocabulary::Meaning;

impl Carrier {
    /// Passes the next node of the sentence.
    pub(super) fn pass(&mut self, scene: Scene<'_, '_>, at: usize) {
        let node = &scene.nodes[at];
        let policy = &scene.rules.policy;
        if node.is(policy.clause_end) {
            self.end_clause(scene, at);
        }
        if node.is(policy.rate_noun) && self.scopes.said(|scope| scope.basis.as_ref()).is_some() {
            self.scopes.enter(ScopeKind::Rate);
        }
        if node.is(policy.bracket_open) {
            let kinds = [ScopeKind::Bracket, ScopeKind::Statement, ScopeKind::Clause];
            self.scopes.enter_all(&kinds);
        }
        if node.is(policy.bracket_close) {
            self.end_bracket();
        }
        if node.is_enumerator() {
            self.begin_point();
        }
        if let NodeKind::Period(_) = &node.kind {
            self.pass_period(scene, at);
        }
        if scene.related[at].untold {
            self.tell(Time::Untold);
        }
        if let Some(meaning) = node.meaning(scene.rules) {
            self.speak(scene, at, meaning);
        }
        if !matches!(node.kind, NodeKind::Quantity(_) | NodeKind::Period(_)) {
            self.pass_related(scene, at);
        }
    }

    fn end_clause(&mut self, scene: Scene<'_, '_>, at: usize) {
        let (policy, node) = (&scene.rules.policy, &scene.nodes[at]);
        self.log.goes_on = true;
        // 人均收入，由…增加到…: the clause goes on with what it began.
        // 人均标准提高5元，达到94元: so does one that only tells what it has come to.
        let goes_on = scene.nodes.get(at + 1).is_some_and(|next| next.is(policy.from))
            || node.is(policy.comma) && scene.comes_to(at + 1)
            || scene.states_former(at + 1);
        let ended = self.scopes.end(ScopeKind::Clause);
        if node.is(policy.statement_end) {
            self.scopes.end(ScopeKind::Statement);
            self.scopes.enter(ScopeKind::Statement);
        }
        self.scopes.enter(ScopeKind::Clause);
        let per = ended.and_then(|clause| clause.per).filter(|_| goes_on);
        if let Some(clause) = self.scopes.at(&[ScopeKind::Clause]) {
            clause.per = per;
        }
    }

    /// Ends a bracket. Before any value it may say of what time the values are.
    fn end_bracket(&mut self) {
        let Some(bracket) = self.scopes.leave(ScopeKind::Bracket) else { return };
        if let Some(outer) = self.scopes.at(&[ScopeKind::Clause, ScopeKind::Former])
            && !self.log.states
        {
            outer.time = bracket.time.or(outer.time);
            outer.near = bracket.near.or(outer.near);
        }
    }

    /// Begins the next point of a sentence, in which what was spoken of before the first of them
    /// holds.
    fn begin_point(&mut self) {
        let status = self.scopes.said(|scope| scope.status);
        if self.scopes.leave(ScopeKind::Point).is_none() {
            self.scopes.end(ScopeKind::Statement);
        }
        self.scopes.enter_all(&[ScopeKind::Point, ScopeKind::Statement, ScopeKind::Clause]);
        if let Some(((status, reach), ScopeKind::Statement)) = status {
            self.scopes.state(status, reach);
        }
    }

    /// Takes a time for that of the clause.
    fn tell(&mut self, time: Time) {
        if let Some(clause) = self.scopes.at(&[ScopeKind::Clause, ScopeKind::Former]) {
            clause.time = Some(time);
        }
    }

    fn pass_period(&mut self, scene: Scene<'_, '_>, at: usize) {
        let node = &scene.nodes[at];
        let NodeKind::Period(reading) = &node.kind else { return };
        // A heading that names a plan leads to its years, whatever it says of them.
        if scene.related[at].aside && !scene.heading {
            return;
        }
        let onward = scene.is_onward(at);
        let period = self.resolve(scene, reading);
        let period = if onward { period.map(|from| since(scene.document, from)) } else { period };
        let said = period.map(|value| Said { value, words: node.span });
        self.enter_aside(scene, at, period);
        if let Some(value) = reading.status {
            self.scopes.state(Said { value, words: node.span }, Reach::Sentence);
        }
        let basis = scene.related[at].basis;
        if let Some(value) = basis {
            self.compare(Base::Period(Said { value, words: node.span }, period));
        }
        let is_first = self.near().is_none();
        if let Some(clause) = self.scopes.at(&[ScopeKind::Clause, ScopeKind::Former])
            && basis.is_none()
        {
            clause.near = period.or(clause.near);
        }
        if scene.owned.contains(&at) {
            self.log.own.extend(said.map(|said| (at, said)));
        } else if basis.is_none() {
            self.log.named.extend(said);
            let within = reading.kind == PeriodKind::LastYears && scene.is_within(at);
            let began = onward && !period.is_some_and(|period| is_current(scene.document, period));
            let passing = within || began || is_first && self.is_further_aim(scene, at);
            match said {
                Some(said) => self.tell(Time::Told { said, passing }),
                None if reading.names_a_period() => self.tell(Time::Untold),
                None => {}
            }
            // 比上月…，1—5月…: months taken together are not compared with the month before.
            if reading.is_cumulative() {
                let is_short = |base: &Base| base.is_of_period_before();
                for scope in self.scopes.of_sentence() {
                    scope.basis = scope.basis.take().filter(|base| !is_short(base));
                }
            }
        }
    }

    /// The period of a time, by what was spoken of before it.
    fn resolve(&self, scene: Scene<'_, '_>, reading: &PeriodReading) -> Option<Period> {
        let before = self.spoken().map(|said| said.value).or(self.sections.period());
        let of_short = self.last_of_short(scene).filter(|_| reading.counts_from_carried());
        let near = self.near().or(before).or(of_short.map(|said| said.value));
        reading.resolve(scene.document.metadata(), near)
    }

    /// The time named last in the sentence.
    fn near(&self) -> Option<Period> {
        self.scopes.said(|scope| scope.near).map(|(near, _)| near)
    }

    /// Enters what a time begins that holds for a part of what was spoken of, or for a time before.
    fn enter_aside(&mut self, scene: Scene<'_, '_>, at: usize, period: Option<Period>) {
        let Some(period) = period else { return };
        let before = self.spoken().map(|said| said.value).or(self.sections.period());
        let spoken = before.or(scene.document.metadata().period);
        let within =
            |spoken: Period| spoken.first() <= period.first() && period.last() <= spoken.last();
        let (among, former) = (ScopeKind::Among, ScopeKind::Former);
        if spoken.is_some_and(within) && !self.scopes.within(among) && scene.is_among(at) {
            self.scopes.enter_all(&[among, ScopeKind::Clause]);
        }
        let is_former = spoken.is_none_or(|spoken| period.last() < spoken.first());
        if is_former && !self.scopes.within(former) && scene.states_former(at) {
            // 利润18亿元，上年同期15亿元，增长20%.
            let NodeKind::Period(reading) = &scene.nodes[at].kind else { return };
            if reading.kind == PeriodKind::YearBefore {
                let words = scene.nodes[at].span;
                self.compare(Base::Word(Said { value: Basis::Yoy, words }));
            }
            self.scopes.enter(former);
        }
    }

    /// States a basis from here on.
    fn compare(&mut self, base: Base) {
        if let Some(scope) = self.scopes.at(&[ScopeKind::Rate, ScopeKind::Sentence]) {
            scope.basis = Some(base);
        }
    }

    /// What a word of the lexicon says, from there on.
    fn speak(&mut self, scene: Scene<'_, '_>, at: usize, meaning: &Meaning) {
        let words = scene.nodes[at].span;
        if let Some(value) = meaning.basis {
            self.compare(Base::Word(Said { value, words }));
        }
        if let Some(value) = meaning.status {
            self.scopes.state(Said { value, words }, meaning.reach.unwrap_or(Reach::Statement));
        }
        if let Some(per) = &meaning.per
            && let Some(clause) = self.scopes.at(&[ScopeKind::Clause])
        {
            clause.per = Some(Said { value: per.clone(), words });
        }
        if let Some(area) = &meaning.area {
            let spoken = self.scopes.said(|scope| scope.area.as_ref());
            let spoken = spoken.and_then(|((code, _), _)| code.as_deref());
            let metadata = scene.document.metadata();
            let code = if area == "." { metadata.ref_area.as_ref() } else { Some(area) };
            if !scene.is_scope(at, spoken)
                && let Some(sentence) = self.scopes.at(&[ScopeKind::Sentence])
            {
                sentence.area = Some((code.cloned(), Some(words)));
            }
        }
    }

    /// What rules say by words that are neither a quantity nor a period: it holds from there on.
    fn pass_related(&mut self, scene: Scene<'_, '_>, at: usize) {
        let (node, related) = (&scene.nodes[at], &scene.related[at]);
        let words = node.span;
        if let Some(value) = related.status {
            self.scopes.state(Said { value, words }, related.reach.unwrap_or(Reach::Statement));
        }
        if let Some(value) = related.basis {
            let base = Base::Word(Said { value, words });
            if related.reach == Some(Reach::Paragraph)
                && let Some(paragraph) = self.scopes.at(&[ScopeKind::Paragraph])
            {
                paragraph.basis = Some(base.clone());
            }
            self.compare(base);
        }
    }

    /// Whether a time is that of an aim added to what the sentence is of: …，力争2024年全覆盖.
    fn is_further_aim(&self, scene: Scene<'_, '_>, at: usize) -> bool {
        let before = at.checked_sub(1).map(|before| &scene.nodes[before]);
        let aims = |node: &Node| {
            let said = node.meaning(scene.rules);
            node.is(scene.rules.policy.to) || said.is_some_and(|said| said.status.is_some())
        };
        self.log.goes_on && before.is_some_and(aims)
    }
}

/// The years from one on up to the last whole one before the text; a day or month, and a year of a
/// text without a date, are what is stated.
fn since(document: &Document, from: Period) -> Period {
    let date = document.metadata().date.filter(|_| from.freq() == Some(Freq::Annual));
    let last = date.and_then(|date| Period::year(date.start_year() - 1));
    last.and_then(|last| from.to(last)).unwrap_or(from)
}

/// Whether a time reaches into the year of the text, or to come.
fn is_current(document: &Document, period: Period) -> bool {
    document
        .metadata()
        .date
        .is_some_and(|date| date.start_year() <= i32::from(period.last().year()))
}
