//! What is wrong, as people and programs are told of it.

use std::fmt;

use figlift_check::Finding;
use figlift_model::Severity;
use figlift_text::Position;

/// A place in a raw file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Location {
    /// The file, as it was named from where the run was started; none where no document is meant.
    pub file: Option<String>,
    /// Line and column.
    pub at: Option<Position>,
}

/// As compilers write it: `raw/city.txt:1:21`, with as much as is known.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.file, self.at) {
            (Some(file), Some(at)) => write!(f, "{file}:{at}"),
            (Some(file), None) => f.write_str(file),
            (None, _) => Ok(()),
        }
    }
}

/// Something that a run found wrong.
#[derive(Clone, Debug)]
pub(crate) struct Problem<'a> {
    /// How much it matters.
    pub severity: Severity,
    /// Where it shows.
    pub location: Location,
    /// Kind of check, or of problem in a text.
    pub kind: &'a str,
    /// The check that failed, if it is one.
    pub check: Option<&'a Finding>,
    /// What is wrong.
    pub message: String,
}

/// What the kind of a document is called that is no text.
pub(crate) const UNREADABLE: &str = "unreadable";

impl Problem<'_> {
    /// What CI knows it by: the id of its check, else its kind.
    pub(crate) fn name(&self) -> &str {
        self.check.map_or(self.kind, |check| &check.check_id)
    }

    /// Whether a document could not be read.
    pub(crate) fn is_unreadable(&self) -> bool {
        self.kind == UNREADABLE
    }
}

/// One line, also where the text that it speaks of has several.
impl fmt::Display for Problem<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut words = vec![self.location.to_string()];
        words.push(match (self.check, self.severity) {
            (Some(check), Severity::Error) => {
                format!("check {} {}", check.check_id, check.status.as_str())
            }
            (Some(check), severity) => format!("check {} {severity}", check.check_id),
            (None, Severity::Error) => String::new(),
            (None, severity) => severity.to_string(),
        });
        words.push(self.message.clone());
        words.retain(|word| !word.is_empty());
        f.write_str(&one_line(&words.join(": ")))
    }
}

/// A text without what would end its line or steer a terminal.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
