//! The path of an output folder, and the names next to it that figlift uses.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::PublishError;

/// An output folder, links resolved.
pub(super) struct OutputFolder {
    pub(super) parent: PathBuf,
    pub(super) target: PathBuf,
    name: OsString,
}

impl OutputFolder {
    pub(super) fn of(folder: &Path) -> Result<OutputFolder, PublishError> {
        if folder.as_os_str().is_empty() {
            let cause = "its path is empty";
            return Err(PublishError::NotAFolder { path: folder.to_owned(), cause });
        }
        // Removes a final slash, with which a link would look like its target.
        let path = resolved(folder.components().as_path())?;
        let not = |cause| PublishError::NotAFolder { path: folder.to_owned(), cause };
        let name = path.file_name().ok_or_else(|| not("it has no name"))?;
        if path.exists() && !path.is_dir() {
            return Err(not("it is a file"));
        }
        let parent = match path.parent() {
            Some(parent) if parent != Path::new("") => parent,
            _ => Path::new("."),
        };
        Ok(OutputFolder { parent: parent.to_owned(), name: name.to_owned(), target: path })
    }

    /// The new folder of this process.
    pub(super) fn fresh(&self) -> PathBuf {
        self.sibling(&format!("new-{}", std::process::id()))
    }

    /// The former folder during a two-step.
    pub(super) fn old(&self) -> PathBuf {
        self.sibling("old")
    }

    /// Names the new folder of a two-step.
    pub(super) fn journal(&self) -> PathBuf {
        self.sibling("journal")
    }

    pub(super) fn lock(&self) -> PathBuf {
        self.sibling("lock")
    }

    /// The new folders of any process.
    pub(super) fn all_fresh(&self) -> Result<Vec<PathBuf>, PublishError> {
        let entries = match fs::read_dir(&self.parent) {
            Ok(entries) => entries,
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(e) => return Err(PublishError::io("read", &self.parent)(e)),
        };
        let mut found = Vec::new();
        for entry in entries {
            let entry = entry.map_err(PublishError::io("read", &self.parent))?;
            if self.is_fresh(&entry.file_name()) {
                found.push(entry.path());
            }
        }
        found.sort();
        Ok(found)
    }

    /// Whether a name is that of a new folder of figlift.
    fn is_fresh(&self, name: &OsStr) -> bool {
        let prefix = self.hidden("new-");
        let pid = name.as_encoded_bytes().strip_prefix(prefix.as_encoded_bytes());
        pid.is_some_and(|pid| !pid.is_empty() && pid.iter().all(u8::is_ascii_digit))
    }

    /// All remains of killed runs.
    pub(super) fn leftovers(&self) -> Result<Vec<PathBuf>, PublishError> {
        let mut found = self.all_fresh()?;
        let others = [self.old(), self.journal(), self.lock()];
        found.extend(others.into_iter().filter(|path| path.symlink_metadata().is_ok()));
        Ok(found)
    }

    fn sibling(&self, what: &str) -> PathBuf {
        self.parent.join(self.hidden(what))
    }

    fn hidden(&self, what: &str) -> OsString {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(".figlift-");
        name.push(what);
        name
    }
}

/// The path with a link or dots at its end resolved.
fn resolved(path: &Path) -> Result<PathBuf, PublishError> {
    let link = match path.symlink_metadata() {
        Ok(metadata) => metadata.is_symlink(),
        Err(e) if matches!(e.kind(), ErrorKind::NotFound) => false,
        Err(e) if e.kind() == ErrorKind::NotADirectory => {
            let cause = "a part of its path is a file";
            return Err(PublishError::NotAFolder { path: path.to_owned(), cause });
        }
        Err(e) => return Err(PublishError::io("read", path)(e)),
    };
    if !link && path.file_name().is_some() {
        return Ok(path.to_owned());
    }
    match path.canonicalize() {
        Ok(real) => Ok(real),
        Err(e) if link && e.kind() == ErrorKind::NotFound => {
            let cause = "it is a broken link";
            Err(PublishError::NotAFolder { path: path.to_owned(), cause })
        }
        Err(e) => Err(PublishError::io("read", path)(e)),
    }
}
