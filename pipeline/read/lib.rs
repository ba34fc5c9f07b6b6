//! Raw files to documents: inputs, encodings, sidecars and the folders that hold them.

pub mod encoding;
mod input;
mod plain;
mod raw;
mod sidecar;

pub use input::{Input, input_of};
pub use plain::PLAIN;
pub use raw::{Raw, RawError, RawFile, RawState, find, load, read};
pub use sidecar::sidecar;

/// The inputs of figlift.
pub const INPUTS: &[Input] = &[PLAIN];
