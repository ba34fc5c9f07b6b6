//! The text of a document with its numerals and figures, as a review page shows it.

use std::collections::BTreeMap;

use figlift_extract::Figure;
use figlift_model::Basis;
use figlift_number::{End, Exact};
use figlift_publish::anchor;
use figlift_review::{BlockCell, Body, FigureLink, MarkedNumeral, ReviewFigure, TextBlock};
use figlift_text::{BlockKind, Document, ParagraphKind, Span};

use crate::reading::Content;

/// Data of figures that the extractor does not have.
pub(crate) struct Bodies<'a> {
    /// The indicator of each figure that has one, by the figure's id.
    pub indicators: &'a BTreeMap<String, String>,
    /// Charts that show a figure, by its id.
    pub charts: &'a BTreeMap<String, Vec<usize>>,
}

impl Bodies<'_> {
    /// A text with its figures.
    pub(crate) fn body<'d>(&self, content: &'d Content) -> Body<'d> {
        let Content { document, extraction } = content;
        let places: BTreeMap<&str, usize> =
            extraction.figures.iter().enumerate().map(|(at, one)| (one.id.as_str(), at)).collect();
        let numeral = |numeral: &figlift_extract::NumeralRow| MarkedNumeral {
            span: numeral.span.range(),
            class: numeral.class,
            rule: numeral.rule.clone(),
            figure: numeral.figure.as_deref().and_then(|id| places.get(id).copied()),
        };
        let block = |paragraph: &figlift_text::Paragraph| TextBlock {
            span: document.to_text(paragraph.span).range(),
            heading: paragraph.heading,
            cell: cell(document, paragraph),
        };
        let stated = DocumentFigures { document, figures: &extraction.figures, places: &places };
        Body {
            text: document.text(),
            blocks: document.paragraphs().iter().map(block).collect(),
            numerals: extraction.numerals.iter().map(numeral).collect(),
            figures: extraction.figures.iter().map(|figure| self.figure(figure, &stated)).collect(),
        }
    }

    fn figure(&self, figure: &Figure, stated: &DocumentFigures<'_>) -> ReviewFigure {
        let end = |end: &End| (end.value.to_f64(), end.closed);
        let evidence = figure.evidence;
        let action = figure.action.map(|deed| deed.words);
        let said = [
            evidence.period,
            figure.area_words,
            evidence.basis,
            evidence.status,
            evidence.per,
            action,
        ];
        ReviewFigure {
            id: figure.id.clone(),
            anchor: anchor(&figure.id),
            surface: stated.surface(figure),
            value: figure.value.as_ref().map(Exact::to_f64),
            low: figure.bounds.low.as_ref().map(end),
            high: figure.bounds.high.as_ref().map(end),
            qualifier: figure.qualifier.as_str(),
            unit: figure.unit.clone(),
            unit_mult: figure.unit_mult,
            classifier: figure.classifier.clone(),
            per: figure.per.clone(),
            role: figure.role.as_str(),
            basis: figure.basis.map(Basis::as_str),
            base_period: figure.base_period.map(|period| period.to_string()),
            indicator: self.indicators.get(&figure.id).cloned(),
            indicator_text: figure.indicator.as_ref().map(|measured| measured.words.clone()),
            action: action.map(|words| stated.words(words)),
            area: figure.area.clone(),
            period: figure.period.map(|(period, _)| period.to_string()),
            period_source: figure.period.and_then(|(_, source)| Some(source?.as_str())),
            status: figure.status.as_str(),
            rule: figure.rule.clone(),
            correction: figure.correction.clone(),
            change: stated.other_end(figure),
            restates: figure.alt_of.as_deref().and_then(|id| stated.mention(id)),
            repeats: figure.repeat_of.as_deref().and_then(|id| stated.mention(id)),
            attachment: evidence.attachment,
            origins: evidence.origins().map(|(_, origin)| origin.unwrap_or_default()),
            sentence: figure.sentence.range(),
            words: figure.indicator.as_ref().and_then(|measured| measured.span).map(Span::range),
            evidence: said.into_iter().flatten().map(Span::range).collect(),
            charts: self.charts.get(&figure.id).cloned().unwrap_or_default(),
        }
    }
}

/// The place of a paragraph that is a cell.
fn cell(document: &Document, paragraph: &figlift_text::Paragraph) -> Option<BlockCell> {
    let ParagraphKind::Cell(block) = paragraph.kind else { return None };
    let BlockKind::Cell(at) = document.layout().blocks.get(block)?.kind else { return None };
    Some(BlockCell { table: at.table, row: at.row, column: at.column, columns: at.columns })
}

/// The figures of one document.
struct DocumentFigures<'a> {
    document: &'a Document,
    figures: &'a [Figure],
    /// The place of each figure, by its id.
    places: &'a BTreeMap<&'a str, usize>,
}

impl DocumentFigures<'_> {
    fn surface(&self, figure: &Figure) -> String {
        self.words(figure.span)
    }

    fn words(&self, span: Span) -> String {
        self.document.text()[span.range()].to_owned()
    }

    fn mention(&self, id: &str) -> Option<FigureLink> {
        let figure = &self.figures[*self.places.get(id)?];
        let doc_id = self.document.id().to_owned();
        Some(FigureLink { doc_id, anchor: anchor(id), surface: self.surface(figure) })
    }

    /// Which end of a change a figure is, and the other end. Both are in one sentence.
    fn other_end(&self, figure: &Figure) -> Option<(&'static str, FigureLink)> {
        let (change, end) = figure.change.as_ref()?;
        let at = *self.places.get(figure.id.as_str())?;
        let same = |other: &&Figure| other.sentence == figure.sentence;
        let after = self.figures[at + 1..].iter().take_while(same);
        let before = self.figures[..at].iter().rev().take_while(same);
        let is_other = |other: &&Figure| other.change.as_ref().is_some_and(|(id, _)| id == change);
        let other = before.chain(after).find(is_other)?;
        Some((end.as_str(), self.mention(&other.id)?))
    }
}
