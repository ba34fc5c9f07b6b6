use thiserror::Error;

/// Why a chart can not be drawn.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ChartError {
    /// There is nothing to draw: no panel, or one without any value.
    #[error("chart `{chart}`: nothing to draw{}", named(.part))]
    Empty {
        /// The chart's id.
        chart: String,
        /// The panel that has no values; empty where the chart has none at all.
        part: String,
    },
    /// A value or position is NaN, infinite or beyond 10^100.
    #[error("figure `{figure_id}`: {what} {value} can not be placed on an axis")]
    NotFinite {
        /// The figure's id.
        figure_id: String,
        /// Which of its numbers it is.
        what: &'static str,
        /// The number.
        value: String,
    },
    /// A figure has neither value nor limit.
    #[error("figure `{figure_id}`: neither a value nor a limit to draw")]
    NoValue {
        /// The figure's id.
        figure_id: String,
    },
    /// A figure's lower limit exceeds the upper one, or its value lies outside of them.
    #[error("figure `{figure_id}`: value and limits contradict each other ({stated})")]
    Contradiction {
        /// The figure's id.
        figure_id: String,
        /// Value and limits.
        stated: String,
    },
    /// There are more marks than a reader, or a viewer, could take in.
    #[error("chart `{chart}`: {marks} marks, at most {most} can be drawn")]
    TooMany {
        /// The chart's id.
        chart: String,
        /// How many there are.
        marks: usize,
        /// How many there may be.
        most: usize,
    },
    /// Plotters refused to draw. Our backend never fails, so this is a fault of this crate.
    #[error("drawing failed: {0}")]
    Drawing(String),
}

fn named(part: &str) -> String {
    if part.is_empty() { String::new() } else { format!(" in `{part}`") }
}
