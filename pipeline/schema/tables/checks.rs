use super::column::{PLACE, column, optional};
use crate::{Kind, Table};

/// One row for each check, passed or not.
pub const CHECKS: Table = Table {
    name: "checks",
    description: "One row for each check, passed or not.",
    key: &["check_id"],
    order: &["check_id"],
    columns: &[
        column(
            "check_id",
            Kind::Text,
            "Name of the check: its kind and the figures involved; for an expectation its file and id.",
        ),
        column(
            "kind",
            Kind::Text,
            "Kind of check: expected, change, parts, range, listed, periods, ratio, net, share, part, direction, twice, revision or plausible.",
        ),
        column("severity", Kind::Text, "How much a failure matters: error, warning or info."),
        column("status", Kind::Text, "pass, fail, missing, not_applicable or not_comparable."),
        optional(column("doc_id", Kind::Text, "Document that the row is about.")),
        optional(column("figure_ids", Kind::Text, "The figures involved, separated by spaces.")),
        optional(column("place", Kind::Text, PLACE)),
        optional(column(
            "line",
            Kind::Int64,
            "Line of the figure in the raw file, from 1; null where it is no file of text.",
        )),
        optional(column(
            "column",
            Kind::Int64,
            "Column of the figure in the raw file, in characters from 1; null where it is no file of text.",
        )),
        column("expected", Kind::Text, "What was expected, in words."),
        optional(column("found", Kind::Text, "What was found, in words.")),
        optional(column(
            "low",
            Kind::Float64,
            "Least value that passes, in the unit of the figure; null is open.",
        )),
        optional(column(
            "high",
            Kind::Float64,
            "Greatest value that passes, in the unit of the figure; null is open.",
        )),
        column(
            "message",
            Kind::Text,
            "What happened, in one sentence; with line and column of each figure where several are involved.",
        ),
        optional(column(
            "repair",
            Kind::Text,
            "What to read instead of what, if a check of one document failed and exactly one edit (a digit, two digits exchanged, a unit, a direction, a year) makes it and all checks around it pass.",
        )),
    ],
};
