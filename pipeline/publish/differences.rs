//! The differences between a folder and an output: none if a run would change nothing.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::folder::walk;
use crate::store::FileContent;
use crate::{PublishError, Rendered};

/// A file that differs between a folder and an output.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// Path in the folder, with `/` between parts.
    pub path: String,
    /// The difference.
    pub departure: Departure,
}

/// How a file in a folder differs from the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Departure {
    /// Both have it, with different bytes.
    Changed,
    /// Only the output has it.
    Missing,
    /// Only the folder has it.
    Surplus,
}

/// For a message: `changed: figures.csv`.
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let departure = match self.departure {
            Departure::Changed => "changed",
            Departure::Missing => "missing",
            Departure::Surplus => "surplus",
        };
        write!(f, "{departure}: {}", self.path)
    }
}

impl Rendered {
    /// Compares a folder with this output, byte by byte, and writes nothing. Returns the files that
    /// differ, sorted by path; if there is no such folder, all are missing.
    ///
    /// # Errors
    /// [`PublishError::NotAFolder`] if the path is a file, [`PublishError::Io`] if the folder or a
    /// file in it cannot be read.
    pub fn differences(&self, folder: &Path) -> Result<Vec<Difference>, PublishError> {
        let found = found(folder)?;
        let mut differences = Vec::new();
        for (path, content) in self.contents() {
            let departure = if !found.contains(path) {
                Departure::Missing
            } else if !is_same(content, &folder.join(path))? {
                Departure::Changed
            } else {
                continue;
            };
            differences.push(Difference { path: path.to_owned(), departure });
        }
        let surplus = found.into_iter().filter(|path| !self.has(path));
        differences.extend(surplus.map(|path| Difference { path, departure: Departure::Surplus }));
        differences.sort();
        Ok(differences)
    }
}

fn found(folder: &Path) -> Result<BTreeSet<String>, PublishError> {
    match fs::metadata(folder) {
        Ok(metadata) if metadata.is_dir() => Ok(walk(folder)?.into_iter().collect()),
        Ok(_) => Err(PublishError::NotAFolder { path: folder.to_owned(), cause: "it is a file" }),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(e) => Err(PublishError::io("read", folder)(e)),
    }
}

/// Whether a file has that content. A folder or broken link has not.
fn is_same(content: &FileContent, path: &Path) -> Result<bool, PublishError> {
    match fs::File::open(path).and_then(|file| content.is(file)) {
        Ok(same) => Ok(same),
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::IsADirectory) => Ok(false),
        Err(e) => Err(PublishError::io("read", path)(e)),
    }
}
