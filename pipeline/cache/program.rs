//! What identifies the running build of the program. Its version does not: between two versions there
//! are many builds, and the sources of an extension are not ours.

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use crate::key::{hash, in_hex};
use crate::store::{EntryStore, StoredEntry};

/// The hash of the file of the running program, in hex. It is kept in the store, since the file may be
/// large.
///
/// # Errors
/// If the file cannot be found or read.
pub(crate) fn identity(store: &EntryStore) -> io::Result<String> {
    let mut file = File::open(path()?)?;
    let Some(place) = place(&file)? else { return contents(&mut file) };
    let key = hash(&[b"program", place.as_bytes()]);
    let path = format!("program/{}", in_hex(&key));
    if let StoredEntry::Content(known) = store.load(&path, &key)
        && let Ok(known) = String::from_utf8(known)
    {
        return Ok(known);
    }
    let identity = contents(&mut file)?;
    // Where it cannot be kept, entries of documents cannot, either, and that is reported.
    let _ = store.save(&path, &key, identity.as_bytes());
    Ok(identity)
}

/// The file of the running program: on Linux by what runs, since the file may have been replaced.
fn path() -> io::Result<PathBuf> {
    let running = PathBuf::from("/proc/self/exe");
    if cfg!(target_os = "linux") && running.exists() {
        Ok(running)
    } else {
        std::env::current_exe()
    }
}

fn contents(file: &mut File) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let mut block = vec![0; 1 << 20];
    loop {
        match file.read(&mut block)? {
            0 => return Ok(in_hex(&hasher.finalize().into())),
            length => hasher.update(&block[..length]),
        }
    }
}

/// What is different as soon as a file is written to or replaced: no program can set the time of its
/// last change of status.
#[cfg(unix)]
fn place(file: &File) -> io::Result<Option<String>> {
    use std::os::unix::fs::MetadataExt;

    let about = file.metadata()?;
    let changed = (about.ctime(), about.ctime_nsec());
    Ok(Some(format!(
        "{:?}",
        (about.dev(), about.ino(), about.len(), about.mtime(), about.mtime_nsec(), changed)
    )))
}

/// Other systems do not tell.
#[cfg(not(unix))]
fn place(_: &File) -> io::Result<Option<String>> {
    Ok(None)
}
