//! The texts that are named on the command line, one by one: files, globs, standard input, and the records of
//! corpora.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ffi::OsStr;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use figlift_model::DiagnosticCode;
use figlift_read::{
    Corpus, CorpusColumns, CorpusFormat, CorpusRecord, INPUTS, PLAIN, PassReason, Raw, RawFile,
    RawState, ReadFault, SizeLimit, Unread, input_of, refused_of,
};
use figlift_text::{Document, Metadata};

use super::args::AboutArgs;
use crate::report::Location;
use crate::texts;

/// The name of standard input.
const STANDARD_INPUT: &str = "-";

/// A text that is named on the command line.
pub(super) enum Given {
    StandardInput,
    File(Box<RawFile>),
    /// A file of a kind that is not read.
    Refused(PathBuf, PassReason),
    /// A name that stands for no file, with the error.
    Missing(String),
}

/// The documents of a text, which are one by one read.
pub(super) struct GivenDocuments<'a> {
    about: &'a AboutArgs,
    path: PathBuf,
    doc_id: String,
    /// Whether they are the records of a corpus.
    pub is_corpus: bool,
    documents: Box<dyn Iterator<Item = anyhow::Result<GivenText>> + 'a>,
    /// The numbers of the records with an id of their own, by the hashes of the ids.
    ids: HashMap<[u64; 2], usize>,
}

/// What came of reading a text.
enum GivenText {
    Text(RawState),
    /// A record, whose id is below that of its corpus.
    Record(CorpusRecord),
    /// Nothing, or nothing more.
    Unread(Unread),
    /// Nothing, since it is of a kind that is not read.
    Refused(PassReason),
}

/// The texts with these names, in their order: what is no file may be a glob, whose files are taken in the
/// order of their names. Sidecars of other texts are left out. Names that stand for no file are kept, since the
/// other texts can be read.
pub(super) fn given(names: &[PathBuf]) -> anyhow::Result<Vec<Given>> {
    let mut all = Vec::new();
    for name in names {
        match matching(name) {
            Ok(paths) => {
                for path in paths {
                    all.push(one(&path)?);
                }
            }
            Err(error) => all.push(Given::Missing(format!("{error:#}"))),
        }
    }
    let sidecars: BTreeSet<PathBuf> = all.iter().filter_map(Given::sidecar).collect();
    all.retain(|given| !matches!(given, Given::File(file) if sidecars.contains(&file.path)));
    refuse_same(&all)?;
    Ok(all)
}

/// The text with that name, which is no glob.
pub(super) fn one(name: &Path) -> anyhow::Result<Given> {
    if name == Path::new(STANDARD_INPUT) {
        return Ok(Given::StandardInput);
    }
    if let Err(error) = name.metadata() {
        let error = format!("cannot read `{}`: {error}", name.display());
        return Ok(Given::Missing(error));
    }
    let input = input_of(name, INPUTS).copied();
    if let (None, Some(kind)) = (input, refused_of(name)) {
        return Ok(Given::Refused(name.to_owned(), PassReason::Refused(kind)));
    }
    // Whoever names a file says that it is a text.
    let input = input.unwrap_or(PLAIN);
    Ok(Given::File(Box::new(RawFile::alone(name, input)?)))
}

/// The files that a name stands for.
fn matching(name: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let pattern = name.to_str().filter(|name| name.contains(['*', '?', '[']));
    let Some(pattern) = pattern.filter(|_| !name.exists()) else {
        return Ok(vec![name.to_owned()]);
    };
    let paths = glob::glob(pattern).with_context(|| format!("`{pattern}` is no glob"))?;
    let paths: Vec<PathBuf> = paths.collect::<Result<_, _>>()?;
    let is_text = |path: &PathBuf| path.is_file() && path.extension() != Some(OsStr::new("toml"));
    let files: Vec<PathBuf> = paths.into_iter().filter(is_text).collect();
    if files.is_empty() {
        bail!("no file matches `{pattern}`; name files that are there");
    }
    Ok(files)
}

/// # Errors
/// If two texts would have the same id.
fn refuse_same(all: &[Given]) -> anyhow::Result<()> {
    let mut known = BTreeMap::new();
    let is_text = |given: &&Given| matches!(given, Given::StandardInput | Given::File(_));
    for given in all.iter().filter(is_text) {
        if let Some(other) = known.insert(given.doc_id(), given.name()) {
            bail!(
                "{other} and {} have the same document id, {}; rename one of them, or read them one by one",
                given.name(),
                given.doc_id()
            );
        }
    }
    Ok(())
}

impl Given {
    fn sidecar(&self) -> Option<PathBuf> {
        match self {
            Given::File(file) => file.sidecar.clone(),
            _ => None,
        }
    }

    fn doc_id(&self) -> &str {
        match self {
            Given::File(file) => &file.doc_id,
            _ => STANDARD_INPUT,
        }
    }

    fn name(&self) -> &str {
        match self {
            Given::File(file) => &file.name,
            _ => "standard input",
        }
    }

    /// Opens it.
    pub(super) fn documents<'a>(&self, about: &'a AboutArgs) -> anyhow::Result<GivenDocuments<'a>> {
        let limit = about.size.max_document_size;
        let column = about.text_column.as_deref();
        let (path, corpus) = match self {
            Given::StandardInput => {
                let corpus = column.map(|name| {
                    let columns = CorpusColumns::of_text(name);
                    let (format, metadata) = (CorpusFormat::Lines, Metadata::default());
                    Corpus::of_stream(std::io::stdin(), format, columns, metadata, limit)
                });
                (PathBuf::from(STANDARD_INPUT), corpus.map(without_io).transpose()?)
            }
            Given::File(file) => (file.path.clone(), figlift_read::corpus_in(file, column, limit)?),
            Given::Refused(path, _) => (path.clone(), None),
            Given::Missing(error) => bail!("{error}"),
        };
        let is_corpus = corpus.is_some();
        let doc_id = about.doc_id.as_deref().unwrap_or(self.doc_id());
        let documents: Box<dyn Iterator<Item = anyhow::Result<GivenText>>> = match corpus {
            Some(Ok(corpus)) => Box::new(corpus.map(record)),
            Some(Err(error)) => Box::new(std::iter::once(Ok(GivenText::Unread(error)))),
            None => Box::new(std::iter::once(Ok(self.text(doc_id, limit)?))),
        };
        let doc_id = doc_id.to_owned();
        Ok(GivenDocuments { about, path, doc_id, is_corpus, documents, ids: HashMap::new() })
    }

    /// Reads it as one document.
    fn text(&self, doc_id: &str, limit: SizeLimit) -> anyhow::Result<GivenText> {
        let raw = match self {
            Given::StandardInput => Raw::of_stream(std::io::stdin(), limit, PLAIN)
                .context("standard input cannot be read")?,
            Given::File(file) => figlift_read::load(file, limit)?,
            Given::Refused(_, reason) => return Ok(GivenText::Refused(reason.clone())),
            Given::Missing(error) => bail!("{error}"),
        };
        Ok(GivenText::Text(figlift_read::read(doc_id, &raw)?))
    }
}

/// What was found in a corpus, or why it was not read. An error of the system ends the program.
fn without_io<T>(found: Result<T, ReadFault>) -> anyhow::Result<Result<T, Unread>> {
    match found {
        Ok(found) => Ok(Ok(found)),
        Err(fault) => fault.unread().map(Err).context("a corpus cannot be read"),
    }
}

fn record(record: Result<CorpusRecord, ReadFault>) -> anyhow::Result<GivenText> {
    Ok(without_io(record)?.map_or_else(GivenText::Unread, GivenText::Record))
}

/// Warns of metadata of a record that is not used.
pub(super) fn warn(path: &Path, document: &Document) {
    for found in document.noticed() {
        if found.code == DiagnosticCode::InvalidMetadata {
            let at = Some(document.place(found.span.start));
            let location = Location { file: Some(path.display().to_string()), at };
            anstream::eprintln!("{location}: {}: {}", found.severity, found.message);
        }
    }
}

impl GivenDocuments<'_> {
    /// The file.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The record of that number, if there is one. Those before are passed over.
    pub(super) fn record(
        mut self,
        number: usize,
    ) -> Option<anyhow::Result<Result<Document, String>>> {
        let is_before = |found: &anyhow::Result<GivenText>| matches!(found, Ok(GivenText::Record(record)) if record.number < number);
        let found = self.documents.by_ref().find(|found| !is_before(found))?;
        let is_it = !matches!(&found, Ok(GivenText::Record(record)) if record.number != number);
        is_it.then(|| self.document(found))
    }

    /// # Errors
    /// If another record has the id of this one.
    fn refuse_same(
        &mut self,
        CorpusRecord { number, id, .. }: &CorpusRecord,
    ) -> anyhow::Result<()> {
        if *id == number.to_string() {
            return Ok(());
        }
        // Texts of ids would take several times as much.
        let key = [0_u8, 1].map(|part| {
            let mut hasher = DefaultHasher::new();
            (part, id).hash(&mut hasher);
            hasher.finish()
        });
        match self.ids.insert(key, *number) {
            None => Ok(()),
            Some(other) => bail!(
                "records {other} and {number} of {} have the same id, {id}; give one of them another, or leave `id` out of [corpus]",
                self.path.display()
            ),
        }
    }

    /// The document, with what the flags say of it; if it cannot be read, the place and the reason.
    fn document(
        &self,
        found: anyhow::Result<GivenText>,
    ) -> anyhow::Result<Result<Document, String>> {
        let state = match found? {
            GivenText::Unread(error) => return Ok(Err(texts::line(&self.path, &error))),
            GivenText::Refused(reason) => {
                return Ok(Err(format!("{}: {reason}", self.path.display())));
            }
            GivenText::Text(state) => state,
            GivenText::Record(record) => {
                let doc_id = format!("{}/{}", self.doc_id, record.id);
                record.document(&doc_id)
            }
        };
        Ok(match state {
            RawState::Unreadable { error, .. } => Err(texts::line(&self.path, &error)),
            RawState::Read { document, .. } => Ok(self.about.applied_to(*document)),
        })
    }
}

/// The documents, with what the flags say of them; for those that cannot be read the place and the reason.
impl Iterator for GivenDocuments<'_> {
    type Item = anyhow::Result<Result<Document, String>>;

    fn next(&mut self) -> Option<Self::Item> {
        let found = self.documents.next()?;
        if let Ok(GivenText::Record(record)) = &found
            && let Err(error) = self.refuse_same(record)
        {
            return Some(Err(error));
        }
        Some(self.document(found))
    }
}
