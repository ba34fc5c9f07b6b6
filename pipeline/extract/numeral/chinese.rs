//! Chinese numerals: with place characters (三百二十), digit by digit (二〇二二), adjoining digits (两三百),
//! indefinite (数百).

use figlift_number::Exact;

use super::han::{digit, is_of_numeral, place_of, plain_of_formal, power_of};
use super::number::{DIGITS, Form, Numeral, Script};
use super::tail::{PARTS, Stops, tail};

/// What stands before the place of an indefinite number: 数百.
const INDEFINITE: [char; 3] = ['数', '几', '上'];

/// Whether a Chinese numeral may begin with a character.
pub(super) fn may_begin_with(c: char) -> bool {
    is_of_numeral(c) || INDEFINITE.contains(&c) || plain_of_formal(c).is_some()
}

/// Reads the Chinese numeral at the start of a text.
pub(super) fn read(text: &str, stops: Stops<'_>) -> Option<(Numeral, usize)> {
    let first = text.chars().next()?;
    if plain_of_formal(first).is_some() {
        return formal(text, stops);
    }
    if INDEFINITE.contains(&first) {
        return indefinite(text, first, stops);
    }
    if power_of(first).is_some_and(|power| power > 1) {
        return magnitude(text, stops);
    }
    if digit(first).is_none() && first != '十' {
        return None;
    }
    row(text).or_else(|| adjoining(text, stops)).or_else(|| by_places(text, stops, PARTS))
}

/// 伍拾捌万, 壹仟零叁拾. 陆 and 伍 are also of words, as 大陆, so one alone is a digit only of money.
fn formal(text: &str, stops: Stops<'_>) -> Option<(Numeral, usize)> {
    let of_formal =
        |c: &char| plain_of_formal(*c).is_some() || *c == '零' || power_of(*c).is_some();
    let run = text.chars().take_while(of_formal);
    // Each of these characters has three bytes, so that the plain ones stand at the same places.
    let plain: String = run.map(|c| plain_of_formal(c).unwrap_or(c)).collect();
    let (numeral, end) = by_places(&plain, stops, PARTS)?;
    let count = text[..end].chars().filter(|&c| plain_of_formal(c).is_some()).count();
    let is_place = |c: char| power_of(c).is_some();
    let of_money = || text[end..].starts_with(['元', '圆']);
    (plain[..end].contains(is_place) && (count > 1 || of_money())).then_some((numeral, end))
}

fn of(value: Exact, script: Script, digits: usize) -> Numeral {
    Numeral::exact(Some(value), script, digits)
}

/// 二〇二二, 一九七九: at least three successive digits.
fn row(text: &str) -> Option<(Numeral, usize)> {
    let length: usize = text.chars().take_while(|&c| digit(c).is_some()).map(char::len_utf8).sum();
    let count = length / '一'.len_utf8();
    let next = text[length..].chars().next();
    if count < 3 || next.is_some_and(|c| place_of(c).is_some()) && count <= DIGITS {
        return None;
    }
    if count > DIGITS {
        return Some((Numeral::exact(None, Script::Places, count), length));
    }
    let number = text.chars().map_while(digit).fold(0, |number, digit| number * 10 + digit);
    Some((of(Exact::whole(number), Script::Row, count), length))
}

/// 两三百, 七八成, 三四十: two consecutive digits are a range.
fn adjoining(text: &str, stops: Stops<'_>) -> Option<(Numeral, usize)> {
    let mut chars = text.chars();
    let (a, b) = (chars.next()?, chars.next()?);
    let (low, high) = (digit(a)?, digit(b)?);
    // 三五个 is a range from three to five.
    let is_some = (low, high) == (3, 5);
    if high != low + 1 && !is_some || low == 0 {
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

/// 数百, 上千, 几十: at least the order of magnitude.
fn indefinite(text: &str, first: char, stops: Stops<'_>) -> Option<(Numeral, usize)> {
    let from = first.len_utf8();
    let next = text[from..].chars().next()?;
    if power_of(next).is_none() || (first == '上' && next == '十') {
        return None;
    }
    let mut numeral = of(Exact::whole(1), Script::Places, 1);
    let end = tail(text, from, &mut numeral, 0, stops);
    if end == from {
        return None;
    }
    let low = numeral.value.clone();
    let open =
        Numeral { value: None, low, high: None, form: Form::AtLeast, last_digit: None, ..numeral };
    Some((open, end))
}

/// 百余, 千万, 万亿: a magnitude without a digit. Alone it names an order of magnitude.
fn magnitude(text: &str, stops: Stops<'_>) -> Option<(Numeral, usize)> {
    let mut numeral = of(Exact::whole(1), Script::Places, 1);
    let end = tail(text, 0, &mut numeral, 0, stops);
    if text[..end].chars().count() == 1 {
        numeral.script = Script::Bare;
    }
    (end > 0).then_some((numeral, end))
}

/// The state of reading a number below 万.
#[derive(Default)]
struct Places {
    total: i128,
    /// Power of ten of the last place named.
    place: Option<u32>,
    /// The digit after it, and whether 零 precedes that.
    digit: Option<i128>,
    after_zero: bool,
    /// The higher of two consecutive digits: 十五六.
    adjoining: Option<i128>,
    characters: usize,
}

impl Places {
    /// Takes the next character, if it continues the number.
    fn take(&mut self, c: char) -> bool {
        if let Some(value) = digit(c) {
            match self.digit {
                Some(before) if before != 0 => {
                    // 十四五 is the name of a plan, not fourteen to fifteen.
                    let is_plan = (self.total, before) == (10, 4);
                    let follows = self.place == Some(1) && value == before + 1;
                    let adjoins = follows && !is_plan && self.adjoining.is_none();
                    self.adjoining = adjoins.then_some(value).or(self.adjoining);
                    return self.counted(adjoins);
                }
                before => self.after_zero |= before == Some(0) || value == 0,
            }
            self.digit = Some(value);
            return self.counted(true);
        }
        let next = place_of(c).filter(|&power| self.place.is_none_or(|place| power < place));
        let (Some(power), None) = (next, self.adjoining) else { return false };
        let Some(digit) = self.digit.take().or((self.characters == 0).then_some(1)) else {
            return false;
        };
        // 一万零十二: the 一 of 十 is also omitted after 零.
        let digit = if digit == 0 { 1 } else { digit };
        self.total += digit * 10_i128.pow(power);
        (self.place, self.after_zero) = (Some(power), false);
        self.counted(true)
    }

    fn counted(&mut self, taken: bool) -> bool {
        self.characters += usize::from(taken);
        taken
    }

    /// The number, and the power of ten of its last digit. 两千五 is 2500, 两千零五 is 2005.
    fn value(&self) -> (i128, i32) {
        match (self.digit, self.place) {
            (Some(digit), Some(place)) if digit != 0 && place > 1 && !self.after_zero => {
                (self.total + digit * 10_i128.pow(place - 1), place as i32 - 1)
            }
            (Some(digit), _) if digit != 0 => (self.total + digit, 0),
            (_, place) => (self.total, place.unwrap_or(0) as i32),
        }
    }
}

/// 三百二十, 五百五十三万, 三十二点五, 十几.
fn by_places(text: &str, stops: Stops<'_>, parts: usize) -> Option<(Numeral, usize)> {
    let mut places = Places::default();
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if (at > 0 && (stops(at) || is_tael(&text[at..]))) || !places.take(c) {
            break;
        }
        end = at + c.len_utf8();
    }
    if places.characters == 0 {
        return None;
    }
    let (value, mut step) = places.value();
    let single = places.characters == 1 && places.place.is_none();
    let script = if single { Script::Single } else { Script::Places };
    let mut numeral = of(Exact::whole(value), script, places.characters);
    if let Some(high) = places.adjoining {
        numeral.value = None;
        numeral.high = Some(Exact::whole(places.total + high));
        (numeral.form, numeral.last_digit) = (Form::Between, None);
    }
    end = fraction(text, end, &mut numeral, &mut step);
    end = tail(text, end, &mut numeral, step, stops);
    end = lower_part(text, end, &mut numeral, stops, parts);
    if numeral.unit_mult > 0 || numeral.form != Form::Exact {
        numeral.script = Script::Places;
    }
    Some((numeral, end))
}

/// Whether 两 after a place is the unit, not a digit: 三千两百两.
fn is_tael(text: &str) -> bool {
    text.strip_prefix('两').is_some_and(|rest| !rest.starts_with(|c| power_of(c).is_some()))
}

/// The places after 点.
fn fraction(text: &str, end: usize, numeral: &mut Numeral, step: &mut i32) -> usize {
    let Some(rest) = text[end..].strip_prefix('点') else {
        return end;
    };
    let places: Vec<i128> = rest.chars().map_while(digit).take(12).collect();
    let (Some(value), false) = (&numeral.value, places.is_empty()) else {
        return end;
    };
    let count = places.len() as i32;
    let number = places.iter().fold(0, |number, digit| number * 10 + digit);
    let value = value + &Exact::whole(number).times_ten_to(-count);
    let (last_digit, script) = (Some(-count), Script::Places);
    *numeral = Numeral { last_digit, script, ..numeral.clone().with_value(value) };
    *step = -count;
    end + '点'.len_utf8() + rest.chars().take(places.len()).map(char::len_utf8).sum::<usize>()
}

/// The rest of a number after 万 or 亿: 三亿二千万, 五万三千.
fn lower_part(
    text: &str,
    end: usize,
    numeral: &mut Numeral,
    stops: Stops<'_>,
    parts: usize,
) -> usize {
    let rest = &text[end..];
    let begins = rest.chars().next().is_some_and(|c| digit(c).is_some()) && !is_tael(rest);
    if parts == 1 || numeral.unit_mult == 0 || numeral.form != Form::Exact || !begins {
        return end;
    }
    let Some((lower, length)) = by_places(&text[end..], &|at| stops(end + at), parts - 1) else {
        return end;
    };
    if lower.script == Script::Single {
        // 三万五: the digit is of the next lower place.
        let power = i32::from(numeral.unit_mult) - 1;
        numeral.add(&lower.map(|digit| digit.times_ten_to(power)));
        return end + length;
    }
    if (numeral.unit_mult, lower.unit_mult) == (4, 8) && lower.form == Form::Exact {
        // 一万五千亿: 亿 multiplies the whole number.
        let scaled = numeral.clone().times(100_000_000);
        *numeral = Numeral { unit_mult: 12, last_digit: Some(0), ..scaled };
        numeral.add(&lower);
        return end + length;
    }
    if lower.script != Script::Places || lower.unit_mult >= numeral.unit_mult {
        return end;
    }
    // 三亿二千 is mostly said for 三亿二千万; 三亿零二千 is not.
    if numeral.unit_mult >= 8 && lower.unit_mult == 0 && !rest.starts_with(['零', '〇']) {
        (numeral.value, numeral.low, numeral.high) = (None, None, None);
        return end + length;
    }
    numeral.add(&lower);
    end + length
}
