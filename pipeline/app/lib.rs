//! figlift lifts the figures out of official texts with their evidence, and checks that they agree.
//!
//! The stages are crates of their own, and each has one output type; see `pipeline/README.md`. This
//! crate combines them: files, threads and the command line.

pub mod cli;

mod diff;
mod documents;
mod draw;
mod error;
mod former;
mod gather;
mod job;
mod kept;
mod ledger;
mod limit;
mod memory;
mod outcome;
mod pages;
mod passed;
mod problem;
mod progress;
mod reading;
mod registries;
mod report;
mod rows;
mod score;
mod texts;

pub use error::RunError;
pub use figlift_review::Choice;
pub use job::{CacheUse, FEATURES, Job};
pub use limit::Limit;
pub use outcome::{FinishedRun, Outcome};
pub use problem::{Problem, Subject};
pub use progress::Progress;
pub use registries::Registries;
pub use report::{Location, REPORTS, Report, ReportError, ReportInput, ReportText, ReportTo};
pub use texts::Texts;
