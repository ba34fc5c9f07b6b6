//! Raw files to documents: encodings, sidecars and the folders that hold them.

pub mod encoding;
mod raw;
mod sidecar;

pub use raw::{RawError, RawFile, State, find, read};
pub use sidecar::sidecar;
