//! Raw files and their folders.

use std::io::ErrorKind::{InvalidFilename, NotFound};
use std::path::{Path, PathBuf};
use std::{fmt, io};

use figlift_config::{ConfigError, Source};
use figlift_text::{Document, Metadata};

use crate::encoding::Encoding;
use crate::input::Input;
use crate::sidecar::{Sidecar, sidecar, sidecars_of};
use crate::size::{SizeLimit, TooLarge};
use crate::unread::Unread;

/// A raw file.
#[derive(Clone, Debug)]
pub struct RawFile {
    /// Id of the document: path in the raw folder, without extension.
    pub doc_id: String,
    /// Path in the raw folder, with `/` between parts.
    pub name: String,
    /// Its path.
    pub path: PathBuf,
    /// The path of its sidecar.
    pub sidecar: Option<PathBuf>,
    /// The input that reads it.
    pub input: Input,
}

impl RawFile {
    /// A file outside of a raw folder, with the sidecar that lies beside it.
    ///
    /// # Errors
    /// If it is not known whether there is a sidecar.
    pub fn alone(path: &Path, input: Input) -> Result<RawFile, RawError> {
        let mut sidecar = None;
        for path in sidecars_of(path) {
            match path.metadata() {
                Ok(_) if sidecar.is_none() => sidecar = Some(path),
                Ok(_) => {}
                Err(error) if matches!(error.kind(), NotFound | InvalidFilename) => {}
                Err(error) => return Err(RawError::Io(path, error)),
            }
        }
        let doc_id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let name = path.display().to_string();
        Ok(RawFile { doc_id, name, path: path.to_owned(), sidecar, input })
    }

    /// Path of its sidecar in the raw folder, with `/` between parts.
    pub fn sidecar_name(&self) -> Option<String> {
        let file = self.sidecar.as_ref()?.file_name()?.to_string_lossy();
        let folder =
            self.name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        Some(folder + &file)
    }
}

/// The result of reading a raw file.
#[derive(Debug)]
pub enum RawState {
    /// Its text was decoded.
    Read {
        /// The text with its metadata.
        document: Box<Document>,
        /// Its encoding, if the file is text itself.
        encoding: Option<Encoding>,
    },
    /// It is no text, or too large.
    Unreadable {
        /// The metadata of the sidecar.
        metadata: Metadata,
        /// The reason.
        error: Unread,
    },
}

/// A raw file or folder that cannot be used.
#[derive(Debug)]
pub enum RawError {
    /// An error of the file system.
    Io(PathBuf, io::Error),
    /// An invalid sidecar.
    Sidecar(ConfigError),
    /// A sidecar that is no file, or too large to be one.
    NoSidecar(PathBuf),
    /// Two files have the same id.
    SameId(PathBuf, PathBuf),
}

impl fmt::Display for RawError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RawError::Io(path, error) => write!(f, "cannot read `{}`: {error}", path.display()),
            RawError::Sidecar(error) => error.fmt(f),
            RawError::NoSidecar(path) => write!(
                f,
                "`{}` is no sidecar: it must be a file of at most {MOST_SIDECAR} bytes; correct or remove it",
                path.display()
            ),
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

/// The largest sidecar, in bytes.
const MOST_SIDECAR: u64 = 1 << 20;

/// Loads a raw file and its sidecar. A file that is larger than the limit is not loaded.
///
/// # Errors
/// If the file or its sidecar cannot be read; if the sidecar is no file, or has more than 1 MiB.
pub fn load(file: &RawFile, limit: SizeLimit) -> Result<Raw, RawError> {
    let fail = |path: &Path| {
        let path = path.to_owned();
        move |error| RawError::Io(path, error)
    };
    let bytes = limit.load(&file.path).map_err(fail(&file.path))?;
    let load = |path: &PathBuf| {
        // A pipe or device would never end.
        let found = path.metadata().map_err(fail(path))?;
        if !found.is_file() || found.len() > MOST_SIDECAR {
            return Err(RawError::NoSidecar(path.clone()));
        }
        Source::load(path, &path.to_string_lossy().replace('\\', "/")).map_err(RawError::Sidecar)
    };
    let sidecar = file.sidecar.as_ref().map(load).transpose()?;
    Ok(Raw { bytes, sidecar, input: file.input })
}

/// Reads a document with that id: its text and the metadata of its sidecar.
///
/// # Errors
/// If the sidecar is invalid. A file that is no text, or too large, is not an error: the document is
/// [`RawState::Unreadable`].
pub fn read(doc_id: &str, raw: &Raw) -> Result<RawState, RawError> {
    let sidecar = raw.sidecar.as_ref().map(sidecar).transpose().map_err(RawError::Sidecar)?;
    let Sidecar { mut metadata, options } = sidecar.unwrap_or_default();
    let read = match &raw.bytes {
        Ok(_) if options.is_corpus => Err(Unread::Corpus),
        Ok(bytes) => (raw.input.read)(bytes, &options),
        Err(error) => Err(Unread::TooLarge(*error)),
    };
    Ok(match read {
        Ok(read) => {
            metadata.date = metadata.date.or(read.date);
            let document = Document::derived(doc_id, read.text, read.layout, metadata);
            let document = document.with_noticed(read.noticed);
            RawState::Read { document: Box::new(document), encoding: read.encoding }
        }
        Err(error) => RawState::Unreadable { metadata, error },
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::{INPUTS, Links, PLAIN, find};

    /// A third-party input, read as plain text.
    const OTHER: Input = Input { extensions: &["tag"], about: "a text", ..PLAIN };

    #[test]
    fn a_list_of_inputs_may_have_more() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a.txt", "b.TAG", "c.ofd"] {
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
            find(folder.path(), inputs, Links::Inside).unwrap().files.iter().map(text).collect()
        };
        assert_eq!(texts(INPUTS), ["<b>12</b>家"]);
        assert_eq!(texts(&[INPUTS, &[OTHER]].concat()), ["<b>12</b>家"; 2]);
    }

    #[test]
    fn each_input_has_an_extension_of_its_own() {
        let all: Vec<&str> = INPUTS.iter().flat_map(|input| input.extensions).copied().collect();
        for (n, extension) in all.iter().enumerate() {
            assert_eq!(*extension, extension.to_lowercase());
            assert!(!all[..n].contains(extension), "{extension}");
        }
    }
}
