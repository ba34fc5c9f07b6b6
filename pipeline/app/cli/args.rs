//! The arguments of the program.

mod run;
mod text;

use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand, ValueEnum};

pub(super) use run::{ReviewArgs, RunArgs};
pub(super) use text::{AboutArgs, ExtractArgs, ExtractFormat, NumeralsArgs, TextArgs};

use super::exit;
use super::target::NumeralPlace;

/// Lifts figures out of official texts with their evidence, and checks that they agree.
#[derive(Debug, Parser)]
#[command(name = "figlift", version, after_help = exit::HELP, max_term_width = 100)]
pub(super) struct Args {
    #[command(subcommand)]
    pub command: Subcommands,
}

#[derive(Debug, Subcommand)]
pub(super) enum Subcommands {
    /// Turn a folder of raw texts into checked tables and charts
    #[command(after_help = "\
Examples:
  figlift run
  figlift run --raw reports --config project --output out
  figlift run --check
  figlift run --report github --report junit=checks.xml
  figlift run --report summary=summary.md --report csv=failed.csv --fail-on warning")]
    Run(RunArgs),
    /// Write review pages of documents that a run does not write them of
    #[command(after_help = "\
`figlift run` writes review.html. Where the texts are too many for one page, it leads to pages of those
that failed and of small ones. This writes the pages of the documents named, or of all, into a folder
of their own, with the page that leads to them and the charts. DOC is the path of a text below --raw,
without extension.

Examples:
  figlift review --all
  figlift review county/2021 county/2022 --output pages")]
    Review(ReviewArgs),
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
    /// Show why one numeral came out as it did
    #[command(after_help = "\
Examples:
  figlift explain report.txt:12:5
  figlift explain report.txt@1024 --format json")]
    Explain(ExplainArgs),
    /// List the rules, what they read and how often each fired; `rules test` runs their cases
    #[command(after_help = "\
Examples:
  figlift rules
  figlift rules --raw raw
  figlift rules test --config project
  figlift rules show quantity.rank")]
    Rules(RulesArgs),
    /// Count the words that say what is measured, and the indicators that they name
    #[command(after_help = "\
Examples:
  figlift indicators --raw raw
  figlift indicators --raw raw --unknown")]
    Indicators(IndicatorsArgs),
    /// Show which figures of an output were added, removed or changed since another
    #[command(after_help = "\
OLD and NEW are folders that `figlift run` wrote. Figures are of one key where document, indicator
(else the words), area, period, role and number among those alike are the same; value, bounds, unit,
basis, status and their like are compared. Where a figure stands in its document does not matter.

Exit codes: 0 where all figures are the same, 1 where any differs, 2 where a folder cannot be read.

Examples:
  figlift diff output-2021 output
  figlift diff output-2021 output --format markdown --limit 50
  figlift diff output-2021 output --format json")]
    Diff(DiffArgs),
    /// Hold what is extracted against your own annotations: precision, recall and each field
    #[command(after_help = "\
GOLD holds one JSON object a line for each numeral of the annotated part of a text: doc (the text's
file name without extension), start, end (characters from 0), surface, class; and for figures role,
obs_value, value_low, value_high, unit_measure, and where they apply qualifier, classifier, per,
change, change_end, basis, indicator_key (the shortest words that a right indicator holds),
time_period (no key or null: not scored; \"none\": no period is right), obs_status; section is ignored.

The keys indicator_text (the whole indicator), action_text, ref_area, base_period and is_cumulative
are scored in the rows that have them: as exact, action, area, base and cumulative. Each holds one
right answer or a list of them; null: no value is right; \"?\": everything is. Figures whose row has
indicator_text, and those found beside them, make strict_share: the share right in every field.

Examples:
  figlift score gold.jsonl report.txt
  figlift score gold.jsonl raw/*.txt --errors 5
  figlift score gold.jsonl raw/*.txt --config project --format json")]
    Score(ScoreArgs),
}

#[derive(Debug, clap::Args)]
pub(super) struct ExplainArgs {
    /// Place of the numeral: FILE:LINE:COL, both from 1 and columns in characters, or FILE@BYTE
    pub target: NumeralPlace,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub format: ExplainFormat,
    #[command(flatten)]
    about: AboutArgs,
}

impl ExplainArgs {
    /// The text that the numeral stands in.
    pub(super) fn text(&self) -> TextArgs {
        TextArgs { file: self.target.file.clone(), about: self.about.clone() }
    }
}

/// How an explanation is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ExplainFormat {
    /// For people
    #[default]
    Text,
    /// One JSON object
    Json,
}

#[derive(Debug, clap::Args)]
pub(super) struct RulesArgs {
    #[command(subcommand)]
    pub command: Option<RulesCommand>,
    /// Folder whose pack/ is laid over the built-in rules and words
    #[arg(long, value_name = "DIR", global = true)]
    pub config: Option<PathBuf>,
    /// Folder of raw texts to count on how often each rule fires
    #[arg(long, value_name = "DIR")]
    pub raw: Option<PathBuf>,
}

#[derive(Clone, Debug, Subcommand)]
pub(super) enum RulesCommand {
    /// Run the cases of all rules; exit with 1 where one fails
    Test,
    /// Print the file of a rule, to learn from or to replace
    Show {
        /// Its id, as `figlift rules` lists it
        id: String,
    },
}

#[derive(Debug, clap::Args)]
pub(super) struct IndicatorsArgs {
    /// Folder of raw texts
    #[arg(long, value_name = "DIR", default_value = "raw")]
    pub raw: PathBuf,
    /// Folder whose pack/ is laid over the built-in rules and words
    #[arg(long, value_name = "DIR")]
    pub config: Option<PathBuf>,
    /// Only words that the catalogue does not know
    #[arg(long)]
    pub unknown: bool,
}

#[derive(Debug, clap::Args)]
pub(super) struct DiffArgs {
    /// Folder with the former output
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// Folder with the present output
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub format: DiffFormat,
    /// Show up to N figures of each kind; counts are of all
    #[arg(long, value_name = "N", default_value_t = 200)]
    pub limit: usize,
}

/// How differences are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffFormat {
    /// Columns for people
    #[default]
    Table,
    /// One JSON object, keys as in the published tables
    Json,
    /// Tables for a comment on a pull request
    Markdown,
}

#[derive(Debug, clap::Args)]
pub(super) struct ScoreArgs {
    /// Annotations, one JSON object a line
    #[arg(value_name = "GOLD")]
    pub gold: PathBuf,
    /// Texts that are annotated, each with an optional sidecar (.toml) beside it; others are ignored
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Also show up to N misses and mismatches of each kind with their places
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub errors: usize,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub format: ScoreFormat,
    /// Folder whose pack/ is laid over the built-in rules and words
    #[arg(long, value_name = "DIR")]
    pub config: Option<PathBuf>,
}

impl ScoreArgs {
    /// One of the texts, of which only its sidecar tells more.
    pub(super) fn text(&self, file: &Path) -> TextArgs {
        let config = self.config.clone();
        TextArgs {
            file: file.to_owned(),
            about: AboutArgs { date: None, area: None, doc_id: None, config },
        }
    }
}

/// How a score is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ScoreFormat {
    /// Names and numbers, shares from 0 to 1
    #[default]
    Table,
    /// One JSON object
    Json,
}
