//! Converts byte offsets to code points, lines and columns, with an index.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Span;

/// A place: line and column from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    /// Line, from 1. `\n`, `\r\n` and a lone `\r` end a line.
    pub line: usize,
    /// Column in characters, from 1. A byte order mark is not counted.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// Distance of the indexed places, in bytes. Rows need two places each.
const STRIDE: usize = 128;

#[derive(Debug)]
pub(crate) struct Offsets {
    /// Code points before byte `n * STRIDE`.
    counted: Vec<usize>,
    /// First byte of each line.
    lines: Vec<usize>,
}

impl Offsets {
    pub(crate) fn new(text: &str) -> Offsets {
        let bytes = text.as_bytes();
        let mut counted = Vec::with_capacity(bytes.len() / STRIDE + 1);
        let mut lines = vec![0];
        let mut points = 0;
        for (at, &byte) in bytes.iter().enumerate() {
            if at % STRIDE == 0 {
                counted.push(points);
            }
            points += usize::from(starts_character(byte));
            let ends_line = byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
            if ends_line {
                lines.push(at + 1);
            }
        }
        counted.push(points);
        Offsets { counted, lines }
    }

    /// Code points before a byte.
    pub(crate) fn code_points(&self, text: &str, byte: usize) -> usize {
        let block = (byte / STRIDE).min(self.counted.len() - 1);
        let from = (block * STRIDE).min(byte);
        self.counted[block] + counted(&text.as_bytes()[from..byte])
    }

    /// A span in code points.
    pub(crate) fn span(&self, text: &str, span: Span) -> Span {
        let start = self.code_points(text, span.start);
        // A span of a row is shorter than the way from an indexed place.
        let end = if span.end - span.start < STRIDE {
            start + counted(&text.as_bytes()[span.range()])
        } else {
            self.code_points(text, span.end)
        };
        Span::new(start, end)
    }

    /// The byte at a line and column; `None` if the text has no such place.
    pub(crate) fn byte_at(&self, text: &str, position: Position) -> Option<usize> {
        let start = *self.lines.get(position.line.checked_sub(1)?)?;
        let end = self.lines.get(position.line).copied().unwrap_or(text.len());
        let line = text.get(start..end)?;
        let characters = line.char_indices().filter(|(_, c)| *c != '\u{feff}');
        characters.map(|(at, _)| start + at).nth(position.column.checked_sub(1)?)
    }

    pub(crate) fn position(&self, text: &str, byte: usize) -> Position {
        let line = self.lines.partition_point(|&start| start <= byte);
        let mut start = self.lines[line - 1];
        if start == 0 && text.starts_with('\u{feff}') && byte > 0 {
            start = '\u{feff}'.len_utf8();
        }
        let before = self.span(text, Span::new(start.min(byte), byte));
        Position { line, column: before.end - before.start + 1 }
    }
}

/// Code points that start in some bytes.
fn counted(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| starts_character(byte)).count()
}

fn starts_character(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_of_every_line_end() {
        let text = "\u{feff}甲乙\r\n丙\r丁\n戊";
        let offsets = Offsets::new(text);
        let at = |c: char| offsets.position(text, text.find(c).unwrap()).to_string();
        assert_eq!([at('乙'), at('丙'), at('丁'), at('戊')], ["1:2", "2:1", "3:1", "4:1"]);
        for (byte, c) in text.char_indices().filter(|(_, c)| *c != '\u{feff}') {
            assert_eq!(offsets.byte_at(text, offsets.position(text, byte)), Some(byte), "{c:?}");
        }
        let nowhere = [(0, 1), (1, 0), (9, 1), (4, 2)];
        for (line, column) in nowhere {
            assert_eq!(offsets.byte_at(text, Position { line, column }), None);
        }
    }

    #[test]
    fn code_points_agree_with_counting() {
        let text = "figure 数字，".repeat(300);
        let offsets = Offsets::new(&text);
        for (n, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.code_points(&text, byte), n);
            for from in [byte, byte.saturating_sub(24), 0] {
                let start = offsets.code_points(&text, from);
                assert_eq!(offsets.span(&text, Span::new(from, byte)), Span::new(start, n));
            }
        }
        assert_eq!(offsets.code_points(&text, text.len()), text.chars().count());
    }
}
