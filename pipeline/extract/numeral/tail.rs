//! What may follow the digits of a number: 余, 万, 亿.

use figlift_number::Exact;

use super::han::power_of;
use super::number::{Form, Numeral};

/// The maximum number of parts of a number: 万亿, 亿, 万 and the rest.
pub(super) const PARTS: usize = 4;

/// Whether a word that must not be split begins at a byte: the 千 of 千瓦 is not a multiplier.
pub(crate) type Stops<'a> = &'a dyn Fn(usize) -> bool;

/// Marks that make a number a lower bound.
const MORE: [char; 4] = ['余', '多', '几', '来'];

/// Place and length in bytes of the mark that makes a number inexact: the 余 of 250余, the 数 of 数百.
pub(crate) fn open_mark(surface: &str, form: Form) -> Option<(usize, usize)> {
    let (at, mark) = match form {
        Form::More => surface.char_indices().rev().find(|(_, c)| MORE.contains(c))?,
        Form::AtLeast => surface.char_indices().next()?,
        Form::Exact | Form::Between => return None,
    };
    Some((at, mark.len_utf8()))
}

/// The multipliers and marks after a number: 余 and similar marks, 十百千 and 万亿, in this order, then 余
/// again.
pub(super) fn tail(
    text: &str,
    mut end: usize,
    numeral: &mut Numeral,
    mut step: i32,
    stops: Stops<'_>,
) -> usize {
    let mut open = more(text, end, stops);
    if let Some(mark) = open {
        end += mark.len_utf8();
    }
    // 5.6个亿 means 5.6亿; 6个亿级市场 counts markets.
    let said = text[end..].strip_prefix("个亿").is_some_and(|rest| !rest.starts_with('级'));
    let aside = if said { "个".len() } else { blank_before_multiplier(&text[end..]) };
    let (power, length) = multiplier(&text[end + aside..], &|at| stops(end + aside + at));
    if length > 0 {
        end += aside + length;
        scale(numeral, power);
        numeral.unit_mult = unit_mult(power);
        numeral.last_digit =
            numeral.last_digit.map(|digit| digit + i32::from(power - numeral.unit_mult));
        step += i32::from(power);
        if open.is_none() {
            open = more(text, end, stops);
            end += open.map_or(0, char::len_utf8);
            // 3千多万, 3万多亿: the larger multiplier follows 多.
            let (larger, length) = match open {
                Some(_) if power <= 4 => multiplier(&text[end..], &|at| stops(end + at)),
                _ => (0, 0),
            };
            if larger >= 4 && larger > power {
                end += length;
                scale(numeral, larger);
                numeral.unit_mult += unit_mult(larger);
                step += i32::from(larger);
            }
        }
    }
    if open.is_some() && numeral.form == Form::Exact {
        numeral.form = Form::More;
        let next = Exact::ONE.times_ten_to(step);
        numeral.high = numeral.value.as_ref().map(|value| value + &next);
    }
    end
}

fn scale(numeral: &mut Numeral, power: i16) {
    *numeral = numeral.clone().map(|value| value.times_ten_to(power.into()));
}

/// The length of a blank that a scraper left before 万 or 亿: 200 万亩.
fn blank_before_multiplier(text: &str) -> usize {
    usize::from(text.strip_prefix(' ').is_some_and(|rest| rest.starts_with(['万', '亿'])))
}

/// The mark at a byte that makes the number before it a lower bound.
pub(super) fn more(text: &str, at: usize, stops: Stops<'_>) -> Option<char> {
    text[at..].chars().next().filter(|c| MORE.contains(c)).filter(|_| !stops(at))
}

/// The power of ten of the multipliers at the start of a text, and their length in bytes.
fn multiplier(text: &str, stops: Stops<'_>) -> (i16, usize) {
    let (mut power, mut end, mut last) = (0, 0, 0);
    while let Some(own) = power_at(&text[end..]) {
        // 万亿, 千万, 亿亿 and, in older texts, 万万 are multipliers; 亿万 and 万千 are other words.
        let ordered = end == 0 || own > 3 && own >= last;
        if !ordered || stops(end) || power + own > POWER {
            break;
        }
        last = own;
        power += own;
        end += '万'.len_utf8();
    }
    (power, end)
}

/// The highest power of ten of multipliers: 万亿亿.
const POWER: i16 = 20;

/// The power of ten of the character at the start of a text. 兆 is 10^12 of money, and 10^6 in a unit or
/// of data.
pub(super) fn power_at(text: &str) -> Option<i16> {
    let c = text.chars().next()?;
    let counts = |c: char| c.is_ascii_digit() || TRILLIONS_OF.contains(&c);
    let is_trillion = c == '兆' && text[c.len_utf8()..].starts_with(counts);
    power_of(c).or(is_trillion.then_some(12))
}

/// How the names of currencies begin that are counted in 兆.
const TRILLIONS_OF: [char; 7] = ['元', '美', '日', '台', '新', '韩', '港'];

/// The power of ten that the text uses, of all its multipliers: of 百万, 万.
pub(super) fn unit_mult(power: i16) -> i16 {
    match power {
        20.. => 20,
        16.. => 16,
        12.. => 12,
        8.. => 8,
        4.. => 4,
        _ => 0,
    }
}
