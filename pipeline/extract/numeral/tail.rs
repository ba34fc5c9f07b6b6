//! What may follow the digits of a number: 余, 万, 亿.

use figlift_number::Exact;

use super::han::power_of;
use super::number::{Form, Numeral};

/// The maximum number of parts of a number: 亿, 万 and the rest.
pub(super) const PARTS: usize = 3;

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
    let more =
        |at: usize| text[at..].chars().next().filter(|c| MORE.contains(c)).filter(|_| !stops(at));
    let mut open = more(end);
    if let Some(mark) = open {
        end += mark.len_utf8();
    }
    // 5.6个亿 means 5.6亿; 6个亿级市场 counts markets.
    let said = text[end..].strip_prefix("个亿").is_some_and(|rest| !rest.starts_with('级'));
    let aside = if said { "个".len() } else { 0 };
    let (power, length) = multiplier(&text[end + aside..], &|at| stops(end + aside + at));
    if length > 0 {
        end += aside + length;
        scale(numeral, power);
        numeral.unit_mult = unit_mult(power);
        numeral.last_digit =
            numeral.last_digit.map(|digit| digit + i32::from(power - numeral.unit_mult));
        step += i32::from(power);
        if open.is_none() {
            open = more(end);
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

/// The power of ten of the multipliers at the start of a text, and their length in bytes.
fn multiplier(text: &str, stops: Stops<'_>) -> (i16, usize) {
    let (mut power, mut end, mut last) = (0, 0, 0);
    for c in text.chars() {
        let Some(own) = power_of(c) else { break };
        // 万亿, 千万 and, in older texts, 万万 are multipliers; 亿万 and 万千 are other words.
        let ordered = end == 0 || (own > 3 && own > last) || (own, last) == (4, 4);
        last = own;
        if !ordered || stops(end) || power + own > 12 {
            break;
        }
        power += own;
        end += c.len_utf8();
    }
    (power, end)
}

fn unit_mult(power: i16) -> i16 {
    match power {
        12.. => 12,
        8.. => 8,
        4.. => 4,
        _ => 0,
    }
}
