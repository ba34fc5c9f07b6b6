//! Superscripts: exponents, and marks that lead to notes.

/// What a superscript is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Superscript {
    /// The power of a number or unit: 10⁴, km².
    Exponent,
    /// A mark that leads to a note: [1].
    Mark,
    /// Anything else.
    Words,
}

/// What a superscript is, by the text before it and its own.
pub(crate) fn superscript(before: &str, words: &str) -> Superscript {
    let digits = words.trim_start_matches(['-', '−', '－']);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let of_ten = before.strip_suffix("10").is_some_and(|before| {
        !before.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','))
    });
    if is_number && (of_ten || before.ends_with(|c: char| c.is_ascii_alphabetic())) {
        return Superscript::Exponent;
    }
    let is_sign = |c: char| matches!(c, '*' | '＊' | '※' | '†' | '‡' | '①'..='⑳');
    let is_bracket = |c: char| "[]［］【】〔〕()（）".contains(c);
    let is_other = |c: char| matches!(c, ',' | '，' | '、' | '-' | '–' | '~' | ' ' | '注');
    let leads = words.contains(|c: char| c.is_numeric() || is_sign(c));
    if leads && words.chars().all(|c| c.is_numeric() || is_sign(c) || is_bracket(c) || is_other(c))
    {
        return Superscript::Mark;
    }
    Superscript::Words
}

/// An exponent in raised digits.
pub(crate) fn raised(words: &str) -> String {
    let raised = |c: char| match c {
        '-' | '−' | '－' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '0' | '4'..='9' => char::from_u32(0x2070 + (c as u32 - 0x30)).unwrap_or(c),
        _ => c,
    };
    words.chars().map(raised).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponents_follow_ten_or_a_letter() {
        for (before, words) in [("1.2×10", "4"), ("面积5km", "2"), ("10", "-3"), ("CO", "2")] {
            assert_eq!(superscript(before, words), Superscript::Exponent, "{before}^{words}");
        }
        for (before, words) in [("2010", "2"), ("3.10", "1"), ("亿元", "3"), ("", "[1]")] {
            assert_eq!(superscript(before, words), Superscript::Mark, "{before}^{words}");
        }
        assert_eq!(superscript("a", "[1]"), Superscript::Mark);
        for words in ["st", "®", "", "[]", "注"] {
            assert_eq!(superscript("1", words), Superscript::Words, "{words}");
        }
        assert_eq!(raised("-1234567890"), "⁻¹²³⁴⁵⁶⁷⁸⁹⁰");
    }
}
