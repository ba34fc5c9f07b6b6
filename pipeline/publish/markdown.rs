//! Escapes foreign text for Markdown: words of texts, names of files, reasons of a ledger.

/// Characters with a meaning in Markdown, or in HTML and formulas within it.
const MARKS: &str = "\\`*_[]<>|~&$#!";

/// A text that is shown verbatim and stays in its line and table cell: marks with a meaning in
/// Markdown get a backslash, and line ends become spaces.
///
/// ```
/// use figlift_publish::markdown::shown;
/// assert_eq!(shown("甲|乙 <b>\n#3"), r"甲\|乙 \<b\> \#3");
/// ```
pub fn shown(text: &str) -> String {
    let mut shown = String::new();
    for c in text.chars() {
        if MARKS.contains(c) {
            shown.push('\\');
        }
        shown.push(if ends_line(c) { ' ' } else { c });
    }
    shown
}

/// Markdown that stays in its line and table cell; its marks are kept.
pub(crate) fn cell(markdown: &str) -> String {
    let one_line: String = markdown.chars().map(|c| if ends_line(c) { ' ' } else { c }).collect();
    one_line.replace('|', "\\|")
}

/// A row of a table.
///
/// ```
/// use figlift_publish::markdown::row;
/// assert_eq!(row(&["city", "320家"]), "| city | 320家 |\n");
/// ```
pub fn row(cells: &[impl AsRef<str>]) -> String {
    let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
    format!("| {} |\n", cells.join(" | "))
}

/// Control characters, and line and paragraph separators.
fn ends_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mark_gets_a_backslash() {
        for mark in MARKS.chars() {
            assert_eq!(shown(&format!("a{mark}b")), format!("a\\{mark}b"));
        }
        assert_eq!(shown("研发经费12.5亿元（占2.4%）"), "研发经费12.5亿元（占2.4%）");
        assert_eq!(shown(""), "");
    }

    #[test]
    fn a_text_stays_in_its_line() {
        assert_eq!(shown("a\nb\r\nc\u{85}d\u{2028}e\u{1b}[1m"), "a b  c d e \\[1m");
        assert_eq!(cell("`x|y`\nz\u{2029}"), "`x\\|y` z ");
    }
}
