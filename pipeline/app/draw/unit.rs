//! Units in both languages, and values in units with a power of ten.

use figlift_chart::{Bilingual, Point};
use figlift_config::Pack;
use figlift_number::Exact;

use super::shown::ShownFigure;

/// A unit with its power of ten in both languages: 亿元, 100 million CNY.
pub(super) fn name(code: &str, mult: i16, pack: &Pack) -> Bilingual {
    let (zh, en) = match mult {
        4 => ("万", "10,000 "),
        8 => ("亿", "100 million "),
        12 => ("万亿", "trillion "),
        _ => ("", ""),
    };
    let surface = surface(code, pack);
    let (zh, en) = (format!("{zh}{surface}"), format!("{en}{code}"));
    match code {
        // A count has no unit, and a unit that both languages share is written once: %.
        "1" => Bilingual {
            zh: zh.trim_end_matches('1').to_owned(),
            en: en.trim_end_matches('1').trim().to_owned(),
        },
        _ => Bilingual { en: if zh == en { String::new() } else { en }, zh },
    }
}

/// The same for the head of an axis. English counts in thousands, millions and billions, so the
/// label states how a round number on the axis is read.
pub(super) fn axis(code: &str, mult: i16, pack: &Pack) -> Bilingual {
    let mut words = name(code, mult, pack);
    let (many, english) = match mult {
        4 => ("100", "1 m"),
        8 => ("10", "1 bn"),
        12 => ("1", "1 trn"),
        _ => return words,
    };
    // A currency precedes its amount; other units follow.
    let money = pack.units.get(code).is_some_and(|unit| unit.dimension.name.starts_with("money"));
    let amount = match code {
        "1" => english.to_owned(),
        _ if money => format!("{code} {english}"),
        _ => format!("{english} {code}"),
    };
    words.en = format!("({many}{} = {amount})", words.zh);
    words
}

fn surface<'p>(code: &'p str, pack: &'p Pack) -> &'p str {
    let surfaces = pack.units.get(code).map_or(&[][..], |unit| &unit.surfaces);
    let letters = |surface: &str| surface.chars().any(|c| c.is_ascii_alphabetic());
    let best = |surface: &&String| (letters(surface), surface.chars().count());
    surfaces.iter().min_by_key(best).map_or(code, String::as_str)
}

/// The largest common power of ten of these values.
pub(super) fn common_mult<'r>(rows: impl Iterator<Item = &'r ShownFigure>) -> i16 {
    rows.map(|row| row.unit_mult).min().unwrap_or_default()
}

/// A value in units of that power of ten.
pub(super) fn scaled(value: f64, mult: i16) -> f64 {
    Exact::of_f64(value).map_or(value, |exact| exact.times_ten_to(-i32::from(mult)).to_f64())
}

/// A point in units of that power of ten.
pub(super) fn scaled_point(point: &Point, mult: i16) -> Point {
    let number = |value: Option<f64>| value.map(|value| scaled(value, mult));
    Point {
        value: number(point.value),
        low: number(point.low),
        high: number(point.high),
        ..point.clone()
    }
}
