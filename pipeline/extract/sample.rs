//! Helpers of tests.

use std::sync::LazyLock;

use figlift_config::Config;

use crate::RuleSet;

/// The rules of the built-in pack, compiled once for all tests.
pub(crate) fn rules() -> &'static RuleSet {
    static RULES: LazyLock<RuleSet> =
        LazyLock::new(|| RuleSet::compile(&Config::built_in().unwrap().pack).unwrap());
    &RULES
}
