//! Entries as files in a folder.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use tempfile::NamedTempFile;

use crate::key::hash;

/// The time of a use is only noted if the last one was longer ago.
const NOTED: Duration = Duration::from_secs(24 * 60 * 60);

/// What even a small file takes on disk.
const BLOCK: u64 = 4096;

/// A folder of entries.
#[derive(Debug)]
pub(crate) struct EntryStore {
    folder: PathBuf,
    /// Whether an entry was written.
    grew: AtomicBool,
}

/// What is stored at a path.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum StoredEntry {
    Content(Vec<u8>),
    /// Something else than the entry that belongs there.
    Damaged,
    Nothing,
}

impl EntryStore {
    pub(crate) fn new(folder: PathBuf) -> EntryStore {
        EntryStore { folder, grew: AtomicBool::new(false) }
    }

    /// The content of an entry. A file begins with the hash of key and content.
    pub(crate) fn load(&self, path: &str, key: &[u8; 32]) -> StoredEntry {
        let Ok(mut file) = File::open(self.folder.join(path)) else { return StoredEntry::Nothing };
        let mut bytes = Vec::new();
        let read = file.read_to_end(&mut bytes);
        match bytes.split_first_chunk::<32>() {
            Some((head, content)) if read.is_ok() && *head == hash(&[key, content]) => {
                note_use(&file);
                bytes.drain(..32);
                StoredEntry::Content(bytes)
            }
            _ => StoredEntry::Damaged,
        }
    }

    /// Writes an entry, whole or not at all.
    ///
    /// # Errors
    /// If it cannot be written; the error names the folder.
    pub(crate) fn save(&self, path: &str, key: &[u8; 32], content: &[u8]) -> io::Result<()> {
        self.grew.store(true, Ordering::Relaxed);
        let path = self.folder.join(path);
        let folder = path.parent().unwrap_or(&self.folder);
        let file = || match NamedTempFile::new_in(folder) {
            // It is the first entry there, or another run has just removed all.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(folder)?;
                NamedTempFile::new_in(folder)
            }
            made => made,
        };
        let write = || {
            let mut file = file()?;
            file.write_all(&[&hash(&[key, content])[..], content].concat())?;
            file.persist(&path).map_err(|error| error.error)?;
            Ok(())
        };
        let named = |error: io::Error| {
            io::Error::new(error.kind(), format!("{}: {error}", self.folder.display()))
        };
        write().map_err(named)
    }

    /// The names of the entries in a folder, sorted.
    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        let files = files(&self.folder.join(folder));
        let name = |path: PathBuf| Some(path.file_name()?.to_str()?.to_owned());
        let mut names: Vec<String> = files.into_iter().filter_map(name).collect();
        names.sort();
        names
    }

    /// Removes the entries that were not used for longest, so that no more than these bytes are taken.
    /// Only a run that wrote one looks.
    pub(crate) fn trim(&self, most: u64) {
        if !self.grew.load(Ordering::Relaxed) {
            return;
        }
        let mut entries = Vec::new();
        let mut taken = 0;
        for path in files(&self.folder).iter().flat_map(|folder| files(folder)) {
            // What another run has just removed takes nothing.
            let Ok(about) = fs::metadata(&path) else { continue };
            let bytes = about.len().next_multiple_of(BLOCK);
            taken += bytes;
            entries.push((about.modified().unwrap_or(SystemTime::UNIX_EPOCH), path, bytes));
        }
        if taken <= most {
            return;
        }
        entries.sort();
        for (_, path, bytes) in entries {
            if taken <= most {
                break;
            }
            let _ = fs::remove_file(path);
            taken -= bytes;
        }
    }
}

/// What is in a folder; nothing if it cannot be read.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.filter_map(|entry| Some(entry.ok()?.path())).collect()
}

/// Notes that an entry was used now: the oldest are removed first.
fn note_use(file: &File) {
    let now = SystemTime::now();
    let used = file.metadata().and_then(|about| about.modified());
    let is_old = |used: SystemTime| now.duration_since(used).is_ok_and(|age| age > NOTED);
    if used.is_ok_and(is_old) {
        // The folder may be one that can only be read.
        let _ = file.set_modified(now);
    }
}
