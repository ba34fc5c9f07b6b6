//! `figlift extract` and `figlift numerals`: one text, printed.

use std::io::{Write, stdout};
use std::path::Path;

use anyhow::{Context, bail};
use arrow::array::RecordBatch;
use figlift_config::{Config, ConfigError};
use figlift_extract::{Batches, RuleSet};
use figlift_read::{INPUTS, PLAIN, Raw, RawFile, RawState, input_of};
use figlift_schema::{FIGURES, NUMERALS, Table};
use figlift_text::Document;

use super::args::{ExtractArgs, ExtractFormat, NumeralsArgs, TextArgs};
use super::{exit, print};
use crate::{Progress, texts};

pub(super) fn figures(args: &ExtractArgs, quiet: bool) -> anyhow::Result<u8> {
    let batches = extract(&args.text, quiet)?;
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
    show(&FIGURES, &batches.figures, args.format, &columns)
}

pub(super) fn numerals(args: &NumeralsArgs, quiet: bool) -> anyhow::Result<u8> {
    let batches = extract(&args.text, quiet)?;
    let columns = ["char_start", "surface", "class", "rule"];
    show(&NUMERALS, &batches.numerals, args.format.into(), &columns)
}

fn show(
    table: &Table,
    batch: &RecordBatch,
    format: ExtractFormat,
    columns: &[&str],
) -> anyhow::Result<u8> {
    match format {
        ExtractFormat::Table => print::table(batch, columns)?,
        ExtractFormat::Jsonl => print::json_lines(batch)?,
        ExtractFormat::Csv => {
            stdout().lock().write_all(figlift_publish::csv(table, batch).as_bytes())?;
        }
    }
    Ok(exit::CLEAN)
}

fn extract(args: &TextArgs, quiet: bool) -> anyhow::Result<Batches> {
    let rules = rules(args)?;
    let document = read(args, rules)?;
    let progress = Progress::on_terminal(quiet);
    progress.stage("Extracting");
    let extraction = rules.extract(&document);
    Ok(Batches::of(&[(&document, &extraction)])?)
}

/// The built-in pack, overlaid with that of a project.
pub(super) fn config(folder: Option<&Path>) -> Result<Config, ConfigError> {
    let config = folder.map_or_else(Config::built_in, Config::load)?;
    figlift_check::refuse_unknown(&config.pack.checks, figlift_check::CHECKS)?;
    Ok(config)
}

/// The rules for a text. They are never freed: the process ends with the command, and to free them word by
/// word would take a good part of its time.
pub(super) fn rules(args: &TextArgs) -> Result<&'static RuleSet, ConfigError> {
    let rules = RuleSet::compile(&config(args.about.config.as_deref())?.pack)?;
    Ok(Box::leak(Box::new(rules)))
}

/// The text with the metadata of its sidecar and the flags, or else the date of its dateline.
pub(super) fn read(args: &TextArgs, rules: &RuleSet) -> anyhow::Result<Document> {
    let limit = args.about.size.max_document_size;
    let (stem, raw) = if args.file == Path::new("-") {
        let raw = Raw::of_stream(std::io::stdin(), limit, PLAIN);
        ("-".to_owned(), raw.context("standard input cannot be read")?)
    } else {
        let input = input_of(&args.file, INPUTS).copied().unwrap_or(PLAIN);
        let file = RawFile::alone(&args.file, input)?;
        let raw = figlift_read::load(&file, limit)?;
        (file.doc_id, raw)
    };
    match figlift_read::read(args.about.doc_id.as_deref().unwrap_or(&stem), &raw)? {
        RawState::Read { document, .. } => {
            let mut metadata = document.metadata().clone();
            metadata.date = args.about.date.or(metadata.date);
            metadata.ref_area = args.about.area.clone().or(metadata.ref_area);
            Ok(rules.locate(rules.date(document.with_metadata(metadata))))
        }
        RawState::Unreadable { error, .. } => bail!("{}", texts::line(&args.file, &error)),
    }
}
