//! Gold rows: the annotations of texts. Invalid rows are refused with their line and a help text.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use figlift_model::{Basis, Code, NumeralClass, ObsStatus, Qualifier, Role, Unknown};
use figlift_text::Document;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::answers::Answers;
use super::common::CommonFields;
use super::field::ScoredField;

/// Keys that every row has.
const KEYS: [&str; 5] = ["doc", "start", "end", "surface", "class"];
/// Further required keys of a figure. The others have a default.
const FIGURE_KEYS: [&str; 5] = ["role", "obs_value", "value_low", "value_high", "unit_measure"];

/// Optional keys of a figure, besides those of [`ScoredField::optional_key`].
const MORE_KEYS: [&str; 10] = [
    "qualifier",
    "classifier",
    "per",
    "basis",
    "change",
    "change_end",
    "indicator_key",
    "time_period",
    "obs_status",
    "section",
];

/// One annotated numeral.
#[derive(Debug, Deserialize)]
pub(crate) struct GoldRow {
    /// Line of the file, from 1.
    #[serde(skip)]
    pub line: usize,
    /// Name of the text: that of its file, without extension.
    pub doc: String,
    /// Offsets in the text, in code points.
    pub start: usize,
    pub end: usize,
    pub surface: String,
    pub class: String,
    /// The id that the two ends of a change share.
    pub change: Option<String>,
    pub change_end: Option<String>,
    /// The shortest words that a correct indicator must contain.
    pub indicator_key: Option<String>,
    /// The accepted answers for fields with optional keys, if the row has the key.
    #[serde(skip)]
    pub answers: BTreeMap<ScoredField, Answers>,
    /// The fields that gold rows and figures state in the same way.
    #[serde(skip)]
    pub stated: CommonFields,
}

impl GoldRow {
    /// Its offsets.
    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Its change.
    pub(super) fn change(&self) -> Option<&str> {
        self.change.as_deref().filter(|change| !change.is_empty())
    }
}

/// An invalid gold file: which, where, and how to correct it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum GoldError {
    /// The file cannot be read.
    #[error("cannot read {}: {source}", .file.display())]
    File { file: PathBuf, source: std::io::Error },
    /// It has no rows.
    #[error("no rows in {}; annotate at least one numeral", .0.display())]
    Empty(PathBuf),
    /// A row is invalid.
    #[error("{}:{line}: {message}", .file.display())]
    Row { file: PathBuf, line: usize, message: String },
}

/// A gold file: its rows by the texts that they annotate.
#[derive(Debug)]
pub(crate) struct Gold {
    file: PathBuf,
    /// Neither the map nor any of the lists is empty.
    pub texts: BTreeMap<String, Vec<GoldRow>>,
}

impl Gold {
    /// Reads a file with one JSON object per line; empty lines are skipped.
    ///
    /// # Errors
    /// If the file cannot be read or has no rows, or if a row is not JSON, lacks a key or has an
    /// invalid value.
    pub(crate) fn load(file: &Path) -> Result<Gold, GoldError> {
        let text = std::fs::read_to_string(file)
            .map_err(|source| GoldError::File { file: file.to_owned(), source })?;
        let mut gold = Gold { file: file.to_owned(), texts: BTreeMap::new() };
        for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
            if line.trim().is_empty() {
                continue;
            }
            let row = read(number, line).map_err(|message| gold.error(number, message))?;
            gold.texts.entry(row.doc.clone()).or_default().push(row);
        }
        if gold.texts.is_empty() {
            return Err(GoldError::Empty(gold.file));
        }
        Ok(gold)
    }

    /// The file of an annotated text is missing.
    pub(crate) fn no_file(&self, rows: &[GoldRow]) -> GoldError {
        let (line, doc) = rows.first().map_or((1, ""), |row| (row.line, row.doc.as_str()));
        let message = format!(
            "no file for the text {doc:?}; add a file with that name, such as {doc}.txt, or correct `doc`"
        );
        self.error(line, message)
    }

    /// Checks the offsets and surfaces of rows in their text.
    ///
    /// # Errors
    /// If offsets are beyond the text, or the surface is not there.
    pub(crate) fn check(&self, rows: &[GoldRow], document: &Document) -> Result<(), GoldError> {
        let characters: Vec<char> = document.text().chars().collect();
        for row in rows {
            misplaced(row, &characters).map_err(|message| self.error(row.line, message))?;
        }
        Ok(())
    }

    fn error(&self, line: usize, message: String) -> GoldError {
        GoldError::Row { file: self.file.clone(), line, message }
    }
}

fn read(number: usize, line: &str) -> Result<GoldRow, String> {
    let keys: Map<String, Value> = serde_json::from_str(line).map_err(|error| {
        format!("invalid JSON: {}; write one object per line", at_column(&error))
    })?;
    let figure = keys.get("class").is_some_and(|class| class == "figure");
    let needed = KEYS.iter().chain(FIGURE_KEYS.iter().filter(|_| figure));
    if let Some(key) = needed.copied().find(|&key| !keys.contains_key(key)) {
        let whose = if FIGURE_KEYS.contains(&key) { "a figure" } else { "a row" };
        return Err(format!(
            "{whose} needs the key {key:?}; add it, with null if the text states none"
        ));
    }
    if let Some(message) = misspelt(&keys) {
        return Err(message);
    }
    let wrong = |error: serde_json::Error| format!("{}; correct the value", at_column(&error));
    let row: GoldRow = serde_json::from_str(line).map_err(wrong)?;
    let stated = serde_json::from_str(line).map_err(wrong)?;
    let answers = answers(&keys)?;
    cannot_be(&row).map_or(Ok(GoldRow { line: number, answers, stated, ..row }), Err)
}

/// The accepted answers of a row.
fn answers(row: &Map<String, Value>) -> Result<BTreeMap<ScoredField, Answers>, String> {
    let mut answers = BTreeMap::new();
    for field in ScoredField::ALL {
        let Some(key) = field.optional_key() else { continue };
        if let Some(right) = Answers::read(row, key, field == ScoredField::Cumulative)? {
            answers.insert(field, right);
        }
    }
    Ok(answers)
}

/// An unknown key or code, which would otherwise be ignored.
fn misspelt(row: &Map<String, Value>) -> Option<String> {
    let optional: Vec<&str> =
        ScoredField::ALL.into_iter().filter_map(ScoredField::optional_key).collect();
    let known = [&KEYS[..], &FIGURE_KEYS, &MORE_KEYS, &optional].concat();
    if let Some(key) = row.keys().find(|key| !known.contains(&key.as_str())) {
        return Some(format!("unknown key {key:?}; use one of: {}", known.join(", ")));
    }
    let unknown = unknown::<NumeralClass>(row, "class")
        .or_else(|| unknown::<Role>(row, "role"))
        .or_else(|| unknown::<Qualifier>(row, "qualifier"))
        .or_else(|| unknown::<Basis>(row, "basis"))
        .or_else(|| unknown::<ObsStatus>(row, "obs_status"));
    unknown.map(|unknown| format!("{}; {}", unknown.message(), unknown.help()))
}

/// An unknown code as the value of a key.
fn unknown<C: Code>(row: &Map<String, Value>, key: &str) -> Option<Unknown> {
    C::read(row.get(key)?.as_str()?).err()
}

/// An impossible value of a row.
fn cannot_be(row: &GoldRow) -> Option<String> {
    if row.start >= row.end {
        return Some(format!("end ({}) must be greater than start ({})", row.end, row.start));
    }
    let end = row.change_end.as_deref();
    if row.change().is_some() && !matches!(end, Some("from" | "to")) {
        return Some(
            "a row with a change needs its end; write \"change_end\": \"from\" or \"to\""
                .to_owned(),
        );
    }
    None
}

/// Refuses a row whose surface is not at its offsets; the error states where it is.
fn misplaced(row: &GoldRow, text: &[char]) -> Result<(), String> {
    let surface: Vec<char> = row.surface.chars().collect();
    let there = match text.get(row.range()) {
        Some(there) if there == surface => return Ok(()),
        Some(there) => {
            format!("{}..{} is {:?}", row.start, row.end, String::from_iter(there))
        }
        None => format!(
            "{}..{} is beyond the text, which has {} characters",
            row.start,
            row.end,
            text.len()
        ),
    };
    let places = text.windows(surface.len().max(1)).enumerate();
    let nearest = places
        .filter(|(_, part)| *part == surface)
        .map(|(at, _)| at)
        .min_by_key(|at| at.abs_diff(row.start));
    let help = match nearest {
        Some(at) => format!("it is at {at}..{}", at + surface.len()),
        None => "it does not occur in the text".to_owned(),
    };
    Err(format!("{there}, expected {:?}; {help} (offsets count characters from 0)", row.surface))
}

/// An error of one line of JSON, with its column.
fn at_column(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    match message.strip_suffix(&place) {
        Some(message) => format!("{message} (column {})", error.column()),
        None => message,
    }
}
