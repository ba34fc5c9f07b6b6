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
    Action, Basis, ChangeEnd, CheckStatus, CorrectionKind, DiagnosticCode, FlowStock, NumeralClass,
    ObsStatus, PeriodSource, Qualifier, Role, Severity, Sign,
};
pub use unknown::Unknown;

use std::str::FromStr;

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};
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

/// Writes a code by its name, or by its number in formats that no one reads, which only the same build of
/// the program can read again.
fn serialize<S: Serializer, C: Code + PartialEq>(code: C, to: S) -> Result<S::Ok, S::Error> {
    if to.is_human_readable() {
        return to.serialize_str(code.into());
    }
    let number = C::VARIANTS.iter().position(|one| *one == code);
    number.unwrap_or_default().serialize(to)
}

/// Reads what [`serialize`] writes. The error for a name says on its first line what is wrong, and on its
/// second what to write instead.
fn deserialize<'de, D: Deserializer<'de>, C: Code>(from: D) -> Result<C, D::Error> {
    if from.is_human_readable() {
        let name = String::deserialize(from)?;
        return C::read(&name).map_err(|unknown| D::Error::custom(unknown.in_lines()));
    }
    let number = usize::deserialize(from)?;
    let code = C::VARIANTS.get(number).copied();
    code.ok_or_else(|| D::Error::custom(format!("no {} has the number {number}", C::KIND)))
}
