//! Numbers in digits: 6,175.3亿, 1亿2千万.

use figlift_number::Exact;

use super::number::{DIGITS, Form, Numeral, Script};
use super::tail::{PARTS, Stops, tail};

/// Reads the digits at the start of a text.
pub(super) fn read(text: &str, stops: Stops<'_>) -> (Numeral, usize) {
    read_parts(text, stops, PARTS)
}

fn read_parts(text: &str, stops: Stops<'_>, parts: usize) -> (Numeral, usize) {
    let (plain, end) = plain_digits(text);
    let whole = plain.split('.').next().unwrap_or_default().len();
    let places = plain.len().saturating_sub(whole + 1) as i32;
    let is_held = whole + places as usize <= DIGITS;
    // A number that is not held is not worked out either: that takes time in the square of its length.
    let number = if is_held { Exact::decimal(&plain) } else { None };
    let mut numeral = Numeral {
        value: number.clone(),
        low: number.clone(),
        high: number,
        form: Form::Exact,
        unit_mult: 0,
        last_digit: Some(-places),
        script: Script::Digits,
        digits: whole,
        coded: whole > 1 && plain.starts_with('0'),
    };
    let step = step_of(&plain);
    let end = tail(text, end, &mut numeral, step, stops);
    let end = lower_digits(text, end, &mut numeral, stops, parts);
    (numeral, end)
}

/// The rest of a number after 亿 or 万: 1亿2千万, 1万6千多.
fn lower_digits(
    text: &str,
    end: usize,
    numeral: &mut Numeral,
    stops: Stops<'_>,
    parts: usize,
) -> usize {
    let begins = text[end..].starts_with(|c: char| c.is_ascii_digit());
    if parts == 1 || !matches!(numeral.unit_mult, 4 | 8) || numeral.form != Form::Exact || !begins {
        return end;
    }
    let rest = &text[end..];
    let (lower, length) = read_parts(rest, &|at| stops(end + at), parts - 1);
    let says_its_place = match numeral.unit_mult {
        8 => lower.unit_mult == 4,
        _ => {
            let names_place = rest[..length].contains(['百', '千']);
            // 3万4000: four digits are all the places below 万.
            lower.unit_mult == 0
                && (names_place || lower.digits == 4 && !rest[length..].starts_with('年'))
        }
    };
    if says_its_place {
        numeral.add(&lower);
        end + length
    } else {
        end
    }
}

/// The digits without separators, and where they end: `6,175.3`, `12430·0`, `1 228.3`.
fn plain_digits(text: &str) -> (String, usize) {
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
    let point = text[end..].chars().next().filter(|c| matches!(c, '.' | '·' | '•'));
    if let Some(point) = point {
        let from = end + point.len_utf8();
        let places = run(from);
        if places > 0 {
            plain.push('.');
            plain.push_str(&text[from..from + places]);
            end = from + places;
        }
    }
    (plain, end)
}

/// The three digits after a full-width comma that separates thousands: 1，234.5亿元. It mostly
/// separates clauses, so they are part of the number only if decimals, 万 or 亿 follow.
fn wide_group(text: &str, comma: usize) -> Option<std::ops::Range<usize>> {
    let from = comma + text[comma..].strip_prefix('，').map(|_| '，'.len_utf8())?;
    let rest = &text[from..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let goes_on = rest[digits..].starts_with(['.', '万', '亿']);
    (digits == 3 && goes_on).then_some(from..from + digits)
}

/// Power of ten of the last non-zero digit: 余 adds less than that.
fn step_of(plain: &str) -> i32 {
    let point = plain.find('.').unwrap_or(plain.len());
    let last = plain.rfind(|c: char| c.is_ascii_digit() && c != '0').unwrap_or(0);
    if last < point { (point - last) as i32 - 1 } else { point as i32 - last as i32 }
}
