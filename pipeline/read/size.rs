//! The size of the largest document that is read.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::str::FromStr;

use bytesize::ByteSize;
use serde::{Deserialize, Serialize};

/// The largest document that is read, by the bytes of its raw file. Nothing larger is ever held in
/// memory.
///
/// ```
/// use figlift_read::SizeLimit;
///
/// assert_eq!("64MiB".parse(), Ok(SizeLimit::default()));
/// let limit: SizeLimit = "5 B".parse()?;
/// assert_eq!(limit.read(&b"12345"[..])?, Ok(b"12345".to_vec()));
/// let error = limit.read(&b"123456"[..])?.unwrap_err();
/// assert!(error.to_string().contains("more than the limit of 5 bytes"), "{error}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SizeLimit(u64);

impl SizeLimit {
    /// The option of the program that sets it.
    pub const OPTION: &'static str = "max-document-size";

    /// Tables address the bytes of their texts with 31 bits, and a text in UTF-8 can have half as many
    /// bytes again as its file.
    const MOST: SizeLimit = SizeLimit(1 << 30);

    /// Whether so many bytes are within the limit.
    pub(crate) fn holds(self, bytes: usize) -> bool {
        bytes as u64 <= self.0
    }

    /// Reads all bytes of an input, or at most one more than the limit.
    ///
    /// # Errors
    /// If the input cannot be read. One that is too large is the inner error.
    pub fn read(self, input: impl Read) -> io::Result<Result<Vec<u8>, TooLarge>> {
        self.read_into(Vec::new(), input)
    }

    /// Opens a file with the room that its bytes take. One that is too large by its size is not read.
    pub(crate) fn open(self, path: &Path) -> io::Result<Result<(File, Vec<u8>), TooLarge>> {
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        if size > self.0 {
            return Ok(Err(TooLarge { size: Some(size), limit: self }));
        }
        let room = usize::try_from(size).unwrap_or_default();
        Ok(Ok((file, Vec::with_capacity(room))))
    }

    /// The size of a file may not be known, or it may grow, so the bytes are counted as they come.
    pub(crate) fn read_into(
        self,
        mut bytes: Vec<u8>,
        input: impl Read,
    ) -> io::Result<Result<Vec<u8>, TooLarge>> {
        input.take(self.0 + 1).read_to_end(&mut bytes)?;
        let fits = bytes.len() as u64 <= self.0;
        Ok(if fits { Ok(bytes) } else { Err(TooLarge { size: None, limit: self }) })
    }
}

/// 64 MiB.
impl Default for SizeLimit {
    fn default() -> SizeLimit {
        SizeLimit(64 << 20)
    }
}

/// A number of bytes, or a number with a unit: `64MiB`, `500 kB`.
impl FromStr for SizeLimit {
    type Err = String;

    fn from_str(text: &str) -> Result<SizeLimit, String> {
        let range = SizeLimit(1)..=SizeLimit::MOST;
        match text.trim().parse() {
            Ok(ByteSize(bytes)) if range.contains(&SizeLimit(bytes)) => Ok(SizeLimit(bytes)),
            _ => Err(format!(
                "write a size from 1 byte to {}, such as 64MiB, 500kB or 1048576",
                ByteSize(SizeLimit::MOST.0)
            )),
        }
    }
}

impl fmt::Display for SizeLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        ByteSize(self.0).fmt(f)
    }
}

/// A document that is larger than the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TooLarge {
    /// Its size in bytes; `None` if only more than the limit is known.
    pub size: Option<u64>,
    /// The limit.
    pub limit: SizeLimit,
}

/// What is wrong, and what to do.
impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let limit = shown(self.limit.0);
        match self.size {
            Some(size) => {
                write!(f, "the text has {}, more than the limit of {limit}", shown(size))?;
            }
            None => write!(f, "the text has more than the limit of {limit}")?,
        }
        f.write_str("; split it into several documents")?;
        if self.size.map_or(self.limit, SizeLimit) < SizeLimit::MOST {
            write!(f, ", or raise the limit with --{}", SizeLimit::OPTION)?;
        }
        Ok(())
    }
}

impl std::error::Error for TooLarge {}

/// `70.1 MiB (73500000 bytes)`.
fn shown(bytes: u64) -> String {
    let exact = format!("{bytes} byte{}", if bytes == 1 { "" } else { "s" });
    if bytes < 1024 { exact } else { format!("{} ({exact})", ByteSize(bytes)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_whole_bytes_or_have_a_unit() {
        let bytes = |text: &str| text.parse::<SizeLimit>().map(|limit| limit.0);
        assert_eq!(bytes("1048576"), Ok(1 << 20));
        assert_eq!(bytes("1MiB"), Ok(1 << 20));
        assert_eq!(bytes(" 1.5 mib "), Ok(3 << 19));
        assert_eq!(bytes("1MB"), Ok(1_000_000));
        assert_eq!(bytes("500k"), Ok(500_000));
        assert_eq!(bytes("1 GiB"), Ok(1 << 30));
        for wrong in ["", "0", "0.2", "-1", "1073741825", "2GiB", "1e6", "64 MiBs", "many", "MiB"] {
            let error = bytes(wrong).expect_err(wrong);
            assert!(error.contains("such as 64MiB"), "{error}");
        }
        let default = SizeLimit::default();
        assert_eq!(default.to_string().parse(), Ok(default));
    }

    #[test]
    fn a_file_at_the_limit_is_read_and_a_larger_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "12345").unwrap();
        let (file, room) = SizeLimit(5).open(&path).unwrap().unwrap();
        assert_eq!(SizeLimit(5).read_into(room, file).unwrap(), Ok(b"12345".to_vec()));
        let error = SizeLimit(4).open(&path).unwrap().unwrap_err();
        assert_eq!(error, TooLarge { size: Some(5), limit: SizeLimit(4) });
        assert_eq!(
            error.to_string(),
            "the text has 5 bytes, more than the limit of 4 bytes; split it into several documents, \
             or raise the limit with --max-document-size"
        );
    }

    #[test]
    fn an_endless_input_is_left_at_the_limit() {
        let error = SizeLimit(1 << 20).read(io::repeat(b'a')).unwrap().unwrap_err();
        assert!(
            error.to_string().starts_with(
                "the text has more than the limit of 1.0 MiB (1048576 bytes); split it"
            )
        );
    }

    #[test]
    fn the_limit_can_only_be_raised_where_that_helps() {
        let advised = |size, limit| TooLarge { size, limit }.to_string().contains("--max");
        assert!(advised(Some(1 << 29), SizeLimit(1)));
        assert!(!advised(Some(1 << 31), SizeLimit(1)));
        assert!(!advised(None, SizeLimit::MOST));
    }
}
