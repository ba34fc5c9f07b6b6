//! Extracted rows to comparable frames: indicators and units of the catalogues are added, changes
//! and series are put side by side.
//!
//! This crate has no tests of its own: whatever links Polars is tested by the one integration-test
//! target of the workspace.

pub mod bridge;
mod catalogue;
mod changes;
mod figures;
mod indicators;
mod series;

pub use catalogue::{Catalogue, Mention};
pub use changes::changes;
pub use figures::figures;
pub use indicators::indicators;
pub use series::series;

/// A frame that does not have the columns that its table has: a fault of figlift, never of a text.
#[derive(Debug, thiserror::Error)]
#[error("a table cannot be made: {0}")]
pub enum FrameError {
    /// Polars refused.
    Polars(#[from] polars::error::PolarsError),
    /// Arrow refused.
    Arrow(#[from] arrow::error::ArrowError),
}
