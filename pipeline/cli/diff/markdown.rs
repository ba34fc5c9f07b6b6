//! Differences as Markdown, for a comment on a pull request.

use super::section::{Section, sections};
use super::summary;
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

fn table(section: &Section) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let head: Vec<String> = section.head.iter().map(|name| escaped(name)).collect();
    let rule = vec!["---".to_owned(); head.len()];
    let rows = section.rows.iter().map(|row| row.iter().map(|cell| escaped(cell)).collect());
    let lines: String =
        [head, rule].into_iter().chain(rows).map(|cells: Vec<_>| line(&cells)).collect();
    format!("\n{lines}")
}

/// A text that shows as it is: what Markdown or HTML would read as more gets a backslash.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '|' | '*' | '_' | '~' | '[' | ']' | '<' | '>' | '&' | '#' | '!')
        {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
