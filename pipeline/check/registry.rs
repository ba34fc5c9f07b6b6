//! The list of checks.

use figlift_config::{Checks, ConfigError};

use crate::kind::Check;
use crate::{
    change, direction, expected, listed, net, part, parts, periods, plausible, range, ratio,
    revision, share, twice,
};

/// All checks, in the order in which they run.
pub const CHECKS: &[Check] = &[
    expected::CHECK,
    change::CHECK,
    parts::CHECK,
    range::CHECK,
    listed::CHECK,
    periods::CHECK,
    ratio::CHECK,
    net::CHECK,
    share::CHECK,
    part::CHECK,
    direction::CHECK,
    twice::CHECK,
    revision::CHECK,
    plausible::CHECK,
];

/// Refuses a `checks.toml` that configures an unknown check.
///
/// # Errors
/// If `checks.toml` names an unknown check; the error states its place and the names of all checks.
pub fn refuse_unknown(configured: &Checks, checks: &[Check]) -> Result<(), ConfigError> {
    configured.refuse_others(&checks.iter().map(|check| check.name).collect::<Vec<_>>())
}
