//! How a text was derived from its original: the blocks that it is made of, and the places in the
//! original that its bytes come from.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{Position, Span};

/// How a text was derived. That of plain text is empty: the text is its original.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextLayout {
    /// The blocks of the text, in order. They do not overlap, and all characters but the white space
    /// between them lie in one.
    pub blocks: Vec<LayoutBlock>,
    /// Where the bytes of the text come from, in order.
    pub pieces: Vec<SourcePiece>,
    /// Marks that lead to notes, each with the word joiner before it, in order. They are no part of
    /// what is read.
    pub marks: Vec<Span>,
}

/// A part of a derived text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LayoutBlock {
    /// Its span of the text.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Running text, or a line that may be a heading.
    Paragraph,
    /// A heading that is marked as one.
    Heading,
    /// The name of a part that has nothing to do with those before it, such as a sheet of a workbook.
    Part,
    /// A cell of a table.
    Cell(TableCell),
    /// The caption of a table.
    Caption,
    /// What stands around the main text of a page: menus, links, addresses.
    Furniture,
}

/// The place of a cell in its table, after rows and columns that it spans are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableCell {
    /// Number of the table in the text, from 1.
    pub table: usize,
    /// Its first row, from 1.
    pub row: usize,
    /// Its first column, from 1.
    pub column: usize,
    /// The rows that it spans.
    pub rows: usize,
    /// The columns that it spans.
    pub columns: usize,
    /// Whether it is marked as the head of a row or column.
    pub is_head: bool,
}

/// Where a run of bytes of a text comes from: it ends where the next piece begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourcePiece {
    /// Its first byte of the text.
    pub start: usize,
    /// The place of that byte in the original.
    pub place: SourcePlace,
}

/// A place in an original, as messages show it.
///
/// ```
/// use figlift_text::{SourcePlace, Position};
/// assert_eq!(SourcePlace::Line(Position { line: 151, column: 12 }).to_string(), "151:12");
/// assert_eq!(SourcePlace::Cell { table: 2, row: 4, column: 3 }.to_string(), "table 2,R4C3");
/// assert_eq!(SourcePlace::Page { page: 12, line: 8 }.to_string(), "p12:8");
/// let sheet = "2024 年".into();
/// assert_eq!(SourcePlace::Sheet { sheet, row: 14, column: 28 }.to_string(), "'2024 年'!AB14");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum SourcePlace {
    /// Line and column of a file of text. Within a piece, columns follow each other.
    Line(Position),
    /// A paragraph, from 1.
    Paragraph(usize),
    /// A cell, by the numbers of its table, row and column, each from 1.
    Cell {
        /// Number of the table.
        table: usize,
        /// Number of the row.
        row: usize,
        /// Number of the column.
        column: usize,
    },
    /// A line of a page, each from 1.
    Page {
        /// Number of the page.
        page: usize,
        /// Number of the line on the page.
        line: usize,
    },
    /// A cell of a workbook. Row and column are 0 for the name of the sheet itself.
    Sheet {
        /// The name of its sheet.
        sheet: Arc<str>,
        /// Number of the row, from 1.
        row: usize,
        /// Number of the column, from 1.
        column: usize,
    },
}

impl SourcePlace {
    /// Line and column, if the original is a file of text.
    pub fn position(&self) -> Option<Position> {
        match self {
            SourcePlace::Line(position) => Some(*position),
            SourcePlace::Paragraph(_)
            | SourcePlace::Cell { .. }
            | SourcePlace::Page { .. }
            | SourcePlace::Sheet { .. } => None,
        }
    }
}

impl fmt::Display for SourcePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SourcePlace::Line(position) => position.fmt(f),
            SourcePlace::Paragraph(number) => write!(f, "¶{number}"),
            SourcePlace::Cell { table, row, column } => write!(f, "table {table},R{row}C{column}"),
            SourcePlace::Page { page, line } => write!(f, "p{page}:{line}"),
            SourcePlace::Sheet { sheet, row, column } => {
                if is_bare(sheet) {
                    write!(f, "{sheet}!")?;
                } else {
                    write!(f, "'{}'!", sheet.replace('\'', "''"))?;
                }
                if *row == 0 { Ok(()) } else { write!(f, "{}{row}", letters(*column)) }
            }
        }
    }
}

/// Whether the name of a sheet needs no quotation marks.
fn is_bare(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// The letters of a column from 1, as A, Z, AA.
fn letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        letters.push(char::from(b'A' + ((column - 1) % 26) as u8));
        column = (column - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// The column of its letters, which are at most four.
fn column(letters: &str) -> Option<usize> {
    let value = |letter: u8| letter.is_ascii_uppercase().then(|| usize::from(letter - b'A') + 1);
    let digits: Option<Vec<usize>> = letters.bytes().map(value).collect();
    let digits = digits.filter(|digits| (1..=4).contains(&digits.len()))?;
    Some(digits.into_iter().fold(0, |column, digit| column * 26 + digit))
}

/// The cell of a workbook that a text states: the name of the sheet, row and column.
fn sheet_cell(text: &str) -> Option<(String, usize, usize)> {
    let (name, cell) = text.rsplit_once('!')?;
    let name = match name.strip_prefix('\'').and_then(|name| name.strip_suffix('\'')) {
        Some(quoted) if !quoted.replace("''", "").contains('\'') => quoted.replace("''", "'"),
        None if is_bare(name) => name.to_owned(),
        _ => return None,
    };
    if cell.is_empty() {
        return Some((name, 0, 0));
    }
    let row = cell.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let column = column(&cell[..cell.len() - row.len()])?;
    let number = row.bytes().all(|byte| byte.is_ascii_digit()).then(|| row.parse().ok())?;
    Some((name, number.filter(|row| *row > 0)?, column))
}

impl From<SourcePlace> for String {
    fn from(place: SourcePlace) -> String {
        place.to_string()
    }
}

impl TryFrom<String> for SourcePlace {
    type Error = ParsePlaceError;

    fn try_from(text: String) -> Result<SourcePlace, ParsePlaceError> {
        text.parse()
    }
}

/// No place is written like this.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("invalid place `{0}`")]
pub struct ParsePlaceError(String);

impl FromStr for SourcePlace {
    type Err = ParsePlaceError;

    /// # Errors
    /// If the text is not in one of the forms that [`Display`](fmt::Display) writes.
    fn from_str(text: &str) -> Result<SourcePlace, ParsePlaceError> {
        let number = |digits: &str| -> Option<usize> {
            digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
        };
        let place = || {
            if let Some(paragraph) = text.strip_prefix('¶') {
                return Some(SourcePlace::Paragraph(number(paragraph)?));
            }
            if let Some(cell) = text.strip_prefix("table ") {
                let (table, cell) = cell.split_once(",R")?;
                let (row, column) = cell.split_once('C')?;
                let (table, row, column) = (number(table)?, number(row)?, number(column)?);
                return Some(SourcePlace::Cell { table, row, column });
            }
            if let Some((sheet, row, column)) = sheet_cell(text) {
                return Some(SourcePlace::Sheet { sheet: sheet.into(), row, column });
            }
            if let Some(place) = text.strip_prefix('p') {
                let (page, line) = place.split_once(':')?;
                return Some(SourcePlace::Page { page: number(page)?, line: number(line)? });
            }
            let (line, column) = text.split_once(':')?;
            Some(SourcePlace::Line(Position { line: number(line)?, column: number(column)? }))
        };
        place().ok_or_else(|| ParsePlaceError(text.to_owned()))
    }
}

impl TextLayout {
    /// Whether the text is its original.
    pub(crate) fn is_plain(&self) -> bool {
        self.pieces.is_empty() && self.blocks.is_empty()
    }

    /// The place of a byte of the text.
    pub(crate) fn place(&self, text: &str, byte: usize) -> SourcePlace {
        let number = self.pieces.partition_point(|piece| piece.start <= byte);
        // What comes before the first piece was written by the reader.
        let first =
            SourcePiece { start: byte, place: SourcePlace::Line(Position { line: 1, column: 1 }) };
        let piece = number.checked_sub(1).map_or(&first, |number| &self.pieces[number]);
        match &piece.place {
            SourcePlace::Line(Position { line, column }) => {
                let before = text[piece.start..byte].chars().count();
                SourcePlace::Line(Position { line: *line, column: column + before })
            }
            place => place.clone(),
        }
    }

    /// The first byte of the text at a place; for a column within a run of bytes, that of the column.
    pub(crate) fn byte_at(&self, text: &str, place: &SourcePlace) -> Option<usize> {
        let SourcePlace::Line(wanted) = place else {
            return self.pieces.iter().find(|piece| piece.place == *place).map(|piece| piece.start);
        };
        let ends = self.pieces.iter().skip(1).map(|piece| piece.start).chain([text.len()]);
        self.pieces.iter().zip(ends).find_map(|(piece, end)| {
            let at = piece.place.position().filter(|at| at.line == wanted.line)?;
            let within = wanted.column.checked_sub(at.column)?;
            let (byte, _) = text[piece.start..end].char_indices().nth(within)?;
            Some(piece.start + byte)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_place_is_read_back() {
        for text in [
            "151:12",
            "¶37",
            "table 2,R4C3",
            "p12:8",
            "p1!C14",
            "Sheet1!C14",
            "1-2.a_b!XFD1048576",
            "'a b''s!'!AA1",
            "x!",
        ] {
            assert_eq!(text.parse::<SourcePlace>().unwrap().to_string(), text);
        }
        for text in ["x!1", "x!A", "x!A0", "x!a1", "!A1", "a b!A1", "'a'b'!A1", "x!AAAAA1", "x!A+1"]
        {
            assert!(text.parse::<SourcePlace>().is_err(), "{text}");
        }
        for text in [
            "",
            "151",
            "151:",
            ":12",
            "1:2:3",
            "¶",
            "table 2",
            "table 2,R4",
            "+1:2",
            "12:a",
            "p1",
            "p1:",
            "p:1",
        ] {
            assert!(text.parse::<SourcePlace>().is_err(), "{text}");
        }
    }

    #[test]
    fn places_lead_to_bytes_and_back() {
        let at = |line, column| SourcePlace::Line(Position { line, column });
        let pieces = [(0, at(2, 4)), (6, at(2, 11)), (7, at(5, 1))];
        let pieces = pieces.map(|(start, place)| SourcePiece { start, place }).to_vec();
        let layout = TextLayout { pieces, ..TextLayout::default() };
        let text = "产值5亿元";
        for (byte, place) in [(0, at(2, 4)), (3, at(2, 5)), (6, at(2, 11)), (10, at(5, 2))] {
            assert_eq!(layout.place(text, byte), place);
            assert_eq!(layout.byte_at(text, &place), Some(byte));
        }
        assert_eq!(layout.byte_at(text, &at(2, 7)), None);
    }
}
