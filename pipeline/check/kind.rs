//! The declaration of a check.

use figlift_config::Config;
use figlift_model::Severity;

use crate::Finding;
use crate::revision::table::ComparedRelease;
use crate::run::{CheckedText, Run};

/// A check: its name, severity, scope and function. [`CHECKS`](crate::CHECKS) lists those of figlift.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// Its name in `checks.toml` and in the table `checks`.
    pub name: &'static str,
    /// The statement that it checks, one sentence.
    pub what: &'static str,
    /// Severity of a failure, unless `checks.toml` states one.
    pub severity: Severity,
    /// Its scope, with its function.
    pub scope: Scope,
}

/// A check of one document at a time.
pub type DocumentCheck = fn(&Run<'_>, CheckedText<'_>) -> Vec<Finding>;

/// The scope of a check, and its function.
#[derive(Clone, Copy, Debug)]
pub enum Scope {
    /// One document at a time.
    Document(DocumentCheck),
    /// All documents of a run together. The function makes what looks at them.
    Run(fn() -> Box<dyn AcrossDocuments>),
}

/// A check of all documents of a run together. It sees them one after the other, in order of their ids,
/// and keeps of each only what it compares with others, since a run may be larger than the memory.
pub trait AcrossDocuments: Send {
    /// Looks at a document.
    fn observe(&mut self, run: &Run<'_>, text: CheckedText<'_>);

    /// Compares all that was seen. Revisions are published even if `checks.toml` switches the check off.
    fn compare(self: Box<Self>, terms: Terms<'_>) -> Vec<ComparedRelease>;
}

/// What a comparison of all documents depends on, besides the documents.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'c> {
    /// Expectations, and the configuration of checks.
    pub config: &'c Config,
    /// Whether an expectation fails if none of its documents is in the run.
    pub require_all: bool,
}
