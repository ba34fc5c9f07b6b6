use figlift_model::Severity;

use crate::Span;

/// A problem in a text. Texts never cause errors: problems are reported as values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Kind of problem, in kebab-case.
    pub code: &'static str,
    /// Severity.
    pub severity: Severity,
    /// Its span, in bytes of the document's text.
    pub span: Span,
    /// The message and the help.
    pub message: String,
}
