use figlift_model::{CheckStatus, Severity};
use figlift_schema::Fill;
use figlift_text::SourcePlace;
use serde::{Deserialize, Serialize};

use crate::figure::CheckedFigure;

/// A figure that a check looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Involved {
    /// Its id.
    pub figure_id: String,
    /// The document that states it.
    pub doc_id: String,
    /// First byte of its span of the document's text.
    pub byte: usize,
    /// Line and column of that byte.
    pub at: SourcePlace,
    /// The text of the span.
    pub surface: String,
}

impl From<&CheckedFigure<'_>> for Involved {
    fn from(figure: &CheckedFigure<'_>) -> Involved {
        Involved {
            figure_id: figure.extracted().id.clone(),
            doc_id: figure.doc_id().to_owned(),
            byte: figure.span().start,
            at: figure.place(),
            surface: figure.surface().to_owned(),
        }
    }
}

/// The result of one check.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Name of the check.
    pub check_id: String,
    /// Kind of check. It is no part of what is serialised, since it is a name of the program's own.
    #[serde(skip)]
    pub kind: &'static str,
    /// Severity of a failure.
    pub severity: Severity,
    /// Its result.
    pub status: CheckStatus,
    /// The document.
    pub doc_id: Option<String>,
    /// The figures involved; the finding is located at the first.
    pub figures: Vec<Involved>,
    /// The expected value.
    pub expected: String,
    /// The value found; empty if there is none.
    pub found: String,
    /// Lowest value that passes; `None` if it is open.
    pub low: Option<f64>,
    /// Highest value that passes; `None` if it is open.
    pub high: Option<f64>,
    /// The message, one sentence.
    pub message: String,
    /// The only edit after which it passes, if it failed and there is exactly one.
    pub repair: Option<String>,
}

impl Finding {
    /// Line and column of its first figure.
    pub fn place(&self) -> Option<SourcePlace> {
        Some(self.figures.first()?.at.clone())
    }

    /// The message; if several figures are involved, with the place of each, and with what repairs it.
    pub fn located_message(&self) -> String {
        if self.figures.len() < 2 {
            return self.message.clone();
        }
        let places: Vec<String> = self.figures.iter().map(|figure| self.placed(figure)).collect();
        let repair = self.repair.iter().map(|repair| format!("; {repair}")).collect::<String>();
        format!("{} [{}]{repair}", self.message, places.join(", "))
    }

    /// A figure with its place: `13926万吨 3:10`, in another document `19677.9亿元 rd/2018:3:37`.
    fn placed(&self, figure: &Involved) -> String {
        let Involved { doc_id, at, surface, .. } = figure;
        if Some(doc_id) == self.doc_id.as_ref() {
            format!("{surface} {at}")
        } else {
            format!("{surface} {doc_id}:{at}")
        }
    }

    /// The ids of its figures, separated by blanks.
    pub(crate) fn ids(&self) -> String {
        let ids: Vec<&str> = self.figures.iter().map(|figure| figure.figure_id.as_str()).collect();
        ids.join(" ")
    }
}

/// A row of `checks`.
pub(crate) struct FindingRow<'a> {
    finding: &'a Finding,
    ids: String,
    place: Option<SourcePlace>,
    message: String,
}

impl<'a> FindingRow<'a> {
    pub(crate) fn new(finding: &'a Finding) -> FindingRow<'a> {
        FindingRow {
            finding,
            ids: finding.ids(),
            place: finding.place(),
            message: finding.located_message(),
        }
    }

    pub(crate) fn fills() -> [Fill<FindingRow<'a>>; 15] {
        [
            ("check_id", |row| row.finding.check_id.as_str().into()),
            ("kind", |row| row.finding.kind.into()),
            ("severity", |row| row.finding.severity.as_str().into()),
            ("status", |row| row.finding.status.as_str().into()),
            ("doc_id", |row| row.finding.doc_id.as_deref().into()),
            ("figure_ids", |row| Some(row.ids.as_str()).filter(|ids| !ids.is_empty()).into()),
            ("place", |row| row.place.as_ref().into()),
            ("line", |row| {
                row.place.as_ref().and_then(SourcePlace::position).map(|at| at.line).into()
            }),
            ("column", |row| {
                row.place.as_ref().and_then(SourcePlace::position).map(|at| at.column).into()
            }),
            ("expected", |row| row.finding.expected.as_str().into()),
            ("found", |row| row.finding.found.as_str().into()),
            ("low", |row| row.finding.low.into()),
            ("high", |row| row.finding.high.into()),
            ("message", |row| row.message.as_str().into()),
            ("repair", |row| row.finding.repair.as_deref().into()),
        ]
    }
}

impl Finding {
    /// A finding of that kind, located at the first figure. A [`Checker`](crate::Checker) sets its
    /// severity.
    pub fn of(
        kind: &'static str,
        status: CheckStatus,
        first: &CheckedFigure<'_>,
        others: &[&CheckedFigure<'_>],
        message: String,
    ) -> Finding {
        let others = others.iter().copied().map(Involved::from).collect();
        Finding::involving(kind, status, Involved::from(first), others, message)
    }

    /// The same of figures of documents that may no longer be held.
    pub(crate) fn involving(
        kind: &'static str,
        status: CheckStatus,
        first: Involved,
        others: Vec<Involved>,
        message: String,
    ) -> Finding {
        let place =
            |figure: &Involved| figure.figure_id.rsplit('#').next().unwrap_or_default().to_owned();
        let places: Vec<String> = others.iter().map(place).collect();
        let of = if places.is_empty() { String::new() } else { format!("~{}", places.join("~")) };
        Finding {
            check_id: format!("{kind}/{}{of}", first.figure_id),
            kind,
            severity: Severity::Error,
            status,
            doc_id: Some(first.doc_id.clone()),
            figures: std::iter::once(first).chain(others).collect(),
            expected: String::new(),
            found: String::new(),
            low: None,
            high: None,
            message,
            repair: None,
        }
    }
}
