//! Inspects the target of an output, and decides whether it may be replaced.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::PublishError;
use crate::manifest::{MANIFEST, listed};

/// Files that file managers write into any folder, and that may be lost.
const LITTER: &[&str] = &[".DS_Store", "Thumbs.db", "desktop.ini"];

/// The number of surplus files that a message names.
const NAMED: usize = 5;

/// The state of a target that may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FolderState {
    /// Nothing.
    Absent,
    /// An empty folder, or one with only files of figlift.
    Replaceable,
}

/// Inspects the folder; an error if it must not be replaced.
pub(super) fn inspect(folder: &Path) -> Result<FolderState, PublishError> {
    match folder.symlink_metadata() {
        Ok(_) => {}
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(FolderState::Absent),
        Err(e) => return Err(PublishError::io("read", folder)(e)),
    }
    if is_empty(folder)? {
        return Ok(FolderState::Replaceable);
    }
    let not_ours = |cause| PublishError::NotOurs { folder: folder.to_owned(), cause };
    let manifest = folder.join(MANIFEST);
    let bytes = match fs::read(&manifest) {
        Ok(bytes) => bytes,
        Err(e) if e.kind() == ErrorKind::NotFound => {
            return Err(not_ours(format!("it has no {MANIFEST}")));
        }
        Err(e) => return Err(PublishError::io("read", &manifest)(e)),
    };
    let ours = listed(&bytes).map_err(not_ours)?;
    let surplus: Vec<String> =
        walk(folder)?.into_iter().filter(|file| !ours.contains(file)).collect();
    if surplus.is_empty() {
        return Ok(FolderState::Replaceable);
    }
    let files = surplus.iter().take(NAMED).cloned().collect();
    Err(PublishError::Surplus { folder: folder.to_owned(), files, count: surplus.len() })
}

fn is_empty(folder: &Path) -> Result<bool, PublishError> {
    for entry in fs::read_dir(folder).map_err(PublishError::io("read", folder))? {
        let entry = entry.map_err(PublishError::io("read", folder))?;
        if !is_litter(&entry.file_name().to_string_lossy()) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn is_litter(name: &str) -> bool {
    LITTER.contains(&name)
}

/// All files in a folder by their paths (with `/` between parts), sorted. Everything except folders
/// counts as a file; links are not followed.
pub(crate) fn walk(folder: &Path) -> Result<Vec<String>, PublishError> {
    let mut files = Vec::new();
    let mut todo = vec![(folder.to_owned(), String::new())];
    while let Some((path, prefix)) = todo.pop() {
        for entry in fs::read_dir(&path).map_err(PublishError::io("read", &path))? {
            let entry = entry.map_err(PublishError::io("read", &path))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let kind = entry.file_type().map_err(PublishError::io("read", &entry.path()))?;
            if kind.is_dir() {
                todo.push((entry.path(), format!("{prefix}{name}/")));
            } else if !is_litter(&name) {
                files.push(format!("{prefix}{name}"));
            }
        }
    }
    files.sort();
    Ok(files)
}
