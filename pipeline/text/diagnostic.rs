use figlift_model::Severity;

use crate::Span;

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
