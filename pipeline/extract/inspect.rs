//! What rules do, shown or tested rule by rule.

mod cases;
pub(crate) mod explain;
pub(crate) mod usage;
