//! Folds characters one to one: full-width digits to plain ones, and traditional characters of
//! numerals and their words to simplified ones. Normal forms such as NFKC would turn `3½亿` and
//! `①20` into other numbers. Line ends within words are removed.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

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
    pub(crate) fn new(text: &str) -> Fold {
        let mut breaks = left_out(text).into_iter().peekable();
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

    /// The same for the end of a span, which is before removed bytes.
    pub(crate) fn end_to_text(&self, byte: usize) -> usize {
        let step = self.steps.partition_point(|step| step.reading < byte);
        match self.steps.get(step) {
            Some(step) if step.reading == byte => step.text - step.left_out,
            _ => self.to_text(byte),
        }
    }
}

/// The removed spans: soft line ends, and blanks that a scraper wrote as `<U+00A0>`.
fn left_out(text: &str) -> Vec<Range<usize>> {
    let mut ranges = soft_breaks(text);
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

/// Folds a character by a table of the basic plane, which [`folded`] fills.
fn read_as(c: char) -> char {
    if c.is_ascii() { c } else { table().get(c as usize).copied().unwrap_or(c) }
}

fn table() -> &'static [char] {
    static BY_CODE_POINT: LazyLock<Vec<char>> = LazyLock::new(|| {
        let all = (0..=0xffff).map(|code_point| char::from_u32(code_point).unwrap_or_default());
        let simplified: HashMap<char, char> = TRADITIONAL.chars().zip(SIMPLIFIED.chars()).collect();
        all.map(|c| simplified.get(&c).copied().unwrap_or_else(|| folded(c))).collect()
    });
    &BY_CODE_POINT
}

/// Bytes of a text before the first character that is read as another. Nearly all characters of a text
/// have three bytes, and these are put together here: decoding them one by one took a quarter of the
/// time of a document.
fn plain_length(text: &str) -> usize {
    let (table, bytes) = (table(), text.as_bytes());
    let mut at = 0;
    while let Some(&first) = bytes.get(at) {
        if first < 0x80 {
            at += 1;
        } else if let (0xe0..0xf0, Some(&[second, third])) =
            (first, bytes.get(at + 1..at + 3).and_then(|rest| rest.first_chunk()))
        {
            let high = u32::from(first & 0xf) << 12 | u32::from(second & 0x3f) << 6;
            let code_point = high | u32::from(third & 0x3f);
            if table[code_point as usize] as u32 != code_point {
                return at;
            }
            at += 3;
        } else {
            let Some(c) = text[at..].chars().next().filter(|&c| read_as(c) == c) else { break };
            at += c.len_utf8();
        }
    }
    at
}

/// Folds a character that is not a traditional one. No replacement is longer in UTF-8 than the
/// original, so offsets of the reading never exceed those of the text.
fn folded(c: char) -> char {
    match c {
        // A circle is often used as the zero of a year: 一九八○年.
        '○' => '〇',
        '\u{a0}' | '\u{2002}' | '\u{2003}' | '\u{2009}' => ' ',
        '０'..='９'
        | 'Ａ'..='Ｚ'
        | 'ａ'..='ｚ'
        | '％'
        | '＋'
        | '－'
        | '．'
        | '／'
        | '＝'
        | '＜'
        | '＞' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '∶' | '︰' => '：',
        // The minus sign.
        '\u{2212}' => '-',
        _ => c,
    }
}

/// Traditional characters of numerals and of the words around them, and their simplified forms.
const TRADITIONAL: &str = "億萬個與來餘幾兩點萬數從為將達過長產業總額進減計劃項種國區縣鄉鎮畝噸倉臺輛間條戶單價對實現約標準現歲週學館貧負員關後歷連續較雙導論時鐘華號裏銀幣圓貨車東攝侖";
const SIMPLIFIED: &str = "亿万个与来余几两点万数从为将达过长产业总额进减计划项种国区县乡镇亩吨仓台辆间条户单价对实现约标准现岁周学馆贫负员关后历连续较双导论时钟华号里银币圆货车东摄仑";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn way_back_after_full_width_digits() {
        let text = "a１２．５亿與b";
        let fold = Fold::new(text);
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
        let fold = Fold::new(text);
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
            let reading = Fold::new(text).reading().map(str::to_owned);
            let ends = |text: &str| text.matches(['\n', '\r']).count();
            assert_eq!(ends(reading.as_deref().unwrap_or(text)), ends(text), "{text:?}");
        }
    }

    #[test]
    fn blanks_that_a_scraper_wrote_out_are_not_read() {
        let text = "<U+00A0><U+00A0>二、２０１０年<U+0041>";
        assert_eq!(Fold::new(text).reading(), Some("二、2010年<U+0041>"));
    }

    #[test]
    fn tables_are_of_one_length() {
        assert_eq!(TRADITIONAL.chars().count(), SIMPLIFIED.chars().count());
        for c in "億萬論與".chars() {
            assert_ne!(read_as(c), c);
        }
        assert_eq!(read_as('論'), '论');
    }
}
