//! Collects what the sentences of a document state.

use std::borrow::Cow;

use figlift_model::{DiagnosticCode, NumeralClass, Severity};
use figlift_text::{Diagnostic, Document, ParagraphKind, Sentence, Span};
use serde::{Deserialize, Serialize};

use super::aside;
use super::numeral_row::NumeralRow;
use super::passage::Matched;
use crate::claim::node::NodeKind;
use crate::compile::ruleset::RuleSet;
use crate::dateline;
use crate::figure::Figure;
use crate::numeral::han;

/// The figures, numerals and problems of a document.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Extraction {
    /// The figures, in order of the text.
    pub figures: Vec<Figure>,
    /// All numerals, figures among them, in order of the text.
    pub numerals: Vec<NumeralRow>,
    /// Problems.
    pub diagnostics: Vec<Diagnostic>,
}

impl Extraction {
    /// What is known before any sentence is read.
    pub(super) fn begin(document: &Document) -> Extraction {
        let mut diagnostics = document.noticed().to_vec();
        diagnostics.extend(dateline::report(document));
        let numerals = aside::note_marks(document).collect();
        Extraction { diagnostics, numerals, ..Extraction::default() }
    }

    /// The same, its numerals in order of the text.
    pub(super) fn in_order(mut self) -> Extraction {
        self.numerals.sort_by_key(|numeral| numeral.span.start);
        self
    }

    /// Adds the numerals of a sentence that is no running text; whether it is none.
    pub(super) fn add_aside(
        &mut self,
        rules: &RuleSet,
        document: &Document,
        sentence: &Sentence,
        matched: &Matched<'_>,
    ) -> bool {
        match document.paragraphs()[sentence.paragraph].kind {
            ParagraphKind::Running => return false,
            ParagraphKind::Furniture => {
                self.numerals.extend(aside::furniture(document, &matched.nodes));
            }
            // What states a value was read with its heads.
            ParagraphKind::Cell(_) => {
                self.add(rules, document, sentence, matched, Vec::new());
            }
        }
        true
    }

    pub(super) fn add(
        &mut self,
        rules: &RuleSet,
        document: &Document,
        sentence: &Sentence,
        matched: &Matched<'_>,
        figures: Vec<(usize, Figure)>,
    ) {
        let Matched { nodes, related, .. } = matched;
        let mut figures = figures.into_iter().peekable();
        for (at, node) in nodes.iter().enumerate() {
            // A figure is large: it is not taken out of the list before its turn.
            let is_next = figures.peek().is_some_and(|(node, _)| *node == at);
            let figure = if is_next { figures.next().map(|(_, figure)| figure) } else { None };
            let class = match &node.kind {
                NodeKind::Quantity(_) if figure.is_some() => NumeralClass::Figure,
                NodeKind::Quantity(_) | NodeKind::Unresolved => NumeralClass::Unresolved,
                // 比上年 contains no numeral.
                NodeKind::Period(_)
                    if related[at].basis.is_some() && !holds_numeral(document, node.span) =>
                {
                    continue;
                }
                NodeKind::Period(_) => NumeralClass::Period,
                NodeKind::Numeral(class) => *class,
                // 四川 remains an area, and its numeral is part of a name.
                NodeKind::Word(word) if is_numbered_area(rules, *word) => NumeralClass::Label,
                NodeKind::Word(_) | NodeKind::Text => continue,
            };
            let span = document.to_text(node.span);
            if class == NumeralClass::Unresolved {
                let whole = document.to_text(sentence.span);
                self.diagnostics.push(unresolved(document, whole, span));
            }
            let of_area = matches!(node.kind, NodeKind::Word(_)).then_some("lexicon/area");
            let rule =
                node.rule.as_deref().filter(|_| class != NumeralClass::Unresolved).or(of_area);
            let rule = rule.map(str::to_owned);
            let id = figure.as_ref().map(|figure| figure.id.clone());
            self.numerals.push(NumeralRow { span, class, figure: id, rule });
            self.figures.extend(figure);
        }
    }
}

/// Whether a word names an area and contains a numeral: 四川, 三亚.
fn is_numbered_area(rules: &RuleSet, word: usize) -> bool {
    let word = rules.vocabulary.word(word);
    word.meaning.area.is_some()
        && !word.classes.contains(rules.policy.region_name)
        && word.surface.contains(han::is_of_numeral)
}

fn holds_numeral(document: &Document, reading: Span) -> bool {
    document.reading()[reading.range()].contains(|c: char| {
        c.is_ascii_digit() || han::is_row_digit(c) || han::power_of(c) == Some(1)
    })
}

pub(super) fn unresolved(document: &Document, whole: Span, span: Span) -> Diagnostic {
    let around = cut(document, whole, span, 30);
    let long = span.end - span.start > 30;
    let (code, what) = if long {
        (DiagnosticCode::NumberTooLong, "this number is too long to be exact")
    } else {
        (DiagnosticCode::UnresolvedNumeral, "no rule explains this numeral")
    };
    Diagnostic { code, severity: Severity::Warning, span, message: format!("{what}: {around}") }
}

/// The words of `whole`, cut to that many characters on each side of `inner`.
pub(crate) fn cut(document: &Document, whole: Span, inner: Span, around: usize) -> Cow<'_, str> {
    document.words(cut_span(document.text(), whole, inner, around))
}

/// `whole`, cut to that many characters of a text on each side of `inner`.
pub(crate) fn cut_span(text: &str, whole: Span, inner: Span, around: usize) -> Span {
    let before = text[whole.start..inner.start].char_indices().rev().take(around).last();
    let start = whole.start + before.map_or(inner.start - whole.start, |(at, _)| at);
    let after = text[inner.end..whole.end].char_indices().nth(around);
    let end = after.map_or(whole.end, |(at, _)| inner.end + at);
    Span::new(start, end)
}
