//! Replacing an output folder: the new one is written whole beside it, then the two change places.
//!
//! Beside the folder `output` a run may have, while it writes:
//!
//! - `.output.figlift-lock`: held by the run that writes, so that two runs take turns;
//! - `.output.figlift-new-<pid>`: the new folder, and after the exchange the former one;
//! - `.output.figlift-journal`, `.output.figlift-old`: the two-step, see [`swap`].
//!
//! None is left after a run. What a killed run leaves is completed or removed by the next.

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
    /// Replaces a folder by this output, in one step: whoever reads the folder finds the former
    /// files or the new ones, never a mixture, and a killed run leaves the former ones (or the new
    /// ones, once they were whole on disk). A missing folder is created, with its parents; a link
    /// to a folder stays, and the folder it leads to is replaced. Two runs for one folder take
    /// turns.
    ///
    /// # Errors
    /// Nothing was replaced where one of these is returned:
    /// - [`PublishError::NotOurs`]: the folder holds something, but no manifest of figlift.
    /// - [`PublishError::Surplus`]: it holds files that its manifest does not list (hidden ones
    ///   too; only what file managers drop everywhere is overlooked).
    /// - [`PublishError::NotAFolder`]: the path is a file, a link that leads nowhere or a root.
    /// - [`PublishError::Pinned`]: the folder is a mount point.
    /// - [`PublishError::Io`]: the system refused to read or write a file or folder.
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

/// Completes or cleans up what a killed run left beside a folder, and returns whether there was
/// anything. [`Rendered::write`] does it too; call it at the start of a run that reads the folder
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
    // The lock may have been waited for: another run's folders are gone by now.
    let any = !place.leftovers()?.is_empty();
    swap::recover(&place)?;
    Ok(any)
}
