//! Exit codes, and how an error that ends the program is shown.

use std::io::{ErrorKind, IsTerminal};

use figlift_config::ConfigError;
use figlift_publish::PublishError;
use figlift_read::RawError;

use crate::RunError;

/// All is well.
pub(super) const CLEAN: u8 = 0;
/// A check failed or a document could not be read; everything was published all the same.
pub(super) const FOUND_PROBLEMS: u8 = 1;
/// With `diff`: the figures of the two folders are not the same.
pub(super) const DIFFERENT: u8 = 1;
/// The program could not run: usage, config, files. Nothing was published, but where it is only a
/// report that could not be written.
pub(super) const COULD_NOT_RUN: u8 = 2;
/// With `--check`: the output folder is not what the inputs give.
pub(super) const OUT_OF_DATE: u8 = 3;

/// What `--help` says of the exit codes.
pub(super) const HELP: &str = "\
Exit codes:
  0  clean
  1  a check failed or a document could not be read (everything is published all the same);
     with diff: the figures of the two folders are not the same
  2  could not run: usage, config, files (nothing is published); or a report could not be written
  3  with --check only: the output is not what the inputs give (nothing is written)
Where several apply: 2, then 3, then 1.";

/// Shows an error that ends the program and returns its exit code. A reader that closed its end of a
/// pipe wants no more output and no complaint.
pub(super) fn report(error: &anyhow::Error) -> u8 {
    if is_closed(error) {
        return CLEAN;
    }
    let colour = std::io::stderr().is_terminal();
    match config_error(error) {
        Some(error) => anstream::eprintln!("{}", error.render(colour)),
        // These say what caused them themselves.
        None if error.is::<RunError>() || error.is::<PublishError>() => {
            anstream::eprintln!("error: {error}");
        }
        None => anstream::eprintln!("error: {error:#}"),
    }
    COULD_NOT_RUN
}

/// What was printed, where it does not matter that nobody reads it to the end.
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

/// The error in a config file or sidecar that is behind another.
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
