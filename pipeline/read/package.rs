//! Packages: documents that are zip archives of parts. Parts are unpacked one by one, within limits
//! that hold whatever the archive says of their sizes.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Cursor, Read};

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use zip::ZipArchive;
use zip::result::ZipError;

/// The largest part, in bytes.
const MOST_PART: u64 = 64 << 20;

/// A part has at most as many times the bytes that it takes in the archive.
const MOST_RATIO: u64 = 200;

/// Up to these bytes a part may be packed as densely as it likes.
const ANY_RATIO: u64 = 1 << 20;

/// The most characters of a file that a message quotes.
const MOST_SHOWN: usize = 120;

/// The first bytes of an archive, of its directory's end, and of the files of old office programs,
/// in which encrypted packages are kept as well.
const ARCHIVE: &[u8] = b"PK";
const DIRECTORY_END: &[u8] = b"PK\x05\x06";
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Why a document in a package was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PackageError {
    /// It is no package.
    OtherKind,
    /// It is of the old binary format.
    OldFormat,
    /// A password protects it.
    Encrypted,
    /// The end of the archive is missing.
    CutOff,
    /// The archive, or a part of it, does not hold what it should: the part, and what is wrong.
    Damaged(String, String),
    /// It lacks a part.
    Missing(String),
    /// A part is too large when unpacked.
    TooLarge(String),
    /// A part declares another encoding than UTF-8 and UTF-16: the part and the encoding.
    OtherEncoding(String, String),
    /// A part has a document type, which can define what a text grows to.
    DocumentType(String),
    /// The elements of a part are nested too deeply.
    TooDeep(String),
    /// Text stands in a part of another format, which the program that opens it is to convert.
    Foreign,
    /// There is no text but pictures.
    OnlyPictures,
}

/// What is wrong, and what to do.
impl fmt::Display for PackageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SAVE: &str = "open it in an office program and save it anew";
        match self {
            PackageError::OtherKind => f.write_str(
                "its content is not what its name says, an office document in a zip archive; give it the extension of what it is",
            ),
            PackageError::OldFormat => f.write_str(
                "its content is an office document of the old binary format (.doc), whatever its name says; open it in an office program and save it as .docx",
            ),
            PackageError::Encrypted => f.write_str(
                "a password protects it; open it in an office program and save it without one",
            ),
            PackageError::CutOff => f.write_str(
                "the end of its archive is missing, so it was not copied or downloaded to the end; get it again",
            ),
            PackageError::Damaged(part, reason) => {
                let (part, reason) = (shown(part), shown(reason));
                write!(f, "its part {part} is damaged ({reason}); get the file again, or {SAVE}")
            }
            PackageError::Missing(part) => write!(
                f,
                "its archive holds no part {}, so it is no such document; give it the extension of what it is, or {SAVE}",
                shown(part)
            ),
            PackageError::TooLarge(part) => write!(
                f,
                "its part {} unpacks to more than {MOST_PART} bytes, or to more than {MOST_RATIO} times what it takes; split it into several documents, or remove it if you do not know where it comes from",
                shown(part)
            ),
            PackageError::OtherEncoding(part, encoding) => {
                let (part, encoding) = (shown(part), shown(encoding));
                write!(f, "its part {part} is in {encoding}, neither UTF-8 nor UTF-16; {SAVE}")
            }
            PackageError::DocumentType(part) => write!(
                f,
                "its part {} has a DOCTYPE, which no office program writes; remove it if you do not know where it comes from, else {SAVE}",
                shown(part)
            ),
            PackageError::TooDeep(part) => write!(
                f,
                "its part {} has elements nested more deeply than any office program writes; {SAVE}",
                shown(part)
            ),
            PackageError::Foreign => write!(
                f,
                "text of it is kept in another format (altChunk, subDoc), which Word converts when it opens the file; {SAVE}"
            ),
            PackageError::OnlyPictures => f.write_str(
                "it holds pictures and no text; recognise the text (OCR), and save it as .txt",
            ),
        }
    }
}

/// What stands in a file, cut and without control characters, for a message.
fn shown(words: &str) -> String {
    words.chars().filter(|c| !c.is_control()).take(MOST_SHOWN).collect()
}

impl std::error::Error for PackageError {}

/// A package whose directory has been read.
pub(crate) struct Package<'b> {
    bytes: &'b [u8],
    archive: ZipArchive<Cursor<&'b [u8]>>,
}

impl<'b> Package<'b> {
    /// Opens a package.
    ///
    /// # Errors
    /// If the bytes are no package, or its directory is missing or damaged.
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Package<'b>, PackageError> {
        if bytes.starts_with(COMPOUND) {
            let name: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
            let encrypted = bytes.windows(name.len()).any(|window| window == name);
            return Err(if encrypted { PackageError::Encrypted } else { PackageError::OldFormat });
        }
        if !bytes.starts_with(ARCHIVE) {
            return Err(PackageError::OtherKind);
        }
        let ends = bytes.windows(DIRECTORY_END.len()).rev().any(|window| window == DIRECTORY_END);
        if !ends {
            return Err(PackageError::CutOff);
        }
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged("(directory)", &error))?;
        Ok(Package { bytes, archive })
    }

    /// The text of a part; `None` if there is no such part. Names are compared without case.
    ///
    /// # Errors
    /// If the part cannot be unpacked, is too large, or is not in UTF-8 or UTF-16.
    pub(crate) fn text(&mut self, part: &str) -> Result<Option<String>, PackageError> {
        let names = self.archive.file_names().map(Result::unwrap_or_default);
        let is_part =
            |(_, name): &(usize, Cow<'_, str>)| name.replace('\\', "/").eq_ignore_ascii_case(part);
        let Some((at, name)) = names.enumerate().find(is_part) else { return Ok(None) };
        let name = name.into_owned();
        let bytes = self.unpack(at, &name)?;
        decoded(&bytes).map(Some).map_err(|error| match error {
            NoText::Declared(encoding) => PackageError::OtherEncoding(name, encoding),
            NoText::Malformed => {
                PackageError::Damaged(name, "invalid bytes in its text".to_owned())
            }
        })
    }

    fn unpack(&mut self, at: usize, name: &str) -> Result<Vec<u8>, PackageError> {
        let size = self.bytes.len() as u64;
        let mut file = self.archive.by_index(at).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => PackageError::Encrypted,
            error => damaged(name, &error),
        })?;
        // What the archive says of the unpacked size is not asked, and no part takes more than all of it.
        let limit = MOST_PART.min(ANY_RATIO.max(file.compressed_size().min(size) * MOST_RATIO));
        match read_at_most(&mut file, limit) {
            Ok(Some(bytes)) => Ok(bytes),
            Ok(None) => Err(PackageError::TooLarge(name.to_owned())),
            Err(error) => Err(damaged(name, &error)),
        }
    }
}

fn damaged(part: &str, error: &dyn fmt::Display) -> PackageError {
    PackageError::Damaged(part.to_owned(), error.to_string())
}

/// All bytes, unless there are more than the limit.
fn read_at_most(from: &mut impl Read, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    from.take(limit + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

/// Why the bytes of a part are no text.
enum NoText {
    Declared(String),
    Malformed,
}

/// The text of a part: by its byte order mark, else UTF-8.
fn decoded(bytes: &[u8]) -> Result<String, NoText> {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    // A byte order mark leaves no other encodings.
    debug_assert!([UTF_8, UTF_16LE, UTF_16BE].contains(&encoding));
    if mark == 0
        && let Some(label) = declared(bytes)
        && !label.eq_ignore_ascii_case(UTF_8.name())
        && !label.eq_ignore_ascii_case("us-ascii")
        // Whose declaration is read byte by byte is not in UTF-16, whatever it says.
        && !label.eq_ignore_ascii_case("utf-16")
    {
        return Err(NoText::Declared(label));
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
    text.map(Cow::into_owned).ok_or(NoText::Malformed)
}

/// The encoding that the declaration of a part states.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes.strip_prefix(b"<?xml")?;
    let end = head.iter().position(|&byte| byte == b'>')?;
    let declaration = str::from_utf8(&head[..end]).ok()?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    Some(value[1..].split(quote).next()?.to_owned())
}

#[cfg(test)]
pub(crate) mod tests;
