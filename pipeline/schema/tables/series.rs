use super::column::{column, optional};
use crate::{Kind, Table};

/// What names an observation of a series: the series, then the period.
const OBSERVATION: &[&str] = &[
    "indicator",
    "action",
    "is_cumulative",
    "ref_area",
    "role",
    "unit_measure",
    "classifier",
    "per",
    "basis",
    "base_period",
    "freq",
    "time_period",
];

/// The columns that tell one series from another (SDMX: its series key), in `figures` and in `series`.
/// Values can be compared where all of these are equal; nulls are equal, too. Growth on the year before is compared with another period each year: such values make no
/// series of several periods.
pub const SERIES_KEY: &[&str] = OBSERVATION.split_last().unwrap().1;

/// One row for each period of a series: the value that was last published.
pub const SERIES: Table = Table {
    name: "series",
    description: "One row for each period of a series (indicator, what was done, whether added up, area, role, unit, measure word, denominator, basis, period compared with, frequency): the exact value that the latest document states of it. Forecasts and targets belong to no series.",
    key: OBSERVATION,
    order: OBSERVATION,
    columns: &[
        column("indicator", Kind::Text, "Canonical id of what is measured."),
        optional(column("action", Kind::Text, "What was done to what is counted or paid.")),
        column("is_cumulative", Kind::Bool, "Whether the value is added up from a start."),
        column("ref_area", Kind::Text, "Area observed."),
        column("role", Kind::Text, "What the value is: level, change, growth, multiple or rank."),
        column("unit_measure", Kind::Text, "Unit of the value."),
        optional(column("classifier", Kind::Text, "Measure word of a count.")),
        optional(column("per", Kind::Text, "Denominator, where one is stated.")),
        optional(column("basis", Kind::Text, "What a change is compared with.")),
        optional(column("base_period", Kind::Text, "The period compared with.")),
        column(
            "flow_stock",
            Kind::Text,
            "How the values belong to their periods: stock, flow or flow-of-period.",
        ),
        optional(column("freq", Kind::Text, "SDMX frequency; null for a span of several periods.")),
        column(
            "time_period",
            Kind::Text,
            "Period that the value is of, in ISO 8601 or SDMX notation: `ref_period` of its figure.",
        ),
        column("period_start", Kind::Date, "First day of the period."),
        column("period_end", Kind::Date, "Last day of the period."),
        column("obs_value", Kind::Float64, "The value, in `unit_measure`."),
        column("obs_status", Kind::Text, "SDMX observation status: A actual, P provisional."),
        optional(column(
            "vintage",
            Kind::Text,
            "Date of the document that states it; null where its sidecar gives none.",
        )),
        column("figure_id", Kind::Text, "The figure that states it."),
    ],
};
