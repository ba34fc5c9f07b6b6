//! Packed files: `.gz`, `.zst`. What is packed is told by its content, and unpacked as it is read, within
//! limits that hold whatever the file says of its size.

use std::ffi::OsStr;
use std::fmt;
use std::io::{self, BufRead, BufReader, Cursor, ErrorKind, Read};
use std::path::{Path, PathBuf};

use flate2::bufread::GzDecoder;
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
const FIRST_BYTES: usize = 16;

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
    /// Other bytes follow behind what is packed, from that one on.
    Trailing(u64),
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
            PackedError::Trailing(from) => write!(
                f,
                "other bytes follow behind what is packed in it (from byte {from}); get it again, or unpack it without them (gzip -d, zstd -d) and look whether anything is missing"
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
    let mut input = CountedInput { input: BufReader::new(input), ahead: Vec::new(), taken: 0 };
    let Some(packing) = packing(input.ahead()?) else {
        let bytes: Box<dyn Read + Send> = Box::new(input);
        return if must {
            Err(PackedError::NotPacked.into())
        } else {
            Ok(Unpacked { bytes, is_packed: false })
        };
    };
    let decoder = Some(PackedPart::begin(packing, input)?);
    let (first, bytes) = peeked(LimitedStream { decoder, packing, given: 0 })?;
    if self::packing(&first).is_some() {
        return Err(PackedError::Twice.into());
    }
    Ok(Unpacked { bytes: Box::new(bytes), is_packed: true })
}

/// How a file is packed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Packing {
    Gzip,
    Zstd,
}

fn packing(first: &[u8]) -> Option<Packing> {
    match first {
        [0x1F, 0x8B, ..] => Some(Packing::Gzip),
        // A frame of data, or one that is passed over.
        [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Packing::Zstd),
        _ => None,
    }
}

/// An input whose first bytes were looked at.
type PeekedInput<R> = io::Chain<Cursor<Vec<u8>>, R>;

/// The first bytes of an input, and all of it.
fn peeked<R: Read>(mut input: R) -> io::Result<(Vec<u8>, PeekedInput<R>)> {
    let mut first = Vec::new();
    input.by_ref().take(FIRST_BYTES as u64).read_to_end(&mut first)?;
    Ok((first.clone(), Cursor::new(first).chain(input)))
}

/// An input that counts the bytes that were taken from it.
struct CountedInput<R> {
    input: R,
    /// Bytes that were looked at, and are still to be taken.
    ahead: Vec<u8>,
    taken: u64,
}

impl<R: BufRead> CountedInput<R> {
    /// The next bytes, fewer only at the end.
    fn ahead(&mut self) -> io::Result<&[u8]> {
        while self.ahead.len() < FIRST_BYTES {
            let bytes = self.input.fill_buf()?;
            let more = bytes.len().min(FIRST_BYTES - self.ahead.len());
            if more == 0 {
                break;
            }
            self.ahead.extend_from_slice(&bytes[..more]);
            self.input.consume(more);
        }
        Ok(&self.ahead)
    }
}

impl<R: BufRead> Read for CountedInput<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.ahead.is_empty() {
            let read = self.input.read(buffer)?;
            self.taken += read as u64;
            return Ok(read);
        }
        let read = (&self.ahead[..]).read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for CountedInput<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.ahead.is_empty() { self.input.fill_buf() } else { Ok(&self.ahead) }
    }

    fn consume(&mut self, amount: usize) {
        self.taken += amount as u64;
        if self.ahead.is_empty() {
            self.input.consume(amount);
        } else {
            self.ahead.drain(..amount);
        }
    }
}

/// What unpacks a part of an input: a member of gzip, a frame of zstd.
enum PackedPart<R: BufRead> {
    Gzip(Box<GzDecoder<CountedInput<R>>>),
    Zstd(ZstdDecoder<'static, CountedInput<R>>),
}

impl<R: BufRead> PackedPart<R> {
    fn begin(packing: Packing, input: CountedInput<R>) -> io::Result<PackedPart<R>> {
        Ok(match packing {
            Packing::Gzip => PackedPart::Gzip(Box::new(GzDecoder::new(input))),
            Packing::Zstd => {
                let mut decoder = ZstdDecoder::with_buffer(input)?.single_frame();
                decoder.window_log_max(MOST_WINDOW)?;
                PackedPart::Zstd(decoder)
            }
        })
    }

    /// The packed bytes that were taken so far.
    fn taken(&self) -> u64 {
        match self {
            PackedPart::Gzip(decoder) => decoder.get_ref().taken,
            PackedPart::Zstd(decoder) => decoder.get_ref().taken,
        }
    }

    /// The input behind the part, of which all was read.
    fn end(self) -> CountedInput<R> {
        match self {
            PackedPart::Gzip(decoder) => decoder.into_inner(),
            PackedPart::Zstd(decoder) => decoder.finish(),
        }
    }
}

impl<R: BufRead> Read for PackedPart<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            PackedPart::Gzip(decoder) => decoder.read(buffer),
            PackedPart::Zstd(decoder) => decoder.read(buffer),
        }
    }
}

/// Unpacked bytes within the limits, of all parts. Parts are told apart here, since what stands behind the last
/// one is an error for the decoders of several parts as if it were a part that is cut off.
struct LimitedStream<R: BufRead> {
    /// What unpacks the part that is read; `None` at the end.
    decoder: Option<PackedPart<R>>,
    packing: Packing,
    /// The bytes that it unpacked to so far.
    given: u64,
}

impl<R: BufRead> LimitedStream<R> {
    /// Begins the part behind that of which all was read, if there is one.
    fn go_on(&mut self) -> io::Result<()> {
        let Some(part) = self.decoder.take() else { return Ok(()) };
        let mut input = part.end();
        let from = input.taken;
        let ahead = input.ahead()?;
        if ahead.is_empty() {
            return Ok(());
        }
        if packing(ahead) != Some(self.packing) {
            return Err(PackedError::Trailing(from).into());
        }
        self.decoder = Some(PackedPart::begin(self.packing, input)?);
        Ok(())
    }
}

impl<R: BufRead> Read for LimitedStream<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        while let Some(decoder) = &mut self.decoder {
            let read = decoder.read(buffer).map_err(damage)?;
            if read == 0 {
                self.go_on()?;
                continue;
            }
            self.given += read as u64;
            if self.given > ANY_RATIO && self.given > decoder.taken().saturating_mul(MOST_RATIO) {
                return Err(PackedError::TooDense.into());
            }
            if self.given > MOST_UNPACKED {
                return Err(PackedError::TooLarge.into());
            }
            return Ok(read);
        }
        Ok(0)
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
