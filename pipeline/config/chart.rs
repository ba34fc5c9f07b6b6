//! Which rows a chart shows, and how. One file below `charts/` is one chart.

mod parse;
mod template;

use figlift_model::{Basis, ChangeEnd, ObsStatus, Qualifier, Role};
use figlift_text::Period;
use globset::GlobMatcher;
use serde::Deserialize;

pub use self::template::{CHART_FIELDS, Template};
use crate::{ConfigError, Pack, Source};

/// One chart.
#[derive(Clone, Debug)]
pub struct ChartSpec {
    /// Name of the file, without extension; also that of the SVG.
    pub id: String,
    /// The file; empty for a chart without a file.
    pub file: Source,
    /// Name of the mark, as the file states it. It is checked by whoever draws the chart.
    pub mark: String,
    /// What the marks of one panel have in common besides their unit.
    pub group: Grouping,
    /// The order of the marks in a panel.
    pub sort: Sort,
    /// How many rows, or lines, are shown of each panel; the rest are counted.
    pub limit: Option<usize>,
    /// Title.
    pub title: ChartWords,
    /// What is drawn, and in which unit.
    pub subtitle: ChartWords,
    /// A note for the reader.
    pub note: Option<ChartWords>,
    /// Source line.
    pub source: Template,
    /// Which rows it shows.
    pub select: Select,
}

/// A key of a chart file whose values depend on the mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartKey {
    /// `mark`.
    Mark,
    /// `sort`.
    Sort,
    /// `role` of `[select]`.
    Role,
    /// `unit` of `[select]`.
    Unit,
    /// `change_end` of `[select]`.
    ChangeEnd,
    /// `latest` of `[select]`.
    Latest,
    /// `least_periods` of `[select]`.
    LeastPeriods,
}

impl ChartSpec {
    /// The chart of a file of that name below `charts/`.
    ///
    /// # Errors
    /// If the text is not valid TOML, or has an unknown key, name or field.
    ///
    /// ```
    /// use figlift_config::ChartSpec;
    /// let config = figlift_config::Config::built_in()?;
    /// let chart = ChartSpec::read("gdp", "mark = \"bar\"\n[title]\nzh = \"{area}\"\n", &config.pack)?;
    /// assert_eq!((chart.id.as_str(), chart.mark.as_str()), ("gdp", "bar"));
    /// # Ok::<(), figlift_config::ConfigError>(())
    /// ```
    pub fn read(name: &str, text: &str, pack: &Pack) -> Result<ChartSpec, ConfigError> {
        ChartSpec::parse(&Source::new(&format!("charts/{name}.toml"), text), pack)
    }

    /// An error at the value of a key of its file; at the beginning of a file that does not state it.
    pub fn error(&self, key: ChartKey, message: impl Into<String>) -> ConfigError {
        self.file.error(parse::span(&self.file, key).unwrap_or(0..0), message)
    }
}

/// What the marks of one panel have in common. Values of different units never share a panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grouping {
    /// The unit alone.
    #[default]
    Unit,
    /// The area.
    Area,
    /// The indicator.
    Indicator,
    /// The document.
    Document,
}

/// The order of the marks in a panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// In order of the text, or as the selection lists its indicators.
    #[default]
    Text,
    /// The highest value first; for ranks, the best.
    Value,
    /// The earliest period first.
    Period,
    /// By their Chinese words.
    Label,
}

/// The same words in two languages, with fields that the rows of a chart fill in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChartWords {
    /// Chinese.
    pub zh: Template,
    /// English.
    pub en: Template,
}

/// Which ends of changes a chart shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SelectEnd {
    /// Only this end.
    Is(ChangeEnd),
    /// Only values that are not an end of a change.
    None,
}

/// Which rows a chart shows: those that meet all conditions. An empty list is no condition.
#[derive(Clone, Debug, Default)]
pub struct Select {
    /// Glob over `doc_id`.
    pub documents: Option<GlobMatcher>,
    /// Canonical ids of indicators, in the order in which they are shown.
    pub indicators: Vec<String>,
    /// Words, one of which must occur in `indicator_text`.
    pub words: Vec<String>,
    /// Codes of areas.
    pub areas: Vec<String>,
    /// Roles.
    pub roles: Vec<Role>,
    /// Codes of units.
    pub units: Vec<String>,
    /// What changes are compared with.
    pub bases: Vec<Basis>,
    /// Observation statuses.
    pub statuses: Vec<ObsStatus>,
    /// Qualifiers, one of which the value must have.
    pub qualifiers: Vec<Qualifier>,
    /// The period begins no earlier than this one.
    pub from: Option<Period>,
    /// The period ends no later than this one.
    pub to: Option<Period>,
    /// Whether values are ends of changes.
    pub change_end: Option<SelectEnd>,
    /// Of values that differ only in their period, the latest.
    pub latest: bool,
    /// The minimum number of periods of a line.
    pub least_periods: usize,
}
