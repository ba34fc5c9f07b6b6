use super::column::{PLACE, added, column, optional};
use crate::{Kind, Table};

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
        column("place", Kind::Text, PLACE),
        column(
            "surface",
            Kind::Text,
            "The figure as the text states it: number, multiplier, unit or measure word, and bounding words attached to them.",
        ),
        optional(column(
            "obs_value",
            Kind::Float64,
            "The number stated, in `unit_measure`, its ten-thousands and hundred millions multiplied out and its verb's sign applied. Null for a range or an indefinite number.",
        )),
        column(
            "qualifier",
            Kind::Text,
            "How the wording bounds the number: exact, over, at_least, under, at_most, about or between.",
        ),
        optional(column(
            "value_low",
            Kind::Float64,
            "Lower bound of the values that the wording allows, in `unit_measure`; null is open.",
        )),
        optional(column(
            "value_high",
            Kind::Float64,
            "Upper bound of the values that the wording allows, in `unit_measure`; null is open.",
        )),
        optional(column(
            "low_closed",
            Kind::Bool,
            "Whether `value_low` itself is allowed; null where that bound is open.",
        )),
        optional(column(
            "high_closed",
            Kind::Bool,
            "Whether `value_high` itself is allowed; null where that bound is open.",
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
            "repeat_of",
            Kind::Text,
            "The figure that this one repeats, where a text tells a paragraph twice. Series, changes, checks and charts count such a figure once, as the first one.",
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
            "action_text",
            Kind::Text,
            "The verb that says what was done to what is counted or paid (新增); null where there is none.",
        )),
        optional(column(
            "action",
            Kind::Text,
            "The class of that verb: new, built, renewed, removed, paid, gained, held, issued, served, handled, chosen, fostered, completed, operated, agreed, driven, traded or moved.",
        )),
        column(
            "is_cumulative",
            Kind::Bool,
            "Whether the value is added up from a start (累计), and not of the period alone.",
        ),
        optional(column(
            "ref_area",
            Kind::Text,
            "Area observed: CN, ISO 3166-2 for provinces, GB/T 2260 below; as its sentence names it, else that of the document.",
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
        added(column(
            "flow_stock",
            Kind::Text,
            "How the value belongs to its time: stock (there at one time), flow (added up over the time that it is stated for) or flow-of-period (stated for one length of time, such as output of a year); null where unknown.",
        )),
        added(column(
            "ref_period",
            Kind::Text,
            "The period that the value is of. It is `time_period`, but for a stock or flow-of-period that is stated of several years and has come to the value in the end (突破, 达到): then it is the last year, or for the former value of a change the year before the first. Null where a value of several years may be of either.",
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
