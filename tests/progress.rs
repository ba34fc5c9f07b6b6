//! The progress of long commands: shown on a terminal only, and never with `--quiet`.

use std::process::Command;

use crate::support::{Project, repository};

/// What a command writes if its output and errors go to a terminal.
fn on_terminal(project: &Project, args: &[&str]) -> String {
    let mut command = Command::new("python3");
    command.arg(repository().join("tests/progress/terminal.py"));
    command.arg(env!("CARGO_BIN_EXE_figlift")).args(args).current_dir(project.path(""));
    let output = command.env("TERM", "xterm").output().expect("python3 starts");
    let written = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(output.status.success(), "{written}{}", String::from_utf8_lossy(&output.stderr));
    written
}

/// Texts of so many megabytes together, beside those of the repository.
fn texts(project: &Project, megabytes: usize) -> &Project {
    let text = project.with_repository().text("raw/jiangxi/innovation.txt");
    let documents = 50;
    for document in 0..documents {
        let text = text.repeat(1 + megabytes * 1_000_000 / documents / text.len());
        project.write(&format!("raw/copies/{document}.txt"), text);
    }
    project
}

#[cfg(unix)]
figtest!(a_long_command_shows_its_progress_on_a_terminal, |project| {
    // How much text takes longer than the half second after which progress is shown is up to the machine.
    let tries = [2, 8, 32, 128]
        .into_iter()
        .map(|megabytes| on_terminal(texts(project, megabytes), &["rules", "--raw", "raw"]));
    let parts = ["Counting matches: ", " of 75 documents, ", " MB/s, ", " left "];
    let mut shown = tries.filter(|written| parts.iter().all(|part| written.contains(part)));
    let written = shown.next().expect("the progress of a command on 128 MB is shown");
    // The line is erased before the result.
    assert!(written.contains("\r\u{1b}[2Krule "));
});

#[cfg(unix)]
figtest!(a_short_command_shows_no_progress, |project| {
    project.write("city.txt", "全市有企业320家。");
    let written = on_terminal(project, &["extract", "city.txt"]);
    assert!(written.contains("320家") && !written.contains("Extracting"), "{written:?}");
});

#[cfg(unix)]
figtest!(progress_is_never_shown_if_it_is_not_wanted, |project| {
    let written = on_terminal(texts(project, 2), &["--quiet", "rules", "--raw", "raw"]);
    assert!(written.starts_with("rule "), "{written:?}");
    project.figlift(&["rules", "--raw", "raw"]).exits(0).is_quiet();
});

figtest!(quiet_commands_print_only_problems_and_results, |project| {
    project.with_repository();
    for args in [["run", "-q"], ["-q", "run"]] {
        let run = project.figlift(&args);
        assert_eq!(run.exits(0).stdout(), "");
        assert_eq!(run.stderr().lines().count(), 2, "the two silent revisions are warned of");
    }
    let review = project.figlift(&["review", "--all", "--quiet"]);
    assert_eq!(review.exits(0).is_quiet().stdout(), "");
    project.figlift(&["indicators", "--quiet"]).exits(0).prints("rd-expenditure");
    project.remove("raw/jiangxi").edit("raw/national-rd/2023.txt", "33357", "33375");
    project.figlift(&["run", "--quiet"]).exits(1).says("found 33375");
    project.figlift(&["run", "--quiet", "--check", "--raw", "none"]).exits(2).says("error: ");
});
