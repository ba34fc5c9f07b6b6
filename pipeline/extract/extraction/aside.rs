//! The numerals of what stands beside the text: around the main text of a page, and marks of notes.

use figlift_model::NumeralClass;
use figlift_text::{Document, Span};

use super::numeral_row::NumeralRow;
use crate::claim::node::{Node, NodeKind};

/// The names by which `numerals` says that the layout of a text, and no rule, gave a class.
const FURNITURE: &str = "layout/furniture";
const NOTE_MARK: &str = "layout/note-mark";

/// The numerals of a sentence around the main text of a page.
pub(super) fn furniture(document: &Document, nodes: &[Node]) -> impl Iterator<Item = NumeralRow> {
    let is_numeral = |node: &&Node| !matches!(node.kind, NodeKind::Word(_) | NodeKind::Text);
    let spans = nodes.iter().filter(is_numeral).map(|node| document.to_text(node.span));
    let spans = spans.filter(|span| document.text()[span.range()].contains(is_digit));
    spans.map(|span| row(span, NumeralClass::Furniture, FURNITURE))
}

/// The numbers of notes in the marks that lead to them.
pub(super) fn note_marks(document: &Document) -> impl Iterator<Item = NumeralRow> {
    document.layout().marks.iter().flat_map(|mark| {
        let words = &document.text()[mark.range()];
        let runs = digit_runs(words).into_iter();
        let span = |run: Span| Span::new(mark.start + run.start, mark.start + run.end);
        runs.map(move |run| row(span(run), NumeralClass::Reference, NOTE_MARK))
    })
}

fn row(span: Span, class: NumeralClass, rule: &str) -> NumeralRow {
    NumeralRow { span, class, figure: None, rule: Some(rule.to_owned()) }
}

/// The runs of digits of a text.
fn digit_runs(text: &str) -> Vec<Span> {
    let mut runs: Vec<Span> = Vec::new();
    for (at, digit) in text.char_indices().filter(|(_, c)| is_digit(*c)) {
        let end = at + digit.len_utf8();
        match runs.last_mut().filter(|run| run.end == at) {
            Some(run) => run.end = end,
            None => runs.push(Span::new(at, end)),
        }
    }
    runs
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}
