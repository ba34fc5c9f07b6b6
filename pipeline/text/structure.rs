//! Paragraphs, sentences and headings.

use crate::Span;
use crate::fold::Fold;
use crate::layout::{BlockKind, TextLayout};

/// A paragraph: up to a line end, or to two or more ideographic spaces, which mark paragraphs in
/// official texts that were pasted into one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its span of the reading, without surrounding white space.
    pub span: Span,
    /// What it is.
    pub kind: ParagraphKind,
    /// Whether it is a heading: short, and without a sentence-final mark.
    pub heading: bool,
    /// The number of the heading above it.
    pub section: Option<usize>,
    /// Whether it names a part, for which nothing holds that was said before.
    pub begins_part: bool,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParagraphKind {
    /// A part of the text.
    Running,
    /// A part of a cell, by the number of its block.
    Cell(usize),
    /// A part of what stands around the text.
    Furniture,
}

/// A sentence: up to one of 。！？ (with the closing marks after it) or to the end of its paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its span of the reading, without surrounding white space.
    pub span: Span,
    /// The number of its paragraph.
    pub paragraph: usize,
}

/// The longest heading, in characters.
const HEADING: usize = 40;

pub(crate) fn structure(
    reading: &str,
    layout: &TextLayout,
    fold: &Fold,
) -> (Vec<Paragraph>, Vec<Sentence>) {
    let (mut paragraphs, mut sentences) = (Vec::new(), Vec::new());
    let mut section = None;
    for (span, block) in blocks(reading, layout, fold) {
        let number = paragraphs.len();
        let (kind, heading) = match block {
            Some((number, BlockKind::Cell(_))) => (ParagraphKind::Cell(number), false),
            Some((_, BlockKind::Furniture)) => (ParagraphKind::Furniture, false),
            Some((_, BlockKind::Heading | BlockKind::Part)) => (ParagraphKind::Running, true),
            Some((_, BlockKind::Paragraph | BlockKind::Caption)) | None => {
                (ParagraphKind::Running, is_heading(&reading[span.range()]))
            }
        };
        let begins_part = matches!(block, Some((_, BlockKind::Part)));
        section = section.filter(|_| !begins_part);
        paragraphs.push(Paragraph { span, kind, heading, section, begins_part });
        if heading {
            section = Some(number);
        }
        let whole = sentence_spans(reading, span);
        sentences.extend(whole.into_iter().map(|span| Sentence { span, paragraph: number }));
    }
    (paragraphs, sentences)
}

/// The paragraphs of a reading, each with the number and kind of its block.
fn blocks(
    reading: &str,
    layout: &TextLayout,
    fold: &Fold,
) -> Vec<(Span, Option<(usize, BlockKind)>)> {
    if layout.blocks.is_empty() {
        let all = paragraph_spans(reading, Span::new(0, reading.len()));
        return all.into_iter().map(|span| (span, None)).collect();
    }
    let mut paragraphs = Vec::new();
    for (number, block) in layout.blocks.iter().enumerate() {
        let span = Span::new(fold.to_reading(block.span.start), fold.to_reading(block.span.end));
        let inner = paragraph_spans(reading, span).into_iter();
        paragraphs.extend(inner.map(|span| (span, Some((number, block.kind)))));
    }
    paragraphs
}

fn paragraph_spans(reading: &str, within: Span) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = within.start;
    let mut spaces = 0;
    for (at, c) in reading[within.range()].char_indices() {
        let at = within.start + at;
        spaces = if c == '\u{3000}' { spaces + 1 } else { 0 };
        if c == '\n' || c == '\r' || spaces == 2 {
            push_trimmed(reading, Span::new(start, at), &mut spans);
            start = at;
        }
    }
    push_trimmed(reading, Span::new(start, within.end), &mut spans);
    spans
}

fn sentence_spans(reading: &str, paragraph: Span) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = paragraph.start + heading_mark(&reading[paragraph.range()]).len();
    let mut rest = reading[paragraph.range()].char_indices().peekable();
    while let Some((_, c)) = rest.next() {
        if !matches!(c, '。' | '！' | '？') {
            continue;
        }
        let closing =
            |c: char| matches!(c, '”' | '’' | '」' | '』' | '》' | '）' | ')' | '。' | '！' | '？');
        while rest.next_if(|&(_, c)| closing(c)).is_some() {}
        let end = rest.peek().map_or(paragraph.end, |&(at, _)| paragraph.start + at);
        push_trimmed(reading, Span::new(start, end), &mut spans);
        start = end;
    }
    push_trimmed(reading, Span::new(start, paragraph.end), &mut spans);
    spans
}

/// The mark of a Markdown heading at the start of a paragraph: the ## of ## 一、工作回顾. Empty if there
/// is none.
///
/// ```
/// use figlift_text::heading_mark;
/// assert_eq!(heading_mark("## 一、工作回顾"), "##");
/// assert_eq!(heading_mark("#1机组并网"), "");
/// ```
pub fn heading_mark(paragraph: &str) -> &str {
    let rest = paragraph.trim_start_matches('#');
    let mark = &paragraph[..paragraph.len() - rest.len()];
    if mark.len() <= MARKS && rest.starts_with([' ', '\u{3000}']) { mark } else { "" }
}

fn push_trimmed(reading: &str, span: Span, spans: &mut Vec<Span>) {
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    let run = &reading[span.range()];
    let start = span.end - run.trim_start_matches(blank).len();
    let end = start + reading[start..span.end].trim_end_matches(blank).len();
    if start < end {
        spans.push(Span::new(start, end));
    }
}

fn is_heading(paragraph: &str) -> bool {
    let ends_sentence = |c: char| "。！？；：，、…:;,.!?".contains(c);
    let closed = paragraph.trim_end_matches(['”', '’', '）', ')', '》']).ends_with(ends_sentence);
    !closed && paragraph.chars().count() <= HEADING && !paragraph.contains(['。', '；'])
}

/// Levels of headings in Markdown.
const MARKS: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_headings_are_no_part_of_sentences() {
        let text = "## 一、工作回顾\n#1机组并网。";
        let (_, sentences) =
            structure(text, &TextLayout::default(), &Fold::new(text, &TextLayout::default()));
        let words: Vec<_> = sentences.iter().map(|s| &text[s.span.range()]).collect();
        assert_eq!(words, ["一、工作回顾", "#1机组并网。"]);
    }

    #[test]
    fn one_line_with_ideographic_spaces() {
        let text = "标题　　第一段。“好！”还有　　小标题　　　　末段";
        let (paragraphs, sentences) =
            structure(text, &TextLayout::default(), &Fold::new(text, &TextLayout::default()));
        let words: Vec<_> = sentences.iter().map(|s| &text[s.span.range()]).collect();
        assert_eq!(words, ["标题", "第一段。", "“好！”", "还有", "小标题", "末段"]);
        assert_eq!(paragraphs[1].section, Some(0));
        assert!(paragraphs[2].heading);
        assert_eq!(paragraphs[3].section, Some(2));
    }
}
