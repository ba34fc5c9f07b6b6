//! One page.

use askama::Template;
use figlift_model::NumeralClass;

use crate::checks::FigureChecks;
use crate::data::Gatherer;
use crate::layout::{Absence, FIRST, Layout, Limits};
use crate::model::{Review, ReviewChart, ReviewDocument, ReviewProblem};
use crate::policy::policy;
use crate::summary::{self, Count, DocumentRow, ShownProblem};
use crate::text::{Piece, Text};
use crate::words::{CodeWord, word};

pub(crate) const STYLE: &str =
    concat!(include_str!("templates/page.css"), include_str!("templates/work.css"));
/// The parts of the script share one scope.
pub(crate) const SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    include_str!("templates/script/language.js"),
    include_str!("templates/script/figures.js"),
    include_str!("templates/script/seen.js"),
    include_str!("templates/script/toml.js"),
    include_str!("templates/script/panel.js"),
    include_str!("templates/script/marks.js"),
    include_str!("templates/script/filters.js"),
    include_str!("templates/script/list.js"),
    include_str!("templates/script/events.js"),
    "})();\n",
);

/// Number of problems that a page lists; the rest is counted.
const PROBLEMS: usize = 500;

/// Classes of numerals in the order of the filter.
const CLASSES: &[NumeralClass] = &[
    NumeralClass::Figure,
    NumeralClass::Period,
    NumeralClass::Label,
    NumeralClass::Enumerator,
    NumeralClass::Reference,
    NumeralClass::Idiom,
    NumeralClass::Furniture,
    NumeralClass::Unresolved,
];

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    policy: String,
    style: &'static str,
    script: &'static str,
    program: &'a str,
    title: &'a str,
    first: bool,
    home: &'static str,
    counts: Vec<Count>,
    notes: &'a [String],
    verdict: Vec<Count>,
    problems: Vec<ShownProblem<'a>>,
    more_problems: usize,
    rows: Vec<DocumentRow<'a>>,
    /// Megabytes of the largest text that has a page.
    large: usize,
    more_rows: usize,
    charts: &'a [ReviewChart],
    classes: Vec<(&'static str, CodeWord<'static>, usize)>,
    texts: Vec<ShownText<'a>>,
    data: String,
}

impl Page<'_> {
    fn run<'p>(&self, pieces: &'p [Piece<'p>]) -> TextRun<'p> {
        TextRun { pieces }
    }
}

/// A run of a text with its marks.
#[derive(Template)]
#[template(path = "run.html")]
struct TextRun<'a> {
    pieces: &'a [Piece<'a>],
}

/// A document whose text the page shows.
struct ShownText<'a> {
    anchor: &'a str,
    name: &'a str,
    facts: Vec<(CodeWord<'static>, &'a str)>,
    text: Text<'a>,
}

/// The input of all pages of a review.
pub(crate) struct Maker<'a> {
    pub review: &'a Review<'a>,
    pub layout: &'a Layout,
    pub checks: FigureChecks<'a>,
}

impl<'a> Maker<'a> {
    /// The first page of a review. If the review is whole, it shows all texts.
    pub(crate) fn first(&self) -> Result<String, askama::Error> {
        let documents = &self.review.documents;
        let shown: Vec<_> = documents.iter().filter(|_| self.layout.is_whole()).collect();
        let problems: Vec<_> = self.review.problems.iter().collect();
        let (rows, more_rows) = summary::rows(documents, &self.review.problems, self.layout);
        let page = self.page(FIRST, "", &shown, &problems);
        Page { rows, more_rows, charts: &self.review.charts, notes: &self.review.notes, ..page }
            .render()
    }

    /// The page of one document.
    pub(crate) fn of(
        &self,
        document: &'a ReviewDocument<'a>,
        path: &'a str,
    ) -> Result<String, askama::Error> {
        let of_it = |problem: &&ReviewProblem| problem.doc_id.as_deref() == Some(&document.id);
        let problems: Vec<_> = self.review.problems.iter().filter(of_it).collect();
        self.page(path, document.name(), &[document], &problems).render()
    }

    fn page(
        &self,
        path: &'a str,
        title: &'a str,
        documents: &[&'a ReviewDocument<'a>],
        problems: &[&'a ReviewProblem],
    ) -> Page<'a> {
        let (texts, data) = self.texts(path, documents);
        let first = path == FIRST;
        let all: Vec<_> = self.review.documents.iter().collect();
        let counted = if first { &all } else { documents };
        Page {
            policy: policy(SCRIPT, STYLE),
            style: STYLE,
            script: SCRIPT,
            program: &self.review.program,
            title,
            first,
            home: "../review.html",
            counts: summary::counts(counted, &self.review.findings, first),
            notes: &[],
            verdict: summary::verdict(problems),
            more_problems: problems.len().saturating_sub(PROBLEMS),
            problems: summary::problems(
                &problems[..problems.len().min(PROBLEMS)],
                (self.review, self.layout),
                path,
            ),
            rows: Vec::new(),
            large: Limits::default().large / 1_000_000,
            more_rows: 0,
            charts: &[],
            classes: classes(documents),
            texts,
            data,
        }
    }

    fn texts(
        &self,
        path: &str,
        documents: &[&'a ReviewDocument<'a>],
    ) -> (Vec<ShownText<'a>>, String) {
        let mut gatherer = Gatherer::new(self.review, self.layout, &self.checks, path);
        let mut texts = Vec::new();
        for document in documents {
            let Some(body) = &document.body else { continue };
            let sought = summary::sought(&self.review.problems, &document.id);
            let state = |figure: &crate::ReviewFigure| self.checks.state(&figure.anchor);
            let number = self.review.number(document);
            let text = Text::of(number, body, &sought, &state);
            gatherer.add(document, &text);
            let (anchor, name) = (document.anchor.as_str(), document.name());
            let facts =
                document.facts.iter().map(|(name, said)| (word("fact", name), said.as_str()));
            texts.push(ShownText { anchor, name, facts: facts.collect(), text });
        }
        let data = gatherer.finish().json();
        (texts, data)
    }
}

/// The classes with their words and the number of numerals of each.
fn classes(documents: &[&ReviewDocument<'_>]) -> Vec<(&'static str, CodeWord<'static>, usize)> {
    let bodies = || documents.iter().filter_map(|document| document.body.as_ref());
    let count = |class: NumeralClass| {
        bodies().flat_map(|body| &body.numerals).filter(|numeral| numeral.class == class).count()
    };
    let class =
        |&class: &NumeralClass| (class.as_str(), word("class", class.as_str()), count(class));
    CLASSES.iter().map(class).collect()
}
