//! The content of a file before it is in its place: in memory if it is small, else on disk.

use std::fs::File;
use std::io::{self, Read, Seek, Write};

use sha2::{Digest, Sha256};
use tempfile::{SpooledData, SpooledTempFile, spooled_tempfile};

use crate::hash::{hex, sha256_hex};

/// The number of bytes of a growing file that are kept in memory.
const IN_MEMORY: usize = 1 << 20;

/// The number of bytes that are compared at a time.
const BLOCK: usize = 1 << 16;

/// The content of a file, complete.
#[derive(Debug)]
pub(crate) struct FileContent {
    stored: Stored,
    /// Its number of bytes.
    pub(crate) length: u64,
    /// Its SHA-256 in hex.
    pub(crate) sha256: String,
}

#[derive(Debug)]
enum Stored {
    Memory(Vec<u8>),
    /// A file without a name, which the system removes when it is closed.
    Disk(File),
}

impl FileContent {
    pub(crate) fn of(bytes: Vec<u8>) -> FileContent {
        let (length, sha256) = (bytes.len() as u64, sha256_hex(&bytes));
        FileContent { stored: Stored::Memory(bytes), length, sha256 }
    }

    /// Writes all of it.
    pub(crate) fn copy_to(&self, out: &mut impl Write) -> io::Result<()> {
        match &self.stored {
            Stored::Memory(bytes) => out.write_all(bytes),
            Stored::Disk(file) => io::copy(&mut from_start(file)?, out).map(drop),
        }
    }

    /// All of it.
    pub(crate) fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.copy_to(&mut bytes)?;
        Ok(bytes)
    }

    /// Whether an input has the same bytes.
    pub(crate) fn is(&self, input: impl Read) -> io::Result<bool> {
        match &self.stored {
            Stored::Memory(bytes) => are_same(&bytes[..], input),
            Stored::Disk(file) => are_same(from_start(file)?, input),
        }
    }
}

/// A file, to be read from its first byte.
fn from_start(mut file: &File) -> io::Result<&File> {
    file.rewind()?;
    Ok(file)
}

fn are_same(mut one: impl Read, mut other: impl Read) -> io::Result<bool> {
    let (mut left, mut right) = (Vec::with_capacity(BLOCK), Vec::with_capacity(BLOCK));
    loop {
        left.clear();
        right.clear();
        one.by_ref().take(BLOCK as u64).read_to_end(&mut left)?;
        other.by_ref().take(BLOCK as u64).read_to_end(&mut right)?;
        if left != right || left.is_empty() {
            return Ok(left == right);
        }
    }
}

/// Takes the bytes of a file as they come.
pub(crate) struct Store {
    spool: SpooledTempFile,
    hasher: Sha256,
    length: u64,
}

impl Store {
    pub(crate) fn new() -> Store {
        Store { spool: spooled_tempfile(IN_MEMORY), hasher: Sha256::new(), length: 0 }
    }

    /// The content, which is complete.
    pub(crate) fn finish(self) -> FileContent {
        let stored = match self.spool.into_inner() {
            SpooledData::InMemory(cursor) => Stored::Memory(cursor.into_inner()),
            SpooledData::OnDisk(file) => Stored::Disk(file),
        };
        FileContent { stored, length: self.length, sha256: hex(&self.hasher.finalize()) }
    }
}

impl Write for Store {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.spool.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        self.length += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.spool.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stored(bytes: &[u8]) -> FileContent {
        let mut store = Store::new();
        bytes.chunks(300_000).for_each(|part| store.write_all(part).unwrap());
        store.finish()
    }

    #[test]
    fn files_in_memory_and_on_disk_have_the_same_content() {
        for length in [0, 5, IN_MEMORY, IN_MEMORY + 1, 3 * IN_MEMORY + 7] {
            let bytes: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
            let content = stored(&bytes);
            let on_disk = matches!(content.stored, Stored::Disk(_));
            assert_eq!(on_disk, length > IN_MEMORY);
            assert_eq!((content.length, &content.sha256), (length as u64, &sha256_hex(&bytes)));
            // Twice, since a file has a position.
            assert!(content.bytes().unwrap() == bytes && content.bytes().unwrap() == bytes);
            assert!(content.is(&bytes[..]).unwrap() && content.is(&bytes[..]).unwrap());
            assert!(!content.is(&[&bytes[..], b"x"].concat()[..]).unwrap());
            if let Some((last, before)) = bytes.split_last() {
                assert!(!content.is(before).unwrap());
                assert!(!content.is(&[before, &[last ^ 1]].concat()[..]).unwrap());
            }
        }
    }
}
