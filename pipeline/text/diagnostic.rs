use std::fmt;

use crate::Span;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Probably wrong.
    Warning,
    /// Wrong.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// A problem found in a text. Text is never an error: a problem is a value that is reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Kind of problem, in kebab-case.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Where it is, in bytes of the document's text.
    pub span: Span,
    /// What is wrong and what to do.
    pub message: String,
}
