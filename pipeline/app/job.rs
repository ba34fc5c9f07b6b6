//! The main job: from a raw folder to the files of an output folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use arrow::array::RecordBatch;
use figlift_check::{Checked, CheckedRun};
use figlift_config::{Config, ConfigError, Source};
use figlift_extract::{Batches, RuleSet};
use figlift_normalize::bridge;
use figlift_publish::{Origin, Output, sha256_hex};
use figlift_read::{INPUTS, RawError, RawFile, RawState};
use figlift_review::Choice;
use figlift_schema::{
    CHANGES, CHECKS, DIAGNOSTICS, DOCUMENTS, FIGURES, NUMERALS, REVISIONS, SERIES,
};
use figlift_text::Document;
use rayon::prelude::*;

use crate::RunError;
use crate::documents::{self, ReadDocument};
use crate::draw::{self, DrawnChart};
use crate::ledger::{self, Corrected};
use crate::outcome::Outcome;
use crate::pages;
use crate::registries::Registries;

/// The options of a run.
#[derive(Clone, Debug)]
pub struct Job {
    /// Folder of raw texts.
    pub raw: PathBuf,
    /// Folder of the configuration.
    pub config: PathBuf,
    /// Whether an expectation fails if none of its documents is in the run.
    pub require_all: bool,
    /// The documents that get a review page, if only the review and the charts are needed.
    pub review: Option<Choice>,
    /// The registries of marks, formats and other extensions.
    pub registries: Registries,
}

impl Job {
    /// Runs the job on the current pool of threads. `done` is called after each document.
    ///
    /// # Errors
    /// If the config or a sidecar is invalid, a correction no longer applies, a file cannot be
    /// read, or there is no text. Undecodable texts and failed checks are not errors.
    pub fn run(&self, files: &[RawFile], done: impl Fn() + Sync) -> Result<Outcome, RunError> {
        let config = Config::load(&self.config)?;
        figlift_check::refuse_unknown(&config.pack.checks, self.registries.checks)?;
        let asked = draw::plan(&config.charts, self.registries.marks)?;
        let mut documents = read(files, &rules(&config)?, done)?;
        let corrected = ledger::apply(&config.corrections, &mut documents)?;
        let extracted: Vec<_> = documents.iter().filter_map(ReadDocument::extracted).collect();
        let batches = Batches::of(&extracted)?;
        let figures = figlift_normalize::figures(&batches.figures, &extracted, &config.pack)?;
        let document_rows = documents::batch(&documents)?;
        let series = figlift_normalize::series(&figures, &document_rows)?;
        let changes = figlift_normalize::changes(&figures, &series)?;
        let indicators = figlift_normalize::indicators(&figures)?;
        let Checked { findings, revisions } = self.check(&documents, &indicators, &config);
        let revisions = figlift_check::revisions(&revisions)?;
        let place = |doc_id: &str, byte: usize| documents::place(&documents, doc_id, byte);
        let tables = vec![
            (&FIGURES, bridge::to_batch(&figures, &FIGURES.arrow())?),
            (&CHANGES, bridge::to_batch(&changes, &CHANGES.arrow())?),
            (&SERIES, bridge::to_batch(&series, &SERIES.arrow())?),
            (&REVISIONS, revisions.clone()),
            (&CHECKS, figlift_check::batch(&findings, &place)?),
            (&NUMERALS, batches.numerals),
            (&DOCUMENTS, document_rows),
            (&DIAGNOSTICS, with_unreadable(&batches.diagnostics, &documents)?),
        ];
        let choice = self.review.clone().unwrap_or_default();
        let layout = pages::layout(&documents, &findings, &choice);
        let link = |doc_id: &str, figure_id: &str| {
            layout.href("charts/", doc_id, &figlift_publish::anchor(figure_id))
        };
        let inputs = draw::ChartInputs {
            pack: &config.pack,
            asked: &asked,
            marks: self.registries.marks,
            figures: &figures,
            revisions: &bridge::to_frame(&revisions)?,
            documents: &documents,
            link: &link,
        };
        let drawn = draw::draw(&inputs)?;
        let empty_charts = drawn.empty;
        let origin = origin(&config, &documents);
        let inputs = pages::ReviewInputs {
            documents: &documents,
            findings: &findings,
            indicators: &indicators,
            pack: &config.pack,
            charts: &drawn.charts,
            notes: notes(corrected, &empty_charts),
            program: &origin.program,
        };
        let pages = pages::pages(&inputs, &layout)?;
        let tables = if self.review.is_some() { Vec::new() } else { tables };
        let svg = |chart: DrawnChart| (chart.name, chart.drawing.svg);
        let charts = drawn.charts.into_iter().map(svg).collect();
        let output = Output { tables, charts, pages, origin };
        let rendered = figlift_publish::render(&output, self.registries.formats)?;
        Ok(Outcome { rendered, documents, findings, figures, corrected, empty_charts })
    }

    /// The raw files of the job, in order of their ids.
    ///
    /// # Errors
    /// If the folder cannot be read, or has no texts.
    pub fn files(&self) -> Result<Vec<RawFile>, RunError> {
        let files = figlift_read::find(&self.raw, self.registries.inputs)?;
        if files.is_empty() {
            let extensions =
                self.registries.inputs.iter().map(|input| format!(".{}", input.extension));
            return Err(RunError::NoDocuments {
                folder: self.raw.display().to_string(),
                extensions: extensions.collect::<Vec<_>>().join(" or "),
            });
        }
        Ok(files)
    }

    /// The readable documents of a raw folder, in order of their ids.
    ///
    /// # Errors
    /// If the folder or a file cannot be read, or a sidecar is wrong.
    pub fn documents(raw: &Path) -> Result<Vec<Document>, RunError> {
        let files = figlift_read::find(raw, INPUTS)?;
        let read =
            |file: &RawFile| match figlift_read::read(&file.doc_id, &figlift_read::load(file)?)? {
                RawState::Read { document, .. } => Ok(Some(document)),
                RawState::Unreadable { .. } => Ok(None),
            };
        let documents: Vec<Option<Document>> =
            files.par_iter().map(read).collect::<Result<_, RawError>>()?;
        Ok(documents.into_iter().flatten().collect())
    }

    fn check(
        &self,
        documents: &[ReadDocument],
        indicators: &BTreeMap<String, String>,
        config: &Config,
    ) -> Checked {
        let documents: Vec<_> = documents.iter().map(ReadDocument::checked).collect();
        let require_all = self.require_all;
        let run = CheckedRun { documents: &documents, indicators, config, require_all };
        figlift_check::check(run, self.registries.checks)
    }
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

/// Reads and extracts all files, in order; `done` is called after each.
fn read(
    files: &[RawFile],
    rules: &RuleSet,
    done: impl Fn() + Sync,
) -> Result<Vec<ReadDocument>, RawError> {
    let read = |file| {
        let document = ReadDocument::read(file, rules);
        done();
        document
    };
    files.par_iter().map(read).collect()
}

/// The problems in texts, and the texts that could not be decoded.
fn with_unreadable(
    found: &RecordBatch,
    documents: &[ReadDocument],
) -> Result<RecordBatch, RunError> {
    let unreadable = documents::unreadable(documents)?;
    let all = arrow::compute::concat_batches(&DIAGNOSTICS.arrow(), [found, &unreadable])?;
    let sorted =
        bridge::to_frame(&all)?.sort(DIAGNOSTICS.order.iter().copied(), Default::default())?;
    Ok(bridge::to_batch(&sorted, &DIAGNOSTICS.arrow())?)
}

/// The messages of a run besides counts.
fn notes(corrected: Corrected, empty_charts: &[String]) -> Vec<String> {
    let corrections = corrected.in_words().map(|words| format!("Corrections: {words}"));
    corrections
        .into_iter()
        .chain(empty_charts.iter().map(|chart| format!("No chart {chart}")))
        .collect()
}

fn origin(config: &Config, documents: &[ReadDocument]) -> Origin {
    let hash = |sources: &[Source]| {
        let texts: Vec<String> =
            sources.iter().map(|source| format!("{}\n{}\n", source.name, source.text)).collect();
        sha256_hex(texts.concat().as_bytes())
    };
    // Two texts may share a sidecar.
    let inputs: BTreeMap<String, String> =
        documents.iter().flat_map(|document| document.inputs.clone()).collect();
    Origin {
        inputs: inputs.into_iter().collect(),
        config_sha256: hash(&config.files),
        rules_sha256: hash(&config.pack.files),
        program: format!("figlift {}", env!("CARGO_PKG_VERSION")),
    }
}
