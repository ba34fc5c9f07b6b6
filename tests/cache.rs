//! Extractions of former runs: when they are used, and that they change nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::support::{Project, Run};

const NEW: &str = "extracted, since it was not in the cache";
const UNCHANGED: &str = "unchanged, taken from the cache";

/// What a run says of each of the two texts.
fn explained(project: &Project) -> [String; 2] {
    let run = project.figlift(&["run", "--explain-cache", "--quiet"]);
    run.exits(0);
    lookups(&run)
}

fn lookups(run: &Run) -> [String; 2] {
    let stdout = run.stdout();
    let said = |line: &str, path: &str| line.strip_prefix(path).expect("in order").to_owned();
    let of_texts = |line: &&str| line.starts_with("raw/");
    let lines: Vec<&str> = stdout.lines().filter(of_texts).collect();
    let [city, county] = lines[..] else { panic!("a line for each text\n{run}") };
    [said(city, "raw/city.txt: "), said(county, "raw/county.txt: ")]
}

/// The files of entries.
fn entries(project: &Project) -> Vec<PathBuf> {
    let below = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).into_iter().flatten();
        entries.map(|entry| entry.expect("read").path()).collect()
    };
    let folders = below(&project.caches().join("figlift/extractions"));
    let is_of_documents =
        |folder: &&PathBuf| !["program", "runs"].iter().any(|it| folder.ends_with(it));
    folders.iter().filter(is_of_documents).flat_map(|folder| below(folder)).collect()
}

figtest!(the_output_is_the_same_with_and_without_a_cache, |project| {
    project.with_repository();
    project.figlift(&["run", "--no-cache"]).exits(0);
    let without = project.files("output");
    assert_eq!(entries(project).len(), 0, "--no-cache keeps nothing");
    for (threads, said) in [("2", NEW), ("2", UNCHANGED), ("1", UNCHANGED)] {
        // Else the run may find nothing to do.
        project.remove("output");
        let run = project.figlift(&["run", "--threads", threads, "--explain-cache"]);
        run.exits(0).prints("documents   25\n");
        assert_eq!(run.stdout().matches(said).count(), 25, "{run}");
        assert!(project.files("output") == without, "{said}, {threads} threads");
    }
    project.figlift(&["run", "--check", "--require-all"]).exits(0);
});

figtest!(whatever_changes_is_extracted_again, |project| {
    project.with_two_texts();
    assert_eq!(explained(project), [NEW, NEW]);
    assert_eq!(explained(project), [UNCHANGED, UNCHANGED]);
    project.edit("raw/city.txt", "15.6", "15.7");
    assert_eq!(explained(project), ["extracted, since its text changed", UNCHANGED]);
    assert!(String::from_utf8_lossy(&project.bytes("output/figures.csv")).contains("15.7亿元"));
    project.write("raw/county.toml", "date = \"2020\"\n");
    assert_eq!(explained(project), [UNCHANGED, "extracted, since its sidecar changed"]);
    project.write(
        "config/pack/units.toml",
        "[\"q:杯\"]\nsurfaces = [\"马克杯\"]\ndimension = \"count\"\n",
    );
    assert_eq!(explained(project), ["extracted, since the rules or words changed"; 2]);
    // What comes after extraction does not matter to it.
    project.write("config/corrections.toml", "");
    project.write("config/expected/city.toml", "documents = [\"city\"]\n");
    assert_eq!(explained(project), [UNCHANGED, UNCHANGED]);
    // What was there before is still known.
    project.remove("config/pack/units.toml").edit("raw/city.txt", "15.7", "15.6");
    assert_eq!(explained(project), [UNCHANGED, UNCHANGED]);
});

figtest!(another_build_extracts_all_again, |project| {
    project.with_two_texts();
    let program = project.copy_of_program();
    let run = || project.explained_by(&program);
    assert_eq!(explained(project), [NEW, NEW]);
    assert_eq!(run().matches(UNCHANGED).count(), 2, "a copy is the same build");
    let mut bytes = fs::read(&program).expect("read");
    bytes.push(0);
    fs::write(&program, bytes).expect("written");
    assert_eq!(run().matches("extracted, since the build of figlift changed").count(), 2);
    assert_eq!(run().matches(UNCHANGED).count(), 2);
    assert_eq!(explained(project), [UNCHANGED, UNCHANGED], "its own entries are still there");
});

figtest!(a_damaged_or_missing_cache_does_no_harm, |project| {
    project.with_two_texts();
    project.figlift(&["run"]).exits(0);
    let output = project.files("output");
    for entry in entries(project) {
        let bytes = fs::read(&entry).expect("read");
        fs::write(&entry, &bytes[..bytes.len() / 2]).expect("written");
    }
    project.remove("output");
    assert_eq!(explained(project), ["extracted, since its entry in the cache is damaged"; 2]);
    assert!(project.files("output") == output);
    assert_eq!(explained(project), [UNCHANGED, UNCHANGED]);
    fs::remove_dir_all(project.caches().join("figlift")).expect("removed");
    assert_eq!(explained(project), [NEW, NEW]);
    assert!(project.files("output") == output);
});

figtest!(a_cache_that_cannot_be_written_is_a_warning, |project| {
    project.with_two_texts();
    project.figlift(&["run", "--no-cache"]).exits(0);
    let output = project.files("output");
    let file = project.path("raw/city.txt");
    let nowhere = ("XDG_CACHE_HOME", file.to_str().expect("UTF-8"));
    let run = project.figlift_where(nowhere, &["run", "--explain-cache", "--quiet"]);
    run.exits(0).says_at("warning: results cannot be kept for the next run: ", &["figlift"]);
    assert_eq!(run.stderr().lines().count(), 1, "one warning\n{run}");
    assert_eq!(lookups(&run), [NEW, NEW]);
    assert!(project.files("output") == output);
});

figtest!(a_relative_folder_of_caches_is_ignored, |project| {
    project.with_two_texts();
    let mut command = project.command(&["run"]);
    command.env("XDG_CACHE_HOME", "caches").env("HOME", project.path("home"));
    assert!(command.stdout(Stdio::null()).status().expect("runs").success());
    assert_eq!(project.names(), ["config", "home", "output", "raw"]);
    assert!(project.path("home/.cache/figlift/extractions").is_dir());
});

figtest!(a_check_of_the_output_owes_nothing_to_former_runs, |project| {
    project.with_two_texts();
    project.figlift(&["run", "--check"]).exits(3);
    assert_eq!(entries(project).len(), 0);
    for options in [["--check", "--explain-cache"], ["--no-cache", "--explain-cache"]] {
        project.figlift(&[&["run"], &options[..]].concat()).exits(2).says("cannot be used with");
    }
});

figtest!(two_runs_at_once_use_one_cache, |project| {
    project.with_repository();
    project.figlift(&["run", "--no-cache"]).exits(0);
    let without = project.files("output");
    let folders = ["first", "second"];
    let runs = folders.map(|output| {
        let mut command = project.command(&["run", "--quiet", "--output", output]);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
    });
    for (mut run, output) in runs.into_iter().zip(folders) {
        assert!(run.wait().expect("the program ends").success());
        assert!(project.files(output) == without, "{output}");
    }
    let run = project.figlift(&["run", "--explain-cache"]);
    assert_eq!(run.exits(0).stdout().matches(UNCHANGED).count(), 25, "{run}");
});

figtest!(a_review_uses_the_cache_of_runs, |project| {
    project.with_two_texts();
    project.write("raw/picture.txt", [0_u8]).figlift(&["run"]).exits(1);
    let run = project.figlift(&["review", "--all", "--explain-cache"]);
    run.exits(0).prints("raw/picture.txt: unreadable\n").prints("written ");
    assert_eq!(run.stdout().matches(UNCHANGED).count(), 2, "{run}");
    project.figlift(&["review", "--all", "--no-cache", "--output", "other"]).exits(0);
    assert!(project.files("review") == project.files("other"));
});
