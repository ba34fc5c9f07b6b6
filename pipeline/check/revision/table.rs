//! Revisions, and their table.

use arrow::array::RecordBatch;
use arrow::error::ArrowError;
use figlift_schema::{Cell, REVISIONS, Rows};

use crate::Finding;

/// A value that a later release states or implies, and that differs from an earlier one.
#[derive(Clone, Debug)]
pub struct Revision {
    pub(super) finding: Finding,
    pub(super) indicator: String,
    pub(super) area: Option<String>,
    pub(super) period: String,
    pub(super) unit: String,
    pub(super) former_value: Option<f64>,
    pub(super) former_vintage: String,
    pub(super) value: Option<f64>,
    pub(super) vintage: String,
    pub(super) difference: Option<f64>,
    pub(super) is_implied: bool,
    pub(super) announced: bool,
}

/// A value that was compared with an earlier release; with the revision, if the two differ.
pub type ComparedRelease = (Finding, Option<Revision>);

/// The `revisions` table.
///
/// # Errors
/// If a row does not fit the published schema, which is a bug in figlift.
pub fn revisions(found: &[Revision]) -> Result<RecordBatch, ArrowError> {
    let mut rows = Rows::new(&REVISIONS);
    for revision in found {
        rows.push(|column| revision.cell(column));
    }
    rows.finish()
}

impl Revision {
    /// Id of its finding.
    pub(crate) fn id(&self) -> &str {
        &self.finding.check_id
    }

    fn cell(&self, column: &str) -> Cell {
        let ids = || self.finding.figures.iter().map(|figure| figure.figure_id.as_str());
        match column {
            "revision_id" => self.id().into(),
            "indicator" => self.indicator.as_str().into(),
            "ref_area" => self.area.clone().into(),
            "time_period" => self.period.as_str().into(),
            "unit_measure" => self.unit.as_str().into(),
            "former_value" => self.former_value.into(),
            "former_vintage" => self.former_vintage.as_str().into(),
            "value" => self.value.into(),
            "vintage" => self.vintage.as_str().into(),
            "difference" => self.difference.into(),
            "kind" => if self.is_implied { "implied" } else { "stated" }.into(),
            "announced" => Cell::Bool(Some(self.announced)),
            "figure_ids" => ids().collect::<Vec<_>>().join(" ").as_str().into(),
            _ => Cell::Text(None),
        }
    }
}
