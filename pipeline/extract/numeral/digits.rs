//! Numbers in digits: 6,175.3亿, 3.2×10^8, ½.

use figlift_number::Exact;

use super::mixed;
use super::number::{DIGITS, Form, Numeral, Script};
use super::tail::{Stops, tail};

/// Reads the digits at the start of a text.
pub(super) fn read(text: &str, stops: Stops<'_>) -> (Numeral, usize) {
    let (plain, end) = plain_digits(text);
    if let Some((part, length)) = vulgar(&text[end..]) {
        return with_fraction(text, &plain, part, end + length, stops);
    }
    let whole = plain.split('.').next().unwrap_or_default().len();
    let places = plain.len().saturating_sub(whole + 1) as i32;
    let is_held = whole + places as usize <= DIGITS;
    // A number that is not held is not worked out either: that takes time in the square of its length.
    let number = if is_held { Exact::decimal(&plain) } else { None };
    let mut numeral = Numeral {
        last_digit: Some(-places),
        digits: whole,
        coded: whole > 1 && plain.starts_with('0'),
        ..in_digits(number)
    };
    if let Some((power, length)) = power_of_ten(&text[end..]) {
        numeral = numeral.map(|value| value.times_ten_to(power));
        numeral.last_digit = Some(power - places);
        return (numeral, end + length);
    }
    let step = step_of(&plain);
    let tail_end = tail(text, end, &mut numeral, step, stops);
    let whole = if tail_end > end { mixed::from(text, tail_end, stops) } else { None };
    whole.unwrap_or((numeral, tail_end))
}

/// An exact number in digits.
fn in_digits(value: Option<Exact>) -> Numeral {
    Numeral {
        value: value.clone(),
        low: value.clone(),
        high: value,
        form: Form::Exact,
        unit_mult: 0,
        last_digit: None,
        script: Script::Digits,
        digits: 1,
        coded: false,
    }
}

/// A fraction in one sign, with the whole number before it, if any: ½, 3¼.
fn with_fraction(
    text: &str,
    plain: &str,
    part: Exact,
    end: usize,
    stops: Stops<'_>,
) -> (Numeral, usize) {
    let whole = if plain.is_empty() { Some(Exact::ZERO) } else { Exact::decimal(plain) };
    let is_held = plain.len() <= DIGITS && !plain.contains('.');
    let value = whole.filter(|_| is_held).map(|whole| whole + part);
    let mut numeral = in_digits(value);
    let end = tail(text, end, &mut numeral, 0, stops);
    (numeral, end)
}

/// The value of the fraction in one sign at the start of a text, and its length.
fn vulgar(text: &str) -> Option<(Exact, usize)> {
    let sign = text.chars().next()?;
    let (over, under) = match sign {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    };
    Some((Exact::fraction(over, under)?, sign.len_utf8()))
}

/// Whether a number may begin with a sign of a fraction.
pub(super) fn is_vulgar(c: char) -> bool {
    !c.is_ascii() && vulgar(c.encode_utf8(&mut [0; 4])).is_some()
}

/// The power of a scientific number behind its digits, and the length of what states it: ×10^8, ×10⁻⁶.
fn power_of_ten(text: &str) -> Option<(i32, usize)> {
    let times = text.chars().next().filter(|c| matches!(c, '×' | '*' | 'x' | 'X'))?;
    let rest = text[times.len_utf8()..].strip_prefix("10")?;
    let raised = rest.strip_prefix('^').or_else(|| rest.strip_prefix("**"));
    let (digits, length): (String, usize) = match raised {
        Some(raised) => {
            let sign = usize::from(raised.starts_with(['-', '+']));
            let digits = raised[sign..].bytes().take_while(u8::is_ascii_digit).count();
            (raised[..sign + digits].to_owned(), rest.len() - raised.len() + sign + digits)
        }
        None => {
            let signs = rest.chars().map_while(|c| Some((superscript(c)?, c.len_utf8())));
            let (digits, lengths): (String, Vec<usize>) = signs.unzip();
            (digits, lengths.iter().sum())
        }
    };
    let power: i32 = digits.parse().ok().filter(|power: &i32| power.abs() <= DIGITS as i32)?;
    Some((power, times.len_utf8() + "10".len() + length))
}

fn superscript(c: char) -> Option<char> {
    Some(match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴'..='⁹' => char::from_digit(c as u32 - '⁰' as u32, 10)?,
        '⁻' => '-',
        _ => return None,
    })
}

/// The digits without separators, and where they end: `6,175.3`, `12430·0`, `1 228.3`.
pub(super) fn plain_digits(text: &str) -> (String, usize) {
    let bytes = text.as_bytes();
    let run = |from: usize| bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = run(0);
    let mut plain = text[..end].to_owned();
    if end <= 3 && !plain.starts_with('0') {
        // A comma or space is a separator only before groups of exactly three digits.
        while matches!(bytes.get(end), Some(b',' | b' ')) && run(end + 1) == 3 {
            plain.push_str(&text[end + 1..end + 4]);
            end += 4;
        }
        if let Some(group) = wide_group(text, end) {
            plain.push_str(&text[group.clone()]);
            end = group.end;
        }
    }
    if let Some(from) = point(&text[end..]).map(|length| end + length) {
        let places = run(from);
        if places > 0 {
            plain.push('.');
            plain.push_str(&text[from..from + places]);
            end = from + places;
        }
    }
    (plain, end)
}

/// The length of the decimal point at the start of a text, with the blanks that a scraper left around
/// it: `6 .5`, `36 · 5`. A blank behind a plain point is none of them, since 2. 10 is point 2.
fn point(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(' ').unwrap_or(text);
    let mark = rest.chars().next().filter(|c| matches!(c, '.' | '·' | '•'))?;
    let behind = &rest[mark.len_utf8()..];
    let blank = mark != '.' && behind.starts_with(' ');
    // 6 .5 is a number; 2021 ·5 may be two.
    let is_point = mark == '.' || blank || rest.len() == text.len();
    is_point.then(|| text.len() - behind.len() + usize::from(blank))
}

/// The three digits after a full-width comma that separates thousands: 1，234.5亿元. It mostly
/// separates clauses, so they are part of the number only if decimals, 万 or 亿 follow.
fn wide_group(text: &str, comma: usize) -> Option<std::ops::Range<usize>> {
    let from = comma + text[comma..].strip_prefix('，').map(|_| '，'.len_utf8())?;
    let rest = &text[from..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind = &rest[digits..];
    let goes_on = behind.strip_prefix(' ').unwrap_or(behind).starts_with(['.', '万', '亿']);
    (digits == 3 && goes_on).then_some(from..from + digits)
}

/// Power of ten of the last non-zero digit: 余 adds less than that.
fn step_of(plain: &str) -> i32 {
    let point = plain.find('.').unwrap_or(plain.len());
    let last = plain.rfind(|c: char| c.is_ascii_digit() && c != '0').unwrap_or(0);
    if last < point { (point - last) as i32 - 1 } else { point as i32 - last as i32 }
}
