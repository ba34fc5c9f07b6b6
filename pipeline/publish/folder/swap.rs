//! Exchanges the former folder and the new one.
//!
//! If the system can exchange two names, this is one step. Otherwise there are two, with a journal:
//! the new folder is on disk; its name is written to the journal; the former folder is set aside;
//! the new one takes its name; the journal is removed. If the journal exists, the new folder is
//! complete, so the next run can continue after any interruption.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::fresh::{remove, sync_folder, write_through};
use super::inspect::{FolderState, inspect, walk};
use super::place::OutputFolder;
use crate::PublishError;
use crate::manifest::MANIFEST;

/// Replaces the target by the new folder, and removes the former one. On an error the new folder is
/// removed, unless the next run has to continue with it by the journal.
pub(super) fn put(
    place: &OutputFolder,
    new: &Path,
    state: FolderState,
) -> Result<(), PublishError> {
    let done = match state {
        FolderState::Absent => rename(new, &place.target),
        FolderState::Replaceable => match exchange(new, &place.target) {
            Ok(true) => Ok(()),
            Ok(false) => two_step(place, new),
            Err(e) => Err(immovable(place, e)),
        },
    };
    if done.is_err() && place.journal().exists() {
        return done;
    }
    let done = done.and_then(|()| sync(place));
    // After an exchange this contains the former files. The output is already published, so an
    // error is left to the next run.
    let _ = remove(new);
    done
}

/// Exchanges two folders in one step. `false` if the system or the file system cannot.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(new: &Path, target: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    // Overlay file systems return XDEV for a folder of a lower layer.
    let unable = [Errno::NOSYS, Errno::INVAL, Errno::NOTSUP, Errno::OPNOTSUPP, Errno::XDEV];
    match renameat_with(CWD, new, CWD, target, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(e) if unable.contains(&e) => Ok(false),
        Err(e) => Err(e.into()),
    }
}

/// Exchanges two folders in one step. `false` if the system or the file system cannot.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_new: &Path, _target: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Replaces the target without an exchange.
pub(super) fn two_step(place: &OutputFolder, new: &Path) -> Result<(), PublishError> {
    note(place, new)?;
    set_aside(place)?;
    take_place(place, new)?;
    // As in `put`: already published, so an error is left to the next run.
    let _ = remove(&place.old());
    Ok(())
}

/// Writes the journal.
pub(super) fn note(place: &OutputFolder, new: &Path) -> Result<(), PublishError> {
    let journal = place.journal();
    // A final newline shows that it is complete.
    let name = new.file_name().unwrap_or_default().as_encoded_bytes();
    let text = [name, b"\n"].concat();
    write_through(&journal, |out| out.write_all(&text))
        .map_err(PublishError::io("write", &journal))?;
    sync(place)
}

/// Sets the former folder aside.
pub(super) fn set_aside(place: &OutputFolder) -> Result<(), PublishError> {
    match fs::rename(&place.target, place.old()) {
        Ok(()) => sync(place),
        Err(e) if e.kind() == ErrorKind::CrossesDevices => discard(&place.target),
        Err(e) => {
            // Nothing has happened yet, so there is nothing to complete.
            remove(&place.journal())?;
            Err(immovable(place, e))
        }
    }
}

/// Removes a folder that cannot be renamed, its manifest last, so that until then it is recognised
/// as written by figlift.
pub(super) fn discard(folder: &Path) -> Result<(), PublishError> {
    for file in walk(folder)?.iter().filter(|file| *file != MANIFEST) {
        remove(&folder.join(file))?;
    }
    remove(folder)
}

fn take_place(place: &OutputFolder, new: &Path) -> Result<(), PublishError> {
    rename(new, &place.target)?;
    sync(place)?;
    remove(&place.journal())
}

/// Completes the two-step of a killed run, then removes other remains.
pub(super) fn recover(place: &OutputFolder) -> Result<(), PublishError> {
    if let Some(new) = noted(place)? {
        if inspect(&place.target)? == FolderState::Replaceable {
            // The target exists again, or was not yet set aside. A former one that was set aside
            // was written
            // by figlift.
            remove(&place.old())?;
            set_aside(place)?;
        }
        take_place(place, &new)?;
    }
    if place.old().exists() && !place.target.exists() {
        rename(&place.old(), &place.target)?;
    }
    remove(&place.journal())?;
    remove(&place.old())?;
    place.all_fresh()?.iter().try_for_each(|folder| remove(folder))
}

/// The new folder that the journal names, if it exists. An incomplete journal names none: nothing
/// had been changed then.
fn noted(place: &OutputFolder) -> Result<Option<PathBuf>, PublishError> {
    let journal = place.journal();
    let bytes = match fs::read(&journal) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(PublishError::io("read", &journal)(e)),
    };
    let Some(line) = bytes.strip_suffix(b"\n") else { return Ok(None) };
    let named = |path: &PathBuf| {
        path.is_dir() && path.file_name().is_some_and(|name| name.as_encoded_bytes() == line)
    };
    Ok(place.all_fresh()?.into_iter().find(named))
}

fn rename(from: &Path, to: &Path) -> Result<(), PublishError> {
    fs::rename(from, to).map_err(PublishError::io("write", to))
}

fn sync(place: &OutputFolder) -> Result<(), PublishError> {
    sync_folder(&place.parent).map_err(PublishError::io("write", &place.parent))
}

fn immovable(place: &OutputFolder, source: io::Error) -> PublishError {
    let folder = place.target.clone();
    match source.kind() {
        ErrorKind::ResourceBusy => PublishError::Pinned { folder, source },
        _ => PublishError::Io { action: "replace", path: folder, source },
    }
}
