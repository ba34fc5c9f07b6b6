//! Numbers that stand alone in cells.

/// A number that is all that a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CellNumber {
    /// Its digits with their sign and decimal point, and nothing else: -3489.12.
    pub digits: String,
    /// The sign behind it, which is its unit: %.
    pub suffix: Option<char>,
    /// Whether a note is marked behind it: 12.5*.
    pub is_marked: bool,
    /// Whether it stands in brackets, as losses do in accounts.
    pub in_brackets: bool,
}

/// The years that a bare number may be.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;

impl CellNumber {
    /// The number that the words of a cell are; `None` if they are anything else.
    pub(super) fn of(words: &str) -> Option<CellNumber> {
        let folded: String = words.chars().map(narrow).collect();
        let text = folded.trim_end_matches(['*', '※']).trim();
        let is_marked = text.len() < folded.trim().len();
        let (text, in_brackets) = match text.strip_prefix('(').and_then(|it| it.strip_suffix(')')) {
            Some(inner) => (inner.trim(), true),
            None => (text, false),
        };
        let suffix = text.chars().next_back().filter(|c| matches!(c, '%' | '‰'));
        let text = text.trim_end_matches(['%', '‰']).trim_end();
        let (sign, text) = match text.chars().next()? {
            '-' => ("-", &text[1..]),
            '+' => ("", &text[1..]),
            _ => ("", text),
        };
        let (whole, part) = text.split_once('.').map_or((text, None), |(a, b)| (a, Some(b)));
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let mut digits = sign.to_owned() + &ungrouped(whole.trim_start())?;
        if let Some(part) = part {
            if part.is_empty() || !is_digits(part) {
                return None;
            }
            digits = format!("{digits}.{part}");
        }
        Some(CellNumber { digits, suffix, is_marked, in_brackets })
    }

    /// Whether it may be a year.
    pub(super) fn is_year(&self) -> bool {
        let number = self.digits.parse().ok().filter(|_| self.suffix.is_none());
        number.is_some_and(|number| YEARS.contains(&number))
    }

    /// The whole number that it is, if it counts rows or columns.
    pub(super) fn ordinal(&self) -> Option<usize> {
        self.digits.parse().ok().filter(|_| self.suffix.is_none())
    }
}

/// The digits of a whole number, which may be grouped by threes.
fn ungrouped(whole: &str) -> Option<String> {
    let mark = whole.chars().find(|c| !c.is_ascii_digit());
    let groups: Vec<&str> = match mark {
        Some(mark) if is_group_mark(mark) => whole.split(mark).collect(),
        Some(_) => return None,
        None => vec![whole],
    };
    let is_digits = |group: &&str| group.bytes().all(|byte| byte.is_ascii_digit());
    let is_grouped = groups[1..].iter().all(|group| group.len() == 3)
        && (groups.len() == 1 || (1..=3).contains(&groups[0].len()));
    let fits = !groups[0].is_empty() && groups.iter().all(is_digits) && is_grouped;
    fits.then(|| groups.concat())
}

fn is_group_mark(c: char) -> bool {
    matches!(c, ',' | '\'' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}')
}

/// The narrow form of a character: ５ is 5, and − is -.
fn narrow(c: char) -> char {
    match c {
        '−' | '－' | '﹣' => '-',
        '！'..='～' => char::from_u32(c as u32 - '！' as u32 + '!' as u32).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_all_forms() {
        let digits = |words| CellNumber::of(words).map(|number| number.digits);
        for (words, number) in [
            ("3 489.12", "3489.12"),
            ("16,023.40", "16023.40"),
            ("１９，８４３．２３", "19843.23"),
            ("-1.2", "-1.2"),
            ("－1.2", "-1.2"),
            ("+3.0", "3.0"),
            ("12.5*", "12.5"),
            ("100", "100"),
        ] {
            assert_eq!(digits(words).as_deref(), Some(number), "{words}");
        }
        for words in
            ["", "-", "—", "…", "1,23", "1.2.3", "2024年", "3—5", "1234,567", "8.1:3", ".", "5."]
        {
            assert_eq!(digits(words), None, "{words}");
        }
        assert_eq!(CellNumber::of("12.3％").and_then(|number| number.suffix), Some('%'));
        assert!(CellNumber::of("（1,234.5）").is_some_and(|number| number.in_brackets));
        assert!(CellNumber::of("2024").is_some_and(|number| number.is_year()));
        assert!(!CellNumber::of("2024.0").is_some_and(|number| number.is_year()));
    }
}
