//! Words with fields that are filled in.

use std::ops::Range;

use crate::{ConfigError, Source};

/// The fields that may be filled in.
pub const CHART_FIELDS: &[&str] = &[
    "source",
    "publisher",
    "date",
    "title",
    "area",
    "areas",
    "period",
    "when",
    "indicator",
    "measure",
    "unit",
    "count",
];

/// A text with known fields in braces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    text: String,
}

impl Template {
    /// A template of code, whose fields are known.
    pub fn of(text: &str) -> Template {
        Template { text: text.to_owned() }
    }

    /// The text with its fields filled in. Braces in the values are kept.
    ///
    /// ```
    /// use figlift_config::Template;
    /// let title = Template::of("{area}: {count} values");
    /// let filled = title.fill(|field| if field == "count" { "3".into() } else { "江西".into() });
    /// assert_eq!(filled, "江西: 3 values");
    /// ```
    pub fn fill(&self, value: impl Fn(&str) -> String) -> String {
        let mut filled = String::with_capacity(self.text.len());
        let mut rest = self.text.as_str();
        while let Some((before, field, after)) = next_field(rest) {
            filled.push_str(before);
            filled.push_str(&value(field));
            rest = after;
        }
        filled + rest
    }

    /// A text of a file, at that place of it.
    pub(super) fn parse(
        source: &Source,
        span: Range<usize>,
        text: &str,
    ) -> Result<Template, ConfigError> {
        let mut rest = text;
        while let Some((_, field, after)) = next_field(rest) {
            if !CHART_FIELDS.contains(&field) {
                let help = format!("use one of: {{{}}}", CHART_FIELDS.join("}, {"));
                let message = format!("unknown field `{field}`");
                let place = place(source, span, &format!("{{{field}}}"));
                return Err(source.error(place, message).help(help));
            }
            rest = after;
        }
        if rest.contains('{') {
            return Err(source
                .error(place(source, span, "{"), "unclosed field")
                .help("close it with `}`, or remove the `{`"));
        }
        Ok(Template::of(text))
    }
}

/// The text before the first field, the name of the field, and the text after it.
fn next_field(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (field, after) = rest.split_once('}')?;
    Some((before, field, after))
}

/// The place of some words in an entry; the whole entry if they are written with escapes.
fn place(source: &Source, span: Range<usize>, words: &str) -> Range<usize> {
    let entry = source.text.get(span.clone()).unwrap_or_default();
    match entry.find(words) {
        Some(at) => span.start + at..span.start + at + words.len(),
        None => span,
    }
}
