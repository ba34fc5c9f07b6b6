//! Units: canonical codes, dimensions, exact factors and the words for them.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{ConfigError, Source, Spanned};

/// One unit of `units.toml`.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Canonical code: ISO 4217, UCUM, or figlift's own.
    pub code: String,
    /// What it measures.
    pub dimension: Dimension,
    /// How many of the dimension's standard unit one is, as `numerator` and `denominator`.
    pub factor: (i128, i128),
    /// The words for it.
    pub surfaces: Vec<String>,
}

/// What a unit measures, with its standard unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimension {
    /// Name: money, area, mass …
    pub name: String,
    /// Code of its standard unit.
    pub standard: String,
}

/// All units by code.
#[derive(Clone, Debug, Default)]
pub struct Units {
    units: BTreeMap<String, Unit>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitFile {
    dimension: Spanned<String>,
    standard: Option<Spanned<String>>,
    factor: Option<Spanned<String>>,
    #[serde(default)]
    surfaces: Vec<String>,
}

impl Units {
    /// The unit of that code.
    pub fn get(&self, code: &str) -> Option<&Unit> {
        self.units.get(code)
    }

    /// All units, by code.
    pub fn iter(&self) -> impl Iterator<Item = &Unit> {
        self.units.values()
    }

    pub(crate) fn overlay(&mut self, source: &Source) -> Result<(), ConfigError> {
        let file: BTreeMap<Spanned<String>, UnitFile> = source.parse()?;
        for (code, unit) in file {
            let factor = factor(source, unit.factor.as_ref())?;
            let standard =
                unit.standard.map_or_else(|| code.get_ref().clone(), Spanned::into_inner);
            let dimension = Dimension { name: unit.dimension.into_inner(), standard };
            let code = code.into_inner();
            let mut surfaces = unit.surfaces;
            if let Some(known) = self.units.get(&code) {
                surfaces.extend(known.surfaces.iter().cloned());
            }
            surfaces.sort();
            surfaces.dedup();
            self.units.insert(code.clone(), Unit { code, dimension, factor, surfaces });
        }
        Ok(())
    }
}

/// Reads a factor: a decimal (`0.5`) or a fraction (`2000/3`). One where none is stated.
fn factor(source: &Source, text: Option<&Spanned<String>>) -> Result<(i128, i128), ConfigError> {
    let Some(text) = text else {
        return Ok((1, 1));
    };
    let parsed = match text.get_ref().split_once('/') {
        Some((over, under)) => {
            decimal(over).zip(decimal(under)).map(|((a, b), (c, d))| (a * d, b * c))
        }
        None => decimal(text.get_ref()),
    };
    match parsed {
        Some((over, under)) if over > 0 && under > 0 => Ok((over, under)),
        _ => Err(source
            .error(text.span(), format!("`{}` is no factor", text.get_ref()))
            .help("write a decimal such as \"0.5\" or a fraction such as \"2000/3\"")),
    }
}

fn decimal(text: &str) -> Option<(i128, i128)> {
    let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    if whole.len() + part.len() > 18
        || !whole.bytes().chain(part.bytes()).all(|b| b.is_ascii_digit())
    {
        return None;
    }
    Some((format!("{whole}{part}").parse().ok()?, 10_i128.pow(part.len() as u32)))
}
