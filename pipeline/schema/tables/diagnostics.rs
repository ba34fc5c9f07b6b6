use super::column::{PLACE, column, optional};
use crate::{Kind, Table};

/// One row for each problem found in a text.
pub const DIAGNOSTICS: Table = Table {
    name: "diagnostics",
    description: "One row for each problem found in a text, and for each file that was not read.",
    key: &["doc_id", "file", "byte_start", "byte_end", "code"],
    order: &["doc_id", "file", "byte_start", "byte_end", "code"],
    columns: &[
        optional(column(
            "doc_id",
            Kind::Text,
            "Document that it is about; null for what was found in the raw folder and is no document.",
        )),
        optional(column(
            "file",
            Kind::Text,
            "Path below the raw folder of a file, folder or link that is no document; else null.",
        )),
        column(
            "code",
            Kind::Text,
            "Kind of problem. In a text: unresolved-numeral, number-too-long, date-from-text, area-from-text, wrong-charset, invalid-metadata or repeated-text. Of a document: unreadable or too-large. Of what is no document: refused-kind, unknown-kind, no-access, dangling-link, link-to-folder, link-outside, special-file, sidecar-without-text or sidecar-in-capitals.",
        ),
        column("severity", Kind::Text, "error, warning or info."),
        optional(column("place", Kind::Text, PLACE)),
        optional(column(
            "line",
            Kind::Int64,
            "Line in the raw file, from 1; null for a whole file, and where it is no file of text.",
        )),
        optional(column(
            "column",
            Kind::Int64,
            "Column in the raw file, in characters from 1; null for a whole file, and where it is no file of text.",
        )),
        optional(column(
            "byte_start",
            Kind::Int64,
            "First byte in `documents.text` (in the raw file where it could not be decoded); null for what is no document.",
        )),
        optional(column("byte_end", Kind::Int64, "Byte after.")),
        column("message", Kind::Text, "What is wrong and what to do."),
    ],
};
