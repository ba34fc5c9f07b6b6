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
    /// All fields, in the order of the output.
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
    /// The fields of the core score.
    pub(super) const CORE: [Field; 4] = [Field::Value, Field::Bounds, Field::Unit, Field::Role];
    /// The further fields of the strict score.
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

    /// The gold key of a field that is only scored in rows with that key.
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
