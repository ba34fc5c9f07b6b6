//! Chinese numerals: by places (三百二十), in a row (二〇二二), adjoining (两三百), indefinite (数百).

use super::{Form, Numeral, Script, Stops, tail};
use crate::Exact;

/// Reads the Chinese numeral at the start of a text.
pub(super) fn read(text: &str, stops: Stops<'_>) -> Option<(Numeral, usize)> {
    let first = text.chars().next()?;
    if matches!(first, '数' | '几' | '上') {
        return indefinite(text, first, stops);
    }
    if digit(first).is_none() && first != '十' {
        return None;
    }
    row(text).or_else(|| adjoining(text, stops)).or_else(|| by_places(text, stops, PARTS))
}

fn digit(c: char) -> Option<i128> {
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

fn place(c: char) -> Option<u32> {
    Some(match c {
        '十' => 1,
        '百' => 2,
        '千' => 3,
        _ => return None,
    })
}

fn of(value: Exact, script: Script, digits: usize) -> Numeral {
    Numeral {
        value: Some(value),
        low: Some(value),
        high: Some(value),
        form: Form::Exact,
        unit_mult: 0,
        last_digit: Some(0),
        script,
        digits,
        coded: false,
    }
}

/// 二〇二二, 一九七九: at least three digits in a row.
fn row(text: &str) -> Option<(Numeral, usize)> {
    let digits: Vec<i128> = text.chars().map_while(digit).collect();
    let length: usize = text.chars().take(digits.len()).map(char::len_utf8).sum();
    let next = text[length..].chars().next();
    let rows = digits.len() >= 3 && next.is_none_or(|c| place(c).is_none());
    if !rows || digits.len() > 30 {
        return None;
    }
    let number = digits.iter().fold(0, |number, digit| number * 10 + digit);
    Some((of(Exact::whole(number), Script::Row, digits.len()), length))
}

/// 两三百, 七八成, 三四十: two digits that follow each other say between.
fn adjoining(text: &str, stops: Stops<'_>) -> Option<(Numeral, usize)> {
    let mut chars = text.chars();
    let (a, b) = (chars.next()?, chars.next()?);
    let (low, high) = (digit(a)?, digit(b)?);
    if high != low + 1 || low == 0 {
        return None;
    }
    let mut numeral = Numeral {
        value: None,
        low: Some(Exact::whole(low)),
        high: Some(Exact::whole(high)),
        form: Form::Between,
        last_digit: None,
        ..of(Exact::ZERO, Script::Places, 2)
    };
    let end = tail(text, a.len_utf8() + b.len_utf8(), &mut numeral, 0, stops);
    Some((numeral, end))
}

/// 数百, 上千, 几十: at least one of its kind.
fn indefinite(text: &str, first: char, stops: Stops<'_>) -> Option<(Numeral, usize)> {
    let from = first.len_utf8();
    let next = text[from..].chars().next()?;
    if !matches!(next, '十' | '百' | '千' | '万' | '亿') || (first == '上' && next == '十') {
        return None;
    }
    let mut numeral = of(Exact::whole(1), Script::Places, 1);
    let end = tail(text, from, &mut numeral, 0, stops);
    if end == from {
        return None;
    }
    let low = numeral.value;
    let open =
        Numeral { value: None, low, high: None, form: Form::AtLeast, last_digit: None, ..numeral };
    Some((open, end))
}

/// A number has at most so many parts: 亿, 万 and what is below.
const PARTS: usize = 3;

/// 三百二十, 五百五十三万, 三十二点五, 十几.
fn by_places(text: &str, stops: Stops<'_>, parts: usize) -> Option<(Numeral, usize)> {
    let mut total = 0_i128;
    let mut current = None;
    let mut least_place = 4;
    let mut step = 0;
    let mut characters = 0;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if at > 0 && stops(at) {
            break;
        }
        if let Some(value) = digit(c) {
            // A digit after a digit begins another number, unless it fills an empty place: 零五.
            if current.is_some_and(|digit| digit != 0) {
                break;
            }
            current = Some(value);
            if value != 0 {
                step = 0;
            }
        } else if let Some(power) = place(c).filter(|&power| power < least_place) {
            let Some(digit) = current.take().or((at == 0).then_some(1)) else { break };
            total += digit * 10_i128.pow(power);
            least_place = power;
            step = power as i32;
        } else {
            break;
        }
        characters += 1;
        end = at + c.len_utf8();
    }
    if characters == 0 {
        return None;
    }
    total += current.unwrap_or(0);
    let script = if characters == 1 && least_place == 4 { Script::Single } else { Script::Places };
    let mut numeral = of(Exact::whole(total), script, characters);
    end = fraction(text, end, &mut numeral, &mut step);
    end = tail(text, end, &mut numeral, step, stops);
    end = lower_part(text, end, &mut numeral, stops, parts);
    if numeral.unit_mult > 0 || numeral.form != Form::Exact {
        numeral.script = Script::Places;
    }
    Some((numeral, end))
}

/// The places after 点.
fn fraction(text: &str, end: usize, numeral: &mut Numeral, step: &mut i32) -> usize {
    let Some(rest) = text[end..].strip_prefix('点') else {
        return end;
    };
    let places: Vec<i128> = rest.chars().map_while(digit).take(12).collect();
    let (Some(value), false) = (numeral.value, places.is_empty()) else {
        return end;
    };
    let count = places.len() as i32;
    let number = places.iter().fold(0, |number, digit| number * 10 + digit);
    let whole = Exact::whole(number).times_ten_to(-count).and_then(|part| value.plus(part));
    (numeral.value, numeral.low, numeral.high) = (whole, whole, whole);
    (numeral.last_digit, numeral.script) = (Some(-count), Script::Places);
    *step = -count;
    end + '点'.len_utf8() + rest.chars().take(places.len()).map(char::len_utf8).sum::<usize>()
}

/// What follows a 万 or 亿 in one number: 三亿二千万, 五万三千.
fn lower_part(
    text: &str,
    end: usize,
    numeral: &mut Numeral,
    stops: Stops<'_>,
    parts: usize,
) -> usize {
    let begins = text[end..].chars().next().is_some_and(|c| digit(c).is_some());
    if parts == 1 || numeral.unit_mult == 0 || numeral.form != Form::Exact || !begins {
        return end;
    }
    let Some((lower, length)) = by_places(&text[end..], &|at| stops(end + at), parts - 1) else {
        return end;
    };
    let smaller = lower.script == Script::Places && lower.unit_mult < numeral.unit_mult;
    let sum =
        |upper: Option<Exact>, lower: Option<Exact>| upper.zip(lower).and_then(|(a, b)| a.plus(b));
    if !smaller {
        return end;
    }
    numeral.low = sum(numeral.value, lower.low);
    numeral.high = sum(numeral.value, lower.high);
    numeral.value = sum(numeral.value, lower.value);
    numeral.form = lower.form;
    numeral.last_digit = lower
        .last_digit
        .map(|digit| digit + i32::from(lower.unit_mult) - i32::from(numeral.unit_mult));
    end + length
}
