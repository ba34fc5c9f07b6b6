//! `figlift score`: compares extractions with annotations.

use std::collections::BTreeMap;
use std::io::{Write, stdout};
use std::path::PathBuf;

use anyhow::bail;
use figlift_extract::RuleSet;
use figlift_read::unpacked_name;
use serde::Serialize;

use super::args::{ScoreArgs, ScoreFormat};
use super::{exit, extract, print};
use crate::progress::{Progress, size_of};
use crate::score::{self, Annotated, Gold, Measure, Mistake, Score};

pub(super) fn score(args: &ScoreArgs, quiet: bool) -> anyhow::Result<u8> {
    let gold = Gold::load(&args.gold)?;
    let progress = Progress::on_terminal(quiet);
    let texts = texts(args, &gold, &progress)?;
    progress.stage("Scoring");
    let score = score::score(&texts)?;
    drop(progress);
    match args.format {
        ScoreFormat::Table => people(&score, args.errors)?,
        ScoreFormat::Json => writeln!(stdout().lock(), "{}", as_json(&score, args.errors)?)?,
    }
    Ok(exit::CLEAN)
}

/// Extracts the annotated texts. Files without annotations are not read.
fn texts<'g>(
    args: &ScoreArgs,
    gold: &'g Gold,
    progress: &Progress,
) -> anyhow::Result<Vec<Annotated<'g>>> {
    let files = by_stem(&args.files)?;
    let rules = RuleSet::compile(&extract::config(args.config.as_deref())?.pack)?;
    let about = args.about();
    let size = |doc| files.get(doc).map_or(0, |file| size_of(file));
    progress.documents("Extracting", gold.texts.keys().map(size));
    let mut texts = Vec::new();
    for (doc, rows) in &gold.texts {
        let Some(&file) = files.get(doc) else { return Err(gold.no_file(rows).into()) };
        let document = extract::read(file, &about, None, &rules)?;
        gold.check(rows, &document)?;
        let extraction = rules.extract(&document);
        progress.done(|| size_of(file));
        texts.push(Annotated { file: file.clone(), document, extraction, gold: rows });
    }
    Ok(texts)
}

fn by_stem(files: &[PathBuf]) -> anyhow::Result<BTreeMap<String, &PathBuf>> {
    let mut by_stem = BTreeMap::new();
    for file in files {
        let unpacked = unpacked_name(file);
        let stem = unpacked.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if let Some(other) = by_stem.insert(stem, file)
            && other != file
        {
            bail!(
                "{} and {} have the same name, by which gold rows refer to texts; rename one of them",
                other.display(),
                file.display()
            );
        }
    }
    Ok(by_stem)
}

fn people(score: &Score, errors: usize) -> anyhow::Result<()> {
    let mut out = stdout().lock();
    for (kind, mistakes) in score.mistakes().filter(|_| errors > 0) {
        writeln!(out, "-- {kind}: {}", mistakes.len())?;
        let row = |one: &&Mistake| {
            let cells = [&one.surface, &one.gold, &one.found].map(|cell| print::shortened(cell));
            let place = format!("   {}", one.place);
            std::iter::once(place).chain(cells).collect()
        };
        print::columns(&mut out, mistakes.iter().take(errors).map(row).collect())?;
    }
    let row = |&(name, measure): &(&str, Measure)| {
        let number = match measure {
            Measure::Count(count) => count.to_string(),
            Measure::Share(Some(share)) => format!("{share:.4}"),
            Measure::Share(None) => "n/a".to_owned(),
        };
        vec![name.to_owned(), number]
    };
    print::columns(&mut out, score.measures.iter().map(row).collect())
}

/// The JSON output. It has mistakes only if they are requested.
#[derive(Serialize)]
struct Printed<'a> {
    #[serde(flatten)]
    score: &'a Score,
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<BTreeMap<&'a str, Errors<'a>>>,
}

/// The number of mistakes of a kind, and the first of them.
#[derive(Serialize)]
struct Errors<'a> {
    count: usize,
    shown: Vec<&'a Mistake>,
}

fn as_json(score: &Score, errors: usize) -> anyhow::Result<String> {
    let kinds = score.mistakes().map(|(kind, all)| {
        (kind, Errors { count: all.len(), shown: all.into_iter().take(errors).collect() })
    });
    let errors = (errors > 0).then(|| kinds.collect());
    Ok(serde_json::to_string(&Printed { score, errors })?)
}
