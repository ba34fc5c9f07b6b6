//! Turns a run into the values of its review pages.

mod marked;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use figlift_chart::Bilingual;
use figlift_check::{Finding, Involved};
use figlift_config::Pack;
use figlift_model::{NumeralClass, Severity};
use figlift_publish::{anchor, document_anchor, document_page};
use figlift_read::PassedOver;
use figlift_review::{
    Body, Choice, FigureLink, Labels, Layout, Limits, LinkTarget, ListedDocument, Review,
    ReviewChart, ReviewDocument, ReviewFinding, ReviewProblem,
};

use self::marked::Bodies;
use crate::RunError;
use crate::documents::{ReadDocument, TextProblem};
use crate::draw::DrawnChart;
use crate::kept::TextsOfRun;
use crate::problem::{Problem, Subject, documents_of, problems};
use crate::reading::Content;

/// The results of a run that a review shows.
pub(crate) struct ReviewInputs<'a> {
    /// What lies in the raw folder and is not read.
    pub passed: &'a [PassedOver],
    /// All documents, in order of their ids.
    pub documents: &'a [ReadDocument],
    /// Their texts and figures.
    pub texts: TextsOfRun<'a>,
    pub findings: &'a [Finding],
    /// The indicator of each figure that has one, by the figure's id.
    pub indicators: &'a BTreeMap<String, String>,
    pub pack: &'a Pack,
    pub charts: &'a [DrawnChart],
    /// Other messages of the run.
    pub notes: Vec<String>,
    /// Name and version of the program.
    pub program: &'a str,
}

/// Whether a page may show a document, before it is known which have problems.
pub(crate) fn may_show(document: &ReadDocument, choice: &Choice) -> bool {
    let id = &document.file.doc_id;
    document.bytes().is_some_and(|bytes| choice.may_show(id, bytes, Limits::default()))
}

/// Which page of a review shows which document. Charts link to the pages, so this is known before
/// they are drawn.
pub(crate) fn layout(documents: &[ReadDocument], findings: &[Finding], choice: &Choice) -> Layout {
    let failures = findings.iter().filter(|finding| finding.status.is_failure());
    let failed: BTreeSet<&str> = failures.flat_map(documents_of).collect();
    let matters = |problem: &TextProblem| problem.found.severity > Severity::Info;
    let listed = documents.iter().map(|document| {
        let id = document.file.doc_id.as_str();
        ListedDocument {
            id,
            anchor: document_anchor(id),
            page: document_page(id),
            bytes: document.bytes(),
            failed: document.error().is_some()
                || document.problems.iter().any(matters)
                || failed.contains(id),
        }
    });
    Layout::of(&listed.collect::<Vec<_>>(), choice, Limits::default())
}

/// The pages of the review: path in the output folder and HTML text.
///
/// # Errors
/// If a page cannot be rendered.
pub(crate) fn pages(
    inputs: &ReviewInputs<'_>,
    layout: &Layout,
) -> Result<Vec<(String, String)>, RunError> {
    let charts = ChartsOfFigures::of(inputs.charts);
    let bodies = Bodies { indicators: inputs.indicators, charts: &charts.by_figure };
    let contents = inputs.shown_contents(layout)?;
    let document = |document: &ReadDocument| {
        let content = contents.get(document.file.doc_id.as_str());
        inputs.document(document, content.map(|content| bodies.body(content)))
    };
    let shown = problems(inputs.passed, inputs.documents, inputs.findings, None);
    let review = Review {
        program: inputs.program.to_owned(),
        documents: inputs.documents.iter().map(document).collect(),
        problems: shown.iter().map(shown_problem).collect(),
        findings: inputs.findings.iter().map(|finding| inputs.finding(finding, layout)).collect(),
        notes: inputs.notes.clone(),
        labels: labels(inputs.pack),
        charts: charts.all.clone(),
    };
    Ok(figlift_review::pages(&review, layout)?)
}

impl<'a> ReviewInputs<'a> {
    /// A check, with its figures if a page shows one of them.
    fn finding(&self, finding: &Finding, layout: &Layout) -> ReviewFinding {
        let shown = documents_of(finding).any(|doc_id| layout.page(doc_id).is_some());
        let figures = if shown { &finding.figures[..] } else { &[] };
        ReviewFinding {
            kind: finding.kind,
            status: finding.status,
            failed: finding.status.is_failure().then_some(finding.severity),
            message: if shown { finding.message.clone() } else { String::new() },
            figures: figures.iter().map(mention).collect(),
        }
    }

    /// The contents of the documents that a page shows, by their ids.
    fn shown_contents(&self, layout: &Layout) -> Result<BTreeMap<&'a str, Arc<Content>>, RunError> {
        let ids = self.documents.iter().map(|document| document.file.doc_id.as_str());
        let mut shown = BTreeMap::new();
        for id in ids.filter(|id| layout.page(id).is_some()) {
            shown.extend(self.texts.content(id)?.map(|content| (id, content)));
        }
        Ok(shown)
    }

    fn document<'d>(&self, document: &ReadDocument, body: Option<Body<'d>>) -> ReviewDocument<'d> {
        let id = &document.file.doc_id;
        ReviewDocument {
            id: id.clone(),
            anchor: document_anchor(id),
            title: document.metadata().title.clone(),
            facts: facts(document),
            unreadable: document.error().map(|error| error.message()),
            figures: document.figures,
            numerals: document.numerals(),
            unresolved: document.count(NumeralClass::Unresolved),
            body,
        }
    }
}

/// A problem with the target of its link: the first figure of a check, else the document.
fn shown_problem(problem: &Problem<'_>) -> ReviewProblem {
    let (doc_id, target) = match problem.subject {
        Subject::Unreadable(document) => (Some(&document.file.doc_id), LinkTarget::Document),
        Subject::Text(document, byte) => (Some(&document.file.doc_id), LinkTarget::Byte(byte)),
        Subject::Check(finding) => match finding.figures.first() {
            Some(first) => (Some(&first.doc_id), LinkTarget::Figure(anchor(&first.figure_id))),
            None => (finding.doc_id.as_ref(), LinkTarget::Document),
        },
        Subject::Passed(_) | Subject::Run => (None, LinkTarget::Document),
    };
    ReviewProblem {
        severity: problem.severity,
        kind: problem.kind.to_owned(),
        message: match problem.subject {
            Subject::Passed(passed) => format!("{}: {}", passed.name, problem.message),
            _ => problem.message.clone(),
        },
        doc_id: doc_id.cloned(),
        place: problem.at.as_ref().map(ToString::to_string),
        target,
    }
}

fn mention(figure: &Involved) -> FigureLink {
    FigureLink {
        doc_id: figure.doc_id.clone(),
        anchor: anchor(&figure.figure_id),
        surface: figure.surface.clone(),
    }
}

/// The metadata of the sidecar, by the columns of `documents`.
fn facts(document: &ReadDocument) -> Vec<(&'static str, String)> {
    let known = document.metadata();
    let facts = [
        ("doc_id", Some(document.file.doc_id.clone())),
        ("publisher", known.publisher.clone()),
        ("date", known.date.map(|date| date.to_string())),
        ("period", known.period.map(|period| period.to_string())),
        ("ref_area", known.ref_area.clone()),
        ("source", known.source.clone()),
        ("licence", known.licence.clone()),
    ];
    facts.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

fn labels(pack: &Pack) -> Labels {
    // 公里, not KM.
    let shortest = |surfaces: &[String]| {
        let is_latin = |one: &str| one.chars().any(|c| c.is_ascii_alphabetic());
        surfaces.iter().min_by_key(|one| (is_latin(one), one.chars().count())).cloned()
    };
    let units =
        pack.units.iter().filter_map(|unit| Some((unit.code.clone(), shortest(&unit.surfaces)?)));
    let indicators = pack.indicators.iter();
    // A page keeps those that it shows.
    let areas = pack.areas.codes().filter_map(|code| Some((code, pack.areas.get(code)?)));
    Labels {
        indicators: indicators
            .map(|(id, one)| (id.clone(), (one.zh.clone(), one.en.clone())))
            .collect(),
        areas: areas
            .map(|(code, one)| (code.to_owned(), (one.zh.clone(), one.en.clone())))
            .collect(),
        units: units.collect(),
    }
}

/// The charts, and those that show each figure.
struct ChartsOfFigures {
    all: Vec<ReviewChart>,
    by_figure: BTreeMap<String, Vec<usize>>,
}

impl ChartsOfFigures {
    fn of(drawn: &[DrawnChart]) -> ChartsOfFigures {
        let mut charts = ChartsOfFigures { all: Vec::new(), by_figure: BTreeMap::new() };
        for (number, DrawnChart { name, drawing, scope }) in drawn.iter().enumerate() {
            // A title in one language stands for both, and the name for none.
            let said = |first: &String, other: &String| {
                let known = [first, other].into_iter().find(|title| !title.is_empty());
                known.unwrap_or(name).clone()
            };
            let Bilingual { zh, en } = &drawing.title;
            let title = (said(zh, en), said(en, zh));
            charts.all.push(ReviewChart {
                path: format!("charts/{name}.svg"),
                title,
                indicators: scope.indicators.iter().cloned().collect(),
                areas: scope.areas.iter().cloned().collect(),
            });
            for id in &drawing.figure_ids {
                let showing = charts.by_figure.entry(id.clone()).or_default();
                if showing.last() != Some(&number) {
                    showing.push(number);
                }
            }
        }
        charts
    }
}
