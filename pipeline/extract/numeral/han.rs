//! The characters of Chinese numerals.

/// The digits from one to nine, in order.
pub(crate) const ONE_TO_NINE: &str = "一二三四五六七八九";

/// Whether it is a common Chinese character.
pub(crate) fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// The value of a digit.
pub(crate) fn digit(c: char) -> Option<i128> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// Whether it can be a digit of a number written digit by digit: 二〇二二.
pub(crate) fn is_row_digit(c: char) -> bool {
    c != '两' && digit(c).is_some()
}

/// The power of ten of 十, 百, 千, 万 and 亿.
pub(crate) fn power_of(c: char) -> Option<i16> {
    Some(match c {
        '十' => 1,
        '百' => 2,
        '千' => 3,
        '万' => 4,
        '亿' => 8,
        _ => return None,
    })
}

/// The power of ten of a place below 万.
pub(super) fn place_of(c: char) -> Option<u32> {
    power_of(c).filter(|&power| power < 4).and_then(|power| power.try_into().ok())
}

/// The plain character for one of those of contracts and receipts, which cannot be altered: 壹 is 一.
pub(super) fn plain_of_formal(c: char) -> Option<char> {
    Some(match c {
        '壹' => '一',
        '贰' => '二',
        '叁' => '三',
        '肆' => '四',
        '伍' => '五',
        '陆' => '六',
        '柒' => '七',
        '捌' => '八',
        '玖' => '九',
        '拾' => '十',
        '佰' => '百',
        '仟' => '千',
        _ => return None,
    })
}

/// Whether it may be part of a numeral.
pub(crate) fn is_of_numeral(c: char) -> bool {
    digit(c).is_some() || power_of(c).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_in_order() {
        assert!(ONE_TO_NINE.chars().map(digit).eq((1..=9).map(Some)));
    }
}
