//! What a run depends on, so that it can be compared with the last one.

use figlift_cache::RunPart;
use figlift_publish::sha256_hex;
use figlift_read::RawFolder;
use serde::{Deserialize, Serialize};

/// What a run depends on, besides the build of figlift and the bytes of its raw files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RunBasis {
    /// Hash of the names of the raw files, and of what is said of those that are not read.
    files: String,
    /// Hash of the configuration.
    config: String,
    /// The options in words.
    options: String,
}

impl RunBasis {
    /// That of a run on a raw folder, with a configuration of that hash.
    pub(crate) fn of(folder: &RawFolder, config: &str, options: String) -> RunBasis {
        RunBasis { files: listed(folder), config: config.to_owned(), options }
    }

    /// The parts of another that are different.
    pub(super) fn changes(&self, other: &RunBasis) -> Vec<RunPart> {
        let parts = [
            (RunPart::Files, self.files != other.files),
            (RunPart::Config, self.config != other.config),
            (RunPart::Options, self.options != other.options),
        ];
        parts.into_iter().filter_map(|(part, changed)| changed.then_some(part)).collect()
    }
}

/// What lies in a raw folder, but for the bytes of files.
fn listed(folder: &RawFolder) -> String {
    let read = folder.files.iter().map(|file| {
        format!("{:?}\n", (&file.doc_id, &file.name, file.sidecar_name(), file.input.about))
    });
    let passed = folder.passed.iter().map(|one| format!("{:?}\n", (&one.name, &one.reason)));
    sha256_hex(read.chain(passed).collect::<String>().as_bytes())
}
