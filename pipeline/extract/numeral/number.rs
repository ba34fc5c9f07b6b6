//! A number with what its writing leaves open.

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
    pub(super) fn map(self, of: impl Fn(&Exact) -> Exact) -> Numeral {
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
    pub(super) fn add(&mut self, lower: &Numeral) {
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

/// A number of a text has at most so many digits. What is longer is no number that people state: it is
/// one numeral without a value.
pub(super) const DIGITS: usize = 30;
