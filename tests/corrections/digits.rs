//! The unit and the last digit of a corrected value: they follow it, or the ledger states them.

use super::{LEDGER, RAW, TWELVE, entry, figures, one};
use crate::support::{Project, number, text};

const BILLIONS: &str = "obs_value = 12860000000";
const STATED: &str = "obs_value = 12860000000, unit_mult = 8, resolution = 5000000";

/// The figure, the reading, the correction, and the resulting multiplier and resolution.
const FOLLOWING: &[(&str, &str, &str, f64, Option<f64>)] = &[
    // The same digits in another unit: 万 for 亿, 亿 for 万, 万 for none.
    ("128.6亿元", BILLIONS, "obs_value = 1286000", 4.0, Some(500.0)),
    ("10.2万亩", "obs_value = 102000", "obs_value = 1020000000", 8.0, Some(5_000_000.0)),
    ("12条", TWELVE, "obs_value = 120000", 4.0, Some(5_000.0)),
    // One digit is another one.
    ("128.6亿元", BILLIONS, "obs_value = 128260000000", 8.0, Some(5_000_000.0)),
    ("12条", TWELVE, "obs_value = -12", 0.0, Some(0.5)),
    ("12条", TWELVE, "obs_value = 0", 0.0, Some(0.5)),
    // The point moves right: neither 1286亿 nor 12860亿 has a decimal.
    ("128.6亿元", BILLIONS, "obs_value = 128600000000", 8.0, Some(50_000_000.0)),
    ("128.6亿元", BILLIONS, "obs_value = 1286000000000", 8.0, Some(50_000_000.0)),
    ("12条", TWELVE, "obs_value = 120", 0.0, Some(0.5)),
    // More digits than were stated: 128.65亿, 12.86亿, 1.25.
    ("128.6亿元", BILLIONS, "obs_value = 12865000000", 8.0, Some(500_000.0)),
    ("128.6亿元", BILLIONS, "obs_value = 1286000000", 8.0, Some(500_000.0)),
    ("12条", TWELVE, "obs_value = 1.25", 0.0, Some(0.005)),
    // The ledger takes precedence over derived values.
    ("128.6亿元", STATED, "obs_value = 1286000, unit_mult = 0", 0.0, Some(0.5)),
    ("128.6亿元", STATED, "obs_value = 14763000, unit_mult = 4", 4.0, Some(500.0)),
    ("128.6亿元", STATED, "obs_value = 1286000, resolution = 50", 4.0, Some(50.0)),
    ("128.6亿元", STATED, "resolution = 50000000", 8.0, Some(50_000_000.0)),
    ("128.6亿元", STATED, "resolution = \"\"", 8.0, None),
    ("128.6亿元", STATED, "unit_mult = 12", 12.0, Some(5_000_000.0)),
    // A range has no last digit, but its corrected value has one.
    (
        "12条",
        TWELVE,
        "qualifier = \"between\", obs_value = \"\", value_low = 10, value_high = 12",
        0.0,
        None,
    ),
];

#[test]
fn unit_and_last_digit_follow_the_value() {
    for (surface, now, meant, unit_mult, resolution) in FOLLOWING {
        let rows = figures(&entry("source", surface, now, meant));
        let row = one(&rows, surface);
        let found = (number(row, "unit_mult"), number(row, "resolution"));
        assert_eq!(found, (Some(*unit_mult), *resolution), "{surface}: {meant}");
    }
}

/// A text with a range and a fraction, and their corrections.
const NO_DIGIT: &[(&str, &str, &str, Option<f64>)] = &[
    (
        "5万至8万人",
        "qualifier = \"between\", value_low = 50000, value_high = 80000",
        "qualifier = \"exact\", obs_value = 65000",
        Some(500.0),
    ),
    ("四分之一", "obs_value = 25", "obs_value = 26", None),
];

#[test]
fn a_range_that_becomes_a_value_has_a_last_digit() {
    for (surface, now, meant, resolution) in NO_DIGIT {
        let project = Project::new();
        project.write(RAW, format!("2021年，招收{surface}。\n"));
        let ledger = entry("extraction", surface, now, meant);
        project.write(LEDGER, ledger).figlift(&["run"]).exits(0);
        let rows = project.table("figures");
        let row = one(&rows, surface);
        assert_eq!(number(row, "resolution"), *resolution, "{surface}");
    }
}

// 147.57亿 that is corrected to 147.57万 has a resolution of 50, not of half a million.
figtest!(checks_use_the_resolution_of_a_corrected_value, |project| {
    let words = "2021年，财政收入147.57亿元。2021年，财政收入148.57万元。\n";
    let ledger = entry("source", "147.57亿元", "obs_value = 14757000000", "obs_value = 1475700");
    project.write(RAW, words).write(LEDGER, ledger);
    project.figlift(&["run"]).exits(0);
    let checks = project.table("checks");
    let twice = checks.iter().filter(|row| text(row, "kind") == "twice");
    assert_eq!(twice.map(|row| text(row, "status")).collect::<Vec<_>>(), ["fail"]);
});
