//! Reads raw files into documents: inputs, encodings, sidecars and folders.

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
