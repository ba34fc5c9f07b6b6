//! A default chart: its words and mark, and which figures it shows.

use std::collections::BTreeSet;

use figlift_config::{ChartSpec, Pack};

use crate::RunError;

/// So many rows stand in a chart at most.
pub(super) const ROWS: usize = 18;
/// Areas are compared if there are so many at least.
pub(super) const FEWEST_AREAS: usize = 3;

/// A default chart, and which figures it shows.
#[derive(Debug)]
pub(crate) struct DefaultChart {
    pub(crate) spec: ChartSpec,
    /// The figures, the most important first.
    pub(crate) figures: Vec<String>,
    /// How many rows or series more there are.
    pub(crate) left_out: usize,
}

impl DefaultChart {
    /// The figures that it shows.
    pub(crate) fn figure_ids(&self) -> BTreeSet<&str> {
        self.figures.iter().map(String::as_str).collect()
    }

    /// Leaves out the last tenth of the figures; returns whether any are left then.
    pub(crate) fn drop_last(&mut self) -> bool {
        let fewer = (self.figures.len() / 10).max(2).next_multiple_of(2);
        let left = self.figures.len().saturating_sub(fewer);
        self.left_out += self.figures.len() - left;
        self.figures.truncate(left);
        left > 0
    }
}

/// The words and marks of default charts, each as a chart file of a project could state them.
const FILES: [(&str, &str); 7] = [
    ("areas", include_str!("charts/areas.toml")),
    ("targets", include_str!("charts/targets.toml")),
    ("targets-of-area", include_str!("charts/targets-of-area.toml")),
    ("time", include_str!("charts/time.toml")),
    ("shares", include_str!("charts/shares.toml")),
    ("changes", include_str!("charts/changes.toml")),
    ("bounds", include_str!("charts/bounds.toml")),
];

/// Reads the files of default charts.
pub(super) struct Specs<'p> {
    pub(super) pack: &'p Pack,
}

impl Specs<'_> {
    /// The chart of the file of a name, called by an id.
    pub(super) fn read(&self, id: &str, name: &str) -> Result<ChartSpec, RunError> {
        let text = FILES.iter().find(|(file, _)| *file == name).map_or("", |(_, text)| text);
        let spec = ChartSpec::read(name, text, self.pack)?;
        Ok(ChartSpec { id: id.to_owned(), ..spec })
    }
}
