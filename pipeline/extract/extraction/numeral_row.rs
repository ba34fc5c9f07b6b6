//! A numeral of a document.

use figlift_model::NumeralClass;
use figlift_text::Span;
use serde::{Deserialize, Serialize};

/// One numeral with its class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumeralRow {
    /// Its span of the text.
    pub span: Span,
    /// Its class.
    pub class: NumeralClass,
    /// The number of its figure, if it is one.
    pub figure: Option<String>,
    /// The rule that classed it.
    pub rule: Option<String>,
}
