//! How exactly a corrected value is stated: the unit and the last digit that go with it.

use figlift_config::{FieldValue, UNIT_MULTS, Values};
use figlift_extract::Figure;
use figlift_number::Exact;

/// The `unit_mult` and `resolution` of a figure, as it was read, once its value is another: what the
/// ledger states, or else what follows from the value.
pub(super) fn corrected(figure: &Figure, values: &Values) -> (i16, Option<Exact>) {
    let meant = values.value.and_then(Exact::of_f64);
    let both = figure.value.as_ref().zip(meant.as_ref());
    let power = both.and_then(|(read, meant)| power_between(read, meant));
    let unit_mult = values.unit_mult.or_else(|| moved(figure.unit_mult, power?));
    let unit_mult = unit_mult.unwrap_or(figure.unit_mult);
    let resolution = match values.resolution {
        Some(FieldValue::Number(number)) => Exact::of_f64(number),
        Some(_) => None,
        None => meant.and_then(|meant| resolution(figure, &meant, power, unit_mult)),
    };
    (unit_mult, resolution)
}

/// The power of ten that makes a value of another, whatever their signs; `None` where none does.
fn power_between(read: &Exact, meant: &Exact) -> Option<i32> {
    let (read, meant) = (read.clone().abs(), meant.clone().abs());
    // The ledger holds numbers from 1e-18 to 1e18.
    (-36..=36).find(|&power| read.times_ten_to(power) == meant)
}

/// What is so many powers of ten from a multiplier, where that is one, too: 万 for 亿 is −4.
fn moved(unit_mult: i16, power: i32) -> Option<i16> {
    UNIT_MULTS.iter().copied().find(|&other| i32::from(other) - i32::from(unit_mult) == power)
}

/// Half a unit of the last digit of a value that the ledger states.
fn resolution(figure: &Figure, meant: &Exact, power: Option<i32>, unit_mult: i16) -> Option<Exact> {
    let Some(read) = &figure.resolution else {
        // A range has become a value; a fraction has no last digit still.
        return if figure.value.is_none() { as_written(meant, unit_mult) } else { None };
    };
    let units = i32::from(unit_mult) - i32::from(figure.unit_mult);
    match power {
        // The same digits, in another unit.
        Some(power) if power == units => Some(read.times_ten_to(power)),
        // 12.8 for 128: the digits stand further left, the last one before the point at most.
        Some(power) if power > 0 && units == 0 => {
            let least = read.times_ten_to(power).min(half_of_ten_to(unit_mult.into())?);
            Some(least.max(read.clone()))
        }
        _ if units == 0 && is_multiple(meant, &(read + read)) => Some(read.clone()),
        _ => as_written(meant, unit_mult),
    }
}

/// Half a unit of the last digit that a value needs after the point, when written in its unit.
fn as_written(value: &Exact, unit_mult: i16) -> Option<Exact> {
    let is_last = |&digit: &i32| is_multiple(value, &Exact::ONE.times_ten_to(digit));
    // From the unit itself to the right.
    let last = (0..=36).map(|places| i32::from(unit_mult) - places).find(is_last)?;
    half_of_ten_to(last)
}

fn half_of_ten_to(power: i32) -> Option<Exact> {
    Some(Exact::fraction(1, 2)?.times_ten_to(power))
}

fn is_multiple(value: &Exact, unit: &Exact) -> bool {
    value.over(unit).is_some_and(|times| times.is_whole())
}
