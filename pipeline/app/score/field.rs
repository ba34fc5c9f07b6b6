//! The fields that are scored, and when each is right.

use serde::Deserialize;

use super::found::FoundFigure;
use super::gold::GoldRow;

/// Fields that gold and extracted figures have alike.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Stated {
    pub role: Option<String>,
    pub obs_value: Option<f64>,
    pub value_low: Option<f64>,
    pub value_high: Option<f64>,
    pub qualifier: Option<String>,
    pub unit_measure: Option<String>,
    pub classifier: Option<String>,
    pub per: Option<String>,
    pub basis: Option<String>,
    pub time_period: Option<String>,
    pub obs_status: Option<String>,
}

/// A scored field of a matched figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
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
}

impl Field {
    /// All of them, in the order in which they are printed.
    pub(super) const ALL: [Field; 12] = [
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
        }
    }

    /// Whether it counts for this gold row: period and basis only where the gold states one.
    pub(super) fn is_scored(self, gold: &GoldRow) -> bool {
        match self {
            Field::Basis => given(&gold.stated.basis).is_some(),
            Field::Period => given(&gold.stated.time_period).is_some(),
            _ => true,
        }
    }

    /// Whether the figure has what the gold states.
    pub(super) fn is_right(self, gold: &GoldRow, figure: &FoundFigure) -> bool {
        let (want, have) = (&gold.stated, &figure.stated);
        match self {
            Field::Span => gold.range() == figure.range(),
            Field::Value => same(want.obs_value, have.obs_value),
            Field::Bounds => {
                same(want.value_low, have.value_low) && same(want.value_high, have.value_high)
            }
            Field::Qualifier => or(&want.qualifier, "exact") == or(&have.qualifier, "exact"),
            Field::Unit => want.unit_measure == have.unit_measure,
            Field::Classifier => given(&want.classifier) == given(&have.classifier),
            Field::Per => given(&want.per) == given(&have.per),
            Field::Role => want.role == have.role,
            Field::Basis => given(&want.basis) == given(&have.basis),
            Field::Indicator => names(&gold.indicator_key, &figure.indicator_text),
            Field::Period => given(&want.time_period) == given(&have.time_period),
            Field::Status => or(&want.obs_status, "A") == or(&have.obs_status, "A"),
        }
    }

    /// What the gold states and what the figure has, for people.
    pub(super) fn shown(self, gold: &GoldRow, figure: &FoundFigure) -> [String; 2] {
        let (want, have) = (&gold.stated, &figure.stated);
        let of = |stated: &Stated| match self {
            Field::Value => number(stated.obs_value),
            Field::Bounds => {
                format!("{}..{}", number(stated.value_low), number(stated.value_high))
            }
            Field::Qualifier => or(&stated.qualifier, "exact").to_owned(),
            Field::Unit => or(&stated.unit_measure, "none").to_owned(),
            Field::Classifier => or(&stated.classifier, "none").to_owned(),
            Field::Per => or(&stated.per, "none").to_owned(),
            Field::Role => or(&stated.role, "none").to_owned(),
            Field::Basis => or(&stated.basis, "none").to_owned(),
            Field::Period => or(&stated.time_period, "none").to_owned(),
            Field::Status => or(&stated.obs_status, "A").to_owned(),
            Field::Span | Field::Indicator => String::new(),
        };
        match self {
            Field::Span => [gold.surface.clone(), figure.surface.clone()],
            Field::Indicator => [&gold.indicator_key, &figure.indicator_text]
                .map(|text| or(text, "none").to_owned()),
            _ => [of(want), of(have)],
        }
    }
}

/// A text that is there and not empty.
pub(super) fn given(text: &Option<String>) -> Option<&str> {
    text.as_deref().filter(|text| !text.is_empty())
}

fn or<'a>(text: &'a Option<String>, default: &'a str) -> &'a str {
    given(text).unwrap_or(default)
}

fn number(number: Option<f64>) -> String {
    number.map_or("none".to_owned(), |number| number.to_string())
}

/// Whether two numbers are the same, but for what a double may lose; or both are none.
fn same(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0),
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// Whether an indicator holds the gold's key and is not much longer.
fn names(key: &Option<String>, indicator: &Option<String>) -> bool {
    let (key, indicator) = (plain(key), plain(indicator));
    indicator.contains(&key) && indicator.chars().count() <= 3 * key.chars().count() + 16
}

/// A text without white space (the separators U+001C to U+001F are some, too).
fn plain(text: &Option<String>) -> String {
    let white = |c: &char| c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(c);
    text.as_deref().unwrap_or_default().chars().filter(|c| !white(c)).collect()
}
