//! Figures, as charts see them.

use figlift_chart::{Panel, Point};
use figlift_model::{ChangeEnd, Role};
use figlift_text::Period;

/// A figure, as far as charts look at it.
#[derive(Clone, Debug)]
pub(super) struct ShownFigure {
    pub(super) doc_id: String,
    pub(super) indicator: Option<String>,
    /// The words of the text for what is measured.
    pub(super) words: String,
    pub(super) area: Option<String>,
    pub(super) role: Role,
    pub(super) unit: String,
    pub(super) unit_mult: i16,
    pub(super) per: Option<String>,
    pub(super) classifier: Option<String>,
    pub(super) basis: Option<String>,
    pub(super) period: Option<Period>,
    /// Name of the change that it is an end of, and which end.
    pub(super) change: Option<(String, ChangeEnd)>,
    pub(super) point: Point,
}

impl ShownFigure {
    /// What two values have in common that differ by their period alone.
    pub(super) fn series(&self) -> [&str; 7] {
        let indicator = self.indicator.as_deref().unwrap_or(&self.words);
        [
            indicator,
            self.area.as_deref().unwrap_or_default(),
            self.role.as_str(),
            &self.unit,
            self.per.as_deref().unwrap_or_default(),
            self.classifier.as_deref().unwrap_or_default(),
            self.basis.as_deref().unwrap_or_default(),
        ]
    }

    /// Name of the change that it is an end of.
    pub(super) fn change_id(&self) -> Option<String> {
        self.change.as_ref().map(|(id, _)| id.clone())
    }

    /// Whether it is that end of a change.
    pub(super) fn is_end(&self, end: ChangeEnd) -> bool {
        self.change.as_ref().is_some_and(|(_, own)| *own == end)
    }
}

/// What one mark shows: a value, or both ends of a change.
#[derive(Clone, Copy)]
pub(super) struct Pick<'r> {
    pub(super) from: Option<&'r ShownFigure>,
    pub(super) to: &'r ShownFigure,
}

/// The panels of a chart, with the figures that they show, how many values or changes these are, and
/// how many more (of lines: how many lines) were left out for want of room.
pub(super) struct ChartContent<'r> {
    pub(super) panels: Vec<Panel>,
    pub(super) shown: Vec<&'r ShownFigure>,
    pub(super) count: usize,
    pub(super) hidden: usize,
}
