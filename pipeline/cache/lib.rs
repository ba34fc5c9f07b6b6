//! The extractions of former runs, so that documents that have not changed are not extracted again, and
//! the last run for each output folder, so that one of which nothing has changed is not done again.
//!
//! An entry holds what one build of figlift found in one document, with one sidecar, by one set of rules.
//! It is used only where all of these are the same, so that it changes no result. That of a run is known
//! to be of the same build; what else it depends on is in it, for its user to compare. Nothing depends on an
//! entry: the folder may be removed at any moment, and an entry that is damaged is one that is not there.
//! Runs may use a folder at the same time.

mod entry;
mod key;
mod program;
mod run;
mod store;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use figlift_extract::{Extraction, RuleSet};
use figlift_text::Document;
use serde::Serialize;
use serde::de::DeserializeOwned;

use self::entry::CachedDocument;
use self::key::EntryKey;
pub use self::key::{KeyPart, Lookup, SourceHashes};
pub use self::run::{RunLookup, RunPart};
use self::store::{EntryStore, StoredEntry};

/// The bytes that entries may take on disk. A MB of text takes about a quarter of one.
const MOST: u64 = 512 << 20;

/// The cache of a run.
///
/// ```
/// use figlift_cache::{Cache, Lookup, SourceHashes};
/// use figlift_config::Config;
/// use figlift_extract::RuleSet;
/// use figlift_text::{Document, Metadata};
///
/// let rules = RuleSet::compile(&Config::built_in()?.pack)?;
/// let folder = tempfile::tempdir()?;
/// let text = "建成8个国家级实验室。";
/// let source = SourceHashes { doc_id: "demo", name: "demo.txt", text: "hash of the text", sidecar: None };
/// for known in [Lookup::New, Lookup::Unchanged] {
///     let cache = Cache::open(folder.path(), "the built-in rules").explained();
///     let document = Document::new("demo", text, Metadata::default());
///     let (_, extraction, lookup) = cache.extract(document, source, &rules);
///     assert_eq!((extraction.figures.len(), lookup), (1, Some(known)));
///     assert_eq!(cache.close(), None);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Cache {
    /// `None` if none is used.
    opened: Option<Opened>,
    explained: bool,
    /// What went wrong first. Nothing is kept from then on.
    failure: OnceLock<String>,
}

#[derive(Debug)]
struct Opened {
    store: EntryStore,
    /// What identifies the rules and words, and the build of the program.
    rules: String,
    program: String,
}

impl Cache {
    /// No cache: each document is extracted.
    pub fn none() -> Cache {
        Cache { opened: None, explained: false, failure: OnceLock::new() }
    }

    /// No cache, for a reason that [`close`](Cache::close) returns.
    pub fn missing(reason: &str) -> Cache {
        let cache = Cache::none();
        cache.fail(reason);
        cache
    }

    /// The cache in a folder, which is made once there is something to keep, for rules and words that a
    /// text identifies, such as their hash.
    pub fn open(folder: &Path, rules: &str) -> Cache {
        let store = EntryStore::new(folder.join("extractions"));
        match program::identity(&store) {
            Ok(program) => {
                let opened = Opened { store, rules: rules.to_owned(), program };
                Cache { opened: Some(opened), ..Cache::none() }
            }
            Err(error) => Cache::missing(&format!("the program cannot be read: {error}")),
        }
    }

    /// The same, which finds out for each document why it is extracted, if it is.
    #[must_use]
    pub fn explained(self) -> Cache {
        Cache { explained: true, ..self }
    }

    /// A document with the date and the area that its text states, if its metadata has none, and its
    /// extraction; and where [`explained`](Cache::explained), whether it was in the cache.
    pub fn extract(
        &self,
        document: Document,
        source: SourceHashes<'_>,
        rules: &RuleSet,
    ) -> (Document, Extraction, Option<Lookup>) {
        let Some(opened) = &self.opened else {
            let (document, extraction) = extracted(document, rules);
            return (document, extraction, None);
        };
        let key = EntryKey::of(source, &opened.rules, &opened.program);
        let (known, lookup) = opened.find(&key, self.explained);
        let (document, extraction) = match known {
            Some(entry) => entry.with(document),
            None => {
                let (document, extraction) = extracted(document, rules);
                self.keep(opened, &key, &document, &extraction);
                (document, extraction)
            }
        };
        (document, extraction, lookup)
    }

    fn keep(&self, opened: &Opened, key: &EntryKey, document: &Document, extraction: &Extraction) {
        let content = || entry::encode(document, extraction);
        self.save(opened, &key.path(), key.hash(), content);
    }

    /// The run that was kept last at a place, such as its output folder; else why there is none. `None`
    /// without a cache.
    pub fn run<R: DeserializeOwned>(&self, place: &str) -> Option<Result<R, RunLookup>> {
        let Opened { store, program, .. } = self.opened.as_ref()?;
        let (path, key) = run::entry(place);
        Some(match store.load(&path, &key) {
            StoredEntry::Content(content) => run::decode(&content, program),
            StoredEntry::Damaged => Err(RunLookup::Damaged),
            StoredEntry::Nothing => Err(RunLookup::New),
        })
    }

    /// Keeps a run at a place, instead of the one before.
    ///
    /// ```
    /// use figlift_cache::{Cache, RunLookup};
    ///
    /// let folder = tempfile::tempdir()?;
    /// let cache = Cache::open(folder.path(), "the built-in rules");
    /// assert_eq!(cache.run::<u64>("output"), Some(Err(RunLookup::New)));
    /// cache.keep_run("output", &12_u64);
    /// assert_eq!(cache.run("output"), Some(Ok(12_u64)));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn keep_run(&self, place: &str, run: &impl Serialize) {
        let Some(opened) = &self.opened else { return };
        let (path, key) = run::entry(place);
        self.save(opened, &path, &key, || run::encode(run, &opened.program));
    }

    fn save(
        &self,
        opened: &Opened,
        path: &str,
        key: &[u8; 32],
        content: impl FnOnce() -> io::Result<Vec<u8>>,
    ) {
        if self.failure.get().is_some() {
            return;
        }
        if let Err(error) = content().and_then(|content| opened.store.save(path, key, &content)) {
            self.fail(&error.to_string());
        }
    }

    /// Removes the entries that were not used for longest, if they take too much room, and returns what
    /// went wrong, in one line.
    pub fn close(self) -> Option<String> {
        if let Some(opened) = &self.opened {
            opened.store.trim(MOST);
        }
        let reason = self.failure.into_inner()?;
        Some(format!("results cannot be kept for the next run: {reason}"))
    }

    fn fail(&self, reason: &str) {
        // Only the first reason counts.
        let _ = self.failure.set(reason.to_owned());
    }
}

impl Opened {
    /// The entry of a key, if there is one; how that came about, if it is asked for.
    fn find(&self, key: &EntryKey, explained: bool) -> (Option<CachedDocument>, Option<Lookup>) {
        let entry = match self.store.load(&key.path(), key.hash()) {
            StoredEntry::Content(content) => entry::decode(&content).ok_or(Lookup::Damaged),
            StoredEntry::Damaged => Err(Lookup::Damaged),
            StoredEntry::Nothing if explained => Err(key.compared(&self.store.names(key.folder()))),
            StoredEntry::Nothing => return (None, None),
        };
        match entry {
            Ok(entry) => (Some(entry), explained.then_some(Lookup::Unchanged)),
            Err(lookup) => (None, explained.then_some(lookup)),
        }
    }
}

fn extracted(document: Document, rules: &RuleSet) -> (Document, Extraction) {
    let document = rules.locate(rules.date(document));
    let extraction = rules.extract(&document);
    (document, extraction)
}

/// The folder for the cache of the user: `figlift` in the folder that `XDG_CACHE_HOME` names, else in
/// `.cache` in the home folder; `None` if neither is known. A relative path in the variable is ignored.
///
/// ```
/// if let Some(folder) = figlift_cache::default_folder() {
///     assert!(folder.is_absolute() && folder.ends_with("figlift"));
/// }
/// ```
pub fn default_folder() -> Option<PathBuf> {
    let stated = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let caches = stated.filter(|path| path.is_absolute());
    let caches = caches.or_else(|| Some(std::env::home_dir()?.join(".cache")));
    caches.filter(|path| path.is_absolute()).map(|path| path.join("figlift"))
}

#[cfg(test)]
mod tests;
