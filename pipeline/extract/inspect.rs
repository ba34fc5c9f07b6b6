//! Explains and tests rules.

mod cases;
pub(crate) mod explain;
pub(crate) mod usage;
