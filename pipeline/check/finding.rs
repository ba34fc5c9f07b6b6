use figlift_schema::Cell;
use figlift_text::Severity;

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// As it should be.
    Pass,
    /// Not as it should be.
    Fail,
    /// What should be there is not.
    Missing,
    /// There was nothing to check in this run.
    NotApplicable,
}

impl Status {
    /// As the table writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Pass => "pass",
            Status::Fail => "fail",
            Status::Missing => "missing",
            Status::NotApplicable => "not_applicable",
        }
    }

    /// Whether a run with such a check is not clean.
    pub fn is_failure(self) -> bool {
        matches!(self, Status::Fail | Status::Missing)
    }
}

/// One check, as it came out.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Name of the check.
    pub check_id: String,
    /// Kind of check.
    pub kind: &'static str,
    /// How much it matters where it failed.
    pub severity: Severity,
    /// How it came out.
    pub status: Status,
    /// The document that it is about.
    pub doc_id: Option<String>,
    /// The figures involved.
    pub figure_ids: Vec<String>,
    /// Where in the document's text it shows.
    pub byte: Option<usize>,
    /// What was expected.
    pub expected: String,
    /// What was found; empty where nothing was.
    pub found: String,
    /// Least value that passes; `None` is open.
    pub low: Option<f64>,
    /// Greatest value that passes; `None` is open.
    pub high: Option<f64>,
    /// What happened, in one sentence.
    pub message: String,
}

impl Finding {
    pub(crate) fn cell(&self, column: &str, place: Option<(usize, usize)>) -> Cell {
        match column {
            "check_id" => self.check_id.as_str().into(),
            "kind" => self.kind.into(),
            "severity" => self.severity.to_string().as_str().into(),
            "status" => self.status.as_str().into(),
            "doc_id" => self.doc_id.clone().into(),
            "figure_ids" => Some(self.figure_ids.join(" ")).filter(|ids| !ids.is_empty()).into(),
            "line" => place.map_or(Cell::Int(None), |(line, _)| line.into()),
            "column" => place.map_or(Cell::Int(None), |(_, column)| column.into()),
            "expected" => self.expected.as_str().into(),
            "found" => self.found.as_str().into(),
            "low" => self.low.into(),
            "high" => self.high.into(),
            "message" => self.message.as_str().into(),
            _ => Cell::Text(None),
        }
    }
}
