//! The command line: arguments, output for people, exit codes.

mod args;
mod diff;
mod exit;
mod explain;
mod extract;
mod indicators;
mod print;
mod review;
mod rules;
mod run;
mod score;
mod summary;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};

/// Runs the command line and returns the exit code that the README promises.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(error) => {
            // Help and version are no errors; clap prints them to the right stream.
            let code = if error.use_stderr() { exit::COULD_NOT_RUN } else { exit::CLEAN };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let result = match args.command {
        Command::Run(args) => run::run(&args),
        Command::Review(args) => review::review(&args),
        Command::Extract(args) => extract::figures(&args),
        Command::Numerals(args) => extract::numerals(&args),
        Command::Explain(args) => explain::explain(&args),
        Command::Rules(args) => rules::rules(&args),
        Command::Indicators(args) => indicators::indicators(&args),
        Command::Diff(args) => diff::diff(&args),
        Command::Score(args) => score::score(&args),
    };
    ExitCode::from(result.unwrap_or_else(|error| exit::report(&error)))
}
