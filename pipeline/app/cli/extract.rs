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
use super::given;
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
    mut show: impl FnMut(&Batches, bool) -> anyhow::Result<()>,
) -> anyhow::Result<u8> {
    let about = &args.about;
    let rules = rules(about)?;
    let given = given::given(&args.files)?;
    if given.len() > 1 && about.doc_id.is_some() {
        bail!("--doc-id names one document, but there are several files; leave it out");
    }
    let progress = Progress::on_terminal(quiet);
    progress.stage("Extracting");
    let (mut group, mut read, mut unread) = (TextGroup::default(), 0_usize, 0_usize);
    let mut several = given.len() > 1;
    for given in &given {
        let documents = given.documents(about)?;
        several |= documents.is_corpus;
        let path = documents.path().to_owned();
        for document in documents {
            match document? {
                Ok(document) => {
                    progress.suspended(|| given::warn(&path, &document));
                    group.add(document);
                }
                Err(line) if !several => bail!(line),
                Err(line) => {
                    progress.suspended(|| anstream::eprintln!("{line}"));
                    unread += 1;
                }
            }
            if group.is_full() {
                read += group.documents.len();
                progress.suspended(|| show(&group.extracted(rules)?, several))?;
                memory::give_back();
            }
        }
    }
    read += group.documents.len();
    // Without any row there is still a header.
    let last = group.extracted(rules)?;
    drop(progress);
    match (read, unread) {
        (0, 1) => bail!("the text cannot be read"),
        (0, 2..) => bail!("none of the {unread} texts can be read"),
        _ => {}
    }
    show(&last, several)?;
    if unread > 0 && !quiet {
        anstream::eprintln!("{unread} of {} documents cannot be read", read + unread);
    }
    Ok(if unread > 0 { exit::FOUND_PROBLEMS } else { exit::CLEAN })
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
