//! The command line: arguments, output for people, exit codes.

mod args;
mod diff;
mod exit;
mod explain;
mod extract;
mod given;
mod indicators;
mod print;
mod review;
mod rules;
mod run;
mod score;
mod summary;
mod target;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Command, CommandFactory, FromArgMatches};

use self::args::{Args, Subcommands};
use crate::{Registries, report};

/// Runs the command line and returns the exit code that the README documents.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    main_with(arguments, Registries::default())
}

/// The same with other registries.
pub fn main_with(
    arguments: impl IntoIterator<Item = OsString>,
    registries: Registries,
) -> ExitCode {
    let help = report::help(registries.reports);
    let run = |run: Command| run.mut_arg("reports", |reports| reports.help(help));
    let parsed = Args::command().mut_subcommand("run", run).try_get_matches_from(arguments);
    let args = match parsed.and_then(|matches| Args::from_arg_matches(&matches)) {
        Ok(args) => args,
        Err(error) => {
            // Help and version are not errors; clap prints them to the right stream.
            let code = if error.use_stderr() { exit::COULD_NOT_RUN } else { exit::CLEAN };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let quiet = args.quiet;
    let result = match args.command {
        Subcommands::Run(args) => run::run(&args, quiet, registries),
        Subcommands::Review(args) => review::review(&args, quiet, registries),
        Subcommands::Extract(args) => extract::figures(&args, quiet),
        Subcommands::Numerals(args) => extract::numerals(&args, quiet),
        Subcommands::Explain(args) => explain::explain(&args),
        Subcommands::Rules(args) => rules::rules(&args, quiet),
        Subcommands::Indicators(args) => indicators::indicators(&args, quiet),
        Subcommands::Diff(args) => diff::diff(&args, quiet),
        Subcommands::Score(args) => score::score(&args, quiet),
    };
    ExitCode::from(result.unwrap_or_else(|error| exit::report(&error)))
}
