//! The kinds of scopes that words hold in.

use serde::{Deserialize, Serialize};

/// What kind of scope words hold in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum ScopeKind {
    Paragraph,
    /// A point, as sentences of a paragraph or clauses of a sentence open with them: 一是…。二是….
    Point,
    Sentence,
    /// Up to the next ；.
    Statement,
    /// From a time that 其中 leads to up to the end of its statement: 上半年…，其中6月份….
    Among,
    Clause,
    /// A clause that only adds the value of a time before: …，2020年为5.2%，….
    Former,
    /// From the noun of a rate to the end of its clause: 同比下降2.8%，降幅比上月扩大1个百分点.
    Rate,
    Bracket,
}

impl ScopeKind {
    /// Its name, as `figlift explain` prints it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            ScopeKind::Paragraph => "paragraph",
            ScopeKind::Point => "point",
            ScopeKind::Sentence => "sentence",
            ScopeKind::Statement => "statement",
            ScopeKind::Among => "aside of a part",
            ScopeKind::Clause => "clause",
            ScopeKind::Former => "aside of a time before",
            ScopeKind::Rate => "rate",
            ScopeKind::Bracket => "bracket",
        }
    }
}
