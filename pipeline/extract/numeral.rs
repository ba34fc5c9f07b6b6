//! Numerals: digits and Chinese numerals as exact values, with what their writing leaves open.

mod chinese;

use figlift_number::Exact;

/// A number as the text writes it, its 万 and 亿 multiplied out, its unit not yet looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Numeral {
    /// The number stated; `None` for a range (两三百) or an indefinite one (数百).
    pub value: Option<Exact>,
    /// The least it can be; `None` is open.
    pub low: Option<Exact>,
    /// The most it can be; `None` is open.
    pub high: Option<Exact>,
    /// What the writing makes of the number.
    pub form: Form,
    /// Power of ten of 万 and 亿: 4, 8, 12, else 0.
    pub unit_mult: i16,
    /// Power of ten of the last digit stated, before `unit_mult`; `None` where none is stated.
    pub last_digit: Option<i32>,
    /// How it is written.
    pub script: Script,
    /// Digits before the point, a leading zero counted.
    pub digits: usize,
    /// Whether several digits begin with a zero, as in a code.
    pub coded: bool,
}

impl Numeral {
    /// The number below zero.
    pub(crate) fn negated(self) -> Numeral {
        let negate = |value: Option<Exact>| value.map(|value| -value);
        let (low, high) = (negate(self.high), negate(self.low));
        Numeral { value: negate(self.value), low, high, ..self }
    }

    /// The number so many times, a power of ten: 七成 is seven times ten percent.
    pub(crate) fn times(self, times: i64) -> Numeral {
        let digits = times.checked_ilog10().unwrap_or(0) as i32;
        let last_digit = self.last_digit.map(|digit| digit + digits);
        let factor = Exact::whole(times.into());
        Numeral { last_digit, ..self.map(|value| value * &factor) }
    }

    /// The same writing of other numbers.
    fn map(self, of: impl Fn(&Exact) -> Exact) -> Numeral {
        let [value, low, high] =
            [&self.value, &self.low, &self.high].map(|number| number.as_ref().map(&of));
        Numeral { value, low, high, ..self }
    }

    /// The whole number that it states, if it states one.
    pub(crate) fn to_i64(&self) -> Option<i64> {
        self.value.as_ref().and_then(Exact::to_i64)
    }

    /// More than the number, less than the next step of its last digit that is not zero: 百分之二十四强,
    /// 两倍多. `None` where it is no plain number.
    pub(crate) fn and_more(self) -> Option<Numeral> {
        let value = self.value.as_ref().filter(|_| self.form == Form::Exact)?;
        let mut step = self.last_digit? + i32::from(self.unit_mult);
        while !value.is_zero() && value.times_ten_to(-step - 1).is_whole() {
            step += 1;
        }
        let high = value + &Exact::ONE.times_ten_to(step);
        Some(Numeral { form: Form::More, high: Some(high), ..self })
    }

    /// The same writing of another value, and of nothing but that.
    pub(crate) fn with_value(self, value: Exact) -> Numeral {
        Numeral { low: Some(value.clone()), high: Some(value.clone()), value: Some(value), ..self }
    }

    /// The number and a half: 三斤半. `None` where it is no plain whole number.
    pub(crate) fn and_half(self) -> Option<Numeral> {
        let whole = self.value.clone().filter(|_| self.is_whole())?;
        Some(Numeral { last_digit: Some(-1), ..self.with_value(whole + Exact::fraction(1, 2)?) })
    }

    /// The number and so many tenths and hundredths: 3元5角, 1元2角5分.
    pub(crate) fn and_parts(self, tenths: i64, hundredths: i64) -> Option<Numeral> {
        let parts = Exact::fraction((10 * tenths + hundredths).into(), 100)?;
        let sum = self.value.clone()? + parts;
        let last_digit = if hundredths == 0 { -1 } else { -2 };
        Some(Numeral { last_digit: Some(last_digit), ..self.with_value(sum) })
    }

    /// The number with the multiplier of another, where it has none of its own: the 6 of 6、3.5、1.2亿元.
    pub(crate) fn scaled_like(self, other: &Numeral) -> Option<Numeral> {
        if self.unit_mult != 0 || other.unit_mult == 0 {
            return Some(self);
        }
        let value = self.value.as_ref()?.times_ten_to(other.unit_mult.into());
        Some(Numeral { unit_mult: other.unit_mult, ..self.with_value(value) })
    }

    /// Whether it is a lone 零, which counts nothing: 零部件, 零碳.
    pub(crate) fn is_lone_zero(&self) -> bool {
        self.script == Script::Single && self.value == Some(Exact::ZERO)
    }

    /// Adds the lower part of the same number: 三亿 and 二千万.
    fn add(&mut self, lower: &Numeral) {
        let upper = self.value.take();
        let sum = |lower: &Option<Exact>| upper.as_ref().zip(lower.as_ref()).map(|(a, b)| a + b);
        self.value = sum(&lower.value);
        self.low = sum(&lower.low);
        self.high = sum(&lower.high);
        self.form = lower.form;
        let scale = i32::from(lower.unit_mult) - i32::from(self.unit_mult);
        self.last_digit = lower.last_digit.map(|digit| digit + scale);
    }

    /// Whether it is written without places after the point and without 万 or 亿.
    pub(crate) fn is_whole(&self) -> bool {
        self.last_digit == Some(0) && self.unit_mult == 0
    }
}

/// What the writing makes of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// The number itself.
    Exact,
    /// More than it, less than the next step of its last digit: 250余.
    More,
    /// Between two: 两三百.
    Between,
    /// At least one of its kind: 数百, 上百.
    AtLeast,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    /// 1234.5
    Digits,
    /// A Chinese numeral by places: 三百二十, 十几.
    Places,
    /// Chinese digits in a row: 二〇二二.
    Row,
    /// One Chinese digit, which may be part of a word: 三.
    Single,
    /// A lone 百, 千, 万 or 亿, which names an order of magnitude and states no number: 千亩, 亿元以上.
    Bare,
}

/// Marks that make a number more than itself.
const MORE: [char; 4] = ['余', '多', '几', '来'];

/// Where the mark stands in the writing of a number that leaves it open, and its length in bytes: the 余
/// of 250余, the 数 of 数百.
pub(crate) fn open_mark(surface: &str, form: Form) -> Option<(usize, usize)> {
    let (at, mark) = match form {
        Form::More => surface.char_indices().rev().find(|(_, c)| MORE.contains(c))?,
        Form::AtLeast => surface.char_indices().next()?,
        Form::Exact | Form::Between => return None,
    };
    Some((at, mark.len_utf8()))
}

/// Says of a byte whether a word begins there that must not be cut: the 千 of 千瓦 is no multiplier.
pub(crate) type Stops<'a> = &'a dyn Fn(usize) -> bool;

/// Reads the numeral at the start of a text: the numeral and its length in bytes.
pub(crate) fn read(text: &str, stops: Stops<'_>) -> Option<(Numeral, usize)> {
    let first = text.chars().next()?;
    if first.is_ascii_digit() { digits(text, stops, PARTS) } else { chinese::read(text, stops) }
}

/// A number of a text has at most so many digits. What is longer is no number that people state: it is
/// one numeral without a value.
const DIGITS: usize = 30;

/// A number has at most so many parts: 亿, 万 and what is below.
const PARTS: usize = 3;

fn digits(text: &str, stops: Stops<'_>, parts: usize) -> Option<(Numeral, usize)> {
    let (plain, end) = plain_digits(text);
    let whole = plain.split('.').next().unwrap_or_default().len();
    let places = plain.len().saturating_sub(whole + 1) as i32;
    let is_held = whole + places as usize <= DIGITS;
    let number = Exact::decimal(&plain).filter(|_| is_held);
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
    Some((numeral, end))
}

/// What follows 亿 or 万 in one number: 1亿2千万, 1万6千多.
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
    let Some((lower, length)) = digits(rest, &|at| stops(end + at), parts - 1) else { return end };
    let says_its_place = match numeral.unit_mult {
        8 => lower.unit_mult == 4,
        _ => {
            let names_place = rest[..length].contains(['百', '千']);
            // 3万4000: four digits fill all the places below 万.
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
        // A separator is one only if groups of exactly three digits follow.
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

/// The three digits behind a Chinese comma that parts the thousands: 1，234.5亿元. It mostly parts clauses,
/// so they are a part of the number only where places, 万 or 亿 follow.
fn wide_group(text: &str, comma: usize) -> Option<std::ops::Range<usize>> {
    let from = comma + text[comma..].strip_prefix('，').map(|_| '，'.len_utf8())?;
    let rest = &text[from..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let goes_on = rest[digits..].starts_with(['.', '万', '亿']);
    (digits == 3 && goes_on).then_some(from..from + digits)
}

/// Power of ten of the last digit that is not zero: the step that 余 may not reach.
fn step_of(plain: &str) -> i32 {
    let point = plain.find('.').unwrap_or(plain.len());
    let last = plain.rfind(|c: char| c.is_ascii_digit() && c != '0').unwrap_or(0);
    if last < point { (point - last) as i32 - 1 } else { point as i32 - last as i32 }
}

/// What may follow a number: 余 and its like, 十百千 and 万亿, in this order, then 余 again.
fn tail(
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
    // 5.6个亿 is said for 5.6亿; 6个亿级市场 counts markets.
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
            // 3千多万, 3万多亿: the larger multiplier stands behind 多.
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
        let own = match c {
            '十' => 1,
            '百' => 2,
            '千' => 3,
            '万' => 4,
            '亿' => 8,
            _ => break,
        };
        // 万亿, 千万 and, in older texts, 万万 multiply; 亿万 and 万千 are words of another kind.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn show(text: &str) -> String {
        let Some((numeral, end)) = read(text, &|_| false) else {
            return "none".to_owned();
        };
        let number =
            |value: Option<Exact>| value.map_or("-".to_owned(), |v| v.to_f64().to_string());
        format!(
            "{} [{} {}] {}",
            number(numeral.value),
            number(numeral.low),
            number(numeral.high),
            &text[end..]
        )
    }

    #[test]
    fn digits_with_separators_and_multipliers() {
        assert_eq!(show("147.57亿元"), "14757000000 [14757000000 14757000000] 元");
        assert_eq!(show("6,175亿元"), "617500000000 [617500000000 617500000000] 元");
        assert_eq!(show("1 228.3亿"), "122830000000 [122830000000 122830000000] ");
        assert_eq!(show("1，228.3亿"), "122830000000 [122830000000 122830000000] ");
        assert_eq!(show("12，345家"), "12 [12 12] ，345家");
        assert_eq!(show("12430·0"), "12430 [12430 12430] ");
        assert_eq!(show("3,45"), "3 [3 3] ,45");
        assert_eq!(show("14万亿元"), "14000000000000 [14000000000000 14000000000000] 元");
        assert_eq!(show("3千万人"), "30000000 [30000000 30000000] 人");
        assert_eq!(show("1亿2千万元"), "120000000 [120000000 120000000] 元");
        assert_eq!(show("2万5千公里"), "25000 [25000 25000] 公里");
        assert_eq!(show("1万6千多户"), "16000 [16000 17000] 户");
        assert_eq!(show("3万4000人"), "34000 [34000 34000] 人");
        assert_eq!(show("3万2024年"), "30000 [30000 30000] 2024年");
        assert_eq!(show("3万5户"), "30000 [30000 30000] 5户");
        assert_eq!(show("5.6个亿元"), "560000000 [560000000 560000000] 元");
        assert_eq!(show("三五个"), "- [3 5] 个");
        assert_eq!(show("5亿万元"), "500000000 [500000000 500000000] 万元");
    }

    #[test]
    fn more_reaches_to_the_next_step_of_the_last_digit() {
        assert_eq!(show("250余亿元"), "25000000000 [25000000000 26000000000] 元");
        assert_eq!(show("3万多亿元"), "3000000000000 [3000000000000 4000000000000] 元");
        assert_eq!(show("60多个"), "60 [60 70] 个");
        assert_eq!(show("1077余人"), "1077 [1077 1078] 人");
        assert_eq!(show("1.5万余件"), "15000 [15000 16000] 件");
        assert_eq!(show("200多万吨"), "2000000 [2000000 3000000] 吨");
        assert_eq!(show("3千多万人"), "30000000 [30000000 40000000] 人");
    }

    #[test]
    fn chinese_numerals() {
        assert_eq!(show("五百五十三万吨"), "5530000 [5530000 5530000] 吨");
        assert_eq!(show("三十二点五"), "32.5 [32.5 32.5] ");
        assert_eq!(show("二〇二二年"), "2022 [2022 2022] 年");
        assert_eq!(show("一千零五十家"), "1050 [1050 1050] 家");
        assert_eq!(show("两三百家"), "- [200 300] 家");
        assert_eq!(show("七八成"), "- [7 8] 成");
        assert_eq!(show("十几个"), "10 [10 20] 个");
        assert_eq!(show("几十个"), "- [10 -] 个");
        assert_eq!(show("数百万元"), "- [1000000 -] 元");
        assert_eq!(show("上百家"), "- [100 -] 家");
        assert_eq!(show("十大"), "10 [10 10] 大");
        assert_eq!(show("一百二十多万"), "1200000 [1200000 1300000] ");
        assert_eq!(show("十五六个"), "- [15 16] 个");
        assert_eq!(show("两千五人"), "2500 [2500 2500] 人");
        assert_eq!(show("两千零五人"), "2005 [2005 2005] 人");
        assert_eq!(show("三千两百两"), "3200 [3200 3200] 两");
        assert_eq!(show("两万两"), "20000 [20000 20000] 两");
        assert_eq!(show("三万五户"), "35000 [35000 35000] 户");
        assert_eq!(show("三亿二千万"), "320000000 [320000000 320000000] ");
        assert_eq!(show("百余家"), "100 [100 200] 家");
        assert_eq!(show("万亿元"), "1000000000000 [1000000000000 1000000000000] 元");
        assert_eq!(read("百家", &|_| false).unwrap().0.script, Script::Bare);
        assert_eq!(show("一万零十二"), "10012 [10012 10012] ");
        assert_eq!(show("一百一十万三千斤"), "1103000 [1103000 1103000] 斤");
        assert_eq!(show("一万五千亿元"), "1500000000000 [1500000000000 1500000000000] 元");
        assert_eq!(show("四万万人"), "400000000 [400000000 400000000] 人");
        assert_eq!(show("几个"), "none");
    }

    #[test]
    fn more_than_a_number_said_behind_its_unit() {
        let above = |text: &str| {
            let more = read(text, &|_| false).unwrap().0.and_more();
            more.and_then(|more| more.low.zip(more.high)).map(|(a, b)| (a.to_f64(), b.to_f64()))
        };
        assert_eq!(above("二十四"), Some((24.0, 25.0)));
        assert_eq!(above("五十"), Some((50.0, 60.0)));
        assert_eq!(above("1.5"), Some((1.5, 1.6)));
        assert_eq!(above("20万"), Some((200000.0, 300000.0)));
        assert_eq!(above("两三"), None);
        assert_eq!(above(&"9".repeat(40)), None);
    }

    #[test]
    fn a_word_is_not_cut() {
        let text = "500千瓦";
        let (numeral, end) = read(text, &|at| text[at..].starts_with("千瓦")).unwrap();
        assert_eq!((numeral.value, &text[end..]), (Some(Exact::whole(500)), "千瓦"));
    }

    #[test]
    fn too_long_to_hold_has_no_value() {
        let text = "9".repeat(10_000);
        let (numeral, end) = read(&text, &|_| false).unwrap();
        assert_eq!((numeral.value, end), (None, 10_000));
    }
}
