//! Exit codes and fatal errors.

use std::io::{ErrorKind, IsTerminal};

use figlift_config::ConfigError;
use figlift_publish::PublishError;
use figlift_read::RawError;

use crate::RunError;

/// Success.
pub(super) const CLEAN: u8 = 0;
/// A check failed, or a document or a file that may hold one could not be read; everything was
/// nevertheless published.
pub(super) const FOUND_PROBLEMS: u8 = 1;
/// With `diff`: the figures of the two folders differ.
pub(super) const DIFFERENT: u8 = 1;
/// The program could not run: usage, config, files. Nothing was published, unless only a report
/// could not be written.
pub(super) const COULD_NOT_RUN: u8 = 2;
/// With `--check`: the output folder is out of date.
pub(super) const OUT_OF_DATE: u8 = 3;

/// The exit codes in `--help`.
pub(super) const HELP: &str = "\
Exit codes:
  0  clean
  1  a check failed, or a document or a file that may hold one could not be read
     (everything is published);
     with diff: the figures of the two folders differ
  2  could not run: usage, config, files (nothing is published); or a report could not be written
  3  with --check only: the output is out of date (nothing is written)
If several apply: 2, then 3, then 1.";

/// Prints a fatal error and returns its exit code. If a reader closed its end of a pipe, that is
/// not an error.
pub(super) fn report(error: &anyhow::Error) -> u8 {
    if is_closed(error) {
        return CLEAN;
    }
    let colour = std::io::stderr().is_terminal();
    match config_error(error) {
        Some(error) => anstream::eprintln!("{}", error.render(colour)),
        // The messages of these include their causes.
        None if error.is::<RunError>() || error.is::<PublishError>() => {
            anstream::eprintln!("error: {error}");
        }
        None => anstream::eprintln!("error: {error:#}"),
    }
    COULD_NOT_RUN
}

/// Ignores the error of a closed pipe.
pub(super) fn unless_closed(printed: anyhow::Result<()>) -> anyhow::Result<()> {
    printed.or_else(|error| if is_closed(&error) { Ok(()) } else { Err(error) })
}

/// Whether a reader of the output closed its end of a pipe.
fn is_closed(error: &anyhow::Error) -> bool {
    let closed = |cause: &(dyn std::error::Error + 'static)| {
        cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
    };
    error.chain().any(closed)
}

/// The error in a config file or sidecar that caused another error.
fn config_error(error: &anyhow::Error) -> Option<&ConfigError> {
    match error.downcast_ref::<RunError>() {
        Some(RunError::Config(error)) => return Some(error),
        Some(RunError::Raw(RawError::Sidecar(error))) => return Some(error),
        _ => {}
    }
    match error.downcast_ref::<RawError>() {
        Some(RawError::Sidecar(error)) => Some(error),
        _ => error.downcast_ref::<ConfigError>(),
    }
}
