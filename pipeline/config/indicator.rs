use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{ConfigError, Source};

/// One indicator of the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Chinese label.
    pub zh: String,
    /// English label.
    pub en: String,
    /// Other words for it. The labels of both languages need not be repeated.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Dimension of its levels: money, share, count …
    pub dimension: String,
}

impl Indicator {
    /// All Chinese words for it, its label first.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.zh.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

pub(crate) fn overlay(
    known: &mut BTreeMap<String, Indicator>,
    source: &Source,
) -> Result<(), ConfigError> {
    known.extend(source.parse::<BTreeMap<String, Indicator>>()?);
    Ok(())
}
