//! The folder that `make release` fills: what the README says is in it, and the licences of all that is linked.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::repository;

/// Puts a program into a folder, as `make release` puts the built one.
fn release(program: &Path, folder: &Path) -> Output {
    let mut command = Command::new("python3");
    command.arg(repository().join(".ci/release.py")).arg(folder).arg(program);
    command.output().expect("python3 starts")
}

fn own(name: &str) -> String {
    fs::read_to_string(repository().join(name)).expect(name)
}

/// The files of `dist/` in the table of a text.
fn stated(readme: &str) -> BTreeSet<String> {
    let rows = readme.lines().filter(|line| line.starts_with("| `dist/"));
    let names = rows.flat_map(|row| row.split("`dist/").skip(1));
    names.filter_map(|name| Some(name.split_once('`')?.0.to_owned())).collect()
}

figtest!(a_release_holds_what_the_readme_says, |project| {
    let (program, folder) = (project.path("figlift"), project.path("dist"));
    fs::write(&program, "a program").expect("it is written");
    // A former release is replaced.
    for _ in 0..2 {
        let output = release(&program, &folder);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let files =
        fs::read_dir(&folder).expect("the folder").map(|file| file.expect("a file").file_name());
    let files: BTreeSet<String> = files.map(|name| name.to_string_lossy().into_owned()).collect();
    assert_eq!(stated(&own("README.md")), files);
    assert_eq!(stated(&own("README.zh.md")), files);
    assert_eq!(project.text("dist/figlift"), "a program");
    for name in ["LICENSE-APACHE", "LICENSE-MIT"] {
        assert_eq!(project.text(&format!("dist/{name}")), own(name));
    }
    assert!(project.text("dist/RUST-LIBRARY.html").contains("Rust Standard Library"));
    licences(&project.text("dist/THIRD-PARTY.txt"));
});

/// Each package of the list has a text, and texts that must not be missing are there.
fn licences(text: &str) {
    let (list, texts) = text.split_once("\n\n=").expect("texts below a list");
    let rule = "=".repeat(100);
    let packages: BTreeSet<&str> =
        list.lines().skip(2).filter_map(|line| Some(line.split_once(':')?.0)).collect();
    let lines: Vec<&str> = text.lines().collect();
    let heads = lines.windows(3).filter(|lines| lines[0] == rule && lines[2] == rule);
    let titles: BTreeSet<&str> = heads.flat_map(|lines| lines[1].split(", ")).collect();
    let bare: Vec<_> = packages.difference(&titles).collect();
    assert_eq!(bare, [&""; 0], "packages without a text");
    assert!(packages.len() > 150, "{} packages", packages.len());
    for name in ["arrow ", "parquet ", "polars-core ", "regex-automata ", "zstd-sys "] {
        assert!(packages.iter().any(|package| package.starts_with(name)), "{name}is linked");
    }
    // Only tests and macros need these.
    for name in ["html5ever ", "proptest ", "serde_derive "] {
        assert!(!packages.iter().any(|package| package.starts_with(name)), "{name}is not linked");
    }
    // The C that a package brings along, and a notice that must stay with its code.
    for words in ["For Zstandard software", "Apache Arrow\nCopyright"] {
        assert!(texts.contains(words), "{words}");
    }
    assert!(!texts.contains("GNU GENERAL PUBLIC LICENSE"));
}

figtest!(a_release_replaces_nothing_else, |project| {
    let (program, folder) = (project.path("figlift"), project.path("dist"));
    let missing = release(&program, &folder);
    assert_eq!(missing.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("is not there: build it first"));
    fs::write(&program, "a program").expect("it is written");
    project.write("dist/thesis.txt", "ten years of work");
    let refused = release(&program, &folder);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        String::from_utf8_lossy(&refused.stderr).contains("thesis.txt is not a file of a release")
    );
    assert_eq!(fs::read_dir(&folder).expect("the folder").count(), 1);
});

/// What the README calls a release is what the Makefile makes.
#[test]
fn make_release_builds_and_collects() {
    let mut command = Command::new("make");
    let output = command.args(["--dry-run", "release"]).current_dir(repository()).output();
    let printed = String::from_utf8(output.expect("make starts").stdout).expect("UTF-8");
    assert!(printed.contains("build --release --locked"), "{printed}");
    assert!(printed.contains("python3 .ci/release.py dist"), "{printed}");
}
