//! The declaration of a check.

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

/// The scope of a check, and its function.
#[derive(Clone, Copy, Debug)]
pub enum Scope {
    /// One document at a time.
    Document(fn(&Run<'_>, CheckedText<'_>) -> Vec<Finding>),
    /// All documents of a run together, in order of their ids.
    Run(fn(&Run<'_>, &[CheckedText<'_>]) -> Vec<Finding>),
    /// The same, with the revisions between releases, which are published even if `checks.toml`
    /// switches the check off.
    Releases(fn(&Run<'_>, &[CheckedText<'_>]) -> Vec<ComparedRelease>),
}
