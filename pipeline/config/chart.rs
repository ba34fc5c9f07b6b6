//! Which rows a chart shows, and how. One file below `charts/` is one chart.

mod parse;
mod template;

use figlift_text::Period;
use globset::GlobMatcher;
use serde::Deserialize;

pub use self::template::{CHART_FIELDS, Template};

/// One chart.
#[derive(Clone, Debug)]
pub struct ChartSpec {
    /// Name of the file, without extension; also that of the SVG.
    pub id: String,
    /// Kind of mark.
    pub mark: ChartMark,
    /// What the marks of one panel have in common, beside their unit.
    pub group: Grouping,
    /// In which order marks stand in their panel.
    pub sort: Sort,
    /// How many rows, or lines, are shown of each panel; the rest are counted.
    pub limit: Option<usize>,
    /// Title.
    pub title: Words,
    /// What is drawn, and in which unit.
    pub subtitle: Words,
    /// What a reader has to know besides.
    pub note: Option<Words>,
    /// Source line.
    pub source: Template,
    /// Which rows it shows.
    pub select: Select,
}

/// Kind of mark of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChartMark {
    /// The two ends of stated changes: levels as multiples, shares and ranks on one axis each.
    Dumbbell,
    /// The two ends of stated changes as lines from a left to a right column.
    Slope,
    /// Values over periods, a panel each.
    Line,
    /// Single values as bars from zero.
    Bar,
    /// What the wording of single values allows.
    Interval,
    /// Ranks, moves as arrows.
    Ladder,
}

impl ChartMark {
    /// Whether it draws both ends of stated changes, and nothing else.
    pub fn is_of_changes(self) -> bool {
        matches!(self, ChartMark::Dumbbell | ChartMark::Slope)
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

/// In which order marks stand in their panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// As the texts have them, or as the selection lists its indicators.
    #[default]
    Text,
    /// The greatest value first; of ranks the best.
    Value,
    /// The earliest period first.
    Period,
    /// By their Chinese words.
    Label,
}

/// The same words in two languages, with fields that the rows of a chart fill in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Chinese.
    pub zh: Template,
    /// English.
    pub en: Template,
}

impl Words {
    /// Words whose fields are known ones.
    pub fn of(zh: &str, en: &str) -> Words {
        Words { zh: Template::of(zh), en: Template::of(en) }
    }
}

/// Which rows a chart shows: those that meet all that is stated.
#[derive(Clone, Debug, Default)]
pub struct Select {
    /// Glob over `doc_id`.
    pub documents: Option<GlobMatcher>,
    /// Canonical ids of indicators, in the order in which they are shown.
    pub indicators: Vec<String>,
    /// Words of which one must stand in `indicator_text`.
    pub words: Vec<String>,
    /// Codes of areas.
    pub areas: Vec<String>,
    /// Role.
    pub role: Option<String>,
    /// Code of the unit.
    pub unit: Option<String>,
    /// What a change is compared with.
    pub basis: Option<String>,
    /// Observation status.
    pub status: Option<String>,
    /// What the wording makes of the number; one of them.
    pub qualifiers: Vec<String>,
    /// The period begins no earlier than this one.
    pub from: Option<Period>,
    /// The period ends no later than this one.
    pub to: Option<Period>,
    /// `from` or `to` for that end of changes alone, `none` for values that are no end of one.
    pub change_end: Option<String>,
    /// Of values that differ by their period alone, only the latest.
    pub latest: bool,
    /// A line has at least so many periods.
    pub least_periods: usize,
}
