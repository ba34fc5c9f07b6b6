//! Packed files: `.gz`, `.zst`. What is packed is told by its content, and unpacked as it is read, within
//! limits that hold whatever the file says of its size.

use std::ffi::OsStr;
use std::fmt;
use std::io::{self, BufRead, BufReader, Cursor, ErrorKind, Read};
use std::path::{Path, PathBuf};

use flate2::bufread::MultiGzDecoder;
use zstd::stream::read::Decoder as ZstdDecoder;

/// The extensions of packed files, in lower case and without dot. The one before says what is packed.
pub const PACKED: &[&str] = &["gz", "zst"];

/// The bytes that a packed file may unpack to.
pub(crate) const MOST_UNPACKED: u64 = 1 << 30;

/// Packed files unpack to at most as many times their bytes.
const MOST_RATIO: u64 = 1000;

/// Up to these bytes a file may be packed as densely as it likes.
const ANY_RATIO: u64 = 1 << 20;

/// The largest window of zstd, as a power of two: what unpacking may hold in memory. No level of its program
/// needs more, unless that is asked for.
const MOST_WINDOW: u32 = 27;

/// The bytes by which it is told what a file is.
const FIRST_BYTES: u64 = 4;

/// Why a packed file was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PackedError {
    /// Only its name says that it is packed.
    NotPacked,
    /// What it holds is packed as well.
    Twice,
    /// Its end is missing.
    CutOff,
    /// It does not hold what it should, and what is wrong.
    Damaged(String),
    /// It is packed more densely than a text can be.
    TooDense,
    /// It unpacks to too much.
    TooLarge,
}

/// What is wrong, and what to do.
impl fmt::Display for PackedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PackedError::NotPacked => f.write_str(
                "its name says that it is packed, but its content is neither gzip nor zstd; correct its name, or get it again",
            ),
            PackedError::Twice => f.write_str(
                "it is packed twice, and only one layer is unpacked; unpack it once (gzip -d, zstd -d)",
            ),
            PackedError::CutOff => f.write_str(
                "its end is missing, so it was not copied or downloaded to the end; get it again",
            ),
            PackedError::Damaged(reason) => {
                write!(f, "what is packed in it is damaged ({reason}); get it again")
            }
            PackedError::TooDense => write!(
                f,
                "it unpacks to more than {MOST_RATIO} times what it takes, which no text does; remove it if you do not know where it comes from, else unpack it (gzip -d, zstd -d)"
            ),
            PackedError::TooLarge => write!(
                f,
                "it unpacks to more than {MOST_UNPACKED} bytes; unpack it (gzip -d, zstd -d), or split it"
            ),
        }
    }
}

impl std::error::Error for PackedError {}

impl PackedError {
    /// The reason that an error of reading a packed file has; `None` if the system could not read it.
    pub(crate) fn of(error: &io::Error) -> Option<PackedError> {
        error.get_ref()?.downcast_ref().cloned()
    }
}

impl From<PackedError> for io::Error {
    fn from(error: PackedError) -> io::Error {
        io::Error::other(error)
    }
}

/// Whether the name of a file says that it is packed.
pub(crate) fn is_named_packed(path: &Path) -> bool {
    let extension = path.extension().map(OsStr::to_ascii_lowercase);
    PACKED.iter().any(|packed| extension.as_deref() == Some(OsStr::new(packed)))
}

/// The name of a file as it would be unpacked.
///
/// ```
/// use std::path::Path;
/// use figlift_read::unpacked_name;
/// assert_eq!(unpacked_name(Path::new("raw/a.txt.gz")), Path::new("raw/a.txt"));
/// assert_eq!(unpacked_name(Path::new("raw/a.txt")), Path::new("raw/a.txt"));
/// ```
pub fn unpacked_name(path: &Path) -> PathBuf {
    if is_named_packed(path) { path.with_extension("") } else { path.to_owned() }
}

/// The bytes of a file, unpacked.
pub(crate) struct Unpacked<'r> {
    /// Reads them. The errors of packed files have a [`PackedError`] within.
    pub(crate) bytes: Box<dyn Read + Send + 'r>,
    /// Whether the file is packed.
    pub(crate) is_packed: bool,
}

/// The bytes of an input, unpacked if it is packed; `must` if its name says so.
///
/// # Errors
/// If the input cannot be read, or is packed in a way that is not unpacked.
pub(crate) fn unpacked<'r>(input: impl Read + Send + 'r, must: bool) -> io::Result<Unpacked<'r>> {
    let (first, all) = peeked(input)?;
    let input = CountedInput { input: BufReader::new(all), taken: 0 };
    let decoder = match packing(&first) {
        Some(Packing::Gzip) => PackedStream::Gzip(Box::new(MultiGzDecoder::new(input))),
        Some(Packing::Zstd) => {
            let mut decoder = ZstdDecoder::with_buffer(input)?;
            decoder.window_log_max(MOST_WINDOW)?;
            PackedStream::Zstd(decoder)
        }
        None if must => return Err(PackedError::NotPacked.into()),
        None => return Ok(Unpacked { bytes: Box::new(input.input), is_packed: false }),
    };
    let (first, bytes) = peeked(LimitedStream { decoder, given: 0 })?;
    if packing(&first).is_some() {
        return Err(PackedError::Twice.into());
    }
    Ok(Unpacked { bytes: Box::new(bytes), is_packed: true })
}

/// How a file is packed.
enum Packing {
    Gzip,
    Zstd,
}

fn packing(first: &[u8]) -> Option<Packing> {
    match first {
        [0x1F, 0x8B, ..] => Some(Packing::Gzip),
        // A frame of data, or one that is passed over.
        [0x28, 0xB5, 0x2F, 0xFD] | [0x50..=0x5F, 0x2A, 0x4D, 0x18] => Some(Packing::Zstd),
        _ => None,
    }
}

/// An input whose first bytes were looked at.
type PeekedInput<R> = io::Chain<Cursor<Vec<u8>>, R>;

/// The first bytes of an input, and all of it.
fn peeked<R: Read>(mut input: R) -> io::Result<(Vec<u8>, PeekedInput<R>)> {
    let mut first = Vec::new();
    input.by_ref().take(FIRST_BYTES).read_to_end(&mut first)?;
    Ok((first.clone(), Cursor::new(first).chain(input)))
}

/// An input that counts the bytes that were taken from it.
struct CountedInput<R> {
    input: R,
    taken: u64,
}

impl<R: Read> Read for CountedInput<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.taken += read as u64;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for CountedInput<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.input.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.taken += amount as u64;
        self.input.consume(amount);
    }
}

/// What unpacks an input.
enum PackedStream<R: BufRead> {
    Gzip(Box<MultiGzDecoder<CountedInput<R>>>),
    Zstd(ZstdDecoder<'static, CountedInput<R>>),
}

impl<R: BufRead> PackedStream<R> {
    /// The packed bytes that were taken so far.
    fn taken(&self) -> u64 {
        match self {
            PackedStream::Gzip(decoder) => decoder.get_ref().taken,
            PackedStream::Zstd(decoder) => decoder.get_ref().taken,
        }
    }
}

impl<R: BufRead> Read for PackedStream<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            PackedStream::Gzip(decoder) => decoder.read(buffer),
            PackedStream::Zstd(decoder) => decoder.read(buffer),
        }
    }
}

/// Unpacked bytes within the limits.
struct LimitedStream<R: BufRead> {
    decoder: PackedStream<R>,
    /// The bytes that it unpacked to so far.
    given: u64,
}

impl<R: BufRead> Read for LimitedStream<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.decoder.read(buffer).map_err(damage)?;
        self.given += read as u64;
        if self.given > ANY_RATIO && self.given > self.decoder.taken().saturating_mul(MOST_RATIO) {
            return Err(PackedError::TooDense.into());
        }
        if self.given > MOST_UNPACKED {
            return Err(PackedError::TooLarge.into());
        }
        Ok(read)
    }
}

/// What an error of unpacking says of the file. Those of the system stay what they are.
fn damage(error: io::Error) -> io::Error {
    match error.kind() {
        _ if error.raw_os_error().is_some() => error,
        ErrorKind::UnexpectedEof => PackedError::CutOff.into(),
        _ => PackedError::Damaged(error.to_string()).into(),
    }
}

#[cfg(test)]
pub(crate) mod tests;
