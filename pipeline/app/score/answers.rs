//! The answers that gold rows accept, for fields with several correct readings.

use std::fmt;

use serde_json::{Map, Value};

use super::common::plain;

/// The accepted answers for a field of a figure.
#[derive(Debug)]
pub(crate) struct Answers(Vec<Answer>);

#[derive(Debug)]
enum Answer {
    /// `"?"`: the text is ambiguous, so every answer is accepted.
    Any,
    /// As [`plain`] gives it; empty if the figure must have no value.
    Text(String),
}

/// `true` as a text, for comparison. `false` and null are the empty text.
pub(super) const TRUE: &str = "true";

impl Answers {
    /// Reads one answer or a list of them; `None` if the row lacks the key, so that it is not
    /// scored.
    ///
    /// # Errors
    /// If the list is empty, or an answer is neither null nor `"?"` nor a text (or a flag, with
    /// `of_flag`).
    pub(super) fn read(
        row: &Map<String, Value>,
        key: &str,
        of_flag: bool,
    ) -> Result<Option<Answers>, String> {
        let Some(value) = row.get(key) else { return Ok(None) };
        let answers = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        if answers.is_empty() {
            return Err(format!("{key} is an empty list; write null if there must be no value"));
        }
        let read = |answer| {
            Answer::read(answer, of_flag).ok_or_else(|| {
                let kind = if of_flag { "true, false" } else { "a text" };
                format!("invalid {key} {answer}; write {kind}, null, \"?\" or a list of these")
            })
        };
        Ok(Some(Answers(answers.iter().map(read).collect::<Result<_, _>>()?)))
    }

    /// Whether the value of a figure, empty for none, is one of them.
    pub(super) fn accept(&self, has: &str) -> bool {
        let has = plain(has);
        self.0.iter().any(|answer| match answer {
            Answer::Any => true,
            Answer::Text(text) => *text == has,
        })
    }
}

impl Answer {
    fn read(answer: &Value, of_flag: bool) -> Option<Answer> {
        Some(match answer {
            Value::String(text) if text == "?" => Answer::Any,
            Value::Null => Answer::Text(String::new()),
            Value::Bool(flag) if of_flag => Answer::Text(if *flag { TRUE } else { "" }.to_owned()),
            Value::String(text) if !of_flag => Answer::Text(plain(text)),
            _ => return None,
        })
    }
}

impl fmt::Display for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.0.iter().map(|answer| match answer {
            Answer::Any => "?",
            Answer::Text(text) if text.is_empty() => "none",
            Answer::Text(text) => text,
        });
        f.write_str(&shown.collect::<Vec<_>>().join(" or "))
    }
}
