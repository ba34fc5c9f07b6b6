//! Compares the texts of the repository with their annotations: every numeral, field by field.

use std::collections::BTreeMap;
use std::fs;

use figlift_read::{Links, RawState, SizeLimit};
use serde_json::Value;

use crate::support::{RULES, Row, number, of_document, repository, same, text};

/// Number of numerals in all annotations; fewer means that annotations were lost.
const NUMERALS: usize = 605;

#[test]
fn our_texts_give_exactly_the_annotated_numerals() {
    let gold = gold();
    assert_eq!(gold.values().map(Vec::len).sum::<usize>(), NUMERALS);
    let mut wrong = Vec::new();
    let files = figlift_read::find(&repository().join("raw"), figlift_read::INPUTS, Links::Inside)
        .expect("the raw folder")
        .files;
    assert_eq!(files.len(), gold.len(), "each text has its annotations");
    for file in files {
        let raw = figlift_read::load(&file, SizeLimit::default()).expect("a raw file");
        let RawState::Read { document, .. } =
            figlift_read::read(&file.doc_id, &raw).expect("right")
        else {
            panic!("{} cannot be read", file.name);
        };
        let (figures, numerals) = of_document(&RULES, &document);
        let annotated = &gold[document_name(&file.doc_id)];
        let all = compare(annotated, &figures, &numerals);
        wrong.extend(all.into_iter().map(|error| format!("{}: {error}", file.name)));
    }
    assert!(wrong.is_empty(), "{} departures:\n{}", wrong.len(), wrong.join("\n"));
}

fn document_name(doc_id: &str) -> &str {
    doc_id.rsplit('/').next().unwrap_or(doc_id)
}

/// The annotations by document, in reading order.
fn gold() -> BTreeMap<String, Vec<Row>> {
    let mut gold: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for entry in fs::read_dir(repository().join("tests/gold")).expect("the annotations") {
        let path = entry.expect("read").path();
        if path.is_dir() {
            continue;
        }
        let lines = fs::read_to_string(&path).expect("UTF-8");
        for line in lines.lines() {
            let row: Row =
                serde_json::from_str(line).unwrap_or_else(|error| panic!("{path:?}: {error}"));
            gold.entry(text(&row, "doc").to_owned()).or_default().push(row);
        }
    }
    gold
}

/// The differences between the program and the annotations of a document.
fn compare(annotated: &[Row], figures: &[Row], numerals: &[Row]) -> Vec<String> {
    let place = |start: &Value, end: &Value| (start.as_u64(), end.as_u64());
    let own: BTreeMap<_, &Row> =
        numerals.iter().map(|row| (place(&row["char_start"], &row["char_end"]), row)).collect();
    let stated: BTreeMap<_, &Row> =
        annotated.iter().map(|row| (place(&row["start"], &row["end"]), row)).collect();
    let mut wrong = Vec::new();
    for (at, row) in &stated {
        let Some(numeral) = own.get(at) else {
            wrong.push(format!("no numeral {} at {at:?}", text(row, "surface")));
            continue;
        };
        for name in ["class", "surface"] {
            if row[name] != numeral[name] {
                wrong.push(format!(
                    "{}: {name} is {}, not {}",
                    text(row, "surface"),
                    numeral[name],
                    row[name]
                ));
            }
        }
    }
    let surplus = own.iter().filter(|(at, _)| !stated.contains_key(at));
    wrong.extend(surplus.map(|(at, row)| format!("{} at {at:?} is none", text(row, "surface"))));
    let of_figures: BTreeMap<_, &Row> =
        figures.iter().map(|row| (place(&row["char_start"], &row["char_end"]), row)).collect();
    for (at, row) in stated.iter().filter(|(_, row)| text(row, "class") == "figure") {
        if let Some(figure) = of_figures.get(at) {
            wrong.extend(departures(row, figure));
        }
    }
    wrong.extend(pairs(annotated, &stated, &of_figures));
    wrong
}

/// The differences between a figure and its annotation.
fn departures(stated: &Row, figure: &Row) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut differs = |name: &str, is_same: bool, own: &Value, expected: &Value| {
        if !is_same {
            let surface = text(stated, "surface");
            wrong.push(format!("{surface}: {name} is {own}, not {expected}"));
        }
    };
    for name in ["obs_value", "value_low", "value_high"] {
        let is_same = same(number(figure, name), number(stated, name));
        differs(name, is_same, &figure[name], &stated[name]);
    }
    for name in
        ["unit_measure", "role", "classifier", "per", "qualifier", "change_end", "obs_status"]
    {
        differs(name, figure[name] == stated[name], &figure[name], &stated[name]);
    }
    // Annotations state a basis or period only if the text does.
    for name in ["basis", "time_period"] {
        let is_same = stated[name].is_null() || figure[name] == stated[name];
        differs(name, is_same, &figure[name], &stated[name]);
    }
    let plain = |words: &str| words.replace(char::is_whitespace, "");
    let (words, key) =
        (plain(text(figure, "indicator_text")), plain(text(stated, "indicator_key")));
    let is_held = words.contains(&key) && words.chars().count() <= 3 * key.chars().count() + 16;
    differs("indicator_text", is_held, &figure["indicator_text"], &stated["indicator_key"]);
    wrong
}

/// The two ends of a change have one id, which no other figure has.
fn pairs<K: Ord>(
    annotated: &[Row],
    stated: &BTreeMap<K, &Row>,
    figures: &BTreeMap<K, &Row>,
) -> Vec<String> {
    let mut ids: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (at, row) in stated {
        if let (Some(change), Some(figure)) =
            (row.get("change").and_then(Value::as_str), figures.get(at))
        {
            ids.entry(change).or_default().push(text(figure, "change_id"));
        }
    }
    let named: Vec<&str> = annotated.iter().filter_map(|row| row.get("change")?.as_str()).collect();
    let mut wrong = Vec::new();
    let mut seen = Vec::new();
    for (change, ids) in ids {
        let ends = named.iter().filter(|name| **name == change).count();
        let is_one = ids.len() == ends && ends == 2 && ids[0] == ids[1] && !ids[0].is_empty();
        if !is_one || seen.contains(&ids[0]) {
            wrong.push(format!("change {change} has the ids {ids:?}"));
        }
        seen.push(ids[0]);
    }
    wrong
}

/// Tests the comparison itself.
#[test]
fn the_comparison_finds_differences() {
    let gold = gold();
    let annotated = &gold["2018"];
    let own = |row: &Row| {
        let mut own = row.clone();
        for (from, to) in
            [("start", "char_start"), ("end", "char_end"), ("indicator_key", "indicator_text")]
        {
            if let Some(value) = row.get(from) {
                own.insert(to.to_owned(), value.clone());
            }
        }
        own.insert("change_id".to_owned(), row.get("change").cloned().unwrap_or_default());
        own
    };
    let numerals: Vec<Row> = annotated.iter().map(own).collect();
    let figures: Vec<Row> =
        numerals.iter().filter(|row| text(row, "class") == "figure").cloned().collect();
    assert_eq!(compare(annotated, &figures, &numerals), [""; 0]);
    assert_eq!(compare(annotated, &figures, &numerals[1..]).len(), 1);
    for (field, value) in [
        ("obs_value", Value::from(1.5)),
        ("value_high", Value::Null),
        ("unit_measure", "t".into()),
        ("role", "rank".into()),
        ("classifier", "家".into()),
        ("qualifier", "over".into()),
        ("time_period", "2017".into()),
        ("obs_status", "F".into()),
        ("indicator_text", "别的".into()),
    ] {
        let mut other = figures.clone();
        other[0].insert(field.to_owned(), value);
        let wrong = compare(annotated, &other, &numerals);
        assert!(wrong.len() == 1 && wrong[0].contains(field), "{field}: {wrong:?}");
    }
}
