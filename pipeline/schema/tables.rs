//! Column by column. Meanings follow the figure model; names follow SDMX where it has the concept.

use crate::{Column, Kind, Stage, Table};

const fn column(name: &'static str, kind: Kind, description: &'static str) -> Column {
    Column { name, kind, nullable: false, stage: Stage::Extract, description }
}

const fn optional(column: Column) -> Column {
    Column { nullable: true, ..column }
}

/// A column that the catalogues fill.
const fn added(column: Column) -> Column {
    Column { nullable: true, stage: Stage::Normalize, ..column }
}

/// All published tables, in the order in which they are listed to people.
pub const TABLES: &[&Table] =
    &[&FIGURES, &CHANGES, &SERIES, &REVISIONS, &CHECKS, &NUMERALS, &DOCUMENTS, &DIAGNOSTICS];

/// One row for each value stated in a text.
pub const FIGURES: Table = Table {
    name: "figures",
    description: "One row for each value stated in a text.",
    key: &["figure_id"],
    order: &["doc_id", "byte_start"],
    columns: &[
        column(
            "figure_id",
            Kind::Text,
            "Name of the figure: document, then ten hex digits of a hash over its sentence, which occurrence of that sentence it is, and its place in it. An edit elsewhere leaves it as it is.",
        ),
        column(
            "doc_id",
            Kind::Text,
            "Document that states it: path below the raw folder, without extension.",
        ),
        column(
            "byte_start",
            Kind::Int64,
            "First byte of the surface in `documents.text` (UTF-8, from 0).",
        ),
        column("byte_end", Kind::Int64, "Byte after the surface in `documents.text`."),
        column(
            "char_start",
            Kind::Int64,
            "First code point of the surface in `documents.text`, from 0.",
        ),
        column("char_end", Kind::Int64, "Code point after the surface in `documents.text`."),
        column(
            "surface",
            Kind::Text,
            "The figure as the text states it: number, multiplier, unit or measure word, and the marks grown onto them.",
        ),
        optional(column(
            "obs_value",
            Kind::Float64,
            "The number stated, in `unit_measure`, its ten-thousands and hundred millions multiplied out and its verb's sign applied. Null for a range or an indefinite number.",
        )),
        column(
            "qualifier",
            Kind::Text,
            "What the wording makes of the number: exact, over, at_least, under, at_most, about or between.",
        ),
        optional(column(
            "value_low",
            Kind::Float64,
            "Lower end of what the wording allows, in `unit_measure`; null is open.",
        )),
        optional(column(
            "value_high",
            Kind::Float64,
            "Upper end of what the wording allows, in `unit_measure`; null is open.",
        )),
        optional(column(
            "low_closed",
            Kind::Bool,
            "Whether `value_low` itself is allowed; null where that end is open.",
        )),
        optional(column(
            "high_closed",
            Kind::Bool,
            "Whether `value_high` itself is allowed; null where that end is open.",
        )),
        optional(column(
            "resolution",
            Kind::Float64,
            "Half a unit of the last digit stated, in `unit_measure`; null for ranges and fractions.",
        )),
        column(
            "unit_measure",
            Kind::Text,
            "Canonical unit: ISO 4217 for money, UCUM where it has the unit, % for percent, pp for percentage points, 1 for counts, rank.",
        ),
        column(
            "unit_mult",
            Kind::Int16,
            "Power of ten that the text uses: 4 for 万, 8 for 亿, 12 for 万亿, else 0.",
        ),
        added(column("std_value", Kind::Float64, "`obs_value` in `std_unit`.")),
        added(column(
            "std_unit",
            Kind::Text,
            "Standard unit of the dimension; null where the unit belongs to none.",
        )),
        optional(column("classifier", Kind::Text, "Measure word of a count.")),
        optional(column(
            "per",
            Kind::Text,
            "Denominator, where one is stated: person, mu, a (year), 10k-person …",
        )),
        column(
            "role",
            Kind::Text,
            "What the value is: level, change (absolute), growth (relative, in %), multiple or rank.",
        ),
        optional(column(
            "change_id",
            Kind::Text,
            "Shared by the two ends of one from-to statement.",
        )),
        optional(column("change_end", Kind::Text, "Which end of the statement it is: from or to.")),
        optional(column(
            "alt_of",
            Kind::Text,
            "The figure that this one restates in another unit.",
        )),
        optional(column(
            "basis",
            Kind::Text,
            "What a change is compared with: yoy, pop, avg, since, peer or plan.",
        )),
        optional(column(
            "base_period",
            Kind::Text,
            "The period compared with, where it can be resolved (ISO 8601 or SDMX).",
        )),
        added(column(
            "indicator",
            Kind::Text,
            "Canonical id of what is measured, where the catalogue knows the words.",
        )),
        optional(column("indicator_text", Kind::Text, "The words that say what is measured.")),
        optional(column(
            "indicator_start",
            Kind::Int64,
            "First byte of these words in `documents.text`, where they are one run.",
        )),
        optional(column(
            "indicator_end",
            Kind::Int64,
            "Byte after these words in `documents.text`.",
        )),
        optional(column(
            "ref_area",
            Kind::Text,
            "Area observed: CN, ISO 3166-2 for provinces, GB/T 2260 below.",
        )),
        optional(column(
            "ref_area_text",
            Kind::Text,
            "The words that name the area, where the sentence does.",
        )),
        optional(column(
            "time_period",
            Kind::Text,
            "Period observed, in ISO 8601 or SDMX notation; a span as first/last.",
        )),
        optional(column("period_start", Kind::Date, "First day of the period.")),
        optional(column("period_end", Kind::Date, "Last day of the period.")),
        optional(column(
            "freq",
            Kind::Text,
            "SDMX frequency: A, S, Q, M or D; null for a span of several periods.",
        )),
        optional(column(
            "period_source",
            Kind::Text,
            "Where the period comes from: stated (the clause), carried (earlier in the paragraph), heading or document.",
        )),
        column(
            "obs_status",
            Kind::Text,
            "SDMX observation status: A actual, P provisional, F forecast, T target.",
        ),
        optional(column("section", Kind::Text, "Heading above the sentence.")),
        column(
            "sentence",
            Kind::Text,
            "The sentence, cut to about 300 characters around the figure.",
        ),
        column(
            "sentence_start",
            Kind::Int64,
            "First byte of the whole sentence in `documents.text`.",
        ),
        column("sentence_end", Kind::Int64, "Byte after the whole sentence in `documents.text`."),
        column("rule", Kind::Text, "Rule that read the figure."),
        optional(column(
            "correction",
            Kind::Text,
            "Where the ledger of known errors corrects the figure: whose error it is (source or extraction), and the reason.",
        )),
    ],
};

/// One row for each from-to statement and each step of a series between releases.
pub const CHANGES: Table = Table {
    name: "changes",
    description: "One row for each from-to statement and each step of a series between releases.",
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
        optional(column("from_period", Kind::Text, "Period of the earlier figure.")),
        optional(column("to_period", Kind::Text, "Period of the later figure.")),
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

/// What names an observation of a series: the series, then the period.
const OBSERVATION: &[&str] = &[
    "indicator",
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
/// Values are alike, and can be put side by side, where all of these are the same; nulls are the same,
/// too. Growth on the year before is compared with another period each year: such values make no
/// series of several periods.
pub const SERIES_KEY: &[&str] = OBSERVATION.split_last().unwrap().1;

/// One row for each period of a series: the value that was last published.
pub const SERIES: Table = Table {
    name: "series",
    description: "One row for each period of a series (indicator, area, role, unit, measure word, denominator, basis, period compared with, frequency): the exact value that the latest document states of it. Forecasts and targets are no part of a series.",
    key: OBSERVATION,
    order: OBSERVATION,
    columns: &[
        column("indicator", Kind::Text, "Canonical id of what is measured."),
        column("ref_area", Kind::Text, "Area observed."),
        column("role", Kind::Text, "What the value is: level, change, growth, multiple or rank."),
        column("unit_measure", Kind::Text, "Unit of the value."),
        optional(column("classifier", Kind::Text, "Measure word of a count.")),
        optional(column("per", Kind::Text, "Denominator, where one is stated.")),
        optional(column("basis", Kind::Text, "What a change is compared with.")),
        optional(column("base_period", Kind::Text, "The period compared with.")),
        optional(column("freq", Kind::Text, "SDMX frequency; null for a span of several periods.")),
        column("time_period", Kind::Text, "Period observed, in ISO 8601 or SDMX notation."),
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

/// One row for each value that a later release states or implies otherwise.
pub const REVISIONS: Table = Table {
    name: "revisions",
    description: "One row for each value that a later release states, or implies by a change, otherwise than an earlier one stated it, beyond what rounding explains.",
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
            "Value stated or implied later; for an implied one the middle of what rounding leaves.",
        )),
        column("vintage", Kind::Text, "Date of the later document."),
        optional(column("difference", Kind::Float64, "`value` minus `former_value`.")),
        column(
            "kind",
            Kind::Text,
            "stated, or implied by a level and its change or growth over that period.",
        ),
        column("announced", Kind::Bool, "Whether the later document speaks of a revision."),
        column("figure_ids", Kind::Text, "The figures involved, separated by spaces."),
    ],
};

/// One row for each numeral of a text, whatever it turned out to be.
pub const NUMERALS: Table = Table {
    name: "numerals",
    description: "One row for each numeral of a text, whatever it turned out to be.",
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
            "What it is: figure, period, label, enumerator, reference, idiom or unresolved.",
        ),
        optional(column("figure_id", Kind::Text, "The figure that it is, for class figure.")),
        optional(column("rule", Kind::Text, "Rule that classed it; null for unresolved.")),
    ],
};

/// One row for each raw file.
pub const DOCUMENTS: Table = Table {
    name: "documents",
    description: "One row for each raw file.",
    key: &["doc_id"],
    order: &["doc_id"],
    columns: &[
        column("doc_id", Kind::Text, "Path below the raw folder, without extension."),
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
            "Area that the document is about, from the sidecar.",
        )),
        optional(column("source", Kind::Text, "Where the text was taken from, from the sidecar.")),
        optional(column("licence", Kind::Text, "Licence of the text, from the sidecar.")),
        column("sha256", Kind::Text, "SHA-256 of the raw file, in hex."),
        optional(column("encoding", Kind::Text, "Encoding of the raw file.")),
        column("state", Kind::Text, "Whether the file was read: read, partial or unreadable."),
        column("figures", Kind::Int64, "Number of figures."),
        column("numerals", Kind::Int64, "Number of numerals of all classes."),
        column("unresolved", Kind::Int64, "Number of numerals that no rule explains."),
    ],
};

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
            "Kind of check: expected, change, parts, share, part, direction, twice, revision or plausible.",
        ),
        column("severity", Kind::Text, "How much a failure matters: error, warning or info."),
        column("status", Kind::Text, "pass, fail, missing, not_applicable or not_comparable."),
        optional(column("doc_id", Kind::Text, "Document that the row is about.")),
        optional(column("figure_ids", Kind::Text, "The figures involved, separated by spaces.")),
        optional(column("line", Kind::Int64, "Line of the figure in the raw file, from 1.")),
        optional(column(
            "column",
            Kind::Int64,
            "Column of the figure in the raw file, in characters from 1.",
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
    ],
};

/// One row for each problem found in a text.
pub const DIAGNOSTICS: Table = Table {
    name: "diagnostics",
    description: "One row for each problem found in a text.",
    key: &["doc_id", "byte_start", "byte_end", "code"],
    order: &["doc_id", "byte_start", "byte_end", "code"],
    columns: &[
        column("doc_id", Kind::Text, "Document that it is about."),
        column("code", Kind::Text, "Kind of problem."),
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
