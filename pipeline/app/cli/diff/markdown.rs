//! Differences as Markdown, for a comment on a pull request.

use figlift_publish::markdown::{row, shown};

use super::section::{DiffSection, sections, summary};
use crate::diff::Diff;

/// The counts, then a table of each kind.
pub(super) fn text(diff: &Diff, limit: usize) -> String {
    let mut text = format!("**{}**\n", summary(diff));
    for section in sections(diff, limit) {
        text += &format!("\n#### {}: {}\n", section.name, section.count);
        if !section.rows.is_empty() {
            text += &table(&section);
        }
        if let Some(unshown) = section.unshown() {
            text += &format!("\n{unshown}\n");
        }
    }
    text
}

fn table(section: &DiffSection) -> String {
    let line = |cells: &[String]| row(&cells.iter().map(|cell| shown(cell)).collect::<Vec<_>>());
    let head: Vec<String> = section.head.iter().map(|&name| name.to_owned()).collect();
    let rule = row(&vec!["---"; head.len()]);
    let rows: String = section.rows.iter().map(|cells| line(cells)).collect();
    format!("\n{}{rule}{rows}", line(&head))
}
