//! Raw files and their folders.

use std::path::{Path, PathBuf};
use std::{fmt, io};

use figlift_config::{ConfigError, Source, files_below};
use figlift_text::{Document, Metadata, Position, Span};

use crate::encoding::{DecodeError, Encoding};
use crate::input::{Input, input_of};
use crate::sidecar::sidecar;
use crate::size::{SizeLimit, TooLarge};

/// A raw file.
#[derive(Clone, Debug)]
pub struct RawFile {
    /// Id of the document: path in the raw folder, without extension.
    pub doc_id: String,
    /// Path in the raw folder, with `/` between parts.
    pub name: String,
    /// Its path.
    pub path: PathBuf,
    /// The input that reads it.
    pub input: Input,
}

/// The result of reading a raw file.
#[derive(Debug)]
pub enum RawState {
    /// Its text was decoded.
    Read {
        /// The text with its metadata.
        document: Document,
        /// Its encoding.
        encoding: Encoding,
    },
    /// It is no text, or too large.
    Unreadable {
        /// The metadata of the sidecar.
        metadata: Metadata,
        /// The reason.
        error: Unread,
    },
}

/// Why a raw file was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// Its input could not decode it.
    Undecodable(DecodeError),
    /// It is larger than the limit.
    TooLarge(TooLarge),
}

impl Unread {
    /// The kind of problem, as in the published `diagnostics`.
    pub fn code(&self) -> &'static str {
        match self {
            Unread::Undecodable(_) => "unreadable",
            Unread::TooLarge(_) => "too-large",
        }
    }

    /// Line and column in the raw file; `None` if it concerns the whole file.
    pub fn position(&self) -> Option<Position> {
        match self {
            Unread::Undecodable(error) => Some(Position { line: error.line, column: error.column }),
            Unread::TooLarge(_) => None,
        }
    }

    /// The bytes of the raw file that it concerns.
    pub fn span(&self) -> Span {
        match self {
            Unread::Undecodable(error) => Span::new(error.offset, error.offset + error.bytes.len()),
            Unread::TooLarge(error) => {
                let size = error.size.and_then(|size| size.try_into().ok());
                Span::new(0, size.unwrap_or_default())
            }
        }
    }

    /// The message and the help, without the place.
    pub fn message(&self) -> String {
        match self {
            Unread::Undecodable(error) => error.message(),
            Unread::TooLarge(error) => error.to_string(),
        }
    }
}

/// A raw file or folder that cannot be used.
#[derive(Debug)]
pub enum RawError {
    /// An error of the file system.
    Io(PathBuf, io::Error),
    /// An invalid sidecar.
    Sidecar(ConfigError),
    /// Two files have the same id.
    SameId(PathBuf, PathBuf),
}

impl fmt::Display for RawError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RawError::Io(path, error) => write!(f, "cannot read `{}`: {error}", path.display()),
            RawError::Sidecar(error) => error.fmt(f),
            RawError::SameId(a, b) => write!(
                f,
                "{} and {} have the same document id; rename one of them",
                a.display(),
                b.display()
            ),
        }
    }
}

impl std::error::Error for RawError {}

/// All raw files in a folder that one of the inputs reads, in order of their ids. Hidden and other
/// files are ignored.
///
/// # Errors
/// If a folder cannot be read, or two files have the same id.
pub fn find(folder: &Path, inputs: &[Input]) -> Result<Vec<RawFile>, RawError> {
    let paths = files_below(folder).map_err(|(path, error)| RawError::Io(path, error))?;
    let file = |path: PathBuf| input_of(&path, inputs).map(|input| raw_file(folder, &path, *input));
    let mut files: Vec<RawFile> = paths.into_iter().filter_map(file).collect();
    keep_extensions(&mut files);
    files.sort_by(|a, b| a.doc_id.cmp(&b.doc_id).then_with(|| a.name.cmp(&b.name)));
    for pair in files.windows(2) {
        if pair[0].doc_id == pair[1].doc_id {
            return Err(RawError::SameId(pair[0].path.clone(), pair[1].path.clone()));
        }
    }
    Ok(files)
}

/// Keeps the extension in the ids of files that differ only in it.
fn keep_extensions(files: &mut [RawFile]) {
    let mut times = std::collections::BTreeMap::new();
    for file in &*files {
        *times.entry(file.doc_id.clone()).or_insert(0) += 1;
    }
    for file in files.iter_mut().filter(|file| times[&file.doc_id] > 1) {
        file.doc_id.clone_from(&file.name);
    }
}

fn raw_file(folder: &Path, path: &Path, input: Input) -> RawFile {
    let below = path.strip_prefix(folder).unwrap_or(path);
    let name = slashed(below);
    RawFile { doc_id: slashed(&below.with_extension("")), name, path: path.to_owned(), input }
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// The content of a raw file and its sidecar.
#[derive(Debug)]
pub struct Raw {
    /// All bytes of the file, unless there are too many.
    pub bytes: Result<Vec<u8>, TooLarge>,
    /// Its sidecar.
    pub sidecar: Option<Source>,
    /// The input that reads it.
    pub input: Input,
}

/// Loads a raw file and its sidecar. A file that is larger than the limit is not loaded.
///
/// # Errors
/// If the file or an existing sidecar cannot be read.
pub fn load(file: &RawFile, limit: SizeLimit) -> Result<Raw, RawError> {
    let fail = |path: &Path| {
        let path = path.to_owned();
        move |error| RawError::Io(path, error)
    };
    let bytes = limit.load(&file.path).map_err(fail(&file.path))?;
    let path = file.path.with_extension("toml");
    let there = path.try_exists().map_err(fail(&path))?;
    let load = || Source::load(&path, &slashed(&path)).map_err(RawError::Sidecar);
    let sidecar = there.then(load).transpose()?;
    Ok(Raw { bytes, sidecar, input: file.input })
}

/// Reads a document with that id: its text and the metadata of its sidecar.
///
/// # Errors
/// If the sidecar is invalid. A file that is no text, or too large, is not an error: the document is
/// [`RawState::Unreadable`].
pub fn read(doc_id: &str, raw: &Raw) -> Result<RawState, RawError> {
    let metadata = raw
        .sidecar
        .as_ref()
        .map(sidecar)
        .transpose()
        .map_err(RawError::Sidecar)?
        .unwrap_or_default();
    let decoded = match &raw.bytes {
        Ok(bytes) => (raw.input.decode)(bytes).map_err(Unread::Undecodable),
        Err(error) => Err(Unread::TooLarge(*error)),
    };
    Ok(match decoded {
        Ok(decoded) => RawState::Read {
            document: Document::new(doc_id, decoded.text, metadata),
            encoding: decoded.encoding,
        },
        Err(error) => RawState::Unreadable { metadata, error },
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::{INPUTS, PLAIN};

    /// A third-party input, read as plain text.
    const OTHER: Input = Input { extension: "tag", about: "a text", ..PLAIN };

    #[test]
    fn a_list_of_inputs_may_have_more() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.txt", "b.TAG", "c.pdf"] {
            fs::write(folder.path().join(name), "<b>12</b>家").unwrap();
        }
        let texts = |inputs: &[Input]| -> Vec<String> {
            let text = |file: &RawFile| {
                let raw = load(file, SizeLimit::default()).unwrap();
                match read(&file.doc_id, &raw).unwrap() {
                    RawState::Read { document, .. } => document.text().to_owned(),
                    RawState::Unreadable { error, .. } => panic!("{}", error.message()),
                }
            };
            find(folder.path(), inputs).unwrap().iter().map(text).collect()
        };
        assert_eq!(texts(INPUTS), ["<b>12</b>家"]);
        assert_eq!(texts(&[INPUTS, &[OTHER]].concat()), ["<b>12</b>家"; 2]);
    }

    #[test]
    fn each_input_has_an_extension_of_its_own() {
        for (n, input) in INPUTS.iter().enumerate() {
            assert_eq!(input.extension, input.extension.to_lowercase());
            assert!(INPUTS[..n].iter().all(|other| other.extension != input.extension));
        }
    }
}
