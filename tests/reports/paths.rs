//! Paths of reports, and their errors.

use super::*;

/// Runs a project with an invalid config and a report: errors of the report must be found before
/// anything is read.
fn refused(project: &Project, reports: &[&str], words: &[&str]) {
    let mut args = vec!["run"];
    args.extend(reports.iter().flat_map(|report| ["--report", *report]));
    let before = project.names();
    let run = project.figlift(&args);
    run.exits(2);
    for word in words {
        run.says(word);
    }
    assert!(!run.stderr().contains("wrong.toml"), "{run}");
    assert_eq!(project.names(), before, "nothing is written");
}

fn wrong_config(project: &Project) {
    faulty(project);
    project.write("config/expected/wrong.toml", "x = 1");
}

figtest!(a_report_that_cannot_be_written_is_refused_before_the_run, |project| {
    wrong_config(project);
    project.create("folder").write("file", "kept");
    refused(project, &["junit=nowhere/j.xml"], &["junit", "`nowhere`", "create it"]);
    refused(project, &["csv=folder"], &["csv", "`folder`", "is a folder"]);
    refused(project, &["csv=folder/"], &["folder"]);
    refused(project, &["csv=new/"], &["does not name a file"]);
    refused(project, &["csv=.."], &["is a folder"]);
    refused(project, &["summary=file/s.md"], &["summary", "file"]);
    assert_eq!(project.text("file"), "kept");
});

figtest!(unknown_kinds_are_refused_with_the_known_ones, |project| {
    wrong_config(project);
    refused(project, &["html=x.html"], &["junit=PATH, summary=PATH, csv=PATH, github"]);
    refused(project, &["junit"], &["junit=PATH"]);
    refused(project, &["junit="], &["junit=PATH"]);
    refused(project, &["github=x"], &["write github alone"]);
});

figtest!(no_report_is_in_the_output_folder, |project| {
    faulty(project);
    for output in ["not there", "there"] {
        refused(project, &["csv=output"], &["output"]);
        refused(project, &["csv=output/failed.csv"], &["output"]);
        refused(project, &["csv=raw/../output/failed.csv"], &["output"]);
        refused(project, &["csv=output/../output/tables/failed.csv"], &["output"]);
        let absolute = format!("csv={}", project.path("output/failed.csv").display());
        refused(project, &[&absolute], &["output"]);
        if output == "not there" {
            project.figlift(&["run"]).exits(1);
        }
    }
    let before = project.files("output");
    refused(project, &["csv=output/figures.csv"], &["output folder", "choose a path outside"]);
    assert!(project.files("output") == before);
    // A name with the same prefix, and a path that leaves the folder again.
    project.figlift(&["run", "--report", "csv=output/../output.csv"]).exits(1);
    assert!(project.text("output.csv").starts_with("check_id,"));
});

#[cfg(unix)]
figtest!(links_in_paths_of_reports_are_followed, |project| {
    use std::os::unix::fs::symlink;
    faulty(project);
    project.figlift(&["run"]).exits(1);
    symlink(project.path("output"), project.path("link")).expect("linked");
    refused(project, &["csv=link/failed.csv"], &["output folder"]);
    symlink(project.path("output/figures.csv"), project.path("file")).expect("linked");
    refused(project, &["csv=file"], &["output folder"]);
    symlink(project.path("nowhere"), project.path("dangling")).expect("linked");
    refused(project, &["csv=dangling"], &["broken link"]);
});

figtest!(no_report_replaces_an_input, |project| {
    faulty(project);
    refused(project, &["csv=raw/city.txt"], &["folder of raw texts"]);
    refused(project, &["csv=raw/failed.csv"], &["folder of raw texts"]);
    refused(project, &["junit=config/expected/city.toml"], &["read it as configuration"]);
    assert_eq!(project.text("raw/city.txt"), CITY);
    project.figlift(&["run", "--report", "csv=config/failed.csv"]).exits(1);
});

figtest!(no_two_reports_are_one_file, |project| {
    wrong_config(project);
    refused(project, &["csv=a", "junit=a"], &["another report"]);
    refused(project, &["csv=a", "junit=raw/../a"], &["another report"]);
    refused(project, &["github", "github"], &["duplicate"]);
    let args = ["run", "--report", "github", "--report", "summary=step.md"];
    let run = project.figlift_where(("GITHUB_STEP_SUMMARY", "./step.md"), &args);
    run.exits(2).says("GITHUB_STEP_SUMMARY").says("another report");
    let run = project.figlift_where(("GITHUB_STEP_SUMMARY", "no/step.md"), &args[..3]);
    run.exits(2).says("GITHUB_STEP_SUMMARY").says("create it");
});

figtest!(reports_are_written_with_check_and_replace_those_before, |project| {
    faulty(project);
    project.write("failed.csv", "x".repeat(100_000));
    project.figlift(&["run", "--check", "--report", "csv=failed.csv"]).exits(3);
    assert_eq!(project.names(), ["config", "failed.csv", "raw"]);
    let first = project.text("failed.csv");
    assert!(first.starts_with("check_id,") && first.len() < 10_000);
    project.figlift(&["run", "--report", "csv=failed.csv"]).exits(1);
    project.figlift(&["run", "--check", "--report", "csv=failed.csv"]).exits(1);
    assert_eq!(project.text("failed.csv"), first);
});

// A full disk shows only at the end; the output and the other reports are still written.
#[cfg(target_os = "linux")]
figtest!(a_report_that_fails_at_the_end_is_an_error, |project| {
    faulty(project);
    let args = ["--report", "csv=/dev/full", "--report", "junit=junit.xml", "--fail-on", "never"];
    let run = project.figlift(&[&["run"], &args[..]].concat());
    run.exits(2).says("cannot write the report `/dev/full`").prints("written");
    assert!(project.text("junit.xml").ends_with("</testsuites>\n"));
    assert!(!project.table("checks").is_empty());
});
