use super::column::{column, optional};
use crate::{Kind, Table};

/// One row for each numeral of a text, with its class.
pub const NUMERALS: Table = Table {
    name: "numerals",
    description: "One row for each numeral of a text, with its class.",
    key: &["doc_id", "byte_start"],
    order: &["doc_id", "byte_start"],
    columns: &[
        column("doc_id", Kind::Text, "Document that states it."),
        column("byte_start", Kind::Int64, "First byte of the numeral in `documents.text`."),
        column("byte_end", Kind::Int64, "Byte after the numeral in `documents.text`."),
        column(
            "char_start",
            Kind::Int64,
            "First code point of the numeral in `documents.text`, from 0.",
        ),
        column("char_end", Kind::Int64, "Code point after the numeral in `documents.text`."),
        column("surface", Kind::Text, "The numeral with the words that belong to it."),
        column(
            "class",
            Kind::Text,
            "What it is: figure, period, label, enumerator, reference, idiom, furniture (around the main text of a page) or unresolved.",
        ),
        optional(column("figure_id", Kind::Text, "The figure that it is, for class figure.")),
        optional(column("rule", Kind::Text, "Rule that classed it; null for unresolved.")),
    ],
};
