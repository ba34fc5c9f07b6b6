//! The arguments of commands that print what is in one text.

use std::path::PathBuf;

use clap::ValueEnum;
use figlift_text::Period;

#[derive(Debug, clap::Args)]
pub(crate) struct ExtractArgs {
    #[command(flatten)]
    pub text: TextArgs,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub format: ExtractFormat,
}

#[derive(Debug, clap::Args)]
pub(crate) struct NumeralsArgs {
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
pub(crate) struct TextArgs {
    /// Text file; `-` reads standard input. A sidecar (.toml) beside the file is read, too
    pub file: PathBuf,
    #[command(flatten)]
    pub about: AboutArgs,
}

/// What is known of a text.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct AboutArgs {
    /// Date of publication: 2022, 2022-09 or 2022-09-05 (overrides the sidecar, and the
    /// dateline that a text that nothing else dates is dated by)
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
pub(crate) enum ExtractFormat {
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
pub(crate) enum NumeralsFormat {
    /// Columns for people
    #[default]
    Table,
    /// One JSON object a line, keys as in the published tables
    Jsonl,
}

impl From<NumeralsFormat> for ExtractFormat {
    fn from(format: NumeralsFormat) -> ExtractFormat {
        match format {
            NumeralsFormat::Table => ExtractFormat::Table,
            NumeralsFormat::Jsonl => ExtractFormat::Jsonl,
        }
    }
}
