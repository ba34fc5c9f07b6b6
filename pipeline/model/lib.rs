//! The codes of the figure model: what tables, configuration and code may say of a figure. Each code
//! has one name, and it is written here.
//!
//! ```
//! use figlift_model::{Code, Role};
//! assert_eq!(Role::Growth.as_str(), "growth");
//! assert_eq!(Role::named("growth"), Some(Role::Growth));
//! assert_eq!(Role::named("speed"), None);
//! assert_eq!(Role::names().collect::<Vec<_>>(), ["level", "change", "growth", "multiple", "rank"]);
//! ```

mod codes;

pub use codes::{
    Basis, ChangeEnd, CheckStatus, NumeralClass, ObsStatus, PeriodSource, Qualifier, Role, Severity,
};

use std::str::FromStr;

use strum::VariantArray;

/// A closed set of codes, for what reads or lists any of them by name. Each set also has `as_str` and
/// `named` of its own.
pub trait Code: VariantArray + Copy + FromStr + Into<&'static str> + 'static {
    /// What one of the set is called in messages: `role` for the set of roles.
    const KIND: &'static str;

    /// All names, in the order of the figure model.
    fn names() -> impl Iterator<Item = &'static str> {
        Self::VARIANTS.iter().map(|&code| code.into())
    }
}
