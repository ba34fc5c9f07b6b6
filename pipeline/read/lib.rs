//! Raw files to documents: encodings, sidecars and the folders that hold them.

pub mod encoding;
mod raw;
mod sidecar;

pub use raw::{Raw, RawError, RawFile, State, find, load, read};
pub use sidecar::sidecar;
