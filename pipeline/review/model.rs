//! The input of pages: plain values with borrowed texts.

use std::collections::BTreeMap;
use std::ops::Range;

use figlift_model::{CheckStatus, NumeralClass, Severity};

/// The content of a review.
#[derive(Clone, Debug, Default)]
pub struct Review<'a> {
    /// Name and version of the program.
    pub program: String,
    /// All documents, in order of their ids.
    pub documents: Vec<ReviewDocument<'a>>,
    /// Problems, worst first.
    pub problems: Vec<ReviewProblem>,
    /// All checks.
    pub findings: Vec<ReviewFinding>,
    /// The charts.
    pub charts: Vec<ReviewChart>,
    /// Other messages of the run: applied corrections, charts that show nothing.
    pub notes: Vec<String>,
    /// Labels of codes.
    pub labels: Labels,
}

impl Review<'_> {
    /// The index of a document.
    pub(crate) fn number(&self, document: &ReviewDocument<'_>) -> usize {
        self.documents.partition_point(|other| other.id < document.id)
    }
}

/// Labels of codes, in Chinese and in English.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// Indicators by id.
    pub indicators: BTreeMap<String, (String, String)>,
    /// Areas by code.
    pub areas: BTreeMap<String, (String, String)>,
    /// Units by code: the shortest Chinese word for each.
    pub units: BTreeMap<String, String>,
}

/// One raw file.
#[derive(Clone, Debug, Default)]
pub struct ReviewDocument<'a> {
    /// Path in the raw folder, without extension.
    pub id: String,
    /// Its anchor.
    pub anchor: String,
    /// Title, as published.
    pub title: Option<String>,
    /// Other fields of its sidecar, as in `documents`: column and value.
    pub facts: Vec<(&'static str, String)>,
    /// Why it could not be read, if so.
    pub unreadable: Option<String>,
    /// Number of figures.
    pub figures: usize,
    /// Number of numerals of all classes.
    pub numerals: usize,
    /// Number of numerals that no rule explains.
    pub unresolved: usize,
    /// The text with its numerals and figures, if a page shows it.
    pub body: Option<Body<'a>>,
}

/// A text with its numerals and figures. Spans are bytes of the text.
#[derive(Clone, Debug, Default)]
pub struct Body<'a> {
    /// The published text.
    pub text: &'a str,
    /// Its paragraphs, in order, with white space between them.
    pub blocks: Vec<TextBlock>,
    /// Its numerals, in order.
    pub numerals: Vec<MarkedNumeral>,
    /// Its figures, in order.
    pub figures: Vec<ReviewFigure>,
}

/// A paragraph of a text.
#[derive(Clone, Debug)]
pub struct TextBlock {
    /// Its span.
    pub span: Range<usize>,
    /// Whether it is a heading.
    pub heading: bool,
    /// Its place, if it is a cell of a table.
    pub cell: Option<BlockCell>,
}

/// The place of a cell, all from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockCell {
    /// Number of the table in the text.
    pub table: usize,
    /// Its row.
    pub row: usize,
    /// Its first column.
    pub column: usize,
    /// The columns that it spans.
    pub columns: usize,
}

/// A numeral of any class.
#[derive(Clone, Debug)]
pub struct MarkedNumeral {
    /// Its span.
    pub span: Range<usize>,
    /// Its class.
    pub class: NumeralClass,
    /// The rule that classed it.
    pub rule: Option<String>,
    /// Its figure, as an index of those of the document, if it is one.
    pub figure: Option<usize>,
}

/// A stated value with the fields of the table `figures`.
#[derive(Clone, Debug, Default)]
pub struct ReviewFigure {
    /// Id of the figure.
    pub id: String,
    /// Its anchor.
    pub anchor: String,
    /// Its words.
    pub surface: String,
    /// The stated number, in `unit`.
    pub value: Option<f64>,
    /// Lower bound, and whether it is included.
    pub low: Option<(f64, bool)>,
    /// Upper bound, likewise.
    pub high: Option<(f64, bool)>,
    /// Qualifier.
    pub qualifier: &'static str,
    /// Canonical unit.
    pub unit: String,
    /// Power of ten that the text uses.
    pub unit_mult: i16,
    /// Measure word of a count.
    pub classifier: Option<String>,
    /// Denominator.
    pub per: Option<String>,
    /// Role: `level`, `change` …
    pub role: &'static str,
    /// Basis.
    pub basis: Option<&'static str>,
    /// The period compared with.
    pub base_period: Option<String>,
    /// Canonical id of the indicator.
    pub indicator: Option<String>,
    /// The indicator words.
    pub indicator_text: Option<String>,
    /// The verb of what was done to it.
    pub action: Option<String>,
    /// Area observed.
    pub area: Option<String>,
    /// Period observed.
    pub period: Option<String>,
    /// Source of the period: `stated`, `carried`, `heading` or `document`.
    pub period_source: Option<&'static str>,
    /// SDMX observation status.
    pub status: &'static str,
    /// Rule that read it.
    pub rule: String,
    /// Whose error was corrected in it, and why.
    pub correction: Option<String>,
    /// Which end of a change it is, `from` or `to`, and the other end.
    pub change: Option<(&'static str, FigureLink)>,
    /// The figure that it restates in another unit.
    pub restates: Option<FigureLink>,
    /// The figure that it repeats, where the text tells a paragraph twice.
    pub repeats: Option<FigureLink>,
    /// The attachment that found the indicator words.
    pub attachment: Option<&'static str>,
    /// Where that stands which says its period, basis, status, area and denominator; empty where
    /// nothing is said, or a rule says it.
    pub origins: [&'static str; 5],
    /// Span of its sentence.
    pub sentence: Range<usize>,
    /// Span of the indicator words.
    pub words: Option<Range<usize>>,
    /// Spans of the words for period, area, denominator and basis.
    pub evidence: Vec<Range<usize>>,
    /// Charts that show it, as indices.
    pub charts: Vec<usize>,
}

/// A figure to which another one refers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FigureLink {
    /// The document that states it.
    pub doc_id: String,
    /// Its anchor.
    pub anchor: String,
    /// Its words.
    pub surface: String,
}

/// A problem of a run.
#[derive(Clone, Debug)]
pub struct ReviewProblem {
    /// Severity.
    pub severity: Severity,
    /// Kind of check, or of problem in a text.
    pub kind: String,
    /// Message.
    pub message: String,
    /// Document of its place.
    pub doc_id: Option<String>,
    /// The place there.
    pub place: Option<String>,
    /// The target of its link.
    pub target: LinkTarget,
}

/// The target of its link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// The figure of that id in a page.
    Figure(String),
    /// A byte of the text.
    Byte(usize),
    /// The document.
    Document,
}

/// The result of a check.
#[derive(Clone, Debug)]
pub struct ReviewFinding {
    /// Kind of check.
    pub kind: &'static str,
    /// Status.
    pub status: CheckStatus,
    /// Severity; `None` if it did not fail.
    pub failed: Option<Severity>,
    /// Message.
    pub message: String,
    /// The figures involved, first the one at which it is located.
    pub figures: Vec<FigureLink>,
}

/// A chart of the output.
#[derive(Clone, Debug)]
pub struct ReviewChart {
    /// Its path in the output folder.
    pub path: String,
    /// Its title, in Chinese and in English.
    pub title: (String, String),
    /// Ids of the indicators that it shows.
    pub indicators: Vec<String>,
    /// Codes of the areas that it shows.
    pub areas: Vec<String>,
}

impl ReviewChart {
    /// The name of its file.
    pub(crate) fn file(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }
}
