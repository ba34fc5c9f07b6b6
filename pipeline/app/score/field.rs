//! The fields that are scored.

/// A scored field of a matched figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    Span,
    Value,
    Bounds,
    Qualifier,
    Unit,
    Classifier,
    Per,
    Role,
    Basis,
    Indicator,
    Period,
    Status,
    Exact,
    Action,
    Area,
    Base,
    Cumulative,
}

impl Field {
    /// All of them, in the order in which they are printed.
    pub(super) const ALL: [Field; 17] = [
        Field::Span,
        Field::Value,
        Field::Bounds,
        Field::Qualifier,
        Field::Unit,
        Field::Classifier,
        Field::Per,
        Field::Role,
        Field::Basis,
        Field::Indicator,
        Field::Period,
        Field::Status,
        Field::Exact,
        Field::Action,
        Field::Area,
        Field::Base,
        Field::Cumulative,
    ];
    /// What must be right for the core of a figure to be.
    pub(super) const CORE: [Field; 4] = [Field::Value, Field::Bounds, Field::Unit, Field::Role];
    /// What must be right besides for all of a figure to be.
    pub(super) const BEYOND_CORE: [Field; 3] = [Field::Indicator, Field::Period, Field::Status];

    /// Its name in the score.
    pub(super) fn name(self) -> &'static str {
        match self {
            Field::Span => "span",
            Field::Value => "value",
            Field::Bounds => "bounds",
            Field::Qualifier => "qualifier",
            Field::Unit => "unit",
            Field::Classifier => "classifier",
            Field::Per => "per",
            Field::Role => "role",
            Field::Basis => "basis",
            Field::Indicator => "indicator",
            Field::Period => "period",
            Field::Status => "status",
            Field::Exact => "exact",
            Field::Action => "action",
            Field::Area => "area",
            Field::Base => "base",
            Field::Cumulative => "cumulative",
        }
    }

    /// The gold's key of a field that is scored only in rows that have it.
    pub(super) fn optional_key(self) -> Option<&'static str> {
        match self {
            Field::Exact => Some("indicator_text"),
            Field::Action => Some("action_text"),
            Field::Area => Some("ref_area"),
            Field::Base => Some("base_period"),
            Field::Cumulative => Some("is_cumulative"),
            _ => None,
        }
    }
}
