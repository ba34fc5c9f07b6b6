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
mod unknown;

pub use codes::{
    Action, Basis, ChangeEnd, CheckStatus, CorrectionKind, NumeralClass, ObsStatus, PeriodSource,
    Qualifier, Role, Severity, Sign,
};
pub use unknown::Unknown;

use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error};
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

    /// The code of that name.
    ///
    /// # Errors
    /// Where no code of the set has it.
    fn read(name: &str) -> Result<Self, Unknown> {
        name.parse().map_err(|_| Unknown::of(Self::KIND, name, Self::names()))
    }
}

/// Reads a code by its name. The error says on its first line what is wrong, and on its second what to
/// write instead.
fn deserialize<'de, D: Deserializer<'de>, C: Code>(from: D) -> Result<C, D::Error> {
    let name = String::deserialize(from)?;
    C::read(&name).map_err(|unknown| D::Error::custom(unknown.in_lines()))
}
