//! `figlift score`: compares extractions with annotations.

mod script;

use serde_json::{Value, json};

use crate::support::{Project, Row, figlift, repository};

const TEXT: &str = "一是出口从12亿元增长到15亿元，比上年增长25%。全市新办企业320家。\n";

/// Correct annotations of the text, up to the growth; the new companies follow after them.
fn gold() -> Vec<Row> {
    vec![
        other(0, "一是", "enumerator"),
        figure(
            "12亿元",
            &json!({"role": "level", "obs_value": 1_200_000_000, "value_low": 1.2e9,
            "value_high": 1.2e9, "unit_measure": "CNY", "change": "c", "change_end": "from"}),
        ),
        figure(
            "15亿元",
            &json!({"role": "level", "obs_value": 1.5e9, "value_low": 1.5e9,
            "value_high": 1.5e9, "unit_measure": "CNY", "change": "c", "change_end": "to"}),
        ),
        figure(
            "25%",
            &json!({"role": "growth", "obs_value": 25, "value_low": 25, "value_high": 25,
            "unit_measure": "%", "basis": "yoy"}),
        ),
    ]
}

fn other(start: usize, surface: &str, class: &str) -> Row {
    let end = start + surface.chars().count();
    let row =
        json!({"doc": "city", "start": start, "end": end, "surface": surface, "class": class});
    row.as_object().expect("an object").clone()
}

fn figure(surface: &str, fields: &Value) -> Row {
    let byte = TEXT.find(surface).expect("it occurs in the text");
    let mut row = other(TEXT[..byte].chars().count(), surface, "figure");
    row.insert("indicator_key".to_owned(), "出口".into());
    row.extend(fields.as_object().expect("an object").clone());
    row
}

fn write(project: &Project, gold: &[Row]) {
    let lines: Vec<String> = gold.iter().map(|row| Value::from(row.clone()).to_string()).collect();
    project.write("gold.jsonl", lines.join("\n")).write("city.txt", TEXT);
}

fn score(project: &Project, args: &[&str]) -> Row {
    let args = [&["score", "gold.jsonl", "city.txt", "--format", "json"], args].concat();
    project.figlift(&args).exits(0).is_quiet().json_lines().remove(0)
}

/// The numbers that differ from those of right annotations.
fn changed(project: &Project, gold: &[Row]) -> Vec<(String, Value)> {
    write(project, &self::gold());
    let right = score(project, &[]);
    write(project, gold);
    score(project, &[]).into_iter().filter(|(key, value)| right[key] != *value).collect()
}

figtest!(right_annotations_score_full, |project| {
    write(project, &gold());
    let score = score(project, &[]);
    let shares = ["precision", "recall", "f1", "core_f1", "full_f1", "span", "value", "bounds"];
    let more = ["unit", "role", "basis", "indicator", "status", "change_pairs", "class_accuracy"];
    for name in shares.iter().chain(&more).chain(&["class_accuracy_han"]) {
        assert_eq!(score[*name], 1.0, "{name}");
    }
    // 320家 is also found, but it is outside of the annotated range.
    for (name, count) in [("documents", 1), ("gold", 3), ("pred", 3), ("change_pairs_gold", 1)] {
        assert_eq!(score[name], count, "{name}");
    }
    for name in ["bad_offsets", "unaccounted", "spurious_numerals"] {
        assert_eq!(score[name], 0, "{name}");
    }
    assert_eq!((&score["basis_spurious"], &score["unresolved"]), (&json!(0.0), &json!(0.0)));
    assert_eq!(score["period"], Value::Null, "no gold row states a period");
    assert!(!score.contains_key("errors"));
});

figtest!(one_wrong_field_lowers_its_own_number, |project| {
    let third = json!(2.0 / 3.0);
    for (key, value, name, core) in [
        ("obs_value", json!(13e8), "value", true),
        ("value_high", json!(null), "bounds", true),
        ("unit_measure", json!("USD"), "unit", true),
        ("role", json!("rank"), "role", true),
        ("indicator_key", json!("进口"), "indicator", false),
        ("obs_status", json!("F"), "status", false),
    ] {
        let mut gold = gold();
        gold[1].insert(key.to_owned(), value);
        let mut wanted = vec![("full_f1", third.clone()), (name, third.clone())];
        if core {
            wanted.push(("core_f1", third.clone()));
        }
        agree(changed(project, &gold), wanted);
    }
    for (key, value, name) in [
        ("qualifier", "about", "qualifier"),
        ("classifier", "家", "classifier"),
        ("per", "户", "per"),
    ] {
        let mut gold = gold();
        gold[1].insert(key.to_owned(), value.into());
        agree(changed(project, &gold), vec![(name, third.clone())]);
    }
});

figtest!(wrong_bases_and_periods_count_where_they_are_stated, |project| {
    let mut other_basis = gold();
    other_basis[3].insert("basis".to_owned(), "pop".into());
    agree(changed(project, &other_basis), vec![("basis", json!(0.0))]);
    let mut no_basis = gold();
    no_basis[3].remove("basis");
    let wanted = vec![("basis", Value::Null), ("basis_spurious", json!(1.0 / 3.0))];
    agree(changed(project, &no_basis), wanted);
    let mut period = gold();
    period[1].insert("time_period".to_owned(), "1999".into());
    agree(changed(project, &period), vec![("full_f1", json!(2.0 / 3.0)), ("period", json!(0.0))]);
});

/// Right annotations with all keys that are scored only in rows that have them.
fn gold_in_full() -> Vec<Row> {
    let mut gold = gold();
    for row in &mut gold[1..] {
        row.insert("indicator_text".to_owned(), json!(["货物出口", "出口"]));
        row.insert("action_text".to_owned(), Value::Null);
        row.insert("ref_area".to_owned(), json!("?"));
        row.insert("base_period".to_owned(), json!([null, "2020"]));
        row.insert("is_cumulative".to_owned(), json!(false));
        row.insert("section".to_owned(), "出口".into());
    }
    gold
}

figtest!(optional_keys_are_scored_in_the_rows_that_have_them, |project| {
    let names = ["exact", "action", "area", "base", "cumulative", "strict_share"];
    write(project, &gold());
    let without = score(project, &[]);
    assert!(names.iter().all(|name| without[*name] == Value::Null), "{without:?}");
    assert_eq!(without["strict_gold"], 0);

    write(project, &gold_in_full());
    let right = score(project, &[]);
    assert!(names.iter().all(|name| right[*name] == 1.0), "{right:?}");
    assert_eq!(right["strict_gold"], 3);

    let third = json!(2.0 / 3.0);
    for (key, value, name) in [
        ("indicator_text", json!("出"), "exact"),
        ("indicator_text", json!(null), "exact"),
        ("action_text", json!(["增长", "增"]), "action"),
        ("ref_area", json!("CN-JX"), "area"),
        ("base_period", json!("2020"), "base"),
        ("is_cumulative", json!(true), "cumulative"),
    ] {
        let mut wrong = gold_in_full();
        wrong[1].insert(key.to_owned(), value);
        write(project, &wrong);
        let score = score(project, &[]);
        let changed = right.iter().filter(|(name, value)| score[*name] != **value);
        let changed: Vec<_> = changed.map(|(name, _)| (name.as_str(), &score[name])).collect();
        assert_eq!(changed, [(name, &third), ("strict_share", &third)]);
    }
});

figtest!(a_row_is_strictly_right_only_in_every_field, |project| {
    let strict = |gold: &[Row]| {
        write(project, gold);
        let score = score(project, &[]);
        (score["strict_share"].clone(), score["strict_gold"].clone())
    };
    let two_of_three = (json!(2.0 / 3.0), json!(3));
    // A field that `full_f1` ignores, a spurious basis, an end that is not one.
    for (row, key, value) in [
        (1, "qualifier", json!("about")),
        (3, "basis", json!(null)),
        (1, "change_end", json!("to")),
    ] {
        let mut wrong = gold_in_full();
        wrong[row].insert(key.to_owned(), value);
        assert_eq!(strict(&wrong), two_of_three, "{key}");
    }
    // A figure that no row annotates counts among them.
    let mut fewer = gold_in_full();
    fewer.remove(2);
    assert_eq!(strict(&fewer), two_of_three);
    // A row without the exact indicator does not.
    let mut partly = gold_in_full();
    partly[2].remove("indicator_text");
    assert_eq!(strict(&partly), (json!(1.0), json!(2)));
});

figtest!(no_period_may_be_demanded, |project| {
    let mut gold = gold();
    gold[1].insert("time_period".to_owned(), "none".into());
    write(project, &gold);
    assert_eq!(score(project, &[])["period"], 1.0);
    project.write("city.toml", "period = \"2022\"\n");
    assert_eq!(score(project, &[])["period"], 0.0);
});

figtest!(missing_rows_and_wrong_classes_count, |project| {
    // Figures without annotations within the annotated range are spurious.
    let mut fewer = gold();
    fewer.remove(2);
    let (score, half) = (changed(project, &fewer), json!(2.0 / 3.0));
    let of = |name: &str| score.iter().find(|(key, _)| key == name).map(|(_, value)| value);
    assert_eq!((of("gold"), of("precision"), of("recall")), (Some(&json!(2)), Some(&half), None));
    assert_eq!(of("f1"), Some(&json!(0.8)));
    assert_eq!(
        (of("change_pairs_gold"), of("change_pairs")),
        (Some(&json!(0)), Some(&Value::Null))
    );
    assert_eq!(of("spurious_numerals"), Some(&json!(1)));

    let mut classes = gold();
    classes[0].insert("class".to_owned(), "figure".into());
    for key in ["role", "obs_value", "value_low", "value_high", "unit_measure"] {
        classes[0].insert(key.to_owned(), Value::Null);
    }
    let wanted = [("gold", json!(4)), ("recall", json!(0.75)), ("class_accuracy_han", json!(0.0))];
    let f1 = ["f1", "core_f1", "full_f1"].map(|name| (name, json!(6.0 / 7.0)));
    agree(changed(project, &classes), wanted.into_iter().chain(f1).collect());

    let mut ends = gold();
    ends[1].insert("change_end".to_owned(), "to".into());
    ends[2].insert("change_end".to_owned(), "from".into());
    agree(changed(project, &ends), vec![("change_pairs", json!(0.0))]);
});

#[track_caller]
fn agree(mut changed: Vec<(String, Value)>, wanted: Vec<(&str, Value)>) {
    let mut wanted: Vec<_> = wanted.into_iter().map(|(k, v)| (k.to_owned(), v)).collect();
    changed.sort_by(|a, b| a.0.cmp(&b.0));
    wanted.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(changed, wanted);
}

figtest!(mistakes_are_shown_with_their_places, |project| {
    let mut wrong = gold();
    for row in &mut wrong[1..3] {
        row.insert("obs_value".to_owned(), 7.into());
    }
    write(project, &wrong);
    let table = project.figlift(&["score", "gold.jsonl", "city.txt", "--errors", "1"]);
    table
        .exits(0)
        .is_quiet()
        .prints("-- value: 2\n")
        .prints("city.txt:1:6  12亿元  7  1200000000\n");
    table.prints("precision           1.0000\n").prints("period              n/a\n");
    assert!(!table.stdout().contains("city.txt:1:13"), "{table}");
    let errors = score(project, &["--errors", "1"])["errors"].clone();
    assert_eq!(errors["value"]["count"], 2);
    let shown =
        json!([{"place": "city.txt:1:6", "surface": "12亿元", "gold": "7", "found": "1200000000"}]);
    assert_eq!(errors["value"]["shown"], shown);
    let plain = project.figlift(&["score", "gold.jsonl", "city.txt"]);
    assert!(!plain.stdout().contains("--"), "{plain}");
});

figtest!(sidecars_and_projects_are_read, |project| {
    let mut stated = gold();
    stated[2].insert("time_period".to_owned(), "2022".into());
    write(project, &stated);
    assert_eq!(score(project, &[])["period"], 0.0);
    project.write("city.toml", "period = \"2022\"\n");
    assert_eq!(score(project, &[])["period"], 1.0);
    project.figlift(&["score", "gold.jsonl", "city.txt", "--config", "none"]).exits(2).says("none");
});

figtest!(invalid_annotations_are_refused_with_line_and_help, |project| {
    let row = |change: fn(&mut Row)| {
        let mut row = gold().remove(1);
        change(&mut row);
        Value::from(row).to_string()
    };
    for (line, words) in [
        ("{\"doc\": ".to_owned(), ["invalid JSON", "one object per line"]),
        ("[1]".to_owned(), ["invalid JSON", "one object per line"]),
        (row(|row| drop(row.remove("end"))), ["needs the key \"end\"", "add it"]),
        (
            row(|row| drop(row.remove("value_low"))),
            ["a figure needs the key \"value_low\"", "null"],
        ),
        (row(|row| drop(row.insert("start".into(), "5".into()))), ["expected usize", "column"]),
        (
            row(|row| drop(row.insert("class".into(), "figur".into()))),
            ["unknown class `figur`", "did you mean `figure`?"],
        ),
        (
            row(|row| drop(row.insert("periot".into(), 5.into()))),
            ["unknown key \"periot\"", "time_period"],
        ),
        (
            row(|row| drop(row.insert("role".into(), "chang".into()))),
            ["unknown role `chang`", "did you mean `change`?"],
        ),
        (
            row(|row| drop(row.insert("ref_area".into(), 5.into()))),
            ["invalid ref_area 5", "a text, null, \"?\""],
        ),
        (
            row(|row| drop(row.insert("is_cumulative".into(), json!([true, "yes"])))),
            ["invalid is_cumulative \"yes\"", "true, false, null"],
        ),
        (
            row(|row| drop(row.insert("action_text".into(), json!([])))),
            ["action_text is an empty list", "null"],
        ),
        (row(|row| drop(row.insert("end".into(), 5.into()))), ["end (5)", "start (5)"]),
        (row(|row| drop(row.remove("change_end"))), ["change_end", "\"from\" or \"to\""]),
        (row(|row| drop(row.insert("end".into(), 999.into()))), ["beyond the text", "at 5..9"]),
        (row(|row| drop(row.insert("start".into(), 4.into()))), ["is \"从12亿元\"", "at 5..9"]),
        (
            row(|row| drop(row.insert("surface".into(), "13亿元".into()))),
            ["expected", "does not occur"],
        ),
        (row(|row| drop(row.insert("doc".into(), "town".into()))), ["\"town\"", "town.txt"]),
    ] {
        write(project, &gold()[..1]);
        let text = project.text("gold.jsonl");
        project.write("gold.jsonl", format!("{text}\n\n{line}\n"));
        let run = project.figlift(&["score", "gold.jsonl", "city.txt"]);
        run.exits(2).says_at("error: gold.jsonl:3: ", &words);
        assert_eq!(run.stdout(), "", "{run}");
    }
});

figtest!(files_that_cannot_be_scored_are_refused, |project| {
    write(project, &gold());
    project.write("more/city.txt", TEXT).write("empty.jsonl", "\n");
    let score = |args: &[&str]| project.figlift(&[&["score"], args].concat());
    score(&["empty.jsonl", "city.txt"]).exits(2).says("no rows in empty.jsonl");
    score(&["none.jsonl", "city.txt"]).exits(2).says("cannot read none.jsonl");
    score(&["gold.jsonl", "city.txt", "more/city.txt"])
        .exits(2)
        .says("more/city.txt")
        .says("rename");
    score(&["gold.jsonl"]).exits(2).says("FILE");
    score(&["gold.jsonl", "city.txt", "gold.jsonl"]).exits(0).is_quiet();
});

/// The scores on the sentences of `tests/gold/model`, which have each construction of the figure
/// model at least twice and were annotated before the program was run on them. A lower score is a
/// regression; a higher one is recorded here.
const MODEL: &[(&str, f64)] = &[
    ("precision", 1.0),
    ("recall", 1.0),
    ("core_f1", 1.0),
    ("span", 1.0),
    ("indicator", 0.98),
    ("period", 1.0),
    ("status", 1.0),
    ("basis", 1.0),
    ("change_pairs", 1.0),
    ("class_accuracy", 1.0),
    ("class_accuracy_han", 0.97),
];

#[test]
fn the_sentences_of_the_model_keep_their_scores() {
    let folder = repository().join("tests/gold/model");
    let args = ["score", "sentences.jsonl", "sentences.txt", "--format", "json"];
    let score = figlift(&folder, &args, None).exits(0).json_lines().remove(0);
    assert_eq!((score["gold"].as_u64(), score["bad_offsets"].as_u64()), (Some(447), Some(0)));
    let fallen: Vec<_> =
        MODEL.iter().filter(|(name, least)| score[*name].as_f64() < Some(*least)).collect();
    assert!(fallen.is_empty(), "{fallen:?} of {score:?}");
}
