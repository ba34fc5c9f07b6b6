//! Hashes of files and other inputs.

use std::fmt::Write as _;
use std::io::{self, ErrorKind, Read};

use sha2::{Digest, Sha256};

/// The number of bytes of an input that are hashed at a time.
const BLOCK: usize = 1 << 16;

/// SHA-256 of some bytes, as 64 lower-case hex digits.
///
/// ```
/// let hash = figlift_publish::sha256_hex(b"abc");
/// assert!(hash.starts_with("ba7816bf") && hash.len() == 64);
/// ```
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The same of all bytes of an input, of which few are held at a time.
///
/// # Errors
/// If the input cannot be read.
///
/// ```
/// let hash = figlift_publish::sha256_of(&b"abc"[..])?;
/// assert_eq!(hash, figlift_publish::sha256_hex(b"abc"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn sha256_of(mut input: impl Read) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let mut block = vec![0; BLOCK];
    loop {
        match input.read(&mut block) {
            Ok(0) => return Ok(hex(&hasher.finalize())),
            Ok(length) => hasher.update(&block[..length]),
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
}

/// A hash in hex.
pub(crate) fn hex(hash: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in hash {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
