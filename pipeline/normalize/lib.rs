//! Turns extracted rows into comparable frames: adds indicators and standard units, and pairs
//! values into changes and series.
//!
//! This crate has no tests of its own: crates that link Polars are tested by the one integration
//! test target of the workspace.

pub mod bridge;
mod catalogue;
mod changes;
mod figures;
mod indicators;
mod reference;
mod series;

pub use catalogue::{Catalogue, Mention, with_action};
pub use changes::changes;
pub use figures::figures;
pub use indicators::indicators;
pub use reference::Reference;
pub use series::series;

/// A frame without the columns of its table: a bug in figlift.
#[derive(Debug, thiserror::Error)]
#[error("cannot build a table: {0}")]
pub enum FrameError {
    /// An error of Polars.
    Polars(#[from] polars::error::PolarsError),
    /// An error of Arrow.
    Arrow(#[from] arrow::error::ArrowError),
}
