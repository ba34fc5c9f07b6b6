//! Measures the stages that can be timed alone: document, extraction, rows, Parquet.
//!
//! The unit is the time of UTF-8 validation of the same text in the same run, so that figures of
//! different machines can be compared. Every round measures all kernels once, in CPU time of the
//! thread; the median of the rounds counts.

#[path = "../thread_time.rs"]
mod thread_time;

use std::error::Error;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use arrow::array::{RecordBatch, new_null_array};
use figlift_config::Config;
use figlift_extract::{Batches, RuleSet};
use figlift_publish::{BeginTable, FORMATS, File, PublishError, TableFile, no_table};
use figlift_read::{INPUTS, Links, RawState, SizeLimit};
use figlift_schema::{FIGURES, NUMERALS, Table};
use figlift_text::{Document, Metadata};

use self::thread_time::thread_time;

const USAGE: &str = "\
usage: kernels [--full] [TEXT|FOLDER...]

Measures the stages that can be timed alone, as multiples of the time of UTF-8 validation of the
same text. The texts (default: those of raw/) are repeated to one document of a megabyte. With
--full every figure is the median of 11 rounds, not of 3.";

/// The text is repeated to this size.
const BYTES: usize = 1_000_000;
/// A kernel is repeated for at least this long, since the clock moves in steps of milliseconds.
const LEAST: Duration = Duration::from_millis(200);

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let (flags, paths): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with('-'));
    let rounds = match flags.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => 3,
        ["--full"] => 11,
        ["-h" | "--help"] => {
            println!("{USAGE}");
            return Ok(());
        }
        _ => return Err(USAGE.into()),
    };
    let paths = if paths.is_empty() { vec!["raw".to_owned()] } else { paths };
    let text = repeated(paths.iter().map(PathBuf::from))?;
    let rules = RuleSet::compile(&Config::built_in()?.pack)?;
    measure(&text, &rules, rounds)
}

/// Measures all kernels and prints them as multiples of the first.
fn measure(text: &str, rules: &RuleSet, rounds: usize) -> Result<(), Box<dyn Error>> {
    let read = || Document::new("bench", text, Metadata::default());
    let document = read();
    let extraction = rules.extract(&document);
    let rows = || Batches::of(&[(&document, &extraction)]);
    let batches = rows()?;
    let tables: [(&'static Table, RecordBatch); 2] = [
        (&FIGURES, whole(&FIGURES, &batches.figures)?),
        (&NUMERALS, whole(&NUMERALS, &batches.numerals)?),
    ];
    let bytes = text.as_bytes();
    let parquet = || tables.iter().map(|(table, rows)| encoded(table, rows)).collect::<Vec<_>>();
    let kernels: [(&str, &dyn Fn()); 5] = [
        ("validation", &|| ignore(std::str::from_utf8(black_box(bytes)))),
        ("document", &|| ignore(read())),
        ("extraction", &|| ignore(rules.extract(&document))),
        ("rows", &|| ignore(rows())),
        ("Parquet", &|| ignore(parquet())),
    ];
    let round = |_| kernels.map(|(_, kernel)| once(kernel));
    let rounds: Vec<[f64; 5]> = (0..rounds).map(round).collect();
    let (figures, numerals) = (batches.figures.num_rows(), batches.numerals.num_rows());
    println!("{} bytes with {numerals} numerals, {figures} of them figures", text.len());
    println!("\n| kernel | × UTF-8 validation | lowest | highest |\n|---|---|---|---|");
    for (index, (name, _)) in kernels.iter().enumerate().skip(1) {
        let mut multiples: Vec<f64> = rounds.iter().map(|round| round[index] / round[0]).collect();
        multiples.sort_by(f64::total_cmp);
        let (low, high) = (multiples[0], multiples[multiples.len() - 1]);
        println!("| {name} | {:.1} | {low:.1} | {high:.1} |", multiples[multiples.len() / 2]);
    }
    Ok(())
}

/// The Parquet file of a table.
fn encoded(table: &'static Table, rows: &RecordBatch) -> Result<Vec<File>, PublishError> {
    let parquet = FORMATS.iter().find(|format| format.name == "parquet");
    let begin = parquet.map_or(no_table as BeginTable, |format| format.table);
    let written = |mut file: Box<dyn TableFile>| {
        file.write(rows)?;
        file.finish()
    };
    begin(table, "figlift bench")?.into_iter().map(written).collect()
}

/// Takes a result that nobody needs, so that the compiler does not leave out the work.
fn ignore<T>(result: T) {
    let _ = black_box(result);
}

/// The seconds that a kernel takes once.
fn once(kernel: &dyn Fn()) -> f64 {
    let start = thread_time();
    let mut times = 0;
    loop {
        kernel();
        times += 1;
        let time = thread_time().saturating_sub(start);
        if time >= LEAST {
            return time.as_secs_f64() / f64::from(times);
        }
    }
}

/// The batch with all columns of its table; those that other stages fill are empty.
fn whole(table: &Table, batch: &RecordBatch) -> Result<RecordBatch, Box<dyn Error>> {
    let schema = table.arrow();
    let columns = schema.fields().iter().map(|field| {
        let found = batch.column_by_name(field.name()).cloned();
        found.unwrap_or_else(|| new_null_array(field.data_type(), batch.num_rows()))
    });
    let columns = columns.collect();
    Ok(RecordBatch::try_new(schema, columns)?)
}

/// The texts one after the other, repeated to the size that is measured.
fn repeated(paths: impl Iterator<Item = PathBuf>) -> Result<String, Box<dyn Error>> {
    let mut once = String::new();
    for path in paths {
        once += &read(&path)?;
    }
    if once.trim().is_empty() {
        return Err("there is no text to measure".into());
    }
    Ok(once.repeat(BYTES.div_ceil(once.len())))
}

/// A text, or all that can be read in a folder.
fn read(path: &Path) -> Result<String, Box<dyn Error>> {
    if path.is_file() {
        let text = std::fs::read_to_string(path);
        return Ok(text.map_err(|error| format!("cannot read `{}`: {error}", path.display()))?);
    }
    let mut texts = String::new();
    for file in figlift_read::find(path, INPUTS, Links::Inside)?.files {
        if let RawState::Read { document, .. } =
            figlift_read::read(&file.doc_id, &figlift_read::load(&file, SizeLimit::default())?)?
        {
            texts += document.text();
            texts.push('\n');
        }
    }
    Ok(texts)
}
