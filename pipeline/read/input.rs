//! Inputs.

use std::path::Path;

use crate::encoding::{DecodeError, Decoded};

/// A kind of raw file. Each has its own module and an entry in [`INPUTS`](crate::INPUTS).
#[derive(Clone, Copy, Debug)]
pub struct Input {
    /// Extension of its files, in lower case and without dot, unique in a list: `txt`.
    pub extension: &'static str,
    /// A description for documentation: `plain text`.
    pub about: &'static str,
    /// Decodes the bytes of a file. Invalid bytes are an error with their place.
    pub decode: fn(&[u8]) -> Result<Decoded, DecodeError>,
}

/// The input that reads files with the extension of a path, in upper or lower case.
///
/// ```
/// use std::path::Path;
/// use figlift_read::{INPUTS, input_of};
/// assert!(input_of(Path::new("raw/City.TXT"), INPUTS).is_some());
/// assert!(input_of(Path::new("raw/city.pdf"), INPUTS).is_none());
/// ```
pub fn input_of<'i>(path: &Path, inputs: &'i [Input]) -> Option<&'i Input> {
    let extension = path.extension()?.to_string_lossy().to_lowercase();
    inputs.iter().find(|input| input.extension == extension)
}
