//! The program gives the same scores as the reference script.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use crate::shared::shared;
use crate::support::{Project, Row};

/// Scores texts of the shared folder with the program and with the reference script. `every` limits
/// them to every n-th annotated text, since the script needs two runs for each.
fn agrees_with_the_script(
    project: &Project,
    shared: &Path,
    gold: &str,
    folder: &str,
    every: usize,
) {
    let rows = std::fs::read_to_string(shared.join(format!("gold/{gold}.jsonl"))).expect("gold");
    let doc_of = |line: &str| {
        let row: Row = serde_json::from_str(line).expect("a row");
        row["doc"].as_str().expect("a name").to_owned()
    };
    let docs: BTreeSet<String> = rows.lines().map(doc_of).collect();
    let docs: Vec<String> = docs.into_iter().step_by(every).collect();
    let rows: Vec<&str> = rows.lines().filter(|line| docs.contains(&doc_of(line))).collect();
    project.write("gold.jsonl", rows.join("\n"));
    let folder = shared.join(folder);
    let file = |doc: &String| folder.join(format!("{doc}.txt")).to_str().expect("UTF-8").to_owned();
    let files: Vec<String> = docs.iter().map(file).collect();
    for command in ["extract", "numerals"] {
        let printed = files
            .iter()
            .map(|file| project.figlift(&[command, "--format", "jsonl", file]).exits(0).stdout());
        // The script takes no `true` where a row of the annotations says nothing of sums.
        let printed = printed.collect::<String>();
        let as_text = printed.replace(r#""is_cumulative":true"#, r#""is_cumulative":"true""#);
        project.write(command, as_text);
    }
    let script = |args: &[&str]| {
        let mut script = Command::new("python3");
        script.arg(shared.join("tools/score.py")).arg("--gold").arg(project.path("gold.jsonl"));
        script.arg("--pred").arg(project.path("extract")).arg("--text").arg(&folder);
        let script = script.arg("--numerals").arg(project.path("numerals")).args(args);
        let output = script.output().expect("python3 starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    let ours = |args: &[&str]| {
        let files = files.iter().map(String::as_str);
        let args: Vec<&str> =
            ["score", "gold.jsonl"].into_iter().chain(files).chain(args.iter().copied()).collect();
        project.figlift(&args).exits(0).stdout()
    };
    let row = |json: &str| serde_json::from_str::<Row>(json).expect("JSON");
    assert_eq!(row(&ours(&["--format", "json"])), row(&script(&["--json"])), "{gold}");
    // The names are also in the same order.
    let words = |table: &str| table.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&ours(&[])), words(&script(&[])), "{gold}");
}

figtest!(the_score_is_that_of_the_script, |project| {
    let Some(shared) = shared() else { return };
    for (gold, folder, every) in [
        ("jiangxi-innovation", "articles", 1),
        ("湖南省", "corpus/reports-2026", 1),
        ("constructions", "corpus", 1),
        ("bulletins", "corpus/bulletins", 3),
        ("cases", "cases/constructions", 10),
    ] {
        agrees_with_the_script(project, &shared, gold, folder, every);
    }
});
