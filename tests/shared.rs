//! The real article, if the shared material is present.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Once;

use crate::support::{Project, Row, repository, text};

/// The shared material; if it is missing, `None` with a message.
pub(crate) fn shared() -> Option<PathBuf> {
    static SKIPPED: Once = Once::new();
    let stated = std::env::var_os("FIGLIFT_SHARED").map(PathBuf::from);
    let folder = stated.clone().unwrap_or_else(|| repository().join("../shared"));
    if folder.join("articles").is_dir() {
        return folder.canonicalize().ok();
    }
    assert!(stated.is_none(), "FIGLIFT_SHARED names {}, which holds no articles", folder.display());
    // Bypasses the capture of the test harness.
    let line = "tests of the shared material are skipped: there is no ../shared (FIGLIFT_SHARED names another place)";
    SKIPPED.call_once(|| drop(writeln!(std::io::stderr(), "{line}")));
    None
}

fn path(folder: &std::path::Path, name: &str) -> String {
    folder.join(name).to_str().expect("UTF-8").to_owned()
}

/// The scores on the real article. Not all of it is right yet: periods (the date of the document if
/// none is stated), indicators and words for newly added things must be read better. A higher score
/// is recorded here.
const FLOORS: [(&str, f64); 8] = [
    ("indicator", 0.9783),
    ("period", 0.88),
    ("exact", 0.7826),
    ("action", 0.7609),
    ("area", 0.9348),
    ("base", 1.0),
    ("cumulative", 0.9348),
    ("strict_share", 0.6087),
];

figtest!(the_real_article_keeps_its_scores, |project| {
    let Some(shared) = shared() else { return };
    let article = path(&shared, "articles/jiangxi-innovation.txt");
    let gold = path(&shared, "gold/jiangxi-innovation.jsonl");
    let run = project.figlift(&["score", &gold, &article, "--format", "json"]);
    let scores = run.exits(0).json_lines().remove(0);
    let score = |name: &str| scores[name].as_f64().unwrap_or_else(|| panic!("no {name}: {run}"));
    for name in ["precision", "recall", "core_f1", "class_accuracy", "change_pairs"] {
        assert_eq!(score(name), 1.0, "{name}: {run}");
    }
    for (name, least) in FLOORS {
        assert!((score(name) * 1e4).round() / 1e4 >= least, "{name}: {run}");
    }
    for name in ["unresolved", "unaccounted", "bad_offsets"] {
        assert_eq!(score(name), 0.0, "{name}: {run}");
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

// With the original in the raw folder, both texts are compared with one list of expectations.
figtest!(the_real_article_next_to_our_bulletin, |project| {
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
