//! The text of a document, cut into plain and marked runs.

use std::ops::Range;

use figlift_model::NumeralClass;

use crate::model::{BlockCell, Body, MarkedNumeral, ReviewDocument, ReviewFigure, TextBlock};
use crate::words::word;

/// A whole text as a page shows it, in order.
#[derive(Debug, Default)]
pub(crate) struct Text<'a> {
    pub paragraphs: Vec<MarkedParagraph<'a>>,
    /// The text after the last paragraph.
    pub rest: Vec<Piece<'a>>,
}

/// A paragraph with its indent, and the white space before it.
#[derive(Debug)]
pub(crate) struct MarkedParagraph<'a> {
    pub gap: Vec<Piece<'a>>,
    pub heading: bool,
    /// Its place, if it is a cell.
    pub cell: Option<CellInRow>,
    /// Its id, if something links to it.
    pub id: Option<String>,
    pub pieces: Vec<Piece<'a>>,
    /// Its bytes, including the indent.
    pub span: Range<usize>,
}

/// A cell in its row, as the page lays it out.
#[derive(Debug)]
pub(crate) struct CellInRow {
    /// CSS classes of its column and of the columns that it spans.
    pub classes: String,
    /// Whether it is the first or last of its row.
    pub is_first: bool,
    pub is_last: bool,
}

/// The columns that the page lays out; those beyond stand in the last one.
const COLUMNS: usize = 16;

impl CellInRow {
    /// The place of a cell between others.
    fn of(before: Option<BlockCell>, cell: BlockCell, after: Option<BlockCell>) -> CellInRow {
        let is_apart = |other: Option<BlockCell>| {
            other.is_none_or(|other| (other.table, other.row) != (cell.table, cell.row))
        };
        let column = cell.column.min(COLUMNS);
        let columns = cell.columns.min(COLUMNS + 1 - column);
        CellInRow {
            classes: format!("cell c{column} s{columns}"),
            is_first: is_apart(before),
            is_last: is_apart(after),
        }
    }
}

/// A run of a text.
#[derive(Debug)]
pub(crate) struct Piece<'a> {
    pub text: &'a str,
    pub mark: Option<NumeralMark>,
}

/// The mark of a numeral.
#[derive(Debug)]
pub(crate) struct NumeralMark {
    /// CSS classes: the class of the numeral and, for a figure, the result of its checks.
    pub classes: String,
    /// Its id, if something links to it.
    pub id: Option<String>,
    /// The tooltip for readers without script.
    pub title: String,
}

/// Gives the result of the checks of a figure: `error`, `warning`, `info`, `pass` or `none`.
pub(crate) type StateOf<'s> = &'s dyn Fn(&ReviewFigure) -> &'static str;

impl<'a> Text<'a> {
    /// Cuts the text of a document, given its number on its page. `sought` are bytes to which
    /// something links.
    pub(crate) fn of(
        number: usize,
        body: &'a Body<'a>,
        sought: &[usize],
        state: StateOf<'_>,
    ) -> Text<'a> {
        let mut cutter = Cutter { number, body, state, next: 0 };
        let mut paragraphs = Vec::new();
        let mut end = 0;
        let all = spans(body);
        let cell_of = |at: Option<usize>| all.get(at?).and_then(|(block, _)| block.cell);
        for (at, (block, span)) in all.iter().enumerate() {
            let (heading, span) = (block.heading, span.clone());
            let cell = block
                .cell
                .map(|cell| CellInRow::of(cell_of(at.checked_sub(1)), cell, cell_of(Some(at + 1))));
            let gap = cutter.pieces(end..span.start);
            let pieces = cutter.pieces(span.clone());
            end = span.end;
            let wanted = sought.iter().any(|byte| span.contains(byte));
            let id = wanted.then(|| paragraph_id(number, span.start));
            paragraphs.push(MarkedParagraph { gap, heading, cell, id, pieces, span });
        }
        Text { paragraphs, rest: cutter.pieces(end..body.text.len()) }
    }

    /// The number of the paragraph of a byte.
    pub(crate) fn paragraph_at(&self, byte: usize) -> Option<usize> {
        let after = self.paragraphs.partition_point(|paragraph| paragraph.span.start <= byte);
        let found = after.checked_sub(1)?;
        (byte < self.paragraphs[found].span.end).then_some(found)
    }
}

/// The id at a byte of a document, given its number on its page: that of the numeral there, else of
/// the paragraph.
pub(crate) fn id_at(number: usize, document: &ReviewDocument<'_>, byte: usize) -> Option<String> {
    let body = document.body.as_ref()?;
    let after = body.numerals.partition_point(|numeral| numeral.span.start <= byte);
    let at = after.checked_sub(1).map(|found| &body.numerals[found]);
    let id =
        at.filter(|numeral| byte < numeral.span.end).and_then(|numeral| id(number, body, numeral));
    let paragraph = || spans(body).into_iter().find(|(_, span)| span.contains(&byte));
    id.or_else(|| paragraph().map(|(_, span)| paragraph_id(number, span.start)))
}

fn paragraph_id(number: usize, start: usize) -> String {
    format!("b-{number}-{start}")
}

/// The id of a figure or an unresolved numeral.
fn id(number: usize, body: &Body<'_>, numeral: &MarkedNumeral) -> Option<String> {
    match (numeral.figure.and_then(|at| body.figures.get(at)), numeral.class) {
        (Some(figure), _) => Some(figure.anchor.clone()),
        (None, NumeralClass::Unresolved) => Some(format!("u-{number}-{}", numeral.span.start)),
        _ => None,
    }
}

/// The paragraphs with their indents, made disjoint and in order within the text.
fn spans<'b>(body: &'b Body<'_>) -> Vec<(&'b TextBlock, Range<usize>)> {
    let mut spans: Vec<(&TextBlock, Range<usize>)> = Vec::new();
    let mut end = 0;
    for block in &body.blocks {
        let span = &block.span;
        let good = span.start >= end && span.start < span.end;
        let Some(gap) = body.text.get(end..span.start).filter(|_| good) else { continue };
        if body.text.get(span.clone()).is_none() {
            continue;
        }
        let indent = gap.len() - gap.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        spans.push((block, span.start - indent..span.end));
        end = span.end;
    }
    spans
}

struct Cutter<'a, 's> {
    number: usize,
    body: &'a Body<'a>,
    state: StateOf<'s>,
    /// The first numeral that is not yet cut.
    next: usize,
}

impl<'a> Cutter<'a, '_> {
    fn pieces(&mut self, span: Range<usize>) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        let mut at = span.start;
        while let Some(numeral) = self.body.numerals.get(self.next) {
            if numeral.span.start >= span.end {
                break;
            }
            self.next += 1;
            let marked = self.body.text.get(numeral.span.clone()).filter(|text| !text.is_empty());
            let inside = numeral.span.start >= at && numeral.span.end <= span.end;
            let Some(text) = marked.filter(|_| inside) else { continue };
            self.plain(at..numeral.span.start, &mut pieces);
            pieces.push(Piece { text, mark: Some(self.mark(numeral)) });
            at = numeral.span.end;
        }
        self.plain(at..span.end, &mut pieces);
        pieces
    }

    fn plain(&self, span: Range<usize>, pieces: &mut Vec<Piece<'a>>) {
        let text = self.body.text.get(span).unwrap_or_default();
        if !text.is_empty() {
            pieces.push(Piece { text, mark: None });
        }
    }

    fn mark(&self, numeral: &MarkedNumeral) -> NumeralMark {
        let id = id(self.number, self.body, numeral);
        let figure = numeral.figure.and_then(|at| self.body.figures.get(at));
        let state = figure.map(self.state);
        let classes = match state {
            Some("none") | None => numeral.class.to_string(),
            Some(state) => format!("{} {state}", numeral.class),
        };
        let title = match (figure, &numeral.rule) {
            (Some(figure), _) => tooltip(figure, state.unwrap_or_default()),
            (None, rule) => format!(
                "{}（{}）",
                word("class", numeral.class.as_str()).zh,
                rule.as_deref().unwrap_or("—")
            ),
        };
        NumeralMark { classes, id, title }
    }
}

/// A figure in one line, in Chinese; the script says it in the language of the reader.
fn tooltip(figure: &ReviewFigure, state: &str) -> String {
    let qualifier = word("qualifier", figure.qualifier).zh;
    let said = figure.value.map_or(qualifier.to_owned(), |value| value.to_string());
    let unit = if figure.unit == "1" { "" } else { &figure.unit };
    let mut words = vec![
        word("role", figure.role).zh.to_owned(),
        format!("{said} {unit}").trim_end().to_owned(),
    ];
    if figure.value.is_some() && figure.qualifier != "exact" {
        words.push(qualifier.to_owned());
    }
    words.extend(figure.action.clone());
    words.extend(figure.indicator_text.clone());
    words.extend(figure.period.clone());
    if state != "none" {
        words.push(word("result", state).zh.to_owned());
    }
    words.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Starts and ends.
    type Spans<'s> = &'s [(usize, usize)];

    fn body<'t>(text: &'t str, blocks: Spans<'_>, numerals: Spans<'_>) -> Body<'t> {
        let block = |&(start, end): &(usize, usize)| TextBlock {
            span: start..end,
            heading: false,
            cell: None,
        };
        let numeral = |&(start, end): &(usize, usize)| MarkedNumeral {
            span: start..end,
            class: NumeralClass::Unresolved,
            rule: None,
            figure: None,
        };
        let (blocks, numerals) = (blocks.iter().map(block), numerals.iter().map(numeral));
        Body { text, blocks: blocks.collect(), numerals: numerals.collect(), figures: Vec::new() }
    }

    /// The whole text, and its marked words.
    fn cut(body: &Body<'_>) -> (String, Vec<String>) {
        let text = Text::of(0, body, &[], &|_| "none");
        let paragraphs = text.paragraphs.iter().flat_map(|one| one.gap.iter().chain(&one.pieces));
        let pieces: Vec<&Piece<'_>> = paragraphs.chain(&text.rest).collect();
        let marked = pieces.iter().filter(|piece| piece.mark.is_some());
        (
            pieces.iter().map(|piece| piece.text).collect(),
            marked.map(|piece| piece.text.to_owned()).collect(),
        )
    }

    /// A paragraph includes its indent, but not the line ends before it.
    #[test]
    fn a_paragraph_has_its_indent_and_no_line_end() {
        let text = "\n\n　　一二。\r\n　三四。\n";
        let start = |words: &str| text.find(words).unwrap();
        let blocks = [(start("一二"), start("。\r") + 3), (start("三四"), text.len() - 1)];
        let body = body(text, &blocks, &[]);
        let cut = Text::of(0, &body, &[start("三")], &|_| "none");
        let words: Vec<&str> = cut.paragraphs.iter().map(|one| one.pieces[0].text).collect();
        assert_eq!(words, ["　　一二。", "　三四。"]);
        assert_eq!(cut.paragraphs[1].gap[0].text, "\r\n");
        assert_eq!(cut.rest[0].text, "\n");
        assert_eq!(cut.paragraphs[0].id, None);
        assert_eq!(cut.paragraphs[1].id.as_deref(), Some("b-0-19"));
    }

    /// Spans come from another crate: even invalid ones must not change the text.
    #[test]
    fn no_span_changes_the_text() {
        let text = "甲12乙\n丙34丁\n";
        let good = body(text, &[(0, 8), (9, 17)], &[(3, 5), (12, 14)]);
        assert_eq!(cut(&good), (text.to_owned(), vec!["12".to_owned(), "34".to_owned()]));
        let wrong: [(Spans<'_>, Spans<'_>); 7] = [
            (&[], &[(3, 5)]),
            (&[(9, 17), (0, 8)], &[(12, 14), (3, 5)]),
            (&[(0, 8), (4, 17)], &[(3, 5), (4, 6)]),
            (&[(1, 7), (9, 400)], &[(4, 2), (0, 0)]),
            (&[(0, 8)], &[(7, 10), (400, 500)]),
            (&[(0, 0), (8, 8)], &[(3, 5), (3, 5)]),
            (&[(0, 18)], &[(0, 1), (2, 4)]),
        ];
        for (blocks, numerals) in wrong {
            assert_eq!(cut(&body(text, blocks, numerals)).0, text, "{blocks:?} {numerals:?}");
        }
    }

    #[test]
    fn what_no_rule_explains_and_each_paragraph_can_be_led_to() {
        let text = "甲12乙\n丙34丁\n";
        let body = Some(body(text, &[(0, 8), (9, 17)], &[(3, 5)]));
        let document = ReviewDocument { body, ..ReviewDocument::default() };
        let id = |byte| id_at(7, &document, byte);
        assert_eq!(id(4).as_deref(), Some("u-7-3"));
        assert_eq!(id(13).as_deref(), Some("b-7-9"));
        assert_eq!(id(400), None);
    }
}
