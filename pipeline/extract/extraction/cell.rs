//! The figures of cells, and of labels with a value: each is read as the sentence that its heads make with it, and what is found is
//! led back to the words in the table.

use std::collections::HashSet;

use figlift_model::{NumeralClass, Role};
use figlift_text::{Document, ParagraphKind, Period, Sentence, Span};
use rustc_hash::FxHashMap;

use super::collect::{Extraction, unresolved};
use super::numeral_row::NumeralRow;
use super::passage::{Passage, Watched};

use crate::attach::Attachment;
use crate::compile::ruleset::RuleSet;
use crate::compile::scratch::Scratch;
use crate::figure::{Deed, Evidence, Figure};
use crate::reach::Carrier;
use crate::table::{CellPlace, CellSentence, ReadCell, TableReader};

/// The rule by which cells are read.
const CELL: &str = "table.cell";

/// The unit of a number without one.
const COUNT: &str = "1";

/// How numerals say that they number rows or columns, or are codes.
const LABEL: &str = "table.label";

/// Reads the cells of a text.
pub(super) struct CellReader<'r, 'd> {
    rules: &'r RuleSet,
    document: &'d Document,
    attachments: &'d [Attachment],
    tables: TableReader,
    /// How often each sentence was read.
    occurrences: FxHashMap<String, usize>,
    /// The cell that was read last.
    last: Option<usize>,
}

impl<'r, 'd> CellReader<'r, 'd> {
    pub(super) fn new(
        rules: &'r RuleSet,
        document: &'d Document,
        attachments: &'d [Attachment],
    ) -> CellReader<'r, 'd> {
        let tables = TableReader::of(document);
        let occurrences = FxHashMap::default();
        CellReader { rules, document, attachments, tables, occurrences, last: None }
    }

    /// Reads a sentence that is a cell or a label with its value, unless it was read with an earlier one,
    /// and adds what it states. `false` if it is to be read as any other. `before` is the period that
    /// holds there.
    pub(super) fn read(
        &mut self,
        extraction: &mut Extraction,
        ids: &mut HashSet<String>,
        scratch: &mut Scratch,
        (number, before): (usize, Option<Period>),
        watch: &mut impl FnMut(&Watched<'_, '_>),
    ) -> bool {
        let (rules, document) = (self.rules, self.document);
        let sentence = &document.sentences()[number];
        let paragraph = sentence.paragraph;
        let line = match document.paragraphs()[paragraph].kind {
            ParagraphKind::Cell(block) if self.last == Some(block) => return true,
            ParagraphKind::Cell(block) => {
                let place = CellPlace { block, paragraph, before };
                match self.tables.read(rules, scratch, document, place) {
                    ReadCell::Value(line) => {
                        self.last = Some(block);
                        Some(*line)
                    }
                    ReadCell::Label(span) => {
                        extraction.numerals.push(label(span));
                        return true;
                    }
                    ReadCell::Other => None,
                }
            }
            ParagraphKind::Running => {
                CellSentence::of_label(rules, scratch, document, sentence, before)
            }
            ParagraphKind::Furniture => None,
        };
        let Some(line) = line else { return false };
        let read = self.read_line(ids, scratch, &line, watch);
        extraction.add_cell(document, number, &line, read);
        true
    }

    fn read_line(
        &mut self,
        ids: &mut HashSet<String>,
        scratch: &mut Scratch,
        line: &CellSentence,
        watch: &mut impl FnMut(&Watched<'_, '_>),
    ) -> Extraction {
        let mut extraction = Extraction::default();
        let text = &line.document;
        let occurrence = self.occurrences.entry(text.text().to_owned()).or_default();
        let carrier = Carrier::below_heading(line.period);
        let mut passage = Passage::new(self.rules, text, self.attachments, carrier);
        for (number, sentence) in text.sentences().iter().enumerate() {
            let matched = passage.match_rules(scratch, sentence, 0);
            let place = (number, *occurrence);
            let figures = passage.figures(ids, place, &matched, |watched| {
                watch(&Watched { line: Some(line), ..*watched });
            });
            extraction.add(self.rules, text, sentence, &matched, figures);
        }
        *occurrence += 1;
        extraction
    }
}

/// The number of a row or column, or a code.
fn label(span: Span) -> NumeralRow {
    NumeralRow { span, class: NumeralClass::Label, figure: None, rule: Some(LABEL.to_owned()) }
}

impl Extraction {
    /// Adds what was read in the sentence of a cell, which is of a sentence of the document.
    fn add_cell(
        &mut self,
        document: &Document,
        number: usize,
        line: &CellSentence,
        read: Extraction,
    ) {
        let sentence = &document.sentences()[number];
        let kind = document.paragraphs()[sentence.paragraph].kind;
        let is_cell = matches!(kind, ParagraphKind::Cell(_));
        let stated: HashSet<String> = read.figures.iter().map(|figure| figure.id.clone()).collect();
        let kept = |id: &String| stated.contains(id);
        // What a count in words is of is not known: 约58 below 高标准农田.
        let is_known = |figure: &Figure| {
            figure.unit != COUNT || figure.classifier.is_some() || figure.role != Role::Level
        };
        let unknown: HashSet<String> = match line.is_number {
            true => HashSet::new(),
            false => {
                let unknown = read.figures.iter().filter(|figure| !is_known(figure));
                unknown.map(|figure| figure.id.clone()).collect()
            }
        };
        let known = read.figures.into_iter().filter(|figure| !unknown.contains(&figure.id));
        let figures = known.filter_map(|figure| {
            let span = line.to_cell(figure.span)?;
            let alt_of = figure.alt_of.clone().filter(kept);
            Some(Figure { alt_of, ..in_table(document, (number, sentence), line, figure, span) })
        });
        self.figures.extend(figures);
        for numeral in read.numerals {
            // The numerals of heads are those of their own cells; a label is part of the line.
            let of_label = || line.to_exact(numeral.span).filter(|_| !is_cell);
            let Some(span) = line.to_cell(numeral.span).or_else(of_label) else { continue };
            let numeral = match numeral.figure.as_ref().is_some_and(|id| unknown.contains(id)) {
                true => NumeralRow { class: NumeralClass::Unresolved, figure: None, ..numeral },
                false => numeral,
            };
            if numeral.class == NumeralClass::Unresolved {
                // A cell may have more sentences than the one by which it is read.
                let whole = line.row.join(span);
                self.diagnostics.push(unresolved(document, whole, span));
            }
            let is_figure = numeral.class == NumeralClass::Figure;
            // Words that the sentence has otherwise than the cell may hold two numerals: 12 单位：亿元.
            if self.numerals.last().is_some_and(|last| last.span.overlaps(span)) {
                if !is_figure {
                    continue;
                }
                self.numerals.pop();
            }
            let rule = if is_figure { Some(CELL.to_owned()) } else { numeral.rule };
            self.numerals.push(NumeralRow { span, rule, ..numeral });
        }
    }
}

/// The figure of a cell, with all places those of the table.
fn in_table(
    document: &Document,
    (number, sentence): (usize, &Sentence),
    line: &CellSentence,
    figure: Figure,
    span: Span,
) -> Figure {
    let to_text = |words: Option<Span>| words.and_then(|words| line.to_text(words));
    let to_cell = |words: Option<Span>| words.and_then(|words| line.to_cell(words));
    let evidence = figure.evidence;
    let section = document.paragraphs()[sentence.paragraph].section;
    let mut indicator = figure.indicator;
    if let Some(indicator) = &mut indicator {
        indicator.words = line.in_full(&indicator.words);
        indicator.span = indicator.span.and_then(|words| line.to_exact(words));
    }
    let action =
        figure.action.and_then(|deed| Some(Deed { words: line.to_exact(deed.words)?, ..deed }));
    let area = figure.area.filter(|_| line.place.is_none());
    Figure {
        span,
        indicator,
        area,
        area_words: line.place.or_else(|| to_text(figure.area_words)),
        action,
        list: None,
        evidence: Evidence {
            attachment: evidence.attachment,
            period: to_text(evidence.period),
            basis: to_text(evidence.basis),
            status: to_text(evidence.status),
            per: to_text(evidence.per),
            bound: to_cell(evidence.bound),
            unit: to_cell(evidence.unit),
            arrival: to_text(evidence.arrival),
            is_bare: evidence.is_bare,
            origins: evidence.origins,
        },
        section: section.map(|number| document.to_text(document.paragraphs()[number].span)),
        sentence: line.row,
        sentence_number: number,
        paragraph: sentence.paragraph,
        clause_end: line.cell.end,
        rule: CELL.to_owned(),
        ..figure
    }
}
