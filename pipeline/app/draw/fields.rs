//! The fields of titles, notes and source lines.

use std::collections::HashSet;
use std::hash::Hash;

use figlift_chart::Bilingual;
use figlift_config::{ChartWords, Pack, Template};
use figlift_text::{Freq, Period};

use super::inputs::ChartInputs;
use super::labels::{NATION, area, indicator, named, role};
use super::shown::ShownFigure;
use super::unit::{common_mult, name};
use crate::documents::ReadDocument;

/// So many publishers are named in a source line.
const NAMES: usize = 3;

/// The values of all fields, in both languages.
pub(super) struct Fields {
    values: Vec<(&'static str, Bilingual)>,
}

impl Fields {
    /// The values for the rows of a chart, given the number of values or changes.
    pub(super) fn of(inputs: &ChartInputs<'_>, rows: &[&ShownFigure], count: usize) -> Fields {
        let count = count.to_string();
        let documents: Vec<&ReadDocument> = distinct(rows.iter().map(|row| row.doc_id.as_str()))
            .into_iter()
            .filter_map(|doc_id| inputs.document(doc_id))
            .collect();
        let of_each = |of: &dyn Fn(&ReadDocument) -> Option<String>| {
            let values = distinct(documents.iter().filter_map(|document| of(document)));
            Bilingual { zh: values.join("；"), en: values.join("; ") }
        };
        let pack = inputs.pack;
        let both = |words: &mut dyn Iterator<Item = Bilingual>| {
            let all = distinct(words);
            let en =
                all.iter().map(|words| if words.en.is_empty() { &words.zh } else { &words.en });
            let en: Vec<&str> = en.map(String::as_str).collect();
            let zh: Vec<&str> = all.iter().map(|words| words.zh.as_str()).collect();
            Bilingual { zh: zh.join("、"), en: en.join(", ") }
        };
        let unit = |unit: &str| {
            let alike = rows.iter().copied().filter(|row| row.unit == unit);
            name(unit, common_mult(alike), pack)
        };
        let units = distinct(rows.iter().map(|row| row.unit.as_str()));
        let values = vec![
            ("source", source(&documents)),
            ("publisher", of_each(&|document| document.metadata().publisher.clone())),
            ("title", of_each(&|document| document.metadata().title.clone())),
            ("date", dates(&documents)),
            ("area", both(&mut rows.iter().map(|row| area(row, pack)))),
            ("areas", areas(rows)),
            ("when", when(rows)),
            ("indicator", both(&mut rows.iter().map(|row| indicator(row, pack)))),
            ("measure", both(&mut rows.iter().map(|row| measure(row, pack)))),
            ("unit", both(&mut units.into_iter().map(unit))),
            ("period", period(rows)),
            ("count", Bilingual { zh: count.clone(), en: count }),
        ];
        Fields { values }
    }

    /// Words with their fields filled in.
    pub(super) fn fill(&self, words: &ChartWords) -> Bilingual {
        let value = |field: &str| self.values.iter().find(|(name, _)| *name == field);
        Bilingual {
            zh: words.zh.fill(|field| value(field).map_or(String::new(), |(_, v)| v.zh.clone())),
            en: words.en.fill(|field| value(field).map_or(String::new(), |(_, v)| v.en.clone())),
        }
    }

    /// The source line, without brackets around fields that no sidecar states.
    pub(super) fn source(&self, source: &Template) -> String {
        let words = ChartWords { zh: source.clone(), en: Template::default() };
        self.fill(&words).zh.replace("（）", "").replace("()", "").trim().to_owned()
    }
}

/// The unique values, in order of occurrence.
fn distinct<T: Clone + Eq + Hash>(values: impl Iterator<Item = T>) -> Vec<T> {
    let (mut all, mut seen) = (Vec::new(), HashSet::new());
    for value in values {
        if !seen.contains(&value) {
            seen.insert(value.clone());
            all.push(value);
        }
    }
    all
}

/// Who states the values, and when: the publishers, else the titles, else the ids of the documents, with
/// their dates.
fn source(documents: &[&ReadDocument]) -> Bilingual {
    let stated = |of: &dyn Fn(&ReadDocument) -> Option<String>| {
        let names = documents.iter().filter_map(|document| of(document));
        distinct(names.filter(|name| !name.trim().is_empty()))
    };
    let publishers = stated(&|document| document.metadata().publisher.clone());
    let titles = || stated(&|document| document.metadata().title.clone());
    let mut names = if publishers.is_empty() { titles() } else { publishers };
    if names.is_empty() {
        names = stated(&|document| Some(document.file.doc_id.clone()));
    }
    let more = names.len().saturating_sub(NAMES);
    names.truncate(NAMES);
    let date = dates(documents).zh;
    let date = if date.is_empty() { date } else { format!("（{date}）") };
    let all = names.len() + more;
    let others = if more > 0 { format!("等，共{all}份 ({all} texts)") } else { String::new() };
    let named = format!("{}{others}{date}", names.join("；"));
    Bilingual { zh: named.clone(), en: named }
}

/// The publication dates of the documents: one date, or the first and the last.
fn dates(documents: &[&ReadDocument]) -> Bilingual {
    let mut dates: Vec<String> = documents
        .iter()
        .filter_map(|document| document.metadata().date.map(|date| date.to_string()))
        .collect();
    dates.sort();
    let date = match &dates[..] {
        [first, .., last] if first != last => format!("{first} – {last}"),
        [first, ..] => first.clone(),
        [] => String::new(),
    };
    Bilingual { zh: date.clone(), en: date }
}

/// The number of areas, without the nation among others.
fn areas(rows: &[&ShownFigure]) -> Bilingual {
    let mut areas = distinct(rows.iter().filter_map(|row| row.area.as_deref()));
    if areas.len() > 1 {
        areas.retain(|area| *area != NATION);
    }
    let count = areas.len().to_string();
    Bilingual { zh: count.clone(), en: count }
}

/// The indicator of a row, with its role.
fn measure(row: &ShownFigure, pack: &Pack) -> Bilingual {
    named(indicator(row, pack), None, Some(&role(row.role)))
}

/// The time span of the rows, in Chinese with the word for years where it is one of years.
fn when(rows: &[&ShownFigure]) -> Bilingual {
    let mut words = period(rows);
    if !words.zh.is_empty() && words.zh.chars().all(|c| c.is_ascii_digit() || c == '–') {
        words.zh.push('年');
    }
    words
}

/// The time span of the rows.
fn period(rows: &[&ShownFigure]) -> Bilingual {
    let periods = || rows.iter().filter_map(|row| row.period);
    let first = periods().min_by_key(|period| (period.first(), period.last()));
    let last = periods().max_by_key(|period| (period.last(), period.first()));
    let (Some(first), Some(last)) = (first, last) else { return Bilingual::default() };
    let shown = |period: Period| period.to_string().replace('/', "–");
    let years = |period: Period| period.freq() == Some(Freq::Annual);
    if first == last {
        return Bilingual { zh: shown(first), en: shown(first) };
    }
    // The ends of a span of several periods are years.
    let (from, to) = if years(first) || years(last) {
        (first.start_year().to_string(), last.last().year().to_string())
    } else {
        (shown(first), shown(last))
    };
    Bilingual { zh: format!("{from}–{to}"), en: format!("{from}–{to}") }
}
