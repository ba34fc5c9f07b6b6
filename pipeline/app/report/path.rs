//! Checks the paths of reports.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// The folders of a run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Folders<'a> {
    /// Raw texts.
    pub raw: &'a Path,
    /// The configuration.
    pub config: &'a Path,
    /// The output, which may not exist yet.
    pub output: &'a Path,
}

/// The path with its links resolved.
///
/// # Errors
/// Why no report can be written there.
pub(super) fn checked(path: &Path, folders: &Folders<'_>) -> Result<PathBuf, String> {
    let real = resolved(path)?;
    if real.starts_with(nearest(folders.output)) {
        let cause = "it is in the output folder, which may only contain files of figlift; choose a path outside";
        return Err(cause.to_owned());
    }
    if real.starts_with(nearest(folders.raw)) {
        let cause = "it is in the folder of raw texts, and the next run would take it for one; choose a path outside";
        return Err(cause.to_owned());
    }
    if real.starts_with(nearest(folders.config)) && real.extension().is_some_and(|it| it == "toml")
    {
        let cause = "the next run would read it as configuration; choose a path outside, or another extension than .toml";
        return Err(cause.to_owned());
    }
    probe(&real).map_err(|error| error.to_string())?;
    Ok(real)
}

fn resolved(path: &Path) -> Result<PathBuf, String> {
    let slash = |byte: &u8| std::path::is_separator(char::from(*byte));
    let folder = path.as_os_str().as_encoded_bytes().last().is_some_and(slash);
    match (path.metadata(), path.file_name()) {
        (Ok(found), _) if found.is_dir() => Err("it is a folder; name a file".to_owned()),
        (Ok(found), _) if found.is_file() => path.canonicalize().map_err(|e| e.to_string()),
        // Pipes and devices are not resolved.
        (Ok(_), _) => Ok(path.to_owned()),
        (Err(_), Some(name)) if !folder => beside(path).map(|parent| parent.join(name)),
        (Err(_), _) => Err("it does not name a file".to_owned()),
    }
}

/// The folder of a new file.
fn beside(path: &Path) -> Result<PathBuf, String> {
    if path.symlink_metadata().is_ok() {
        return Err("it is a broken link".to_owned());
    }
    let parent = parent(path);
    match parent.canonicalize() {
        Ok(real) if real.is_dir() => Ok(real),
        Ok(_) => Err(format!("`{}` is a file", parent.display())),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err(format!("the folder `{}` does not exist; create it first", parent.display()))
        }
        Err(error) => Err(error.to_string()),
    }
}

fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// A path with links resolved, as far as it exists.
fn nearest(path: &Path) -> PathBuf {
    match (path.canonicalize(), path.file_name()) {
        (Ok(real), _) => real,
        (Err(_), Some(name)) => nearest(parent(path)).join(name),
        (Err(_), None) => path.to_owned(),
    }
}

/// Whether a file can be written; changes nothing.
fn probe(path: &Path) -> io::Result<()> {
    match path.metadata() {
        Ok(found) if found.is_file() => OpenOptions::new().append(true).open(path).map(drop),
        // Opening a pipe would signal its end to the reader.
        Ok(_) => Ok(()),
        Err(_) => {
            File::create_new(path)?;
            fs::remove_file(path)
        }
    }
}
