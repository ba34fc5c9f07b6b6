//! The `unit_mult` and `resolution` of a corrected value.

use figlift_config::{FieldValue, UNIT_MULTS, Values};
use figlift_extract::Figure;
use figlift_number::Exact;

/// The `unit_mult` and `resolution` of a figure with a corrected value: those of the ledger, or
/// else those that follow from the value.
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

/// The power of ten by which two values differ, ignoring signs; `None` if they differ otherwise.
fn power_between(read: &Exact, meant: &Exact) -> Option<i32> {
    let (read, meant) = (read.clone().abs(), meant.clone().abs());
    // Numbers of the ledger are between 1e-18 and 1e18.
    (-36..=36).find(|&power| read.times_ten_to(power) == meant)
}

/// The multiplier at a distance of powers of ten from another, if there is one: 万 for 亿 at −4.
fn moved(unit_mult: i16, power: i32) -> Option<i16> {
    UNIT_MULTS.iter().copied().find(|&other| i32::from(other) - i32::from(unit_mult) == power)
}

/// Half a unit of the last digit of a value in the ledger.
fn resolution(figure: &Figure, meant: &Exact, power: Option<i32>, unit_mult: i16) -> Option<Exact> {
    let Some(read) = &figure.resolution else {
        // A range has become a value; a fraction still has no last digit.
        return if figure.value.is_none() { as_written(meant, unit_mult) } else { None };
    };
    let units = i32::from(unit_mult) - i32::from(figure.unit_mult);
    match power {
        // The same digits, in another unit.
        Some(power) if power == units => Some(read.times_ten_to(power)),
        // 128 for 12.8: the digits move left, the last one at most to the unit.
        Some(power) if power > 0 && units == 0 => {
            let least = read.times_ten_to(power).min(half_of_ten_to(unit_mult.into())?);
            Some(least.max(read.clone()))
        }
        _ if units == 0 && is_multiple(meant, &(read + read)) => Some(read.clone()),
        _ => as_written(meant, unit_mult),
    }
}

/// Half a unit of the last decimal that a value needs in its unit.
fn as_written(value: &Exact, unit_mult: i16) -> Option<Exact> {
    let is_last = |&digit: &i32| is_multiple(value, &Exact::ONE.times_ten_to(digit));
    // From the unit to the right.
    let last = (0..=36).map(|places| i32::from(unit_mult) - places).find(is_last)?;
    half_of_ten_to(last)
}

fn half_of_ten_to(power: i32) -> Option<Exact> {
    Some(Exact::fraction(1, 2)?.times_ten_to(power))
}

fn is_multiple(value: &Exact, unit: &Exact) -> bool {
    value.over(unit).is_some_and(|times| times.is_whole())
}
