//! A figure of the run, as checks look at it.

use figlift_config::{Indicator, Pack};
use figlift_number::{End, Exact, Interval};
use figlift_text::{Period, Span};
use polars::prelude::{DataFrame, Float64Chunked, Int64Chunked, PolarsResult, StringChunked};

/// A figure of the run.
#[derive(Clone, Debug)]
pub(crate) struct Stated {
    pub figure_id: String,
    pub doc_id: String,
    /// Its surface in the document's text.
    pub span: Span,
    pub surface: String,
    /// Canonical id of what is measured.
    pub indicator: Option<String>,
    /// The words that say what is measured.
    pub words: Option<String>,
    /// The same without blanks and what stands in brackets, as the catalogue compares them.
    pub plain: Option<String>,
    /// The same without areas, times and the like before the name: 常住人口 of 全省年末常住人口.
    pub core: Option<String>,
    /// Where these words stand, where they are one run.
    pub words_at: Option<Span>,
    pub role: String,
    /// The change that it is one end of, and which.
    pub change: Option<(String, String)>,
    /// The other end of that change: its place among the figures of the document.
    pub partner: Option<usize>,
    pub alt_of: Option<String>,
    pub classifier: Option<String>,
    pub per: Option<String>,
    pub qualifier: String,
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    resolution: Option<f64>,
    pub unit: String,
    /// Power of ten that the text uses.
    pub mult: i16,
    pub area: Option<String>,
    pub period: Option<String>,
    /// The same, to reckon with.
    pub time: Option<Period>,
    pub basis: Option<String>,
    pub base_period: Option<String>,
    pub status: String,
    /// The sentence in the document's text.
    pub sentence: Span,
    /// Line ends and full stops before it in the text: figures of one line, or of neighbouring
    /// sentences, are told by these.
    pub line: usize,
    pub stops: usize,
    /// Whether its line speaks of the year before it as the base.
    pub after_yoy: bool,
}

/// What a series is of: indicator, area, role, dimension, denominator, measure word, basis and base
/// period.
pub(crate) type Series<'s> = [&'s str; 8];

impl Stated {
    /// All figures of the frame, which is sorted by document and place.
    pub(crate) fn all(figures: &DataFrame) -> PolarsResult<Vec<Stated>> {
        let columns = Columns::of(figures)?;
        Ok((0..figures.height()).map(|row| columns.row(row)).collect())
    }

    /// The words that say what is measured; empty where there are none.
    pub(crate) fn name(&self) -> &str {
        self.words.as_deref().unwrap_or_default()
    }

    /// What the value may have been before it was rounded and put into words, in its unit; `about`
    /// is the share of the value by which 约 leaves it open.
    pub(crate) fn interval(&self, about: &Exact) -> Interval {
        let exact = |value: Option<f64>| value.and_then(Exact::of_f64);
        let value = exact(self.value);
        let rounding = exact(self.resolution);
        match (self.qualifier.as_str(), value, rounding) {
            ("exact", Some(value), Some(rounding)) => Interval::around(value, rounding),
            // Fractions such as 三分之二 are seldom meant to the last digit.
            ("exact" | "about", Some(value), rounding) => {
                let width = &value.clone().abs() * about;
                Interval::around(value, width.max(rounding.unwrap_or(Exact::ZERO)))
            }
            _ => {
                let end = |value: Option<f64>| exact(value).map(End::closed);
                Interval { low: end(self.low), high: end(self.high) }
            }
        }
    }

    /// What the value may have been, in the standard unit of the dimension.
    pub(crate) fn measure(&self, about: &Exact, pack: &Pack) -> Interval {
        self.interval(about).scaled(&self.factor(pack))
    }

    /// How many of the standard unit one of its unit is.
    pub(crate) fn factor(&self, pack: &Pack) -> Exact {
        let factor = pack.units.get(&self.unit).map(|unit| unit.factor);
        factor.and_then(|(over, under)| Exact::fraction(over, under)).unwrap_or(Exact::ONE)
    }

    /// Half a unit of the last digit stated, down and up; zero where there is no last digit.
    pub(crate) fn half_digit(&self) -> Interval {
        let half = self.resolution.and_then(Exact::of_f64).unwrap_or(Exact::ZERO);
        Interval::around(Exact::ZERO, half)
    }

    /// What its unit measures.
    pub(crate) fn dimension<'p>(&'p self, pack: &'p Pack) -> &'p str {
        pack.units.get(&self.unit).map_or(self.unit.as_str(), |unit| &unit.dimension.name)
    }

    /// How much there is: no difference, no growth, no rank; and not what another says in other units.
    pub(crate) fn is_level(&self) -> bool {
        self.role == "level" && self.alt_of.is_none()
    }

    /// How much there is, in percent.
    pub(crate) fn is_share(&self) -> bool {
        self.is_level() && self.unit == "%"
    }

    /// Whether it was observed, if only provisionally; what is forecast or aimed at was not.
    pub(crate) fn is_observed(&self) -> bool {
        matches!(self.status.as_str(), "A" | "P")
    }

    /// Whether both speak of the same period and area, and of what was or of what will be.
    pub(crate) fn is_beside_in_time(&self, other: &Stated) -> bool {
        self.period == other.period && self.area == other.area && self.is_as_real_as(other)
    }

    /// Whether a mean change is over years that end with the period of this: 由2018年的…增加到2020年的363家，年均
    /// 增长10% is of 2019 to 2020.
    pub(crate) fn ends(&self, mean: &Stated) -> bool {
        let last = |one: &Stated| one.time.map(Period::last);
        mean.basis.as_deref() == Some("avg")
            && last(self).is_some()
            && last(self) == last(mean)
            && self.area == mean.area
            && self.is_as_real_as(mean)
    }

    /// Whether both were observed, or both are forecasts or aims.
    pub(crate) fn is_as_real_as(&self, other: &Stated) -> bool {
        (self.is_observed() && other.is_observed()) || self.status == other.status
    }

    /// Whether both speak of the same period, area and denominator, and of what was or of what will be.
    pub(crate) fn is_beside(&self, other: &Stated) -> bool {
        self.is_beside_in_time(other) && self.per == other.per
    }

    /// What is measured, by the catalogue or else by its words.
    pub(crate) fn subject(&self) -> Option<&str> {
        self.indicator.as_deref().or(self.plain.as_deref())
    }

    /// The series that it belongs to; `None` where the catalogue does not know what it is of, and for
    /// what is compared with others or with a plan: with whom is not told by its columns.
    pub(crate) fn series<'s>(&'s self, pack: &'s Pack) -> Option<Series<'s>> {
        let text = |value: &'s Option<String>| value.as_deref().unwrap_or_default();
        if matches!(self.basis.as_deref(), Some("peer" | "plan")) {
            return None;
        }
        Some([
            self.indicator.as_deref()?,
            text(&self.area),
            self.role.as_str(),
            self.dimension(pack),
            text(&self.per),
            text(&self.classifier),
            text(&self.basis),
            text(&self.base_period),
        ])
    }
}

/// The columns that checks read, each looked up once.
struct Columns<'f> {
    texts: Vec<(&'static str, &'f StringChunked)>,
    numbers: Vec<(&'static str, &'f Float64Chunked)>,
    places: Vec<(&'static str, &'f Int64Chunked)>,
    mult: &'f polars::prelude::Int16Chunked,
}

const TEXTS: &[&str] = &[
    "figure_id",
    "doc_id",
    "surface",
    "indicator",
    "indicator_text",
    "role",
    "change_id",
    "change_end",
    "alt_of",
    "classifier",
    "per",
    "qualifier",
    "unit_measure",
    "ref_area",
    "time_period",
    "basis",
    "base_period",
    "obs_status",
];
const NUMBERS: &[&str] = &["obs_value", "value_low", "value_high", "resolution"];
const PLACES: &[&str] = &[
    "byte_start",
    "byte_end",
    "indicator_start",
    "indicator_end",
    "sentence_start",
    "sentence_end",
];

/// The column of that name.
fn named<'f, T: ?Sized>(columns: &[(&'static str, &'f T)], name: &str) -> Option<&'f T> {
    columns.iter().find(|(known, _)| *known == name).map(|(_, column)| *column)
}

impl<'f> Columns<'f> {
    fn of(figures: &'f DataFrame) -> PolarsResult<Columns<'f>> {
        let column = |name: &str| figures.column(name);
        Ok(Columns {
            texts: TEXTS
                .iter()
                .map(|&name| Ok((name, column(name)?.str()?)))
                .collect::<PolarsResult<_>>()?,
            numbers: NUMBERS
                .iter()
                .map(|&name| Ok((name, column(name)?.f64()?)))
                .collect::<PolarsResult<_>>()?,
            places: PLACES
                .iter()
                .map(|&name| Ok((name, column(name)?.i64()?)))
                .collect::<PolarsResult<_>>()?,
            mult: column("unit_mult")?.i16()?,
        })
    }

    fn text(&self, name: &str, row: usize) -> Option<String> {
        named(&self.texts, name)?.get(row).map(str::to_owned)
    }

    fn number(&self, name: &str, row: usize) -> Option<f64> {
        named(&self.numbers, name)?.get(row)
    }

    fn span(&self, start: &str, end: &str, row: usize) -> Option<Span> {
        let place = |name: &str| named(&self.places, name)?.get(row)?.try_into().ok();
        Some(Span::new(place(start)?, place(end)?))
    }

    fn row(&self, row: usize) -> Stated {
        let text = |name: &str| self.text(name, row);
        let required = |name: &str| self.text(name, row).unwrap_or_default();
        let number = |name: &str| self.number(name, row);
        let span = |start: &str, end: &str| self.span(start, end, row);
        Stated {
            figure_id: required("figure_id"),
            doc_id: required("doc_id"),
            span: span("byte_start", "byte_end").unwrap_or_default(),
            surface: required("surface"),
            indicator: text("indicator"),
            plain: text("indicator_text").as_deref().map(Indicator::plain),
            core: None,
            words: text("indicator_text"),
            words_at: span("indicator_start", "indicator_end"),
            role: required("role"),
            change: text("change_id").zip(text("change_end")),
            partner: None,
            alt_of: text("alt_of"),
            classifier: text("classifier"),
            per: text("per"),
            qualifier: required("qualifier"),
            value: number("obs_value"),
            low: number("value_low"),
            high: number("value_high"),
            resolution: number("resolution"),
            unit: required("unit_measure"),
            mult: self.mult.get(row).unwrap_or_default(),
            area: text("ref_area"),
            time: text("time_period").and_then(|period| period.parse().ok()),
            period: text("time_period"),
            basis: text("basis"),
            base_period: text("base_period"),
            status: required("obs_status"),
            sentence: span("sentence_start", "sentence_end").unwrap_or_default(),
            line: 0,
            stops: 0,
            after_yoy: false,
        }
    }
}
