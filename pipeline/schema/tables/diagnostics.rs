use super::column::column;
use crate::{Kind, Table};

/// One row for each problem found in a text.
pub const DIAGNOSTICS: Table = Table {
    name: "diagnostics",
    description: "One row for each problem found in a text.",
    key: &["doc_id", "byte_start", "byte_end", "code"],
    order: &["doc_id", "byte_start", "byte_end", "code"],
    columns: &[
        column("doc_id", Kind::Text, "Document that it is about."),
        column(
            "code",
            Kind::Text,
            "Kind of problem: unreadable, too-large, unresolved-numeral, number-too-long or date-from-text.",
        ),
        column("severity", Kind::Text, "error, warning or info."),
        column("line", Kind::Int64, "Line in the raw file, from 1."),
        column("column", Kind::Int64, "Column in the raw file, in characters from 1."),
        column(
            "byte_start",
            Kind::Int64,
            "First byte in `documents.text` (in the raw file where it could not be decoded).",
        ),
        column("byte_end", Kind::Int64, "Byte after."),
        column("message", Kind::Text, "What is wrong and what to do."),
    ],
};
