//! The head of a page: counts, problems, documents.

use std::collections::BTreeMap;

use figlift_model::{CheckStatus, Severity};

use crate::layout::{Absence, Layout};
use crate::model::{LinkTarget, Review, ReviewDocument, ReviewFinding, ReviewProblem};
use crate::text::id_at;
use crate::words::{CodeWord, has_word, word};

/// One number of a run.
pub(crate) struct Count {
    pub number: usize,
    pub word: CodeWord<'static>,
    /// Its tone: `error`, `warning`, or empty.
    pub tone: &'static str,
}

/// A problem with its link.
pub(crate) struct ShownProblem<'a> {
    pub severity: &'static str,
    pub result: CodeWord<'static>,
    pub kind: CodeWord<'a>,
    /// What its message says before the words of the text, where a page has words for that.
    pub head: Option<CodeWord<'a>>,
    pub message: &'a str,
    /// Document, line and column.
    pub place: String,
    pub href: Option<String>,
}

/// A document in the list of all.
pub(crate) struct DocumentRow<'a> {
    /// The id of the row, if the page does not show the text.
    pub id: Option<&'a str>,
    pub href: Option<String>,
    pub name: &'a str,
    pub doc_id: &'a str,
    pub unreadable: bool,
    /// Why it has no page, though it could be read.
    pub absence: Option<Absence>,
    /// The number of its problems by severity, worst first, and the tone of the worst.
    pub wrong: Vec<Count>,
    pub tone: &'static str,
    pub date: &'a str,
    pub figures: usize,
    pub numerals: usize,
    pub unresolved: usize,
}

impl ReviewDocument<'_> {
    /// Its title, else its id.
    pub(crate) fn name(&self) -> &str {
        self.title.as_deref().filter(|title| !title.trim().is_empty()).unwrap_or(&self.id)
    }
}

/// The counts of some documents; those of checks are of the whole run.
pub(crate) fn counts(
    documents: &[&ReviewDocument<'_>],
    findings: &[ReviewFinding],
    run: bool,
) -> Vec<Count> {
    let sum =
        |of: fn(&ReviewDocument<'_>) -> usize| documents.iter().map(|document| of(document)).sum();
    let count = |number, code| Count { number, word: word("count", code), tone: "" };
    let bad = |number, code, tone| Count {
        tone: if number > 0 { tone } else { "" },
        ..count(number, code)
    };
    let mut counts = Vec::new();
    if run {
        let unreadable = documents.iter().filter(|document| document.unreadable.is_some()).count();
        counts.push(count(documents.len(), "documents"));
        counts.extend((unreadable > 0).then(|| bad(unreadable, "unreadable", "error")));
    }
    counts.push(count(sum(|document| document.figures), "figures"));
    counts.push(count(sum(|document| document.numerals), "numerals"));
    counts.push(bad(sum(|document| document.unresolved), "unresolved", "warning"));
    if run {
        let of = |status: CheckStatus| findings.iter().filter(|one| one.status == status).count();
        counts.push(count(of(CheckStatus::Pass), CheckStatus::Pass.as_str()));
        let worst = findings.iter().filter_map(|one| one.failed).max();
        let tone = if worst == Some(Severity::Error) { "error" } else { "warning" };
        let others = [
            (CheckStatus::Fail, tone),
            (CheckStatus::Missing, tone),
            (CheckStatus::NotApplicable, ""),
            (CheckStatus::NotComparable, ""),
        ];
        let others = others.map(|(status, tone)| bad(of(status), status.as_str(), tone));
        counts.extend(others.into_iter().filter(|count| count.number > 0));
    }
    counts
}

/// The number of problems of each severity, worst first.
pub(crate) fn verdict(problems: &[&ReviewProblem]) -> Vec<Count> {
    let counted = |severity: Severity| {
        let number = problems.iter().filter(|problem| problem.severity == severity).count();
        let (one, many) = match severity {
            Severity::Error => ("error", "errors"),
            Severity::Warning => ("warning", "warnings"),
            Severity::Info => ("note", "notes"),
        };
        let word = word("count", if number == 1 { one } else { many });
        (number > 0).then(|| Count { number, word, tone: severity.as_str() })
    };
    let severities = [Severity::Error, Severity::Warning, Severity::Info];
    severities.into_iter().filter_map(counted).collect()
}

/// Problems as the page at a path lists them.
pub(crate) fn problems<'a>(
    problems: &[&'a ReviewProblem],
    (review, layout): (&Review<'_>, &Layout),
    path: &str,
) -> Vec<ShownProblem<'a>> {
    let shown = |problem: &&'a ReviewProblem| {
        let (head, message) = message(&problem.message);
        ShownProblem {
            severity: problem.severity.as_str(),
            result: word("result", problem.severity.as_str()),
            kind: word("kind", &problem.kind),
            head,
            message,
            place: place(problem),
            href: href(problem, review, layout, path),
        }
    };
    problems.iter().map(shown).collect()
}

/// A message, parted from its head if a page has words for that.
fn message(message: &str) -> (Option<CodeWord<'_>>, &str) {
    let parted = message.split_once(": ").filter(|(head, _)| has_word("said", head));
    parted.map_or((None, message), |(head, rest)| (Some(word("said", head)), rest))
}

fn place(problem: &ReviewProblem) -> String {
    match (&problem.doc_id, &problem.place) {
        (Some(doc_id), Some(place)) => format!("{doc_id} {place}"),
        (Some(doc_id), None) => doc_id.clone(),
        (None, _) => String::new(),
    }
}

fn href(
    problem: &ReviewProblem,
    review: &Review<'_>,
    layout: &Layout,
    path: &str,
) -> Option<String> {
    let doc_id = problem.doc_id.as_deref()?;
    let documents = &review.documents;
    let found = documents.binary_search_by(|document| document.id.as_str().cmp(doc_id)).ok()?;
    let document = &documents[found];
    let id = match &problem.target {
        LinkTarget::Figure(anchor) => Some(anchor.clone()),
        LinkTarget::Byte(byte) => id_at(review.number(document), document, *byte),
        LinkTarget::Document => None,
    };
    let id = id.unwrap_or_else(|| document.anchor.clone());
    Some(layout.href(path, &document.id, &id))
}

/// Bytes of a document to which problems link.
pub(crate) fn sought(problems: &[ReviewProblem], doc_id: &str) -> Vec<usize> {
    let byte = |problem: &ReviewProblem| match problem.target {
        LinkTarget::Byte(byte) if problem.doc_id.as_deref() == Some(doc_id) => Some(byte),
        _ => None,
    };
    problems.iter().filter_map(byte).collect()
}

/// The documents that the first page lists, and the number of the others.
pub(crate) fn rows<'a>(
    documents: &'a [ReviewDocument<'a>],
    problems: &[ReviewProblem],
    layout: &Layout,
) -> (Vec<DocumentRow<'a>>, usize) {
    let mut of: BTreeMap<&str, Vec<&ReviewProblem>> = BTreeMap::new();
    for problem in problems {
        of.entry(problem.doc_id.as_deref().unwrap_or_default()).or_default().push(problem);
    }
    let problems = |id: &str| of.get(id).map_or(&[][..], Vec::as_slice);
    let listed: Vec<DocumentRow<'a>> = documents
        .iter()
        .filter(|one| layout.lists(&one.id))
        .map(|one| row(one, problems(&one.id), layout))
        .collect();
    let more = documents.len() - listed.len();
    (listed, more)
}

fn row<'a>(
    document: &'a ReviewDocument<'a>,
    problems: &[&ReviewProblem],
    layout: &Layout,
) -> DocumentRow<'a> {
    let shown = layout.page(&document.id).is_some();
    let on_this_page = shown && layout.is_whole();
    let href = layout.href(crate::layout::FIRST, &document.id, &document.anchor);
    let date = document.facts.iter().find(|(name, _)| *name == "date");
    DocumentRow {
        id: (!on_this_page).then_some(document.anchor.as_str()),
        href: shown.then_some(href),
        name: document.name(),
        doc_id: &document.id,
        unreadable: document.unreadable.is_some(),
        absence: layout.absence(&document.id),
        wrong: verdict(problems),
        tone: problems.first().map_or("", |worst| worst.severity.as_str()),
        date: date.map_or("", |(_, date)| date.as_str()),
        figures: document.figures,
        numerals: document.numerals,
        unresolved: document.unresolved,
    }
}
