//! The checks, and what is to be known of each.

use figlift_config::{Checks, ConfigError};
use figlift_model::Severity;

use crate::run::{CheckedText, Run};
use crate::{
    ComparedRelease, Finding, change, direction, expected, part, parts, plausible, revision, share,
    twice,
};

/// A check. To add one, write its function in a file of this crate, and its line in [`CHECKS`].
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// Its name, by which `checks.toml` and the table `checks` know it.
    pub name: &'static str,
    /// What holds where it passes, in one sentence.
    pub what: &'static str,
    /// How much a failure matters where `checks.toml` does not state it.
    pub severity: Severity,
    /// What it looks at.
    pub scope: Scope,
}

/// What a check looks at, and how it is made.
#[derive(Clone, Copy, Debug)]
pub enum Scope {
    /// One document at a time.
    Document(fn(&Run<'_>, CheckedText<'_>) -> Vec<Finding>),
    /// All documents of a run together, in order of their ids.
    Run(fn(&Run<'_>, &[CheckedText<'_>]) -> Vec<Finding>),
    /// The same, with what was revised between releases. These are published even where
    /// `checks.toml` switches the check off.
    Releases(fn(&Run<'_>, &[CheckedText<'_>]) -> Vec<ComparedRelease>),
}

/// All checks, in the order in which they are made.
pub const CHECKS: &[Check] = &[
    Check {
        name: expected::KIND,
        what: "What config/expected/ says must be found is found.",
        severity: Severity::Error,
        scope: Scope::Run(expected::check),
    },
    Check {
        name: change::KIND,
        what: "A level, its absolute change, its growth rate and the former level meet.",
        severity: Severity::Error,
        scope: Scope::Document(change::check),
    },
    Check {
        name: parts::KIND,
        what: "The parts of a whole make up the whole, and their shares a hundred.",
        severity: Severity::Error,
        scope: Scope::Document(parts::check),
    },
    Check {
        name: share::KIND,
        what: "A share is what its part is of its whole, where the text states all three.",
        severity: Severity::Error,
        scope: Scope::Document(share::check),
    },
    Check {
        name: part::KIND,
        what: "What 其中 names is no more than what it is a part of.",
        severity: Severity::Warning,
        scope: Scope::Document(part::check),
    },
    Check {
        name: direction::KIND,
        what: "A value that is said to fall from one number to another does fall.",
        severity: Severity::Error,
        scope: Scope::Run(direction::check),
    },
    Check {
        name: twice::KIND,
        what: "A text that states a fact twice states the same value.",
        severity: Severity::Warning,
        scope: Scope::Document(twice::check),
    },
    Check {
        name: revision::KIND,
        what: "A later release states and implies what an earlier one stated.",
        severity: Severity::Warning,
        scope: Scope::Releases(revision::check),
    },
    Check {
        name: plausible::KIND,
        what: "Shares lie between 0 and 100 %, ranks are whole, counts are not negative, series do not jump.",
        severity: Severity::Warning,
        scope: Scope::Run(plausible::check),
    },
];

/// Refuses a `checks.toml` that configures a check that is none of these.
///
/// # Errors
/// Where it does; the error names the place and the checks that there are.
pub fn refuse_unknown(configured: &Checks, checks: &[Check]) -> Result<(), ConfigError> {
    configured.refuse_others(&checks.iter().map(|check| check.name).collect::<Vec<_>>())
}
