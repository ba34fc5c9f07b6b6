//! The handbook of the configuration, `config/README.md`: its blocks are valid in one project, and
//! its sentences are read as it states.

use std::fs;

use crate::support::{Project, repository};

/// The fenced blocks of one language.
fn blocks(language: &str) -> Vec<String> {
    let handbook = fs::read_to_string(repository().join("config/README.md")).expect("UTF-8");
    let fence = format!("```{language}\n");
    let parts = handbook.split(&fence).skip(1);
    parts.map(|part| part.split("```").next().unwrap_or_default().to_owned()).collect()
}

/// A project with all files that the handbook shows.
fn taught(project: &Project) {
    let files = blocks("toml");
    assert!(files.len() >= 5, "the handbook shows files");
    for block in files {
        let name = block.lines().next().and_then(|line| line.strip_prefix("# file: "));
        let name = name.unwrap_or_else(|| panic!("names no file:\n{block}"));
        project.write(&format!("config/{name}"), &block);
    }
}

figtest!(every_block_is_valid, |project| {
    taught(project);
    project.figlift(&["rules", "--config", "config", "test"]).exits(0).prints("rules hold");
    project.write("raw/county/2022.txt", "2021年，全县灌溉面积3.5万亩。");
    project.figlift(&["run"]).exits(0);
    assert!(project.text("output/charts/water.svg").contains("3.5万亩"));
});

figtest!(every_sentence_is_read_as_the_handbook_states, |project| {
    project.write("text.txt", blocks("text").concat());
    let before = project.figlift(&["extract", "text.txt", "--format", "jsonl"]).json_lines();
    let surfaces = |rows: &[crate::support::Row]| {
        rows.iter().map(|row| crate::support::text(row, "surface").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(surfaces(&before), ["3.5万亩", "1.2米", "6.7米"], "what is known without teaching");
    taught(project);
    let after =
        project.figlift(&["extract", "text.txt", "--format", "jsonl", "--config", "config"]);
    let after = after.json_lines();
    assert_eq!(surfaces(&after), ["120筒", "3.5万亩", "1.2米", "两丈", "6.7米"]);
    let field = |row: usize, name: &str| crate::support::text(&after[row], name).to_owned();
    assert_eq!((field(0, "classifier"), field(0, "indicator_text")), ("筒".into(), "打井".into()));
    assert_eq!((field(2, "role"), field(3, "unit_measure")), ("change".into(), "zhang".into()));
    project.write("canal.txt", "三井工程开工，二支渠通水。");
    let numerals = project.figlift(&["numerals", "canal.txt", "--config", "config"]);
    numerals.prints("三井工程").prints("lexicon/name").prints("二支渠").prints("label.canal");
});
