//! Names that are read one by one, each with its place in a file.

use std::ops::Range;

use figlift_model::{Code, Unknown};

use crate::{ConfigError, Source};

/// How much a failed check matters.
pub(crate) const SEVERITIES: &[&str] = &["error", "warning", "info", "off"];

/// The code of a name that stands at `span`.
pub(crate) fn code<C: Code>(
    source: &Source,
    span: Range<usize>,
    name: &str,
) -> Result<C, ConfigError> {
    C::read(name).map_err(|unknown| refused(source, span, &unknown))
}

/// Refuses a name that is not one of the `known`, which are called `kind`.
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

/// The error of an unknown name.
pub(crate) fn refused(source: &Source, span: Range<usize>, unknown: &Unknown) -> ConfigError {
    source.error(span, unknown.message()).help(unknown.help())
}
