//! Number formats: how a cell shows its number.

use super::date::CellDate;
use super::digits::{CellDigits, plain};

/// A format: for numbers above, below and at zero, or for those that meet conditions.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct CellFormat {
    sections: Vec<FormatSection>,
}

/// A part of a format.
#[derive(Clone, Debug, Default, PartialEq)]
struct FormatSection {
    condition: Option<(String, f64)>,
    tokens: Vec<FormatToken>,
    /// Whether it has something that is not understood, so that a number is shown as it is.
    is_other: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum FormatToken {
    /// Words that stand in it as they are.
    Words(String),
    /// A digit: one that is always shown (0), or one that is not if it says nothing (#, ?).
    Digit {
        is_always: bool,
    },
    Point,
    /// Between digits it groups them, behind them it divides by a thousand.
    Comma,
    Percent,
    /// A part of a date, by its letter and how often it stands there.
    Date(char, usize),
    /// The text of the cell.
    Text,
    /// The number, as if it had no format.
    General,
}

/// What stands for the letters of parts of dates.
const DATE: [char; 5] = ['y', 'm', 'd', 'h', 's'];

impl CellFormat {
    pub(crate) fn parse(code: &str) -> CellFormat {
        let mut sections = vec![FormatSection::default()];
        let mut rest = code;
        while let Some(c) = rest.chars().next() {
            let taken = if c == ';' {
                sections.push(FormatSection::default());
                1
            } else {
                sections.last_mut().map_or(1, |section| section.take(rest))
            };
            rest = &rest[taken..];
        }
        CellFormat { sections }
    }

    /// What a cell with a number shows.
    pub(crate) fn shown(&self, value: f64, is_1904: bool) -> String {
        let Some((section, is_of_sign)) = self.section_of(value) else { return plain(value) };
        // Of years of reigns and the like, at least the date.
        if section.is_other
            && section.tokens.iter().any(|token| matches!(token, FormatToken::Date('y', _)))
        {
            let date = CellDate::of(value, is_1904);
            return date.map_or_else(|| plain(value), |date| date.to_string());
        }
        let is_empty = self.sections.len() == 1 && section.tokens.is_empty();
        if is_empty || section.is_other || section.tokens.contains(&FormatToken::Text) {
            return plain(value);
        }
        if section.tokens.iter().any(|token| matches!(token, FormatToken::Date(..))) {
            return CellDate::of(value, is_1904)
                .map_or_else(|| plain(value), |date| section.date(date));
        }
        section.number(value, is_of_sign).unwrap_or_else(|| plain(value))
    }

    /// The section for a number, and whether it is only for those below zero.
    fn section_of(&self, value: f64) -> Option<(&FormatSection, bool)> {
        if self.sections.iter().any(|section| section.condition.is_some()) {
            let meets = |section: &&FormatSection| section.meets(value);
            return Some((self.sections.iter().find(meets).or(self.sections.last())?, false));
        }
        let at = match value {
            value if value < 0.0 => 1,
            0.0 => 2,
            _ => 0,
        };
        match self.sections.get(at).filter(|_| at < 3) {
            Some(section) => Some((section, at == 1)),
            None => Some((self.sections.first()?, false)),
        }
    }
}

impl FormatSection {
    /// Takes up the beginning of a code; the bytes that are taken.
    fn take(&mut self, rest: &str) -> usize {
        const GENERAL: &str = "General";
        if rest.get(..GENERAL.len()).is_some_and(|word| word.eq_ignore_ascii_case(GENERAL)) {
            self.tokens.push(FormatToken::General);
            return GENERAL.len();
        }
        let mut chars = rest.chars();
        let Some(c) = chars.next() else { return 0 };
        let second = chars.next();
        let both = c.len_utf8() + second.map_or(0, char::len_utf8);
        match c {
            '"' => {
                let (words, after) = rest[1..].split_once('"').unwrap_or((&rest[1..], ""));
                self.words(words);
                return rest.len() - after.len();
            }
            '\\' | '!' => {
                second.into_iter().for_each(|second| self.words(second.encode_utf8(&mut [0; 4])));
                return both;
            }
            // The room of a character, or one that fills the cell.
            '_' | '*' => return both,
            '[' => return self.bracket(rest),
            '0' => self.tokens.push(FormatToken::Digit { is_always: true }),
            '#' | '?' => self.tokens.push(FormatToken::Digit { is_always: false }),
            '.' => self.tokens.push(FormatToken::Point),
            ',' => self.tokens.push(FormatToken::Comma),
            '%' => self.tokens.push(FormatToken::Percent),
            '@' => self.tokens.push(FormatToken::Text),
            'E' | 'e' if matches!(second, Some('+' | '-')) => self.is_other = true,
            // Fractions, and years of reigns.
            '/' if self.has_digits() => self.is_other = true,
            'e' | 'E' => self.tokens.push(FormatToken::Date('y', 4)),
            'g' | 'G' | 'b' | 'B' => self.is_other = true,
            _ if DATE.contains(&c.to_ascii_lowercase()) => {
                let letter = c.to_ascii_lowercase();
                let count = rest.chars().take_while(|c| c.to_ascii_lowercase() == letter).count();
                self.tokens.push(FormatToken::Date(letter, count));
                return count;
            }
            _ => {
                let half = ["AM/PM", "A/P"].into_iter().find(|half| rest.starts_with(half));
                if let Some(half) = half {
                    return half.len();
                }
                self.words(&rest[..c.len_utf8()]);
            }
        }
        c.len_utf8()
    }

    /// Takes up a colour, a condition, a currency or a time that has passed.
    fn bracket(&mut self, rest: &str) -> usize {
        let (inner, after) = rest[1..].split_once(']').unwrap_or((&rest[1..], ""));
        let operator = inner.trim_end_matches(|c: char| c.is_ascii_digit() || "+-. ".contains(c));
        if let Some(currency) = inner.strip_prefix('$') {
            self.words(currency.split('-').next().unwrap_or_default());
        } else if ["<", ">", "=", "<=", ">=", "<>"].contains(&operator) {
            let bound = inner[operator.len()..].trim().parse().ok();
            self.condition = bound.map(|bound| (operator.to_owned(), bound));
            self.is_other |= self.condition.is_none();
        } else if !inner.is_empty() && inner.to_ascii_lowercase().chars().all(|c| "hms".contains(c))
        {
            self.is_other = true;
        }
        rest.len() - after.len()
    }

    fn words(&mut self, words: &str) {
        match self.tokens.last_mut() {
            Some(FormatToken::Words(last)) => last.push_str(words),
            _ => self.tokens.push(FormatToken::Words(words.to_owned())),
        }
    }

    fn has_digits(&self) -> bool {
        self.tokens.iter().any(|token| matches!(token, FormatToken::Digit { .. }))
    }

    fn meets(&self, value: f64) -> bool {
        let Some((operator, bound)) = &self.condition else { return true };
        match operator.as_str() {
            "<" => value < *bound,
            "<=" => value <= *bound,
            ">" => value > *bound,
            ">=" => value >= *bound,
            "<>" => value != *bound,
            _ => value == *bound,
        }
    }

    /// A number with the words around it; `None` if it cannot be written out.
    fn number(&self, value: f64, is_of_sign: bool) -> Option<String> {
        let mut shown = String::new();
        let digits = CellDigits::of(value)?;
        let is_digit = |token: &FormatToken| matches!(token, FormatToken::Digit { .. });
        let is_part = |token: &FormatToken| {
            is_digit(token) || matches!(token, FormatToken::Point | FormatToken::Comma)
        };
        let first = self.tokens.iter().position(is_part);
        let last = self.tokens.iter().rposition(is_part);
        let percents = self.tokens.iter().filter(|token| **token == FormatToken::Percent).count();
        let digits = digits.scaled(2 * i32::try_from(percents).ok()?);
        let mut is_zero = digits.is_zero();
        for (at, token) in self.tokens.iter().enumerate() {
            match token {
                FormatToken::Words(words)
                    if first.is_none_or(|first| at < first) || Some(at) > last =>
                {
                    shown.push_str(words);
                }
                FormatToken::Percent => shown.push('%'),
                FormatToken::General => shown += plain(value.abs()).as_str(),
                _ if Some(at) == first => {
                    let digits = self.digits(&self.tokens[at..=last?], digits.clone())?;
                    is_zero = !digits.contains(|c: char| matches!(c, '1'..='9'));
                    shown += &digits;
                }
                _ => {}
            }
        }
        // A sign that only a colour shows is no sign in a text.
        let has_sign = is_of_sign && shown.contains(['-', '(', '\u{ff08}', '\u{2212}', '\u{25b2}']);
        let is_below = value < 0.0 && !is_zero && !has_sign && !shown.is_empty();
        Some(if is_below { format!("-{shown}") } else { shown }.trim().to_owned())
    }

    /// The digits of a number as the places of a format show them.
    fn digits(&self, places: &[FormatToken], mut digits: CellDigits) -> Option<String> {
        let is_digit = |token: &&FormatToken| matches!(token, FormatToken::Digit { .. });
        let always = |token: &&FormatToken| matches!(token, FormatToken::Digit { is_always: true });
        let point = places.iter().position(|token| *token == FormatToken::Point);
        let (before, after) = places.split_at(point.unwrap_or(places.len()));
        let last = before.iter().rposition(|token| is_digit(&token))?;
        let is_comma = |token: &&FormatToken| **token == FormatToken::Comma;
        let end = if point.is_none() { before.len() } else { last + 1 };
        let thousands = before[last + 1..end].iter().filter(is_comma).count()
            + after.iter().rev().take_while(is_comma).count();
        digits = digits.scaled(-3 * i32::try_from(thousands).ok()?);
        let decimals = after.iter().filter(is_digit).count();
        digits = digits.rounded(decimals);
        let places: Vec<bool> = after.iter().filter(is_digit).map(|token| always(&token)).collect();
        let least = places.iter().rposition(|always| *always).map_or(0, |at| at + 1);
        let (mut whole, mut part) = (digits.whole(), digits.part());
        let fill = before.iter().filter(always).count().saturating_sub(whole.len());
        whole.insert_str(0, &"0".repeat(fill));
        part.push_str(&"0".repeat(least.saturating_sub(part.len())));
        let words = |token: &&FormatToken| matches!(token, FormatToken::Words(_));
        if after.iter().any(|token| words(&token)) {
            return None;
        }
        if before[..last].iter().any(|token| words(&token)) {
            whole = interleaved(&before[..=last], &whole);
        } else if before[..last].iter().any(|token| is_comma(&token)) {
            whole = grouped(&whole);
        }
        let point = if part.is_empty() { "" } else { "." };
        Some(format!("{whole}{point}{part}"))
    }

    /// A date with the words around it.
    fn date(&self, date: CellDate) -> String {
        let is_date = |letter: char| {
            self.tokens
                .iter()
                .any(|token| matches!(token, FormatToken::Date(other, _) if *other == letter))
        };
        // The name of a month has no place in a text in Chinese.
        let is_named = self.tokens.iter().any(|token| matches!(token, FormatToken::Date('m', 3..)));
        let CellDate { year, month, day, seconds } = date;
        if is_named && is_date('y') {
            let day = if is_date('d') { format!("-{day}") } else { String::new() };
            return format!("{year}-{month}{day}");
        }
        let mut shown = String::new();
        let mut last = ' ';
        for (at, token) in self.tokens.iter().enumerate() {
            let (letter, count) = match token {
                FormatToken::Date(letter, count) => (*letter, *count),
                FormatToken::Words(words) => {
                    shown.push_str(words);
                    continue;
                }
                FormatToken::Point => {
                    shown.push('.');
                    continue;
                }
                _ => continue,
            };
            let later = self.tokens[at + 1..].iter().find_map(|token| match token {
                FormatToken::Date(letter, _) => Some(*letter),
                _ => None,
            });
            let number = match letter {
                'y' => year,
                'm' if last == 'h' || later == Some('s') => seconds / 60 % 60,
                'm' => month,
                // Beyond two it is the day of the week.
                'd' if count > 2 => continue,
                'd' => day,
                'h' => seconds / 3600,
                _ => seconds % 60,
            };
            last = letter;
            shown += &format!("{number:0width$}", width = count.min(2));
        }
        shown.trim().to_owned()
    }
}

/// Digits in threes.
fn grouped(whole: &str) -> String {
    let mut shown = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// Digits with words between them, from the last on; the first place holds all that are left.
fn interleaved(places: &[FormatToken], whole: &str) -> String {
    let count = places.iter().filter(|token| matches!(token, FormatToken::Digit { .. })).count();
    let mut shown = String::new();
    let (mut rest, mut left) = (whole, count);
    for token in places {
        match token {
            FormatToken::Digit { .. } => {
                let taken = rest.len().saturating_sub(left - 1);
                shown.push_str(&rest[..taken]);
                (rest, left) = (&rest[taken..], left - 1);
            }
            FormatToken::Words(words) => shown.push_str(words),
            _ => {}
        }
    }
    shown
}

#[cfg(test)]
mod tests;
