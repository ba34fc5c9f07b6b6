//! The fields that gold rows and extracted figures have in common.

use serde::Deserialize;

/// The common fields of a gold row or an extracted figure.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct CommonFields {
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

/// A non-empty text.
pub(super) fn given(text: &Option<String>) -> Option<&str> {
    text.as_deref().filter(|text| !text.is_empty())
}

/// A text without white space (including the separators U+001C to U+001F).
pub(super) fn plain(text: &str) -> String {
    let white = |c: &char| c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(c);
    text.chars().filter(|c| !white(c)).collect()
}
