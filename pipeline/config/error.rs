use std::fmt;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::string::FromUtf8Error;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// An invalid configuration: what is wrong, where, and how to correct it.
#[derive(Debug)]
pub struct ConfigError {
    path: String,
    place: Option<(String, Range<usize>)>,
    message: String,
    help: Option<String>,
}

impl ConfigError {
    pub(crate) fn at(
        path: &str,
        text: &str,
        span: Range<usize>,
        message: impl Into<String>,
    ) -> ConfigError {
        let start = text.floor_char_boundary(span.start.min(text.len()));
        let end = text.ceil_char_boundary(span.end.min(text.len())).max(start);
        let place = Some((text.to_owned(), start..end));
        ConfigError { path: path.to_owned(), place, message: message.into(), help: None }
    }

    pub(crate) fn io(path: &Path, error: &io::Error) -> ConfigError {
        ConfigError {
            path: path.display().to_string(),
            place: None,
            message: format!("cannot be read: {error}"),
            help: None,
        }
    }

    pub(crate) fn not_utf8(path: &Path, error: &FromUtf8Error) -> ConfigError {
        let byte = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..byte].iter().filter(|&&b| b == b'\n').count() + 1;
        ConfigError {
            path: path.display().to_string(),
            place: None,
            message: format!("is not UTF-8 on line {line} (byte {byte})"),
            help: Some("save the file as UTF-8".to_owned()),
        }
    }

    pub(crate) fn misplaced(path: &str) -> ConfigError {
        ConfigError {
            path: path.to_owned(),
            place: None,
            message: "misplaced config file".to_owned(),
            help: Some(
                "move it to pack/, expected/ or charts/ of the config folder; only \
                 corrections.toml lies at its top"
                    .to_owned(),
            ),
        }
    }

    /// The same error with a help text.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> ConfigError {
        self.help = Some(help.into());
        self
    }

    /// File, line and column (from 1, in characters), if the error has a place in a file.
    pub fn position(&self) -> Option<(&str, usize, usize)> {
        let (text, span) = self.place.as_ref()?;
        let before = text.get(..span.start).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        Some((&self.path, line, column))
    }

    /// The error as text, with the line and a caret under the place.
    pub fn render(&self, colour: bool) -> String {
        let Some((text, span)) = &self.place else {
            return format!("error: {self}");
        };
        let snippet = Snippet::source(text.as_str())
            .path(self.path.as_str())
            .annotation(AnnotationKind::Primary.span(span.clone()));
        let mut group =
            Group::with_title(Level::ERROR.primary_title(&self.message)).element(snippet);
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help));
        }
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        renderer.render(&[group])
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.position() {
            Some((path, line, column)) => write!(f, "{path}:{line}:{column}: {}", self.message)?,
            None => write!(f, "{}: {}", self.path, self.message)?,
        }
        match &self.help {
            Some(help) => write!(f, " ({help})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ConfigError {}
