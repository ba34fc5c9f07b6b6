//! The arguments of the program.

mod run;
mod text;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

pub(super) use run::{LinkArgs, ReviewArgs, RunArgs};
pub(super) use text::{AboutArgs, ExtractArgs, ExtractFormat, NumeralsArgs, SizeArgs, TextsArgs};

use super::exit;
use super::target::NumeralPlace;

/// Lifts figures out of official texts with their evidence, and checks that they agree.
#[derive(Debug, Parser)]
#[command(name = "figlift", version, after_help = exit::HELP, max_term_width = 100)]
pub(super) struct Args {
    #[command(subcommand)]
    pub command: Subcommands,
    /// Show no progress and print no summary; results, failed checks and errors are still printed
    #[arg(short, long, global = true)]
    pub quiet: bool,
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
    /// Write review pages of documents, including those without a page in the output
    #[command(after_help = "\
`figlift run` writes review.html. If the texts are too many for one page, it links to pages of failed
and of small documents. This command writes the pages of the named documents, or of all, into a
separate folder, with the first page and the charts. DOC is the path of a text in --raw, without
extension.

Examples:
  figlift review --all
  figlift review county/2021 county/2022 --output pages")]
    Review(ReviewArgs),
    /// Print the figures of texts, and of the records of corpora
    #[command(after_help = "\
Documents that cannot be read are listed on standard error. Exit codes: 1 if some cannot be read, 2 if none.

Examples:
  figlift extract report.txt
  figlift extract report.txt --format jsonl --date 2022 --area CN-JX
  figlift extract 2021.txt 2022.html.gz 'more/*.docx' --format csv
  figlift extract news.jsonl.zst --text-column content --format jsonl
  echo '产值147.57亿元' | figlift extract -")]
    Extract(ExtractArgs),
    /// Print every numeral of texts with its class
    #[command(after_help = "\
Examples:
  figlift numerals report.txt
  figlift numerals report.txt --format jsonl")]
    Numerals(NumeralsArgs),
    /// Explain how a numeral was read
    #[command(after_help = "\
Examples:
  figlift explain report.txt:12:5
  figlift explain report.txt@1024 --format json")]
    Explain(ExplainArgs),
    /// List the rules, what they read and how often each matched; `rules test` runs their cases
    #[command(after_help = "\
Examples:
  figlift rules
  figlift rules --raw raw
  figlift rules test --config project
  figlift rules show quantity.rank")]
    Rules(RulesArgs),
    /// Count the words for indicators, and the indicators that they name
    #[command(after_help = "\
Examples:
  figlift indicators --raw raw
  figlift indicators --raw raw --unknown")]
    Indicators(IndicatorsArgs),
    /// Show which figures of an output were added, removed or changed since another
    #[command(after_help = "\
OLD and NEW are folders that `figlift run` wrote. Figures are matched by document, indicator (else its
words), area, period, role and their order; value, bounds, unit, basis, status and similar columns are
compared. The place of a figure in its document does not matter.

Exit codes: 0 if all figures are equal, 1 if any differs, 2 if a folder cannot be read.

Examples:
  figlift diff output-2021 output
  figlift diff output-2021 output --format markdown --limit 50
  figlift diff output-2021 output --format json")]
    Diff(DiffArgs),
    /// Score the extraction against your own annotations: precision, recall and each field
    #[command(after_help = "\
GOLD has one JSON object per line for each numeral of the annotated part of a text: doc (the file name
of the text without extension), start, end (characters from 0), surface, class; and for figures role,
obs_value, value_low, value_high, unit_measure, and if they apply qualifier, classifier, per,
change, change_end, basis, indicator_key (the shortest words that a correct indicator contains),
time_period (no key or null: not scored; \"none\": there must be no period), obs_status; section is
ignored.

The keys indicator_text (the whole indicator), action_text, ref_area, base_period and is_cumulative
are scored in the rows that have them: as exact, action, area, base and cumulative. Each is an
accepted answer or a list of them; null: there must be no value; \"?\": every answer is accepted.
strict_share is the share of figures that are right in every field, out of those whose row has
indicator_text and spurious ones.

Examples:
  figlift score gold.jsonl report.txt
  figlift score gold.jsonl raw/*.txt --errors 5
  figlift score gold.jsonl raw/*.txt --config project --format json")]
    Score(ScoreArgs),
}

#[derive(Debug, clap::Args)]
pub(super) struct ExplainArgs {
    /// Place of the numeral: FILE:LINE:COL, both from 1 and columns in characters, FILE:PLACE as messages
    /// show it, or FILE@BYTE
    pub target: NumeralPlace,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub format: ExplainFormat,
    /// Show the rules that began to match, too, with the word that did not fit
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub about: AboutArgs,
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
    /// Folder whose pack/ is overlaid on the built-in rules and words
    #[arg(long, value_name = "DIR", global = true)]
    pub config: Option<PathBuf>,
    /// Folder of raw texts in which to count the matches of each rule
    #[arg(long, value_name = "DIR")]
    pub raw: Option<PathBuf>,
    #[command(flatten)]
    pub size: SizeArgs,
    #[command(flatten)]
    pub links: LinkArgs,
}

#[derive(Clone, Debug, Subcommand)]
pub(super) enum RulesCommand {
    /// Run the cases of all rules; exit with 1 if one fails
    Test,
    /// Print the block of a rule, to learn from or to replace
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
    /// Folder whose pack/ is overlaid on the built-in rules and words
    #[arg(long, value_name = "DIR")]
    pub config: Option<PathBuf>,
    /// Only words that are not in the catalogue
    #[arg(long)]
    pub unknown: bool,
    #[command(flatten)]
    pub size: SizeArgs,
    #[command(flatten)]
    pub links: LinkArgs,
}

#[derive(Debug, clap::Args)]
pub(super) struct DiffArgs {
    /// Folder with the former output
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// Folder with the current output
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub format: DiffFormat,
    /// Show up to N figures of each kind; all are counted
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
    /// Annotations, one JSON object per line
    #[arg(value_name = "GOLD")]
    pub gold: PathBuf,
    /// Annotated texts, each with an optional sidecar (.toml) next to it; others are ignored
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Also show up to N misses and mismatches of each kind with their places
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub errors: usize,
    /// How to print
    #[arg(long, value_enum, default_value_t)]
    pub format: ScoreFormat,
    /// Folder whose pack/ is overlaid on the built-in rules and words
    #[arg(long, value_name = "DIR")]
    pub config: Option<PathBuf>,
    #[command(flatten)]
    pub size: SizeArgs,
}

impl ScoreArgs {
    /// What is said of the texts: nothing but what their sidecars say.
    pub(super) fn about(&self) -> AboutArgs {
        let (config, size) = (self.config.clone(), self.size);
        AboutArgs { date: None, area: None, doc_id: None, text_column: None, config, size }
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
