//! The texts of a folder, for commands that need no run.

use std::path::Path;

use figlift_read::{INPUTS, Links, RawError, RawFile, RawFolder, RawState, SizeLimit, Unread};
use figlift_text::Document;
use rayon::prelude::*;

use crate::progress::Progress;
use crate::report::Location;

/// What was made of each text of a folder.
#[derive(Clone, Debug)]
pub struct Texts<T> {
    /// What was made of the readable texts, in order of their ids.
    pub made: Vec<T>,
    /// What else lies in the folder, then the other texts, each with its place and the reason on one
    /// line.
    pub unread: Vec<String>,
}

impl<T: Send> Texts<T> {
    /// Reads the texts of a folder in parallel, as a stage of `progress`, and makes something of
    /// each. A text is only held in memory until that is made.
    ///
    /// # Errors
    /// If the folder or a file cannot be read, or a sidecar is wrong.
    ///
    /// ```
    /// use figlift::{Progress, Texts};
    /// use figlift_read::{Links, SizeLimit};
    ///
    /// let folder = std::env::temp_dir().join(format!("figlift-texts-doc-{}", std::process::id()));
    /// std::fs::create_dir_all(&folder)?;
    /// std::fs::write(folder.join("a.txt"), "建成8个国家级实验室。")?;
    /// let (limit, progress) = (SizeLimit::default(), Progress::hidden());
    /// let count = |text: figlift_text::Document| text.sentences().len();
    /// let texts = Texts::of(&folder, limit, Links::Inside, &progress, "Counting", count)?;
    /// assert_eq!(texts.made, [1]);
    /// # std::fs::remove_dir_all(folder)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(
        raw: &Path,
        limit: SizeLimit,
        links: Links,
        progress: &Progress,
        stage: &'static str,
        make: impl Fn(Document) -> T + Sync,
    ) -> Result<Texts<T>, RawError> {
        let found = figlift_read::find(raw, INPUTS, links)?;
        let RawFolder { files, passed } = figlift_read::spread(found, limit)?;
        progress.documents(stage, files.iter().map(RawFile::size));
        let made = |file: &RawFile| {
            let read = figlift_read::read(&file.doc_id, &figlift_read::load(file, limit)?)?;
            let made = match read {
                RawState::Read { document, .. } => Ok(make(*document)),
                RawState::Unreadable { error, .. } => Err(line(&file.path, &error)),
            };
            progress.done(|| file.size());
            Ok(made)
        };
        let all: Vec<Result<T, String>> =
            files.par_iter().map(made).collect::<Result<_, RawError>>()?;
        let passed = passed.iter().map(|one| format!("{}: {}", one.path.display(), one.reason));
        let mut texts = Texts { made: Vec::with_capacity(all.len()), unread: passed.collect() };
        for one in all {
            match one {
                Ok(made) => texts.made.push(made),
                Err(line) => texts.unread.push(line),
            }
        }
        Ok(texts)
    }
}

/// A file that could not be read, with the place and the reason.
pub(crate) fn line(path: &Path, error: &Unread) -> String {
    let location = Location { file: Some(path.display().to_string()), at: error.place() };
    format!("{location}: {}", error.message())
}
