//! Reports for CI, each read back by an independent parser or by the rules of its reader.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arrow::csv::ReaderBuilder;
use arrow::datatypes::{DataType, Field, Schema};
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16LE};
use figlift_schema::CHECKS;

use crate::support::{Project, Row, command, rows, text};

mod github;
mod junit;
mod paths;

use github::annotations;

/// A text with failed checks, a warning, a check that is not applicable and an unresolved numeral;
/// next to it a file that is not text.
fn faulty(project: &Project) {
    project
        .write("raw/city.txt", CITY)
        .write("raw/city.toml", "date = \"2022\"\n")
        .write("raw/scan.txt", b"table 1\r\nab\xff\xff and more\r\n")
        .write("config/expected/city.toml", EXPECTED)
        .write("config/expected/gone.toml", EXPECTED.replace("\"city\"", "\"gone\""));
}

const CITY: &str = "\
全市有企业320家，编为7788。
出口比上年下降，从5亿元增加到3亿元。
占比120%。
地区生产总值由100亿元增加到120亿元，增长5%。
";

const EXPECTED: &str = r#"
documents = ["city"]

[[expect]]
id = "firms"
words = "企业"
role = "level"
value = 321
unit = "1"
classifier = "家"

[[expect]]
id = "=1+1, \"or\": 50%\nmore | less"
words = "=医院\n,%|\u001b[31m\u0001\uFFFE"
role = "level"
value = 7
unit = "1"
"#;

const FAILED: [&str; 2] = ["fail", "missing"];

/// The rows of `checks` that failed.
fn failed(project: &Project) -> Vec<Row> {
    let checks = project.table("checks");
    checks.into_iter().filter(|row| FAILED.contains(&text(row, "status"))).collect()
}

figtest!(the_faulty_project_has_what_the_tests_below_need, |project| {
    faulty(project);
    project.figlift(&["run"]).exits(1);
    let checks = project.table("checks");
    let found = |column| checks.iter().map(|row| text(row, column)).collect::<BTreeSet<_>>();
    let all = BTreeSet::from(["fail", "missing", "not_applicable", "not_comparable", "pass"]);
    assert_eq!(found("status"), all);
    assert_eq!(found("severity"), BTreeSet::from(["error", "warning"]));
});

figtest!(the_csv_has_the_failed_rows_of_the_table, |project| {
    faulty(project);
    project.figlift(&["run", "--report", "csv=failed.csv"]).exits(1);
    let field = |name: &&str| Field::new(*name, DataType::Utf8, true);
    let names: Vec<&str> = CHECKS.columns.iter().map(|column| column.name).collect();
    let schema = Arc::new(Schema::new(names.iter().map(field).collect::<Vec<_>>()));
    let bytes = project.bytes("failed.csv");
    let mut reader = ReaderBuilder::new(schema).with_header(true).build(&bytes[..]).expect("CSV");
    let batch = reader.next().expect("rows").expect("CSV with the columns of the table");
    assert!(reader.next().is_none());
    assert_eq!(project.text("failed.csv").lines().next(), Some(&*names.join(",")));
    let (found, expected) = (rows(&batch), failed(project));
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(&expected) {
        for name in &names {
            let cell = expected[*name].as_str().map(str::to_owned);
            let cell = cell.unwrap_or_else(|| expected[*name].to_string().replace("null", ""));
            let cell = cell.strip_suffix(".0").map_or(cell.clone(), str::to_owned);
            let guard = if cell.starts_with('=') { "'" } else { "" };
            assert_eq!(text(found, name), format!("{guard}{cell}"), "{name}");
        }
    }
    assert!(found.iter().any(|row| text(row, "message").starts_with("'=医院\n,%|")));
    assert!(found.iter().any(|row| text(row, "severity") == "warning"));
});

/// The cells of a row of a Markdown table, as rendered.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut characters = line.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => cells.last_mut().expect("one").extend(characters.next()),
            '|' => cells.push(String::new()),
            c => cells.last_mut().expect("one").push(c),
        }
    }
    let inner = &cells[1..cells.len() - 1];
    assert_eq!((&*cells[0], &*cells[cells.len() - 1]), ("", ""), "a row begins and ends: {line}");
    inner.iter().map(|cell| cell.trim().to_owned()).collect()
}

/// The rows of the table that has this header.
fn table(markdown: &str, header: &str) -> Vec<Vec<String>> {
    let lines = markdown.lines().skip_while(|line| *line != header);
    let rows = lines.take_while(|line| line.starts_with('|'));
    let rows: Vec<Vec<String>> = rows.map(cells).collect();
    assert!(rows.len() > 2, "no table {header} in {markdown}");
    assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{rows:?}");
    rows[2..].to_vec()
}

const FAILURES: &str = "| severity | place | kind | message |";

figtest!(the_summary_counts_and_lists_the_worst_first, |project| {
    faulty(project);
    project.write("config/charts/none.toml", CHART);
    project.figlift(&["run", "--report", "summary=summary.md"]).exits(1);
    let markdown = project.text("summary.md");
    let counts = table(&markdown, "| documents | unreadable | figures | numerals | unresolved |");
    let figures = project.table("figures").len().to_string();
    let numerals = project.table("numerals").len().to_string();
    assert_eq!(counts, [["2", "1", &figures, &numerals, "1"]]);
    let checks = project.table("checks");
    let statuses = ["pass", "fail", "missing", "not_applicable", "not_comparable"];
    let kinds = table(&markdown, &format!("| check | {} |", statuses.join(" | ")));
    let mut counted = 0;
    for row in &kinds {
        for (status, cell) in statuses.iter().zip(&row[1..]) {
            let is =
                |check: &&Row| text(check, "kind") == row[0] && text(check, "status") == *status;
            assert_eq!(*cell, checks.iter().filter(is).count().to_string(), "{row:?}");
            counted += cell.parse::<usize>().expect("a number");
        }
    }
    assert_eq!(counted, checks.len());
    let failures = table(&markdown, FAILURES);
    let severities: Vec<&str> = failures.iter().map(|row| &*row[0]).collect();
    assert!(severities.is_sorted() && severities.contains(&"warning"), "{severities:?}");
    assert_eq!(failures.len(), failed(project).len() + 1, "the numeral too");
    let words = "=医院 ,%| [31m \u{fffe}: expected 7 1, found no similar figure";
    let missing = ["error", "raw/city.txt", "expected", words].map(str::to_owned);
    assert!(failures.contains(&missing.to_vec()), "{failures:?}");
    assert!(markdown.contains("\n### Not read\n\n- raw/scan.txt:2:3: "), "{markdown}");
    assert!(markdown.contains("\n### Charts not drawn\n\n- none: "), "{markdown}");
});

const CHART: &str = r#"
mark = "line"
source = "{publisher}"
title = { zh = "无", en = "none" }
[select]
documents = "gone/*"
"#;

figtest!(the_summary_of_a_clean_run_lists_nothing, |project| {
    project.write("raw/city.txt", "全市有企业320家。\n");
    project.figlift(&["run", "--report", "summary=summary.md"]).exits(0);
    let markdown = project.text("summary.md");
    assert!(markdown.starts_with("## figlift: nothing wrong\n"), "{markdown}");
    assert!(!markdown.contains("###"), "{markdown}");
});

/// That many expectations without a matching figure.
fn many(project: &Project, number: usize) {
    let mut expected = "documents = [\"city\"]\n".to_owned();
    for n in 0..number {
        expected += &format!(
            "[[expect]]\nid = \"e{n:02}\"\nwords = \"{}\"\nrole = \"level\"\nvalue = {n}\nunit = \"1\"\n",
            "词".repeat(600)
        );
    }
    project.write("raw/city.txt", "全市有企业320家，编为7788。\n");
    project.write("config/expected/many.toml", expected);
}

figtest!(the_summary_shows_fifty_and_counts_the_rest, |project| {
    many(project, 60);
    project.figlift(&["run", "--report", "summary=summary.md"]).exits(1);
    let markdown = project.text("summary.md");
    let failures = table(&markdown, FAILURES);
    assert_eq!(failures.len(), 50);
    assert!(markdown.ends_with("|\n\n11 more\n"), "{markdown}");
    let shortened = |row: &Vec<String>| row[3].chars().count() == 501 && row[3].ends_with('…');
    assert!(failures.iter().all(shortened), "{failures:?}");
});

const REPORTS: [&str; 9] = [
    "run",
    "--report",
    "github",
    "--report",
    "junit=junit.xml",
    "--report",
    "summary=summary.md",
    "--report",
    "csv=failed.csv",
];

figtest!(the_same_run_gives_the_same_reports, |project| {
    let reports = |project: &Project, args: &[&str]| {
        let args = [&REPORTS[..], args].concat();
        let run = project.figlift_where(("GITHUB_STEP_SUMMARY", "step.md"), &args);
        let files = ["junit.xml", "summary.md", "failed.csv", "step.md"];
        let files = files.map(|name| (name, project.text(name)));
        project.remove("step.md");
        (files, annotations(run.exits(1)).len())
    };
    faulty(project);
    let first = reports(project, &["--threads", "1"]);
    assert!(first == reports(project, &["--threads", "3", "--no-cache"]), "3 threads");
    assert!(first == reports(project, &["--check"]), "only checked");
    let elsewhere = Project::new();
    faulty(&elsewhere);
    let raw = elsewhere.path("raw").canonicalize().expect("it is there");
    let raw = raw.to_str().expect("UTF-8");
    assert!(first == reports(&elsewhere, &["--raw", raw]), "another place");
});

/// The exit code and the number of failures in the JUnit report for each value of `--fail-on`.
#[test]
fn what_fails_the_run_fails_in_junit() {
    let warned = Project::new();
    warned.write("raw/city.txt", "占比120%。\n编为7788。\n");
    let wrong = Project::new();
    wrong.write("raw/city.txt", "出口比上年下降，从5亿元增加到3亿元。\n占比120%。\n");
    let scan = Project::new();
    scan.write("raw/scan.txt", b"\xff\xff");
    let cases = [
        (&warned, "error", 0, 0),
        (&warned, "warning", 1, 1),
        (&warned, "never", 0, 0),
        (&wrong, "error", 1, 1),
        (&wrong, "warning", 1, 2),
        (&wrong, "never", 0, 1),
        (&scan, "error", 1, 1),
        (&scan, "warning", 1, 1),
        (&scan, "never", 0, 1),
    ];
    for (project, fail_on, code, failures) in cases {
        let run = project.figlift(&["run", "--fail-on", fail_on, "--report", "junit=j.xml"]);
        run.exits(code);
        let report = project.text("j.xml");
        let found = report.matches("<failure ").count() + report.matches("<error ").count();
        assert_eq!(found, failures, "{fail_on}: {report}");
    }
}

figtest!(an_error_of_the_program_is_never_success, |project| {
    faulty(project);
    project.write("config/expected/x.toml", "x = 1");
    project.figlift(&[&REPORTS[..], &["--fail-on", "never"]].concat()).exits(2);
    assert_eq!(project.names(), ["config", "raw"]);
});

// `figlift run | head -1` still exits with 1 for failed checks, and writes its reports.
figtest!(a_closed_pipe_does_not_hide_failures, |project| {
    many(project, 3);
    for (fail_on, code) in [("error", 1), ("never", 0)] {
        let args = [&REPORTS[..], &["--fail-on", fail_on]].concat();
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let mut child = command(&project.path("."), &args);
        child.stdout(writer).stderr(std::process::Stdio::null());
        assert_eq!(child.status().expect("it ends").code(), Some(code), "{fail_on}");
        assert!(project.text("junit.xml").contains("failures=\"3\""));
        project.remove("junit.xml");
    }
});
