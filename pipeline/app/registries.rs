//! What there is of each kind of thing that can be added to figlift.

use figlift_chart::{MARKS, Mark};
use figlift_check::{CHECKS, Check};
use figlift_publish::{FORMATS, Format};
use figlift_read::{INPUTS, Input};

use crate::report::{REPORTS, Report};

/// The lists that a run works with: figlift's own, or with entries of the caller beside them.
///
/// ```
/// use figlift::Registries;
/// use figlift_publish::{FORMATS, Format};
///
/// const NONE: Format = Format { name: "none", listed: || Ok(vec![]), files: |_| Ok(vec![]) };
/// let formats = Box::leak([FORMATS, &[NONE]].concat().into_boxed_slice());
/// let registries = Registries { formats, ..Registries::default() };
/// assert_eq!(registries.formats.len(), FORMATS.len() + 1);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Registries {
    /// What reads raw files.
    pub inputs: &'static [Input],
    /// Checks that are made.
    pub checks: &'static [Check],
    /// Marks that charts may have.
    pub marks: &'static [Mark],
    /// Formats that an output folder is written in.
    pub formats: &'static [Format],
    /// Reports that a run can write.
    pub reports: &'static [Report],
}

impl Default for Registries {
    /// Those of figlift.
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
