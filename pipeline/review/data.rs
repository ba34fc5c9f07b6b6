//! The data of the figures of a page for its script, as compact JSON.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Serialize;
use serde_json::{Value, json};

use crate::checks::FigureChecks;
use crate::layout::Layout;
use crate::model::{FigureLink, Review, ReviewChart, ReviewDocument, ReviewFigure};
use crate::text::Text;
use crate::words;

/// Fields of a figure, in the order of [`Gatherer::row`]. Those of the table `figures` have its names.
const COLUMNS: &[&str] = &[
    "obs_value",
    "value_low",
    "value_high",
    "closed",
    "qualifier",
    "unit_measure",
    "unit_mult",
    "classifier",
    "per",
    "role",
    "basis",
    "base_period",
    "indicator",
    "indicator_text",
    "action_text",
    "ref_area",
    "time_period",
    "period_source",
    "obs_status",
    "rule",
    "correction",
    "change_end",
    "attachment",
    "origins",
    "sentence",
    "other",
    "restates",
    "repeats",
    "charts",
    "checks",
    "words",
    "evidence",
];

/// The data of a page.
#[derive(Debug, Serialize)]
pub(crate) struct Data<'a> {
    columns: &'static [&'static str],
    /// Ids of the documents, in order of the page.
    documents: Vec<&'a str>,
    /// Document, start and end of each sentence that has figures, in its text.
    sentences: Vec<[usize; 3]>,
    /// Texts, to which rows refer by index.
    strings: Vec<String>,
    /// A row for each figure, in order of the page.
    figures: Vec<Vec<Value>>,
    /// Severity or status, kind, message and the figures involved of each check.
    checks: Vec<Value>,
    /// Path and title of each chart.
    charts: Vec<[String; 3]>,
    indicators: BTreeMap<&'a str, [&'a str; 2]>,
    areas: BTreeMap<&'a str, [&'a str; 2]>,
    units: BTreeMap<&'a str, &'a str>,
    /// What the codes are called, by group and code.
    words: BTreeMap<&'static str, BTreeMap<&'static str, [&'static str; 2]>>,
}

impl Data<'_> {
    /// The JSON for a script element: nothing in it ends the element or begins a comment.
    pub(crate) fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default().replace('<', "\\u003c")
    }
}

/// Gathers the data of a page, document by document.
pub(crate) struct Gatherer<'a> {
    review: &'a Review<'a>,
    layout: &'a Layout,
    checks: &'a FigureChecks<'a>,
    path: &'a str,
    documents: Vec<&'a str>,
    sentences: Vec<[usize; 3]>,
    strings: Vec<String>,
    places: BTreeMap<String, usize>,
    figures: Vec<Vec<Value>>,
    /// Index on this page of each check that a row refers to.
    named: BTreeMap<usize, usize>,
    found: Vec<Value>,
    /// Number of paragraphs of the previous documents.
    before: usize,
}

impl<'a> Gatherer<'a> {
    /// An empty gatherer for the page at a path.
    pub(crate) fn new(
        review: &'a Review<'a>,
        layout: &'a Layout,
        checks: &'a FigureChecks<'a>,
        path: &'a str,
    ) -> Gatherer<'a> {
        Gatherer {
            review,
            layout,
            checks,
            path,
            documents: Vec::new(),
            sentences: Vec::new(),
            strings: Vec::new(),
            places: BTreeMap::new(),
            figures: Vec::new(),
            named: BTreeMap::new(),
            found: Vec::new(),
            before: 0,
        }
    }

    /// Adds the figures of a document on the page.
    pub(crate) fn add(&mut self, document: &'a ReviewDocument<'_>, text: &Text<'_>) {
        let Some(body) = &document.body else { return };
        let units = Utf16Offsets::of(body.text);
        self.documents.push(&document.id);
        // Figures without a mark on the page have no row, since rows and marks correspond one to
        // one.
        for numeral in &body.numerals {
            let figure = numeral.figure.and_then(|at| body.figures.get(at));
            if let Some(figure) = figure {
                let lit = |span: &Range<usize>| self.lit(text, &units, span);
                let words: Vec<Value> = figure.words.iter().filter_map(lit).collect();
                let evidence: Vec<Value> = figure.evidence.iter().filter_map(lit).collect();
                let sentence = self.sentence(&units, &figure.sentence);
                let row = self.row(figure, sentence, words, evidence);
                self.figures.push(row);
            }
        }
        self.before += text.paragraphs.len();
    }

    /// A span of words: its paragraph on the page, and its start and end there.
    fn lit(&self, text: &Text<'_>, units: &Utf16Offsets, span: &Range<usize>) -> Option<Value> {
        let number = text.paragraph_at(span.start)?;
        let within = &text.paragraphs[number].span;
        let at = |byte: usize| units.between(within.start, byte.min(within.end));
        Some(json!([self.before + number, at(span.start), at(span.end)]))
    }

    /// The index of a sentence of the last document. Figures of one sentence follow each other.
    fn sentence(&mut self, units: &Utf16Offsets<'_>, span: &Range<usize>) -> usize {
        let at = |byte: usize| units.between(0, byte);
        let sentence = [self.documents.len() - 1, at(span.start), at(span.end)];
        if self.sentences.last() != Some(&sentence) {
            self.sentences.push(sentence);
        }
        self.sentences.len() - 1
    }

    fn row(
        &mut self,
        figure: &ReviewFigure,
        sentence: usize,
        words: Vec<Value>,
        evidence: Vec<Value>,
    ) -> Vec<Value> {
        let closed = |end: Option<(f64, bool)>| u8::from(end.is_some_and(|(_, closed)| closed));
        let checks: Vec<Value> =
            self.checks.of_figure(&figure.anchor).iter().map(|&at| self.check(at)).collect();
        let (end, other) = match &figure.change {
            Some((end, other)) => (Some(*end), self.mention(other)),
            None => (None, Value::Null),
        };
        let [restates, repeats] = [&figure.restates, &figure.repeats]
            .map(|other| other.as_ref().map_or(Value::Null, |other| self.mention(other)));
        vec![
            number(figure.value),
            number(figure.low.map(|(value, _)| value)),
            number(figure.high.map(|(value, _)| value)),
            (closed(figure.low) + 2 * closed(figure.high)).into(),
            self.text(Some(figure.qualifier)),
            self.text(Some(&figure.unit)),
            figure.unit_mult.into(),
            self.text(figure.classifier.as_deref()),
            self.text(figure.per.as_deref()),
            self.text(Some(figure.role)),
            self.text(figure.basis),
            self.text(figure.base_period.as_deref()),
            self.text(figure.indicator.as_deref()),
            self.text(figure.indicator_text.as_deref()),
            self.text(figure.action.as_deref()),
            self.text(figure.area.as_deref()),
            self.text(figure.period.as_deref()),
            self.text(figure.period_source),
            self.text(Some(figure.status)),
            self.text(Some(&figure.rule)),
            self.text(figure.correction.as_deref()),
            self.text(end),
            self.text(figure.attachment),
            self.text(Some(&figure.origins.join("/"))),
            sentence.into(),
            other,
            restates,
            repeats,
            figure.charts.clone().into(),
            checks.into(),
            words.into(),
            evidence.into(),
        ]
    }

    /// The index of a text; 0 if there is none.
    fn text(&mut self, text: Option<&str>) -> Value {
        let Some(text) = text else { return 0.into() };
        let next = self.strings.len() + 1;
        let place = *self.places.entry(text.to_owned()).or_insert(next);
        if place == next {
            self.strings.push(text.to_owned());
        }
        place.into()
    }

    /// A link to a figure, and its words.
    fn mention(&mut self, figure: &FigureLink) -> Value {
        let href = self.layout.href(self.path, &figure.doc_id, &figure.anchor);
        json!([self.text(Some(&href)), self.text(Some(&figure.surface))])
    }

    fn check(&mut self, at: usize) -> Value {
        let next = self.found.len();
        let place = *self.named.entry(at).or_insert(next);
        if place == next {
            let finding = &self.review.findings[at];
            let state =
                finding.failed.map_or(finding.status.as_str(), |severity| severity.as_str());
            let figures: Vec<Value> = finding.figures.iter().map(|one| self.mention(one)).collect();
            let (state, kind) = (self.text(Some(state)), self.text(Some(finding.kind)));
            let check = json!([state, kind, finding.message, figures]);
            self.found.push(check);
        }
        place.into()
    }

    /// The gathered data.
    pub(crate) fn finish(self) -> Data<'a> {
        let mut strings = vec![String::new()];
        strings.extend(self.strings);
        let labels = &self.review.labels;
        let known = |code: &str| self.places.contains_key(code);
        let pairs = |all: &'a BTreeMap<String, (String, String)>| {
            let kept = all.iter().filter(|(code, _)| known(code));
            kept.map(|(code, (zh, en))| (code.as_str(), [zh.as_str(), en.as_str()])).collect()
        };
        let units = labels.units.iter().filter(|(code, _)| known(code));
        let up = "../".repeat(self.path.matches('/').count());
        let chart = |ReviewChart { path, title: (zh, en), .. }: &ReviewChart| {
            [format!("{up}{path}"), zh.clone(), en.clone()]
        };
        Data {
            columns: COLUMNS,
            documents: self.documents,
            sentences: self.sentences,
            words: words(&self.places),
            indicators: pairs(&labels.indicators),
            areas: pairs(&labels.areas),
            units: units.map(|(code, word)| (code.as_str(), word.as_str())).collect(),
            charts: self.review.charts.iter().map(chart).collect(),
            figures: self.figures,
            checks: self.found,
            strings,
        }
    }
}

/// What the codes among some texts are called. Parts of a text count as well, since one names several
/// origins.
fn words(
    places: &BTreeMap<String, usize>,
) -> BTreeMap<&'static str, BTreeMap<&'static str, [&'static str; 2]>> {
    let codes: BTreeSet<&str> = places.keys().flat_map(|text| text.split('/')).collect();
    let groups = words::all().filter(|(group, _)| !OF_HTML.contains(group));
    let kept = |known: &'static BTreeMap<&'static str, words::CodeWord<'static>>| {
        let known = known.iter().filter(|(code, _)| codes.contains(*code));
        known.map(|(code, word)| (*code, [word.zh, word.en])).collect()
    };
    groups.map(|(group, known)| (group, kept(known))).collect()
}

/// Groups of words that the script does not need.
const OF_HTML: &[&str] = &["class", "count", "fact", "said"];

fn number(value: Option<f64>) -> Value {
    match value {
        // Whole numbers are written without decimals.
        Some(value) if value.fract() == 0.0 && value.abs() < 9e15 => (value as i64).into(),
        Some(value) => value.into(),
        None => Value::Null,
    }
}

/// Converts bytes of a text to UTF-16 code units, which scripts count.
struct Utf16Offsets<'t> {
    text: &'t str,
    /// Units before byte `n * STRIDE`.
    counted: Vec<usize>,
}

const STRIDE: usize = 256;

impl Utf16Offsets<'_> {
    fn of(text: &str) -> Utf16Offsets<'_> {
        let mut counted = vec![0];
        for block in text.as_bytes().chunks(STRIDE) {
            counted.push(counted[counted.len() - 1] + units(block));
        }
        Utf16Offsets { text, counted }
    }

    fn before(&self, byte: usize) -> usize {
        let block = byte / STRIDE;
        self.counted[block] + units(&self.text.as_bytes()[block * STRIDE..byte])
    }

    fn between(&self, start: usize, end: usize) -> usize {
        self.before(end.min(self.text.len())).saturating_sub(self.before(start))
    }
}

/// A character is counted at its first byte; one outside the basic plane has two units.
fn units(bytes: &[u8]) -> usize {
    let of = |byte: &u8| match byte {
        0x80..=0xBF => 0,
        0xF0.. => 2,
        _ => 1,
    };
    bytes.iter().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_as_scripts_count_them() {
        let text = "甲😀a\u{0}乙".repeat(90);
        let places = Utf16Offsets::of(&text);
        for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
            assert_eq!(places.before(byte), text[..byte].encode_utf16().count(), "{byte}");
        }
    }
}
