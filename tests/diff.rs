//! `figlift diff`: the differences between the figures of two outputs.

use serde_json::{Value, json};

use crate::support::{Project, Run};

const CITY: &str = "2021年，全市研发经费12亿元。\n全市有企业320家。\n";

/// Publishes the project as `old`, then, edited, as `new`.
fn between(project: &Project, edit: impl FnOnce(&Project) -> &Project) {
    project.figlift(&["run", "--output", "old"]).exits(0);
    edit(project).figlift(&["run", "--output", "new"]).exits(0);
}

/// A project with that text in `raw/city.txt`, and then with the other.
fn texts(project: &Project, old: &str, new: &str) -> Value {
    project.write("raw/city.txt", old);
    between(project, |project| project.write("raw/city.txt", new));
    differences(project, &[])
}

/// The one JSON object that is printed.
fn differences(project: &Project, args: &[&str]) -> Value {
    let run = diff(project, &[&["--format", "json"], args].concat());
    run.is_quiet();
    let stdout = run.stdout();
    assert_eq!(stdout.lines().count(), 1);
    let object: Value = serde_json::from_str(&stdout).expect("JSON");
    let same = counts(&object) == [0, 0, 0];
    run.exits(if same { 0 } else { 1 });
    object
}

fn diff(project: &Project, args: &[&str]) -> Run {
    project.figlift(&[&["diff", "old", "new"], args].concat())
}

/// How many were added, removed and changed.
fn counts(object: &Value) -> [u64; 3] {
    ["added", "removed", "changed"].map(|kind| object[kind]["count"].as_u64().expect("a count"))
}

fn surface(figure: &Value) -> &str {
    figure["surface"].as_str().expect("a text")
}

/// The surfaces of added or removed figures.
fn surfaces<'a>(object: &'a Value, kind: &str) -> Vec<&'a str> {
    let shown = object[kind]["shown"].as_array().expect("a list");
    shown.iter().map(surface).collect()
}

/// The surfaces of changed figures, before and after.
fn changes(object: &Value) -> Vec<(&str, &str)> {
    let shown = object["changed"]["shown"].as_array().expect("a list");
    shown.iter().map(|change| (surface(&change["old"]), surface(&change["new"]))).collect()
}

figtest!(an_output_equals_itself, |project| {
    project.write("raw/city.txt", CITY).figlift(&["run"]).exits(0);
    let run = project.figlift(&["diff", "output", "output"]);
    run.exits(0).is_quiet();
    assert_eq!(run.stdout(), "2 → 2 figures: 0 added, 0 removed, 0 changed, 2 the same\n");
    let run = project.figlift(&["diff", "output", "output/", "--format", "markdown"]);
    run.exits(0);
    assert_eq!(run.stdout(), "**2 → 2 figures: 0 added, 0 removed, 0 changed, 2 the same**\n");
});

figtest!(the_place_of_a_figure_does_not_matter, |project| {
    let (first, second) = ("2021年，全市有企业320家。\n", "2021年，研发经费12亿元。\n");
    let moved = format!("报告说明如下。\n\n{second}\n{first}");
    assert_eq!(counts(&texts(project, &format!("{first}{second}"), &moved)), [0, 0, 0]);
    assert_eq!(counts(&texts(project, "有企业5家、8家、13家。", "有企业8家、5家、13家。")), [0; 3]);
});

figtest!(an_edited_digit_is_one_change, |project| {
    let object = texts(project, CITY, &CITY.replace("320", "330"));
    assert_eq!(counts(&object), [0, 0, 1]);
    assert_eq!(object["figures"], json!({ "old": 2, "new": 2, "same": 1 }));
    let change = &object["changed"]["shown"][0];
    assert_eq!(change["columns"], json!(["obs_value", "value_low", "value_high"]));
    let (old, new) = (&change["old"], &change["new"]);
    assert_eq!((&old["obs_value"], &new["obs_value"]), (&320.0.into(), &330.0.into()));
    assert_eq!((&old["surface"], &new["surface"]), (&"320家".into(), &"330家".into()));
    assert_eq!((&old["doc_id"], &old["role"]), (&"city".into(), &"level".into()));
    assert_eq!((&old["ordinal"], &old["indicator"]), (&1.into(), &Value::Null));
    assert_eq!(new["sentence"], "全市有企业330家。");
    let run = diff(project, &[]);
    run.exits(1).is_quiet().prints("-- changed: 1\n").prints("320家  330家  obs_value 320 → 330\n");
    run.prints("\n2 → 2 figures: 0 added, 0 removed, 1 changed, 1 the same\n");
});

figtest!(every_column_compared_can_make_a_change, |project| {
    let cases = [
        ("有企业320家。", "有企业超320家。", "qualifier"),
        ("有企业超320家。", "有企业320家以上。", "low_closed"),
        ("有企业不足320家。", "有企业320家以下。", "high_closed"),
        ("研发经费12亿元。", "研发经费12亿美元。", "unit_measure"),
        ("研发经费12亿元。", "研发经费12.0亿元。", "resolution"),
        ("有企业320家。", "有企业320户。", "classifier"),
        ("出口增长12%。", "出口同比增长12%。", "basis"),
        ("研发经费12亿元。", "研发经费预计12亿元。", "obs_status"),
        ("粮食406公斤。", "粮食406公斤/人。", "per"),
        ("出口比2015年增长12%。", "出口比2016年增长12%。", "base_period"),
        ("研发经费12亿元。", "研发经费从12亿元增加到15亿元。", "change_end"),
    ];
    for (old, new, column) in cases {
        let object = texts(project, old, new);
        let changed = &object["changed"]["shown"];
        let columns = changed[0]["columns"].as_array().unwrap_or_else(|| panic!("{new}: {object}"));
        assert!(columns.contains(&column.into()), "{new}: {columns:?}");
        project.remove("old").remove("new");
    }
});

figtest!(a_figure_more_in_a_list_is_one_more, |project| {
    let (short, long) = ("有企业5家、8家、13家。", "有企业5家、7家、8家、13家。");
    let object = texts(project, short, long);
    assert_eq!((counts(&object), surfaces(&object, "added")), ([1, 0, 0], vec!["7家"]));
    assert_eq!(object["added"]["shown"][0]["ordinal"], 2);
    let object = texts(project, long, short);
    assert_eq!((counts(&object), surfaces(&object, "removed")), ([0, 1, 0], vec!["7家"]));
    let object = texts(project, long, "有企业5家、6家、8家、13家、20家。");
    assert_eq!(changes(&object), [("7家", "6家")]);
    assert_eq!((counts(&object), surfaces(&object, "added")), ([1, 0, 1], vec!["20家"]));
});

figtest!(a_repeated_sentence_less_is_one_less, |project| {
    let line = "有企业12家。\n";
    let object = texts(project, &line.repeat(3), &line.repeat(2));
    assert_eq!((counts(&object), surfaces(&object, "removed")), ([0, 1, 0], vec!["12家"]));
    assert_eq!(object["removed"]["shown"][0]["ordinal"], 3);
});

figtest!(figures_of_one_kind_are_matched, |project| {
    let object = texts(project, "320家，16万吨。", "17万吨，3所，330家。");
    assert_eq!(changes(&object), [("16万吨", "17万吨"), ("320家", "330家")]);
    assert_eq!(surfaces(&object, "added"), ["3所"]);
});

figtest!(documents_come_and_go, |project| {
    project.write("raw/a.txt", CITY).write("raw/b.txt", CITY);
    between(project, |project| project.rename("raw/a.txt", "raw/c.txt"));
    let object = differences(project, &[]);
    assert_eq!(counts(&object), [2, 2, 0]);
    let documents = |kind: &str| {
        let shown = object[kind]["shown"].as_array().expect("a list").iter();
        shown.map(|figure| figure["doc_id"].as_str().expect("a text")).collect::<Vec<_>>()
    };
    assert_eq!((documents("removed"), documents("added")), (vec!["a"; 2], vec!["c"; 2]));
    let stdout = diff(project, &[]).stdout();
    assert!(stdout.find("-- removed: 2").unwrap() < stdout.find("-- added: 2").unwrap());
});

// The same words with another reading are one changed figure.
figtest!(a_new_reading_is_a_change, |project| {
    project.write("raw/city.txt", CITY).write("raw/city.toml", "ref_area = \"CN-JX\"\n");
    let firms = "[firms]\nzh = \"企业\"\nen = \"Firms\"\naliases = []\ndimension = \"count\"\n";
    between(project, |project| {
        let project = project.write("raw/city.toml", "ref_area = \"CN-ZJ\"\n");
        project.write("config/pack/indicators.toml", firms)
    });
    let object = differences(project, &[]);
    assert_eq!(counts(&object), [0, 0, 2]);
    let columns = |n: usize| object["changed"]["shown"][n]["columns"].clone();
    assert_eq!([columns(0), columns(1)], [json!(["ref_area"]), json!(["indicator", "ref_area"])]);
    diff(project, &[]).exits(1).prints("  indicator null → firms; ref_area CN-JX → CN-ZJ\n");
});

figtest!(figures_beyond_the_limit_are_counted, |project| {
    let firms = |n: u32| format!("有企业{n}家。\n");
    let texts: String = (1..=7).map(firms).collect();
    project.write("raw/city.txt", "有学校3所。").write("raw/more.txt", "\n");
    between(project, |project| project.write("raw/city.txt", &texts));
    let object = differences(project, &["--limit", "4"]);
    assert_eq!(counts(&object), [7, 1, 0]);
    assert_eq!(surfaces(&object, "added"), ["1家", "2家", "3家", "4家"]);
    for format in ["table", "markdown"] {
        let run = diff(project, &["--limit", "4", "--format", format]);
        run.exits(1).prints("added: 7\n").prints("\n… and 3 more not shown (--limit)\n");
        assert!(run.stdout().contains("4家") && !run.stdout().contains("5家"), "{run}");
        assert_eq!(run.stdout().matches("more not shown").count(), 1, "{run}");
        let run = diff(project, &["--limit", "0", "--format", format]);
        run.exits(1).prints("… and 7 more not shown").prints("… and 1 more not shown");
        assert!(!run.stdout().contains("1家"), "{run}");
        assert_eq!(diff(project, &["--format", format]).stdout().matches("not shown").count(), 0);
    }
    diff(project, &["--limit", "many"]).exits(2);
});

figtest!(markdown_keeps_texts_in_their_cells, |project| {
    project.write("raw/a|b_c.txt", "有企业“甲|乙`丙*丁”320家。\n");
    between(project, |project| project.edit("raw/a|b_c.txt", "320", "330"));
    let run = diff(project, &["--format", "markdown"]);
    let stdout = run.exits(1).is_quiet().stdout();
    run.prints("\n#### changed: 1\n\n| document | measured | ref\\_area |");
    let rows: Vec<&str> = stdout.lines().filter(|line| line.starts_with('|')).collect();
    assert_eq!(rows.len(), 3, "{run}");
    assert_eq!(rows[1], "| --- | --- | --- | --- | --- | --- | --- | --- |");
    assert!(rows[2].starts_with("| a\\|b\\_c | "), "{run}");
    assert!(rows[2].ends_with(" | 320家 | 330家 | obs\\_value 320 → 330 |"), "{run}");
    for row in rows {
        let bars = row.replace("\\|", "").matches('|').count();
        assert_eq!(bars, 9, "{row}");
        assert!(!row.replace("\\`", "").contains('`'), "{row}");
    }
});

figtest!(long_words_are_cut_for_people_only, |project| {
    let words = "全市".to_owned() + &"规模以上".repeat(20) + "工业企业";
    let object = texts(project, "有学校3所。", &format!("{words}320家。"));
    assert!(object["added"]["shown"][0]["sentence"].as_str().unwrap().starts_with(&words));
    for format in ["table", "markdown"] {
        let run = diff(project, &["--format", format]);
        run.exits(1).prints("…");
        assert!(!run.stdout().contains(&words), "{run}");
    }
});

figtest!(a_folder_without_an_output_is_refused, |project| {
    project.write("raw/city.txt", CITY).figlift(&["run"]).exits(0);
    project.write("empty/notes.txt", "").write("file", "");
    let refused = |folder: &str, words: &str| {
        for args in [[folder, "output"], ["output", folder]] {
            let run = project.figlift(&["diff", args[0], args[1]]);
            run.exits(2)
                .says(&format!("`{folder}` is not an output folder of figlift"))
                .says(words);
            assert_eq!(run.stdout(), "");
        }
    };
    refused("nowhere", "no such folder");
    refused("empty", "it has no manifest.json");
    refused("file", "it is not a folder");
    project.figlift(&["run", "--output", "torn"]).exits(0);
    project.remove("torn/tables/figures.parquet");
    refused("torn", "it has no tables/figures.parquet");
    project.write("torn/tables/figures.parquet", "no table");
    project.figlift(&["diff", "torn", "output"]).exits(2).says("as Parquet");
    project.figlift(&["diff", "output"]).exits(2);
    project.figlift(&["diff", "output", "output", "--format", "csv"]).exits(2);
});

// On the texts of the repository, as the README states.
figtest!(one_digit_of_the_bulletin_is_one_change_on_every_run, |project| {
    project.with_repository().figlift(&["run", "--output", "old"]).exits(0);
    project.edit("raw/jiangxi/innovation.txt", "6669家", "6696家");
    project.figlift(&["run", "--output", "new"]).exits(1);
    let object = differences(project, &[]);
    assert_eq!((counts(&object), changes(&object)), ([0, 0, 1], vec![("6669家", "6696家")]));
    assert_eq!(object["changed"]["shown"][0]["old"]["indicator"], "high-tech-firms");
    for format in ["table", "json", "markdown"] {
        let print = || diff(project, &["--format", format]).stdout();
        assert_eq!(print(), print());
    }
    diff(project, &[]).prints("high-tech-firms");
});
