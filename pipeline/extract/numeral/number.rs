//! Numbers of texts.

use figlift_number::Exact;

/// A number without its unit; 万 and 亿 are multiplied out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Numeral {
    /// The stated number; `None` for a range (两三百) or an indefinite number (数百).
    pub value: Option<Exact>,
    /// Lower bound; `None` is open.
    pub low: Option<Exact>,
    /// Upper bound; `None` is open.
    pub high: Option<Exact>,
    /// How exact the number is.
    pub form: Form,
    /// Power of ten of 万 and 亿: 4, 8, 12, else 0.
    pub unit_mult: i16,
    /// Power of ten of the last stated digit, before `unit_mult`; `None` if no digit is stated.
    pub last_digit: Option<i32>,
    /// How it is written.
    pub script: Script,
    /// Number of digits before the point, including leading zeros.
    pub digits: usize,
    /// Whether it has several digits and a leading zero, as a code.
    pub coded: bool,
}

impl Numeral {
    /// An exact number of so many digits, all of which are stated; too long to be held if it is `None`.
    pub(crate) fn exact(value: Option<Exact>, script: Script, digits: usize) -> Numeral {
        Numeral {
            low: value.clone(),
            high: value.clone(),
            value,
            form: Form::Exact,
            unit_mult: 0,
            last_digit: Some(0),
            script,
            digits,
            coded: false,
        }
    }

    /// The negated number.
    pub(crate) fn negated(self) -> Numeral {
        let negate = |value: Option<Exact>| value.map(|value| -value);
        let (low, high) = (negate(self.high), negate(self.low));
        Numeral { value: negate(self.value), low, high, ..self }
    }

    /// The number times a power of ten: 七成 is seven times ten percent.
    pub(crate) fn times(self, times: i64) -> Numeral {
        let digits = times.checked_ilog10().unwrap_or(0) as i32;
        let last_digit = self.last_digit.map(|digit| digit + digits);
        let factor = Exact::whole(times.into());
        Numeral { last_digit, ..self.map(|value| value * &factor) }
    }

    /// The number with its values mapped.
    pub(super) fn map(self, of: impl Fn(&Exact) -> Exact) -> Numeral {
        let [value, low, high] =
            [&self.value, &self.low, &self.high].map(|number| number.as_ref().map(&of));
        Numeral { value, low, high, ..self }
    }

    /// Its value, if it is a whole number.
    pub(crate) fn to_i64(&self) -> Option<i64> {
        self.value.as_ref().and_then(Exact::to_i64)
    }

    /// More than the number and less than the next step of its last non-zero digit: 百分之二十四强,
    /// 两倍多. `None` if it is not exact.
    pub(crate) fn and_more(self) -> Option<Numeral> {
        let value = self.value.as_ref().filter(|_| self.form == Form::Exact)?;
        let mut step = self.last_digit? + i32::from(self.unit_mult);
        while !value.is_zero() && value.times_ten_to(-step - 1).is_whole() {
            step += 1;
        }
        let high = value + &Exact::ONE.times_ten_to(step);
        Some(Numeral { form: Form::More, high: Some(high), ..self })
    }

    /// The number with another exact value.
    pub(crate) fn with_value(self, value: Exact) -> Numeral {
        Numeral { low: Some(value.clone()), high: Some(value.clone()), value: Some(value), ..self }
    }

    /// The number plus a half: 三斤半. `None` if it is not an exact whole number below 万.
    pub(crate) fn and_half(self) -> Option<Numeral> {
        let whole = self.value.clone().filter(|value| value.is_whole() && self.unit_mult == 0)?;
        Some(Numeral { last_digit: Some(-1), ..self.with_value(whole + Exact::fraction(1, 2)?) })
    }

    /// The number plus tenths and hundredths: 3元5角, 1元2角5分.
    pub(crate) fn and_parts(self, tenths: i64, hundredths: i64) -> Option<Numeral> {
        let parts = Exact::fraction((10 * tenths + hundredths).into(), 100)?;
        let sum = self.value.clone()? + parts;
        let last_digit = if hundredths == 0 { -1 } else { -2 };
        Some(Numeral { last_digit: Some(last_digit), ..self.with_value(sum) })
    }

    /// The number with the multiplier of another, if it has none: the 6 of 6、3.5、1.2亿元.
    pub(crate) fn scaled_like(self, other: &Numeral) -> Option<Numeral> {
        if self.unit_mult != 0 || other.unit_mult == 0 {
            return Some(self);
        }
        let value = self.value.as_ref()?.times_ten_to(other.unit_mult.into());
        Some(Numeral { unit_mult: other.unit_mult, ..self.with_value(value) })
    }

    /// Whether it is a lone 零, which is not a count: 零部件, 零碳.
    pub(crate) fn is_lone_zero(&self) -> bool {
        self.script == Script::Single && self.value == Some(Exact::ZERO)
    }

    /// Whether it is a number even where no rule reads it. A lone 一 or 九 is mostly part of a word.
    pub(crate) fn counts_alone(&self) -> bool {
        match self.script {
            Script::Digits => true,
            Script::Places => self.digits > 1,
            Script::Row | Script::Single | Script::Bare => false,
        }
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

    /// Whether it has neither decimals nor 万 or 亿.
    pub(crate) fn is_whole(&self) -> bool {
        self.last_digit == Some(0) && self.unit_mult == 0
    }
}

/// How exact a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Exact.
    Exact,
    /// More than the number and less than the next step of its last digit: 250余.
    More,
    /// A range: 两三百.
    Between,
    /// At least an order of magnitude: 数百, 上百.
    AtLeast,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    /// 1234.5
    Digits,
    /// A Chinese numeral with place characters: 三百二十, 十几.
    Places,
    /// Chinese digits, digit by digit: 二〇二二.
    Row,
    /// One Chinese digit, which may be part of a word: 三.
    Single,
    /// A lone 百, 千, 万 or 亿, which names an order of magnitude and states no number: 千亩, 亿元以上.
    Bare,
}

/// The maximum number of digits of a number. A longer run of digits is one numeral without a value.
pub(super) const DIGITS: usize = 30;
