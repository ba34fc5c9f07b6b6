//! The cases of other systems' test suites, where the material that is shared beside the repository
//! is present. Its README says when a case passes; those that do not are listed with their reason in
//! `tests/peers/differences.toml`, by the name of the case.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde::Deserialize;
use serde_json::Value;

use crate::shared::shared;
use crate::support::{RULES, Row, extract, number, repository, same, text};

/// The share of cases that passes; fewer means that something was unlearnt.
const PASSING: f64 = 0.75;

/// Names of units in these suites, and figlift's. Others are not compared.
const UNITS: &[(&str, &str)] = &[
    ("%", "%"),
    ("Chinese yuan", "CNY"),
    ("元", "CNY"),
    ("United States dollar", "USD"),
    ("美元", "USD"),
    ("港元", "HKD"),
    ("Mu", "mu"),
    ("Hectare", "har"),
    ("Square meter", "m2"),
    ("Square kilometer", "km2"),
    ("Kilogram", "kg"),
    ("Metric ton", "t"),
    ("Centimetre", "cm"),
    ("Metre", "m"),
    ("Kilometre", "km"),
    ("Litre", "L"),
    ("Millilitre", "mL"),
    ("Celsius", "Cel"),
];

/// Units that these suites turn into one, and how many of it each is.
const IN_ONE_UNIT: &[(&str, &[(&str, f64)])] =
    &[("Gram", &[("g", 1.0), ("mg", 0.001), ("kg", 1000.0), ("jin", 500.0)])];

#[derive(Deserialize)]
struct Case {
    source: String,
    input: String,
    kind: String,
    expected: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    text: String,
    start: u64,
    end: u64,
    #[serde(default)]
    value: Value,
    #[serde(default)]
    unit: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Differences {
    difference: Vec<Difference>,
}

/// Cases that do not pass for one reason.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Difference {
    why: String,
    cases: Vec<String>,
}

#[test]
fn the_cases_of_peers_pass_or_differ_for_a_stated_reason() {
    let Some(shared) = shared() else { return };
    let stated = differences();
    let mut names = BTreeSet::new();
    let (mut passed, mut wrong) = (0, Vec::new());
    for case in ["zh_cases", "zh_time_cases"].iter().flat_map(|file| {
        let path = shared.join(format!("peers/{file}.jsonl"));
        let lines = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        lines.lines().map(read).collect::<Vec<_>>()
    }) {
        let failure = failure(&case);
        passed += usize::from(failure.is_none());
        match (failure, stated.contains(&case.source)) {
            (Some(failure), false) => {
                wrong.push(format!("{} {}: {}: {failure}", case.source, case.kind, case.input));
            }
            (None, true) => wrong.push(format!("{} passes: take it off the list", case.source)),
            _ => {}
        }
        names.insert(case.source);
    }
    wrong.extend(stated.difference(&names).map(|name| format!("{name} is no case")));
    assert!(
        wrong.is_empty(),
        "{} of {} pass; {} cases to mend, or to list with their reason in tests/peers/differences.toml:\n{}",
        passed,
        names.len(),
        wrong.len(),
        wrong.join("\n")
    );
    assert!(passed as f64 >= PASSING * names.len() as f64, "{passed} of {} pass", names.len());
}

fn read(line: &str) -> Case {
    serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"))
}

/// The names of all cases that are listed, each once and with a reason.
fn differences() -> BTreeSet<String> {
    let path = repository().join("tests/peers/differences.toml");
    let file = fs::read_to_string(path).expect("the list of differences");
    let listed: Differences = toml::from_str(&file).unwrap_or_else(|error| panic!("{error}"));
    let mut names = BTreeSet::new();
    for difference in listed.difference {
        assert!(difference.why.len() > 20, "a reason says why: {:?}", difference.why);
        for name in difference.cases {
            assert!(names.insert(name.clone()), "{name} is listed twice");
        }
    }
    names
}

/// Why a case does not pass.
fn failure(case: &Case) -> Option<String> {
    let (figures, numerals) = extract(&RULES, &case.input);
    let found = || {
        let rows =
            figures.iter().chain(numerals.iter().filter(|row| text(row, "class") != "figure"));
        rows.map(shown).collect::<Vec<_>>().join(", ")
    };
    let is_time = matches!(case.kind.as_str(), "time" | "datetime" | "duration");
    if case.expected.is_empty() && !is_time && !figures.is_empty() {
        return Some(format!("nothing is expected, found {}", found()));
    }
    let missed =
        case.expected.iter().find(|expected| !holds(case, expected, &figures, &numerals))?;
    Some(format!("{} = {} is expected, found {}", missed.text, missed.value, found()))
}

fn holds(case: &Case, expected: &Expected, figures: &[Row], numerals: &[Row]) -> bool {
    let over = |row: &&Row| {
        let at = |column| row[column].as_u64().unwrap_or_default();
        at("char_start") < expected.end && expected.start < at("char_end")
    };
    let of_class =
        |class: &str| numerals.iter().filter(over).any(|row| text(row, "class") == class);
    let mut figures = figures.iter().filter(over);
    match case.kind.as_str() {
        "time" | "datetime" => of_class("period"),
        "duration" => {
            of_class("period") || figures.any(|row| TIME.contains(&text(row, "unit_measure")))
        }
        "ordinal" => {
            of_class("label")
                || of_class("period")
                || figures.any(|row| text(row, "role") == "rank")
        }
        _ => figures.any(|row| same_quantity(row, expected)),
    }
}

/// Whether a figure states what is expected, told in the unit of the suite.
fn same_quantity(row: &Row, expected: &Expected) -> bool {
    let one = IN_ONE_UNIT.iter().find(|(unit, _)| expected.unit.as_deref() == Some(*unit));
    let Some((_, factors)) = one else {
        return same_value(row, &expected.value) && same_unit(row, expected);
    };
    let factor = factors.iter().find(|(code, _)| text(row, "unit_measure") == *code);
    factor.is_some_and(|(_, factor)| {
        let value = number(row, "obs_value").map(|value| value * factor);
        same(value, as_number(&expected.value))
    })
}

/// Codes of the units of time.
const TIME: &[&str] = &["s", "min", "h", "d", "wk", "mo", "a"];

fn same_value(row: &Row, value: &Value) -> bool {
    let bounds = || (number(row, "value_low"), number(row, "value_high"));
    match value {
        Value::Null => true,
        Value::Number(value) => same(number(row, "obs_value"), value.as_f64()),
        Value::Array(ends) => {
            let end = |at: usize| ends.get(at).and_then(as_number);
            let (low, high) = bounds();
            same(low, end(0)) && same(high, end(1))
        }
        Value::String(value) => match value.parse::<f64>() {
            Ok(value) => same(number(row, "obs_value"), Some(value)),
            Err(_) => same_interval(row, value),
        },
        _ => false,
    }
}

fn as_number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.parse().ok())
}

/// `"(500,)"`, `"[20,100)"`: bounds, open or closed.
fn same_interval(row: &Row, interval: &str) -> bool {
    let inner = interval.trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    let Some((low, high)) = inner.split_once(',') else { return false };
    let closed = |column: &str| row[column].as_bool();
    let end = |stated: &str, found: Option<f64>, is_closed: Option<bool>, mark: bool| {
        let stated = stated.parse().ok();
        same(found, stated) && (stated.is_none() || is_closed == Some(mark))
    };
    end(low, number(row, "value_low"), closed("low_closed"), interval.starts_with('['))
        && end(high, number(row, "value_high"), closed("high_closed"), interval.ends_with(']'))
}

fn same_unit(row: &Row, expected: &Expected) -> bool {
    let names: BTreeMap<_, _> = UNITS.iter().copied().collect();
    let stated = expected.unit.as_deref().and_then(|unit| names.get(unit));
    stated.is_none_or(|unit| text(row, "unit_measure") == *unit)
}

fn shown(row: &Row) -> String {
    match row.get("obs_value") {
        Some(value) => {
            let ends = format!("{}..{}", row["value_low"], row["value_high"]);
            format!("{} = {value} [{ends}] {}", text(row, "surface"), text(row, "unit_measure"))
        }
        None => format!("{} ({})", text(row, "surface"), text(row, "class")),
    }
}
