//! Names with their places in a file.

use std::ops::Range;

use figlift_model::{Code, Unknown};

use crate::{ConfigError, Source};

/// Severities of failed checks.
pub(crate) const SEVERITIES: &[&str] = &["error", "warning", "info", "off"];

/// The code of the name at `span`.
pub(crate) fn code<C: Code>(
    source: &Source,
    span: Range<usize>,
    name: &str,
) -> Result<C, ConfigError> {
    C::read(name).map_err(|unknown| refused(source, span, &unknown))
}

/// Refuses a name that is not `known`; `kind` is what the names are called.
pub(crate) fn check(
    source: &Source,
    span: Range<usize>,
    kind: &str,
    name: &str,
    known: &[&str],
) -> Result<(), ConfigError> {
    match known.contains(&name) {
        true => Ok(()),
        false => Err(refused(source, span, &Unknown::of(kind, name, known.iter().copied()))),
    }
}

/// The error of a name that is in no entry of a file of the pack.
pub(crate) fn missing<'n>(
    source: &Source,
    span: Range<usize>,
    (kind, name, file): (&str, &str, &str),
    known: impl IntoIterator<Item = &'n str>,
) -> ConfigError {
    let unknown = Unknown::of(kind, name, known);
    let help = unknown.help_to_add(&format!("pack/{file}"));
    source.error(span, unknown.message()).help(help)
}

/// The error of an unknown name.
pub(crate) fn refused(source: &Source, span: Range<usize>, unknown: &Unknown) -> ConfigError {
    source.error(span, unknown.message()).help(unknown.help())
}
