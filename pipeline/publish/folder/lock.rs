//! One run at a time for one output folder.

use std::fs::{self, File, OpenOptions};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::place::OutputFolder;
use crate::PublishError;

/// Held while a folder is replaced. The system releases it when the process ends in any way; the
/// empty file may then remain until the next run.
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Waits until no other run holds the lock. Does nothing on file systems without locks.
    pub(super) fn take(place: &OutputFolder) -> Result<Lock, PublishError> {
        let path = place.lock();
        loop {
            let opened = OpenOptions::new().write(true).create(true).truncate(false).open(&path);
            let file = opened.map_err(PublishError::io("create", &path))?;
            match file.lock() {
                Ok(()) => {}
                Err(e) if e.kind() == ErrorKind::Unsupported => {}
                Err(e) => return Err(PublishError::io("lock", &path)(e)),
            }
            // The previous run may have removed the file after it was opened here. Another run can
            // then lock a new file with that name, so this lock is useless.
            if names(&path, &file) {
                return Ok(Lock { path, _file: file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while still held, so that no other run can have locked it. A remaining file is
        // harmless.
        let _ = fs::remove_file(&self.path);
    }
}

/// Whether the path still refers to the open file.
#[cfg(unix)]
fn names(path: &Path, file: &File) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(named), Ok(open)) = (path.symlink_metadata(), file.metadata()) else { return false };
    (named.dev(), named.ino()) == (open.dev(), open.ino())
}

/// Other systems do not reuse the name of an open file.
#[cfg(not(unix))]
fn names(path: &Path, _file: &File) -> bool {
    path.exists()
}
