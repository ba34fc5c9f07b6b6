//! Reads raw files into documents: inputs, encodings, sidecars and folders.

pub mod encoding;
mod input;
mod plain;
mod raw;
mod sidecar;
mod size;

pub use input::{Input, input_of};
pub use plain::PLAIN;
pub use raw::{Raw, RawError, RawFile, RawState, Unread, find, load, read};
pub use sidecar::sidecar;
pub use size::{SizeLimit, TooLarge};

/// The inputs of figlift.
pub const INPUTS: &[Input] = &[PLAIN];
