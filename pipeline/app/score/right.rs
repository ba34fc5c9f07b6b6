//! Whether a field of a matched figure counts, and whether it is right.

use super::answers::TRUE;
use super::common::{CommonFields, given, plain};
use super::field::ScoredField;
use super::found::FoundFigure;
use super::gold::GoldRow;

impl ScoredField {
    /// Whether it counts for a gold row: period and basis only if the gold states one, a field with
    /// an optional key only if the row has the key.
    pub(super) fn is_scored(self, gold: &GoldRow) -> bool {
        match self {
            ScoredField::Basis => given(&gold.stated.basis).is_some(),
            ScoredField::Period => given(&gold.stated.time_period).is_some(),
            _ => self.optional_key().is_none() || gold.answers.contains_key(&self),
        }
    }

    /// Whether it counts for the strict score: the indicator does not, since these rows have an
    /// exact one, and the basis always does.
    pub(super) fn is_strict(self, gold: &GoldRow, figure: &FoundFigure) -> bool {
        match self {
            ScoredField::Indicator => false,
            ScoredField::Basis => self.is_scored(gold) || given(&figure.stated.basis).is_some(),
            _ => self.is_scored(gold),
        }
    }

    /// Whether the figure agrees with the gold.
    pub(super) fn is_right(self, gold: &GoldRow, figure: &FoundFigure) -> bool {
        let (want, have) = (&gold.stated, &figure.stated);
        match self {
            ScoredField::Span => gold.range() == figure.range(),
            ScoredField::Value => same(want.obs_value, have.obs_value),
            ScoredField::Bounds => {
                same(want.value_low, have.value_low) && same(want.value_high, have.value_high)
            }
            ScoredField::Qualifier => or(&want.qualifier, "exact") == or(&have.qualifier, "exact"),
            ScoredField::Unit => want.unit_measure == have.unit_measure,
            ScoredField::Classifier => given(&want.classifier) == given(&have.classifier),
            ScoredField::Per => given(&want.per) == given(&have.per),
            ScoredField::Role => want.role == have.role,
            ScoredField::Basis => given(&want.basis) == given(&have.basis),
            ScoredField::Indicator => {
                holds_key(or(&figure.indicator_text, ""), or(&gold.indicator_key, ""))
            }
            // `"none"` demands that the figure has no period.
            ScoredField::Period => {
                given(&want.time_period).filter(|period| *period != "none")
                    == given(&have.time_period)
            }
            ScoredField::Status => or(&want.obs_status, "A") == or(&have.obs_status, "A"),
            ScoredField::Exact
            | ScoredField::Action
            | ScoredField::Area
            | ScoredField::Base
            | ScoredField::Cumulative => {
                gold.answers.get(&self).is_none_or(|answers| answers.accept(self.answer(figure)))
            }
        }
    }

    /// The answer of the figure for a field with accepted answers; empty for no value.
    fn answer(self, figure: &FoundFigure) -> &str {
        let text = match self {
            ScoredField::Exact => &figure.indicator_text,
            ScoredField::Action => &figure.action_text,
            ScoredField::Area => &figure.ref_area,
            ScoredField::Base => &figure.base_period,
            ScoredField::Cumulative if figure.is_cumulative == Some(true) => return TRUE,
            _ => &None,
        };
        or(text, "")
    }

    /// The values of the gold and of the figure, for messages.
    pub(super) fn shown(self, gold: &GoldRow, figure: &FoundFigure) -> [String; 2] {
        if let Some(answers) = gold.answers.get(&self) {
            let has = Some(self.answer(figure).to_owned());
            return [answers.to_string(), or(&has, "none").to_owned()];
        }
        let (want, have) = (&gold.stated, &figure.stated);
        let text = |field: &Option<String>| or(field, "none").to_owned();
        let of = |stated: &CommonFields| match self {
            ScoredField::Value => number(stated.obs_value),
            ScoredField::Bounds => {
                format!("{}..{}", number(stated.value_low), number(stated.value_high))
            }
            ScoredField::Qualifier => or(&stated.qualifier, "exact").to_owned(),
            ScoredField::Unit => text(&stated.unit_measure),
            ScoredField::Classifier => text(&stated.classifier),
            ScoredField::Per => text(&stated.per),
            ScoredField::Role => text(&stated.role),
            ScoredField::Basis => text(&stated.basis),
            ScoredField::Period => text(&stated.time_period),
            ScoredField::Status => or(&stated.obs_status, "A").to_owned(),
            _ => String::new(),
        };
        match self {
            ScoredField::Span => [gold.surface.clone(), figure.surface.clone()],
            ScoredField::Indicator => [text(&gold.indicator_key), text(&figure.indicator_text)],
            _ => [of(want), of(have)],
        }
    }
}

fn or<'a>(text: &'a Option<String>, default: &'a str) -> &'a str {
    given(text).unwrap_or(default)
}

fn number(number: Option<f64>) -> String {
    number.map_or("none".to_owned(), |number| number.to_string())
}

/// Whether two numbers are equal up to the precision of doubles, or both are `None`.
fn same(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0),
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// Whether an indicator contains the key of the gold and is not much longer.
fn holds_key(indicator: &str, key: &str) -> bool {
    let (indicator, key) = (plain(indicator), plain(key));
    indicator.contains(&key) && indicator.chars().count() <= 3 * key.chars().count() + 16
}
