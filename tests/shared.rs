//! The real article, where the material that is shared beside the repository is present.

use std::io::Write;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Once;

use serde_json::Value;

use crate::support::{Project, Row, repository, text};

/// The shared material; `None`, with one line that says so, where it is not there.
pub(crate) fn shared() -> Option<PathBuf> {
    static SKIPPED: Once = Once::new();
    let stated = std::env::var_os("FIGLIFT_SHARED").map(PathBuf::from);
    let folder = stated.clone().unwrap_or_else(|| repository().join("../shared"));
    if folder.join("articles").is_dir() {
        return folder.canonicalize().ok();
    }
    assert!(stated.is_none(), "FIGLIFT_SHARED names {}, which holds no articles", folder.display());
    // Written past the capture of the test harness, so that it is seen.
    let line = "tests of the shared material are skipped: there is no ../shared (FIGLIFT_SHARED names another place)";
    SKIPPED.call_once(|| drop(writeln!(std::io::stderr(), "{line}")));
    None
}

fn path(folder: &std::path::Path, name: &str) -> String {
    folder.join(name).to_str().expect("UTF-8").to_owned()
}

figtest!(the_real_article_scores_full, |project| {
    let Some(shared) = shared() else { return };
    let article = path(&shared, "articles/jiangxi-innovation.txt");
    for (command, file) in [("extract", "figures.jsonl"), ("numerals", "numerals.jsonl")] {
        let run = project.figlift(&[command, "--format", "jsonl", &article]);
        project.write(file, run.exits(0).stdout());
    }
    let output = Command::new("python3")
        .arg(shared.join("tools/score.py"))
        .args([
            "--gold",
            &path(&shared, "gold/jiangxi-innovation.jsonl"),
            "--text",
            &path(&shared, "articles"),
        ])
        .arg("--pred")
        .arg(project.path("figures.jsonl"))
        .arg("--numerals")
        .arg(project.path("numerals.jsonl"))
        .args(["--errors", "0", "--json"])
        .output()
        .expect("python3 starts");
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{stdout}{}", String::from_utf8_lossy(&output.stderr));
    let line = stdout.lines().find(|line| line.starts_with('{')).unwrap_or(&stdout);
    let scores: Row =
        serde_json::from_str(line).or_else(|_| serde_json::from_str(&stdout)).expect("JSON");
    let score = |name: &str| {
        scores.get(name).and_then(Value::as_f64).unwrap_or_else(|| panic!("no {name} in {stdout}"))
    };
    for name in ["precision", "recall", "core_f1", "class_accuracy", "change_pairs"] {
        assert_eq!(score(name), 1.0, "{name} in {stdout}");
    }
    for name in ["indicator", "period"] {
        assert!(score(name) >= 0.95, "{name} in {stdout}");
    }
    for name in ["unresolved", "unaccounted", "bad_offsets"] {
        assert_eq!(score(name), 0.0, "{name} in {stdout}");
    }
});

figtest!(the_real_article_meets_the_expectations_for_our_bulletin, |project| {
    let Some(shared) = shared() else { return };
    project.with_repository();
    let articles = path(&shared, "articles");
    let run = project.figlift(&["run", "--raw", &articles]);
    run.exits(0).prints("documents   1\n").prints("46 passed, 0 failed");
    let checks = project.table("checks");
    let of_article =
        |row: &&Row| text(row, "doc_id") == "jiangxi-innovation" && text(row, "kind") == "expected";
    assert_eq!(checks.iter().filter(of_article).count(), 46);
    assert!(checks.iter().filter(of_article).all(|row| text(row, "status") == "pass"));
});

// Someone drops the original into the raw folder: both texts are held against one list.
figtest!(the_real_article_may_stand_beside_our_bulletin, |project| {
    let Some(shared) = shared() else { return };
    project.with_repository();
    for extension in ["txt", "toml"] {
        let name = format!("jiangxi-innovation.{extension}");
        let bytes = std::fs::read(shared.join("articles").join(&name)).expect("the article");
        project.write(&format!("raw/jiangxi/{name}"), bytes);
    }
    project.figlift(&["run", "--require-all"]).exits(0).prints("122 passed, 0 failed");
    is_up_to_date(project);
});

fn is_up_to_date(project: &Project) {
    project.figlift(&["run", "--check"]).exits(0).prints("compared");
}
