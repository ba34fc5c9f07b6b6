//! The main job: from a raw folder to the files of an output folder.

use std::collections::BTreeMap;
use std::path::PathBuf;

use arrow::array::RecordBatch;
use figlift_cache::{Cache, RunLookup};
use figlift_check::{Checker, Finding, Terms};
use figlift_config::{Config, ConfigError, Source};
use figlift_extract::RuleSet;
use figlift_normalize::bridge;
use figlift_publish::{Draft, Origin, Rendered, sha256_hex};
use figlift_read::{Links, PassedOver, RawError, RawFile, RawFolder, SizeLimit};
use figlift_review::Choice;
use figlift_schema::{CHANGES, CHECKS, DIAGNOSTICS, REVISIONS, SERIES};
use polars::prelude::DataFrame;
use rayon::prelude::*;

use crate::documents::{self, ReadDocument};
use crate::draw::{self, DrawnChart, DrawnCharts};
use crate::former::{RunBasis, RunForFolder};
use crate::gather::{Documents, Gathered, groups};
use crate::kept::TextsOfRun;
use crate::ledger::Corrected;
use crate::outcome::{FinishedRun, Outcome};
use crate::progress::Progress;
use crate::reading::{FreshDocument, Reader};
use crate::registries::Registries;
use crate::{RunError, memory, pages, passed};

/// The options of a run.
#[derive(Clone, Debug)]
pub struct Job {
    /// Folder of raw texts.
    pub raw: PathBuf,
    /// Folder of the configuration.
    pub config: PathBuf,
    /// The largest document that is read.
    pub max_document_size: SizeLimit,
    /// The links of the raw folder that are followed.
    pub links: Links,
    /// Whether an expectation fails if none of its documents is in the run.
    pub require_all: bool,
    /// The documents that get a review page, if only the review and the charts are needed.
    pub review: Option<Choice>,
    /// The folder that the output is for: if it still holds what the last run wrote for it, and nothing
    /// has changed since, nothing is made. `None` if that is not looked into.
    pub output: Option<PathBuf>,
    /// Whether extractions of former runs, and the last run itself, are used.
    pub cache: CacheUse,
    /// The registries of marks, formats and other extensions.
    pub registries: Registries,
}

/// Whether a run uses what former runs have kept, and keeps its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CacheUse {
    /// All is made from its beginning, and nothing is kept.
    Without,
    /// What has not changed is not made again.
    With,
    /// The same; the outcome tells what was made, and why.
    Explained,
}

impl CacheUse {
    /// The cache of the user, for rules and words with that hash.
    fn open(self, rules: &str) -> Cache {
        if self == CacheUse::Without {
            return Cache::none();
        }
        let cache = match figlift_cache::default_folder() {
            Some(folder) => Cache::open(&folder, rules),
            None => Cache::missing("neither XDG_CACHE_HOME nor HOME names a folder"),
        };
        if self == CacheUse::Explained { cache.explained() } else { cache }
    }
}

impl Job {
    /// Runs the job on the current pool of threads, and reports its stages to `progress`. Nothing is made
    /// if the last run for the output folder came to the same.
    ///
    /// # Errors
    /// If the config or a sidecar is invalid, a correction no longer applies, a file cannot be
    /// read, or there is no text. Unreadable texts and failed checks are not errors.
    pub fn run(&self, folder: RawFolder, progress: &Progress) -> Result<FinishedRun, RunError> {
        let config = Config::load(&self.config)?;
        figlift_check::refuse_unknown(&config.pack.checks, self.registries.checks)?;
        let sources = sources(&config);
        let cache = self.cache.open(&sources.rules_sha256);
        let run = self.output.as_deref().map(|output| RunForFolder {
            output,
            basis: RunBasis::of(&folder, &sources.config_sha256, self.deciding_options()),
            limit: self.max_document_size,
            checks: self.registries.checks,
            cache: &cache,
        });
        let lookup = match run.as_ref().and_then(|run| run.former(&folder, progress)) {
            Some(Ok(outcome)) => {
                let (rendered, lookup) = (None, Some(RunLookup::Unchanged));
                return Ok(FinishedRun { outcome, rendered, lookup, cache_failure: None });
            }
            former => former.and_then(Result::err),
        };
        let (outcome, rendered) = self.make(folder, &config, sources, &cache, progress)?;
        if let Some(run) = run {
            run.keep(&outcome);
        }
        let (rendered, cache_failure) = (Some(rendered), cache.close());
        Ok(FinishedRun { outcome, rendered, lookup, cache_failure })
    }

    /// Makes the whole output.
    fn make(
        &self,
        RawFolder { files, passed }: RawFolder,
        config: &Config,
        sources: Sources,
        cache: &Cache,
        progress: &Progress,
    ) -> Result<(Outcome, Rendered), RunError> {
        let asked = draw::plan(&config.charts, self.registries.marks)?;
        let (choice, rules) = (self.review.clone().unwrap_or_default(), rules(config)?);
        let reader = Reader { limit: self.max_document_size, rules: &rules, cache };
        let gathered = self.nothing_gathered(config, &choice, &sources.program, &passed)?;
        let gathered = gather(&files, reader, gathered, progress)?;
        let Documents { mut draft, documents, figures, findings, revisions, .. } = gathered;
        let texts = TextsOfRun::of(&gathered.texts, &documents, reader, &config.corrections);
        let indicators = figlift_normalize::indicators(&figures)?;
        if self.review.is_none() {
            append_series(&mut draft, &figures, &documents)?;
            append_checks(&mut draft, &findings, &revisions)?;
        }
        let layout = pages::layout(&documents, &findings, &choice);
        progress.stage("Drawing charts");
        let DrawnCharts { charts, empty: empty_charts } = draw::draw(&draw::ChartInputs {
            pack: &config.pack,
            asked: &asked,
            marks: self.registries.marks,
            figures: &figures,
            revisions: &bridge::to_frame(&revisions)?,
            documents: &documents,
            texts,
            layout: &layout,
        })?;
        drop(figures);
        let inputs = pages::ReviewInputs {
            passed: &passed,
            documents: &documents,
            texts,
            findings: &findings,
            indicators: &indicators,
            pack: &config.pack,
            charts: &charts,
            notes: notes(gathered.corrected, &empty_charts),
            program: &sources.program,
        };
        progress.stage("Making pages");
        let pages = pages::pages(&inputs, &layout)?;
        progress.stage("Encoding files");
        let charts: Vec<_> = charts.into_iter().map(DrawnChart::into_svg).collect();
        let rendered = draft.finish(&charts, &pages, &sources.of(&documents))?;
        let outcome = Outcome {
            files: rendered.inventory(),
            passed,
            documents,
            findings,
            figures: gathered.counts,
            corrected: gathered.corrected,
            empty_charts,
        };
        Ok((outcome, rendered))
    }

    /// The options that decide what a run comes to, in words. Messages may name the folder of the
    /// configuration.
    fn deciding_options(&self) -> String {
        let Job { config, max_document_size, links, require_all, registries, .. } = self;
        let checks: Vec<&str> = registries.checks.iter().map(|check| check.name).collect();
        let marks: Vec<&str> = registries.marks.iter().map(|mark| mark.name).collect();
        let formats: Vec<&str> = registries.formats.iter().map(|format| format.name).collect();
        format!("{:?}", (config, max_document_size, links, require_all, checks, marks, formats))
    }

    /// What the raw folder of the job holds.
    ///
    /// # Errors
    /// If the folder cannot be read, or has no texts.
    pub fn folder(&self) -> Result<RawFolder, RunError> {
        let found = figlift_read::find(&self.raw, self.registries.inputs, self.links)?;
        let found = figlift_read::spread(found, self.max_document_size)?;
        if found.files.is_empty() {
            let inputs = self.registries.inputs.iter();
            let extensions = inputs.flat_map(|input| input.extensions).map(|one| format!(".{one}"));
            return Err(RunError::NoDocuments {
                folder: self.raw.display().to_string(),
                extensions: extensions.collect::<Vec<_>>().join(" "),
                passed: found.passed,
            });
        }
        Ok(found)
    }

    /// No document yet; only the rows of what is none.
    fn nothing_gathered<'c>(
        &self,
        config: &'c Config,
        choice: &'c Choice,
        program: &str,
        passed: &[PassedOver],
    ) -> Result<Gathered<'c>, RunError> {
        let mut draft = Draft::new(program, self.registries.formats);
        if self.review.is_none() {
            draft.append(&DIAGNOSTICS, &passed::batch(passed)?)?;
        }
        let terms = Terms { config, require_all: self.require_all };
        let checker = Checker::new(self.registries.checks, terms);
        Ok(Gathered::new(config, choice, draft, checker, self.review.is_none()))
    }
}

/// Reads, extracts and writes files group by group, in order.
fn gather(
    files: &[RawFile],
    reader: Reader<'_>,
    mut gathered: Gathered<'_>,
    progress: &Progress,
) -> Result<Documents, RunError> {
    progress.documents("Reading and extracting", files.iter().map(RawFile::size));
    let read = |file: &RawFile| {
        let document = reader.read(file);
        progress.done(|| file.size());
        document
    };
    let read = |group: &[RawFile]| -> Result<Vec<FreshDocument>, RawError> {
        group.par_iter().map(read).collect()
    };
    let mut groups = groups(files);
    let mut next = groups.next().map(read).transpose()?;
    // The rows of a group are written while the next group is read.
    while let Some(documents) = next {
        let (read, added) =
            rayon::join(|| groups.next().map(read).transpose(), || gathered.add(documents));
        added?;
        next = read?;
        memory::give_back();
    }
    progress.stage("Normalising");
    gathered.finish()
}

/// The rules of a run. The cases of project rules are tested here; those of built-in rules are
/// tested at build time.
fn rules(config: &Config) -> Result<RuleSet, ConfigError> {
    let rules = RuleSet::compile(&config.pack)?;
    let own = config
        .pack
        .rules
        .values()
        .filter(|rule| config.files.iter().any(|file| file.path == rule.source.path));
    own.into_iter().try_for_each(|rule| rules.check_cases(rule))?;
    Ok(rules)
}

/// Adds the tables that are made of the figures of all documents.
fn append_series(
    draft: &mut Draft,
    figures: &DataFrame,
    documents: &[ReadDocument],
) -> Result<(), RunError> {
    let series = figlift_normalize::series(figures, &documents::dates(documents)?)?;
    let changes = figlift_normalize::changes(figures, &series)?;
    draft.append(&CHANGES, &bridge::to_batch(&changes, &CHANGES.arrow())?)?;
    draft.append(&SERIES, &bridge::to_batch(&series, &SERIES.arrow())?)?;
    Ok(())
}

/// Adds the tables of what was checked.
fn append_checks(
    draft: &mut Draft,
    findings: &[Finding],
    revisions: &RecordBatch,
) -> Result<(), RunError> {
    draft.append(&REVISIONS, revisions)?;
    draft.append(&CHECKS, &figlift_check::batch(findings)?)?;
    Ok(())
}

/// The messages of a run besides counts.
fn notes(corrected: Corrected, empty_charts: &[String]) -> Vec<String> {
    let corrections = corrected.in_words().map(|words| format!("Corrections: {words}"));
    corrections
        .into_iter()
        .chain(empty_charts.iter().map(|chart| format!("No chart {chart}")))
        .collect()
}

/// The features with which this program was built.
pub const FEATURES: &[&str] = &[
    #[cfg(feature = "pdf")]
    "pdf",
];

/// What an output is made of, besides its documents.
struct Sources {
    config_sha256: String,
    rules_sha256: String,
    program: String,
}

fn sources(config: &Config) -> Sources {
    let hash = |sources: &[Source]| {
        let texts: Vec<String> =
            sources.iter().map(|source| format!("{}\n{}\n", source.name, source.text)).collect();
        sha256_hex(texts.concat().as_bytes())
    };
    Sources {
        config_sha256: hash(&config.files),
        rules_sha256: hash(&config.pack.files),
        program: format!("figlift {}", env!("CARGO_PKG_VERSION")),
    }
}

impl Sources {
    /// The same with the documents.
    fn of(self, documents: &[ReadDocument]) -> Origin {
        let Sources { config_sha256, rules_sha256, program } = self;
        let features = FEATURES;
        // Two texts may share a sidecar.
        let inputs: BTreeMap<String, String> =
            documents.iter().flat_map(|document| document.inputs.clone()).collect();
        let inputs = inputs.into_iter().collect();
        Origin { inputs, config_sha256, rules_sha256, program, features }
    }
}
