//! Replaces an output folder: writes the new one next to it, then exchanges the two.
//!
//! While a run writes, these may exist next to the folder `output`:
//!
//! - `.output.figlift-lock`: held by the run that writes, so that two runs take turns;
//! - `.output.figlift-new-<pid>`: the new folder, and after the exchange the former one;
//! - `.output.figlift-journal`, `.output.figlift-old`: the two-step, see [`swap`].
//!
//! None of them remains after a run. The next run completes or removes those of a killed run.

mod fresh;
mod inspect;
mod lock;
mod place;
mod swap;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::Path;

use crate::{PublishError, Rendered};
use inspect::inspect;
pub(crate) use inspect::walk;
use lock::Lock;
use place::OutputFolder;

impl Rendered {
    /// Replaces a folder by this output in one step: readers of the folder see the former files or
    /// the new ones, never a mixture, and a killed run leaves the former ones (or the new ones,
    /// once they are complete on disk). A missing folder is created, with its parents; a link to a
    /// folder is kept, and its target is replaced. Two runs for one folder take turns.
    ///
    /// # Errors
    /// On error nothing was replaced:
    /// - [`PublishError::NotOurs`]: the folder is not empty, but has no manifest of figlift.
    /// - [`PublishError::Surplus`]: it contains files that its manifest does not list, hidden ones
    ///   included; only files of file managers are ignored.
    /// - [`PublishError::NotAFolder`]: the path is a file, a broken link or a root.
    /// - [`PublishError::Pinned`]: the folder is a mount point.
    /// - [`PublishError::Io`]: a file or folder could not be read or written.
    pub fn write(&self, folder: &Path) -> Result<(), PublishError> {
        let place = OutputFolder::of(folder)?;
        fs::create_dir_all(&place.parent).map_err(PublishError::io("create", &place.parent))?;
        let _lock = Lock::take(&place)?;
        swap::recover(&place)?;
        let state = inspect(&place.target)?;
        let new = fresh::build(&place, self)?;
        swap::put(&place, &new, state)
    }
}

/// Completes or removes the remains of a killed run next to a folder, and returns whether there
/// were any. [`Rendered::write`] does it too; call it at the start of a run that reads the folder
/// or may end before it writes.
///
/// # Errors
/// Those of [`Rendered::write`].
pub fn recover(folder: &Path) -> Result<bool, PublishError> {
    let place = OutputFolder::of(folder)?;
    if place.leftovers()?.is_empty() {
        return Ok(false);
    }
    let _lock = Lock::take(&place)?;
    // Another run may have held the lock, and removed its folders.
    let any = !place.leftovers()?.is_empty();
    swap::recover(&place)?;
    Ok(any)
}
