//! Things that can be added: their lists hold together with what people read, and a longer list works.

use crate::support::repository;

/// The table of marks in the documentation of the configuration, from the list of marks itself.
#[test]
fn the_documentation_lists_each_mark() {
    let text = std::fs::read_to_string(repository().join("config/README.md")).expect("it is there");
    let row = |mark: &figlift_chart::Mark| format!("| `{}` | {} |\n", mark.name, mark.shows);
    let table: String = figlift_chart::MARKS.iter().map(row).collect();
    assert!(text.contains(&format!("| mark | shows |\n|---|---|\n{table}\n")), "write:\n{table}");
}
