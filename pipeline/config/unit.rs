//! Units: canonical codes, dimensions, exact factors and the words for them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::{ConfigError, Source, Spanned};

/// One unit of `units.toml`.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Canonical code: ISO 4217, UCUM, or figlift's own.
    pub code: String,
    /// What it measures.
    pub dimension: Dimension,
    /// Factor to the standard unit of the dimension, as `numerator` and `denominator`.
    pub factor: (i128, i128),
    /// The words for it.
    pub surfaces: Vec<String>,
}

/// The dimension of a unit.
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
    dimension: Option<String>,
    standard: Option<String>,
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

    /// The names of all dimensions, sorted.
    pub(crate) fn dimensions(&self) -> BTreeSet<&str> {
        self.iter().map(|unit| unit.dimension.name.as_str()).collect()
    }

    /// Lays a file over the units: keys that it does not state for a known unit stay, surfaces are
    /// added.
    pub(crate) fn overlay(&mut self, source: &Source) -> Result<(), ConfigError> {
        let file: BTreeMap<Spanned<String>, UnitFile> = source.parse()?;
        let mut standards = Vec::new();
        for (code, unit) in file {
            let at = code.span();
            let code = code.into_inner();
            let known = self.units.get(&code);
            let stated = factor(source, unit.factor.as_ref())?;
            let Some(name) = unit.dimension.or(known.map(|known| known.dimension.name.clone()))
            else {
                return Err(source
                    .error(at, "missing key `dimension`")
                    .help("state what the unit measures"));
            };
            let standard = unit.standard.or(known.map(|known| known.dimension.standard.clone()));
            let standard = standard.unwrap_or_else(|| code.clone());
            standards.push((at.clone(), standard.clone()));
            let factor = stated.or(known.map(|known| known.factor)).unwrap_or((1, 1));
            let mut surfaces = unit.surfaces;
            self.refuse_surfaces(source, &at, &code, &surfaces)?;
            surfaces.extend(known.into_iter().flat_map(|known| known.surfaces.iter().cloned()));
            surfaces.sort();
            surfaces.dedup();
            let dimension = Dimension { name, standard };
            self.units.insert(code.clone(), Unit { code, dimension, factor, surfaces });
        }
        for (at, standard) in standards {
            if !self.units.contains_key(&standard) {
                let help = "add that unit, or remove `standard`";
                return Err(source
                    .error(at, format!("unknown standard unit `{standard}`"))
                    .help(help));
            }
        }
        Ok(())
    }

    fn refuse_surfaces(
        &self,
        source: &Source,
        at: &std::ops::Range<usize>,
        code: &str,
        surfaces: &[String],
    ) -> Result<(), ConfigError> {
        for surface in surfaces {
            if surface.is_empty() {
                return Err(source.error(at.clone(), "empty surface").help("remove it"));
            }
            let other =
                self.iter().find(|unit| unit.code != code && unit.surfaces.contains(surface));
            if let Some(other) = other {
                let message =
                    format!("`{surface}` is already a word for the unit `{}`", other.code);
                return Err(source
                    .error(at.clone(), message)
                    .help("remove it from one of the two"));
            }
        }
        Ok(())
    }
}

/// Reads a factor: a decimal (`0.5`) or a fraction (`2000/3`).
fn factor(
    source: &Source,
    text: Option<&Spanned<String>>,
) -> Result<Option<(i128, i128)>, ConfigError> {
    let Some(text) = text else {
        return Ok(None);
    };
    let parsed = match text.get_ref().split_once('/') {
        Some((over, under)) => {
            decimal(over).zip(decimal(under)).map(|((a, b), (c, d))| (a * d, b * c))
        }
        None => decimal(text.get_ref()),
    };
    match parsed {
        Some((over, under)) if over > 0 && under > 0 => Ok(Some((over, under))),
        _ => Err(source
            .error(text.span(), format!("invalid factor `{}`", text.get_ref()))
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
