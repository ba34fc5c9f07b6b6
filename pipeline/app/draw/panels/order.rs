//! The order of panels and their rows.

use figlift_config::{ChartSpec, Grouping, Sort};

use crate::draw::inputs::ChartInputs;
use crate::draw::labels::indicator;
use crate::draw::shown::{Pick, ShownFigure};

/// The order of a chart.
pub(super) struct Order<'m> {
    inputs: &'m ChartInputs<'m>,
    spec: &'m ChartSpec,
}

impl<'m> Order<'m> {
    pub(super) fn of(inputs: &'m ChartInputs<'m>, spec: &'m ChartSpec) -> Order<'m> {
        Order { inputs, spec }
    }

    /// Panels in the order of the selection, then levels before shares and ranks, else in order of
    /// the texts.
    pub(super) fn parts<P>(&self, parts: &mut [P], key: impl Fn(&P) -> (&str, usize)) {
        let select = &self.spec.select;
        let listed = match self.spec.group {
            Grouping::Area => &select.areas[..],
            Grouping::Indicator => &select.indicators,
            _ => &[],
        };
        parts.sort_by_key(|part| {
            let (group, class) = key(part);
            (listed.iter().position(|name| name == group), class)
        });
    }

    pub(super) fn picks(&self, picks: &mut [Pick<'_>]) {
        match self.spec.sort {
            Sort::Text => picks.sort_by_key(|pick| self.listed(pick.to)),
            Sort::Label => picks.sort_by_key(|pick| indicator(pick.to, self.inputs.pack).zh),
            Sort::Period => picks.sort_by_key(|pick| pick.to.period.map(|period| period.last())),
            Sort::Value => picks.sort_by(|a, b| worth(a.to).total_cmp(&worth(b.to))),
        }
    }

    /// The index of the indicator of a row in the selection.
    fn listed(&self, row: &ShownFigure) -> Option<usize> {
        let own = row.indicator.as_ref()?;
        self.spec.select.indicators.iter().position(|listed| listed == own)
    }
}

/// The sort key of a row; the lowest is on top: the highest value, or the best rank.
fn worth(row: &ShownFigure) -> f64 {
    let point = &row.point;
    let value = point.value.or(point.low).or(point.high).unwrap_or_default();
    if row.unit == "rank" { value } else { -value }
}
