//! The fuzzer finds what a reader with faults does wrong, and keeps the files.

use std::collections::BTreeSet;
use std::process::Command;

#[test]
fn all_kinds_of_faults_are_found() {
    let folder = tempfile::tempdir().expect("a folder");
    let found = folder.path().join("found");
    let mut command = Command::new(env!("CARGO_BIN_EXE_fuzz"));
    command.args(["faulty", "0.1", "--seed", "7", "--patience", "1", "--found"]).arg(&found);
    let output = command.output().expect("it starts");
    let printed = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{printed}");
    let files = std::fs::read_dir(&found).expect("something was found");
    let names: Vec<String> = files
        .map(|file| file.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    let kinds: BTreeSet<&str> = names.iter().filter_map(|name| name.split('-').nth(1)).collect();
    assert_eq!(kinds, BTreeSet::from(["death", "hang", "memory", "panic"]), "{printed}");
    assert!(printed.contains("watch.rs:") && printed.contains(": a fault"), "{printed}");
}

#[test]
fn a_target_that_is_none_is_refused_with_the_names_of_all() {
    let output =
        Command::new(env!("CARGO_BIN_EXE_fuzz")).args(["doc", "1"]).output().expect("it starts");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("doc is no target") && said.contains("docx"), "{said}");
}
