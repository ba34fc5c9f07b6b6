//! What holds for a value, by the scopes that it stands in.

use figlift_config::Reach;
use figlift_model::{Basis, ChangeEnd, ObsStatus, PeriodSource};
use figlift_text::{Document, Period, Span};

use super::base::Base;
use super::scene::Scene;
use super::scope::{OpenScope, ScopeKind, Time};
use super::{Carrier, Reached, Said};
use crate::claim::node::Node;
use crate::compile::pattern::Symbol;

/// A period, its source and the words that name it.
type Dated = (Period, PeriodSource, Option<Span>);

impl Carrier {
    /// What reaches the quantity at a node, the last one that was passed.
    pub(super) fn at(&self, scene: Scene<'_, '_>, at: usize) -> Reached {
        let metadata = scene.document.metadata();
        let dated = self.period_at(scene, at);
        let status = self.status_at(scene, dated);
        // 北京、上海分别增长5%、6%: each of its own.
        let named = scene.related[at].area.map(|area| &scene.nodes[area]);
        let code = |area: &Node| area.meaning(scene.rules).and_then(|said| said.area.clone());
        let area = named.map(|area| (code(area), Some(area.span)));
        let area = area.or_else(|| self.holding(|scope| scope.area.as_ref()).cloned());
        let (basis, base_period) = self.base_at(scene, at, dated.map(|(period, ..)| period));
        Reached {
            period: dated.map(|(period, source, _)| (period, source)),
            period_words: dated.and_then(|(.., words)| words),
            basis,
            base_period,
            status,
            area: Some(area.unwrap_or((metadata.ref_area.clone(), None))),
            per: self.holding(|scope| scope.per.as_ref()).cloned(),
        }
    }

    /// What the innermost scope says that says it.
    fn holding<'s, T>(&'s self, of: impl Fn(&'s OpenScope) -> Option<T>) -> Option<T> {
        self.scopes.said(of).map(|(said, _)| said)
    }

    /// The basis of the quantity, and the period with which it is compared.
    fn base_at(
        &self,
        scene: Scene<'_, '_>,
        at: usize,
        period: Option<Period>,
    ) -> (Option<Said<Basis>>, Option<Period>) {
        let related = &scene.related[at];
        let own = related.base.and_then(|base| self.log.bases.get(&base));
        // 较上月和上年同期分别低0.1个和0.3个百分点: a basis that a rule sets is of a word.
        let words = scene.nodes[at].span;
        let of_rule = related.basis.map(|value| Base::Word(Said { value, words }));
        let base = own.or(of_rule.as_ref()).or_else(|| self.holding(|scope| scope.basis.as_ref()));
        base.map_or((None, None), |base| base.of(period))
    }

    fn period_at(&self, scene: Scene<'_, '_>, at: usize) -> Option<Dated> {
        let own = scene.related[at].period.and_then(|period| self.log.own.get(&period)).copied();
        let dated = |said: Said<Period>, source| Some((said.value, source, Some(said.words)));
        if let Some(own) = own {
            return dated(own, PeriodSource::Stated);
        }
        let time = self.scopes.said(|scope| scope.time);
        if let Some((Time::Told { said, ends }, kind)) = time {
            let value = match (ends, scene.related[at].change) {
                (Some((first, _)), Some((ChangeEnd::From, _))) => first,
                (Some((_, last)), Some((ChangeEnd::To, _))) => last,
                _ => said.value,
            };
            return dated(Said { value, ..said }, source(kind));
        }
        let heading = || {
            let title = || Some((self.title?, PeriodSource::Heading, None));
            let said = self.sections.said();
            said.map_or_else(title, |said| dated(said, PeriodSource::Heading))
        };
        let of_document =
            || Some((scene.document.metadata().period?, PeriodSource::Document, None));
        if time.is_none() { heading() } else { None }.or_else(of_document)
    }

    /// The time that the clause states.
    fn stated(&self) -> Option<Said<Period>> {
        let (time, kind) = self.scopes.said(|scope| scope.time)?;
        time.said().filter(|_| source(kind) == PeriodSource::Stated)
    }

    fn status_at(&self, scene: Scene<'_, '_>, dated: Option<Dated>) -> Option<Said<ObsStatus>> {
        // 主要考虑是：2020年增长5%: among aims, what has been.
        let date = scene.document.metadata().date;
        let gone = |said: Said<Period>| date.is_some_and(|date| said.value.last() < date.first());
        let holds = |reach: Reach| reach != Reach::Sentence || !self.stated().is_some_and(gone);
        self.holding(|scope| scope.status)
            .filter(|(said, reach)| said.value != ObsStatus::Target || holds(*reach))
            .map(|(said, _)| said)
            .or_else(|| self.heading_aims(scene))
            .or_else(|| self.aimed_at(scene.document, dated))
    }

    /// The status that the section or the period gives: what a text says of a time to come is aimed
    /// at; what it says in a section of aims is, too, unless it is said of a time gone by.
    fn aimed_at(&self, document: &Document, dated: Option<Dated>) -> Option<Said<ObsStatus>> {
        let date = document.metadata().date;
        let spoken = dated.filter(|(_, source, _)| *source != PeriodSource::Document).zip(date);
        if let Some(((period, _, words), date)) = spoken
            && period.first() > date.last()
        {
            return words.map(|words| Said { value: ObsStatus::Target, words });
        }
        let gone = spoken.is_some_and(|((period, ..), date)| period.last() < date.first());
        self.sections.status().filter(|_| !gone)
    }

    /// The status that a heading of aims gives to its own values: 2025年十件实事.
    fn heading_aims(&self, scene: Scene<'_, '_>) -> Option<Said<ObsStatus>> {
        let date = scene.document.metadata().date?;
        let to_come = self.stated().is_some_and(|said| said.value.last() > date.last());
        if !scene.heading || !to_come {
            return None;
        }
        let words = |class| scene.nodes.iter().find(|node| node.is(class)).map(|node| node.span);
        let aims = words(scene.rules.policy.aims)?;
        let reviews = words(scene.rules.policy.review).is_some();
        (!reviews).then_some(Said { value: ObsStatus::Target, words: aims })
    }
}

/// How near the words of a time are that a scope says.
fn source(kind: ScopeKind) -> PeriodSource {
    match kind {
        ScopeKind::Clause | ScopeKind::Former => PeriodSource::Stated,
        _ => PeriodSource::Carried,
    }
}
