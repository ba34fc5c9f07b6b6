//! Frames to the values that charts are drawn from: the one place where this is done.

mod columns;
mod defaults;
mod fields;
mod lines;
mod panels;
mod rows;
mod unit;
mod wording;

use figlift_chart::{Chart, ChartError, Mark, Words};
use figlift_config::{ChartMark, ChartSpec, Config, Pack};
use polars::prelude::DataFrame;

use self::fields::Fields;
use self::rows::Shown;
use crate::RunError;
use crate::documents::ReadDocument;

/// What charts are made from.
pub(crate) struct Material<'m> {
    /// The configuration.
    pub config: &'m Config,
    /// The `figures` table.
    pub figures: &'m DataFrame,
    /// The `revisions` table.
    pub revisions: &'m DataFrame,
    /// All documents.
    pub documents: &'m [ReadDocument],
    /// Where a figure of a document stands in the pages of the review, as seen from the folder of
    /// charts.
    pub link: &'m dyn Fn(&str, &str) -> String,
}

impl Material<'_> {
    fn pack(&self) -> &Pack {
        &self.config.pack
    }

    /// Where a figure stands in the page of its document.
    fn link(&self, doc_id: &str, figure_id: &str) -> String {
        (self.link)(doc_id, figure_id)
    }

    fn document(&self, doc_id: &str) -> Option<&ReadDocument> {
        let found = self.documents.binary_search_by(|one| one.file.doc_id.as_str().cmp(doc_id));
        found.ok().map(|at| &self.documents[at])
    }

    /// The text that the offsets of its figures refer to.
    fn text(&self, doc_id: &str) -> Option<&str> {
        self.document(doc_id)?.extracted().map(|(document, _)| document.text())
    }

    /// When a document was published, in a form that sorts.
    fn date(&self, doc_id: &str) -> Option<String> {
        let date = self.document(doc_id)?.metadata().date?;
        Some(date.last().to_string())
    }
}

/// The charts of a run.
pub(crate) struct Drawn {
    /// SVG by name.
    pub charts: Vec<(String, String)>,
    /// What is said of the charts that show nothing.
    pub empty: Vec<String>,
}

/// Draws the charts that the config asks for; where it asks for none, what most readers want to see.
pub(crate) fn draw(material: &Material<'_>) -> Result<Drawn, RunError> {
    let asked = !material.config.charts.is_empty();
    let defaults = if asked { Vec::new() } else { defaults::specs(material)? };
    let mut drawn = Drawn { charts: Vec::new(), empty: Vec::new() };
    for spec in material.config.charts.iter().chain(&defaults) {
        match figlift_chart::svg(&chart(material, spec)?) {
            Ok(svg) => drawn.charts.push((spec.id.clone(), svg)),
            Err(error @ ChartError::Empty { .. }) if asked => {
                drawn.empty.push(format!("{}: {error}", spec.id));
            }
            Err(error) if asked => return Err(RunError::Chart(spec.id.clone(), error)),
            // Nobody asked for it: that a text has no changes is no news, nor may it stop the run.
            Err(ChartError::Empty { .. }) => {}
            Err(error) => drawn.empty.push(format!("{}: {error}", spec.id)),
        }
    }
    Ok(drawn)
}

/// Marks, with the rows that they show, how many values or changes these are, and how many more (of
/// lines: how many lines) were left out for want of room.
struct Marks<'r> {
    mark: Mark,
    shown: Vec<&'r Shown>,
    count: usize,
    hidden: usize,
}

fn chart(material: &Material<'_>, spec: &ChartSpec) -> Result<Chart, RunError> {
    let rows = rows::select(material, spec)?;
    let marks = match spec.mark {
        ChartMark::Line => lines::of(material, spec, &rows)?,
        _ => panels::of(material, spec, &rows),
    };
    let fields = Fields::of(material, &marks.shown, marks.count);
    Ok(Chart {
        id: spec.id.clone(),
        title: fields.fill(&spec.title),
        subtitle: fields.fill(&spec.subtitle),
        note: note(spec, &fields, marks.hidden),
        source: fields.source(&spec.source),
        mark: marks.mark,
    })
}

/// The note, and how many rows are not shown.
fn note(spec: &ChartSpec, fields: &Fields, hidden: usize) -> Option<Words> {
    let mut note = spec.note.as_ref().map(|note| fields.fill(note)).unwrap_or_default();
    if hidden > 0 {
        let gap = if note.en.is_empty() { "" } else { " " };
        note.zh.push_str(&format!("另有{hidden}项未列出。"));
        note.en.push_str(&format!("{gap}{hidden} more not shown."));
    }
    (!note.zh.is_empty() || !note.en.is_empty()).then_some(note)
}

/// The label that the catalogue has for what a row measures, else the words of the text.
fn indicator(row: &Shown, pack: &Pack) -> Words {
    match row.indicator.as_ref().and_then(|id| pack.indicators.get(id)) {
        Some(indicator) => Words { zh: indicator.zh.clone(), en: indicator.en.clone() },
        None => Words { zh: row.words.clone(), en: String::new() },
    }
}

/// The name of the area that a row is about.
fn area(row: &Shown, pack: &Pack) -> Words {
    let code = row.area.clone().unwrap_or_default();
    match pack.areas.get(&code) {
        Some(area) => Words { zh: area.zh.clone(), en: area.en.clone() },
        None => Words { zh: code, en: String::new() },
    }
}

/// The same, short: 全国, 江西.
fn short_area(row: &Shown, pack: &Pack) -> Words {
    let mut words = area(row, pack);
    let short = row.area.as_ref().and_then(|code| pack.areas.get(code)?.short.first());
    words.zh = short.cloned().unwrap_or(words.zh);
    words
}

/// A label with the area and with what the value is of what it measures, where these are to be said.
fn named(label: Words, area: Option<&Words>, role: Option<&Words>) -> Words {
    let join = |one: &str, other: &str, between: &str| match (one.is_empty(), other.is_empty()) {
        (false, false) => format!("{one}{between}{other}"),
        _ => format!("{one}{other}"),
    };
    let Words { mut zh, mut en } = label;
    if let Some(area) = area {
        zh = join(&area.zh, &zh, "：");
        en = join(&area.en, &en, ": ");
    }
    if let Some(role) = role {
        zh.push_str(&role.zh);
        en = join(&en, &role.en, ", ");
    }
    Words { zh, en }
}

/// What a value is of what it measures; nothing is said of a level.
fn role(role: &str) -> Words {
    let (zh, en) = match role {
        "change" => ("增减", "change"),
        "growth" => ("增长", "growth"),
        "multiple" => ("倍数", "multiple"),
        "rank" => ("位次", "rank"),
        _ => ("", ""),
    };
    Words { zh: zh.to_owned(), en: en.to_owned() }
}
