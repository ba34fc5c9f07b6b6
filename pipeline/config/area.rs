use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{ConfigError, Source};

/// One area of the catalogue, by its code: `CN`, ISO 3166-2 for provinces, GB/T 2260 below.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Chinese name in full.
    pub zh: String,
    /// English name.
    pub en: String,
    /// Short names that stand for it in running text.
    #[serde(default)]
    pub short: Vec<String>,
    /// Code of the area that it lies in.
    pub parent: Option<String>,
}

pub(crate) fn overlay(
    known: &mut BTreeMap<String, Area>,
    source: &Source,
) -> Result<(), ConfigError> {
    known.extend(source.parse::<BTreeMap<String, Area>>()?);
    Ok(())
}
