//! The columns of a corpus, and what a record says in them.

use std::collections::BTreeMap;

use figlift_model::{DiagnosticCode, Severity};
use figlift_text::{Diagnostic, Metadata, Period, Span};
use serde::{Deserialize, Serialize};

use super::error::{CorpusError, MissingColumn, RecordError, RecordReason, shown};

/// The columns of a corpus, by what they hold. Keys are those of a sidecar.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorpusColumns {
    /// The name of the column that holds the texts.
    text: String,
    id: Option<String>,
    title: Option<String>,
    publisher: Option<String>,
    date: Option<String>,
    period: Option<String>,
    ref_area: Option<String>,
    source: Option<String>,
    licence: Option<String>,
    /// Where a sidecar names a column: its path and line.
    #[serde(skip)]
    places: BTreeMap<String, String>,
}

/// The forms of dates, for messages.
const DATES: &str = "write 2021, 2021-09 or 2021-09-05";

/// A value of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ColumnValue {
    /// The record has no such field.
    Missing,
    Null,
    Text(String),
    /// A number as it is written.
    Number(String),
    /// Something else, with its article.
    Other(String),
}

/// The text of a record with its metadata.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordContent {
    /// The text.
    pub text: String,
    /// What the record says of it, else the sidecar.
    pub metadata: Metadata,
    /// What is wrong with what it says.
    pub noticed: Vec<Diagnostic>,
}

impl CorpusColumns {
    /// Those of a corpus of which only the column of texts is known.
    pub fn of_text(name: &str) -> CorpusColumns {
        CorpusColumns {
            text: name.to_owned(),
            id: None,
            title: None,
            publisher: None,
            date: None,
            period: None,
            ref_area: None,
            source: None,
            licence: None,
            places: BTreeMap::new(),
        }
    }

    /// The same with the places at which a sidecar names columns.
    pub(crate) fn named_at(self, places: BTreeMap<String, String>) -> CorpusColumns {
        CorpusColumns { places, ..self }
    }

    /// The same with another column of texts.
    pub(crate) fn with_text(self, name: &str) -> CorpusColumns {
        CorpusColumns { text: name.to_owned(), ..self }
    }

    /// Whether records have ids of their own.
    pub(super) fn has_id(&self) -> bool {
        self.id.is_some()
    }

    /// The names of the columns, that of texts first; columns of no name are left out.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&*self.text).chain(self.others().into_iter().flatten())
    }

    /// The place of a column among those of a corpus.
    ///
    /// # Errors
    /// If there is none of that name, or several.
    pub(super) fn place(&self, wanted: &str, names: &[String]) -> Result<usize, CorpusError> {
        let mut places = (0..names.len()).filter(|&at| names[at] == wanted);
        match (places.next(), places.next()) {
            (Some(place), None) => Ok(place),
            (Some(_), Some(_)) => Err(CorpusError::SameColumn(wanted.to_owned())),
            (None, _) => Err(self.lacking(wanted, names, None)),
        }
    }

    /// The error of a corpus that has no such column, but others; known of so many records, if not of all.
    pub(super) fn lacking(
        &self,
        wanted: &str,
        found: &[String],
        of_first: Option<usize>,
    ) -> CorpusError {
        let (name, found) = (wanted.to_owned(), found.to_vec());
        let named_at = self.places.get(wanted).cloned();
        CorpusError::NoColumn(Box::new(MissingColumn { name, named_at, found, of_first }))
    }

    fn others(&self) -> [Option<&str>; 8] {
        [
            &self.id,
            &self.title,
            &self.publisher,
            &self.date,
            &self.period,
            &self.ref_area,
            &self.source,
            &self.licence,
        ]
        .map(Option::as_deref)
    }

    /// The id of a record with these values, and its text with the metadata, for which others stand in.
    pub(super) fn record(
        &self,
        fields: Vec<ColumnValue>,
        others: &Metadata,
    ) -> (Option<String>, Result<RecordContent, RecordError>) {
        let mut values = fields.into_iter();
        let text = values.next().unwrap_or(ColumnValue::Missing);
        let mut stated = StatedMetadata { noticed: Vec::new() };
        let mut next = |column: Option<&str>| {
            let value = column.and_then(|_| values.next()).unwrap_or(ColumnValue::Missing);
            stated.words(column.unwrap_or_default(), value)
        };
        let all = self.others();
        let [id, title, publisher, date, period, ref_area, source, licence] = all.map(&mut next);
        let [_, _, _, date_column, period_column, ..] = all.map(Option::unwrap_or_default);
        let text = match self.text_of(text) {
            Ok(text) => text,
            Err(reason) => return (id, Err(reason.whole())),
        };
        let date = date.map(|words| stated.date(date_column, &words));
        let period = period.map(|words| stated.period(period_column, &words, Period::FORMS));
        let others = others.clone();
        let metadata = Metadata {
            title: title.or(others.title),
            publisher: publisher.or(others.publisher),
            // What is wrong is no reason to take another.
            date: date.unwrap_or(others.date),
            period: period.unwrap_or(others.period),
            ref_area: ref_area.or(others.ref_area),
            source: source.or(others.source),
            licence: licence.or(others.licence),
        };
        (id, Ok(RecordContent { text, metadata, noticed: stated.noticed }))
    }

    fn text_of(&self, value: ColumnValue) -> Result<String, RecordReason> {
        let name = self.text.clone();
        match value {
            ColumnValue::Text(text) if text.trim().is_empty() => {
                Err(RecordReason::OtherText(name, "blank".to_owned()))
            }
            ColumnValue::Text(text) => Ok(text),
            ColumnValue::Missing => Err(RecordReason::NoText(name)),
            ColumnValue::Null => Err(RecordReason::NullText(name)),
            ColumnValue::Number(_) => Err(RecordReason::OtherText(name, "a number".to_owned())),
            ColumnValue::Other(kind) => Err(RecordReason::OtherText(name, kind)),
        }
    }
}

/// The day that words name in another form than ours: 20230105, or year, month and day with one character
/// between them, as in 2023/1/5 and Chinese dates.
fn written_day(words: &str) -> Option<String> {
    let is_digit = |c: char| c.is_ascii_digit();
    if words.len() == 8 && words.chars().all(is_digit) {
        return Some(format!("{}-{}-{}", &words[..4], &words[4..6], &words[6..]));
    }
    let numbers: Vec<&str> = words.split(|c: char| !is_digit(c)).collect();
    let (numbers, end) = numbers.split_at_checked(3)?;
    let [year, month, day] = numbers else { return None };
    let is_day = year.len() == 4 && [month, day].iter().all(|part| matches!(part.len(), 1..=2));
    (is_day && matches!(end, [] | [""])).then(|| format!("{year}-{month:0>2}-{day:0>2}"))
}

/// What a record says of its text.
struct StatedMetadata {
    noticed: Vec<Diagnostic>,
}

impl StatedMetadata {
    /// The words of a value; `None` if there are none.
    fn words(&mut self, column: &str, value: ColumnValue) -> Option<String> {
        match value {
            ColumnValue::Text(words) | ColumnValue::Number(words) => {
                let words = words.trim();
                (!words.is_empty()).then(|| words.to_owned())
            }
            ColumnValue::Missing | ColumnValue::Null => None,
            ColumnValue::Other(kind) => {
                self.notice(format!(
                    "{} of this record is {kind}, so it is not used",
                    shown(column)
                ));
                None
            }
        }
    }

    /// The date that some words state; of a time only its day counts.
    fn date(&mut self, column: &str, words: &str) -> Option<Period> {
        let day = match words.as_bytes().get(10) {
            Some(b'T' | b' ') => words.get(..10).unwrap_or(words),
            _ => words,
        };
        let day = written_day(day).unwrap_or_else(|| day.to_owned());
        let date = self.period(column, &day, DATES)?;
        if date.freq().is_none() {
            self.unusable(column, words, DATES);
            return None;
        }
        Some(date)
    }

    fn period(&mut self, column: &str, words: &str, forms: &str) -> Option<Period> {
        let parsed = words.parse().ok();
        if parsed.is_none() {
            self.unusable(column, words, forms);
        }
        parsed
    }

    fn unusable(&mut self, column: &str, words: &str, forms: &str) {
        let (column, words) = (shown(column), shown(words));
        self.notice(format!("{column} of this record is `{words}`, which is not used; {forms}"));
    }

    fn notice(&mut self, message: String) {
        self.noticed.push(Diagnostic {
            code: DiagnosticCode::InvalidMetadata,
            severity: Severity::Warning,
            span: Span::new(0, 0),
            message,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::written_day;

    #[test]
    fn days_are_read_in_the_forms_that_corpora_have() {
        let day = |words: &str| written_day(words).unwrap_or_default();
        for words in ["2023年1月5日", "2023/1/5", "2023.01.05", "20230105", "2023-1-5"] {
            assert_eq!(day(words), "2023-01-05", "{words}");
        }
        for words in ["2023年1月", "2023", "202301", "5/1/2023", "2023年第1季度", "2023/1/5/6", ""]
        {
            assert_eq!(day(words), "", "{words}");
        }
    }
}
