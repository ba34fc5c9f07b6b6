//! The arguments of commands that work on a folder of texts.

use std::path::PathBuf;

use clap::ValueEnum;
use figlift_model::Severity;

#[derive(Debug, clap::Args)]
pub(crate) struct RunArgs {
    /// Folder of raw texts, each with an optional sidecar (.toml) beside it
    #[arg(long, value_name = "DIR", default_value = "raw")]
    pub raw: PathBuf,
    /// Folder of the configuration: pack/, expected/, charts/, corrections.toml
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
    /// The least that a failed check must matter for the run to end with exit code 1 (unresolved
    /// numerals: see --max-unresolved)
    #[arg(long, value_name = "SEVERITY", value_enum, default_value_t)]
    pub fail_on: FailOn,
    // The help names the kinds that there are: see `cli::main_with`.
    #[arg(long = "report", value_name = "KIND=PATH")]
    pub reports: Vec<String>,
    /// Number of threads (default: one for each core)
    #[arg(long, value_name = "N", value_parser = threads)]
    pub threads: Option<usize>,
    /// Fail where more than this share of all numerals is unresolved: 0.01 is one in a hundred
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub max_unresolved: Option<f64>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ReviewArgs {
    /// Documents to write pages of
    #[arg(value_name = "DOC", required_unless_present = "all", conflicts_with = "all")]
    pub documents: Vec<String>,
    /// Write pages of all documents
    #[arg(long)]
    pub all: bool,
    /// Folder of raw texts, each with an optional sidecar (.toml) beside it
    #[arg(long, value_name = "DIR", default_value = "raw")]
    pub raw: PathBuf,
    /// Folder of the configuration: pack/, expected/, charts/, corrections.toml
    #[arg(long, value_name = "DIR", default_value = "config")]
    pub config: PathBuf,
    /// Folder to write; it is replaced whole, and only if figlift wrote it
    #[arg(long, value_name = "DIR", default_value = "review")]
    pub output: PathBuf,
}

/// What makes a run end with exit code 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// A failed check that is an error, or a document that could not be read
    #[default]
    Error,
    /// A failed check that is a warning, too
    Warning,
    /// Nothing that was found in texts
    Never,
}

impl FailOn {
    /// The least that a failed check must matter; `None` where nothing fails a run.
    pub(crate) fn least(self) -> Option<Severity> {
        match self {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warning => Some(Severity::Warning),
            FailOn::Never => None,
        }
    }
}

fn share(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok(share),
        _ => Err("write a share from 0 to 1, such as 0.01".to_owned()),
    }
}

fn threads(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(number @ 1..=1024) => Ok(number),
        _ => Err("write a number from 1 to 1024".to_owned()),
    }
}
