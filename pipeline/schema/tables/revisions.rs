use super::column::{column, optional};
use crate::{Kind, Table};

/// One row for each value that a later release revises.
pub const REVISIONS: Table = Table {
    name: "revisions",
    description: "One row for each value that a later release revises: it states another value, or implies one by a change, beyond what rounding explains.",
    key: &["revision_id"],
    order: &["revision_id"],
    columns: &[
        column("revision_id", Kind::Text, "Name of the revision, which is that of its check."),
        column("indicator", Kind::Text, "Canonical id of what is measured."),
        optional(column("ref_area", Kind::Text, "Area observed.")),
        column("time_period", Kind::Text, "Period whose value was revised."),
        column("unit_measure", Kind::Text, "Unit of all values of the row."),
        optional(column("former_value", Kind::Float64, "Value stated first.")),
        column("former_vintage", Kind::Text, "Date of the document that states it."),
        optional(column(
            "value",
            Kind::Float64,
            "Value stated or implied later; for an implied one the middle of its interval.",
        )),
        column("vintage", Kind::Text, "Date of the later document."),
        optional(column("difference", Kind::Float64, "`value` minus `former_value`.")),
        column(
            "kind",
            Kind::Text,
            "stated, or implied by a level and its change or growth over that period.",
        ),
        column("announced", Kind::Bool, "Whether the later document mentions a revision."),
        column("figure_ids", Kind::Text, "The figures involved, separated by spaces."),
    ],
};
