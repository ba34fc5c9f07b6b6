//! Raw files and their folders.

use std::io::ErrorKind::{InvalidFilename, NotFound};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::{fmt, io};

use figlift_config::{ConfigError, Source};
use figlift_text::Document;

use crate::corpus::{self, CorpusError, KeptPart, RecordPlace};
use crate::doc_id::coded;
use crate::input::Input;
use crate::sidecar::{Sidecar, sidecar, sidecars_of};
use crate::size::SizeLimit;
use crate::state::RawState;
use crate::unpack::{PackedError, is_named_packed, unpacked, unpacked_name};
use crate::unread::Unread;

/// A raw file.
#[derive(Clone, Debug)]
pub struct RawFile {
    /// Id of the document: path in the raw folder, without extensions.
    pub doc_id: String,
    /// Path in the raw folder, with `/` between parts.
    pub name: String,
    /// Its path.
    pub path: PathBuf,
    /// The path of its sidecar.
    pub sidecar: Option<PathBuf>,
    /// The input that reads it.
    pub input: Input,
    /// The record of the file that the document is, if the file is a corpus.
    pub(crate) record: Option<RecordPlace>,
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
        let unpacked = unpacked_name(path);
        let doc_id = coded(&unpacked.file_stem().unwrap_or_default().to_string_lossy());
        let name = path.display().to_string();
        Ok(RawFile { doc_id, name, path: path.to_owned(), sidecar, input, record: None })
    }

    /// The hash of the corpus that the document is a record of, in hex.
    pub fn corpus_sha256(&self) -> Option<&str> {
        self.record.as_ref().map(RecordPlace::sha256)
    }

    /// The id of the corpus that the document is a record of.
    pub fn parent(&self) -> Option<&str> {
        let is_record = self.record_number().is_some();
        self.record.as_ref().filter(|_| is_record).map(|record| &*record.corpus.doc_id)
    }

    /// The number of the record that the document is, if the file is a corpus.
    pub fn record_number(&self) -> Option<usize> {
        match self.record.as_ref()?.kept {
            KeptPart::Record { number, .. } => Some(number),
            KeptPart::Rest(_) => None,
        }
    }

    /// The bytes that are read of it; 0 if that is not known.
    pub fn size(&self) -> u64 {
        match &self.record {
            Some(record) => record.size(),
            None => self.path.metadata().map_or(0, |found| found.len()),
        }
    }

    /// The path of the file, with the number of the record.
    pub(crate) fn shown(&self) -> String {
        let path = self.path.display();
        let record = self.record_number().map(|number| format!("record {number} of {path}"));
        record.unwrap_or_else(|| path.to_string())
    }

    /// Path of its sidecar in the raw folder, with `/` between parts.
    pub fn sidecar_name(&self) -> Option<String> {
        let file = self.sidecar.as_ref()?.file_name()?.to_string_lossy();
        let folder =
            self.name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        Some(folder + &file)
    }
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
    /// Two files, or records of files, have the same id.
    SameId {
        /// The id.
        doc_id: String,
        /// What has it.
        of: [String; 2],
    },
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
            RawError::SameId { doc_id, of: [a, b] } => write!(
                f,
                "{a} and {b} have the same document id, {doc_id}; give one of them another name or id"
            ),
        }
    }
}

impl std::error::Error for RawError {}

/// The content of a raw file and its sidecar.
#[derive(Debug)]
pub struct Raw {
    /// All bytes of the file, unpacked; why there are none if there are too many, or it cannot be
    /// unpacked.
    pub bytes: Result<Vec<u8>, Unread>,
    /// Whether the file is packed, so that its own bytes are others.
    pub is_packed: bool,
    /// The number of the record that the bytes are, if the file is a corpus.
    pub(crate) record: Option<usize>,
    /// Its sidecar.
    pub sidecar: Option<Source>,
    /// The input that reads it.
    pub input: Input,
}

impl Raw {
    /// All bytes of a stream, such as standard input, unpacked if it is packed.
    ///
    /// # Errors
    /// If the stream cannot be read.
    pub fn of_stream(stream: impl Read + Send, limit: SizeLimit, input: Input) -> io::Result<Raw> {
        Raw::unpacked(stream, Vec::new(), limit, false, input)
    }

    /// The same, with room for the bytes; `must` if the stream must be packed.
    fn unpacked(
        stream: impl Read + Send,
        room: Vec<u8>,
        limit: SizeLimit,
        must: bool,
        input: Input,
    ) -> io::Result<Raw> {
        let mut is_packed = must;
        let read = unpacked(stream, must).and_then(|stream| {
            is_packed |= stream.is_packed;
            limit.read_into(room, stream.bytes)
        });
        let bytes = match read {
            Ok(bytes) => bytes.map_err(Unread::TooLarge),
            Err(error) => Err(Unread::Packed(PackedError::of(&error).ok_or(error)?)),
        };
        Ok(Raw { bytes, is_packed, record: None, sidecar: None, input })
    }
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
    if let Some(record) = &file.record {
        let bytes = record.load().map_err(fail(&file.path))?;
        let (record, sidecar) = (file.record_number(), record.sidecar().cloned());
        return Ok(Raw { bytes, is_packed: false, record, sidecar, input: file.input });
    }
    let must = is_named_packed(&file.path);
    let opened = limit.open(&file.path).map_err(fail(&file.path))?;
    let raw = match opened {
        Ok((stream, room)) => Raw::unpacked(stream, room, limit, must, file.input),
        Err(error) => {
            let bytes = Err(Unread::TooLarge(error));
            Ok(Raw { bytes, is_packed: must, record: None, sidecar: None, input: file.input })
        }
    };
    let mut raw = raw.map_err(fail(&file.path))?;
    // Nothing is a text as well, but a file of nothing is one that was not written or downloaded.
    if raw.bytes.as_ref().is_ok_and(Vec::is_empty) {
        raw.bytes = Err(Unread::Empty);
    }
    let sidecar = file.sidecar.as_deref().map(load_sidecar).transpose()?;
    Ok(Raw { sidecar, ..raw })
}

/// Loads a sidecar.
pub(crate) fn load_sidecar(path: &Path) -> Result<Source, RawError> {
    // A pipe or device would never end.
    let found = path.metadata().map_err(|error| RawError::Io(path.to_owned(), error))?;
    if !found.is_file() || found.len() > MOST_SIDECAR {
        return Err(RawError::NoSidecar(path.to_owned()));
    }
    Source::load(path, &path.to_string_lossy().replace('\\', "/")).map_err(RawError::Sidecar)
}

/// Reads a document with that id: its text and the metadata of its sidecar.
///
/// # Errors
/// If the sidecar is invalid. A file that is no text, or too large, is not an error: the document is
/// [`RawState::Unreadable`].
pub fn read(doc_id: &str, raw: &Raw) -> Result<RawState, RawError> {
    if let (Some(number), Ok(bytes)) = (raw.record, &raw.bytes) {
        let fail = |error| RawError::Io(PathBuf::from(doc_id), error);
        return corpus::of_bytes(doc_id, number, bytes).map_err(fail);
    }
    let sidecar = raw.sidecar.as_ref().map(sidecar).transpose().map_err(RawError::Sidecar)?;
    let Sidecar { mut metadata, options } = sidecar.unwrap_or_default();
    let read = match &raw.bytes {
        Ok(_) if options.corpus.is_some() => Err(Unread::Corpus(CorpusError::OtherKind)),
        Ok(bytes) => (raw.input.read)(bytes, &options),
        Err(error) => Err(error.clone()),
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
