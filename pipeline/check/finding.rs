use figlift_model::{CheckStatus, Severity};
use figlift_schema::Fill;

use crate::figure::CheckedFigure;

/// A figure that a check looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Involved {
    /// Its id.
    pub figure_id: String,
    /// The document that states it.
    pub doc_id: String,
    /// Its span of the document's text.
    pub byte: usize,
    /// The text of that span.
    pub surface: String,
}

impl From<&CheckedFigure<'_>> for Involved {
    fn from(figure: &CheckedFigure<'_>) -> Involved {
        Involved {
            figure_id: figure.extracted().id.clone(),
            doc_id: figure.doc_id().to_owned(),
            byte: figure.span().start,
            surface: figure.surface().to_owned(),
        }
    }
}

/// The result of one check.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Name of the check.
    pub check_id: String,
    /// Kind of check.
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
}

/// Line and column of a byte of a document's text, if known.
pub type Locate<'a> = &'a dyn Fn(&str, usize) -> Option<(usize, usize)>;

impl Finding {
    /// Line and column of its first figure.
    pub fn place(&self, locate: Locate<'_>) -> Option<(usize, usize)> {
        let first = self.figures.first()?;
        locate(&first.doc_id, first.byte)
    }

    /// The message; if several figures are involved, with the place of each.
    pub fn located_message(&self, locate: Locate<'_>) -> String {
        if self.figures.len() < 2 {
            return self.message.clone();
        }
        let places: Vec<String> =
            self.figures.iter().map(|figure| self.placed(figure, locate)).collect();
        format!("{} [{}]", self.message, places.join(", "))
    }

    /// A figure with its place: `13926万吨 3:10`, in another document `19677.9亿元 rd/2018:3:37`.
    fn placed(&self, figure: &Involved, locate: Locate<'_>) -> String {
        let at = locate(&figure.doc_id, figure.byte)
            .map(|(line, column)| format!("{line}:{column}"))
            .unwrap_or_default();
        if Some(&figure.doc_id) == self.doc_id.as_ref() {
            format!("{} {at}", figure.surface)
        } else {
            format!("{} {}:{at}", figure.surface, figure.doc_id)
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
    place: Option<(usize, usize)>,
    message: String,
}

impl<'a> FindingRow<'a> {
    pub(crate) fn new(finding: &'a Finding, locate: Locate<'_>) -> FindingRow<'a> {
        FindingRow {
            finding,
            ids: finding.ids(),
            place: finding.place(locate),
            message: finding.located_message(locate),
        }
    }

    pub(crate) fn fills() -> [Fill<FindingRow<'a>>; 13] {
        [
            ("check_id", |row| row.finding.check_id.as_str().into()),
            ("kind", |row| row.finding.kind.into()),
            ("severity", |row| row.finding.severity.as_str().into()),
            ("status", |row| row.finding.status.as_str().into()),
            ("doc_id", |row| row.finding.doc_id.as_deref().into()),
            ("figure_ids", |row| Some(row.ids.as_str()).filter(|ids| !ids.is_empty()).into()),
            ("line", |row| row.place.map(|(line, _)| line).into()),
            ("column", |row| row.place.map(|(_, column)| column).into()),
            ("expected", |row| row.finding.expected.as_str().into()),
            ("found", |row| row.finding.found.as_str().into()),
            ("low", |row| row.finding.low.into()),
            ("high", |row| row.finding.high.into()),
            ("message", |row| row.message.as_str().into()),
        ]
    }
}

impl Finding {
    /// A finding of that kind, located at the first figure. `check` sets its severity.
    pub fn of(
        kind: &'static str,
        status: CheckStatus,
        first: &CheckedFigure<'_>,
        others: &[&CheckedFigure<'_>],
        message: String,
    ) -> Finding {
        let figures: Vec<Involved> =
            std::iter::once(first).chain(others.iter().copied()).map(Involved::from).collect();
        let place =
            |figure: &Involved| figure.figure_id.rsplit('#').next().unwrap_or_default().to_owned();
        let others: Vec<String> = figures[1..].iter().map(place).collect();
        let of = if others.is_empty() { String::new() } else { format!("~{}", others.join("~")) };
        Finding {
            check_id: format!("{kind}/{}{of}", first.extracted().id),
            kind,
            severity: Severity::Error,
            status,
            doc_id: Some(first.doc_id().to_owned()),
            figures,
            expected: String::new(),
            found: String::new(),
            low: None,
            high: None,
            message,
        }
    }
}
