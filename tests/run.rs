//! The main job: its output, messages and exit codes.

use figlift_schema::TABLES;

use crate::support::{Project, figlift, repository, text};

const INNOVATION: &str = "raw/jiangxi/innovation.txt";

/// A small project without problems.
fn small(project: &Project) {
    project
        .write("raw/city.txt", "2021年，全市研发经费从12亿元增加到15.6亿元。\n全市有企业320家。\n")
        .write("raw/city.toml", "date = \"2022\"\nref_area = \"CN-JX\"\n")
        .write("config/expected/city.toml", EXPECTED);
}

const EXPECTED: &str = r#"
documents = ["city"]

[[expect]]
id = "spending"
words = "研发经费"
role = "level"
change_end = "to"
value = 15.6
unit = "CNY"
unit_mult = 8

[[expect]]
id = "firms"
words = "企业"
role = "level"
value = 320
unit = "1"
classifier = "家"
"#;

figtest!(a_clean_run_exits_with_0_and_publishes_everything, |project| {
    let run = project.with_repository().figlift(&["run", "--require-all"]);
    run.exits(0).prints("documents   25\n").prints("0 unresolved").prints("76 passed, 0 failed");
    assert_eq!(
        run.stderr().lines().count(),
        2,
        "only the two silent revisions are warned of\n{run}"
    );
    let mut expected: Vec<String> =
        TABLES.iter().map(|table| format!("tables/{}.parquet", table.name)).collect();
    let charts = [
        "jiangxi-bounds",
        "jiangxi-changes",
        "jiangxi-ranks",
        "national-rd",
        "national-rd-by-kind",
        "national-rd-growth",
        "provinces-gdp",
        "provinces-jobs-and-roads",
        "provinces-targets",
    ];
    expected.extend(charts.map(|chart| format!("charts/{chart}.svg")));
    expected.extend(
        ["README.md", "charts/index.html", "figures.csv", "manifest.json", "review.html"]
            .map(str::to_owned),
    );
    expected.sort();
    assert_eq!(project.files("output").into_keys().collect::<Vec<_>>(), expected);
});

#[test]
fn the_committed_output_is_what_a_run_gives() {
    let run = figlift(repository(), &["run", "--check", "--require-all"], None);
    run.exits(0).prints("compared");
}

figtest!(a_changed_digit_is_found_with_its_place, |project| {
    project.with_repository().edit(INNOVATION, "6669家", "6696家");
    let run = project.figlift(&["run"]);
    let words = ["high-tech-enterprises-to", "expected 6669", "found 6696家"];
    run.exits(1).says_at(&format!("{INNOVATION}:3:69: "), &words).prints("75 passed, 1 failed");
    assert!(project.text("output/figures.csv").contains("6696家"), "it is published all the same");
    let checks = project.table("checks");
    let failed: Vec<_> = checks.iter().filter(|row| text(row, "status") == "fail").collect();
    let errors: Vec<_> = failed.iter().filter(|row| text(row, "severity") == "error").collect();
    let of_kind = |kind: &str| checks.iter().filter(|row| text(row, "kind") == kind).count();
    assert_eq!((of_kind("expected"), errors.len()), (76, 1));
    let failed = errors;
    assert_eq!((&failed[0]["line"], &failed[0]["column"]), (&3.into(), &69.into()));
    assert_eq!(text(failed[0], "doc_id"), "jiangxi/innovation");
});

/// Line and column are those of the raw file, whatever its encoding and line ends.
#[test]
fn places_are_those_of_the_raw_file_in_every_encoding() {
    let cases = [
        ("2018", "19677.9", "19677.8", "3:37"),        // UTF-8
        ("2019", "22143.6", "２２１４３．７", "4:67"), // full-width digits
        ("2020", "24393.1", "24394.1", "4:49"),        // GB18030
        ("2021", "27956.3", "27965.3", "3:42"),        // byte order mark, CRLF
        ("2021", "2.44", "2.45", "4:34"),
    ];
    for (year, from, to, place) in cases {
        let project = Project::new();
        let file = format!("raw/national-rd/{year}.txt");
        let run = project.with_repository().edit(&file, from, to).figlift(&["run"]);
        run.exits(1).prints("75 passed, 1 failed");
        let (expected, found) = (format!("expected {from}"), format!("found {to}"));
        run.says_at(&format!("{file}:{place}: "), &[&expected, &found]);
    }
}

figtest!(a_missing_figure_is_found, |project| {
    project.with_repository().edit(INNOVATION, "，技术合同成交额由96.19亿元攀升至414亿元", "");
    let run = project.figlift(&["run"]);
    run.exits(1).prints("74 passed, 0 failed, 2 missing");
    run.says_at(&format!("{INNOVATION}: "), &["missing", "技术合同成交额", "expected 414"]);
    let missing =
        project.table("checks").iter().filter(|row| text(row, "status") == "missing").count();
    assert_eq!(missing, 2);
});

figtest!(a_figure_meets_one_expectation_only, |project| {
    small(project);
    project.write("config/expected/again.toml", EXPECTED.replace("spending", "again"));
    project.figlift(&["run"]).exits(0);
    let twice = EXPECTED.split("[[expect]]").nth(1).unwrap().replace("spending", "twice");
    project.write("config/expected/city.toml", format!("{EXPECTED}[[expect]]{twice}"));
    project.figlift(&["run"]).exits(1).says_at("raw/city.txt: ", &["city/twice", "missing"]);
});

figtest!(an_unreadable_document_is_published_as_such, |project| {
    small(project);
    project.write("raw/scan.txt", b"table 1\r\nab\xff\xff and more\r\n");
    project.write("raw/scan.toml", "title = \"扫描件\"\n");
    let run = project.figlift(&["run"]);
    run.exits(1).says_at("raw/scan.txt:2:3: ", &["FF"]).prints("documents   2, 1 unreadable");
    let documents = project.table("documents");
    let states: Vec<_> =
        documents.iter().map(|row| (text(row, "doc_id"), text(row, "state"))).collect();
    assert_eq!(states, [("city", "read"), ("scan", "unreadable")]);
    assert!(documents[1]["text"].is_null() && documents[1]["encoding"].is_null());
    assert_eq!(text(&documents[1], "title"), "扫描件");
    let problems = project.table("diagnostics");
    assert_eq!(problems.len(), 1);
    assert_eq!(text(&problems[0], "code"), "unreadable");
    assert_eq!((&problems[0]["line"], &problems[0]["column"]), (&2.into(), &3.into()));
    assert_eq!(problems[0]["byte_start"], 11);
    let checks = project.table("checks");
    let of_kind = checks.iter().filter(|row| text(row, "kind") == "expected");
    assert_eq!(of_kind.count(), 2, "the other document is checked");
});

figtest!(a_date_taken_from_the_text_is_published_and_reported, |project| {
    small(project);
    project.write("raw/note.txt", "通报\n（2019年3月5日）\n去年，新建学校12所。\n");
    let run = project.figlift(&["run"]);
    run.exits(0).says_at("raw/note.txt:2:2: info: ", &["2019-03-05"]);
    let documents = project.table("documents");
    assert_eq!(text(&documents[1], "date"), "2019-03-05");
    let problems = project.table("diagnostics");
    let report = problems.iter().find(|row| text(row, "code") == "date-from-text").unwrap();
    assert_eq!((text(report, "doc_id"), text(report, "severity")), ("note", "info"));
});

figtest!(an_expectation_of_an_unreadable_document_is_missing, |project| {
    small(project);
    project.write("raw/city.txt", b"\xff\xff");
    project
        .figlift(&["run"])
        .exits(1)
        .prints("2 missing")
        .says_at("raw/city.txt: ", &["could not be read"]);
});

figtest!(without_texts_nothing_is_written, |project| {
    project.figlift(&["run"]).exits(2).says("raw").says(".txt");
    project.write("raw/notes.ofd", "# 12家").write("raw/.hidden.txt", "12家");
    project.figlift(&["run"]).exits(2).says("raw").says("raw/notes.ofd: this is an OFD document");
    project.remove("raw");
    project.figlift(&["run"]).exits(2).says("raw");
    project.write("raw", "12家企业");
    project.figlift(&["run"]).exits(2).says("raw");
    assert_eq!(project.names(), ["config", "raw"]);
});

figtest!(wrong_usage_exits_with_2, |project| {
    small(project);
    for args in [
        &["run", "--threads", "0"][..],
        &["run", "--threads", "many"],
        &["run", "--colour"],
        &["run", "surplus"],
        &["walk"],
        &[],
        &["run", "--config", "nowhere"],
    ] {
        project.figlift(args).exits(2);
    }
    assert_eq!(project.names(), ["config", "raw"]);
    project.figlift(&["--help"]).exits(0).prints("3  with --check only").is_quiet();
    project.figlift(&["--version"]).exits(0).prints("figlift ");
});

figtest!(a_folder_that_figlift_did_not_write_is_not_changed, |project| {
    small(project);
    project.write("output/thesis.docx", "years of work");
    project.figlift(&["run"]).exits(2).says("was not written by figlift").says("output");
    assert_eq!(project.files("output").len(), 1);
    project.remove("output").write("output", "a file");
    project.figlift(&["run"]).exits(2).says("output");
    assert_eq!(project.text("output"), "a file");
    project.remove("output").figlift(&["run"]).exits(0);
    project.write("output/notes.txt", "my own notes");
    let before = project.files("output");
    project.edit("raw/city.txt", "全市有", "全市共有").figlift(&["run"]).exits(2).says("notes.txt");
    assert_eq!(project.files("output"), before);
    assert_eq!(project.names(), ["config", "output", "raw"]);
});

figtest!(check_exits_with_3_for_an_outdated_output, |project| {
    small(project);
    project.figlift(&["run", "--check"]).exits(3).says("missing: figures.csv");
    assert_eq!(project.names(), ["config", "raw"], "nothing is written");
    project.figlift(&["run"]).exits(0);
    project.figlift(&["run", "--check"]).exits(0).is_quiet();
    project.edit("raw/city.txt", "全市有", "全市共有");
    let before = project.files("output");
    let run = project.figlift(&["run", "--check"]);
    run.exits(3)
        .says("changed: figures.csv")
        .says("changed: manifest.json")
        .prints("2 passed, 0 failed");
    assert_eq!(project.files("output"), before, "nothing is written");
    project.figlift(&["run"]).exits(0);
    project.figlift(&["run", "--check"]).exits(0);
    project.write("output/tables/old.parquet", "");
    project.figlift(&["run", "--check"]).exits(3).says("surplus: tables/old.parquet");
});

#[cfg(feature = "pdf")]
figtest!(check_refuses_the_output_of_a_build_with_other_features, |project| {
    small(project);
    project.figlift(&["run"]).exits(0);
    let manifest = project.text("output/manifest.json");
    let features = manifest.find("\"features\": [").expect("they are listed");
    let end = features + manifest[features..].find(']').expect("a list");
    let other =
        manifest[..features].to_owned() + "\"features\": [\n    \"ocr\"\n  " + &manifest[end..];
    project.write("output/manifest.json", other);
    let run = project.figlift(&["run", "--check"]);
    run.exits(2).says("with the feature ocr, and this is one with the feature pdf");
    // An older manifest states none.
    let older =
        manifest[..features].to_owned() + manifest[end + 1..].trim_start_matches(',').trim_start();
    project.write("output/manifest.json", older);
    project.figlift(&["run", "--check"]).exits(3).says("changed: manifest.json");
});

figtest!(where_several_codes_apply_2_wins_over_3_and_3_over_1, |project| {
    small(project);
    project.figlift(&["run"]).exits(0);
    project.edit("raw/city.txt", "15.6亿元", "15.7亿元");
    let run = project.figlift(&["run", "--check"]);
    run.exits(3).says_at("raw/city.txt:1:21: ", &["found 15.7亿元"]).says("changed: ");
    project.figlift(&["run"]).exits(1);
    project.figlift(&["run", "--check"]).exits(1);
    project.edit("raw/city.txt", "15.7亿元", "15.8亿元").write("config/expected/x.toml", "x = 1");
    let before = project.files("output");
    project.figlift(&["run", "--check"]).exits(2);
    project.figlift(&["run"]).exits(2);
    assert_eq!(project.files("output"), before, "nothing is published");
});

figtest!(an_expectation_without_document_fails_only_where_all_are_required, |project| {
    small(project);
    project.write("config/expected/other.toml", EXPECTED.replace("\"city\"", "\"other/*\""));
    project.figlift(&["run"]).exits(0).prints("2 passed, 0 failed, 2 not applicable");
    let checks = project.table("checks");
    let status = |id: &str| {
        let row = checks.iter().find(|row| text(row, "check_id").starts_with(id));
        text(row.expect("a row for each expectation"), "status").to_owned()
    };
    assert_eq!(status("other/spending"), "not_applicable");
    assert_eq!(status("city/spending"), "pass");
    let run = project.figlift(&["run", "--require-all"]);
    run.exits(1).says("check other/spending missing").prints("2 missing\n");
    project.write("raw/other/a.txt", "全省研发经费增加到15.6亿元，有企业320家。");
    project.figlift(&["run"]).exits(1).says_at("raw/other/a.txt: ", &["other/spending", "missing"]);
});

figtest!(any_number_of_threads_gives_the_same_bytes, |project| {
    project.with_repository();
    for n in 0..12 {
        project
            .write(&format!("raw/many/{n}.txt"), format!("2021年，新建学校{n}1所。\n一是{n}2家。"));
    }
    project.figlift(&["run", "--threads", "1"]).exits(0);
    let first = project.files("output");
    assert!(first.len() > 8);
    for threads in ["1", "2", "7", "2", "7"] {
        project.remove("output").figlift(&["run", "--threads", threads]).exits(0);
        assert!(project.files("output") == first, "other bytes with {threads} threads");
    }
});

figtest!(the_output_depends_neither_on_paths_nor_on_file_times, |project| {
    small(project);
    let elsewhere = Project::new();
    small(&elsewhere);
    project.figlift(&["run"]).exits(0);
    let raw = elsewhere.path("raw");
    let output = elsewhere.path("output/");
    let args = ["run", "--raw", raw.to_str().unwrap(), "--output", output.to_str().unwrap()];
    elsewhere.figlift(&args).exits(0);
    assert!(project.files("output") == elsewhere.files("output"));
});

figtest!(files_that_differ_only_in_extension_keep_it, |project| {
    project.write("raw/a.txt", "有企业320家。").write("raw/a.TXT", "有医院12所。");
    project.write("raw/b.TXT", "有学校7所。");
    project.figlift(&["run"]).exits(0);
    let documents = project.table("documents");
    let ids: Vec<_> = documents.iter().map(|row| text(row, "doc_id")).collect();
    assert_eq!(ids, ["a.TXT", "a.txt", "b"]);
});

figtest!(remains_of_a_killed_run_are_removed, |project| {
    small(project);
    project.figlift(&["run"]).exits(0);
    let whole = project.files("output");
    project.write(".output.figlift-new-4194303/tables/half", "").write(".output.figlift-lock", "");
    project.figlift(&["run", "--check"]).exits(0);
    assert!(project.names().contains(&".output.figlift-lock".to_owned()), "--check writes nothing");
    project.figlift(&["run"]).exits(0);
    assert_eq!(project.names(), ["config", "output", "raw"]);
    assert!(project.files("output") == whole);
    // Killed between the two steps of the exchange: the former folder is restored, even if the run
    // itself fails.
    project.rename("output", ".output.figlift-old").write("config/expected/x.toml", "x = 1");
    project.figlift(&["run"]).exits(2);
    assert!(project.files("output") == whole);
    assert_eq!(project.names(), ["config", "output", "raw"]);
});
