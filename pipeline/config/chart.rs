//! Which rows a chart shows, and how. One file below `charts/` is one chart.

use globset::{Glob, GlobMatcher};
use serde::Deserialize;

use crate::{ConfigError, Pack, Source, Spanned, names};

/// One chart.
#[derive(Clone, Debug)]
pub struct ChartSpec {
    /// Name of the file, without extension; also that of the SVG.
    pub id: String,
    /// Kind of mark.
    pub mark: ChartMark,
    /// Title.
    pub title: Words,
    /// What is drawn, and in which unit.
    pub subtitle: Words,
    /// How special marks are to be read.
    pub note: Option<Words>,
    /// Source line; `{publisher}`, `{title}` and `{date}` stand for what the documents' sidecars say.
    pub source: String,
    /// Which rows it shows.
    pub select: Select,
}

/// Kind of mark of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChartMark {
    /// The two ends of stated changes, in small multiples by unit.
    Dumbbell,
    /// Values over periods, a panel each indicator.
    Line,
}

/// The same words in two languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Words {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// Which rows a chart shows: those that meet all that is stated.
#[derive(Clone, Debug)]
pub struct Select {
    /// Glob over `doc_id`.
    pub documents: Option<GlobMatcher>,
    /// Canonical ids of indicators, in the order in which they are shown.
    pub indicators: Vec<String>,
    /// Area.
    pub area: Option<String>,
    /// Role.
    pub role: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChartFile {
    mark: ChartMark,
    title: Words,
    #[serde(default)]
    subtitle: Words,
    note: Option<Words>,
    #[serde(default)]
    source: String,
    select: SelectFile,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SelectFile {
    documents: Option<Spanned<String>>,
    #[serde(default)]
    indicators: Vec<Spanned<String>>,
    area: Option<Spanned<String>>,
    role: Option<Spanned<String>>,
}

impl ChartSpec {
    pub(crate) fn parse(source: &Source, pack: &Pack) -> Result<ChartSpec, ConfigError> {
        let file: ChartFile = source.parse()?;
        for indicator in &file.select.indicators {
            if !pack.indicators.contains_key(indicator.get_ref()) {
                let message = format!("the catalogue has no indicator `{}`", indicator.get_ref());
                return Err(source
                    .error(indicator.span(), message)
                    .help("add it to pack/indicators.toml"));
            }
        }
        let documents = match &file.select.documents {
            Some(pattern) => {
                let wrong = |error: globset::Error| {
                    source
                        .error(pattern.span(), format!("is no glob: {}", error.kind()))
                        .help("write document ids with * for any run and ** for any folders")
                };
                Some(Glob::new(pattern.get_ref()).map_err(wrong)?.compile_matcher())
            }
            None => None,
        };
        if let Some(area) =
            file.select.area.as_ref().filter(|area| !pack.areas.contains_key(area.get_ref()))
        {
            let message = format!("the catalogue has no area `{}`", area.get_ref());
            return Err(source
                .error(area.span(), message)
                .help("add it to pack/areas.toml, or mend its code"));
        }
        if let Some(role) = &file.select.role {
            names::check(source, role.span(), "role", Some(role.get_ref()), names::ROLES)?;
        }
        let indicators = file.select.indicators.into_iter().map(Spanned::into_inner).collect();
        let select = Select {
            documents,
            indicators,
            area: file.select.area.map(Spanned::into_inner),
            role: file.select.role.map(Spanned::into_inner),
        };
        Ok(ChartSpec {
            id: source.stem().to_owned(),
            mark: file.mark,
            title: file.title,
            subtitle: file.subtitle,
            note: file.note,
            source: file.source,
            select,
        })
    }
}
