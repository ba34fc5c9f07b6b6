//! Config files as they were read, so that every error can show its place.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::de::DeserializeOwned;
pub use toml::{Spanned, Value as TomlValue};

use crate::ConfigError;
use crate::walk::files_below;

/// A config file: its path and its text.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path as shown in messages: as given, with `/` between parts.
    pub path: Arc<str>,
    /// Path in the config folder.
    pub name: Arc<str>,
    /// The file's text.
    pub text: Arc<str>,
}

impl Source {
    /// A source with that path (also its name) and text.
    pub fn new(path: &str, text: &str) -> Source {
        Source { path: path.into(), name: path.into(), text: text.into() }
    }

    /// Reads a file; `name` is its path in the config folder.
    ///
    /// # Errors
    /// If the file cannot be read, or is not UTF-8.
    pub fn load(path: &Path, name: &str) -> Result<Source, ConfigError> {
        let bytes = fs::read(path).map_err(|error| ConfigError::io(path, &error))?;
        let text = String::from_utf8(bytes).map_err(|error| ConfigError::not_utf8(path, &error))?;
        Ok(Source { path: slashed(path).into(), name: name.into(), text: text.into() })
    }

    /// The file name without extension.
    pub fn stem(&self) -> &str {
        let file = self.name.rsplit('/').next().unwrap_or(&self.name);
        file.strip_suffix(".toml").unwrap_or(file)
    }

    /// Whether it is in that folder of the config folder.
    pub(crate) fn is_below(&self, folder: &str) -> bool {
        self.name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    }

    /// Reads the file as strict TOML.
    ///
    /// # Errors
    /// If it is not valid TOML, or does not have the shape of `T`.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, ConfigError> {
        toml::from_str(&self.text).map_err(|error| {
            let span = error.span().unwrap_or(0..self.text.len().min(1));
            let message = error.message().trim_end();
            if let Some((message, help)) = message.split_once('\n')
                && message.starts_with("unknown ")
            {
                return self.error(span, message).help(help);
            }
            let help = if message.starts_with("unknown field") {
                "remove it, or correct its spelling"
            } else if message.starts_with("unknown variant") {
                "use one of the known names"
            } else if message.starts_with("missing field") {
                "state it"
            } else if message.starts_with("invalid type") {
                "write the value as the README shows; texts and dates need quotation marks"
            } else {
                "write valid TOML as the README shows"
            };
            self.error(span, message).help(help)
        })
    }

    /// The place of a text value in an entry, with its quotation marks; the start of the entry if
    /// the value is written with escapes. If `entry` is a header, its table is searched, too.
    pub fn find(&self, entry: Range<usize>, value: &str) -> Range<usize> {
        let below = self.text.get(entry.start..).unwrap_or_default();
        let next_table = below[1.min(below.len())..].find("\n[").map_or(below.len(), |at| at + 1);
        let text = &below[..next_table.max(entry.len()).min(below.len())];
        let quoted =
            ["\"", "'"].iter().find_map(|quote| text.find(&format!("{quote}{value}{quote}")));
        match quoted {
            Some(at) => entry.start + at..entry.start + at + value.len() + 2,
            None => entry.start..entry.start + 1,
        }
    }

    /// The line of a byte of the file: `path:line`.
    pub fn line_of(&self, byte: usize) -> String {
        format!("{}:{}", self.path, self.text[..byte].matches('\n').count() + 1)
    }

    /// An error at that place of the file.
    pub fn error(&self, span: Range<usize>, message: impl Into<String>) -> ConfigError {
        ConfigError::at(&self.path, &self.text, span, message)
    }
}

/// All TOML files in a folder, in order of their paths.
pub(crate) fn read_folder(folder: &Path) -> Result<Vec<Source>, ConfigError> {
    let paths = files_below(folder).map_err(|(path, error)| ConfigError::io(&path, &error))?;
    let is_toml = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "toml");
    let mut sources = Vec::new();
    for path in paths.into_iter().filter(is_toml) {
        let name = slashed(path.strip_prefix(folder).unwrap_or(&path));
        sources.push(Source::load(&path, &name)?);
    }
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(sources)
}

fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
