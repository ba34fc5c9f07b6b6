//! Reports of a run for CI.

mod csv;
mod error;
mod github;
mod input;
mod junit;
mod kind;
mod path;
mod plan;
mod summary;

pub use error::ReportError;
pub use input::{Location, ReportInput};
pub(crate) use kind::{AskedReport, help};
pub use kind::{Report, ReportText, ReportTo};
pub(crate) use path::Folders;
pub(crate) use plan::ReportPlan;

/// The reports of figlift.
pub const REPORTS: &[Report] = &[junit::REPORT, summary::REPORT, csv::REPORT, github::REPORT];
