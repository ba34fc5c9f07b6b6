//! What must be found in the texts of a project.

use std::collections::BTreeMap;

use globset::{Glob, GlobSet, GlobSetBuilder};
use serde::Deserialize;

use crate::{ConfigError, Pack, Source, Spanned};

/// One file below `expected/`.
#[derive(Clone, Debug)]
pub struct Expected {
    /// Name of the file, without extension.
    pub name: String,
    /// The documents that it is for, as globs over `doc_id`.
    pub documents: GlobSet,
    /// What each of these documents must state.
    pub expect: Vec<Expectation>,
    /// Series, each value of which one document must state.
    pub series: Vec<Series>,
}

/// One value that must be found. `value`, `low` and `high` are in `unit` times 10^`unit_mult`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    /// Name of the expectation, unique in its file.
    pub id: String,
    /// Canonical id of the indicator.
    pub indicator: Option<String>,
    /// Words that must stand in `indicator_text`.
    pub words: Option<String>,
    /// Area.
    pub area: Option<String>,
    /// Period.
    pub period: Option<String>,
    /// Role.
    pub role: String,
    /// End of a change.
    pub change_end: Option<String>,
    /// Value stated; none for a range.
    pub value: Option<f64>,
    /// Qualifier.
    #[serde(default = "exact")]
    pub qualifier: String,
    /// Lower bound, where the qualifier is not exact; absent is open.
    pub low: Option<f64>,
    /// Upper bound, where the qualifier is not exact; absent is open.
    pub high: Option<f64>,
    /// Unit.
    pub unit: String,
    /// Power of ten of the values.
    #[serde(default)]
    pub unit_mult: i16,
    /// Measure word.
    pub classifier: Option<String>,
    /// Denominator.
    pub per: Option<String>,
    /// Observation status.
    pub status: Option<String>,
    /// Absolute tolerance, in the scale of the values.
    #[serde(default)]
    pub abs_tol: f64,
    /// Relative tolerance, as a share of the value.
    #[serde(default)]
    pub rel_tol: f64,
}

/// The values of one indicator and role over its periods.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// Name of the series, unique in its file.
    pub id: String,
    /// Canonical id of the indicator.
    pub indicator: String,
    /// Area.
    pub area: Option<String>,
    /// Role.
    pub role: String,
    /// Unit.
    pub unit: String,
    /// Power of ten of the values.
    #[serde(default)]
    pub unit_mult: i16,
    /// The document that states the value of a period; `{period}` stands for it.
    pub document: String,
    /// Values by period.
    pub values: BTreeMap<String, f64>,
    /// Absolute tolerance, in the scale of the values.
    #[serde(default)]
    pub abs_tol: f64,
    /// Relative tolerance, as a share of the value.
    #[serde(default)]
    pub rel_tol: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedFile {
    documents: Vec<Spanned<String>>,
    #[serde(default)]
    expect: Vec<Spanned<Expectation>>,
    #[serde(default)]
    series: Vec<Spanned<Series>>,
}

fn exact() -> String {
    "exact".to_owned()
}

impl Expected {
    pub(crate) fn parse(source: &Source, pack: &Pack) -> Result<Expected, ConfigError> {
        let file: ExpectedFile = source.parse()?;
        let mut ids = std::collections::BTreeSet::new();
        for expectation in &file.expect {
            validate(source, expectation, pack)?;
            let id = &expectation.get_ref().id;
            if !ids.insert(id.clone()) {
                return Err(source
                    .error(expectation.span(), format!("a second expectation has the id `{id}`"))
                    .help("give each its own id"));
            }
        }
        for series in &file.series {
            let one = series.get_ref();
            known(source, series.span(), "indicator", &one.indicator, pack.indicators.keys())?;
            known(
                source,
                series.span(),
                "unit",
                &one.unit,
                pack.units.iter().map(|unit| &unit.code),
            )?;
            role(source, series.span(), &one.role)?;
            if !ids.insert(one.id.clone()) {
                return Err(source
                    .error(series.span(), format!("a second entry has the id `{}`", one.id))
                    .help("give each its own id"));
            }
        }
        Ok(Expected {
            name: source.stem().to_owned(),
            documents: globs(source, &file.documents)?,
            expect: file.expect.into_iter().map(Spanned::into_inner).collect(),
            series: file.series.into_iter().map(Spanned::into_inner).collect(),
        })
    }
}

fn validate(
    source: &Source,
    expectation: &Spanned<Expectation>,
    pack: &Pack,
) -> Result<(), ConfigError> {
    let (span, one) = (expectation.span(), expectation.get_ref());
    role(source, span.clone(), &one.role)?;
    known(source, span.clone(), "unit", &one.unit, pack.units.iter().map(|unit| &unit.code))?;
    if let Some(indicator) = &one.indicator {
        known(source, span.clone(), "indicator", indicator, pack.indicators.keys())?;
    }
    if one.indicator.is_none() && one.words.is_none() {
        return Err(source
            .error(span, "this expectation does not say what is measured")
            .help("state indicator or words"));
    }
    if one.value.is_none() && one.low.is_none() && one.high.is_none() {
        return Err(source
            .error(span, "this expectation states no value")
            .help("state value, or low and high"));
    }
    Ok(())
}

fn role(source: &Source, span: std::ops::Range<usize>, role: &String) -> Result<(), ConfigError> {
    let roles = ["level", "change", "growth", "multiple", "rank"].map(str::to_owned);
    known(source, span, "role", role, roles.iter())
}

/// Refuses a name that is not among the known ones, and offers the nearest.
fn known<'a>(
    source: &Source,
    span: std::ops::Range<usize>,
    key: &str,
    name: &String,
    mut names: impl Iterator<Item = &'a String>,
) -> Result<(), ConfigError> {
    if names.any(|known| known == name) {
        return Ok(());
    }
    // The entry's own line is shown, not the whole table.
    let entry = &source.text[span.clone()];
    let at = entry.find(&format!("\"{name}\"")).map_or(span.start, |at| span.start + at);
    let shown = at..(at + name.len() + 2).min(source.text.len());
    Err(source
        .error(shown, format!("{key} = \"{name}\" is not known"))
        .help(format!("see the names of each {key} in the pack")))
}

fn globs(source: &Source, patterns: &[Spanned<String>]) -> Result<GlobSet, ConfigError> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let glob = Glob::new(pattern.get_ref()).map_err(|error| {
            source
                .error(pattern.span(), format!("is no glob: {}", error.kind()))
                .help("write document ids with * for any run and ** for any folders")
        })?;
        set.add(glob);
    }
    let whole = || {
        source
            .error(0..source.text.len().min(1), "the globs are too large")
            .help("write fewer or shorter ones")
    };
    set.build().map_err(|_| whole())
}
