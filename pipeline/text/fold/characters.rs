//! How single characters are read: traditional characters as simplified ones, digits and marks of other
//! blocks of Unicode as plain ones.

use std::borrow::Cow;
use std::sync::LazyLock;

/// Traditional characters and their simplified forms, a pair a line.
const TRADITIONAL: &str = include_str!("../../../config/pack/generated/traditional.tsv");

/// The words as rules see them: with simplified characters and plain digits and marks.
///
/// ```
/// use figlift_text::plain_words;
/// assert_eq!(plain_words("失業率"), "失业率");
/// assert_eq!(plain_words("失业率"), "失业率");
/// ```
pub fn plain_words(words: &str) -> Cow<'_, str> {
    match plain_length(words) == words.len() {
        true => Cow::Borrowed(words),
        false => Cow::Owned(words.chars().map(read_as).collect()),
    }
}

/// How a character is read. No reading is longer in UTF-8 than the character, so offsets of the reading
/// never exceed those of the text.
pub(super) fn read_as(c: char) -> char {
    match table().get(c as usize) {
        _ if c.is_ascii() => c,
        Some(&read) => read,
        None => mathematical_digit(c).unwrap_or(c),
    }
}

/// Bytes of a text before the first character that is read as another. Nearly all characters of a text
/// have three bytes, and these are put together here: decoding them one by one took a quarter of the
/// time of a document.
pub(super) fn plain_length(text: &str) -> usize {
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

/// The readings of the characters of the basic plane.
fn table() -> &'static [char] {
    static BY_CODE_POINT: LazyLock<Vec<char>> = LazyLock::new(|| {
        let all = (0..=0xffff).map(|code_point| char::from_u32(code_point).unwrap_or_default());
        let mut table: Vec<char> = all.map(folded).collect();
        for (from, to) in traditional() {
            table[from as usize] = to;
        }
        for zero in ZEROS {
            for (digit, plain) in (*zero..).zip('0'..='9') {
                table[digit as usize] = plain;
            }
        }
        table
    });
    &BY_CODE_POINT
}

/// The pairs of the kept table; all are of the basic plane.
fn traditional() -> impl Iterator<Item = (char, char)> {
    let entries = TRADITIONAL.lines().filter(|line| !line.starts_with('#'));
    entries.filter_map(|line| {
        let mut pair = line.chars();
        pair.next().zip(pair.nth(1))
    })
}

/// The zeros of other scripts in the basic plane, each followed by its digits to nine.
const ZEROS: &[char] = &[
    '\u{660}', '\u{6f0}', '\u{7c0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}',
    '\u{be6}', '\u{c66}', '\u{ce6}', '\u{d66}', '\u{de6}', '\u{e50}', '\u{ed0}', '\u{f20}',
    '\u{1040}', '\u{1090}', '\u{17e0}', '\u{1810}', '\u{1946}', '\u{19d0}', '\u{1a80}', '\u{1a90}',
    '\u{1b50}', '\u{1bb0}', '\u{1c40}', '\u{1c50}', '\u{a620}', '\u{a8d0}', '\u{a900}', '\u{a9d0}',
    '\u{a9f0}', '\u{aa50}', '\u{abf0}', '\u{ff10}',
];

/// The plain digit of a mathematical one, as 𝟗.
fn mathematical_digit(c: char) -> Option<char> {
    let from_first = (c as u32).checked_sub(0x1d7ce).filter(|&offset| offset < 50)?;
    char::from_digit(from_first % 10, 10)
}

/// How a character is read that is neither a digit nor a traditional one.
fn folded(c: char) -> char {
    match c {
        // A circle is often used as the zero of a year: 一九八○年.
        '○' => '〇',
        '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => ' ',
        'Ａ'..='Ｚ'
        | 'ａ'..='ｚ'
        | '％'
        | '＋'
        | '－'
        | '．'
        | '／'
        | '＝'
        | '＜'
        | '＞'
        | '＾' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '∶' | '︰' => '：',
        // Hyphens and the minus sign.
        '\u{2010}' | '\u{2011}' | '\u{fe63}' | '\u{2212}' => '-',
        // Dashes of other widths.
        '\u{2012}' => '–',
        '\u{2015}' | '\u{fe58}' => '—',
        // The wave dash and the tilde operator.
        '\u{301c}' => '～',
        '\u{223c}' => '~',
        // The decimal point and the separator of thousands of Arabic.
        '\u{66b}' => '.',
        '\u{66c}' => ',',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_characters_are_read_as_simplified_ones() {
        let text = "經濟成長率擴大、漲幅、儲蓄、個、兩億";
        assert_eq!(plain_words(text), "经济成长率扩大、涨幅、储蓄、个、两亿");
        // These are characters of simplified texts as well.
        assert!(matches!(plain_words("台湾沈阳只面后里像借"), Cow::Borrowed(_)));
        assert_eq!(
            traditional().filter(|&(from, to)| read_as(from) == to).count(),
            traditional().count()
        );
    }

    #[test]
    fn digits_and_marks_of_other_blocks_are_plain() {
        assert_eq!(plain_words("１٣٫٥𝟗𝟘०９"), "13.5900 9".replace(' ', ""));
        assert_eq!(plain_words("\u{2010}3\u{2011}3\u{fe63}3\u{2212}3"), "-3-3-3-3");
        assert_eq!(plain_words("5〜6"), "5～6");
        // Fractions and numbers in signs are numbers of their own.
        assert_eq!(plain_words("½①²"), "½①²");
    }

    #[test]
    fn no_reading_is_longer() {
        let all = ('\u{80}'..=char::MAX).filter(|&c| read_as(c).len_utf8() > c.len_utf8());
        assert_eq!(all.count(), 0);
    }
}
