//! The scopes in which words hold: a stack, innermost last. What holds at a place is what the
//! innermost scope says that says it.

use figlift_config::Reach;
use figlift_model::ObsStatus;
use figlift_text::{Period, Span};

use super::Said;
use super::base::Base;
use super::scope_kind::ScopeKind;

/// What words say of the time.
#[derive(Clone, Copy, Debug)]
pub(super) enum Time {
    Told {
        said: Said<Period>,
        /// The two ends of a span, of which the ends of a change are: 从2015年到2019年.
        ends: Option<(Period, Period)>,
    },
    /// It cannot be told: 五年来, in a text without a date.
    Untold,
}

impl Time {
    /// A time as words name it.
    pub(super) fn told(said: Said<Period>) -> Time {
        Time::Told { said, ends: None }
    }

    pub(super) fn said(self) -> Option<Said<Period>> {
        match self {
            Time::Told { said, .. } => Some(said),
            Time::Untold => None,
        }
    }
}

/// What one scope says.
#[derive(Clone, Debug)]
pub(super) struct OpenScope {
    pub kind: ScopeKind,
    pub time: Option<Time>,
    /// What it says of the time beyond the sentence, as 产值近三年年均增长9% does not.
    pub lasting: Option<Time>,
    /// The time named last, be it of one quantity alone.
    pub near: Option<Period>,
    pub basis: Option<Base>,
    pub status: Option<(Said<ObsStatus>, Reach)>,
    /// Code and words of an area.
    pub area: Option<(Option<String>, Option<Span>)>,
    pub per: Option<Said<String>>,
}

impl OpenScope {
    fn new(kind: ScopeKind) -> OpenScope {
        OpenScope {
            kind,
            time: None,
            lasting: None,
            near: None,
            basis: None,
            status: None,
            area: None,
            per: None,
        }
    }

    /// The times that a scope within it said hold in it, too, but for those of asides.
    fn take_times(&mut self, inner: &OpenScope) {
        if !matches!(inner.kind, ScopeKind::Among | ScopeKind::Former) {
            self.time = inner.time.or(self.time);
            self.lasting = inner.lasting.or(self.lasting);
            self.near = inner.near.or(self.near);
        }
    }
}

#[derive(Clone, Debug, Default)]
pub(super) struct Scopes(Vec<OpenScope>);

impl Scopes {
    pub(super) fn enter(&mut self, kind: ScopeKind) {
        self.0.push(OpenScope::new(kind));
    }

    pub(super) fn enter_all(&mut self, kinds: &[ScopeKind]) {
        self.0.extend(kinds.iter().map(|&kind| OpenScope::new(kind)));
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Takes the innermost scope of a kind off, with all within it; it then says what these have
    /// said of the time. A bracket ends only with its own mark or its sentence, with which all ends.
    pub(super) fn leave(&mut self, kind: ScopeKind) -> Option<OpenScope> {
        let at = self.innermost(&[kind])?;
        let closes =
            |scope: &OpenScope| matches!(scope.kind, ScopeKind::Bracket | ScopeKind::Sentence);
        if !closes(&self.0[at]) && self.0[at..].iter().any(closes) {
            return None;
        }
        let mut inner: Option<OpenScope> = None;
        while self.0.len() > at {
            let mut scope = self.0.pop()?;
            if let Some(inner) = inner {
                scope.take_times(&inner);
            }
            inner = Some(scope);
        }
        inner
    }

    /// Takes the innermost scope of a kind off; what it said of the time goes on holding.
    pub(super) fn end(&mut self, kind: ScopeKind) -> Option<OpenScope> {
        let scope = self.leave(kind)?;
        if let Some(outer) = self.0.last_mut() {
            outer.take_times(&scope);
        }
        Some(scope)
    }

    /// The place of the innermost scope of these kinds.
    fn innermost(&self, kinds: &[ScopeKind]) -> Option<usize> {
        self.0.iter().rposition(|scope| kinds.contains(&scope.kind))
    }

    /// Whether a scope of that kind holds here.
    pub(super) fn within(&self, kind: ScopeKind) -> bool {
        self.innermost(&[kind]).is_some()
    }

    /// The innermost scope of these kinds; without one, the innermost of all.
    pub(super) fn at(&mut self, kinds: &[ScopeKind]) -> Option<&mut OpenScope> {
        match self.innermost(kinds) {
            Some(at) => self.0.get_mut(at),
            None => self.0.last_mut(),
        }
    }

    /// What the innermost scope says that says it, and the kind of that scope.
    pub(super) fn said<'s, T>(
        &'s self,
        of: impl Fn(&'s OpenScope) -> Option<T>,
    ) -> Option<(T, ScopeKind)> {
        self.0.iter().rev().find_map(|scope| Some((of(scope)?, scope.kind)))
    }

    /// States a status from here on, in place of those that hold here.
    pub(super) fn state(&mut self, status: Said<ObsStatus>, reach: Reach) {
        let wide = [ScopeKind::Sentence, ScopeKind::Among, ScopeKind::Former, ScopeKind::Bracket];
        let near = [ScopeKind::Statement, ScopeKind::Among, ScopeKind::Former];
        let kinds = match reach {
            Reach::Clause => &[ScopeKind::Clause, ScopeKind::Former],
            Reach::Statement => near.as_slice(),
            Reach::Sentence | Reach::Paragraph | Reach::Document => &wide,
        };
        // 初步核算，已达3亿元: a done thing may be provisional.
        let holds = self.said(|scope| scope.status).map(|((said, _), _)| said.value);
        if reach == Reach::Clause && holds == Some(ObsStatus::Provisional) {
            return;
        }
        if let Some(at) = self.innermost(kinds) {
            self.0[at..].iter_mut().for_each(|scope| scope.status = None);
            self.0[at].status = Some((status, reach));
        }
    }

    /// The scopes of the sentence.
    pub(super) fn of_sentence(&mut self) -> &mut [OpenScope] {
        let start = self.innermost(&[ScopeKind::Sentence]).unwrap_or(self.0.len());
        &mut self.0[start..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(year: &str) -> Option<Time> {
        let said = Said { value: year.parse().ok()?, words: Span::new(0, 0) };
        Some(Time::told(said))
    }

    /// The year that holds.
    fn year(scopes: &Scopes) -> Option<String> {
        let (time, _) = scopes.said(|scope| scope.time)?;
        time.said().map(|said| said.value.to_string())
    }

    fn of_sentence() -> Scopes {
        let mut scopes = Scopes::default();
        let kinds = [ScopeKind::Sentence, ScopeKind::Statement, ScopeKind::Clause];
        scopes.enter_all(&kinds);
        scopes.at(&[ScopeKind::Clause]).unwrap().time = told("2021");
        scopes
    }

    #[test]
    fn a_time_of_a_clause_goes_on_holding_and_one_of_an_aside_does_not() {
        let mut scopes = of_sentence();
        scopes.end(ScopeKind::Clause);
        assert_eq!(year(&scopes).as_deref(), Some("2021"));
        scopes.enter_all(&[ScopeKind::Among, ScopeKind::Clause]);
        scopes.at(&[ScopeKind::Clause]).unwrap().time = told("2022");
        scopes.end(ScopeKind::Clause);
        assert_eq!(year(&scopes).as_deref(), Some("2022"));
        scopes.end(ScopeKind::Statement);
        assert_eq!(year(&scopes).as_deref(), Some("2021"));
    }

    #[test]
    fn a_bracket_is_left_only_by_its_own_mark() {
        let mut scopes = of_sentence();
        scopes.enter(ScopeKind::Bracket);
        assert!(scopes.leave(ScopeKind::Clause).is_none());
        assert!(scopes.leave(ScopeKind::Bracket).is_some());
        assert!(scopes.leave(ScopeKind::Bracket).is_none());
        assert!(scopes.leave(ScopeKind::Clause).is_some());
    }

    #[test]
    fn a_status_takes_the_place_of_those_that_hold() {
        let mut scopes = of_sentence();
        let status = |value| Said { value, words: Span::new(0, 0) };
        scopes.state(status(ObsStatus::Forecast), Reach::Statement);
        scopes.state(status(ObsStatus::Provisional), Reach::Sentence);
        let holds = |scopes: &Scopes| scopes.said(|scope| scope.status).unwrap().0.0.value;
        assert_eq!(holds(&scopes), ObsStatus::Provisional);
        scopes.state(status(ObsStatus::Target), Reach::Statement);
        assert_eq!(holds(&scopes), ObsStatus::Target);
        scopes.end(ScopeKind::Statement);
        assert_eq!(holds(&scopes), ObsStatus::Provisional);
    }
}
