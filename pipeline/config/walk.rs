//! The one walk through folders, shared with the build script.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// Paths of all files in a folder, at any depth and in no order. Hidden files and folders (their
/// names begin with a dot) and links to folders are skipped.
///
/// # Errors
/// If a folder cannot be read: that folder, and why.
pub(crate) fn files_below(folder: &Path) -> Result<Vec<PathBuf>, (PathBuf, io::Error)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let fail = |error| (folder.clone(), error);
        for entry in fs::read_dir(&folder).map_err(fail)? {
            let entry = entry.map_err(fail)?;
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            let path = entry.path();
            if path.is_dir() {
                // A link to a folder may form a loop.
                if !entry.file_type().map_err(fail)?.is_symlink() {
                    folders.push(path);
                }
            } else if path.is_file() {
                files.push(path);
            }
        }
    }
    Ok(files)
}
