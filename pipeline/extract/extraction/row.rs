//! Figures as rows of `figures`: how each column that the extractor fills is filled.

use std::borrow::Cow;

use figlift_model::Action;
use figlift_number::{End, Exact};
use figlift_schema::{Cell, Fill};
use figlift_text::{Document, Period, SourcePlace, Span};

use crate::Figure;
use crate::extraction::{cut, cut_span};

/// Characters of the sentence that are kept on each side of a figure.
const AROUND: usize = 140;

/// What the column `sentence` shows of a sentence of a text: of a long one the part around the value.
///
/// ```
/// use figlift_extract::sentence_around;
/// let text = "产值5亿元。增长3%。";
/// let at = text.find('3').unwrap();
/// let sentence = (text.find('增').unwrap()..text.len()).into();
/// assert_eq!(sentence_around(text, sentence, (at..at + 2).into()), "增长3%。");
/// ```
pub fn sentence_around(text: &str, sentence: Span, value: Span) -> &str {
    &text[cut_span(text, sentence, value, AROUND).range()]
}

/// A figure as a row of `figures`, without the columns that catalogues fill.
///
/// ```
/// use figlift_config::Config;
/// use figlift_extract::{FigureRow, RuleSet};
/// use figlift_text::{Document, Metadata};
///
/// let rules = RuleSet::compile(&Config::built_in()?.pack)?;
/// let document = Document::new("demo", "建成8个国家级实验室。", Metadata::default());
/// let extraction = rules.extract(&document);
/// let row = FigureRow::new(&document, &extraction.figures[0]);
/// assert_eq!(row.cell("surface").and_then(|cell| cell.text()).as_deref(), Some("8个"));
/// assert!(row.cell("indicator").is_none(), "a catalogue fills it");
/// # Ok::<(), figlift_config::ConfigError>(())
/// ```
#[derive(Clone, Debug)]
pub struct FigureRow<'a> {
    document: &'a Document,
    figure: &'a Figure,
    /// Its span in code points.
    points: Span,
    place: SourcePlace,
    /// The words around it.
    sentence: Cow<'a, str>,
    /// The heading above it.
    section: Option<Cow<'a, str>>,
    /// The words that name its area.
    area_words: Option<Cow<'a, str>>,
}

impl<'a> FigureRow<'a> {
    /// The row of a figure; `document` is the one that states it.
    pub fn new(document: &'a Document, figure: &'a Figure) -> FigureRow<'a> {
        let words = |span: Option<Span>| span.map(|span| document.words(span));
        FigureRow {
            document,
            figure,
            points: document.code_points(figure.span),
            place: document.place(figure.span.start),
            sentence: cut(document, figure.sentence, figure.span, AROUND),
            section: words(figure.section),
            area_words: words(figure.area_words),
        }
    }

    /// The cell of a column; `None` for columns that the extractor does not fill. For whole tables
    /// see [`Batches`](crate::Batches).
    pub fn cell(&self, column: &str) -> Option<Cell<'_>> {
        let fills = FigureRow::fills();
        let (_, fill) = fills.iter().find(|(name, _)| *name == column)?;
        Some(fill(self))
    }

    /// The columns that the extractor fills.
    pub(super) fn fills() -> [Fill<FigureRow<'a>>; 46] {
        [
            ("figure_id", |row| row.figure.id.as_str().into()),
            ("doc_id", |row| row.document.id().into()),
            ("byte_start", |row| row.figure.span.start.into()),
            ("byte_end", |row| row.figure.span.end.into()),
            ("char_start", |row| row.points.start.into()),
            ("char_end", |row| row.points.end.into()),
            ("place", |row| Cell::Shown(&row.place)),
            ("surface", |row| row.words(Some(row.figure.span))),
            ("obs_value", |row| exact(row.figure.value.as_ref())),
            ("qualifier", |row| row.figure.qualifier.as_str().into()),
            ("value_low", |row| bound(row.figure.bounds.low.as_ref())),
            ("value_high", |row| bound(row.figure.bounds.high.as_ref())),
            ("low_closed", |row| is_closed(row.figure.bounds.low.as_ref())),
            ("high_closed", |row| is_closed(row.figure.bounds.high.as_ref())),
            ("resolution", |row| exact(row.figure.resolution.as_ref())),
            ("unit_measure", |row| row.figure.unit.as_str().into()),
            ("unit_mult", |row| Cell::Int(Some(row.figure.unit_mult.into()))),
            ("classifier", |row| row.figure.classifier.as_deref().into()),
            ("per", |row| row.figure.per.as_deref().into()),
            ("role", |row| row.figure.role.as_str().into()),
            ("change_id", |row| row.figure.change.as_ref().map(|(id, _)| id.as_str()).into()),
            ("change_end", |row| row.figure.change.as_ref().map(|(_, end)| end.as_str()).into()),
            ("alt_of", |row| row.figure.alt_of.as_deref().into()),
            ("repeat_of", |row| row.figure.repeat_of.as_deref().into()),
            ("basis", |row| row.figure.basis.map(|basis| basis.as_str()).into()),
            ("base_period", |row| row.figure.base_period.as_ref().into()),
            ("indicator_text", |row| {
                row.figure.indicator.as_ref().map(|measured| measured.words.as_str()).into()
            }),
            ("indicator_start", |row| row.indicator().map(|span| span.start).into()),
            ("indicator_end", |row| row.indicator().map(|span| span.end).into()),
            ("action_text", |row| row.words(row.figure.action.map(|deed| deed.words))),
            ("action", |row| {
                row.figure.action.and_then(|deed| deed.class).map(Action::as_str).into()
            }),
            ("is_cumulative", |row| Cell::Bool(Some(row.figure.is_cumulative))),
            ("ref_area", |row| row.figure.area.as_deref().into()),
            ("ref_area_text", |row| row.area_words.as_deref().into()),
            ("time_period", |row| row.period().into()),
            ("period_start", |row| day(row.period(), Period::first_day)),
            ("period_end", |row| day(row.period(), Period::last_day)),
            ("freq", |row| row.period().and_then(|it| it.freq()).map(|freq| freq.code()).into()),
            ("period_source", |row| {
                let source = row.figure.period.and_then(|(_, source)| source);
                source.map(|source| source.as_str()).into()
            }),
            ("obs_status", |row| row.figure.status.as_str().into()),
            ("section", |row| row.section.as_deref().into()),
            ("sentence", |row| Cell::Shown(&row.sentence)),
            ("sentence_start", |row| row.figure.sentence.start.into()),
            ("sentence_end", |row| row.figure.sentence.end.into()),
            ("rule", |row| row.figure.rule.as_str().into()),
            ("correction", |row| row.figure.correction.as_deref().into()),
        ]
    }

    fn words(&self, span: Option<Span>) -> Cell<'_> {
        span.map(|span| &self.document.text()[span.range()]).into()
    }

    fn indicator(&self) -> Option<Span> {
        self.figure.indicator.as_ref()?.span
    }

    fn period(&self) -> Option<&Period> {
        self.figure.period.as_ref().map(|(period, _)| period)
    }
}

fn exact(value: Option<&Exact>) -> Cell<'static> {
    Cell::Float(value.map(Exact::to_f64))
}

fn bound(end: Option<&End>) -> Cell<'static> {
    exact(end.map(|end| &end.value))
}

fn is_closed(end: Option<&End>) -> Cell<'static> {
    Cell::Bool(end.map(|end| end.closed))
}

fn day(period: Option<&Period>, of: fn(Period) -> i32) -> Cell<'static> {
    Cell::Date(period.map(|period| of(*period)))
}
