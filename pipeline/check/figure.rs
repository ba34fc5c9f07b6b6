//! A figure of the run, as checks see it.

use std::ops::Deref;

use figlift_extract::Figure;
use figlift_model::{Action, Basis, Qualifier, Role};
use figlift_normalize::Reference;
use figlift_number::{Exact, Interval};
use figlift_text::{Period, Position, SourcePlace, Span};

use crate::record::{FigureRecord, Id, Name, Records, UnitEntry};

/// A figure of the run: its record, and the entries of the ids in the record.
#[derive(Clone, Copy)]
pub struct CheckedFigure<'r> {
    records: &'r Records<'r>,
    record: &'r FigureRecord,
}

/// The key of a series: indicator, what was done and whether it is added up, area, role, dimension,
/// denominator, measure word, basis and base period.
pub(crate) type SeriesKey<'r> = (
    &'r str,
    (Option<Action>, bool),
    Option<&'r str>,
    &'static str,
    &'r str,
    Option<&'r str>,
    Option<&'r str>,
    Option<&'static str>,
    Option<String>,
);

/// The same, of a document that may no longer be held. Both are in the same order.
pub(crate) type OwnedSeriesKey = (
    String,
    (Option<Action>, bool),
    Option<String>,
    &'static str,
    String,
    Option<String>,
    Option<String>,
    Option<&'static str>,
    Option<String>,
);

/// The key, to be kept.
pub(crate) fn owned(key: SeriesKey<'_>) -> OwnedSeriesKey {
    let (indicator, action, area, role, dimension, per, classifier, basis, base) = key;
    let some = |text: Option<&str>| text.map(str::to_owned);
    (
        indicator.to_owned(),
        action,
        some(area),
        role,
        dimension.to_owned(),
        some(per),
        some(classifier),
        basis,
        base,
    )
}

/// What is measured, and what was done to it.
pub(crate) type MeasuredThing<'r> = (&'r str, Option<Action>);

impl Deref for CheckedFigure<'_> {
    type Target = FigureRecord;

    fn deref(&self) -> &FigureRecord {
        self.record
    }
}

impl<'r> CheckedFigure<'r> {
    pub(crate) fn new(records: &'r Records<'r>, record: &'r FigureRecord) -> CheckedFigure<'r> {
        CheckedFigure { records, record }
    }

    /// The figure as it was extracted, with its exact values.
    pub fn extracted(&self) -> &'r Figure {
        self.records.figure(self.record)
    }

    /// The document that states it.
    pub fn doc_id(&self) -> &'r str {
        self.records.document(self.record).doc_id
    }

    /// Its span of the document's text.
    pub fn span(&self) -> Span {
        self.extracted().span
    }

    /// The text of that span.
    pub fn surface(&self) -> &'r str {
        self.records.document(self.record).text().get(self.span().range()).unwrap_or_default()
    }

    /// Line and column of its first byte.
    pub(crate) fn place(&self) -> SourcePlace {
        let document = self.records.document(self.record).document;
        let at = document.map(|document| document.place(self.span().start));
        // A document that cannot be read has no figures.
        at.unwrap_or(SourcePlace::Line(Position { line: 1, column: 1 }))
    }

    /// The same without a bounding word at its end: 5亿元 of 5亿元左右.
    pub(crate) fn without_bound(&self) -> &'r str {
        let (span, surface) = (self.span(), self.surface());
        let bound = self.extracted().evidence.bound.filter(|bound| bound.end == span.end);
        let end = bound.and_then(|bound| bound.start.checked_sub(span.start));
        end.and_then(|end| surface.get(..end)).unwrap_or(surface)
    }

    /// The indicator words; empty if there are none.
    pub fn name(&self) -> &'r str {
        self.words_entry().map_or("", |name| name.text)
    }

    /// The same without blanks and parentheses.
    pub(crate) fn plain(&self) -> Option<&'r str> {
        self.words_entry().map(|name| name.plain.as_str())
    }

    /// The same without areas, times and similar words before the name.
    pub(crate) fn core(&self) -> Option<&'r str> {
        self.words_entry().map(|name| name.core.as_str())
    }

    /// The span of the indicator words, if they are contiguous.
    pub(crate) fn words_at(&self) -> Option<Span> {
        self.extracted().indicator.as_ref()?.span
    }

    /// Canonical code of its unit.
    pub fn unit(&self) -> &'r str {
        self.unit_entry().map_or("1", |unit| unit.code)
    }

    /// The dimension of its unit.
    pub(crate) fn dimension(&self) -> &'r str {
        self.unit_entry().map_or("1", |unit| unit.dimension)
    }

    /// Factor of its unit to the standard unit of its dimension.
    pub(crate) fn factor(&self) -> Exact {
        self.unit_entry().map_or(Exact::ONE, |unit| unit.factor.clone())
    }

    /// Canonical id of the indicator.
    pub fn indicator(&self) -> Option<&'r str> {
        self.code(self.record.indicator)
    }

    /// Code of the area.
    pub fn area(&self) -> Option<&'r str> {
        self.code(self.record.area)
    }

    /// Code of the denominator.
    pub(crate) fn per(&self) -> Option<&'r str> {
        self.code(self.record.per)
    }

    /// The period observed.
    pub fn time(&self) -> Option<Period> {
        self.records.periods.get(self.period).copied()
    }

    /// The period that an exact value is of, where that is known, else the period that it is stated for:
    /// said of five years, an output is that of the last. What the wording leaves open may as well be of
    /// others.
    pub(crate) fn ref_time(&self) -> Option<Period> {
        let pack = &self.records.config.pack;
        let is_exact = self.qualifier == Qualifier::Exact;
        let known = || Reference::of(self.extracted(), self.indicator(), pack).period;
        is_exact.then(known).flatten().or_else(|| self.time())
    }

    /// The period that a change is compared with.
    pub(crate) fn base_time(&self) -> Option<Period> {
        self.records.periods.get(self.base_period).copied()
    }

    /// The values that the figure allows before rounding and qualifiers, in its unit. Both ends are
    /// closed, whatever the wording, so that no check fails because of correct rounding.
    pub(crate) fn interval(&self) -> Interval {
        let figure = self.extracted();
        match (self.qualifier, &figure.value, &figure.resolution) {
            (Qualifier::Exact, Some(value), Some(rounding)) => {
                Interval::around(value.clone(), rounding.clone())
            }
            // Fractions such as 三分之二 are rarely exact.
            (Qualifier::Exact | Qualifier::About, Some(value), rounding) => {
                let width = &value.clone().abs() * &self.records.about;
                let rounding = rounding.clone().unwrap_or(Exact::ZERO);
                Interval::around(value.clone(), width.max(rounding))
            }
            _ => figure.bounds.clone().closed(),
        }
    }

    /// The values that the figure allows, in the standard unit of its dimension.
    pub(crate) fn measure(&self) -> Interval {
        self.interval().scaled(&self.factor())
    }

    /// Half a unit of the last stated digit, down and up; zero if there is no last digit.
    pub(crate) fn half_digit(&self) -> Interval {
        let half = self.extracted().resolution.clone().unwrap_or(Exact::ZERO);
        Interval::around(Exact::ZERO, half)
    }

    /// Whether it is a level, and does not restate another figure.
    pub(crate) fn is_level(&self) -> bool {
        self.role == Role::Level && !self.is_restated
    }

    /// Whether it is a level in percent.
    pub(crate) fn is_share(&self) -> bool {
        self.is_level() && self.is_in_percent()
    }

    /// Whether its unit is percent.
    pub(crate) fn is_in_percent(&self) -> bool {
        self.unit() == "%"
    }

    /// Whether it is one end of a change.
    pub(crate) fn is_end(&self) -> bool {
        self.change_end.is_some()
    }

    /// Whether both have the same period and area, and are both observed or both not.
    pub(crate) fn is_beside_in_time(&self, other: &FigureRecord) -> bool {
        self.period == other.period && self.record.area == other.area && self.is_as_real_as(other)
    }

    /// Whether both have the same period, area and denominator, and are both observed or both not.
    pub(crate) fn is_beside(&self, other: &FigureRecord) -> bool {
        self.is_beside_in_time(other) && self.per == other.per
    }

    /// Whether a mean change is over years that end with the period of this figure: in
    /// 由2018年的…增加到2020年的363家，年均增长10% it is over 2019 and 2020.
    pub(crate) fn ends(&self, mean: &CheckedFigure<'_>) -> bool {
        let last = self.time().map(Period::last);
        mean.basis == Some(Basis::Avg)
            && last.is_some()
            && last == mean.time().map(Period::last)
            && self.record.area == mean.record.area
            && self.is_as_real_as(mean)
    }

    /// Whether both are observed, or both have the same status.
    pub(crate) fn is_as_real_as(&self, other: &FigureRecord) -> bool {
        (self.status.is_observed() && other.status.is_observed()) || self.status == other.status
    }

    /// Whether both are in one sentence.
    pub(crate) fn is_in_sentence_of(&self, other: &CheckedFigure<'_>) -> bool {
        self.document == other.document && self.extracted().sentence == other.extracted().sentence
    }

    /// The indicator of the catalogue, or else the indicator words of the text, and what was done: a
    /// stock and a deed are two things.
    pub(crate) fn subject(&self) -> Option<MeasuredThing<'r>> {
        Some((self.indicator().or(self.plain())?, self.action))
    }

    /// Its series; `None` if the catalogue has no indicator for it, and for comparisons with peers
    /// or plans, since no column states the peer or plan.
    pub(crate) fn series(&self) -> Option<SeriesKey<'r>> {
        if matches!(self.basis, Some(Basis::Peer | Basis::Plan)) {
            return None;
        }
        Some((
            self.indicator()?,
            (self.action, self.is_cumulative),
            self.area(),
            self.role.as_str(),
            self.dimension(),
            self.code(self.per),
            self.code(self.classifier),
            self.basis.map(Basis::as_str),
            self.base_time().map(|period| period.to_string()),
        ))
    }

    fn words_entry(&self) -> Option<&'r Name<'r>> {
        self.records.names.get(self.words)
    }

    fn unit_entry(&self) -> Option<&'r UnitEntry<'r>> {
        self.records.units.get(self.record.unit)
    }

    fn code(&self, id: Option<Id>) -> Option<&'r str> {
        self.records.codes.get(id).copied()
    }
}
