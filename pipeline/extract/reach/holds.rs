//! What holds for a value, by the scopes that it stands in.

use figlift_config::Reach;
use figlift_model::{ChangeEnd, ObsStatus, PeriodSource, Role};
use figlift_text::{Document, Period, Span};

use super::base::Base;
use super::reached::{ReachOrigin, ReachOrigins};
use super::scene::Scene;
use super::scope::{OpenScope, Time};
use super::scope_kind::ScopeKind;
use super::{Carrier, Reached, Said};
use crate::compile::pattern::Symbol;

/// A period, its source, the words that name it, and where they stand.
type Dated = (Period, PeriodSource, Option<Span>, ReachOrigin);

impl Carrier {
    /// What reaches the quantity at a node, the last one that was passed.
    pub(super) fn at(&self, scene: Scene<'_, '_>, at: usize) -> Reached {
        let dated = self.period_at(scene, at);
        let (status, status_origin) = self.status_at(scene, dated).unzip();
        let (area, area_origin) = self.area_at(scene, at);
        let (base, base_origin) = self.base_at(scene, at).unzip();
        let (basis, base_period) =
            base.map_or((None, None), |base| base.of(dated.map(|(period, ..)| period)));
        let (per, per_origin) = self.holding(|scope| scope.per.as_ref()).unzip();
        Reached {
            period: dated.map(|(period, source, ..)| (period, source)),
            period_words: dated.and_then(|(_, _, words, _)| words),
            basis,
            base_period,
            status,
            area: Some(area),
            per: per.cloned(),
            origins: ReachOrigins {
                period: dated.map(|(.., origin)| origin),
                basis: base_origin,
                status: status_origin,
                area: Some(area_origin),
                per: per_origin,
            },
        }
    }

    /// What the innermost scope says that says it.
    fn holding<'s, T>(
        &'s self,
        of: impl Fn(&'s OpenScope) -> Option<T>,
    ) -> Option<(T, ReachOrigin)> {
        self.scopes.said(of).map(|(said, kind)| (said, ReachOrigin::Scope(kind)))
    }

    /// Code and words of the area of the quantity.
    fn area_at(
        &self,
        scene: Scene<'_, '_>,
        at: usize,
    ) -> ((Option<String>, Option<Span>), ReachOrigin) {
        // 北京、上海分别增长5%、6%: each of its own.
        if let Some(area) = scene.related[at].area.map(|area| &scene.nodes[area]) {
            let code = area.meaning(scene.rules).and_then(|said| said.area.clone());
            return ((code, Some(area.span)), ReachOrigin::Value);
        }
        let held = self.holding(|scope| scope.area.as_ref());
        held.map_or_else(
            || ((scene.document.metadata().ref_area.clone(), None), ReachOrigin::Document),
            |(area, origin)| (area.clone(), origin),
        )
    }

    /// What the quantity is compared with.
    fn base_at(&self, scene: Scene<'_, '_>, at: usize) -> Option<(Base, ReachOrigin)> {
        let related = &scene.related[at];
        let own = related.base.and_then(|base| self.log.bases.get(&base)).cloned();
        // 较上月和上年同期分别低0.1个和0.3个百分点: a basis that a rule sets is of a word.
        let words = scene.nodes[at].span;
        let of_rule = related.basis.map(|value| Base::Word(Said { value, words }));
        let held = || self.holding(|scope| scope.basis.clone());
        // 同比（下同）: what all growth of the text is compared with that states nothing else.
        let grows = related.role == Some(Role::Growth);
        let below = || Some((self.below.clone().filter(|_| grows)?, ReachOrigin::Document));
        own.or(of_rule).map(|base| (base, ReachOrigin::Value)).or_else(held).or_else(below)
    }

    fn period_at(&self, scene: Scene<'_, '_>, at: usize) -> Option<Dated> {
        let own = scene.related[at].period.and_then(|period| self.log.own.get(&period)).copied();
        let dated = |said: Said<Period>, source, origin| {
            Some((said.value, source, Some(said.words), origin))
        };
        if let Some(own) = own {
            return dated(own, PeriodSource::Stated, ReachOrigin::Value);
        }
        let time = self.scopes.said(|scope| scope.time);
        if let Some((Time::Told { said, ends }, kind)) = time {
            let value = match (ends, scene.related[at].change) {
                (Some((first, _)), Some((ChangeEnd::From, _))) => first,
                (Some((_, last)), Some((ChangeEnd::To, _))) => last,
                _ => said.value,
            };
            return dated(Said { value, ..said }, source(kind), ReachOrigin::Scope(kind));
        }
        let heading = || {
            let title = || Some((self.title?, PeriodSource::Heading, None, ReachOrigin::Title));
            let said = self.sections.said();
            said.map_or_else(title, |said| dated(said, PeriodSource::Heading, ReachOrigin::Heading))
        };
        let of_document = || {
            let period = scene.document.metadata().period?;
            Some((period, PeriodSource::Document, None, ReachOrigin::Document))
        };
        if time.is_none() { heading() } else { None }.or_else(of_document)
    }

    /// The time that the clause states.
    fn stated(&self) -> Option<Said<Period>> {
        let (time, kind) = self.scopes.said(|scope| scope.time)?;
        time.said().filter(|_| source(kind) == PeriodSource::Stated)
    }

    fn status_at(
        &self,
        scene: Scene<'_, '_>,
        dated: Option<Dated>,
    ) -> Option<(Said<ObsStatus>, ReachOrigin)> {
        // 主要考虑是：2020年增长5%: among aims, what has been.
        let date = scene.document.metadata().date;
        let gone = |said: Said<Period>| date.is_some_and(|date| said.value.last() < date.first());
        let holds = |reach: Reach| reach != Reach::Sentence || !self.stated().is_some_and(gone);
        self.holding(|scope| scope.status)
            .filter(|((said, reach), _)| said.value != ObsStatus::Target || holds(*reach))
            .map(|((said, _), origin)| (said, origin))
            .or_else(|| Some((self.heading_aims(scene)?, ReachOrigin::Heading)))
            .or_else(|| self.aimed_at(scene.document, dated))
    }

    /// The status that the section or the period gives: what a text says of a time to come is aimed
    /// at; what it says in a section of aims is, too, unless it is said of a time gone by.
    fn aimed_at(
        &self,
        document: &Document,
        dated: Option<Dated>,
    ) -> Option<(Said<ObsStatus>, ReachOrigin)> {
        let date = document.metadata().date;
        let spoken = dated.filter(|(_, source, ..)| *source != PeriodSource::Document).zip(date);
        if let Some(((period, _, words, _), date)) = spoken
            && period.first() > date.last()
        {
            let aimed = words.map(|words| Said { value: ObsStatus::Target, words });
            return Some((aimed?, ReachOrigin::TimeToCome));
        }
        let gone = spoken.is_some_and(|((period, ..), date)| period.last() < date.first());
        self.sections.status().filter(|_| !gone).map(|said| (said, ReachOrigin::Heading))
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
