//! Applies the ledger of known errors to extractions. Texts are not changed.

mod digits;

use std::collections::BTreeMap;

use figlift_config::{ConfigError, Correction, Field, FieldValue, Meant, Stated, Values};
use figlift_extract::{Extraction, Figure, FigureRow, Measured};
use figlift_model::{Code, NumeralClass};
use figlift_number::{End, Exact, Interval};
use figlift_schema::Cell;
use figlift_text::{Document, Span};
use serde::{Deserialize, Serialize};

use crate::reading::{Content, FreshDocument};

/// `numerals.rule` of a numeral that a correction, not a rule, has classed.
const RULE: &str = "corrections";

const TEXT_CHANGED: &str = "the text has changed: remove this correction or update it";
const READING_CHANGED: &str = "the reading has changed: remove this correction or update it";

/// How many corrections of the ledger a run applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrected {
    /// Corrections that were applied.
    pub applied: usize,
    /// Corrections of documents that are not in the run, or could not be read.
    pub elsewhere: usize,
}

impl Corrected {
    /// The counts in words; `None` if the ledger is empty.
    pub(crate) fn in_words(self) -> Option<String> {
        match self {
            Corrected { applied: 0, elsewhere: 0 } => None,
            Corrected { applied, elsewhere: 0 } => Some(format!("{applied} applied")),
            Corrected { applied, elsewhere } => Some(format!(
                "{applied} applied, {elsewhere} of documents that this run did not read"
            )),
        }
    }
}

/// Applies the corrections of some documents, which are in order of their ids, and returns the number
/// of these corrections.
///
/// # Errors
/// If the document of a correction is among these, but the figure is missing or differs from `now`,
/// or if two corrections are of one figure. Nothing is applied to these documents then.
pub(crate) fn apply(
    ledger: &[Correction],
    documents: &mut [FreshDocument],
) -> Result<usize, ConfigError> {
    // All are compared with the readings before the first one is applied.
    let mut found: BTreeMap<(usize, usize), &Correction> = BTreeMap::new();
    for correction in ledger {
        let id = correction.document.as_str();
        let known = documents.binary_search_by(|one| one.known.file.doc_id.as_str().cmp(id));
        let Ok(at) = known else { continue };
        let Some((document, extraction)) = documents[at].extracted() else { continue };
        let number = locate(correction, document, &extraction.figures)?;
        guard(correction, document, &extraction.figures[number])?;
        if let Some(first) = found.insert((at, number), correction) {
            let message = format!("the entry at line {} also corrects this figure", first.line());
            return Err(correction
                .error(correction.stands.span(), message)
                .help("merge the two entries"));
        }
    }
    // From the last, since a removal moves those after it.
    for (&(at, number), correction) in found.iter().rev() {
        if let Some(Content { document, extraction }) = &mut documents[at].content {
            correct(correction, document, extraction, number);
        }
    }
    for &(at, _) in found.keys() {
        if let Some(Content { extraction, .. }) = &mut documents[at].content {
            part_from_first(&mut extraction.figures);
            extraction.keep_whole_changes();
        }
    }
    Ok(found.len())
}

/// The number of the figure of a correction.
fn locate(
    correction: &Correction,
    document: &Document,
    figures: &[Figure],
) -> Result<usize, ConfigError> {
    let place = place(correction, document)?;
    let within = |figure: &Figure| place.start <= figure.span.start && figure.span.end <= place.end;
    let surface = |number: usize| &document.text()[figures[number].span.range()];
    let there: Vec<usize> = (0..figures.len()).filter(|&at| within(&figures[at])).collect();
    let is_meant = |&at: &usize| correction.surface.as_deref().is_none_or(|it| it == surface(at));
    let meant: Vec<usize> = there.iter().copied().filter(is_meant).collect();
    let all = || there.iter().map(|&at| surface(at)).collect::<Vec<_>>().join(", ");
    let (message, help) = match (&meant[..], correction.surface.as_deref()) {
        ([one], _) => return Ok(*one),
        ([], Some(wanted)) if !there.is_empty() => {
            (format!("no figure {wanted} in these words, only {}", all()), READING_CHANGED)
        }
        ([], _) => ("these words contain no complete figure".to_owned(), READING_CHANGED),
        (several, None) => (
            format!("these words contain {} figures: {}", several.len(), all()),
            "state the figure as `surface`, or state fewer words",
        ),
        (several, Some(wanted)) => {
            (format!("these words contain {wanted} {} times", several.len()), "state fewer words")
        }
    };
    Err(correction.error(correction.stands.span(), message).help(help))
}

/// The span of the words of a correction.
fn place(correction: &Correction, document: &Document) -> Result<Span, ConfigError> {
    let words = correction.stands.get_ref();
    let found: Vec<usize> = document.text().match_indices(words).map(|(at, _)| at).collect();
    let (at, help) = match correction.occurrence {
        None if found.len() > 1 => {
            (None, "add `occurrence`, such as `occurrence = 2`, or state more words")
        }
        nth => (found.get(nth.unwrap_or(1) - 1), TEXT_CHANGED),
    };
    let missing = || {
        let message = match found.len() {
            0 => format!("these words do not occur in {}", document.id()),
            1 => format!("these words occur in {} once", document.id()),
            times => format!("these words occur in {} {times} times", document.id()),
        };
        correction.error(correction.stands.span(), message).help(help)
    };
    at.map(|&at| Span::new(at, at + words.len())).ok_or_else(missing)
}

/// Compares a figure with `now` of its correction.
fn guard(correction: &Correction, document: &Document, figure: &Figure) -> Result<(), ConfigError> {
    let row = FigureRow::new(document, figure);
    for Stated { field, value, span } in &correction.now {
        let found = match row.cell(field.as_str()) {
            Some(Cell::Float(Some(number))) => FieldValue::Number(number),
            Some(Cell::Int(Some(number))) => FieldValue::Number(number as f64),
            cell => match cell.and_then(Cell::text) {
                Some(text) => FieldValue::Text(text.into_owned()),
                None => FieldValue::Nothing,
            },
        };
        if found != *value {
            let message = format!("{} is {found}, expected {value}", field.as_str());
            return Err(correction.error(span.clone(), message).help(READING_CHANGED));
        }
    }
    Ok(())
}

fn correct(
    correction: &Correction,
    document: &Document,
    extraction: &mut Extraction,
    number: usize,
) {
    match &correction.meant {
        Meant::Class(class) => take_out(extraction, number, *class),
        Meant::Figure { values, fields } => {
            let figure = &mut extraction.figures[number];
            figure.correction = Some(correction.note());
            if let Some(values) = values {
                set_values(figure, values);
            }
            for stated in fields {
                set(figure, document, stated);
            }
        }
    }
}

/// Makes a figure a numeral of another class, and removes the links to it.
fn take_out(extraction: &mut Extraction, number: usize, class: NumeralClass) {
    let figure = extraction.figures.remove(number);
    let id = Some(figure.id);
    for row in extraction.numerals.iter_mut().filter(|row| row.figure == id) {
        (row.class, row.figure, row.rule) = (class, None, Some(RULE.to_owned()));
    }
    for other in &mut extraction.figures {
        other
            .change
            .take_if(|(change, _)| figure.change.as_ref().is_some_and(|it| it.0 == *change));
        other.alt_of.take_if(|first| Some(&*first) == id.as_ref());
    }
    // The next that says the same is the first now.
    let mut first: Option<String> = None;
    for other in extraction.figures.iter_mut().filter(|other| other.repeat_of == id) {
        other.repeat_of.clone_from(&first);
        first.get_or_insert_with(|| other.id.clone());
    }
}

/// A corrected figure that no longer says what the first one says repeats nothing. One that is not
/// corrected still does: a correction of the first is one of what the text tells twice.
fn part_from_first(figures: &mut [Figure]) {
    for number in 0..figures.len() {
        let figure = &figures[number];
        let Some(first) = figure.repeat_of.as_ref().filter(|_| figure.correction.is_some()) else {
            continue;
        };
        let first = figures.iter().find(|other| other.id == *first);
        if !first.is_some_and(|first| figure.says_the_same(first)) {
            figures[number].repeat_of = None;
        }
    }
}

fn set_values(figure: &mut Figure, values: &Values) {
    let closed = values.is_closed();
    let end = |end: Option<f64>| Some(End { value: Exact::of_f64(end?)?, closed });
    (figure.unit_mult, figure.resolution) = digits::corrected(figure, values);
    figure.value = values.value.and_then(Exact::of_f64);
    figure.qualifier = values.qualifier;
    figure.bounds = Interval { low: end(values.low), high: end(values.high) };
    figure.evidence.bound = None;
}

fn set(figure: &mut Figure, document: &Document, stated: &Stated) {
    let text = match &stated.value {
        FieldValue::Text(text) => Some(text.clone()),
        FieldValue::Number(_) | FieldValue::Nothing => None,
    };
    let period = || text.as_ref().and_then(|text| text.parse().ok());
    match stated.field {
        // These are set together.
        Field::ObsValue
        | Field::ValueLow
        | Field::ValueHigh
        | Field::Qualifier
        | Field::UnitMult
        | Field::Resolution => {}
        Field::UnitMeasure => {
            (figure.unit, figure.evidence.unit) = (text.unwrap_or_default(), None);
        }
        Field::Classifier => figure.classifier = text,
        Field::Per => (figure.per, figure.evidence.per) = (text, None),
        Field::Role => {
            figure.role = code(text.as_deref()).unwrap_or(figure.role);
        }
        Field::Basis => (figure.basis, figure.evidence.basis) = (code(text.as_deref()), None),
        Field::BasePeriod => figure.base_period = period(),
        Field::IndicatorText => {
            figure.indicator = text.map(|words| measured(document, figure.sentence, words));
            // A qualifier before the value still applies.
            figure.action.take_if(|deed| deed.words.end != figure.span.start);
        }
        Field::RefArea => (figure.area, figure.area_words) = (text, None),
        Field::TimePeriod => {
            (figure.period, figure.evidence.period) = (period().map(|period| (period, None)), None);
        }
        Field::ObsStatus => {
            let status = code(text.as_deref()).unwrap_or(figure.status);
            (figure.status, figure.evidence.status) = (status, None);
        }
    }
}

/// The code in the ledger, which was checked when it was loaded.
fn code<C: Code>(name: Option<&str>) -> Option<C> {
    C::read(name?).ok()
}

/// The indicator words, with their span if they occur once in the sentence.
fn measured(document: &Document, sentence: Span, words: String) -> Measured {
    let mut places = document.text()[sentence.range()].match_indices(&*words);
    let first = places.next().filter(|_| places.next().is_none());
    let start = first.map(|(at, _)| sentence.start + at);
    let span = start.map(|start| Span::new(start, start + words.len()));
    Measured { words, span }
}
