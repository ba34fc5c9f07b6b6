//! Writes the new folder completely to disk before anything else is changed.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::place::OutputFolder;
use crate::{PublishError, Rendered};

/// Writes all files into a new folder next to the target, and returns its path. If that fails, as
/// on a full disk, the folder is removed again.
pub(super) fn build(place: &OutputFolder, rendered: &Rendered) -> Result<PathBuf, PublishError> {
    let new = place.fresh();
    match fill(&new, rendered) {
        Ok(()) => Ok(new),
        Err(e) => {
            // If this fails, the next run removes it.
            let _ = remove(&new);
            Err(e)
        }
    }
}

fn fill(new: &Path, rendered: &Rendered) -> Result<(), PublishError> {
    create_folder(new)?;
    let mut folders = BTreeSet::from([new.to_owned()]);
    for (path, content) in rendered.contents() {
        let file = new.join(path);
        for folder in file.ancestors().skip(1).take_while(|folder| *folder != new) {
            folders.insert(folder.to_owned());
        }
        let folder = file.parent().unwrap_or(new);
        fs::create_dir_all(folder).map_err(PublishError::io("create", folder))?;
        write_through(&file, |out| content.copy_to(out))
            .map_err(PublishError::io("write", &file))?;
    }
    for folder in &folders {
        sync_folder(folder).map_err(PublishError::io("write", folder))?;
    }
    Ok(())
}

fn create_folder(path: &Path) -> Result<(), PublishError> {
    fs::create_dir(path).map_err(PublishError::io("create", path))
}

/// Writes a new file and waits until it is on disk.
pub(super) fn write_through(
    path: &Path,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    write(&mut file)?;
    file.sync_all()
}

/// Waits until the names in a folder are on disk, if the system supports it.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(path)?.sync_all() {
        Err(e) if !matches!(e.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Err(e),
        _ => Ok(()),
    }
}

/// Removes a file or a folder with its content. A missing path is not an error.
pub(super) fn remove(path: &Path) -> Result<(), PublishError> {
    let removed = match path.symlink_metadata() {
        Ok(metadata) if metadata.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(e) => Err(e),
    };
    match removed {
        Err(e) if e.kind() != ErrorKind::NotFound => Err(PublishError::io("remove", path)(e)),
        _ => Ok(()),
    }
}
