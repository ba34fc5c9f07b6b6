//! Numbers in digits: 6,175.3亿, 3.2×10^8, ½.

use figlift_number::Exact;

use super::grouped::{plain_digits, step_of};
use super::mixed;
use super::number::{DIGITS, Numeral, Script};
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

/// An exact number in digits, of which no last digit is known.
fn in_digits(value: Option<Exact>) -> Numeral {
    Numeral { last_digit: None, ..Numeral::exact(value, Script::Digits, 1) }
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
