//! The fields that gold rows and extracted figures state in the same way.

use serde::Deserialize;

/// What a row states of a figure, whether a person or the program wrote it.
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

/// A text that is there and not empty.
pub(super) fn given(text: &Option<String>) -> Option<&str> {
    text.as_deref().filter(|text| !text.is_empty())
}

/// A text without white space (the separators U+001C to U+001F are some, too).
pub(super) fn plain(text: &str) -> String {
    let white = |c: &char| c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(c);
    text.chars().filter(|c| !white(c)).collect()
}
