//! Parses a file in `charts/`.

use std::ops::Range;

use figlift_model::{Basis, ChangeEnd, Code, ObsStatus, Role};
use figlift_text::Period;
use globset::{Glob, GlobMatcher};
use serde::Deserialize;

use super::{ChartKey, ChartSpec, ChartWords, Grouping, Select, SelectEnd, Sort, Template};
use crate::one_or_more::OneOrMore;
use crate::{ConfigError, Pack, Source, Spanned, names};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChartFile {
    mark: Spanned<String>,
    #[serde(default)]
    group: Grouping,
    sort: Option<Spanned<Sort>>,
    limit: Option<Spanned<usize>>,
    title: WordsFile,
    #[serde(default)]
    subtitle: WordsFile,
    note: Option<WordsFile>,
    source: Option<Spanned<String>>,
    #[serde(default)]
    select: SelectFile,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WordsFile {
    zh: Option<Spanned<String>>,
    en: Option<Spanned<String>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct SelectFile {
    documents: Option<Spanned<String>>,
    indicators: Vec<Spanned<String>>,
    words: Vec<String>,
    areas: Vec<Spanned<String>>,
    role: Option<Spanned<OneOrMore<Role>>>,
    unit: Option<Spanned<OneOrMore<String>>>,
    basis: OneOrMore<Basis>,
    status: OneOrMore<ObsStatus>,
    qualifiers: Vec<Spanned<String>>,
    from: Option<Spanned<String>>,
    to: Option<Spanned<String>>,
    change_end: Option<Spanned<String>>,
    latest: Option<Spanned<bool>>,
    least_periods: Option<Spanned<usize>>,
}

/// Whether a value is an end of a change.
const CHANGE_ENDS: &[&str] = &["from", "to", "none"];

impl ChartSpec {
    pub(crate) fn parse(source: &Source, pack: &Pack) -> Result<ChartSpec, ConfigError> {
        let file: ChartFile = source.parse()?;
        refuse_unknown(source, pack, &file.select)?;
        refuse_limit(source, &file)?;
        refuse_units(source, &file.select)?;
        let template = |text: &Option<Spanned<String>>| match text {
            Some(text) => Template::parse(source, text.span(), text.get_ref()),
            None => Ok(Template::default()),
        };
        let words = |words: &WordsFile| -> Result<ChartWords, ConfigError> {
            Ok(ChartWords { zh: template(&words.zh)?, en: template(&words.en)? })
        };
        Ok(ChartSpec {
            id: source.stem().to_owned(),
            file: source.clone(),
            mark: file.mark.get_ref().clone(),
            group: file.group,
            sort: file.sort.as_ref().map_or(Sort::Text, |sort| *sort.get_ref()),
            limit: file.limit.as_ref().map(|limit| *limit.get_ref()),
            title: words(&file.title)?,
            subtitle: words(&file.subtitle)?,
            note: file.note.as_ref().map(words).transpose()?,
            source: template(&file.source)?,
            select: select(source, file.select)?,
        })
    }
}

fn select(source: &Source, file: SelectFile) -> Result<Select, ConfigError> {
    let (from, to) = (period(source, &file.from)?, period(source, &file.to)?);
    if let (Some(from), Some(to), Some(place)) = (from, to, &file.to)
        && to.last() < from.first()
    {
        let message = format!("`to` ({to}) ends before `from` ({from}) begins");
        return Err(source
            .error(place.span(), message)
            .help("swap the two periods, or correct one"));
    }
    // Unknown names were refused above.
    let end = |name: Spanned<String>| match name.get_ref().parse() {
        Ok(end) => SelectEnd::Is(end),
        Err(_) => SelectEnd::None,
    };
    let all = |names: Vec<Spanned<String>>| names.into_iter().map(Spanned::into_inner).collect();
    Ok(Select {
        documents: documents(source, &file.documents)?,
        indicators: all(file.indicators),
        words: file.words,
        areas: all(file.areas),
        roles: file.role.map(|roles| roles.into_inner().0).unwrap_or_default(),
        units: file.unit.map(|units| units.into_inner().0).unwrap_or_default(),
        bases: file.basis.0,
        statuses: file.status.0,
        qualifiers: file
            .qualifiers
            .iter()
            .map(|name| names::code(source, name.span(), name.get_ref()))
            .collect::<Result<_, _>>()?,
        from,
        to,
        change_end: file.change_end.map(end),
        latest: file.latest.is_some_and(Spanned::into_inner),
        least_periods: file.least_periods.map_or(1, Spanned::into_inner),
    })
}

fn documents(
    source: &Source,
    pattern: &Option<Spanned<String>>,
) -> Result<Option<GlobMatcher>, ConfigError> {
    let Some(pattern) = pattern else { return Ok(None) };
    let wrong = |error: globset::Error| {
        source
            .error(pattern.span(), format!("invalid glob: {}", error.kind()))
            .help("write document ids with * for any run and ** for any folders")
    };
    Ok(Some(Glob::new(pattern.get_ref()).map_err(wrong)?.compile_matcher()))
}

fn period(
    source: &Source,
    stated: &Option<Spanned<String>>,
) -> Result<Option<Period>, ConfigError> {
    let Some(stated) = stated else { return Ok(None) };
    let wrong = |_| {
        source
            .error(stated.span(), format!("invalid period `{}`", stated.get_ref()))
            .help("write it as 2021, 2021-S1, 2021-Q3 or 2021-09")
    };
    stated.get_ref().parse().map(Some).map_err(wrong)
}

/// Refuses names that the catalogues and the figure model do not know.
fn refuse_unknown(source: &Source, pack: &Pack, select: &SelectFile) -> Result<(), ConfigError> {
    for name in &select.indicators {
        if !pack.indicators.contains_key(name.get_ref()) {
            let what = ("indicator", name.get_ref().as_str(), "indicators.toml");
            let known = pack.indicators.keys().map(String::as_str);
            return Err(names::missing(source, name.span(), what, known));
        }
    }
    for name in &select.areas {
        if !pack.areas.contains(name.get_ref()) {
            let what = ("area", name.get_ref().as_str(), "areas.toml");
            let known = pack.areas.codes();
            return Err(names::missing(source, name.span(), what, known));
        }
    }
    let units = select.unit.iter().flat_map(|units| &units.get_ref().0);
    if let Some(name) = units.clone().find(|name| pack.units.get(name).is_none()) {
        let place = select.unit.as_ref().map_or(0..0, Spanned::span);
        let known = pack.units.iter().map(|unit| unit.code.as_str());
        return Err(names::missing(source, place, ("unit", name, "units.toml"), known));
    }
    match &select.change_end {
        Some(end) => names::check(source, end.span(), ChangeEnd::KIND, end.get_ref(), CHANGE_ENDS),
        None => Ok(()),
    }
}

fn refuse_limit(source: &Source, file: &ChartFile) -> Result<(), ConfigError> {
    match &file.limit {
        Some(limit) if *limit.get_ref() == 0 => {
            Err(source.error(limit.span(), "the limit is 0").help("write 1 or more, or remove it"))
        }
        _ => Ok(()),
    }
}

/// Where a chart file states a key. Looked up only for errors.
pub(super) fn span(source: &Source, key: ChartKey) -> Option<Range<usize>> {
    let file: ChartFile = source.parse().ok()?;
    let select = &file.select;
    match key {
        ChartKey::Mark => Some(file.mark.span()),
        ChartKey::Sort => file.sort.as_ref().map(Spanned::span),
        ChartKey::Role => select.role.as_ref().map(Spanned::span),
        ChartKey::Unit => select.unit.as_ref().map(Spanned::span),
        ChartKey::ChangeEnd => select.change_end.as_ref().map(Spanned::span),
        ChartKey::Latest => select.latest.as_ref().map(Spanned::span),
        ChartKey::LeastPeriods => select.least_periods.as_ref().map(Spanned::span),
    }
}

/// Refuses a unit that none of the roles ever has.
fn refuse_units(source: &Source, select: &SelectFile) -> Result<(), ConfigError> {
    let (Some(roles), Some(units)) = (&select.role, &select.unit) else { return Ok(()) };
    let needed = |role: &Role| match role {
        Role::Rank => Some("rank"),
        Role::Growth => Some("%"),
        Role::Multiple => Some("1"),
        Role::Level | Role::Change => None,
    };
    let roles = &roles.get_ref().0;
    let fits = |unit: &String| {
        roles.is_empty()
            || roles.iter().any(|role| needed(role).is_none_or(|needed| needed == unit))
    };
    let Some(unit) = units.get_ref().0.iter().find(|unit| !fits(unit)) else { return Ok(()) };
    let names: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
    let needed: Vec<&str> = roles.iter().filter_map(needed).collect();
    let message = format!("a {} is never in `{unit}`", names.join(" or "));
    let help = format!("write \"{}\", or remove it", needed.join("\" or \""));
    Err(source.error(units.span(), message).help(help))
}
