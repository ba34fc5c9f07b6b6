//! What words further off say of a figure.

use figlift_model::{Basis, ObsStatus, PeriodSource};
use figlift_text::{Period, Span};
use serde::{Deserialize, Serialize};

use super::scope_kind::ScopeKind;

/// What some words of the reading say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Said<T> {
    pub value: T,
    pub words: Span,
}

/// Where that stands which holds for a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum ReachOrigin {
    /// At the value itself.
    Value,
    /// In a scope that it stands in.
    Scope(ScopeKind),
    /// In a heading or lead-in above its paragraph.
    Heading,
    Title,
    /// Outside the text: in its sidecar, dateline or issuer.
    Document,
    /// In its period, which lies ahead.
    TimeToCome,
}

impl ReachOrigin {
    /// Its name, as `figlift explain` prints it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            ReachOrigin::Value => "value",
            ReachOrigin::Scope(kind) => kind.as_str(),
            ReachOrigin::Heading => "heading",
            ReachOrigin::Title => "title",
            ReachOrigin::Document => "document",
            ReachOrigin::TimeToCome => "time to come",
        }
    }
}

/// Where each field stands that reaches a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ReachOrigins {
    pub period: Option<ReachOrigin>,
    pub basis: Option<ReachOrigin>,
    pub status: Option<ReachOrigin>,
    pub area: Option<ReachOrigin>,
    pub per: Option<ReachOrigin>,
}

impl ReachOrigins {
    /// The fields by their columns, with the name of where each stands.
    pub(crate) fn named(self) -> [(&'static str, Option<&'static str>); 5] {
        [
            ("time_period", self.period),
            ("basis", self.basis),
            ("obs_status", self.status),
            ("ref_area", self.area),
            ("per", self.per),
        ]
        .map(|(field, origin)| (field, origin.map(ReachOrigin::as_str)))
    }
}

/// What reaches a figure.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reached {
    pub period: Option<(Period, PeriodSource)>,
    /// The words that name the period.
    pub period_words: Option<Span>,
    pub basis: Option<Said<Basis>>,
    pub base_period: Option<Period>,
    pub status: Option<Said<ObsStatus>>,
    /// Code and words.
    pub area: Option<(Option<String>, Option<Span>)>,
    pub per: Option<Said<String>>,
    pub origins: ReachOrigins,
}
