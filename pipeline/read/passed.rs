//! What lies in a folder of raw files and is not read, with the reason.

use std::fmt;
use std::io;
use std::path::PathBuf;

use figlift_model::Severity;

use crate::refused::Refused;

/// Something in a folder of raw files that is not read.
#[derive(Clone, Debug)]
pub struct PassedOver {
    /// Path in the raw folder, with `/` between parts.
    pub name: String,
    /// Its path.
    pub path: PathBuf,
    /// The reason.
    pub reason: PassReason,
}

/// Why something in a folder of raw files is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PassReason {
    /// A kind that is refused by name.
    Refused(&'static Refused),
    /// Neither a kind that is read nor one that is known to hold text; the extension, if it has one.
    Unknown(Option<String>),
    /// A folder whose content cannot be listed or searched, or a file that cannot be opened, and what
    /// the system said.
    Closed(String),
    /// A link to nothing, or to itself.
    Dangling,
    /// A link to a folder.
    LinkToFolder,
    /// A link to a file outside of the raw folder.
    LeadsOutside,
    /// Neither a file nor a folder: a pipe, socket or device.
    Special,
    /// The sidecar of no text.
    Orphan,
    /// A sidecar whose extension is not in lower case.
    Capitals,
}

/// The option of the program that follows links out of the raw folder.
pub(crate) const FOLLOW_LINKS: &str = "--follow-links";

impl PassReason {
    /// The kind of problem, as in the published `diagnostics`.
    pub fn code(&self) -> &'static str {
        match self {
            PassReason::Refused(_) => "refused-kind",
            PassReason::Unknown(_) => "unknown-kind",
            PassReason::Closed(_) => "no-access",
            PassReason::Dangling => "dangling-link",
            PassReason::LinkToFolder => "link-to-folder",
            PassReason::LeadsOutside => "link-outside",
            PassReason::Special => "special-file",
            PassReason::Orphan => "sidecar-without-text",
            PassReason::Capitals => "sidecar-in-capitals",
        }
    }

    /// An error where a text or its metadata is missing from the results; a warning where nothing
    /// says that it is.
    pub fn severity(&self) -> Severity {
        match self {
            PassReason::Unknown(_) | PassReason::Orphan => Severity::Warning,
            _ => Severity::Error,
        }
    }

    /// A file or folder that the system did not let figlift see.
    pub(crate) fn closed(error: &io::Error) -> PassReason {
        PassReason::Closed(error.to_string())
    }
}

/// What is wrong, and what to do.
impl fmt::Display for PassReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PassReason::Refused(kind) => {
                write!(f, "this is {}, which figlift does not read; {}", kind.what, kind.way_out)
            }
            PassReason::Unknown(Some(extension)) => write!(
                f,
                "figlift does not read .{extension} files; if it is a text, rename it to .txt, else move it out of the folder"
            ),
            PassReason::Unknown(None) => f.write_str(
                "the name has no extension, so figlift does not read the file; if it is a text, add .txt, else move it out of the folder",
            ),
            PassReason::Closed(error) => write!(
                f,
                "it cannot be opened ({error}), so nothing in it is read; correct its permissions or its name, or move it out of the folder"
            ),
            PassReason::Dangling => {
                f.write_str("a link that leads to no file; correct or remove it")
            }
            PassReason::LinkToFolder => f.write_str(
                "a link to a folder, which is not followed; move that folder here, or run figlift on it with --raw",
            ),
            PassReason::LeadsOutside => write!(
                f,
                "a link to a file outside of the folder; copy that file here, or allow such links with {FOLLOW_LINKS}"
            ),
            PassReason::Special => f.write_str(
                "neither a file nor a folder but a pipe, socket or device, which is not read; remove it",
            ),
            PassReason::Orphan => f.write_str(
                "a sidecar without a text; give it the name of its text, or remove it",
            ),
            PassReason::Capitals => {
                f.write_str("a sidecar is only read if its name ends in .toml; rename it")
            }
        }
    }
}
