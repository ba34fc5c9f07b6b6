//! Lines of running text that are a label and its value: 发行总额（亿元）：12.50.

use figlift_text::{Document, Period, Sentence, Span};

use super::caption::Caption;
use super::column::HeadedColumn;
use super::compose::CellHeads;
use super::head::Head;
use super::head_words::HeadWords;
use super::number::CellNumber;
use super::sentence::{CellContext, CellSentence};
use super::words::WordReader;
use crate::compile::ruleset::RuleSet;
use crate::compile::scratch::Scratch;

/// The longest label, in bytes.
const LABEL: usize = 90;

impl CellSentence {
    /// The sentence that a line makes, if it is a label with a unit, a colon, and a bare number.
    pub(crate) fn of_label(
        rules: &RuleSet,
        scratch: &mut Scratch,
        document: &Document,
        sentence: &Sentence,
        before: Option<Period>,
    ) -> Option<CellSentence> {
        let words = &document.reading()[sentence.span.range()];
        // Most sentences end with a full stop: only a line can end with a number.
        if !words.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '%' | '‰')) {
            return None;
        }
        let colon = words.rfind(['：', ':']).filter(|colon| *colon <= LABEL)?;
        if words[..colon].contains(['：', ':']) {
            return None;
        }
        let mark = words[colon..].chars().next().map_or(0, char::len_utf8);
        let number = CellNumber::of(words[colon + mark..].trim())?;
        let start = sentence.span.start;
        let text = |from: usize, to: usize| document.to_text(Span::new(start + from, start + to));
        let label = HeadWords::of(document, text(0, colon));
        let mut reader = WordReader::new(rules, scratch, document.metadata(), before);
        let head = Head::of(&mut reader, &label);
        head.unit.as_ref()?;
        let (caption, column) = (Caption::default(), HeadedColumn::default());
        let heads = CellHeads {
            caption: &caption,
            group: None,
            parents: Vec::new(),
            rows: vec![&head],
            row_unit: None,
            column: &column,
            number: Some(&number),
            has_minus: false,
        };
        let value = HeadWords::of(document, text(colon + mark, words.len()));
        let row = document.to_text(sentence.span);
        heads.line(rules, &value, CellContext { document, row, period: before })
    }
}
