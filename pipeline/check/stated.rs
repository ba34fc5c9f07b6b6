//! A figure of the run, as checks look at it.

use figlift_config::{Indicator, Pack, Unit};
use figlift_extract::Exact;
use figlift_text::{Period, Span};
use polars::prelude::{DataFrame, PolarsResult};

use crate::interval::Interval;

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
    /// Where these words stand, where they are one run.
    pub words_at: Option<Span>,
    pub role: String,
    /// The change that it is one end of, and which.
    pub change: Option<(String, String)>,
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
    pub basis: Option<String>,
    pub base_period: Option<String>,
    pub status: String,
    /// The sentence in the document's text.
    pub sentence: Span,
}

impl Stated {
    /// All figures of the frame, which is sorted by document and place.
    pub(crate) fn all(figures: &DataFrame) -> PolarsResult<Vec<Stated>> {
        let columns = Columns::of(figures)?;
        (0..figures.height()).map(|row| columns.row(row)).collect()
    }

    /// The period, where it is known.
    pub(crate) fn time(&self) -> Option<Period> {
        self.period.as_ref()?.parse().ok()
    }

    /// What the value may have been before it was rounded and put into words, in its unit; `about`
    /// is the share of the value by which 约 leaves it open.
    pub(crate) fn interval(&self, about: f64) -> Option<Interval> {
        let exact = |value: Option<f64>| value.and_then(Exact::of_f64);
        let value = exact(self.value);
        let rounding = exact(self.resolution);
        let width = || value?.abs().times(Exact::of_f64(about)?);
        match (self.qualifier.as_str(), value, rounding) {
            ("exact", Some(value), Some(rounding)) => Interval::around(value, rounding),
            // Fractions such as 三分之二 are seldom meant to the last digit.
            ("exact" | "about", Some(value), rounding) => {
                Interval::around(value, width()?.max(rounding.unwrap_or(Exact::ZERO)))
            }
            _ => Some(Interval { low: exact(self.low), high: exact(self.high) }),
        }
    }

    /// What the value may have been in the standard unit of the dimension.
    pub(crate) fn measure(&self, about: f64, pack: &Pack) -> Option<Interval> {
        let factor = pack.units.get(&self.unit).map_or((1, 1), |unit| unit.factor);
        self.interval(about)?.scaled(Exact::fraction(factor.0, factor.1)?)
    }

    /// Half a unit of the last digit stated, down and up.
    pub(crate) fn last_digit(&self) -> Option<Interval> {
        Interval::around(Exact::ZERO, Exact::of_f64(self.resolution?)?)
    }

    /// What its unit measures.
    pub(crate) fn dimension<'p>(&'p self, pack: &'p Pack) -> &'p str {
        pack.units.get(&self.unit).map_or(self.unit.as_str(), |unit: &Unit| &unit.dimension.name)
    }

    /// How much there is: no difference, no growth, no rank.
    pub(crate) fn is_level(&self) -> bool {
        self.role == "level"
    }

    /// Whether it was observed, if only provisionally; what is forecast or aimed at was not.
    pub(crate) fn is_observed(&self) -> bool {
        matches!(self.status.as_str(), "A" | "P")
    }

    /// Whether both speak of the same period and area, and of what was or of what will be.
    pub(crate) fn is_beside_in_time(&self, other: &Stated) -> bool {
        let both_observed = self.is_observed() && other.is_observed();
        self.period == other.period
            && self.area == other.area
            && (both_observed || self.status == other.status)
    }

    /// Whether both speak of the same period, area and denominator, and of what was or of what will be.
    pub(crate) fn is_beside(&self, other: &Stated) -> bool {
        self.is_beside_in_time(other) && self.per == other.per
    }
}

/// The columns that checks read.
struct Columns<'f>(&'f DataFrame);

impl Columns<'_> {
    fn of(figures: &DataFrame) -> PolarsResult<Columns<'_>> {
        Ok(Columns(figures))
    }

    fn text(&self, name: &str, row: usize) -> PolarsResult<Option<String>> {
        Ok(self.0.column(name)?.str()?.get(row).map(str::to_owned))
    }

    fn whole(&self, name: &str, row: usize) -> PolarsResult<Option<usize>> {
        Ok(self.0.column(name)?.i64()?.get(row).and_then(|number| number.try_into().ok()))
    }

    fn span(&self, start: &str, end: &str, row: usize) -> PolarsResult<Option<Span>> {
        let ends = self.whole(start, row)?.zip(self.whole(end, row)?);
        Ok(ends.map(|(start, end)| Span::new(start, end)))
    }

    fn row(&self, row: usize) -> PolarsResult<Stated> {
        let text = |name: &str| self.text(name, row);
        let required = |name: &str| self.text(name, row).map(Option::unwrap_or_default);
        let number =
            |name: &str| -> PolarsResult<Option<f64>> { Ok(self.0.column(name)?.f64()?.get(row)) };
        let span = |start: &str, end: &str| self.span(start, end, row);
        Ok(Stated {
            figure_id: required("figure_id")?,
            doc_id: required("doc_id")?,
            span: span("byte_start", "byte_end")?.unwrap_or_default(),
            surface: required("surface")?,
            indicator: text("indicator")?,
            plain: text("indicator_text")?.as_deref().map(Indicator::plain),
            words: text("indicator_text")?,
            words_at: span("indicator_start", "indicator_end")?,
            role: required("role")?,
            change: text("change_id")?.zip(text("change_end")?),
            alt_of: text("alt_of")?,
            classifier: text("classifier")?,
            per: text("per")?,
            qualifier: required("qualifier")?,
            value: number("obs_value")?,
            low: number("value_low")?,
            high: number("value_high")?,
            resolution: number("resolution")?,
            unit: required("unit_measure")?,
            mult: self.0.column("unit_mult")?.i16()?.get(row).unwrap_or_default(),
            area: text("ref_area")?,
            period: text("time_period")?,
            basis: text("basis")?,
            base_period: text("base_period")?,
            status: required("obs_status")?,
            sentence: span("sentence_start", "sentence_end")?.unwrap_or_default(),
        })
    }
}
