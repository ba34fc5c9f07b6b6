//! Explains and tests rules.

mod cases;
pub(crate) mod explain;
pub(crate) mod meaning;
pub(crate) mod usage;
