use super::column::{column, optional};
use crate::{Kind, Table};

/// One row for each from-to statement (a single one where a text tells it twice) and each step of a series between releases.
pub const CHANGES: Table = Table {
    name: "changes",
    description: "One row for each from-to statement (a single one where a text tells it twice) and each step of a series between releases.",
    key: &["change_id"],
    order: &["change_id"],
    columns: &[
        column("change_id", Kind::Text, "Name of the change."),
        column("doc_id", Kind::Text, "Document that states the later value."),
        column(
            "kind",
            Kind::Text,
            "stated for a from-to statement, series for a step between the periods of a series.",
        ),
        optional(column("indicator", Kind::Text, "Canonical id of what is measured.")),
        optional(column("indicator_text", Kind::Text, "The words that say what is measured.")),
        optional(column("ref_area", Kind::Text, "Area observed.")),
        column("from_figure_id", Kind::Text, "The earlier figure."),
        column("to_figure_id", Kind::Text, "The later figure."),
        optional(column("from_period", Kind::Text, "Period that the earlier value is of.")),
        optional(column("to_period", Kind::Text, "Period that the later value is of.")),
        optional(column("from_value", Kind::Float64, "Earlier value, in `unit_measure`.")),
        optional(column("to_value", Kind::Float64, "Later value, in `unit_measure`.")),
        column("unit_measure", Kind::Text, "Unit of both values."),
        optional(column(
            "difference",
            Kind::Float64,
            "Later minus earlier value, in `unit_measure`; in pp where the values are percentages.",
        )),
        optional(column(
            "difference_low",
            Kind::Float64,
            "Least difference that the bounds of both ends allow; null is open.",
        )),
        optional(column(
            "difference_high",
            Kind::Float64,
            "Greatest difference that the bounds of both ends allow; null is open.",
        )),
        column("difference_unit", Kind::Text, "Unit of the difference."),
        optional(column(
            "relative_percent",
            Kind::Float64,
            "Difference in percent of the earlier value; null for ranks and where the earlier value is not above zero.",
        )),
        optional(column(
            "relative_percent_low",
            Kind::Float64,
            "Least relative change that the bounds allow, in percent; null is open.",
        )),
        optional(column(
            "relative_percent_high",
            Kind::Float64,
            "Greatest relative change that the bounds allow, in percent; null is open.",
        )),
        optional(column(
            "multiple",
            Kind::Float64,
            "Later value divided by the earlier; null as for `relative_percent`.",
        )),
        optional(column(
            "multiple_low",
            Kind::Float64,
            "Least multiple that the bounds allow; null is open.",
        )),
        optional(column(
            "multiple_high",
            Kind::Float64,
            "Greatest multiple that the bounds allow; null is open.",
        )),
        optional(column(
            "direction",
            Kind::Text,
            "up, down or flat; for ranks up is towards the first. Null where the bounds leave it open.",
        )),
    ],
};
