//! Reads raw files into documents: inputs, encodings, sidecars and folders.

pub mod encoding;
mod folder;
mod input;
mod passed;
mod plain;
mod raw;
mod refused;
mod sidecar;
mod size;

pub use folder::{Links, RawFolder, find};
pub use input::{Input, input_of};
pub use passed::{PassReason, PassedOver};
pub use plain::PLAIN;
pub use raw::{Raw, RawError, RawFile, RawState, Unread, load, read};
pub use refused::{REFUSED, Refused};
pub use sidecar::sidecar;
pub use size::{SizeLimit, TooLarge};

/// The inputs of figlift.
pub const INPUTS: &[Input] = &[PLAIN];
