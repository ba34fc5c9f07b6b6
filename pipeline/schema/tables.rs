//! Column by column. Meanings follow the figure model; names follow SDMX where it has the concept.

mod changes;
mod checks;
mod column;
mod diagnostics;
mod documents;
mod figures;
mod numerals;
mod revisions;
mod series;

use crate::Table;

pub use changes::CHANGES;
pub use checks::CHECKS;
pub use diagnostics::DIAGNOSTICS;
pub use documents::DOCUMENTS;
pub use figures::FIGURES;
pub use numerals::NUMERALS;
pub use revisions::REVISIONS;
pub use series::{SERIES, SERIES_KEY};

/// All published tables, in the order in which they are listed to people.
pub const TABLES: &[&Table] =
    &[&FIGURES, &CHANGES, &SERIES, &REVISIONS, &CHECKS, &NUMERALS, &DOCUMENTS, &DIAGNOSTICS];
