//! The arguments of the program.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use figlift_text::Period;

use super::exit;

/// Lifts figures out of official texts with their evidence, and checks that they agree.
#[derive(Debug, Parser)]
#[command(name = "figlift", version, after_help = exit::HELP, max_term_width = 100)]
pub(super) struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Turn a folder of raw texts into checked tables and charts
    #[command(after_help = "\
Examples:
  figlift run
  figlift run --raw reports --config project --output out
  figlift run --check")]
    Run(RunArgs),
    /// Print the figures of one text
    #[command(after_help = "\
Examples:
  figlift extract report.txt
  figlift extract report.txt --format jsonl --date 2022 --area CN-JX
  echo '产值147.57亿元' | figlift extract -")]
    Extract(ExtractArgs),
    /// Print every numeral of one text with its class
    #[command(after_help = "\
Examples:
  figlift numerals report.txt
  figlift numerals report.txt --format jsonl")]
    Numerals(NumeralsArgs),
}

#[derive(Debug, clap::Args)]
pub(super) struct RunArgs {
    /// Folder of raw texts, each with an optional sidecar (.toml) beside it
    #[arg(long, value_name = "DIR", default_value = "raw")]
    pub raw: PathBuf,
    /// Folder of the configuration: pack/, expected/, charts/
    #[arg(long, value_name = "DIR", default_value = "config")]
    pub config: PathBuf,
    /// Folder to write; it is replaced whole, and only if figlift wrote it
    #[arg(long, value_name = "DIR", default_value = "output")]
    pub output: PathBuf,
    /// Write nothing; exit with 3 where the output is not what the inputs give
    #[arg(long)]
    pub check: bool,
    /// Fail where an expectation has none of its documents in this run
    #[arg(long)]
    pub require_all: bool,
    /// Number of threads (default: one for each core)
    #[arg(long, value_name = "N", value_parser = threads)]
    pub threads: Option<usize>,
}

fn threads(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(number @ 1..=1024) => Ok(number),
        _ => Err("write a number from 1 to 1024".to_owned()),
    }
}

#[derive(Debug, clap::Args)]
pub(super) struct ExtractArgs {
    #[command(flatten)]
    pub text: TextArgs,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

#[derive(Debug, clap::Args)]
pub(super) struct NumeralsArgs {
    #[command(flatten)]
    pub text: TextArgs,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub format: NumeralsFormat,
}

fn date(text: &str) -> Result<Period, String> {
    match text.parse::<Period>() {
        Ok(period) if period.freq().is_some() => Ok(period),
        _ => Err("write a year, a month or a day: 2022, 2022-09 or 2022-09-05".to_owned()),
    }
}

/// One text, and what is known of it.
#[derive(Debug, clap::Args)]
pub(super) struct TextArgs {
    /// Text file; `-` reads standard input. A sidecar (.toml) beside the file is read, too
    pub file: PathBuf,
    /// Date of publication: 2022, 2022-09 or 2022-09-05 (overrides the sidecar)
    #[arg(long, value_parser = date)]
    pub date: Option<Period>,
    /// Area that the text is about, such as CN or CN-JX (overrides the sidecar)
    #[arg(long, value_name = "CODE")]
    pub area: Option<String>,
    /// Name of the document (default: the file's name without extension, `-` for standard input)
    #[arg(long, value_name = "ID")]
    pub doc_id: Option<String>,
    /// Folder whose pack/ is laid over the built-in rules and words
    #[arg(long, value_name = "DIR")]
    pub config: Option<PathBuf>,
}

/// How figures are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Columns for people
    #[default]
    Table,
    /// One JSON object a line, keys as in the published tables
    Jsonl,
    /// Comma-separated values with a header
    Csv,
}

/// How numerals are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum NumeralsFormat {
    /// Columns for people
    #[default]
    Table,
    /// One JSON object a line, keys as in the published tables
    Jsonl,
}

impl From<NumeralsFormat> for Format {
    fn from(format: NumeralsFormat) -> Format {
        match format {
            NumeralsFormat::Table => Format::Table,
            NumeralsFormat::Jsonl => Format::Jsonl,
        }
    }
}
