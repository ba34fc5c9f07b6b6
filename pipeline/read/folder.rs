//! The files of a raw folder: those that are read, and what else lies there.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, DirEntry, File, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::doc_id::coded;
use crate::input::{Input, input_of};
use crate::passed::{PassReason, PassedOver};
use crate::raw::{RawError, RawFile};
use crate::refused::refused;
use crate::sidecar::{EXTENSION, sidecars_of};
use crate::unpack::unpacked_name;

/// What a raw folder holds, apart from hidden files and folders (their names begin with a dot).
#[derive(Clone, Debug, Default)]
pub struct RawFolder {
    /// The files that an input reads, in order of their ids.
    pub files: Vec<RawFile>,
    /// Everything else, in order of the names.
    pub passed: Vec<PassedOver>,
}

/// Which links to files are followed. Links to folders never are, since they may form a loop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Links {
    /// Those that lead to a file in the raw folder.
    #[default]
    Inside,
    /// All.
    Anywhere,
}

/// All that lies in a raw folder. Nothing in it is an error: what cannot be read is passed over with
/// the reason.
///
/// ```
/// use figlift_read::{INPUTS, Links, find};
///
/// let folder = std::env::temp_dir().join(format!("figlift-find-doc-{}", std::process::id()));
/// std::fs::create_dir_all(&folder)?;
/// std::fs::write(folder.join("a.txt"), "增长8.1%")?;
/// std::fs::write(folder.join("b.ofd"), "PK")?;
/// let found = find(&folder, INPUTS, Links::Inside)?;
/// assert_eq!((found.files[0].doc_id.as_str(), found.passed[0].name.as_str()), ("a", "b.ofd"));
/// assert!(found.passed[0].reason.to_string().contains("OFD"));
/// # std::fs::remove_dir_all(folder)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// If the folder itself cannot be read, or two files have the same id.
pub fn find(folder: &Path, inputs: &[Input], links: Links) -> Result<RawFolder, RawError> {
    let fail = |error| RawError::Io(folder.to_owned(), error);
    let root = folder.canonicalize().map_err(fail)?;
    let walk = Walk {
        folder,
        root,
        inputs,
        links,
        texts: Vec::new(),
        sidecars: Vec::new(),
        passed: Vec::new(),
    };
    let (texts, passed) = walk.walk().map_err(fail)?;
    let mut files: Vec<RawFile> = texts.into_iter().map(|found| found.file(folder)).collect();
    keep_extensions(&mut files);
    Ok(RawFolder { files: in_order(files)?, passed })
}

/// Files in the order of their ids.
///
/// # Errors
/// If two have the same id.
pub(crate) fn in_order(mut files: Vec<RawFile>) -> Result<Vec<RawFile>, RawError> {
    files.sort_by(|a, b| a.doc_id.cmp(&b.doc_id).then_with(|| a.name.cmp(&b.name)));
    for pair in files.windows(2) {
        if pair[0].doc_id == pair[1].doc_id {
            let doc_id = pair[0].doc_id.clone();
            return Err(RawError::SameId { doc_id, of: [pair[0].shown(), pair[1].shown()] });
        }
    }
    Ok(files)
}

/// Keeps the extension in the ids of files that differ only in it.
fn keep_extensions(files: &mut [RawFile]) {
    let mut times = BTreeMap::new();
    for file in &*files {
        *times.entry(file.doc_id.clone()).or_insert(0) += 1;
    }
    for file in files.iter_mut().filter(|file| times[&file.doc_id] > 1) {
        file.doc_id = coded(&file.name);
    }
}

/// Path of something in a folder, with `/` between parts. Bytes that are not UTF-8 are written as
/// `%FF`, so that files with different names have different ones.
fn name_in(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let mut name = String::new();
    for chunk in below.as_os_str().as_encoded_bytes().utf8_chunks() {
        name.push_str(chunk.valid());
        name.extend(chunk.invalid().iter().map(|byte| format!("%{byte:02X}")));
    }
    name.replace('\\', "/")
}

/// A walk through a raw folder.
struct Walk<'a> {
    folder: &'a Path,
    /// The same without links.
    root: PathBuf,
    inputs: &'a [Input],
    links: Links,
    texts: Vec<FoundText>,
    sidecars: Vec<PathBuf>,
    passed: Vec<PassedOver>,
}

/// A text with its sidecar.
struct FoundText {
    path: PathBuf,
    sidecar: Option<PathBuf>,
    input: Input,
}

impl FoundText {
    fn file(self, folder: &Path) -> RawFile {
        let FoundText { path, sidecar, input } = self;
        let doc_id = coded(&name_in(folder, &unpacked_name(&path).with_extension("")));
        RawFile { doc_id, name: name_in(folder, &path), path, sidecar, input, record: None }
    }
}

impl Walk<'_> {
    /// # Errors
    /// If the folder itself cannot be read.
    fn walk(mut self) -> io::Result<(Vec<FoundText>, Vec<PassedOver>)> {
        let mut folders = vec![self.folder.to_owned()];
        while let Some(folder) = folders.pop() {
            match self.list(&folder) {
                Ok(inner) => folders.extend(inner),
                Err(error) if folder == self.folder => return Err(error),
                Err(error) => self.pass(folder, PassReason::closed(&error)),
            }
        }
        self.join_sidecars();
        self.passed.sort_by(|a, b| a.name.cmp(&b.name));
        Ok((self.texts, self.passed))
    }

    /// Takes up the files of a folder, and returns the folders in it.
    ///
    /// # Errors
    /// If the folder cannot be listed or searched.
    fn list(&mut self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut folders = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let linked = entry.file_type().is_ok_and(|kind| kind.is_symlink());
            match fs::metadata(entry.path()) {
                // Whoever may not ask for the kind of a file may not search its folder.
                Err(error) if !linked && error.kind() == ErrorKind::PermissionDenied => {
                    return Err(error);
                }
                Err(error) => self.pass(entry.path(), unknown_kind(linked, &error)),
                Ok(found) if found.is_dir() && !linked => folders.push(entry.path()),
                Ok(found) => self.take(&entry, &found, linked),
            }
        }
        Ok(folders)
    }

    fn take(&mut self, entry: &DirEntry, found: &Metadata, linked: bool) {
        let path = entry.path();
        let reason = if found.is_dir() {
            PassReason::LinkToFolder
        } else if !found.is_file() {
            PassReason::Special
        } else if linked && self.links == Links::Inside && !self.leads_inside(&path) {
            PassReason::LeadsOutside
        } else {
            match self.kind(&path) {
                Ok(()) => return,
                Err(reason) => reason,
            }
        };
        self.pass(path, reason);
    }

    fn leads_inside(&self, path: &Path) -> bool {
        path.canonicalize().is_ok_and(|target| target.starts_with(&self.root))
    }

    /// Takes up a file by its extension.
    ///
    /// # Errors
    /// Why it is not read.
    fn kind(&mut self, path: &Path) -> Result<(), PassReason> {
        let extension = path.extension().map(|extension| extension.to_string_lossy().into_owned());
        if extension.as_deref() == Some(EXTENSION) {
            self.sidecars.push(path.to_owned());
            return Ok(());
        }
        if let Some(input) = input_of(path, self.inputs) {
            File::open(path).map_err(|error| PassReason::closed(&error))?;
            self.texts.push(FoundText { path: path.to_owned(), sidecar: None, input: *input });
            return Ok(());
        }
        // What is packed decides, unless the name does not say what that is.
        let unpacked =
            unpacked_name(path).extension().map(|one| one.to_string_lossy().into_owned());
        let extension = unpacked.or(extension);
        Err(match extension {
            Some(extension) if extension.eq_ignore_ascii_case(EXTENSION) => PassReason::Capitals,
            Some(extension) => match refused(&extension) {
                Some(kind) => PassReason::Refused(kind),
                None => PassReason::Unknown(Some(extension)),
            },
            None => PassReason::Unknown(None),
        })
    }

    /// Gives texts their sidecars. Those of no text are passed over, unless what they belong to is
    /// passed over itself.
    fn join_sidecars(&mut self) {
        let found: HashSet<PathBuf> = self.sidecars.drain(..).collect();
        for text in &mut self.texts {
            text.sidecar = sidecars_of(&text.path).find(|path| found.contains(path));
        }
        let texts = self.texts.iter().map(|text| &text.path);
        let others = self.passed.iter().map(|passed| &passed.path);
        let known: HashSet<PathBuf> =
            texts.chain(others).flat_map(|path| sidecars_of(path)).collect();
        for orphan in found.difference(&known) {
            self.pass(orphan.clone(), PassReason::Orphan);
        }
    }

    fn pass(&mut self, path: PathBuf, reason: PassReason) {
        self.passed.push(PassedOver { name: name_in(self.folder, &path), path, reason });
    }
}

/// Why it is not known what something is.
fn unknown_kind(linked: bool, error: &io::Error) -> PassReason {
    let closed = !linked || error.kind() == ErrorKind::PermissionDenied;
    if closed { PassReason::closed(error) } else { PassReason::Dangling }
}

#[cfg(test)]
mod tests;
