//! Entries of whole runs.

use std::fmt;
use std::io;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::entry::{packed, unpacked};
use crate::key::{enumerated, hash, in_hex};

/// What the outcome of a run, and the state of its output folder, depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RunPart {
    /// Which files lie in the raw folder.
    Files,
    /// The bytes of the texts.
    Texts,
    /// The bytes of their sidecars.
    Sidecars,
    /// The configuration.
    Config,
    /// The options that decide the output.
    Options,
    /// The build of the program.
    Program,
    /// The files of the output folder.
    Output,
}

/// Whether a run was done, as text of its output folder.
///
/// ```
/// use figlift_cache::{RunLookup, RunPart};
/// let changed = RunLookup::Changed(vec![RunPart::Config, RunPart::Options]);
/// assert_eq!(changed.to_string(), "written, since the configuration and the options changed");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunLookup {
    /// It was not, since it would have written what was there.
    Unchanged,
    /// No run for that folder is known.
    New,
    /// One is, of which these parts were different. Parts that take longer to compare are not compared
    /// then.
    Changed(Vec<RunPart>),
    /// One is, but its entry cannot be used.
    Damaged,
}

impl fmt::Display for RunPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            RunPart::Files => "the list of raw files",
            RunPart::Texts => "the texts",
            RunPart::Sidecars => "the sidecars",
            RunPart::Config => "the configuration",
            RunPart::Options => "the options",
            RunPart::Program => "the build of figlift",
            RunPart::Output => "its files",
        })
    }
}

impl fmt::Display for RunLookup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RunLookup::Unchanged => f.write_str("not written, since nothing changed"),
            RunLookup::New => f.write_str("written, since its last run is not in the cache"),
            RunLookup::Damaged => {
                f.write_str("written, since the entry of its last run in the cache is damaged")
            }
            RunLookup::Changed(parts) => write!(f, "written, since {} changed", enumerated(parts)),
        }
    }
}

/// The path and the key of the entry of a place. There is one for each, of the last run.
pub(crate) fn entry(place: &str) -> (String, [u8; 32]) {
    let key = hash(&[b"run", place.as_bytes()]);
    (format!("runs/{}", in_hex(&key)), key)
}

/// The content of the entry of a run.
pub(crate) fn encode(run: &impl Serialize, program: &str) -> io::Result<Vec<u8>> {
    packed(&(program, run))
}

/// The run in the content of an entry.
pub(crate) fn decode<R: DeserializeOwned>(content: &[u8], program: &str) -> Result<R, RunLookup> {
    let plain = unpacked(content).ok_or(RunLookup::Damaged)?;
    let damaged = |_| RunLookup::Damaged;
    // What another build has written may have any form after that.
    let (by, rest) = postcard::take_from_bytes::<&str>(&plain).map_err(damaged)?;
    if by != program {
        return Err(RunLookup::Changed(vec![RunPart::Program]));
    }
    postcard::from_bytes(rest).map_err(damaged)
}
