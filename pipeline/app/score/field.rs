//! The fields that are scored.

/// A scored field of a matched figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ScoredField {
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

impl ScoredField {
    /// All fields, in the order of the output.
    pub(super) const ALL: [ScoredField; 17] = [
        ScoredField::Span,
        ScoredField::Value,
        ScoredField::Bounds,
        ScoredField::Qualifier,
        ScoredField::Unit,
        ScoredField::Classifier,
        ScoredField::Per,
        ScoredField::Role,
        ScoredField::Basis,
        ScoredField::Indicator,
        ScoredField::Period,
        ScoredField::Status,
        ScoredField::Exact,
        ScoredField::Action,
        ScoredField::Area,
        ScoredField::Base,
        ScoredField::Cumulative,
    ];
    /// The fields of the core score.
    pub(super) const CORE: [ScoredField; 4] =
        [ScoredField::Value, ScoredField::Bounds, ScoredField::Unit, ScoredField::Role];
    /// The further fields of the strict score.
    pub(super) const BEYOND_CORE: [ScoredField; 3] =
        [ScoredField::Indicator, ScoredField::Period, ScoredField::Status];

    /// Its name in the score.
    pub(super) fn name(self) -> &'static str {
        match self {
            ScoredField::Span => "span",
            ScoredField::Value => "value",
            ScoredField::Bounds => "bounds",
            ScoredField::Qualifier => "qualifier",
            ScoredField::Unit => "unit",
            ScoredField::Classifier => "classifier",
            ScoredField::Per => "per",
            ScoredField::Role => "role",
            ScoredField::Basis => "basis",
            ScoredField::Indicator => "indicator",
            ScoredField::Period => "period",
            ScoredField::Status => "status",
            ScoredField::Exact => "exact",
            ScoredField::Action => "action",
            ScoredField::Area => "area",
            ScoredField::Base => "base",
            ScoredField::Cumulative => "cumulative",
        }
    }

    /// The gold key of a field that is only scored in rows with that key.
    pub(super) fn optional_key(self) -> Option<&'static str> {
        match self {
            ScoredField::Exact => Some("indicator_text"),
            ScoredField::Action => Some("action_text"),
            ScoredField::Area => Some("ref_area"),
            ScoredField::Base => Some("base_period"),
            ScoredField::Cumulative => Some("is_cumulative"),
            _ => None,
        }
    }
}
