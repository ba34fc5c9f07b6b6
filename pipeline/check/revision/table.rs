//! Revisions, and their table.

use arrow::array::RecordBatch;
use arrow::error::ArrowError;
use figlift_schema::{Cell, Fill, REVISIONS, Rows};

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
    let mut rows = Rows::new(&REVISIONS, &fills())?;
    for revision in found {
        rows.push(&RevisionRow { revision, ids: revision.finding.ids() });
    }
    rows.finish()
}

/// A row of `revisions`.
struct RevisionRow<'a> {
    revision: &'a Revision,
    /// Ids of its figures.
    ids: String,
}

fn fills<'a>() -> [Fill<RevisionRow<'a>>; 13] {
    [
        ("revision_id", |row| row.revision.id().into()),
        ("indicator", |row| row.revision.indicator.as_str().into()),
        ("ref_area", |row| row.revision.area.as_deref().into()),
        ("time_period", |row| row.revision.period.as_str().into()),
        ("unit_measure", |row| row.revision.unit.as_str().into()),
        ("former_value", |row| row.revision.former_value.into()),
        ("former_vintage", |row| row.revision.former_vintage.as_str().into()),
        ("value", |row| row.revision.value.into()),
        ("vintage", |row| row.revision.vintage.as_str().into()),
        ("difference", |row| row.revision.difference.into()),
        ("kind", |row| if row.revision.is_implied { "implied" } else { "stated" }.into()),
        ("announced", |row| Cell::Bool(Some(row.revision.announced))),
        ("figure_ids", |row| row.ids.as_str().into()),
    ]
}

impl Revision {
    /// Id of its finding.
    pub(crate) fn id(&self) -> &str {
        &self.finding.check_id
    }
}
