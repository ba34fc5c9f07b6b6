//! What holds for a value, by the scopes that it stands in.

use figlift_config::Reach;
use figlift_model::{ObsStatus, PeriodSource};
use figlift_text::{Document, Freq, Period, Span};

use super::scene::Scene;
use super::scope::{OpenScope, ScopeKind, Time};
use super::{Carrier, Reached, Said};
use crate::claim::node::Node;
use crate::compile::pattern::Symbol;

/// Paragraphs of a text that speaks of one time throughout: an item of news.
const SHORT: usize = 20;

/// A period, its source and the words that name it.
type Dated = (Period, PeriodSource, Option<Span>);

impl Carrier {
    /// What reaches the quantity at a node, the last one that was passed.
    pub(super) fn at(&self, scene: Scene<'_, '_>, at: usize) -> Reached {
        let metadata = scene.document.metadata();
        let dated = self.period_at(scene, at);
        let status = self.status_at(scene, dated);
        let last = || {
            let said = self.last_of_short(scene)?;
            Some((said.value, PeriodSource::Carried, Some(said.words)))
        };
        let dated = dated.or_else(last);
        // 北京、上海分别增长5%、6%: each of its own.
        let named = scene.related[at].area.map(|area| &scene.nodes[area]);
        let code = |area: &Node| area.meaning(scene.rules).and_then(|said| said.area.clone());
        let area = named.map(|area| (code(area), Some(area.span)));
        let area = area.or_else(|| self.holding(|scope| scope.area.as_ref()).cloned());
        let base = self.holding(|scope| scope.basis.as_ref());
        let (basis, base_period) =
            base.map_or((None, None), |base| base.of(dated.map(|(period, ..)| period)));
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

    fn period_at(&self, scene: Scene<'_, '_>, at: usize) -> Option<Dated> {
        let own = scene.related[at].period.and_then(|period| self.log.own.get(&period)).copied();
        let own = own.map(|own| (own, PeriodSource::Stated));
        let said = own.or_else(|| match self.scopes.said(|scope| scope.time) {
            Some((Time::Told { said, .. }, kind)) => Some((said, source(kind))),
            Some((Time::Untold, _)) => None,
            None => self.sections.said().map(|said| (said, PeriodSource::Heading)),
        });
        let of_document =
            || Some((scene.document.metadata().period?, PeriodSource::Document, None));
        said.map(|(said, source)| (said.value, source, Some(said.words))).or_else(of_document)
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

    /// The time named last in a short text, which names it once and goes on speaking of it. A term by
    /// which something is to be done, and a day from which it holds, are only of their paragraphs.
    pub(super) fn last_of_short(&self, scene: Scene<'_, '_>) -> Option<Said<Period>> {
        let is_short = scene.document.paragraphs().len() <= SHORT;
        let date = scene.document.metadata().date;
        let to_come =
            |said: &Said<Period>| date.is_some_and(|date| said.value.first() > date.last());
        let passes = |said: &Said<Period>| said.value.freq() != Some(Freq::Day) && !to_come(said);
        let is_untold = matches!(self.scopes.said(|scope| scope.time), Some((Time::Untold, _)));
        self.last.filter(|said| is_short && !is_untold && passes(said))
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
