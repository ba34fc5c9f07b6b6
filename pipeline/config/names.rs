//! The names that fields of a figure may have, for whatever in the config states one.

use std::ops::Range;

use crate::{ConfigError, Source};

/// Roles of a value.
pub const ROLES: &[&str] = &["level", "change", "growth", "multiple", "rank"];
/// What a wording makes of a number.
pub const QUALIFIERS: &[&str] =
    &["exact", "over", "at_least", "under", "at_most", "about", "between"];
/// What a change is compared with.
pub const BASES: &[&str] = &["yoy", "pop", "avg", "since", "peer", "plan"];
/// SDMX observation status.
pub const STATUSES: &[&str] = &["A", "P", "F", "T"];
/// Signs of a change.
pub const SIGNS: &[&str] = &["+", "-"];
/// How much a failed check matters.
pub(crate) const SEVERITIES: &[&str] = &["error", "warning", "info", "off"];
/// Ends of a change.
pub(crate) const ENDS: &[&str] = &["from", "to"];
/// Classes of numerals that words of the lexicon may be.
pub(crate) const NUMERALS: &[&str] = &["period", "label", "enumerator", "reference", "idiom"];

/// The help for a name that is none of those known: the nearest of them, where one is near, and all.
///
/// ```
/// use figlift_config::names::known;
/// assert_eq!(known("lines", &["line", "bar"]), "did you mean `line`? Known are: line, bar");
/// assert_eq!(known("pie", &["line", "bar"]), "use one of: line, bar");
/// ```
pub fn known(name: &str, known: &[&str]) -> String {
    let all = known.join(", ");
    let likeness = |one: &&str| strsim::jaro_winkler(one, name);
    let nearest = known.iter().copied().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    match nearest.filter(|one| likeness(one) > 0.8) {
        Some(nearest) => format!("did you mean `{nearest}`? Known are: {all}"),
        None => format!("use one of: {all}"),
    }
}

/// Refuses a name that is not allowed; the error stands at the name, in the entry that `span` is.
pub(crate) fn check(
    source: &Source,
    span: Range<usize>,
    key: &str,
    name: Option<&str>,
    allowed: &[&str],
) -> Result<(), ConfigError> {
    match name {
        Some(name) if !allowed.contains(&name) => {
            let help = format!("use one of: {}", allowed.join(", "));
            Err(source
                .error(source.find(span, name), format!("{key} = \"{name}\" means nothing"))
                .help(help))
        }
        _ => Ok(()),
    }
}
