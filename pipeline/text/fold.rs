//! Folds characters one to one: full-width digits to plain ones, and traditional characters to
//! simplified ones. Normal forms such as NFKC would turn `3½亿` and `①20` into other numbers. Line ends
//! within words are removed.

mod characters;

use std::ops::Range;

pub use characters::plain_words;
use characters::{plain_length, read_as};

use crate::layout::TextLayout;

/// The reading of a text, with the map back to the text.
#[derive(Debug)]
pub(crate) struct Fold {
    /// The text as rules see it; `None` if that is the text itself.
    reading: Option<String>,
    /// Places where the offsets of the two diverge.
    steps: Vec<FoldStep>,
}

/// A byte of the reading, the byte of the text, and the number of removed bytes before it.
#[derive(Debug)]
struct FoldStep {
    reading: usize,
    text: usize,
    left_out: usize,
}

impl Fold {
    pub(crate) fn new(text: &str, layout: &TextLayout) -> Fold {
        let mut breaks = left_out(text, layout).into_iter().peekable();
        if breaks.peek().is_none() && plain_length(text) == text.len() {
            return Fold { reading: None, steps: Vec::new() };
        }
        let mut reading = String::with_capacity(text.len());
        let mut steps = Vec::new();
        let (mut from, mut drift, mut left_out) = (0, 0, 0);
        // From one place that is read otherwise to the next, the text is taken over as it stands.
        while from < text.len() {
            if let Some(soft) = breaks.next_if(|soft| soft.start <= from) {
                left_out += soft.end.saturating_sub(from);
                from = from.max(soft.end);
                continue;
            }
            if from - reading.len() != drift {
                drift = from - reading.len();
                steps.push(FoldStep { reading: reading.len(), text: from, left_out });
            }
            left_out = 0;
            let run = &text[from..breaks.peek().map_or(text.len(), |soft| soft.start)];
            let plain = plain_length(run);
            reading.push_str(&run[..plain]);
            from += plain;
            if let Some(c) = run[plain..].chars().next() {
                reading.push(read_as(c));
                from += c.len_utf8();
            }
        }
        steps.push(FoldStep { reading: reading.len(), text: text.len(), left_out });
        Fold { reading: Some(reading), steps }
    }

    pub(crate) fn reading(&self) -> Option<&str> {
        self.reading.as_deref()
    }

    /// The byte of the text for a byte of the reading (both at character boundaries).
    pub(crate) fn to_text(&self, byte: usize) -> usize {
        match self.steps.partition_point(|step| step.reading <= byte) {
            0 => byte,
            n => self.steps[n - 1].text + (byte - self.steps[n - 1].reading),
        }
    }

    /// The byte of the reading for a byte of the text; where it was removed, the next that was not.
    pub(crate) fn to_reading(&self, byte: usize) -> usize {
        let next = self.steps.partition_point(|step| step.text <= byte);
        let own = match next.checked_sub(1).map(|before| &self.steps[before]) {
            Some(step) => step.reading + (byte - step.text),
            None => byte,
        };
        self.steps.get(next).map_or(own, |step| own.min(step.reading))
    }

    /// The same for the end of a span, which is before removed bytes.
    pub(crate) fn end_to_text(&self, byte: usize) -> usize {
        let step = self.steps.partition_point(|step| step.reading < byte);
        match self.steps.get(step) {
            Some(step) if step.reading == byte => step.text - step.left_out,
            _ => self.to_text(byte),
        }
    }
}

/// The removed spans: soft line ends, blanks that a scraper wrote as `<U+00A0>`, and marks of notes.
fn left_out(text: &str, layout: &TextLayout) -> Vec<Range<usize>> {
    let mut ranges = soft_breaks(text);
    // What lies between two blocks parts them.
    let within = |range: &Range<usize>| {
        let next = layout.blocks.partition_point(|block| block.span.end <= range.start);
        layout.blocks.is_empty()
            || layout.blocks.get(next).is_some_and(|block| range.end <= block.span.end)
    };
    ranges.retain(within);
    // Marks that follow each other are left out as one.
    ranges.extend(layout.marks.chunk_by(|a, b| a.end == b.start).map(|marks| {
        let (start, end) = (marks[0].start, marks[marks.len() - 1].end);
        let before = |c: char| c.is_numeric() || c.is_ascii_alphabetic();
        let parts = text[..start].ends_with(before) && text[end..].starts_with(char::is_numeric);
        // Before a number the word joiner stays, lest it grow onto another or onto a name.
        let joiner = text[start..end].chars().next().filter(|_| parts).map_or(0, char::len_utf8);
        start + joiner..end
    }));
    ranges.extend(text.match_indices("<U+").filter_map(|(at, _)| {
        let blank = BLANKS.iter().find(|blank| text[at..].starts_with(**blank))?;
        Some(at..at + blank.len())
    }));
    ranges.sort_unstable_by_key(|range| range.start);
    ranges
}

/// How scrapers write blanks that cannot be shown.
const BLANKS: &[&str] = &["<U+00A0>", "<U+3000>", "<U+FEFF>", "<U+200B>", "<U+2002>", "<U+2003>"];

/// Line ends within words, with the blanks around them: after an opening mark, before a closing
/// one, and around a number that belongs to letters (PM⏎2.5⏎浓度).
fn soft_breaks(text: &str) -> Vec<Range<usize>> {
    let mut breaks = Vec::new();
    let mut in_name = false;
    let mut from = 0;
    while let Some(end) = text[from..].find(['\n', '\r']).map(|at| from + at) {
        let before = text[..end].trim_end_matches([' ', '\t']);
        let after = text[end..].trim_start_matches(['\r', '\n', ' ', '\t']);
        let next = text.len() - after.len();
        from = next.max(end + 1);
        let ends = text[end..next].replace("\r\n", "\n").matches(['\n', '\r']).count();
        let blank_lines = ends > 1;
        let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
            in_name = false;
            continue;
        };
        let line = after.split(['\n', '\r']).next().unwrap_or_default();
        let line = line.trim_end_matches([' ', '\t']);
        let digits = line.chars().all(|c| c.is_ascii_digit() || c == '.') && line.len() <= 6;
        let number = digits && first.is_ascii_digit();
        let begins_name = last.is_ascii_alphabetic() && number;
        let opens = "（(“‘《「".contains(last);
        let closes = "，。、；：）)”’》」%％".contains(first) && !"。！？：；”）》".contains(last);
        if !blank_lines && (opens || closes || begins_name || in_name) {
            breaks.push(before.len()..next);
        }
        in_name = begins_name;
    }
    breaks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;

    #[test]
    fn way_back_after_full_width_digits() {
        let text = "a１２．５亿與b";
        let fold = Fold::new(text, &TextLayout::default());
        let reading = fold.reading().unwrap();
        assert_eq!(reading, "a12.5亿与b");
        for ((r, read), (t, raw)) in reading.char_indices().zip(text.char_indices()) {
            assert_eq!(fold.to_text(r), t, "{read} {raw}");
        }
        assert_eq!(fold.to_text(reading.len()), text.len());
    }

    #[test]
    fn line_ends_that_break_a_word_are_not_read() {
        let text = "改善空气，PM\n2.5 \n浓度降3%\n标题\n（\r\n二）扩大\n；内需。\n）";
        let fold = Fold::new(text, &TextLayout::default());
        let reading = fold.reading().unwrap();
        assert_eq!(reading, "改善空气，PM2.5浓度降3%\n标题\n（二）扩大；内需。\n）");
        let back = |word: &str| {
            let start = reading.find(word).unwrap();
            &text[fold.to_text(start)..fold.end_to_text(start + word.len())]
        };
        assert_eq!([back("PM2.5"), back("浓度"), back("PM")], ["PM\n2.5", "浓度", "PM"]);
        assert_eq!(
            [back("（二）"), back("扩大"), back("内需。")],
            ["（\r\n二）", "扩大", "内需。"]
        );
    }

    #[test]
    fn line_ends_of_other_lines_stay() {
        for text in ["发展AI\n\u{a0}\n二年产值5亿元", "（\r\r二、产值", "PM\n\n2.5", "标题\n正文"]
        {
            let reading = Fold::new(text, &TextLayout::default()).reading().map(str::to_owned);
            let ends = |text: &str| text.matches(['\n', '\r']).count();
            assert_eq!(ends(reading.as_deref().unwrap_or(text)), ends(text), "{text:?}");
        }
    }

    #[test]
    fn blanks_that_a_scraper_wrote_out_are_not_read() {
        let text = "<U+00A0><U+00A0>二、２０１０年<U+0041>";
        assert_eq!(Fold::new(text, &TextLayout::default()).reading(), Some("二、2010年<U+0041>"));
    }
    #[test]
    fn marks_are_not_read_but_part_numbers() {
        let text = "产值\u{2060}[1]5\u{2060}1\u{2060}23亿元PM\u{2060}[4]6";
        let mark = |words: &str, at: usize| {
            let start = at + text[at..].find(words).unwrap();
            Span::new(start, start + words.len())
        };
        let marks = [("\u{2060}[1]", 0), ("\u{2060}1", 9), ("\u{2060}2", 9), ("\u{2060}[4]", 9)];
        let marks = marks.map(|(words, at)| mark(words, at)).to_vec();
        let layout = TextLayout { marks, ..TextLayout::default() };
        let fold = Fold::new(text, &layout);
        assert_eq!(fold.reading(), Some("产值5\u{2060}3亿元PM\u{2060}6"));
    }
}
