//! The last run for an output folder, if doing it again would come to the same.
//!
//! What it came to is kept in the cache, and depends on nothing but the build of figlift, the options,
//! the configuration, and which files lie in the raw folder with which bytes. If all of these are the
//! same, and the output folder still holds what was written, byte for byte, there is nothing to do.

mod basis;
mod kept;

use std::path::Path;

use figlift_cache::{Cache, RunLookup, RunPart};
use figlift_check::Check;
use figlift_read::{RawFile, RawFolder, SizeLimit};
use rayon::prelude::*;

pub(crate) use self::basis::RunBasis;
use self::kept::{KeptDocument, KeptRun};
use crate::Outcome;
use crate::documents::ReadDocument;
use crate::progress::Progress;
use crate::reading::load;

/// A run for an output folder.
pub(crate) struct RunForFolder<'a> {
    pub output: &'a Path,
    pub basis: RunBasis,
    /// The largest document that is read.
    pub limit: SizeLimit,
    /// All checks of the run.
    pub checks: &'a [Check],
    pub cache: &'a Cache,
}

impl RunForFolder<'_> {
    /// What the last run for the folder came to, if this one would come to the same and the folder
    /// already holds its output; else what is different. `None` without a cache.
    pub(crate) fn former(
        &self,
        folder: &RawFolder,
        progress: &Progress,
    ) -> Option<Result<Outcome, RunLookup>> {
        let kept = self.cache.run(&self.place())?;
        Some(kept.and_then(|kept| self.compared(kept, folder, progress)))
    }

    /// Compares with the last run, and lastly its output with the folder.
    fn compared(
        &self,
        mut kept: KeptRun<'_>,
        folder: &RawFolder,
        progress: &Progress,
    ) -> Result<Outcome, RunLookup> {
        refuse(kept.basis.changes(&self.basis))?;
        let documents = std::mem::take(&mut kept.documents);
        let documents = self.unchanged(documents, &folder.files, progress)?;
        let findings = kept.take_findings(self.checks).ok_or(RunLookup::Damaged)?;
        if !kept.files.is_of(self.output) {
            return Err(RunLookup::Changed(vec![RunPart::Output]));
        }
        Ok(Outcome {
            files: kept.files.into_owned(),
            passed: folder.passed.clone(),
            documents,
            findings,
            figures: kept.figures,
            corrected: kept.corrected,
            empty_charts: kept.empty_charts.into_owned(),
        })
    }

    /// The documents as they were kept, if their files have the same bytes. All of these are read, since
    /// neither size nor time tells that a file has not changed.
    fn unchanged(
        &self,
        kept: Vec<KeptDocument<'_>>,
        files: &[RawFile],
        progress: &Progress,
    ) -> Result<Vec<ReadDocument>, RunLookup> {
        if kept.len() != files.len() {
            return Err(RunLookup::Damaged);
        }
        progress.documents("Looking for changes", files.iter().map(RawFile::size));
        let compared = |(kept, file): (KeptDocument<'_>, &RawFile)| {
            // If the file cannot be read, the run says so.
            let loaded = load(file, self.limit).map_err(|_| RunPart::Texts);
            progress.done(|| file.size());
            let (raw, inputs) = loaded?;
            kept.of_file(file, &raw, inputs)
        };
        let compared: Vec<Result<ReadDocument, RunPart>> =
            kept.into_par_iter().zip(files).map(compared).collect();
        refuse(compared.iter().filter_map(|document| document.as_ref().err().copied()).collect())?;
        Ok(compared.into_iter().flatten().collect())
    }

    /// Keeps what the run came to, for the next one.
    pub(crate) fn keep(&self, outcome: &Outcome) {
        self.cache.keep_run(&self.place(), &KeptRun::of(&self.basis, outcome));
    }

    /// What names the folder in the cache.
    fn place(&self) -> String {
        let place = std::path::absolute(self.output);
        place.as_deref().unwrap_or(self.output).display().to_string()
    }
}

/// An error if there are changes.
fn refuse(mut changes: Vec<RunPart>) -> Result<(), RunLookup> {
    changes.sort();
    changes.dedup();
    if changes.is_empty() { Ok(()) } else { Err(RunLookup::Changed(changes)) }
}
