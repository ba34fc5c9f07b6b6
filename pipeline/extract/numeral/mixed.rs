//! Numbers whose digits stand between the characters of their places: 1万2千3百亿, 3千2百万, 1亿2345万.

use figlift_number::Exact;

use super::grouped::plain_digits;
use super::han::{digit, place_of};
use super::number::{Form, Numeral, Script};
use super::tail::{Stops, more, power_at, unit_mult};

/// The number at the start of a text, and its length in bytes, if it goes on behind a multiplier that
/// ends at a byte. What is certain to be one number, but not which, has no value: 2亿3 may be 2.3亿 or
/// 200000003.
pub(super) fn from(text: &str, end: usize, stops: Stops<'_>) -> Option<(Numeral, usize)> {
    let goes_on = |c: char| c.is_ascii_digit() || digit(c).is_some();
    let again = || power_at(&text[end..]).is_some_and(|power| power > 3 && !stops(end));
    if !text[end..].starts_with(goes_on) && !again() {
        return None;
    }
    read(text, stops).filter(|&(_, length)| length > end)
}

fn read(text: &str, stops: Stops<'_>) -> Option<(Numeral, usize)> {
    let mut parts = TermSum::default();
    let mut end = 0;
    loop {
        // 5万零200: 零 stands for the places that are left out.
        let zero = if end > 0 { zero(&text[end..]) } else { 0 };
        let from = end + zero;
        let Some(term) = Term::at(&text[from..], &|at| stops(from + at)) else { break };
        if end > 0 && term.is_time(&text[from..]) {
            break;
        }
        end = from + term.length;
        parts.take(&term, zero > 0);
    }
    let goes_on = parts.terms > 1 || parts.wrong;
    goes_on.then(|| (parts.numeral(), end))
}

/// The length of the 零 at the start of a text that stands before digits.
fn zero(text: &str) -> usize {
    let rest = text.strip_prefix(['零', '〇']);
    let in_digits = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    rest.filter(|rest| in_digits(rest)).map_or(0, |rest| text.len() - rest.len())
}

/// Digits with the characters of their places behind them: 12, 2千, 3百亿.
struct Term {
    /// Its digits, without the decimal point; `None` where they are too many.
    coefficient: Option<i128>,
    /// How many of them stand before the point, and how many behind it.
    digits: usize,
    decimals: u32,
    /// The power of ten of 十, 百 or 千.
    place: Option<u32>,
    /// The powers of ten of 万, 亿 and so on.
    multipliers: Vec<i16>,
    /// Whether 余 or 多 makes it a lower bound.
    open: bool,
    length: usize,
}

impl Term {
    fn at(text: &str, stops: Stops<'_>) -> Option<Term> {
        let (coefficient, digits, decimals, mut length) = coefficient(text)?;
        let place = text[length..].chars().next().filter(|_| !stops(length)).and_then(place_of);
        length += place.map_or(0, |_| '千'.len_utf8());
        let mut open = false;
        let mut multipliers = Vec::new();
        loop {
            if let Some(mark) = more(text, length, stops).filter(|_| !open) {
                open = true;
                length += mark.len_utf8();
            }
            let power = power_at(&text[length..]).filter(|&power| power > 3 && !stops(length));
            let Some(power) = power else { break };
            multipliers.push(power);
            length += '万'.len_utf8();
        }
        let in_han = !text.starts_with(|c: char| c.is_ascii_digit());
        let is_digit_alone = in_han && place.is_none() && multipliers.is_empty();
        let is_name = text[length..].starts_with(|c: char| c.is_ascii_alphabetic());
        let term = Term { coefficient, digits, decimals, place, multipliers, open, length };
        (!is_digit_alone && !is_name).then_some(term)
    }

    /// Whether it is a time or an age behind a number: 3万2024年, 390万65岁以上老人.
    fn is_time(&self, text: &str) -> bool {
        let bare = self.place.is_none() && self.multipliers.is_empty();
        bare && text[self.length..].starts_with(['年', '月', '日', '岁', '周'])
    }
}

/// The number in digits, or the single Chinese digit, at the start of a text: its digits, how many stand
/// before the decimal point and behind it, and its length.
fn coefficient(text: &str) -> Option<(Option<i128>, usize, u32, usize)> {
    let first = text.chars().next()?;
    if let Some(value) = digit(first) {
        return Some((Some(value), 1, 0, first.len_utf8()));
    }
    let (plain, length) = plain_digits(text);
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    let all = format!("{whole}{decimals}").parse().ok().filter(|_| plain.len() <= HELD);
    (length > 0).then_some((all, whole.len(), decimals.len() as u32, length))
}

/// The most digits of a part.
const HELD: usize = 12;

/// What was read so far.
#[derive(Default)]
struct TermSum {
    /// What stands before a multiplier, the highest first.
    above: Vec<Multiplied>,
    /// What stands behind the last multiplier, and the power of ten of its last place.
    section: i128,
    place: Option<u32>,
    /// Power of ten of the last stated digit.
    last: u32,
    open: bool,
    after_zero: bool,
    /// Whether its last part has decimals, behind which nothing may stand.
    is_decimal: bool,
    /// Whether it is no number, or which is not certain.
    wrong: bool,
    terms: usize,
}

/// A part with its multiplier.
struct Multiplied {
    value: i128,
    power: i16,
    /// The power of ten of all multipliers in it: of 万亿, twelve.
    stated: i16,
}

impl TermSum {
    /// Takes the next term, which may stand behind 零.
    fn take(&mut self, term: &Term, after_zero: bool) {
        self.terms += 1;
        self.after_zero |= after_zero;
        self.wrong |= self.is_decimal;
        let goes_below = |power: i16| self.above.last().is_some_and(|part| part.power > power);
        let fits = match self.place {
            _ if after_zero => term.digits < 4 && term.multipliers.is_empty(),
            // 3千2百: each place has one digit and is lower than the one before; 3千250: as many digits
            // as there are places.
            Some(before) => match term.place {
                Some(place) => place < before && term.digits == 1,
                None => term.digits == before as usize,
            },
            None if self.above.is_empty() => self.section == 0,
            // 3万4000, 1亿2345万; 3万5 and 2亿3 are not certain.
            None => match (term.place, term.multipliers.is_empty()) {
                (None, true) => term.digits == 4 && !goes_below(4),
                (None, false) => term.digits == 4 || goes_below(term.multipliers[0]),
                (Some(_), _) => term.digits == 1,
            },
        };
        if term.decimals > 0 {
            return self.take_decimal(term, fits);
        }
        let (Some(coefficient), true) = (term.coefficient, fits && !self.open) else {
            self.wrong = true;
            return;
        };
        let place = term.place.unwrap_or(0);
        self.section += coefficient * 10_i128.pow(place);
        (self.last, self.place) = (place, Some(place));
        for &power in &term.multipliers {
            self.multiply(power);
        }
        self.open = term.open;
    }

    /// Takes the last term, if it is a decimal with a multiplier: 6亿1163.2万.
    fn take_decimal(&mut self, term: &Term, fits: bool) {
        let below = match term.multipliers[..] {
            [power] if term.place.is_none() => (power as u32).checked_sub(term.decimals),
            _ => None,
        };
        let follows = fits && !self.open && !self.above.is_empty() && self.section == 0;
        let (Some(coefficient), Some(below), true) = (term.coefficient, below, follows) else {
            self.wrong = true;
            return;
        };
        self.section = coefficient * 10_i128.pow(below);
        (self.last, self.place, self.is_decimal) = (below, Some(0), true);
        self.open = term.open;
    }

    /// Multiplies what stands behind the last higher multiplier.
    fn multiply(&mut self, power: i16) {
        let mut value = self.section;
        let mut stated = power;
        while let Some(part) = self.above.pop_if(|part| part.power < power) {
            value += part.value;
            stated = power + part.stated;
        }
        let repeated = self.above.last().is_some_and(|part| part.power == power);
        self.wrong |= value == 0 || repeated;
        self.last += power as u32;
        let value = value.checked_mul(10_i128.pow(power as u32)).unwrap_or(0);
        self.above.push(Multiplied { value, power, stated });
        (self.section, self.place) = (0, None);
    }

    fn numeral(self) -> Numeral {
        // 2亿3千 is mostly said for 2亿3千万.
        let skips = !self.after_zero
            && !self.is_decimal
            && self.section > 0
            && self.above.last().is_some_and(|part| part.power > 4);
        let sum = self.above.iter().map(|part| part.value).sum::<i128>() + self.section;
        let value = (!self.wrong && !skips && sum > 0).then(|| Exact::whole(sum));
        let step = Exact::ONE.times_ten_to(self.last as i32);
        let high = |value: &Exact| if self.open { value + &step } else { value.clone() };
        let mult = self.above.first().map_or(0, |part| unit_mult(part.stated));
        Numeral {
            high: value.as_ref().map(high),
            form: if self.open { Form::More } else { Form::Exact },
            unit_mult: mult,
            last_digit: Some(self.last as i32 - i32::from(mult)),
            ..Numeral::exact(value, Script::Digits, self.terms)
        }
    }
}
