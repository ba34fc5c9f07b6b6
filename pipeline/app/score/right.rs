//! Whether a field of a matched figure counts, and whether it is right.

use super::answers::TRUE;
use super::common::{CommonFields, given, plain};
use super::field::Field;
use super::found::FoundFigure;
use super::gold::GoldRow;

impl Field {
    /// Whether it counts for a gold row: period and basis only if the gold states one, a field with
    /// an optional key only if the row has the key.
    pub(super) fn is_scored(self, gold: &GoldRow) -> bool {
        match self {
            Field::Basis => given(&gold.stated.basis).is_some(),
            Field::Period => given(&gold.stated.time_period).is_some(),
            _ => self.optional_key().is_none() || gold.answers.contains_key(&self),
        }
    }

    /// Whether it counts for the strict score: the indicator does not, since these rows have an
    /// exact one, and the basis always does.
    pub(super) fn is_strict(self, gold: &GoldRow, figure: &FoundFigure) -> bool {
        match self {
            Field::Indicator => false,
            Field::Basis => self.is_scored(gold) || given(&figure.stated.basis).is_some(),
            _ => self.is_scored(gold),
        }
    }

    /// Whether the figure agrees with the gold.
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
            Field::Indicator => {
                holds_key(or(&figure.indicator_text, ""), or(&gold.indicator_key, ""))
            }
            // `"none"` demands that the figure has no period.
            Field::Period => {
                given(&want.time_period).filter(|period| *period != "none")
                    == given(&have.time_period)
            }
            Field::Status => or(&want.obs_status, "A") == or(&have.obs_status, "A"),
            Field::Exact | Field::Action | Field::Area | Field::Base | Field::Cumulative => {
                gold.answers.get(&self).is_none_or(|answers| answers.accept(self.answer(figure)))
            }
        }
    }

    /// The answer of the figure for a field with accepted answers; empty for no value.
    fn answer(self, figure: &FoundFigure) -> &str {
        let text = match self {
            Field::Exact => &figure.indicator_text,
            Field::Action => &figure.action_text,
            Field::Area => &figure.ref_area,
            Field::Base => &figure.base_period,
            Field::Cumulative if figure.is_cumulative == Some(true) => return TRUE,
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
            Field::Value => number(stated.obs_value),
            Field::Bounds => {
                format!("{}..{}", number(stated.value_low), number(stated.value_high))
            }
            Field::Qualifier => or(&stated.qualifier, "exact").to_owned(),
            Field::Unit => text(&stated.unit_measure),
            Field::Classifier => text(&stated.classifier),
            Field::Per => text(&stated.per),
            Field::Role => text(&stated.role),
            Field::Basis => text(&stated.basis),
            Field::Period => text(&stated.time_period),
            Field::Status => or(&stated.obs_status, "A").to_owned(),
            _ => String::new(),
        };
        match self {
            Field::Span => [gold.surface.clone(), figure.surface.clone()],
            Field::Indicator => [text(&gold.indicator_key), text(&figure.indicator_text)],
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
