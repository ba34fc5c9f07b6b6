//! The cases of test suites of other systems, if the shared material is present. The `README.md`
//! next to the cases explains them.
//!
//! Cases that do not pass are listed in `peers/known-differences.toml`, each under its reason, by
//! the suite and number that the shared file states; their texts stay there.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use figlift_config::{Config, Unit, Units};
use serde::Deserialize;
use serde_json::Value;

use crate::shared::shared;
use crate::support::{RULES, Row, extract, number, repository, text};

const DIFFERENCES: &str = "tests/peers/known-differences.toml";

/// The minimum share of passed cases.
const PASSING: f64 = 0.76;

#[derive(Deserialize)]
struct Case {
    /// Suite and number: `duckling:Numeral/ZH#4`.
    source: String,
    kind: String,
    input: String,
    expected: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    /// In code points of the input.
    start: usize,
    end: usize,
    text: String,
    #[serde(rename = "type")]
    kind: Option<String>,
    /// A number, the two ends of a range, or bounds: `"[20,100)"`.
    #[serde(default)]
    value: Value,
    unit: Option<String>,
}

impl Case {
    fn key(&self) -> Key {
        let (suite, number) = self.source.split_once('#').expect("suite and number");
        (self.kind.clone(), suite.to_owned(), number.parse().expect("a number"))
    }

    /// Duckling, JioNLP or Recognizers, and the kind.
    fn group(&self) -> (String, String) {
        (self.source.split(':').next().unwrap_or_default().to_owned(), self.kind.clone())
    }

    fn passes(&self, units: &Units) -> bool {
        let (figures, numerals) = extract(&RULES, &self.input);
        let is_timed = matches!(self.kind.as_str(), "time" | "datetime" | "duration");
        let periods = || numerals.iter().filter(|row| text(row, "class") == "period");
        if self.expected.is_empty() {
            return if is_timed { periods().count() == 0 } else { figures.is_empty() };
        }
        self.expected.iter().all(|item| {
            let mut over = figures.iter().filter(|row| item.overlaps(row));
            match self.kind.as_str() {
                "ordinal" => {
                    over.any(|row| text(row, "role") == "rank" && item.has_value_of(row, 1.0))
                        || numerals.iter().any(|row| item.is_held_by(row))
                }
                _ if is_timed => {
                    let is_length = item.is_length() || self.kind == "duration";
                    periods().any(|row| item.overlaps(row))
                        || is_length && over.any(|row| is_time(units, text(row, "unit_measure")))
                }
                "number_range" => over.any(|row| item.has_bounds_of(row)),
                _ => over.any(|row| item.is_measured_by(row, units, &self.source)),
            }
        })
    }

    /// The expected and the actual result.
    fn shown(&self) -> String {
        let (figures, numerals) = extract(&RULES, &self.input);
        let mut shown = format!("  input:    {}\n  expected:", self.input);
        for item in &self.expected {
            let unit = item.unit.as_deref().unwrap_or_default();
            let value = if item.value.is_null() { String::new() } else { item.value.to_string() };
            let _ = write!(shown, " {:?} {value} {unit};", item.text);
        }
        let nothing = if self.expected.is_empty() { " nothing" } else { "" };
        let _ = write!(shown, "{nothing}\n  figlift:");
        for row in &numerals {
            let _ =
                write!(shown, " {:?} {} by {}", text(row, "surface"), row["class"], row["rule"]);
            for figure in figures.iter().filter(|f| f["byte_start"] == row["byte_start"]) {
                let of = |name: &str| figure[name].to_string();
                let (low, high) = (of("value_low"), of("value_high"));
                let (value, unit) = (of("obs_value"), of("unit_measure"));
                let open =
                    |name: &str, open, closed| if figure[name] == true { closed } else { open };
                let (from, to) = (open("low_closed", '(', '['), open("high_closed", ')', ']'));
                let _ = write!(shown, " = {value} {unit} {from}{low},{high}{to}");
            }
            shown.push(';');
        }
        shown + "\n"
    }
}

impl Item {
    fn overlaps(&self, row: &Row) -> bool {
        let at = |name: &str| number(row, name).expect("a place") as usize;
        at("char_start") < self.end && self.start < at("char_end")
    }

    /// Whether a label or time contains the whole number; 第 may be outside of it.
    fn is_held_by(&self, row: &Row) -> bool {
        let at = |name: &str| number(row, name).expect("a place") as usize;
        let start = self.start + usize::from(self.text.starts_with('第'));
        matches!(text(row, "class"), "label" | "period")
            && at("char_start") <= start
            && self.end <= at("char_end")
    }

    fn is_length(&self) -> bool {
        matches!(self.kind.as_deref(), Some("duration" | "time_delta"))
    }

    /// The number stated, or both ends of the range; with neither, the place alone counts.
    fn has_value_of(&self, row: &Row, factor: f64) -> bool {
        let scaled = |name: &str| number(row, name).map(|value| value * factor);
        match &self.value {
            Value::Array(ends) => {
                let end = |n: usize| ends.get(n).and_then(Value::as_str).and_then(decimal);
                near(scaled("value_low"), end(0)) && near(scaled("value_high"), end(1))
            }
            Value::String(value) => near(scaled("obs_value"), decimal(value)),
            _ => self.unit.is_none(),
        }
    }

    /// The bounds, and whether they are closed.
    fn has_bounds_of(&self, row: &Row) -> bool {
        let value = self.value.as_str().unwrap_or_default();
        let Some((low, high)) = value.trim_matches(['(', '[', ')', ']']).split_once(',') else {
            return false;
        };
        let closed = |name: &str, is: bool| row[name].as_bool().is_none_or(|closed| closed == is);
        near(number(row, "value_low"), decimal(low))
            && near(number(row, "value_high"), decimal(high))
            && closed("low_closed", value.starts_with('['))
            && closed("high_closed", value.ends_with(']'))
    }

    /// The value in the unit; the value alone where figlift does not know that unit.
    fn is_measured_by(&self, row: &Row, units: &Units, source: &str) -> bool {
        let Some((code, scale)) = self.unit.as_deref().map(|unit| named(unit, source)) else {
            // A fifth is 0.2 to the suites, and 20 % to the figure model.
            let is_share = text(row, "unit_measure") == "%";
            return self.has_value_of(row, 1.0) || is_share && self.has_value_of(row, 0.01);
        };
        let found = units.get(text(row, "unit_measure"));
        match (units.get(code), found) {
            (Some(wanted), Some(found)) if wanted.dimension == found.dimension => {
                self.has_value_of(row, factor(found) / factor(wanted) / scale)
            }
            (Some(_), _) => false,
            (None, _) => self.has_value_of(row, 1.0 / scale),
        }
    }
}

/// figlift's unit for one that the suites name, and how many of it that one is.
fn named<'a>(unit: &'a str, source: &str) -> (&'a str, f64) {
    match unit {
        "Chinese yuan" | "元" => ("CNY", 1.0),
        // Duckling has one word for the dollar and for 元, and one for the cent and for 分.
        "Dollar" if source.starts_with("duckling:") => ("CNY", 1.0),
        "Cent" if source.starts_with("duckling:") => ("CNY", 0.01),
        "Dollar" | "United States dollar" | "美元" => ("USD", 1.0),
        "Euro" => ("EUR", 1.0),
        "Hong Kong dollar" | "港元" => ("HKD", 1.0),
        "Japanese yen" | "日元" => ("JPY", 1.0),
        "New Taiwan dollar" | "新台币" => ("TWD", 1.0),
        "Nigerian naira" => ("NGN", 1.0),
        "Swiss franc" => ("CHF", 1.0),
        "卢布" => ("RUB", 1.0),
        "Kilogram" => ("kg", 1.0),
        "Gram" => ("g", 1.0),
        "Jin" => ("jin", 1.0),
        // A tenth of a 斤.
        "Liang" => ("jin", 0.1),
        "Mu" => ("mu", 1.0),
        "Kilometer" | "Kilometre" => ("km", 1.0),
        "Metre" => ("m", 1.0),
        "Centimeter" | "Centimetre" => ("cm", 1.0),
        "Mile" => ("[mi_i]", 1.0),
        "Foot" => ("[ft_i]", 1.0),
        "Inch" => ("[in_i]", 1.0),
        "Litre" => ("L", 1.0),
        "Millilitre" => ("mL", 1.0),
        "Gallon" => ("[gal_us]", 1.0),
        "Hertz" => ("Hz", 1.0),
        "Megahertz" => ("MHz", 1.0),
        "Megabyte" => ("MBy", 1.0),
        // A degree of an unnamed scale is one of the scale of the country.
        "C" | "Celsius" | "Degree" => ("Cel", 1.0),
        "F" | "Fahrenheit" => ("[degF]", 1.0),
        _ => (unit, 1.0),
    }
}

fn factor(unit: &Unit) -> f64 {
    unit.factor.0 as f64 / unit.factor.1 as f64
}

/// Dimensions of durations, since the number of days of a month is undefined.
const TIMES: [&str; 4] = ["time", "days", "months", "years"];

fn is_time(units: &Units, code: &str) -> bool {
    units.get(code).is_some_and(|unit| TIMES.contains(&unit.dimension.name.as_str()))
}

fn decimal(text: &str) -> Option<f64> {
    text.trim().parse().ok()
}

/// Whether two values are equal up to the fifteenth digit, where the suites round a third.
fn near(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-14 * a.abs().max(b.abs()),
        (a, b) => a.is_none() && b.is_none(),
    }
}

/// Kind, suite and number of a case.
type Key = (String, String, u32);

/// The reason of some failed cases: their numbers by kind and suite.
#[derive(Deserialize)]
struct Reason {
    why: String,
    #[serde(flatten)]
    cases: Listed,
}

type Listed = BTreeMap<String, BTreeMap<String, Vec<u32>>>;

/// The listed cases, each with its reason.
fn differences() -> BTreeMap<Key, String> {
    let file = std::fs::read_to_string(repository().join(DIFFERENCES)).expect("the list");
    let reasons: BTreeMap<String, Reason> =
        toml::from_str(&file).unwrap_or_else(|error| panic!("{DIFFERENCES}: {error}"));
    let mut listed = BTreeMap::new();
    for (code, Reason { why, cases }) in reasons {
        assert!(
            why.trim().ends_with('.') && why.split_whitespace().count() > 4,
            "{DIFFERENCES}: [{code}] needs a `why`: one sentence that is true of each of its cases"
        );
        for (kind, suites) in cases {
            for (suite, numbers) in suites {
                for number in numbers {
                    let before = listed.insert((kind.clone(), suite.clone(), number), code.clone());
                    assert!(
                        before.is_none(),
                        "{DIFFERENCES}: {kind} {suite}#{number} stands twice"
                    );
                }
            }
        }
    }
    listed
}

/// The block that lists the unlisted cases under a reason.
fn block(keys: &BTreeSet<Key>) -> String {
    let mut listed = Listed::new();
    for (kind, suite, number) in keys.iter().cloned() {
        listed.entry(kind).or_default().entry(suite).or_default().push(number);
    }
    let mut block = "[a-name-for-the-reason]\nwhy = \"\"\n".to_owned();
    for (kind, suites) in &listed {
        for (suite, numbers) in suites {
            let _ = writeln!(block, "{kind}.{suite:?} = {numbers:?}");
        }
    }
    block
}

#[test]
fn cases_of_other_systems_pass_or_are_listed_with_a_reason() {
    let Some(shared) = shared() else { return };
    let pack = Config::built_in().expect("the built-in pack is right").pack;
    let mut listed = differences();
    let mut unlisted = BTreeSet::new();
    let mut problems = String::new();
    let mut tally: BTreeMap<(String, String), (usize, usize)> = BTreeMap::new();
    for name in ["zh_cases.jsonl", "zh_time_cases.jsonl"] {
        let path = shared.join("peers").join(name);
        let file = std::fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for line in file.lines() {
            let case: Case = serde_json::from_str(line).expect("a case");
            let reason = listed.remove(&case.key());
            let passes = case.passes(&pack.units);
            let (passed, all) = tally.entry(case.group()).or_default();
            (*passed, *all) = (*passed + usize::from(passes), *all + 1);
            let (kind, source) = (&case.kind, &case.source);
            if let (true, Some(reason)) = (passes, &reason) {
                let _ = writeln!(problems, "{kind} {source} passes: remove it from [{reason}]");
            } else if !passes && reason.is_none() {
                unlisted.insert(case.key());
                let _ = writeln!(problems, "{kind} {source} fails\n{}", case.shown());
            }
        }
    }
    for ((kind, suite, number), reason) in listed {
        let _ =
            writeln!(problems, "{kind} {suite}#{number} does not exist: remove it from [{reason}]");
    }
    if !unlisted.is_empty() {
        let _ = writeln!(
            problems,
            "Teach figlift what fails. Where the figure model reads otherwise, the case goes to \
             {DIFFERENCES}: under a reason that is there, or with one of its own:\n\n{}",
            block(&unlisted)
        );
    }
    let sum = |of: fn(&(usize, usize)) -> usize| tally.values().map(of).sum::<usize>();
    let (passed, all) = (sum(|group| group.0), sum(|group| group.1));
    let groups: Vec<String> = tally
        .iter()
        .map(|((system, kind), (passed, all))| format!("{passed:4} of {all:3} {system} {kind}"))
        .collect();
    let groups = format!("{}\n{passed:4} of {all:3} pass", groups.join("\n"));
    assert!(problems.is_empty(), "{problems}\n{groups}");
    let share = passed as f64 / all as f64;
    assert!(share >= PASSING, "fewer cases pass than did: a share of {share:.3}\n{groups}");
}
