//! Escapes texts for HTML.

use std::fmt::{self, Write};

use askama::filters::Escaper;

/// The substitute for NUL, which HTML cannot contain.
pub(crate) const NUL: char = '\u{2400}';

/// Escapes characters with a meaning in HTML, and those that parsers would change: a carriage
/// return would become a line feed, and NUL would be dropped.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Html;

impl Escaper for Html {
    fn write_escaped_str<W: Write>(&self, mut to: W, text: &str) -> fmt::Result {
        let special = |c: char| matches!(c, '<' | '>' | '&' | '"' | '\'' | '\r' | '\0');
        let mut rest = text;
        while let Some(at) = rest.find(special) {
            to.write_str(&rest[..at])?;
            match rest.as_bytes()[at] {
                b'<' => to.write_str("&lt;")?,
                b'>' => to.write_str("&gt;")?,
                b'&' => to.write_str("&amp;")?,
                b'\0' => to.write_char(NUL)?,
                other => write!(to, "&#{other};")?,
            }
            rest = &rest[at + 1..];
        }
        to.write_str(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_html_would_change_is_written_so_that_it_does_not() {
        let mut escaped = String::new();
        Html.write_escaped_str(&mut escaped, "<b>&'\"\r\n\0甲\u{202e}😀]]>").unwrap();
        assert_eq!(escaped, "&lt;b&gt;&amp;&#39;&#34;&#13;\n␀甲\u{202e}😀]]&gt;");
    }
}
