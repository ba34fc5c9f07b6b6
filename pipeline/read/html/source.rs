//! The places of a page from which its text comes: in each run of characters, what is copied and what
//! is decoded.

use figlift_text::{Position, SourcePlace};
use html5gum::{Token, Tokenizer};

/// A page, of which places are asked in order.
#[derive(Debug)]
pub(super) struct PageSource<'p> {
    page: &'p str,
    /// The byte to which `at` belongs.
    byte: usize,
    at: Position,
}

impl<'p> PageSource<'p> {
    pub(super) fn new(page: &'p str) -> PageSource<'p> {
        PageSource { page, byte: 0, at: Position { line: 1, column: 1 } }
    }

    /// Line and column of a byte, which is not before the last one asked for.
    fn place(&mut self, byte: usize) -> SourcePlace {
        for c in self.page.get(self.byte..byte).unwrap_or_default().chars() {
            if c == '\n' {
                self.at = Position { line: self.at.line + 1, column: 1 };
            } else {
                self.at.column += 1;
            }
        }
        self.byte = byte.max(self.byte);
        SourcePlace::Line(self.at)
    }

    /// The parts of a run of characters between two bytes of the page: those that stand there as they
    /// are, and those that stand for others (`&nbsp;`), each with its place.
    pub(super) fn parts(
        &mut self,
        start: usize,
        end: usize,
        mut part: impl FnMut(&mut PageSource<'p>, &str, usize),
    ) {
        let page = self.page;
        let Some(raw) = page.get(start..end) else { return };
        let mut from = start;
        for chunk in raw.split_inclusive('&') {
            // What follows an ampersand, up to the next.
            let entity = from > start;
            let body = chunk.strip_suffix('&').unwrap_or(chunk);
            if entity {
                let (decoded, used) = decoded(body);
                part(self, &decoded, from - 1);
                part(self, &body[used..], from + used);
            } else {
                part(self, body, from);
            }
            from += chunk.len();
        }
        if raw.ends_with('&') {
            part(self, "&", end - 1);
        }
    }

    /// The place of a byte, for a part.
    pub(super) fn at(&mut self, byte: usize) -> SourcePlace {
        self.place(byte)
    }
}

/// What an ampersand and the characters after it stand for, and how many bytes of these belong to it.
fn decoded(body: &str) -> (String, usize) {
    // By far the most frequent.
    if body.starts_with("nbsp;") {
        return ("\u{a0}".to_owned(), "nbsp;".len());
    }
    let end = body.find(|c: char| !c.is_ascii_alphanumeric() && c != '#' && c != ';');
    let word = &body[..end.unwrap_or(body.len())];
    let word = &word[..word.find(';').map_or(word.len(), |at| at + 1)];
    let written = format!("&{word}");
    let mut value = Vec::new();
    for token in Tokenizer::new(written.as_str()).flatten() {
        if let Token::String(run) = token {
            value.extend_from_slice(&run.value);
        }
    }
    let value = String::from_utf8_lossy(&value).into_owned();
    // `&ampx`: what follows the entity is the end of both.
    let alike = value.bytes().rev().zip(word.bytes().rev()).take_while(|(a, b)| a == b).count();
    // `;` ends an entity that stands for a semicolon, too.
    let alike = if word.ends_with(';') && value.len() <= alike { 0 } else { alike };
    let alike = if value == written { word.len() } else { alike };
    (value[..value.len() - alike].to_owned(), word.len() - alike)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_decoded_and_what_follows_is_not_theirs() {
        let of = |body: &str| decoded(body);
        assert_eq!(of("nbsp;元"), ("\u{a0}".to_owned(), 5));
        assert_eq!(of("#57;3"), ("9".to_owned(), 4));
        assert_eq!(of("#x35;"), ("5".to_owned(), 5));
        assert_eq!(of("ampx"), ("&".to_owned(), 3));
        assert_eq!(of("ltd;"), ("<".to_owned(), 2));
        assert_eq!(of("zz c"), ("&".to_owned(), 0));
        assert_eq!(of(" b"), ("&".to_owned(), 0));
        assert_eq!(of("semi;a"), (";".to_owned(), 5));
        assert_eq!(of("#59;a"), (";".to_owned(), 4));
    }

    #[test]
    fn parts_have_their_places() {
        let page = "<p>甲&#57;&\n乙&amp;";
        let mut source = PageSource::new(page);
        let mut found = Vec::new();
        source.parts(3, page.len(), |source, part, byte| {
            if !part.is_empty() {
                found.push((part.to_owned(), source.at(byte).to_string()));
            }
        });
        let expected = [("甲", "1:4"), ("9", "1:5"), ("&", "1:10"), ("\n乙", "1:11"), ("&", "2:2")];
        assert_eq!(found, expected.map(|(part, at)| (part.to_owned(), at.to_owned())));
    }
}
