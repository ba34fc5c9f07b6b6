//! The registries of all kinds of extensions of figlift.

use figlift_chart::{MARKS, Mark};
use figlift_check::{CHECKS, Check};
use figlift_publish::{FORMATS, Format};
use figlift_read::{INPUTS, Input};

use crate::report::{REPORTS, Report};

/// The lists that a run uses: those of figlift, or with entries of the caller.
///
/// ```
/// use figlift::Registries;
/// use figlift_publish::{FORMATS, Format, no_table};
///
/// const NONE: Format =
///     Format { name: "none", listed: || Ok(vec![]), table: no_table, files: |_| Ok(vec![]) };
/// let formats = Box::leak([FORMATS, &[NONE]].concat().into_boxed_slice());
/// let registries = Registries { formats, ..Registries::default() };
/// assert_eq!(registries.formats.len(), FORMATS.len() + 1);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Registries {
    /// Inputs.
    pub inputs: &'static [Input],
    /// Checks.
    pub checks: &'static [Check],
    /// Marks of charts.
    pub marks: &'static [Mark],
    /// Output formats.
    pub formats: &'static [Format],
    /// Reports.
    pub reports: &'static [Report],
}

impl Default for Registries {
    /// The lists of figlift.
    fn default() -> Registries {
        Registries {
            inputs: INPUTS,
            checks: CHECKS,
            marks: MARKS,
            formats: FORMATS,
            reports: REPORTS,
        }
    }
}
