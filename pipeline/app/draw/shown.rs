//! Figures, as charts see them.

use figlift_chart::{Panel, Point};
use figlift_model::{ChangeEnd, ObsStatus, Role};
use figlift_text::{Freq, Period};

use super::wording::WordsPlace;

/// A figure, as charts see it.
#[derive(Clone, Debug)]
pub(super) struct ShownFigure {
    pub(super) doc_id: String,
    pub(super) indicator: Option<String>,
    /// The indicator words.
    pub(super) words: String,
    pub(super) area: Option<String>,
    pub(super) role: Role,
    pub(super) unit: String,
    pub(super) unit_mult: i16,
    pub(super) per: Option<String>,
    pub(super) classifier: Option<String>,
    pub(super) basis: Option<String>,
    pub(super) action: Option<String>,
    pub(super) is_cumulative: bool,
    pub(super) status: ObsStatus,
    pub(super) period: Option<Period>,
    /// Id of its change, and the end.
    pub(super) change: Option<(String, ChangeEnd)>,
    pub(super) point: Point,
    /// Where its words are.
    pub(super) place: WordsPlace,
}

impl ShownFigure {
    /// The key of values that differ only in their period. A growth of a year without a word for its base is
    /// that on the year before.
    pub(super) fn series(&self) -> [&str; 9] {
        let is_yearly = self.period.and_then(Period::freq) == Some(Freq::Annual);
        let basis = self.basis.as_deref().filter(|basis| !(is_yearly && *basis == "yoy"));
        let indicator = self.indicator.as_deref().unwrap_or(&self.words);
        [
            indicator,
            self.area.as_deref().unwrap_or_default(),
            self.role.as_str(),
            &self.unit,
            self.per.as_deref().unwrap_or_default(),
            self.classifier.as_deref().unwrap_or_default(),
            basis.unwrap_or_default(),
            self.action.as_deref().unwrap_or_default(),
            if self.is_cumulative { "cumulative" } else { "" },
        ]
    }

    /// Id of its change.
    pub(super) fn change_id(&self) -> Option<String> {
        self.change.as_ref().map(|(id, _)| id.clone())
    }

    /// Whether it is that end of a change.
    pub(super) fn is_end(&self, end: ChangeEnd) -> bool {
        self.change.as_ref().is_some_and(|(_, own)| *own == end)
    }
}

/// The content of one mark: a value, or both ends of a change.
#[derive(Clone, Copy)]
pub(super) struct Pick<'r> {
    pub(super) from: Option<&'r ShownFigure>,
    pub(super) to: &'r ShownFigure,
}

/// The panels of a chart, with their figures, the number of values or changes, and the number of
/// those (or of lines) that were left out.
pub(super) struct ChartContent<'r> {
    pub(super) panels: Vec<Panel>,
    pub(super) shown: Vec<&'r ShownFigure>,
    pub(super) count: usize,
    pub(super) hidden: usize,
}
