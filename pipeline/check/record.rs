//! The figures of a group of documents as checks see them: a record of codes and ids for each figure, and shared
//! tables of the entries of these ids.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use figlift_config::{Config, Indicator, Pack};
use figlift_extract::Figure;
use figlift_model::{Action, Basis, ChangeEnd, ObsStatus, Qualifier, Role};
use figlift_normalize::Catalogue;
use figlift_number::Exact;
use figlift_text::Period;

use crate::{CheckedDocument, CheckedGroup};

/// The number of an entry of a shared table, from one, so that an `Option` takes no more memory.
pub type Id = NonZeroU32;

/// Codes and ids of a figure. Its numbers, words and lists are looked up in the extraction, by document
/// and figure.
///
/// Two records have the same id exactly if they have the same entry.
#[derive(Clone, Debug)]
pub struct FigureRecord {
    /// The document, among those of its group.
    pub document: u32,
    /// The figure, among those of the document.
    pub figure: u32,
    /// Number of its paragraph in the document.
    pub paragraph: u32,
    /// Number of its sentence in the document.
    pub sentence: u32,
    /// Indicator of the catalogue.
    pub indicator: Option<Id>,
    /// Indicator words.
    pub words: Option<Id>,
    /// What was done to what is measured.
    pub action: Option<Action>,
    /// Whether the value is added up from a start.
    pub is_cumulative: bool,
    /// Code of the area.
    pub area: Option<Id>,
    /// Measure word of a count.
    pub classifier: Option<Id>,
    /// Denominator.
    pub per: Option<Id>,
    /// The period observed.
    pub period: Option<Id>,

    /// The period that a change is compared with.
    pub base_period: Option<Id>,
    /// The other end of its change: the number among the checked figures of the document, from one.
    pub partner: Option<Id>,
    /// Canonical unit.
    pub unit: Option<Id>,
    /// Power of ten that the text uses.
    pub unit_mult: i16,
    /// Role.
    pub role: Role,
    /// Qualifier.
    pub qualifier: Qualifier,
    /// Observation status.
    pub status: ObsStatus,
    /// Basis of a change.
    pub basis: Option<Basis>,
    /// End of a change.
    pub change_end: Option<ChangeEnd>,
    /// Whether it restates another figure in another unit.
    pub is_restated: bool,
    /// Whether it or a figure before it in its paragraph is compared with the year before.
    pub after_yoy: bool,
}

const _: () = assert!(size_of::<FigureRecord>() <= 64, "a record must fit into a cache line");

/// Unique entries by id.
#[derive(Clone, Debug)]
pub(crate) struct Interner<K, V> {
    ids: BTreeMap<K, Id>,
    entries: Vec<V>,
}

impl<K: Ord, V> Interner<K, V> {
    fn new() -> Interner<K, V> {
        Interner { ids: BTreeMap::new(), entries: Vec::new() }
    }

    /// The id of a key; makes its entry if it is new. `None` if the table is full.
    fn id(&mut self, key: K, entry: impl FnOnce(&K) -> V) -> Option<Id> {
        if let Some(known) = self.ids.get(&key) {
            return Some(*known);
        }
        let id = numbered(self.entries.len())?;
        self.entries.push(entry(&key));
        self.ids.insert(key, id);
        Some(id)
    }

    /// All entries, in order of their ids.
    pub(crate) fn entries(&self) -> &[V] {
        &self.entries
    }

    /// The entry of an id.
    pub(crate) fn get(&self, id: Option<Id>) -> Option<&V> {
        self.entries.get(id?.get() as usize - 1)
    }
}

/// The id of a place that is counted from zero.
fn numbered(place: usize) -> Option<Id> {
    Id::new(u32::try_from(place).ok()?.checked_add(1)?)
}

/// Indicator words.
#[derive(Clone, Debug)]
pub(crate) struct Name<'a> {
    /// As in the text.
    pub text: &'a str,
    /// Without blanks and parentheses, as the catalogue compares them.
    pub plain: String,
    /// The same without areas, times and similar words before the name: 常住人口 of 全省年末常住人口.
    pub core: String,
}

/// A unit of the pack.
#[derive(Debug)]
pub(crate) struct UnitEntry<'a> {
    pub code: &'a str,
    /// Its dimension.
    pub dimension: &'a str,
    /// Factor to the standard unit of the dimension.
    pub factor: Exact,
}

/// The records of a group and the entries of their ids.
#[derive(Debug)]
pub(crate) struct Records<'a> {
    /// What is checked.
    pub group: CheckedGroup<'a>,
    pub config: &'a Config,
    /// Share of a value by which 约 widens it on either side.
    pub about: Exact,
    /// The records of all figures that repeat no other, in order of documents and of the text.
    pub all: Vec<FigureRecord>,
    /// Indicators, areas, measure words and denominators.
    pub codes: Interner<&'a str, &'a str>,
    pub names: Interner<&'a str, Name<'a>>,
    pub periods: Interner<Period, Period>,
    pub units: Interner<&'a str, UnitEntry<'a>>,
}

impl<'a> Records<'a> {
    /// The records of the figures of the documents of a group.
    pub(crate) fn of(
        group: CheckedGroup<'a>,
        config: &'a Config,
        catalogue: &Catalogue<'a>,
    ) -> Records<'a> {
        let mut records = Records {
            group,
            config,
            about: Exact::of_f64(config.pack.checks.about).unwrap_or(Exact::ZERO),
            all: Vec::new(),
            codes: Interner::new(),
            names: Interner::new(),
            periods: Interner::new(),
            units: Interner::new(),
        };
        records.fill(catalogue);
        records
    }

    /// The records of other documents, with the words of these under the same ids.
    pub(crate) fn like(
        group: CheckedGroup<'a>,
        other: &Records<'a>,
        catalogue: &Catalogue<'a>,
    ) -> Records<'a> {
        let mut records = Records {
            group,
            config: other.config,
            about: other.about.clone(),
            all: Vec::new(),
            codes: Interner::new(),
            names: other.names.clone(),
            periods: Interner::new(),
            units: Interner::new(),
        };
        records.fill(catalogue);
        records
    }

    /// Adds the figures of the group.
    fn fill(&mut self, catalogue: &Catalogue<'a>) {
        for (document, read) in self.group.documents.iter().enumerate() {
            let from = self.all.len();
            for (number, figure) in read.told_once() {
                let record = self.record((document as u32, number as u32), figure, catalogue);
                self.all.push(record);
            }
            let own = &mut self.all[from..];
            mark_after_yoy(own);
            pair(own, read);
        }
    }

    /// The extracted figure of a record.
    pub(crate) fn figure(&self, record: &FigureRecord) -> &'a Figure {
        &self.document(record).figures[record.figure as usize]
    }

    /// The document that states the figure of a record.
    pub(crate) fn document(&self, record: &FigureRecord) -> &'a CheckedDocument<'a> {
        &self.group.documents[record.document as usize]
    }

    fn record(
        &mut self,
        (document, number): (u32, u32),
        figure: &'a Figure,
        catalogue: &Catalogue<'a>,
    ) -> FigureRecord {
        let (indicators, config) = (self.group.indicators, self.config);

        let mut code = |text: Option<&'a str>| self.codes.id(text?, |text| *text);
        let indicator = code(indicators.get(&figure.id).map(String::as_str));
        let area = code(figure.area.as_deref());
        let classifier = code(figure.classifier.as_deref());
        let per = code(figure.per.as_deref());
        let mut period = |period: Option<Period>| self.periods.id(period?, |period| *period);
        let words = figure.indicator.as_ref().map(|measured| measured.words.as_str());
        FigureRecord {
            document,
            figure: number,
            paragraph: figure.paragraph as u32,
            sentence: figure.sentence_number as u32,
            indicator,
            words: words.and_then(|words| self.names.id(words, |words| name(words, catalogue))),
            action: figure.action.and_then(|deed| deed.class),
            is_cumulative: figure.is_cumulative,
            area,
            classifier,
            per,
            period: period(figure.period.map(|(period, _)| period)),

            base_period: period(figure.base_period),
            partner: None,
            unit: self.units.id(&figure.unit, |code| unit(code, &config.pack)),
            unit_mult: figure.unit_mult,
            role: figure.role,
            qualifier: figure.qualifier,
            status: figure.status,
            basis: figure.basis,
            change_end: figure.change.as_ref().map(|(_, end)| *end),
            is_restated: figure.alt_of.is_some(),
            after_yoy: false,
        }
    }
}

fn name<'a>(text: &'a str, catalogue: &Catalogue<'a>) -> Name<'a> {
    let plain = Indicator::plain(text);
    let core = catalogue.core(&plain).to_owned();
    Name { text, plain, core }
}

fn unit<'a>(code: &'a str, pack: &'a Pack) -> UnitEntry<'a> {
    let known = pack.units.get(code);
    let factor = known.and_then(|unit| Exact::fraction(unit.factor.0, unit.factor.1));
    UnitEntry {
        code,
        dimension: known.map_or(code, |unit| unit.dimension.name.as_str()),
        factor: factor.unwrap_or(Exact::ONE),
    }
}

/// Marks the figures of a document that are compared with the year before, and those after them in
/// their paragraph.
fn mark_after_yoy(records: &mut [FigureRecord]) {
    let (mut paragraph, mut after_yoy) = (0, false);
    for record in records {
        after_yoy &= record.paragraph == paragraph;
        after_yoy |= record.basis == Some(Basis::Yoy);
        paragraph = record.paragraph;
        record.after_yoy = after_yoy;
    }
}

/// Links the two ends of each change.
fn pair(records: &mut [FigureRecord], document: &CheckedDocument<'_>) {
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, (_, figure)) in document.told_once().enumerate() {
        let Some((id, _)) = &figure.change else { continue };
        if let Some(&other) = first.get(id.as_str()) {
            (records[other].partner, records[at].partner) = (numbered(at), numbered(other));
        } else {
            first.insert(id, at);
        }
    }
}
