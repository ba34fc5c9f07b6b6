use figlift_model::{DiagnosticCode, Severity};
use serde::{Deserialize, Serialize};

use crate::Span;

/// A problem in a text. Texts never cause errors: problems are reported as values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Kind of problem.
    pub code: DiagnosticCode,
    /// Severity.
    pub severity: Severity,
    /// Its span, in bytes of the document's text.
    pub span: Span,
    /// The message and the help.
    pub message: String,
}
