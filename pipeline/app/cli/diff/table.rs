//! Differences in columns for people.

use super::print;
use super::section::{sections, summary};
use crate::diff::Diff;

/// Each kind in columns, then the counts, so that they are last in a terminal.
pub(super) fn text(diff: &Diff, limit: usize) -> anyhow::Result<String> {
    let mut out = Vec::new();
    for section in sections(diff, limit) {
        out.extend(format!("-- {}: {}\n", section.name, section.count).bytes());
        let unshown = section.unshown();
        if !section.rows.is_empty() {
            let head = section.head.into_iter().map(str::to_owned).collect();
            print::columns(&mut out, std::iter::once(head).chain(section.rows).collect())?;
        }
        out.extend(
            unshown.into_iter().flat_map(|line| line.into_bytes().into_iter().chain(*b"\n")),
        );
        out.push(b'\n');
    }
    Ok(String::from_utf8(out)? + &summary(diff) + "\n")
}
