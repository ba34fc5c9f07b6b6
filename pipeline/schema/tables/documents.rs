use super::column::{column, optional};
use crate::{Kind, Table};

/// One row for each raw file, and for each record of a corpus.
pub const DOCUMENTS: Table = Table {
    name: "documents",
    description: "One row for each raw file, and for each record of a corpus.",
    key: &["doc_id"],
    order: &["doc_id"],
    columns: &[
        column(
            "doc_id",
            Kind::Text,
            "Path below the raw folder, without extension; of a record that of its corpus, and its id or number. Control characters, blanks and # are written as %23.",
        ),
        column("path", Kind::Text, "Path of the raw file below the raw folder."),
        optional(column(
            "text",
            Kind::Text,
            "Text that all offsets refer to; null for an unreadable file.",
        )),
        optional(column("title", Kind::Text, "Title, from the sidecar.")),
        optional(column("publisher", Kind::Text, "Publisher, from the sidecar.")),
        optional(column(
            "date",
            Kind::Text,
            "Date of publication: year, year-month or day, from the sidecar; else the day that a dateline of the text states.",
        )),
        optional(column("period", Kind::Text, "Reporting period, from the sidecar.")),
        optional(column(
            "ref_area",
            Kind::Text,
            "Area that the document is about, from the sidecar; else that of the assembly, government, department or national body that it names as its source.",
        )),
        optional(column("source", Kind::Text, "Where the text was taken from, from the sidecar.")),
        optional(column("licence", Kind::Text, "Licence of the text, from the sidecar.")),
        column("sha256", Kind::Text, "SHA-256 of the raw file, in hex."),
        optional(column("encoding", Kind::Text, "Encoding of the raw file.")),
        column("state", Kind::Text, "Whether the file was read: read, partial or unreadable."),
        column("figures", Kind::Int64, "Number of figures."),
        column("numerals", Kind::Int64, "Number of numerals of all classes."),
        column("unresolved", Kind::Int64, "Number of numerals that no rule explains."),
        column(
            "kind",
            Kind::Text,
            "Kind of the raw file: txt, md, html, docx, csv, tsv, xlsx, xls, pdf, jsonl or parquet.",
        ),
        optional(column(
            "parent",
            Kind::Text,
            "Id of the corpus that the document is a record of; else null.",
        )),
    ],
};
