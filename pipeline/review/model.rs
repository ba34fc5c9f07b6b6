//! What pages are made from: plain values, the texts borrowed.

use std::collections::BTreeMap;
use std::ops::Range;

use figlift_model::{CheckStatus, NumeralClass, Severity};

/// All that a review shows.
#[derive(Clone, Debug, Default)]
pub struct Review<'a> {
    /// Name and version of the program.
    pub program: String,
    /// All documents, in order of their ids.
    pub documents: Vec<ReviewDocument<'a>>,
    /// What is wrong, worst first.
    pub problems: Vec<ReviewProblem>,
    /// All checks.
    pub findings: Vec<ReviewFinding>,
    /// The charts.
    pub charts: Vec<ReviewChart>,
    /// What else the run says of itself: corrections applied, charts that show nothing.
    pub notes: Vec<String>,
    /// What codes stand for.
    pub labels: Labels,
}

impl Review<'_> {
    /// The place of a document among all.
    pub(crate) fn number(&self, document: &ReviewDocument<'_>) -> usize {
        self.documents.partition_point(|other| other.id < document.id)
    }
}

/// What codes stand for, in Chinese and in English.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// Indicators by id.
    pub indicators: BTreeMap<String, (String, String)>,
    /// Areas by code.
    pub areas: BTreeMap<String, (String, String)>,
    /// Units by code: the shortest Chinese word for it.
    pub units: BTreeMap<String, String>,
}

/// One raw file.
#[derive(Clone, Debug, Default)]
pub struct ReviewDocument<'a> {
    /// Path below the raw folder, without extension.
    pub id: String,
    /// Its id in a page.
    pub anchor: String,
    /// Title, as published.
    pub title: Option<String>,
    /// What else its sidecar says, in the words of `documents`: column and value.
    pub facts: Vec<(&'static str, String)>,
    /// Why it could not be read, where it could not.
    pub unreadable: Option<String>,
    /// Number of figures.
    pub figures: usize,
    /// Number of numerals of all classes.
    pub numerals: usize,
    /// Number of numerals that no rule explains.
    pub unresolved: usize,
    /// The text with what was found in it; only where a page shows it.
    pub body: Option<Body<'a>>,
}

/// A text with what was found in it. Spans are bytes of the text.
#[derive(Clone, Debug, Default)]
pub struct Body<'a> {
    /// The text as published.
    pub text: &'a str,
    /// Its paragraphs, in order; what lies between them is white space.
    pub blocks: Vec<TextBlock>,
    /// Its numerals, in order.
    pub numerals: Vec<MarkedNumeral>,
    /// Its figures, in order.
    pub figures: Vec<ReviewFigure>,
}

/// A paragraph of a text.
#[derive(Clone, Debug)]
pub struct TextBlock {
    /// Where it stands.
    pub span: Range<usize>,
    /// Whether it is a heading.
    pub heading: bool,
}

/// A numeral, whatever it turned out to be.
#[derive(Clone, Debug)]
pub struct MarkedNumeral {
    /// Where it stands.
    pub span: Range<usize>,
    /// Its class.
    pub class: NumeralClass,
    /// The rule that classed it.
    pub rule: Option<String>,
    /// The figure that it is: its place among those of the document.
    pub figure: Option<usize>,
}

/// A value that a text states; fields are those of the table `figures`.
#[derive(Clone, Debug, Default)]
pub struct ReviewFigure {
    /// Name of the figure.
    pub id: String,
    /// Its id in a page.
    pub anchor: String,
    /// The words that state it.
    pub surface: String,
    /// The number stated, in `unit`.
    pub value: Option<f64>,
    /// Lower end of what the wording allows, and whether it is allowed itself.
    pub low: Option<(f64, bool)>,
    /// Upper end, likewise.
    pub high: Option<(f64, bool)>,
    /// What the wording makes of the number.
    pub qualifier: &'static str,
    /// Canonical unit.
    pub unit: String,
    /// Power of ten that the text uses.
    pub unit_mult: i16,
    /// Measure word of a count.
    pub classifier: Option<String>,
    /// Denominator.
    pub per: Option<String>,
    /// What the value is: `level`, `change` …
    pub role: &'static str,
    /// What it is compared with.
    pub basis: Option<&'static str>,
    /// The period compared with.
    pub base_period: Option<String>,
    /// Canonical id of what is measured.
    pub indicator: Option<String>,
    /// The words that say what is measured.
    pub indicator_text: Option<String>,
    /// Area observed.
    pub area: Option<String>,
    /// Period observed.
    pub period: Option<String>,
    /// Where the period comes from: `stated`, `carried`, `heading` or `document`.
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
    /// Where the words stand that say what is measured.
    pub words: Option<Range<usize>>,
    /// Where the words stand that say when, where, per what and compared with what.
    pub evidence: Vec<Range<usize>>,
    /// Charts that show it, by their place among all.
    pub charts: Vec<usize>,
}

/// A figure that another speaks of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FigureLink {
    /// The document that states it.
    pub doc_id: String,
    /// Its id in a page.
    pub anchor: String,
    /// The words that state it.
    pub surface: String,
}

/// Something that a run found wrong.
#[derive(Clone, Debug)]
pub struct ReviewProblem {
    /// How much it matters.
    pub severity: Severity,
    /// Kind of check, or of problem in a text.
    pub kind: String,
    /// What is wrong.
    pub message: String,
    /// The document that it shows in.
    pub doc_id: Option<String>,
    /// Line and column there.
    pub place: Option<(usize, usize)>,
    /// What is to be looked at.
    pub target: LinkTarget,
}

/// What is to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// The figure of that id in a page.
    Figure(String),
    /// That byte of the text.
    Byte(usize),
    /// The document.
    Document,
}

/// A check, as it came out.
#[derive(Clone, Debug)]
pub struct ReviewFinding {
    /// Kind of check.
    pub kind: &'static str,
    /// How it came out.
    pub status: CheckStatus,
    /// How much its failure matters; none where it did not fail.
    pub failed: Option<Severity>,
    /// What happened.
    pub message: String,
    /// The figures involved, the one that it shows at first.
    pub figures: Vec<FigureLink>,
}

/// A chart of the output.
#[derive(Clone, Debug)]
pub struct ReviewChart {
    /// Its path in the output folder.
    pub path: String,
    /// Its title.
    pub title: String,
}
