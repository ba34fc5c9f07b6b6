//! The arguments of commands that print the content of texts.

use std::path::PathBuf;

use clap::ValueEnum;
use figlift_read::SizeLimit;
use figlift_text::{Document, Period};

#[derive(Debug, clap::Args)]
pub(crate) struct ExtractArgs {
    #[command(flatten)]
    pub texts: TextsArgs,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub format: ExtractFormat,
}

#[derive(Debug, clap::Args)]
pub(crate) struct NumeralsArgs {
    #[command(flatten)]
    pub texts: TextsArgs,
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

/// Some texts with their metadata.
#[derive(Debug, clap::Args)]
pub(crate) struct TextsArgs {
    /// Text files and corpora, in the order of the rows; `-` reads standard input, and a quoted glob such as
    /// 'reports/*.txt' stands for the files that match. A sidecar (.toml) next to a file is also read
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub about: AboutArgs,
}

/// The metadata of a text.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct AboutArgs {
    /// Date of publication: 2022, 2022-09 or 2022-09-05 (overrides the sidecar and the dateline of
    /// the text)
    #[arg(long, value_parser = date)]
    pub date: Option<Period>,
    /// Area of the text, such as CN or CN-JX (overrides the sidecar)
    #[arg(long, value_name = "CODE")]
    pub area: Option<String>,
    /// Id of the document (default: the file name without extension, `-` for standard input); of a corpus
    /// the first part of the ids of its records
    #[arg(long, value_name = "ID")]
    pub doc_id: Option<String>,
    /// The column of a corpus (.jsonl, .csv, .parquet; standard input is .jsonl) that holds the texts, each
    /// of which becomes a document (overrides [corpus] of the sidecar)
    #[arg(long, value_name = "NAME")]
    pub text_column: Option<String>,
    /// Folder whose pack/ is overlaid on the built-in rules and words
    #[arg(long, value_name = "DIR")]
    pub config: Option<PathBuf>,
    #[command(flatten)]
    pub size: SizeArgs,
}

impl AboutArgs {
    /// A document with the metadata of its sidecar and the flags.
    pub(crate) fn applied_to(&self, document: Document) -> Document {
        let mut metadata = document.metadata().clone();
        metadata.date = self.date.or(metadata.date);
        metadata.ref_area = self.area.clone().or(metadata.ref_area);
        document.with_metadata(metadata)
    }
}

/// The size of the largest text.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct SizeArgs {
    /// Size of the largest text that is read, such as 500kB, 64MiB or 1048576; larger ones are
    /// unreadable
    #[arg(long = SizeLimit::OPTION, value_name = "SIZE", default_value_t)]
    pub max_document_size: SizeLimit,
}

/// How figures are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExtractFormat {
    /// Columns for people
    #[default]
    Table,
    /// One JSON object per line, with the keys of the published tables
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
    /// One JSON object per line, with the keys of the published tables
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
