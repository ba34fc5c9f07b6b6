//! The arguments of commands that work on a folder of texts.

use std::path::PathBuf;

use clap::ValueEnum;
use figlift_model::Severity;
use figlift_read::Links;

use super::SizeArgs;
use crate::CacheUse;

#[derive(Debug, clap::Args)]
pub(crate) struct RunArgs {
    /// Folder of raw texts, each with an optional sidecar (.toml) next to it
    #[arg(long, value_name = "DIR", default_value = "raw")]
    pub raw: PathBuf,
    /// Folder of the configuration: pack/, expected/, charts/, corrections.toml
    #[arg(long, value_name = "DIR", default_value = "config")]
    pub config: PathBuf,
    /// Folder to write; it is replaced completely, and only if figlift wrote it
    #[arg(long, value_name = "DIR", default_value = "output")]
    pub output: PathBuf,
    /// Write nothing; exit with 3 if the output is out of date. Implies --no-cache
    #[arg(long, conflicts_with = "explain_cache")]
    pub check: bool,
    /// Fail if an expectation has none of its documents in this run
    #[arg(long)]
    pub require_all: bool,
    /// The lowest severity of a failed check for which the run exits with 1 (for unresolved
    /// numerals see --max-unresolved)
    #[arg(long, value_name = "SEVERITY", value_enum, default_value_t)]
    pub fail_on: FailOn,
    // The help lists the known kinds: see `cli::main_with`.
    #[arg(long = "report", value_name = "KIND=PATH")]
    pub reports: Vec<String>,
    /// Number of threads (default: one for each core)
    #[arg(long, value_name = "N", value_parser = threads)]
    pub threads: Option<usize>,
    /// Fail if more than this share of all numerals is unresolved: 0.01 is one in a hundred
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub max_unresolved: Option<f64>,
    #[command(flatten)]
    pub cache: CacheArgs,
    #[command(flatten)]
    pub size: SizeArgs,
    #[command(flatten)]
    pub links: LinkArgs,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ReviewArgs {
    /// Documents whose pages are written
    #[arg(value_name = "DOC", required_unless_present = "all", conflicts_with = "all")]
    pub documents: Vec<String>,
    /// Write pages of all documents
    #[arg(long)]
    pub all: bool,
    /// Folder of raw texts, each with an optional sidecar (.toml) next to it
    #[arg(long, value_name = "DIR", default_value = "raw")]
    pub raw: PathBuf,
    /// Folder of the configuration: pack/, expected/, charts/, corrections.toml
    #[arg(long, value_name = "DIR", default_value = "config")]
    pub config: PathBuf,
    /// Folder to write; it is replaced completely, and only if figlift wrote it
    #[arg(long, value_name = "DIR", default_value = "review")]
    pub output: PathBuf,
    #[command(flatten)]
    pub cache: CacheArgs,
    #[command(flatten)]
    pub size: SizeArgs,
    #[command(flatten)]
    pub links: LinkArgs,
}

/// The links of a folder of texts.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct LinkArgs {
    /// Also read files to which links lead out of the raw folder
    #[arg(long)]
    pub follow_links: bool,
}

impl LinkArgs {
    /// The links that are followed.
    pub(crate) fn links(self) -> Links {
        if self.follow_links { Links::Anywhere } else { Links::Inside }
    }
}

/// Whether what former runs have kept is used.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct CacheArgs {
    /// Extract all documents and write all files, also if nothing has changed since the last run, and
    /// keep nothing for the next one
    #[arg(long)]
    pub no_cache: bool,
    /// Print whether the output was written and each document was extracted, and why
    #[arg(long, conflicts_with = "no_cache")]
    pub explain_cache: bool,
}

impl CacheArgs {
    /// What the options ask for.
    pub(crate) fn asked(self) -> CacheUse {
        match self {
            CacheArgs { no_cache: true, .. } => CacheUse::Without,
            CacheArgs { explain_cache: true, .. } => CacheUse::Explained,
            CacheArgs { .. } => CacheUse::With,
        }
    }
}

/// What makes a run exit with 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Failed checks of severity error, unreadable documents, or files that may hold a text and were
    /// not read
    #[default]
    Error,
    /// Also failed checks of severity warning, and other files that were not read
    Warning,
    /// No problem in texts
    Never,
}

impl FailOn {
    /// The lowest severity of a check that fails a run; `None` if none does.
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
