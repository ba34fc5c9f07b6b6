//! Runs of which nothing has changed since the last one: that they are told apart from all others, write
//! nothing, and report the same.

use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::support::{Project, Run};

const UNCHANGED: &str = "not written, since nothing changed";

/// What a run says of its output.
fn said(run: &Run) -> String {
    let stdout = run.stdout();
    let line = stdout.lines().find_map(|line| line.strip_prefix("output: "));
    line.unwrap_or_else(|| panic!("nothing is said of the output\n{run}")).to_owned()
}

fn explained(project: &Project, options: &[&str]) -> String {
    said(&project.figlift(&[&["run", "--explain-cache", "--quiet"], options].concat()))
}

fn set_modified(path: &Path, time: SystemTime) {
    File::options().write(true).open(path).and_then(|file| file.set_modified(time)).expect("set");
}

/// Whether a run of the program replaces the output.
fn is_written(project: &Project, run: impl FnOnce()) -> bool {
    let manifest = project.path("output/manifest.json");
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    set_modified(&manifest, old);
    run();
    fs::metadata(manifest).and_then(|about| about.modified()).expect("read") != old
}

/// A text with failed checks and an unresolved numeral, a file that is no text, and others that are not
/// read.
fn faulty(project: &Project) {
    let city = "全市有企业320家，编为7788。\n出口从5亿元增加到3亿元。\n占比120%。\n";
    project
        .write("raw/city.txt", city)
        .write("raw/city.toml", "date = \"2022\"\n")
        .write("raw/dated.txt", "发布时间：2023-10-18\n全省有学校12所。\n")
        .write("raw/large.txt", "全县有医院三百二十家。\n".repeat(300))
        .write("raw/scan.txt", b"table 1\r\nab\xff\xff and more\r\n")
        .write("raw/page.html", "<p>全市有医院<b>12</b>所。</p>")
        .write("raw/report.wps", "")
        .write("raw/plan.jpg", "")
        .write("config/charts/none.toml", "mark = \"line\"\ntitle = { zh = \"无\" }\n")
        .write(
            "config/expected/city.toml",
            "documents = [\"city\"]\n[[expect]]\nid = \"firms\"\nwords = \"企业\"\nrole = \"level\"\n\
             value = 321\nunit = \"1\"\nclassifier = \"家\"\n",
        )
        .write(
            "config/corrections.toml",
            "[[correction]]\ndocument = \"city\"\nkind = \"source\"\nwhy = \"the table\"\n\
             stands = \"企业320家\"\nnow = { obs_value = 320 }\nmeant = { obs_value = 322 }\n",
        );
}

/// Options that decide what is reported, but not what is written.
const REPORTED: [&[&str]; 6] = [
    &[],
    &["--quiet"],
    &["--fail-on", "never", "--threads", "1"],
    &["--fail-on", "warning", "--max-unresolved", "0"],
    &["--max-unresolved", "1"],
    &["--report", "github"],
];

/// All that a run leaves behind: exit code, standard output and error, reports.
fn results(project: &Project, options: &[&str]) -> (Option<i32>, [String; 6]) {
    let reports = ["junit.xml", "summary.md", "failed.csv", "steps.md"];
    for report in reports {
        project.write(report, "");
    }
    let common = ["junit=junit.xml", "summary=summary.md", "csv=failed.csv"];
    let common = common.iter().flat_map(|report| ["--report", report]);
    let args: Vec<&str> = ["run", "--max-document-size", "5kB"]
        .into_iter()
        .chain(common)
        .chain(options.iter().copied())
        .collect();
    let run = project.figlift_where(("GITHUB_STEP_SUMMARY", "steps.md"), &args);
    let [junit, summary, csv, steps] = reports.map(|report| project.text(report));
    (run.code(), [run.stdout(), run.stderr(), junit, summary, csv, steps])
}

figtest!(a_run_that_writes_nothing_reports_the_same, |project| {
    faulty(project);
    let first = results(project, &[]);
    assert_eq!(first.0, Some(1));
    let [stdout, stderr, ..] = &first.1;
    for shown in ["2 unreadable", "1 refused-kind, 1 unknown-kind", "1 applied", "no chart"] {
        assert!(stdout.contains(shown), "{shown}: {stdout}");
    }
    for shown in ["too-large", "firms", "plan.jpg", "scan.txt:2:3"] {
        assert!([stderr, &first.1[2]].iter().any(|text| text.contains(shown)), "{shown}: {stderr}");
    }
    for options in REPORTED {
        let mut again = None;
        let written = is_written(project, || again = Some(results(project, options)));
        assert!(!written, "{options:?}");
        let mut whole = None;
        let with = [options, &["--no-cache"]].concat();
        assert!(is_written(project, || whole = Some(results(project, &with))), "{options:?}");
        assert_eq!(again, whole, "{options:?}");
    }
    assert_eq!(results(project, &[]), first);
});

figtest!(a_run_of_the_repository_writes_nothing_twice, |project| {
    project.with_repository();
    let first = project.figlift(&["run", "--require-all"]);
    let files = project.files("output");
    let again = || {
        let again = project.figlift(&["run", "--require-all"]);
        assert_eq!([again.stdout(), again.stderr()], [first.stdout(), first.stderr()]);
    };
    assert!(!is_written(project, again));
    assert!(project.files("output") == files);
    assert_eq!(project.names(), ["config", "output", "raw"]);
});

/// A change of a project, and what the next run says of it.
type Change = (fn(&Project), &'static str);

/// Rewrites a file with as many bytes, and its former time.
fn rewrite(project: &Project, name: &str, from: &str, to: &str) {
    assert_eq!(from.len(), to.len());
    let modified = fs::metadata(project.path(name)).and_then(|about| about.modified());
    project.edit(name, from, to);
    set_modified(&project.path(name), modified.expect("a time"));
}

const UNIT: &str = "[\"q:杯\"]\nsurfaces = [\"马克杯\"]\ndimension = \"count\"\n";
const CHART: &str = "mark = \"dumbbell\"\ntitle = { zh = \"图\" }\n";
const LIST: &str = "written, since the list of raw files changed";
const CONFIG: &str = "written, since the configuration changed";
const FILES: &str = "written, since its files changed";

const CHANGES: [Change; 15] = [
    (|it| _ = it.edit("raw/city.txt", "15.6", "15.77"), "written, since the texts changed"),
    (|it| rewrite(it, "raw/city.txt", "15.77", "15.78"), "written, since the texts changed"),
    (|it| _ = it.write("raw/city.toml", "date = \"2022\"\n"), LIST),
    (|it| rewrite(it, "raw/city.toml", "2022", "2021"), "written, since the sidecars changed"),
    (
        |it| _ = it.edit("raw/city.toml", "2021", "2022").edit("raw/county.txt", "三", "四"),
        "written, since the texts and the sidecars changed",
    ),
    (|it| _ = it.rename("raw/county.txt", "raw/district.txt"), LIST),
    (|it| _ = it.write("raw/plan.jpg", ""), LIST),
    (|it| _ = it.write("config/pack/units.toml", UNIT), CONFIG),
    (|it| _ = it.write("config/corrections.toml", ""), CONFIG),
    (|it| _ = it.write("config/expected/city.toml", "documents = [\"city\"]\n"), CONFIG),
    (|it| _ = it.write("config/charts/rise.toml", CHART), CONFIG),
    (|it| rewrite(it, "output/manifest.json", "rules_sha256", "rulez_sha256"), FILES),
    (|it| _ = it.remove("output/charts/rise.svg"), FILES),
    (|it| _ = it.edit("output/manifest.json", "\"files\"", "\"files\" "), FILES),
    (|it| _ = it.remove("output"), FILES),
];

figtest!(whatever_changes_is_done_again, |project| {
    project.with_two_texts();
    assert_eq!(explained(project, &[]), "written, since its last run is not in the cache");
    for (number, (change, says)) in CHANGES.iter().enumerate() {
        assert_eq!(explained(project, &[]), UNCHANGED, "{number}");
        change(project);
        assert_eq!(explained(project, &[]), *says, "{number}");
        let files = project.files("output");
        project.figlift(&["run", "--no-cache"]);
        assert!(project.files("output") == files, "{number}");
    }
    let options: [&[&str]; 4] =
        [&["--require-all"], &["--follow-links"], &["--max-document-size", "1MB"], &[]];
    for options in options {
        assert_eq!(explained(project, options), "written, since the options changed");
        assert_eq!(explained(project, options), UNCHANGED, "{options:?}");
    }
    // What figlift did not write is still refused.
    project.write("output/notes.txt", "mine");
    project.figlift(&["run"]).exits(2).says("that figlift did not write");
});

figtest!(another_build_does_all_again, |project| {
    project.with_two_texts();
    let program = project.copy_of_program();
    let run = || project.explained_by(&program).lines().next().map(str::to_owned);
    let said = |what: &str| Some(format!("output: {what}"));
    assert!(explained(project, &[]).starts_with("written"));
    assert_eq!(run(), said(UNCHANGED), "a copy is the same build");
    let mut bytes = fs::read(&program).expect("read");
    bytes.push(0);
    fs::write(&program, bytes).expect("written");
    assert_eq!(run(), said("written, since the build of figlift changed"));
    assert_eq!(run(), said(UNCHANGED));
});

figtest!(without_the_cache_all_is_done, |project| {
    project.with_two_texts();
    project.figlift(&["run"]).exits(0);
    assert!(is_written(project, || drop(project.figlift(&["run", "--no-cache"]))));
    assert!(!is_written(project, || drop(project.figlift(&["run"]))));
    let kept = project.caches().join("figlift/extractions/runs");
    for entry in fs::read_dir(&kept).expect("it is there") {
        let path = entry.expect("read").path();
        let bytes = fs::read(&path).expect("read");
        fs::write(path, &bytes[..bytes.len() - 1]).expect("written");
    }
    let damaged = "written, since the entry of its last run in the cache is damaged";
    assert_eq!(explained(project, &[]), damaged);
    // Each output folder has its own last run.
    let other = ["run", "--output", "other", "--explain-cache"];
    project.figlift(&other).prints("other: written, since its last run is not in the cache\n");
    project.figlift(&other).prints("other: not written, since nothing changed\n");
    assert_eq!(explained(project, &[]), UNCHANGED);
    project.write("output/figures.csv", "");
    project.figlift(&["run", "--check"]).exits(3).says("changed: figures.csv");
});
