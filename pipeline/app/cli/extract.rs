//! `figlift extract` and `figlift numerals`: texts, printed as they are read.

use std::path::Path;

use anyhow::bail;
use figlift_config::{Config, ConfigError};
use figlift_extract::{Batches, Extraction, RuleSet};
use figlift_schema::{FIGURES, NUMERALS};
use figlift_text::Document;
use rayon::prelude::*;

use super::args::{AboutArgs, ExtractArgs, NumeralsArgs, TextsArgs};
use super::exit;
use super::given::{self, Given};
use super::print::RowPrinter;
use crate::{Progress, memory};

/// The texts that are extracted together: documents, and bytes unless it is a single larger one.
const GROUP_DOCUMENTS: usize = 256;
const GROUP_BYTES: usize = 4 << 20;

pub(super) fn figures(args: &ExtractArgs, quiet: bool) -> anyhow::Result<u8> {
    let columns = [
        "surface",
        "obs_value",
        "qualifier",
        "unit_measure",
        "classifier",
        "role",
        "change_end",
        "ref_area",
        "time_period",
        "obs_status",
        "action_text",
        "indicator_text",
    ];
    let mut printer = RowPrinter::new(&FIGURES, args.format, &columns);
    extract(&args.texts, quiet, |batches, several| printer.print(&batches.figures, several))
}

pub(super) fn numerals(args: &NumeralsArgs, quiet: bool) -> anyhow::Result<u8> {
    let columns = ["char_start", "surface", "class", "rule"];
    let mut printer = RowPrinter::new(&NUMERALS, args.format.into(), &columns);
    extract(&args.texts, quiet, |batches, several| printer.print(&batches.numerals, several))
}

/// Extracts texts group by group, so that a corpus of any size takes the memory of a group, and shows their
/// rows, also whether there are several documents. Returns the exit code.
fn extract(
    args: &TextsArgs,
    quiet: bool,
    show: impl FnMut(&Batches, bool) -> anyhow::Result<()>,
) -> anyhow::Result<u8> {
    let about = &args.about;
    let rules = rules(about)?;
    let given = given::given(&args.files)?;
    if given.len() > 1 && about.doc_id.is_some() {
        bail!("--doc-id names one document, but there are several files; leave it out");
    }
    let progress = Progress::on_terminal(quiet);
    progress.stage("Extracting");
    let several = given.len() > 1;
    let (group, counts) = (TextGroup::default(), TextCounts::default());
    let mut run = GivenRun { rules, progress, show, several, group, counts };
    for given in &given {
        run.take(given, about)?;
    }
    run.finish(quiet)
}

/// A run over some texts.
struct GivenRun<S> {
    rules: &'static RuleSet,
    progress: Progress,
    /// Shows the rows of texts.
    show: S,
    /// Whether there are several documents.
    several: bool,
    group: TextGroup,
    counts: TextCounts,
}

/// What came of some texts.
#[derive(Default)]
struct TextCounts {
    read: usize,
    /// Those that are not what they should be.
    unread: usize,
    /// Files that are not there, cannot be used, or end in an error.
    failed: usize,
}

impl<S: FnMut(&Batches, bool) -> anyhow::Result<()>> GivenRun<S> {
    /// Reads the documents of a text.
    fn take(&mut self, given: &Given, about: &AboutArgs) -> anyhow::Result<()> {
        let documents = match given.documents(about) {
            Ok(documents) => documents,
            Err(error) => {
                self.fail(&error);
                return Ok(());
            }
        };
        self.several |= documents.is_corpus;
        let path = documents.path().to_owned();
        for document in documents {
            match document {
                Ok(Ok(document)) => {
                    self.progress.suspended(|| given::warn(&path, &document));
                    self.group.add(document);
                }
                Ok(Err(line)) if !self.several => bail!(line),
                Ok(Err(line)) => {
                    self.progress.suspended(|| anstream::eprintln!("{line}"));
                    self.counts.unread += 1;
                }
                Err(error) => {
                    self.fail(&error);
                    return Ok(());
                }
            }
            if self.group.is_full() {
                self.counts.read += self.group.documents.len();
                let batches = self.group.extracted(self.rules)?;
                self.progress.suspended(|| (self.show)(&batches, self.several))?;
                memory::give_back();
            }
        }
        Ok(())
    }

    /// Prints an error, which is no reason to lose what was read before it, or other texts.
    fn fail(&mut self, error: &anyhow::Error) {
        self.counts.failed += 1;
        self.progress.suspended(|| exit::report(error));
    }

    /// Shows the last rows, and returns the exit code.
    fn finish(mut self, quiet: bool) -> anyhow::Result<u8> {
        let TextCounts { mut read, unread, failed } = self.counts;
        read += self.group.documents.len();
        // Without any row there is still a header.
        let last = self.group.extracted(self.rules)?;
        drop(self.progress);
        let lost = unread + failed;
        match (read, lost) {
            (0, 1..) if failed > 0 => return Ok(exit::COULD_NOT_RUN),
            (0, 1) => bail!("the text cannot be read"),
            (0, 2..) => bail!("none of the {lost} texts can be read"),
            _ => {}
        }
        (self.show)(&last, self.several)?;
        if lost > 0 && !quiet {
            anstream::eprintln!("{lost} of {} documents cannot be read", read + lost);
        }
        Ok(match (failed, unread) {
            (0, 0) => exit::CLEAN,
            (0, _) => exit::FOUND_PROBLEMS,
            _ => exit::COULD_NOT_RUN,
        })
    }
}

/// Texts that are extracted together.
#[derive(Default)]
struct TextGroup {
    documents: Vec<Document>,
    bytes: usize,
}

impl TextGroup {
    fn add(&mut self, document: Document) {
        self.bytes += document.text().len();
        self.documents.push(document);
    }

    fn is_full(&self) -> bool {
        self.documents.len() >= GROUP_DOCUMENTS || self.bytes >= GROUP_BYTES
    }

    /// The rows of the texts, which are taken out.
    fn extracted(&mut self, rules: &RuleSet) -> anyhow::Result<Batches> {
        let documents = std::mem::take(self).documents;
        let extracted = |document: Document| {
            let document = rules.locate(rules.date(document));
            let extraction = rules.extract(&document);
            (document, extraction)
        };
        // Threads are not started for one text.
        let extracted: Vec<(Document, Extraction)> = if documents.len() > 1 {
            documents.into_par_iter().map(extracted).collect()
        } else {
            documents.into_iter().map(extracted).collect()
        };
        let rows: Vec<_> = extracted.iter().map(|(text, found)| (text, found)).collect();
        Ok(Batches::of(&rows)?)
    }
}

/// The built-in pack, overlaid with that of a project.
pub(super) fn config(folder: Option<&Path>) -> Result<Config, ConfigError> {
    let config = folder.map_or_else(Config::built_in, Config::load)?;
    figlift_check::refuse_unknown(&config.pack.checks, figlift_check::CHECKS)?;
    Ok(config)
}

/// The rules for texts. They are never freed: the process ends with the command, and to free them word by
/// word would take a good part of its time.
pub(super) fn rules(about: &AboutArgs) -> Result<&'static RuleSet, ConfigError> {
    let rules = RuleSet::compile(&config(about.config.as_deref())?.pack)?;
    Ok(Box::leak(Box::new(rules)))
}

/// A text with the metadata of its sidecar and the flags, or else the date of its dateline. Of a corpus that
/// of the record whose number is that of the line.
pub(super) fn read(
    file: &Path,
    about: &AboutArgs,
    line: Option<usize>,
    rules: &RuleSet,
) -> anyhow::Result<Document> {
    let given = given::one(file)?;
    let mut documents = given.documents(about)?;
    let document = if documents.is_corpus {
        let Some(line) = line else {
            bail!(
                "{} is a corpus; name a record and a column of it: FILE:RECORD:COL",
                file.display()
            )
        };
        documents.record(line)
    } else {
        documents.next()
    };
    match document.transpose()? {
        Some(Ok(document)) => Ok(rules.locate(rules.date(document))),
        Some(Err(line)) => bail!(line),
        None => bail!("no such place in {}", file.display()),
    }
}
