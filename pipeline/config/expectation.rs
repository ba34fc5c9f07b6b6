//! The values that the texts of a project must state.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use figlift_model::{ChangeEnd, ObsStatus, Qualifier, Role};
use figlift_text::Period;
use globset::{Glob, GlobSet, GlobSetBuilder};
use serde::Deserialize;

use crate::agreement::Need;
use crate::{ConfigError, Pack, Source, Spanned, names};

/// One file in `expected/`.
#[derive(Clone, Debug)]
pub struct Expected {
    /// Name of the file, without extension.
    pub name: String,
    /// The documents that it applies to, as globs over `doc_id`.
    pub documents: GlobSet,
    /// Values that each of these documents must state.
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
    /// Words that must occur in `indicator_text`.
    pub words: Option<String>,
    /// Area.
    pub area: Option<String>,
    /// Period.
    pub period: Option<String>,
    /// Role.
    pub role: Role,
    /// End of a change.
    pub change_end: Option<ChangeEnd>,
    /// Stated value; `None` for a range.
    pub value: Option<f64>,
    /// Qualifier.
    #[serde(default = "exact")]
    pub qualifier: Qualifier,
    /// Lower bound, if the qualifier is not exact; `None` is open.
    pub low: Option<f64>,
    /// Upper bound, if the qualifier is not exact; `None` is open.
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
    pub status: Option<ObsStatus>,
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
    pub role: Role,
    /// Unit.
    pub unit: String,
    /// Power of ten of the values.
    #[serde(default)]
    pub unit_mult: i16,
    /// The document that states the value of a period, with `{period}` as a placeholder.
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

fn exact() -> Qualifier {
    Qualifier::Exact
}

impl Expected {
    pub(crate) fn parse(source: &Source, pack: &Pack) -> Result<Expected, ConfigError> {
        let file: ExpectedFile = source.parse()?;
        let mut ids = BTreeSet::new();
        for expectation in &file.expect {
            validate(source, expectation, pack)?;
            unique(source, expectation.span(), &expectation.get_ref().id, &mut ids)?;
        }
        for series in &file.series {
            validate_series(source, series, pack)?;
            unique(source, series.span(), &series.get_ref().id, &mut ids)?;
        }
        Ok(Expected {
            name: source.stem().to_owned(),
            documents: globs(source, &file.documents)?,
            expect: file.expect.into_iter().map(Spanned::into_inner).collect(),
            series: file.series.into_iter().map(Spanned::into_inner).collect(),
        })
    }
}

fn unique(
    source: &Source,
    span: Range<usize>,
    id: &str,
    ids: &mut BTreeSet<String>,
) -> Result<(), ConfigError> {
    if ids.insert(id.to_owned()) {
        return Ok(());
    }
    let message = format!("two entries have the id `{id}`");
    Err(source.error(source.find(span, id), message).help("rename one of them"))
}

fn validate(
    source: &Source,
    expectation: &Spanned<Expectation>,
    pack: &Pack,
) -> Result<(), ConfigError> {
    let (span, one) = (expectation.span(), expectation.get_ref());
    let wrong = |message: &str, help: &str| {
        Err(source.error(source.find(span.clone(), &one.id), message).help(help))
    };
    common(source, span.clone(), pack, (one.role, &one.unit, one.indicator.as_deref()))?;
    if let Some(period) = &one.period {
        is_period(source, span.clone(), period)?;
    }
    if one.indicator.is_none() && one.words.is_none() {
        return wrong("missing key `indicator` or `words`", "state what is measured");
    }
    if one.value.is_none() && one.low.is_none() && one.high.is_none() {
        return wrong("missing key `value`", "state `value`, or `low` and `high`");
    }
    if one.qualifier == Qualifier::Exact && (one.low.is_some() || one.high.is_some()) {
        return wrong(
            "an exact value has no bounds",
            "state a qualifier, or remove `low` and `high`",
        );
    }
    let numbers = [one.value, one.low, one.high, Some(one.abs_tol), Some(one.rel_tol)];
    let tolerances = one.abs_tol >= 0.0 && one.rel_tol >= 0.0;
    if numbers.into_iter().flatten().any(|number| !number.is_finite()) || !tolerances {
        return wrong("invalid number", "write finite numbers, and tolerances of 0 or more");
    }
    Ok(())
}

fn validate_series(
    source: &Source,
    series: &Spanned<Series>,
    pack: &Pack,
) -> Result<(), ConfigError> {
    let (span, one) = (series.span(), series.get_ref());
    common(source, span.clone(), pack, (one.role, &one.unit, Some(&one.indicator)))?;
    for period in one.values.keys() {
        is_period(source, span.clone(), period)?;
    }
    Ok(())
}

/// Checks what expectations and series both name: role, unit and indicator, and that they agree.
fn common(
    source: &Source,
    span: Range<usize>,
    pack: &Pack,
    (role, unit, indicator): (Role, &str, Option<&str>),
) -> Result<(), ConfigError> {
    let known = pack.units.get(unit).ok_or_else(|| {
        let known = pack.units.iter().map(|unit| unit.code.as_str());
        names::missing(source, source.find(span.clone(), unit), ("unit", unit, "units.toml"), known)
    })?;
    let known_indicator = |id| {
        pack.indicators.get(id).ok_or_else(|| {
            let known = pack.indicators.keys().map(String::as_str);
            let what = ("indicator", id, "indicators.toml");
            names::missing(source, source.find(span.clone(), id), what, known)
        })
    };
    let indicator = indicator.map(known_indicator).transpose()?;
    let dimension = indicator.map(|indicator| indicator.dimension.as_str());
    match Need::of(role, known, dimension) {
        Some(need) if !need.is_met_by(known) => {
            let message = format!("a {role} of this indicator cannot be in `{unit}`");
            Err(source.error(source.find(span, unit), message).help(need.to_string()))
        }
        _ => Ok(()),
    }
}

fn is_period(source: &Source, span: Range<usize>, text: &str) -> Result<(), ConfigError> {
    let at = source.find(span, text);
    text.parse::<Period>()
        .map(|_| ())
        .map_err(|error| source.error(at, error.to_string()).help(Period::FORMS))
}

fn globs(source: &Source, patterns: &[Spanned<String>]) -> Result<GlobSet, ConfigError> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let glob = Glob::new(pattern.get_ref()).map_err(|error| {
            source
                .error(pattern.span(), format!("invalid glob: {}", error.kind()))
                .help("write document ids with * for any run and ** for any folders")
        })?;
        set.add(glob);
    }
    let whole = || {
        source
            .error(0..source.text.len().min(1), "the patterns are too large")
            .help("write fewer or shorter patterns")
    };
    set.build().map_err(|_| whole())
}
