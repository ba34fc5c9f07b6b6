//! What lies in the raw folder and is not read.

use crate::support::{Project, Row, text};

const CITY: &str = "2021年，全市研发经费从12亿元增加到15.6亿元。\n";

/// Code and severity of each file that was not read, from the published table.
fn passed(project: &Project) -> Vec<[String; 3]> {
    let of = |row: &Row| ["file", "code", "severity"].map(|name| text(row, name).to_owned());
    project.table("diagnostics").iter().filter(|row| row["doc_id"].is_null()).map(of).collect()
}

figtest!(files_that_may_hold_a_text_are_listed_and_fail_the_run, |project| {
    project.write("raw/city.txt", CITY).write("raw/b/report.PPTX", "PK").write("raw/plan.jpg", "");
    let args = ["run", "--report", "junit=junit.xml", "--report", "summary=summary.md"];
    let run = project.figlift(&args);
    let reason = "this is a presentation, which figlift does not read; open it, and save its text";
    run.exits(1).says_at("raw/b/report.PPTX: ", &[reason]);
    run.says_at("raw/plan.jpg: warning: ", &["figlift does not read .jpg files"]);
    run.prints("documents   1\nnot read    1 refused-kind, 1 unknown-kind\n");
    let expected =
        [["b/report.PPTX", "refused-kind", "error"], ["plan.jpg", "unknown-kind", "warning"]];
    assert_eq!(passed(project), expected);
    assert!(project.text("summary.md").contains("### Not read\n\n- raw/b/report.PPTX: this is"));
    let junit = project.text("junit.xml");
    assert!(junit.contains("classname=\"run.files\"") && junit.contains("type=\"refused-kind\""));
    assert!(project.text("output/review.html").contains("b/report.PPTX: this is a presentation"));
    project.figlift(&["run", "--check"]).exits(1);
    project.figlift(&["run", "--fail-on", "never"]).exits(0);
    project.remove("raw/b").figlift(&["run"]).exits(0);
    project.figlift(&["run", "--fail-on", "warning"]).exits(1);
    project
        .figlift(&["run", "--report", "github"])
        .prints("::warning file=raw/plan.jpg,title=unknown-kind::");
});

figtest!(commands_over_a_folder_name_what_they_pass_over, |project| {
    project.write("raw/city.txt", CITY).write("raw/report.wps", "");
    for command in ["indicators", "rules"] {
        let run = project.figlift(&[command, "--raw", "raw"]);
        run.exits(0).says_at("raw/report.wps: ", &["a WPS document", "soffice"]);
    }
});

figtest!(a_stem_without_room_for_a_sidecar_does_not_stop_the_run, |project| {
    let stem = "x".repeat(251);
    project.write(&format!("raw/{stem}.txt"), CITY);
    project.figlift(&["run"]).exits(0).prints("documents   1\n");
    project.figlift(&["extract", &format!("raw/{stem}.txt")]).exits(0).prints("15.6亿元");
    assert_eq!(text(&project.table("documents")[0], "doc_id"), stem);
});

figtest!(a_sidecar_may_be_of_one_file_alone, |project| {
    project.write("raw/city.txt", CITY).write("raw/city.toml", "ref_area = \"CN\"");
    project.write("raw/city.txt.toml", "ref_area = \"CN-JX\"");
    project.figlift(&["run"]).exits(0);
    assert_eq!(text(&project.table("documents")[0], "ref_area"), "CN-JX");
    let manifest = project.text("output/manifest.json");
    assert!(manifest.contains("\"city.txt.toml\"") && !manifest.contains("\"city.toml\""));
    project.figlift(&["extract", "raw/city.txt"]).exits(0).prints("CN-JX");
});

#[cfg(unix)]
mod unix {
    use std::fs::{Permissions, set_permissions};
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    use super::*;

    figtest!(links_out_of_the_folder_are_followed_if_that_is_asked, |project| {
        project.write("raw/city.txt", CITY).write("town.txt", "全市有企业320家。");
        symlink("../town.txt", project.path("raw/town.txt")).expect("linked");
        symlink("nowhere", project.path("raw/village.txt")).expect("linked");
        project.figlift(&["run"]).exits(1).says_at("raw/town.txt: ", &["--follow-links"]);
        let dangling = ["village.txt", "dangling-link", "error"];
        assert_eq!(passed(project), [["town.txt", "link-outside", "error"], dangling]);
        let run = project.figlift(&["run", "--follow-links"]);
        run.exits(1).prints("documents   2\n");
        assert_eq!(passed(project), [dangling]);
    });

    // The superuser may open everything, so the program is run as nobody.
    figtest!(a_folder_that_cannot_be_searched_is_reported, |project| {
        project.write("raw/city.txt", CITY).write("raw/closed/town.txt", CITY);
        project.write("raw/mute/town.txt", CITY).write("raw/shut.txt", CITY);
        let modes =
            [(".", 0o755), ("raw/closed", 0o744), ("raw/mute", 0o711), ("raw/shut.txt", 0o600)];
        for (name, mode) in modes {
            set_permissions(project.path(name), Permissions::from_mode(mode)).expect("permitted");
        }
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
        command.arg(env!("CARGO_BIN_EXE_figlift")).args(["run", "--check"]);
        let run = match command.current_dir(project.path(".")).output() {
            Ok(run) if run.status.code() != Some(127) && run.status.code() != Some(126) => run,
            _ => return eprintln!("skipped: setpriv is not there, or the program is not for all"),
        };
        let said = String::from_utf8(run.stderr).expect("UTF-8");
        if said.contains("setpriv: ") {
            return eprintln!("skipped: no other user can be taken on: {said}");
        }
        for name in ["closed", "mute", "shut.txt"] {
            let begin = format!("raw/{name}: it cannot be opened (Permission denied");
            assert!(said.lines().any(|line| line.starts_with(&begin)), "{name}: {said}");
        }
        let printed = String::from_utf8(run.stdout).expect("UTF-8");
        assert!(printed.contains("documents   1\nnot read    3 no-access\n"), "{printed}");
    });
}
