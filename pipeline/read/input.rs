//! Inputs.

use std::path::Path;

use figlift_text::{Diagnostic, Period, TextLayout};

use crate::encoding::{Decoded, Encoding};
use crate::selector::Selectors;
use crate::unread::Unread;

/// A kind of raw file. Each has its own module and an entry in [`INPUTS`](crate::INPUTS).
#[derive(Clone, Copy, Debug)]
pub struct Input {
    /// Extensions of its files, in lower case and without dot, each unique in a list: `htm`.
    pub extensions: &'static [&'static str],
    /// A description for documentation: `plain text`.
    pub about: &'static str,
    /// Reads the bytes of a file. Invalid bytes are an error with their place.
    pub read: fn(&[u8], &ReadOptions) -> Result<ReadText, Unread>,
}

/// What the sidecar says of how a file is read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// The elements of a web page that hold its main text.
    pub main: Option<Selectors>,
    /// Whether the file is a corpus, each of whose records is a text.
    pub is_corpus: bool,
}

/// What an input makes of a file.
#[derive(Clone, Debug, Default)]
pub struct ReadText {
    /// The text.
    pub text: String,
    /// The encoding of the file, if it is text itself.
    pub encoding: Option<Encoding>,
    /// How the text was derived.
    pub layout: TextLayout,
    /// What the input noticed.
    pub noticed: Vec<Diagnostic>,
    /// The date of publication that the file states in its own metadata.
    pub date: Option<Period>,
}

impl From<Decoded> for ReadText {
    fn from(Decoded { text, encoding }: Decoded) -> ReadText {
        ReadText { text, encoding: Some(encoding), ..ReadText::default() }
    }
}

/// The input that reads files with the extension of a path, in upper or lower case.
///
/// ```
/// use std::path::Path;
/// use figlift_read::{INPUTS, input_of};
/// assert!(input_of(Path::new("raw/City.TXT"), INPUTS).is_some());
/// assert!(input_of(Path::new("raw/city.ofd"), INPUTS).is_none());
/// ```
pub fn input_of<'i>(path: &Path, inputs: &'i [Input]) -> Option<&'i Input> {
    let extension = path.extension()?.to_string_lossy().to_lowercase();
    inputs.iter().find(|input| input.extensions.contains(&extension.as_str()))
}
