//! What each node of a sentence says, and the scopes that it begins and ends.

use figlift_config::{PeriodKind, Reach};
use figlift_model::Basis;
use figlift_text::{Document, Freq, Period};

use super::base::Base;
use super::scene::Scene;
use super::scope::Time;
use super::scope_kind::ScopeKind;
use super::{Carrier, Said};
use crate::claim::node::{Node, NodeKind};
use crate::claim::period::until_now;
use crate::compile::pattern::Symbol;
use crate::compile::vocabulary::Meaning;

/// Denominators that are times.
const TIMES: [&str; 6] = ["a", "quarter", "mo", "wk", "d", "h"];

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
        if scene.ends_denominator(at)
            && let Some(clause) = self.scopes.at(&[ScopeKind::Clause])
        {
            // 日均办理26笔、金额3亿元: a time is that of both.
            let is_time = |per: &Said<String>| TIMES.contains(&per.value.as_str());
            clause.per = clause.per.take().filter(|per| !node.is(policy.of) && is_time(per));
        }
        if let NodeKind::Period(_) = &node.kind {
            self.pass_period(scene, at);
        }
        if scene.related[at].untold {
            self.tell(Time::Untold, false);
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
        // 人均收入3万元，高于全国2000元: so does the difference from another value.
        let differs = node.is(policy.comma) && scene.tells_difference(at + 1);
        let per = ended.and_then(|clause| clause.per).filter(|_| goes_on || differs);
        let per = per.or_else(|| self.log.per.take().filter(|_| differs));
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
            outer.lasting = bracket.lasting.or(outer.lasting);
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

    /// Takes a time for that of the clause; a passing one for no longer than the sentence.
    fn tell(&mut self, time: Time, passing: bool) {
        if let Some(clause) = self.scopes.at(&[ScopeKind::Clause, ScopeKind::Former]) {
            clause.time = Some(time);
            clause.lasting = if passing { clause.lasting } else { Some(time) };
        }
    }

    fn pass_period(&mut self, scene: Scene<'_, '_>, at: usize) {
        let node = &scene.nodes[at];
        let NodeKind::Period(reading) = &node.kind else { return };
        // A heading that names a plan leads to its years, whatever it says of them.
        if self.is_aside(scene, at) && !scene.heading {
            return;
        }
        let onward = scene.is_onward(at);
        let near = self.near_or_spoken();
        let period = reading.resolve(scene.document.metadata(), near);
        let period = if onward { period.map(|from| since(scene.document, from)) } else { period };
        let said = period.map(|value| Said { value, words: node.span });
        let aside = self.enter_aside(scene, at, period);
        if let Some(value) = reading.status {
            self.scopes.state(Said { value, words: node.span }, Reach::Sentence);
        }
        if let Some(value) = scene.related[at].basis {
            let base = Base::Period(Said { value, words: node.span }, period, scene.compared(at));
            self.log.bases.insert(at, base.clone());
            self.compare(base);
            if scene.owned.contains(&at) {
                self.log.own.extend(said.map(|said| (at, said)));
            }
            return;
        }
        let is_first = self.near().is_none();
        if let Some(clause) = self.scopes.at(&[ScopeKind::Clause, ScopeKind::Former]) {
            clause.near = period.or(clause.near);
        }
        if scene.owned.contains(&at) {
            self.pass_owned(scene, at, said);
            return;
        }
        self.log.named.extend(said);
        let within = reading.kind == PeriodKind::LastYears && scene.is_within(at);
        let began = (onward || reading.kind == PeriodKind::Since) && !scene.leads(at);
        let further = is_first && self.is_further_aim(scene, at);
        let ends = reading.ends(scene.document.metadata(), near).filter(|_| scene.is_from(at));
        match said {
            Some(said) => {
                let passing = aside || within || began || further;
                self.tell(Time::Told { said, ends }, passing);
            }
            None if reading.names_a_period() => self.tell(Time::Untold, false),
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

    /// Whether a time says nothing of the values around it: a rule says so, it only qualifies
    /// (按上年不变价计算), or it is part of a title, in a sentence that names its time outside of it.
    fn is_aside(&self, scene: Scene<'_, '_>, at: usize) -> bool {
        let related = &scene.related[at];
        let within_title = || scene.is_in_title(at) && !self.log.named.is_empty();
        related.aside || related.basis.is_none() && (scene.only_qualifies(at) || within_title())
    }

    /// A time of one quantity alone. One that opens its sentence is also that of the other values,
    /// where no other is: 今年竣工的31个项目，26个通过验收.
    fn pass_owned(&mut self, scene: Scene<'_, '_>, at: usize, said: Option<Said<Period>>) {
        self.log.own.extend(said.map(|said| (at, said)));
        let known = self.spoken().is_some()
            || self.heading_period().is_some()
            || scene.document.metadata().period.is_some();
        if let Some(said) = said.filter(|_| at == 0 && !known)
            && let Some(sentence) = self.scopes.at(&[ScopeKind::Sentence])
        {
            sentence.time = Some(Time::told(said));
        }
    }

    /// The time named last, or else spoken of, from which words count.
    fn near_or_spoken(&self) -> Option<Period> {
        self.near().or(self.spoken().map(|said| said.value)).or(self.heading_period())
    }

    /// The time named last in the sentence.
    fn near(&self) -> Option<Period> {
        self.scopes.said(|scope| scope.near).map(|(near, _)| near)
    }

    /// Enters what a time begins that holds for a part of what was spoken of, or for a time before.
    /// Returns whether the time holds for its whole sentence instead, and no further: 其中，2022年….
    fn enter_aside(&mut self, scene: Scene<'_, '_>, at: usize, period: Option<Period>) -> bool {
        let Some(period) = period.filter(|_| scene.related[at].basis.is_none()) else {
            return false;
        };
        if scene.is_among(at) && scene.opens_aside(at) {
            return true;
        }
        let before = self.spoken().map(|said| said.value).or(self.heading_period());
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
            if let NodeKind::Period(reading) = &scene.nodes[at].kind
                && reading.kind == PeriodKind::YearBefore
            {
                let words = scene.nodes[at].span;
                self.compare(Base::Word(Said { value: Basis::Yoy, words }));
            }
            self.scopes.enter(former);
        }
        false
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
        // 未来产业: a part of the noun.
        let next = scene.nodes.get(at + 1);
        let describes = scene.nodes[at].is(scene.rules.policy.future)
            && next.is_some_and(|next| {
                next.is_any(&[scene.rules.policy.text, scene.rules.policy.label])
            });
        if let Some(value) = meaning.status.filter(|_| !describes) {
            self.scopes.state(Said { value, words }, meaning.reach.unwrap_or(Reach::Statement));
        }
        if meaning.now && scene.speaks_of_now(at) {
            let date = scene.document.metadata().date;
            let time = date.map_or(Time::Untold, |value| Time::told(Said { value, words }));
            self.tell(time, false);
        }
        if let Some(per) = &meaning.per
            && let Some(clause) = self.scopes.at(&[ScopeKind::Clause])
        {
            clause.per = Some(Said { value: per.clone(), words });
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
            if related.reach == Some(Reach::Document) {
                self.below = Some(base.clone());
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

/// The years from one on up to the time of speaking; a day or month, and a year of a text without a
/// date, are what is stated.
fn since(document: &Document, from: Period) -> Period {
    let date = document.metadata().date.filter(|_| from.freq() == Some(Freq::Annual));
    date.and_then(|date| until_now(from, date)).unwrap_or(from)
}
