use figlift_model::{CheckStatus, Severity};
use figlift_schema::Cell;

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

    pub(crate) fn cell(&self, column: &str, locate: Locate<'_>) -> Cell {
        let at = || self.place(locate);
        let ids = || self.figures.iter().map(|figure| figure.figure_id.as_str());
        match column {
            "check_id" => self.check_id.as_str().into(),
            "kind" => self.kind.into(),
            "severity" => self.severity.to_string().as_str().into(),
            "status" => self.status.as_str().into(),
            "doc_id" => self.doc_id.clone().into(),
            "figure_ids" => {
                let joined = ids().collect::<Vec<_>>().join(" ");
                Some(joined).filter(|ids| !ids.is_empty()).into()
            }
            "line" => at().map_or(Cell::Int(None), |(line, _)| line.into()),
            "column" => at().map_or(Cell::Int(None), |(_, column)| column.into()),
            "expected" => self.expected.as_str().into(),
            "found" => self.found.as_str().into(),
            "low" => self.low.into(),
            "high" => self.high.into(),
            "message" => self.located_message(locate).as_str().into(),
            _ => Cell::Text(None),
        }
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
