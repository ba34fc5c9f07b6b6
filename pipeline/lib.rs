//! figlift lifts the figures out of official texts with their evidence, and checks that they agree.
//!
//! The stages are crates of their own, and each hands over one type; see `pipeline/README.md`.
//! This crate is what holds them together: files, threads and the command line.

mod charts;
pub mod cli;
mod corrections;
mod diff;
mod documents;
mod job;
mod marked;
mod report;
mod review;
mod score;

pub use figlift_review::Choice;
pub use job::{Job, Outcome, RunError};
